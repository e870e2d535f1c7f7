"""Noting that the plan and the journal of a year are bound."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.binding import bind_year
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring import MonitoringPage
from ssu_desktop.language import N_
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import careful, submitting
from ssu_desktop.screens.law_words import explaining


def ask_binding(parent: QWidget, desk: Desk, page: MonitoringPage, done: Callable[[Saved], object]) -> None:
    """Ask on which day plan and journal of a year were bound; `done` is called when it is noted."""
    day = DateField("bound_on", N_("Bound on"), lambda: desk.today)
    day.set_value(page.bound_on or desk.today)
    FormDialog(
        parent,
        N_("The plan and the journal of the year are bound together"),
        [day],
        N_("Note the binding"),
        submitting(
            careful(
                lambda values, reasons: bind_year(
                    desk,
                    page.stay_id,
                    page.plan_number,
                    cast("date | None", values["bound_on"]),
                    reasons,
                )
            ),
            done,
        ),
        explaining(desk),
    ).exec()

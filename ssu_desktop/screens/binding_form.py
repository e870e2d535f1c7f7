"""When plan and journal of a year were bound together, asked in a short form."""

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring import MonitoringPage
from ssu_desktop.actions.monitoring_editing import bind_year
from ssu_desktop.language import N_
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import submitting
from ssu_desktop.screens.law_words import explaining


def binding_dialog(
    parent: QWidget | None, desk: Desk, page: MonitoringPage, done: Callable[[Saved], object]
) -> FormDialog:
    """Return the form of the binding of the year in `page`; `done` is called when it is entered."""
    day = DateField("bound_on", N_("Plan and journal were bound on"), lambda: desk.today)
    day.set_value(page.bound_on or desk.today)
    return FormDialog(
        parent,
        N_("The binding of the year"),
        [day],
        N_("Save"),
        submitting(
            lambda values, reasons: bind_year(
                desk, page.stay_id, page.plan_number, cast("date | None", values["bound_on"]), reasons
            ),
            done,
        ),
        explaining(desk),
    )

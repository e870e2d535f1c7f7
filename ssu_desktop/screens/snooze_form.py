"""Putting a duty off: until when, and why; taking it up again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.snooze import lift_snooze, snooze
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.language import N_, _
from ssu_desktop.rules.snooze import SnoozeDraft
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import answered, careful, submitting
from ssu_desktop.screens.texts import TextField

_USUALLY = timedelta(days=7)


def ask_snooze(parent: QWidget, desk: Desk, line: TodayLine, done: Callable[[Saved], object]) -> None:
    """Ask until when a duty is put off and why; `done` is called when it is."""
    until = DateField("until", N_("Put off until"), lambda: desk.today)
    until.set_value(line.put_off.until if line.put_off else desk.today + _USUALLY)
    reason = TextField("reason", N_("Reason"))
    reason.set_value(line.put_off.reason if line.put_off else "")
    dialog = FormDialog(
        parent,
        N_("Put the duty off"),
        [until, reason],
        N_("Put it off"),
        submitting(
            careful(
                lambda values, _reasons: snooze(
                    desk,
                    line,
                    SnoozeDraft(until=cast("date | None", values["until"]), reason=str(values["reason"])),
                )
            ),
            done,
        ),
    )
    told = ", ".join(filter(None, (_(line.duty.text, **spelt_values(line.duty.values)), line.name)))
    dialog.column.insertWidget(0, plain_label("muted", told, wraps=True))
    dialog.exec()


def take_up(parent: QWidget, desk: Desk, snooze_id: UUID, done: Callable[[Saved], object]) -> None:
    """Ask whether a duty that was put off is to come back now."""
    title = N_("Take the duty up again?")
    if confirm(
        parent, title, N_("Take it up"), text=N_("It was put off; it comes back to its place at once.")
    ):
        answer = answered(lambda: lift_snooze(desk, snooze_id))
        if isinstance(answer, Saved):
            done(answer)

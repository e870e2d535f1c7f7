"""The forms of home service: a person's schedule of visits, and a visit that was not planned."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.visit_schedules import ScheduleRow, save_schedule
from ssu_desktop.actions.visits import VisitedRow, save_visits
from ssu_desktop.language import N_, spoken
from ssu_desktop.language.dates import weekday_name, weekdays_short
from ssu_desktop.rules.visit import WEEKDAYS, ScheduleDraft, VisitDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import Reasons, careful, keep_dialog, submitting
from ssu_desktop.screens.field import Field
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.timefield import TimeField
from ssu_desktop.screens.unit_form import fill

Done = Callable[[Saved], object]
_SOME_MONDAY = date(2024, 1, 1)


class WeekdaysField(Field[str]):
    """Days of the week, as the digits that a schedule keeps: Monday is 1."""

    def __init__(self, name: str, label: str) -> None:
        self.boxes = {digit: QCheckBox() for digit in WEEKDAYS}
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(14))
        for box in self.boxes.values():
            row.addWidget(box)
            box.clicked.connect(self._tell)
        row.addStretch(1)
        line.setFocusProxy(self.boxes["1"])
        super().__init__(name, label, line)
        self.retranslate()

    def value(self) -> str:
        """Return the ticked days."""
        return "".join(digit for digit, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: str) -> None:
        """Tick these days."""
        for digit, box in self.boxes.items():
            box.setChecked(digit in value)

    def typed(self) -> str:
        """Return the ticked days."""
        return self.value()

    def restore(self, typed: str) -> None:
        """Tick the days again."""
        self.set_value(typed)

    def retranslate(self) -> None:
        """Name the days in the language of the interface."""
        super().retranslate()
        for number, (digit, box) in enumerate(self.boxes.items()):
            box.setText(weekdays_short(digit, spoken()))
            box.setToolTip(weekday_name(_SOME_MONDAY + timedelta(days=number), spoken()))

    def _tell(self) -> None:
        self.clear_error()
        self.changed.emit()
        self.committed.emit()


def _workers(desk: Desk, present: UUID | None) -> Sequence[tuple[UUID, str]]:
    """Return the staff; one who has left only where the schedule names that one."""
    working = {one.id for one in list_staff(desk)}
    staff = list_staff(desk, former=True)
    return [(one.id, one.full_name) for one in staff if one.id in working or one.id == present]


def schedule_dialog(parent: QWidget, desk: Desk, row: ScheduleRow, done: Done, *, new: bool) -> FormDialog:
    """Return the dialog that adds a schedule to the person of a row, or changes the schedule of the row."""
    schedule_id = None if new else row.id
    start = ScheduleDraft(since=desk.today) if schedule_id is None else row.draft

    def act(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        return save_schedule(desk, row.stay_id, schedule_id, _schedule(values, start), reasons)

    dialog = FormDialog(
        parent,
        N_("Schedule of visits"),
        [
            WeekdaysField("weekdays", N_("Days of the week")),
            [
                TimeField("at", N_("Time")),
                PickField("staff_id", N_("Care worker"), partial(_workers, desk, start.staff_id)),
            ],
            [
                DateField("since", N_("Since"), lambda: desk.today),
                DateField("until", N_("Until"), lambda: desk.today),
            ],
            TextField("note", N_("Note"), longest=300),
        ],
        N_("Save the schedule"),
        submitting(careful(act), done),
        explaining(desk),
    )
    dialog.words.say(dialog.heading.setText, N_("Schedule of visits: {name}"), name=row.name)
    fill(dialog.fields, start)
    keep_dialog(dialog, desk, f"visit-schedule:{row.stay_id}:{schedule_id}")
    return dialog


def visit_dialog(
    parent: QWidget,
    desk: Desk,
    unit_id: UUID,
    people: Sequence[VisitedRow],
    begin: tuple[date, UUID | None],
    done: Done,
) -> FormDialog:
    """Return the dialog that enters a visit of one of `people`; it begins with a day and a care worker."""
    day, worker = begin

    def act(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        return save_visits(desk, unit_id, [_visit(values)], reasons)

    dialog = FormDialog(
        parent,
        N_("A visit that was not planned"),
        [
            PickField(
                "stay_id", N_("Recipient"), lambda: [(one.stay_id, one.name) for one in people], empty=False
            ),
            [
                DateField("day", N_("Day"), lambda: desk.today, past=True),
                TimeField("came", N_("Came")),
                TimeField("left", N_("Left|time")),
            ],
            PickField("staff_id", N_("Care worker"), partial(_workers, desk, worker)),
            TextField("services", N_("Services|done"), longest=300),
            TextField("note", N_("Note"), longest=300),
        ],
        N_("Add the visit"),
        submitting(careful(act), done),
        explaining(desk),
    )
    dialog.fields["day"].set_value(day)
    dialog.fields["staff_id"].set_value(worker)
    return dialog


def _schedule(values: Mapping[str, object], start: ScheduleDraft) -> ScheduleDraft:
    return ScheduleDraft(
        weekdays=str(values["weekdays"]),
        at=str(values["at"]),
        staff_id=cast("UUID | None", values["staff_id"]),
        since=cast("date | None", values["since"]),
        until=cast("date | None", values["until"]),
        note=str(values["note"]),
        revision=start.revision,
    )


def _visit(values: Mapping[str, object]) -> VisitDraft:
    return VisitDraft(
        stay_id=cast("UUID", values["stay_id"]),
        day=cast("date | None", values["day"]),
        staff_id=cast("UUID | None", values["staff_id"]),
        came=str(values["came"]),
        left=str(values["left"]),
        services=str(values["services"]),
        note=str(values["note"]),
    )

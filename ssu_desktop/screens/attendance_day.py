"""A day of a day-care unit: when everybody came and left, typed down the list or filled in at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.attendance import DayLine, attendance_of_day, save_attendance, usual_hours
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.clock import clock_time, minutes_between, parse_time, spelt_hours
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.day import SERVED
from ssu_desktop.rules.day_stay import AttendanceDraft, check_day_stay
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import Reasons
from ssu_desktop.screens.entry_grid import EntryGrid
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.timefield import TimeField
from ssu_desktop.screens.typed_table import TypedTable, Typing

CAME, LEFT, NOTE = 1, 2, 4
_TIME_WIDTH = 92


class AttendanceDay(EntryGrid[DayLine, AttendanceDraft]):
    """The people of a unit on a day; those without services stand there, and nothing is typed for them."""

    def __init__(self, desk: Desk) -> None:
        self.unit_id: UUID | None = None
        self.day = date.min  # none is shown yet
        self.lines: tuple[DayLine, ...] = ()
        table: TypedTable[DayLine] = TypedTable(
            self._columns(desk),
            lambda: self.lines_typed(),
            {CAME: Typing.TIME, LEFT: Typing.TIME, NOTE: Typing.WORDS},
            lambda row: row.served and desk.may(N_("Enter the attendance of a day")),
            key=lambda row: row.stay_id,
        )
        legend = N_("Type the time, as 9 or 930 · Enter goes down, Tab on · Del empties · Ctrl+Enter saves")
        super().__init__(desk, AttendanceDraft, table, N_("Save the day"), legend)
        self.came, self.left = TimeField("all_came", N_("Came")), TimeField("all_left", N_("Left|time"))
        self.says, self.fill = plain_label("muted"), button()
        self._fill_top()
        table.typed.connect(self._typed)
        table.opened.connect(lambda row: self.person_asked.emit(row.person_id))
        self.fill.clicked.connect(self.fill_all)
        table.empty.teach(N_("Nobody was in the unit on this day."))
        typing = (self.says, self.came, self.left, self.fill, self.save, self.discard, self.legend)
        offer_allowed(desk, self, {N_("Enter the attendance of a day"): typing})

    def _fill_top(self) -> None:
        self.words.say(self.says.setText, N_("The same time for all who have none yet:"))
        self.words.say(self.fill.setText, N_("Fill in"))
        for part in (self.says, self.came, self.left, self.fill):
            self.top.addWidget(part)
        for field in (self.came, self.left):
            field.label.hide()
            field.setFixedWidth(scaled(_TIME_WIDTH))
        self.top.addStretch(1)

    def _columns(self, desk: Desk) -> list[Column[DayLine]]:
        text, fixed = ColumnKind.TEXT, ColumnKind.DATE  # a time is as wide as it is
        return [
            Column(
                title=N_("Recipient|column"),
                value=lambda row: row.name,
                kind=ColumnKind.STRONG,
                width=260,
                stretch=True,
            ),
            Column(title=N_("Came"), value=lambda row: row.came, kind=fixed, width=100),
            Column(title=N_("Left|time"), value=lambda row: row.left, kind=fixed, width=100),
            Column(
                title=N_("Hours"),
                value=lambda row: _hours(row, self.day, desk),
                kind=ColumnKind.CHIP,
                width=180,
            ),
            Column(title=N_("Note"), value=lambda row: row.note, kind=text, width=240, stretch=True),
        ]

    def show_day(self, unit_id: UUID | None, day: date) -> None:
        """Show a day of a unit, with what was typed for it and not saved."""
        if (unit_id, day) != (self.unit_id, self.day):
            self.unit_id, self.day = unit_id, day
            self.turn_to(f"attendance:{unit_id}:{day.isoformat()}")
            self._propose()
        self.refresh()

    def _propose(self) -> None:
        """Offer the hours of the last day for all, where none are typed."""
        if self.unit_id is not None and not (self.came.value() or self.left.value()):
            came, left = usual_hours(self.desk, self.unit_id)
            self.came.set_value(came)
            self.left.set_value(left)

    def reread(self) -> None:
        """Read the day again."""
        unit_id = self.unit_id
        self.lines = attendance_of_day(self.desk, unit_id, self.day) if unit_id is not None else ()

    def lines_typed(self) -> tuple[DayLine, ...]:
        """Return the lines with what was typed into them."""
        return tuple(self._with_typed(line) for line in self.lines)

    def _with_typed(self, line: DayLine) -> DayLine:
        draft = self.typed.rows.get(str(line.stay_id))
        if draft is None:
            return line
        return replace(line, came=draft.came, left=draft.left, note=draft.note)

    def _typed(self, row: DayLine, column: int, text: str) -> None:
        draft, value = self._begun(row), parse_time(text) or text
        if column == NOTE:
            self._put(replace(draft, note=text))
        elif column == CAME:
            self._put(replace(draft, came=value))
        else:
            self._put(replace(draft, left=value))

    def _begun(self, row: DayLine) -> AttendanceDraft:
        """Return what was typed into a row, else a draft that begins from what is saved."""
        return self.typed.rows.get(str(row.stay_id)) or self._saved(row.stay_id)

    def _saved(self, stay_id: UUID) -> AttendanceDraft:
        return next(line.draft for line in self.lines if line.stay_id == stay_id)

    def _put(self, draft: AttendanceDraft) -> None:
        self.put(str(draft.stay_id), None if draft == self._saved(draft.stay_id) else draft)

    def fill_all(self) -> None:
        """Put the same time into every row of those who are served and of whom nothing is told yet."""
        if not (self.came.check() and self.left.check() and self.came.value()):
            self.came.setFocus()
            return
        for row in self.lines_typed():
            if row.served and not (row.came or row.left or row.note):
                self._put(replace(self._begun(row), came=self.came.value(), left=self.left.value()))
        self.table.setFocus()

    def keep(self, drafts: Sequence[AttendanceDraft], reasons: Reasons) -> Saved | Refused:
        """Save the day."""
        if self.unit_id is None:
            return Refused((gone(),))
        return save_attendance(self.desk, self.unit_id, self.day, drafts, reasons)

    def totals(self) -> str:
        """Return how many came, and how many hours that is."""
        rows = self.lines_typed()
        came = [row for row in rows if row.came]
        minutes = sum(_minutes(row) or 0 for row in came)
        people = counted(spoken(), len(rows), Noun.PERSON)
        told = {"people": people, "came": len(came), "hours": spelt_hours(minutes)}
        return _(N_("{people} · came: {came} · hours: {hours}"), **told)


def _minutes(row: DayLine) -> int | None:
    """Return how long the day was; None where its times are not there or cannot be."""
    if parse_time(row.came) is None or parse_time(row.left) is None:
        return None
    minutes = minutes_between(row.came, row.left)
    return minutes if minutes > 0 else None


def _hours(row: DayLine, day: date, desk: Desk) -> Chip | str:
    """Return how long the day was, marked where the order has other hours; or why there is none."""
    if not row.served:
        return "–" if row.status in SERVED else status_chip(row.status, UnitKind.DAY)
    minutes = _minutes(row)
    if minutes is None:
        return ""
    came, left = clock_time(row.came), clock_time(row.left)
    outside = any(check_day_stay(day, came, left, desk.law))
    return Chip(spelt_hours(minutes), Tone.SOON if outside else Tone.DONE)

"""A week of home visits: the planned ones are offered to be ticked, with times and services typed beside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stored import gone
from ssu_desktop.actions.visits import VisitLine, save_visits, visits_of_week
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.clock import parse_time
from ssu_desktop.language.dates import weekday_short
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.rules.visit import VisitDraft
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import Reasons
from ssu_desktop.screens.entry_grid import EntryGrid
from ssu_desktop.screens.filters import FilterPick
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.standing import state_word
from ssu_desktop.screens.typed_table import TypedTable, Typing

HELD, CAME, LEFT, SERVICES, NOTE = 3, 4, 5, 6, 7


class VisitWeek(EntryGrid[VisitLine, VisitDraft]):
    """The visits of one care worker's week, or of all; a tick says that a visit took place."""

    def __init__(self, desk: Desk) -> None:
        self.unit_id: UUID | None = None
        self.monday = date.min  # none is shown yet
        self.lines: tuple[VisitLine, ...] = ()
        typing = dict.fromkeys((CAME, LEFT), Typing.TIME) | dict.fromkeys((SERVICES, NOTE), Typing.WORDS)
        table: TypedTable[VisitLine] = TypedTable(
            self._columns(),
            lambda: self.lines_typed(),
            {HELD: Typing.TICK, **typing},
            self._may_be_held,
            key=_name_of,
        )
        legend = N_("Space ticks a visit that took place · Enter goes down, Tab on · Ctrl+Enter saves")
        super().__init__(desk, VisitDraft, table, N_("Save the visits"), legend)
        self.worker: FilterPick[UUID] = FilterPick(
            "worker", N_("Care worker"), N_("All care workers"), self._workers
        )
        self.tick_all, self.add, self.sheet = button(), button(), button("", "print")
        self.words.say(self.tick_all.setText, N_("All planned took place"))
        self.words.say(self.add.setText, N_("Add a visit…  Ins"))
        for say in (self.sheet.setToolTip, self.sheet.setAccessibleName):
            self.words.say(say, N_("Sheet for the round  F9"))  # the row has no room for its words
        self.top.addWidget(self.worker, 1)
        self.top.addStretch(1)
        self.top.addWidget(self.tick_all)
        self.top.addWidget(self.add)
        self.top.addWidget(self.sheet)
        self.worker.changed.connect(self.refresh)
        self.tick_all.clicked.connect(self.hold_all)
        table.typed.connect(self._typed)
        table.ticked.connect(self._tick)
        table.opened.connect(lambda row: self.person_asked.emit(row.person_id))
        table.empty.teach(N_("Nothing is planned for this week. The schedules say who is visited when."))
        changing = (self.tick_all, self.add, self.save, self.discard, self.legend)
        offer_allowed(desk, self, {N_("Enter home visits"): changing})

    def _columns(self) -> list[Column[VisitLine]]:
        text, muted = ColumnKind.TEXT, ColumnKind.MUTED
        fixed = ColumnKind.DATE  # as wide as it is, where names grow narrower
        return [
            Column(title=N_("Day"), value=_day, kind=muted, width=84),
            Column(
                title=N_("Recipient|column"),
                value=lambda row: row.name,
                kind=ColumnKind.STRONG,
                width=210,
                stretch=True,
            ),
            Column(title=N_("Planned|visit"), value=_planned, kind=muted, width=116, spare=True),
            Column(title=N_("Took place"), value=self._held, kind=ColumnKind.CHIP, width=150),
            Column(title=N_("Came"), value=lambda row: row.came, kind=fixed, width=84),
            Column(title=N_("Left|time"), value=lambda row: row.left, kind=fixed, width=84),
            Column(
                title=N_("Services|done"), value=lambda row: row.services, kind=text, width=210, stretch=True
            ),
            Column(title=N_("Note"), value=lambda row: row.note, kind=text, width=130, spare=True),
        ]

    def _held(self, row: VisitLine) -> Chip | str:
        """Return whether a visit took place, as it is typed."""
        draft = self.typed.rows.get(_name_of(row))
        held = row.id is not None if draft is None else draft.held
        if held:
            return Chip(_(N_("yes")), Tone.DONE)
        if not row.served:
            return Chip(state_word(Status.SUSPENDED, UnitKind.HOME), Tone.SOON)
        return "☐" if row.day <= self.desk.today else ""

    def _may_be_held(self, row: VisitLine) -> bool:
        may = self.desk.may(N_("Enter home visits"))
        return may and row.day <= self.desk.today and (row.served or row.id is not None)

    def _workers(self) -> list[tuple[UUID, str]]:
        found = {line.staff_id: line.staff_name for line in self.lines if line.staff_id is not None}
        return sorted(((staff_id, name) for staff_id, name in found.items()), key=lambda one: one[1])

    def workers(self) -> tuple[UUID | None, ...]:
        """Return whose visits are shown, by name; None is nobody yet."""
        lines = [line for line in self.lines_typed() if line.counts]
        found = dict.fromkeys(line.staff_id for line in sorted(lines, key=lambda line: line.staff_name))
        return tuple(sorted(found, key=lambda staff_id: staff_id is None))

    def show_week(self, unit_id: UUID | None, monday: date) -> None:
        """Show a week of a unit, with what was typed for it and not saved."""
        if (unit_id, monday) != (self.unit_id, self.monday):
            self.unit_id, self.monday = unit_id, monday
            self.turn_to(f"visits:{unit_id}:{monday.isoformat()}")
        self.refresh()

    def say(self) -> None:
        """Say also whether there is a sheet to be printed."""
        super().say()
        self.sheet.setEnabled(bool(self.workers()))

    def reread(self) -> None:
        """Read the week again."""
        unit_id = self.unit_id
        self.lines = visits_of_week(self.desk, unit_id, self.monday) if unit_id is not None else ()
        self.worker.refresh()

    def lines_typed(self) -> tuple[VisitLine, ...]:
        """Return the lines of the chosen care worker with what was typed into them."""
        worker = self.worker.value()
        return tuple(self._with_typed(line) for line in self.lines if worker in (None, line.staff_id))

    def _with_typed(self, line: VisitLine) -> VisitLine:
        draft = self.typed.rows.get(_name_of(line))
        if draft is None:
            return line
        return replace(line, came=draft.came, left=draft.left, services=draft.services, note=draft.note)

    def _begun(self, row: VisitLine) -> VisitDraft:
        """Return what was typed into a row, else a draft that begins from what is saved."""
        name = _name_of(row)
        saved = next(line.draft for line in self.lines if _name_of(line) == name)
        return self.typed.rows.get(name, saved)

    def _typed(self, row: VisitLine, column: int, text: str) -> None:
        draft = replace(self._begun(row), held=True)
        if column == CAME:
            draft = replace(draft, came=parse_time(text) or text)
        elif column == LEFT:
            draft = replace(draft, left=parse_time(text) or text)
        elif column == SERVICES:
            draft = replace(draft, services=text)
        else:
            draft = replace(draft, note=text)
        self._put(row, draft)

    def _tick(self, row: VisitLine) -> None:
        draft = self._begun(row)
        self._put(row, replace(draft, held=False) if draft.held else _held_as_planned(row, draft))

    def _put(self, row: VisitLine, draft: VisitDraft) -> None:
        line = next(line for line in self.lines if _name_of(line) == _name_of(row))
        nothing = draft.id is None and not draft.held
        self.put(_name_of(row), None if nothing or draft == line.draft else draft)

    def hold_all(self) -> None:
        """Tick every planned visit of the days gone by that is not ticked yet."""
        for row in self.lines_typed():
            draft = self._begun(row)
            if row.planned and row.served and row.day <= self.desk.today and not draft.held:
                self._put(row, _held_as_planned(row, draft))
        self.table.setFocus()

    def keep(self, drafts: Sequence[VisitDraft], reasons: Reasons) -> Saved | Refused:
        """Save the visits."""
        if self.unit_id is None:
            return Refused((gone(),))
        return save_visits(self.desk, self.unit_id, drafts, reasons)

    def totals(self) -> str:
        """Return how many visits were planned, and how many took place as it is typed."""
        lines = self.lines_typed()
        planned = sum(line.planned and line.served for line in lines)
        held = sum(self._begun(line).held for line in lines)
        return _(N_("Planned: {planned} · took place: {held}"), planned=planned, held=held)


def _name_of(row: VisitLine) -> str:
    return str(row.id) if row.id is not None else f"{row.stay_id}:{row.day.isoformat()}:{row.at}"


def _held_as_planned(row: VisitLine, draft: VisitDraft) -> VisitDraft:
    return replace(draft, held=True, came=draft.came or row.at)


def _day(row: VisitLine) -> str:
    return f"{weekday_short(row.day, spoken())} {row.day:%d.%m}"


def _planned(row: VisitLine) -> str:
    if not row.planned:
        return _(N_("not planned|visit"))
    return row.at or _(N_("any time|visit"))

"""A unit's marks of three months, entered for everyone in one place."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.monitoring_editing import set_mark
from ssu_desktop.actions.unit_marks import (
    MarksAsked,
    UnitActivity,
    count_activities,
    count_before,
    count_rest,
    mark_rest,
    unit_activities,
)
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.records.kinds import MarkKind
from ssu_desktop.rules.mark_duties import month_of
from ssu_desktop.rules.plan import months_after
from ssu_desktop.rules.round_draft import MarkDraft
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import Elided, Footer, button, plain_label
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.deciding import answered
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.marks_grid import MONTHS_FROM, MarksGrid
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words, month_title
from ssu_desktop.screens.work import Progress, run_in_background

_MONTHS = 3
_LEGEND_FROM = 800  # the width from which the keys are told


class UnitMarks(QWidget):
    """The grid with its months, the note of the cell in the cursor, and the marks for the rest."""

    told = Signal(str)  # what was done to many marks at once
    person_asked = Signal(object)  # the id of a person whose journal is wanted

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.words = Words()
        self.unit_id: UUID | None = None
        self._last = month_of(desk.today)
        self.grid = MarksGrid(self._months(), self._load, self._count)
        self.back, self.forward = button("quiet", "back"), button("quiet", "forward")
        self.span = plain_label("subheading")
        self.unmarked = CheckField("unmarked", N_("Only without a mark"))
        self.place, self.note = Elided("muted"), TextField("note", N_("Note to the mark"))
        self.legend = plain_label("hint", wraps=True)
        self.findings = FindingsPanel()
        self.total, self.rest_words = plain_label("muted"), plain_label("muted")
        self.open, self.rest_of_person, self.rest = button("link"), button(), button("primary")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        top, below, column, footer = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self), Footer()
        for say, text in (
            (self.back.setAccessibleName, N_("Earlier months")),
            (self.back.setToolTip, N_("Earlier months")),
            (self.forward.setAccessibleName, N_("Later months")),
            (self.forward.setToolTip, N_("Later months")),
            (self.open.setText, N_("Open the journal")),
            (self.rest_words.setText, N_("The rest without a change:")),
            (self.rest_of_person.setText, N_("Of this person")),
            (self.rest.setText, N_("Of the whole unit")),
        ):
            self.words.say(say, text)
        self.words.say(
            self.legend.setText,
            N_("+ positive change · 0 no change · Del takes the mark away · Enter goes down · F2 note"),
        )
        for part in (self.back, self.span, self.forward):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.unmarked)
        self.note.label.hide()
        self.words.say(self.note.line.setPlaceholderText, N_("Note to the mark"))
        below.setSpacing(scaled(10))
        below.addWidget(self.note, 1)
        below.addWidget(self.open)
        footer.add_left(self.total)
        footer.add(self.rest_words, self.rest_of_person, self.rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addLayout(top)
        column.addWidget(self.grid, 1)
        column.addWidget(self.place)
        column.addLayout(below)
        column.addWidget(self.legend)
        column.addWidget(self.findings)
        column.addWidget(footer)
        self.grid.setMinimumHeight(scaled(150))
        self.grid.empty.teach(
            N_("Nobody in this unit has an approved plan with activities for these months.")
        )

    def _listen(self) -> None:
        self.back.clicked.connect(partial(self.step, -1))
        self.forward.clicked.connect(partial(self.step, 1))
        self.unmarked.changed.connect(self.refresh)
        self.grid.marked.connect(self.set_mark)
        self.grid.moved.connect(self._show_place)
        self.grid.opened.connect(lambda row: self.person_asked.emit(row.person_id))
        self.note.line.editingFinished.connect(self.save_note)
        self.open.clicked.connect(self._open)
        self.rest_of_person.clicked.connect(self.mark_rest_of_person)
        self.rest.clicked.connect(self.mark_rest)
        offers = {
            N_("Mark an activity"): (self.note, self.legend),
            N_("Mark the rest as unchanged"): (self.rest_words, self.rest_of_person, self.rest),
        }
        offer_allowed(self.desk, self, offers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the legend out where it would take the grid's room, as at 150 %."""
        super().resizeEvent(event)
        self.legend.setVisible(self.width() >= scaled(_LEGEND_FROM))

    # -- what is shown ---------------------------------------------------------------------------------

    def _months(self) -> tuple[date, ...]:
        return tuple(months_after(self._last, month) for month in range(1 - _MONTHS, 1))

    def _asked(self) -> MarksAsked | None:
        if self.unit_id is None:
            return None
        return MarksAsked(unit_id=self.unit_id, months=self._months(), unmarked=bool(self.unmarked.value()))

    def _count(self) -> int:
        asked = self._asked()
        return count_activities(self.desk, asked) if asked is not None else 0

    def _load(self, offset: int, limit: int) -> Sequence[UnitActivity]:
        asked = self._asked()
        return unit_activities(self.desk, asked, limit=limit, offset=offset) if asked is not None else ()

    def show_unit(self, unit_id: UUID | None) -> None:
        """Show the marks of a unit."""
        self.unit_id = unit_id
        self.refresh()

    def refresh(self) -> None:
        """Read the grid again; the cursor stays."""
        self.findings.clear()
        self.grid.refresh()
        self._say()

    def retranslate(self) -> None:
        """Say the words and the months in the language of the interface."""
        self.words.again()
        self.grid.show_months(self._months())
        self._say()

    def step(self, months: int, _on: bool = False) -> None:
        """Go on to earlier or later months, no further than the present one."""
        self._last = min(months_after(self._last, months), month_of(self.desk.today))
        self.grid.show_months(self._months())
        self.refresh()

    def go_to(self, person_id: UUID, month: date) -> None:
        """Put the cursor on the first activity of a person in a month, which becomes the last one shown."""
        self._last = month_of(month)
        self.grid.show_months(self._months())
        self.refresh()
        asked = self._asked()
        if asked is not None:
            self.grid.go_to(count_before(self.desk, asked, person_id), MONTHS_FROM + _MONTHS - 1)

    def _say(self) -> None:
        months = self._months()
        self.span.setText(f"{month_title(months[0])} – {month_title(months[-1])}")
        self.forward.setEnabled(self._last < month_of(self.desk.today))
        self.total.setText(counted(spoken(), self.grid.pages.rowCount(), Noun.ROW))
        self._show_place()

    def _show_place(self) -> None:
        row = self.grid.current()
        given = row.marks.get(self.grid.month) if row is not None else None
        for made in (self.open, self.rest_of_person):
            made.setEnabled(row is not None)
        self.rest.setEnabled(self.grid.pages.rowCount() > 0)
        self.place.setText(
            " · ".join((row.name, row.service, month_title(self.grid.month))) if row is not None else ""
        )
        self.note.setEnabled(given is not None)
        self.note.set_value(given.note if given is not None else "")

    # -- marking ---------------------------------------------------------------------------------------

    def set_mark(self, kind: MarkKind | None) -> None:
        """Set or take away the mark of the cell in the cursor, and go down."""
        row, month = self.grid.current(), self.grid.month
        if row is None or not (row.runs_in(month) or month in row.marks):
            return
        if not self.desk.may(N_("Mark an activity")):
            return
        given = row.marks.get(month)
        if self._store(row, month, kind, given.note if given is not None else ""):
            self.grid.go_down()

    def save_note(self) -> None:
        """Keep the note beside the mark of the cell in the cursor."""
        row, month = self.grid.current(), self.grid.month
        given = row.marks.get(month) if row is not None else None
        if row is not None and given is not None and self.note.value() != given.note:
            self._store(row, month, given.mark, self.note.value())

    def _store(self, row: UnitActivity, month: date, kind: MarkKind | None, note: str) -> bool:
        given = row.marks.get(month)
        if given is None and kind is None:
            return True
        revision = given.revision if given is not None else 0
        draft = MarkDraft(item_id=row.item_id, month=month, mark=kind, note=note, revision=revision)
        answer = answered(lambda: set_mark(self.desk, row.stay_id, draft))
        self.grid.pages.reread()
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            return False
        self.findings.clear()
        self._show_place()
        return True

    def mark_rest_of_person(self) -> None:
        """Mark as unchanged what the person in the cursor has without a mark in the month in the cursor."""
        row = self.grid.current()
        if row is not None and self.unit_id is not None:
            self._marked(self.grid.month, mark_rest(self.desk, self.unit_id, self.grid.month, row.stay_id))

    def mark_rest(self) -> None:
        """Ask, and mark as unchanged whatever has no mark in the month in the cursor."""
        unit_id, month = self.unit_id, self.grid.month
        if unit_id is None:
            return
        count = count_rest(self.desk, unit_id, month)
        text = N_("Activities without a mark in {month}: {count}. The marks that are there stay.")
        title, verb = N_("No change for the rest?"), N_("Mark|verb")
        if not confirm(self.window(), title, verb, text=text, month=month_title(month), count=count):
            return

        def task(_progress: Progress) -> Saved | Refused:
            return mark_rest(self.desk, unit_id, month)

        run_in_background(self, task, partial(self._marked, month), N_("Mark the rest as unchanged"))

    def _marked(self, month: date, answer: Saved | Refused) -> None:
        self.refresh()
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
        else:
            self.told.emit(_(N_("The rest is marked: {month}"), month=month_title(month)))

    def _open(self) -> None:
        row = self.grid.current()
        if row is not None:
            self.person_asked.emit(row.person_id)

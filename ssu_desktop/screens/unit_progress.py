"""How a unit does: who improves, who declines, who was not assessed, with the counts above."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing_lists import ListAsked, arrow, course_word
from ssu_desktop.actions.unit_progress import ProgressRow, count_progress, unit_progress
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.rules.progress import Course
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel, Tone
from ssu_desktop.screens.filters import Flow
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.round_head import away_words
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_TONES = {
    Course.IMPROVES: Tone.DONE,
    Course.DECLINES: Tone.LATE,
    Course.SAME: Tone.NEUTRAL,
    Course.ONCE: Tone.NEUTRAL,
    Course.NOT_YET: Tone.NEUTRAL,
    Course.NOT_ASSESSED: Tone.SOON,
}


class UnitProgress(QWidget):
    """Enter opens a person's journal, F9 prints the list."""

    person_asked = Signal(object)  # the id of a person whose journal is wanted

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.words = Words()
        self.unit_id: UUID | None = None
        self.unit_names = ("", "")
        self.rows: tuple[ProgressRow, ...] = ()
        self.counts = {course: ChipLabel() for course in Course}
        self.table: PagedTable[ProgressRow] = PagedTable(
            _columns(),
            lambda offset, limit: self.rows[offset : offset + limit],
            lambda: len(self.rows),
            key=lambda row: row.stay_id,
        )
        self.total, self.print = plain_label("muted"), button("primary")
        self._lay_out()
        self.table.opened.connect(lambda row: self.person_asked.emit(row.person_id))
        self.print.clicked.connect(self.open_print)
        offer_allowed(desk, self, {N_("Print a form"): (self.print,)}, of_many=True)

    def _lay_out(self) -> None:
        told, chips, column, footer = QWidget(), Flow(None, 8), QVBoxLayout(self), Footer()
        told.setLayout(chips)
        for chip in self.counts.values():
            chips.addWidget(chip)
        line = QHBoxLayout()
        line.addWidget(told, 1)
        self.words.say(self.print.setText, N_("Print  F9"))
        footer.add_left(self.total)
        footer.add(self.print)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(N_("Nobody receives services in this unit at present."))

    def show_unit(self, unit_id: UUID | None, names: tuple[str, str]) -> None:
        """Show how the people of a unit do; `names` are its Kazakh and its Russian name."""
        self.unit_id, self.unit_names = unit_id, names
        self.rows = unit_progress(self.desk, unit_id) if unit_id is not None else ()
        self.table.refresh()
        self._say()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        self.words.again()
        self._say()

    def _say(self) -> None:
        counts: Mapping[Course, int] = count_progress(self.rows)
        for course, chip in self.counts.items():
            chip.show_chip(Chip(f"{_(course_word(course))}: {counts[course]}", _TONES[course]))
        self.total.setText(counted(spoken(), len(self.rows), Noun.PERSON))
        self.print.setEnabled(bool(self.rows))

    def open_print(self) -> None:
        """Show the list as it is printed."""
        if self.rows:
            kk, ru = self.unit_names
            asked = ListAsked(form="progress", unit_id=self.unit_id, unit_kk=kk, unit_ru=ru)
            ListDialog(self.window(), self.desk, asked).open()


def _columns() -> list[Column[ProgressRow]]:
    muted, number = ColumnKind.MUTED, ColumnKind.NUMBER
    return [
        Column(
            title=N_("Recipient|column"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=200,
            stretch=True,
        ),
        Column(title=N_("How it goes"), value=_course, kind=ColumnKind.CHIP, width=196),
        Column(title=N_("Points|column"), value=lambda row: row.total, kind=number, width=64),
        Column(title=N_("To the one before"), value=lambda row: arrow(row.change), kind=number, width=132),
        Column(
            title=N_("To admission"),
            value=lambda row: arrow(row.since_admission),
            kind=number,
            width=132,
            spare=True,
        ),
        Column(title=N_("Last round"), value=_last, kind=muted, width=176, spare=True),
        Column(title=N_("What is missing"), value=_missing, kind=muted, width=190, stretch=True),
    ]


def _course(row: ProgressRow) -> Chip:
    return Chip(_(course_word(row.course)), _TONES[row.course])


def _last(row: ProgressRow) -> str:
    if row.kind is None or row.held_on is None:
        return ""
    return f"{_(row.kind.msgid)}, {short(row.held_on)}"


def _missing(row: ProgressRow) -> str:
    """Return the round that was due and not held, and the absence that explains it."""
    if row.missed is None:
        return ""
    away = "; ".join(away_words(one) for one in row.away)
    due = f"{_(row.missed.kind.msgid)}, {short(row.missed.due)}"
    return f"{due}: {away}" if away else due

"""Who was visited less often in a week than the order asks for."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.visits import VisitedRow, visited_in_week
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.rules.day import WEEK
from ssu_desktop.rules.visit import least_visits
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words


class VisitsFewer(QWidget):
    """The red list of a week, with its article; Enter opens the person."""

    person_asked = Signal(object)  # the id of a person whose page is wanted

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.words = Words()
        self.unit_id: UUID | None = None
        self.monday = desk.today
        self.rows: tuple[VisitedRow, ...] = ()
        self.only = CheckField("only", N_("Only those with fewer visits"))
        self.only.set_value(True)
        self.table: PagedTable[VisitedRow] = PagedTable(
            self._columns(),
            lambda offset, limit: self._shown()[offset : offset + limit],
            lambda: len(self._shown()),
            key=lambda row: row.stay_id,
        )
        self.says, self.total = plain_label("hint", wraps=True), plain_label("muted")
        self.export, self.print = button(), button("primary")
        self.article = QHBoxLayout()
        self._lay_out()
        self.only.changed.connect(self._show)
        self.table.opened.connect(lambda row: self.person_asked.emit(row.person_id))

    def _lay_out(self) -> None:
        column, top, footer = QVBoxLayout(self), QHBoxLayout(), Footer()
        self.words.say(self.export.setText, N_("Save as Excel"))
        self.words.say(self.print.setText, N_("Print  F9"))
        top.addWidget(self.only)
        top.addStretch(1)
        top.addLayout(self.article)
        self.words.say(
            self.says.setText,
            N_("A week in which services were suspended, or began after Monday, asks for nothing."),
        )
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        footer.add_left(self.total)
        footer.add(self.export, self.print)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))

    def show_week(self, unit_id: UUID | None, monday: date) -> None:
        """Show a week of a unit."""
        self.unit_id, self.monday = unit_id, monday
        self.rows = visited_in_week(self.desk, unit_id, monday) if unit_id is not None else ()
        self._cite()
        self._show()

    def _cite(self) -> None:
        """Name the article in force in this week; none before there was one."""
        while (item := self.article.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        figure = least_visits(self.monday, self.desk.law)
        if figure is not None:
            self.article.addWidget(ArticleLink(figure.article, explaining(self.desk)))

    @property
    def everybody(self) -> bool:
        """Whether those who were visited often enough are shown, too."""
        return not self.only.value()

    def _shown(self) -> tuple[VisitedRow, ...]:
        return tuple(row for row in self.rows if row.short or self.everybody)

    def _show(self) -> None:
        running = self.monday + WEEK > self.desk.today
        self.table.empty.teach(
            N_("This week is not over yet, and nobody is short of visits so far.")
            if running
            else N_("Everybody was visited as often as the order asks for.")
        )
        self.table.refresh()
        self._say()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        self.words.again()
        self._say()

    def _say(self) -> None:
        people = counted(spoken(), len(self.rows), Noun.PERSON)
        few = sum(row.short for row in self.rows)
        for made in (self.export, self.print):
            made.setEnabled(bool(self._shown()))
        self.total.setText(_(N_("{people} · with fewer visits: {few}"), people=people, few=few))

    def _columns(self) -> list[Column[VisitedRow]]:
        number = ColumnKind.NUMBER
        return [
            Column(
                title=N_("Recipient|column"),
                value=lambda row: row.name,
                kind=ColumnKind.STRONG,
                width=300,
                stretch=True,
            ),
            Column(title=N_("Planned|visits"), value=lambda row: row.planned, kind=number, width=140),
            Column(title=N_("Took place|visits"), value=lambda row: row.held, kind=number, width=140),
            Column(title=N_("State"), value=self._state, kind=ColumnKind.CHIP, width=260),
        ]

    def _state(self, row: VisitedRow) -> Chip:
        if not row.whole:
            return Chip(_(N_("not served all week")))
        if not row.short:
            return Chip(_(N_("enough|visits")), Tone.DONE)
        running = self.monday + WEEK > self.desk.today
        words = _(
            N_("{missing} to come|visits") if running else N_("{missing} missing|visits"),
            missing=row.missing,
        )
        return Chip(words, Tone.SOON if running else Tone.LATE)

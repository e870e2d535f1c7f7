"""Everyone in the file: a list that is narrowed as one types, and the finder of the bar above."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_people
from ssu_desktop.actions.people import (
    PeoplePage,
    PeopleQuery,
    PersonRow,
    count_by_status,
    find_people,
    list_people,
)
from ssu_desktop.actions.scope import sees_own_only
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import age_words, short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.change import IMPORTING
from ssu_desktop.records.kinds import Category, Status
from ssu_desktop.rules.stay import ENDED, WAITING
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.filters import ChipFilter, FilterPick, SearchLine, unit_filter
from ssu_desktop.screens.finder import Hit, Search
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_columns import name_column, status_column
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.standing import category_word, state_word
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_EVERYONE = "all"
_GROUPS: dict[str, tuple[str, tuple[Status, ...]]] = {
    _EVERYONE: (N_("All|people"), ()),
    "receiving": (Status.RECEIVING.msgid, (Status.RECEIVING,)),
    "away": (Status.AWAY.msgid, (Status.AWAY,)),
    "suspended": (Status.SUSPENDED.msgid, (Status.SUSPENDED,)),
    "observation": (Status.OBSERVATION.msgid, (Status.OBSERVATION,)),
    "queue": (Status.QUEUED.msgid, tuple(sorted(WAITING))),
    "ended": (Status.DISCHARGED.msgid, tuple(sorted(ENDED))),
    "none": (Status.NONE.msgid, (Status.NONE,)),
}
_ALWAYS = (_EVERYONE, "receiving", "away", "suspended", "queue", "ended")


class PeopleScreen(Screen):
    """The list of people by pages; its filter, order and place are there when one comes back."""

    title_msgid = N_("People")
    help_topic = "people"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._first: PeoplePage | None = None  # what the count has read already
        self.table: PagedTable[PersonRow] = PagedTable(
            _columns(), self._load, self._count, key=lambda row: row.id
        )
        self.search = SearchLine(N_("Search: name, IIN, file No"), self.table)
        self.unit = unit_filter(desk)
        self.category: FilterPick[Category] = FilterPick(
            "category",
            N_("Category"),
            N_("All categories"),
            lambda: [(category, _(category.msgid)) for category in Category],
        )
        self.chips = ChipFilter([(code, msgid) for code, (msgid, _statuses) in _GROUPS.items()])
        self._make_buttons()
        self._lay_out()
        self._listen()

    def _make_buttons(self) -> None:
        self.import_register, self.export, self.add = button(), button(), button("primary")
        self.papers = button("", "print")
        self.papers.setMenu(QMenu(self.papers))
        self.words.say(self.papers.setText, N_("Papers"))
        self.words.say(self.import_register.setText, N_("Import a register|button"))
        self.words.say(self.export.setText, N_("Save as Excel"))
        self.words.say(self.add.setText, N_("Add a person  Ins"))
        self.total = plain_label("muted")

    def _lay_out(self) -> None:
        self.header, footer, filters = Header(), Footer(), QHBoxLayout()
        self.words.say(self.header.title.setText, self.title_msgid)
        self.header.add(self.import_register, self.export, self.papers)
        filters.setSpacing(scaled(10))
        filters.addWidget(self.search, 3)
        filters.addWidget(self.unit, 3)
        filters.addWidget(self.category, 3)
        footer.add_left(self.total)
        footer.add(self.add)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(self.header)
        column.addLayout(filters)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.search.searched.connect(self._narrow)
        self.search.entered.connect(self._open_current)
        self.chips.chosen.connect(self._narrow)
        self.unit.changed.connect(self._narrow)
        self.category.changed.connect(self._narrow)
        self.table.opened.connect(self.open_person)
        self.table.empty.asked.connect(self._help_out)
        self.import_register.clicked.connect(self.open_import)
        self.export.clicked.connect(self.ask_export)
        self.papers.menu().aboutToShow.connect(self._fill_papers)
        self.add.clicked.connect(self.add_person)
        self.commands[Command.ADD] = self.add_person
        offers = {
            N_("Add a person"): (self.add, Command.ADD),
            N_("Export a list"): (self.export,),
            N_("Print a form"): (self.papers,),
            IMPORTING: (self.import_register,),
        }
        offer_allowed(self.desk, self, offers)

    def query(self) -> PeopleQuery:
        """Return whom the filters leave."""
        return PeopleQuery(
            text=self.search.text().strip(),
            unit_id=self.unit.value(),
            category=self.category.value(),
            statuses=_GROUPS[self.chips.current()][1],
        )

    def refresh(self) -> None:
        """Read the list and the counts again; the place stays."""
        self.unit.refresh()
        self._show_counts()
        self._teach()
        self.table.refresh()
        self._show_total()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self._show_total()

    def open_person(self, row: PersonRow) -> None:
        """Open the person's page."""
        self.opens.emit(PersonScreen(self.desk, row.id))

    def add_person(self) -> None:
        """Open the form of a new person."""
        self.opens.emit(PersonForm(self.desk))

    def open_import(self) -> None:
        """Open the import of a facility's own register."""
        from ssu_desktop.screens.import_register import ImportScreen  # reads workbooks: rare and heavy

        self.opens.emit(ImportScreen(self.desk))

    def _fill_papers(self) -> None:
        """Offer what is printed of many people."""
        from ssu_desktop.screens.papers_menu import fill_papers  # draws pages: not before it is wanted

        def everyone() -> tuple[UUID, ...]:
            whole = replace(self.query(), limit=self.table.pages.rowCount())
            return tuple(row.id for row in list_people(self.desk, whole).rows)

        fill_papers(self.papers.menu(), self, self.desk, everyone, self.unit.value())

    def ask_export(self) -> None:
        """Ask where, then write what the filters leave to an Excel table."""
        write = partial(export_people, self.desk, self.query())
        save_as_excel(self, self.title(), write, self.tell_done, Noun.PERSON)

    def _count(self) -> int:
        self._first = list_people(self.desk, self.query())
        return self._first.total

    def _load(self, offset: int, limit: int) -> Sequence[PersonRow]:
        if offset == 0 and self._first is not None:
            return self._first.rows
        return list_people(self.desk, replace(self.query(), offset=offset, limit=limit)).rows

    def _narrow(self, *_told: object) -> None:
        """Show what the filters leave, from its beginning."""
        self._show_counts()
        self._teach()
        self.table.pages.refresh()
        self.table.empty.setVisible(not self.table.pages.rowCount())
        if self.table.pages.rowCount():
            self.table.selectRow(0)
        self.table.scrollToTop()
        self._show_total()

    def _show_counts(self) -> None:
        states = count_by_status(self.desk, self.unit.value(), self.category.value())
        counts = {
            code: sum(states[status] for status in statuses) for code, (_m, statuses) in _GROUPS.items()
        }
        self.chips.show_counts(counts | {_EVERYONE: sum(states.values())}, _ALWAYS)

    def _show_total(self) -> None:
        total = self.table.pages.rowCount()
        self.total.setText(_(N_("In the list: {count}"), count=counted(spoken(), total, Noun.PERSON)))
        self.export.setEnabled(total > 0)

    def _teach(self) -> None:
        if self.query() != PeopleQuery():
            text = N_("Nobody is found. A part of the name, of the IIN or of the file number is enough.")
            self.table.empty.teach(text, N_("Show everyone"))
        elif sees_own_only(self.desk.user):
            text = N_(
                "You answer for nobody yet, so nobody is listed here. Who answers for a person is named on "
                "the person's page by the head, a social worker or the registrar."
            )
            self.table.empty.teach(text)
        elif self.desk.may(IMPORTING):
            text = N_("Nobody yet. Load the facility's Excel register, or add a person with Ins.")
            self.table.empty.teach(text, N_("Import a register|button"))
        else:
            self.table.empty.teach(N_("Nobody yet."))

    def _help_out(self) -> None:
        if self.query() == PeopleQuery():
            self.open_import()
        else:
            self._show_everyone()

    def _show_everyone(self) -> None:
        for pick in (self.unit, self.category):
            pick.combo.setCurrentIndex(0)
        self.chips.choose(_EVERYONE)
        self.search.clear()
        self._narrow()
        self.table.setFocus()

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_person(row)


def _columns() -> list[Column[PersonRow]]:
    muted, fixed = ColumnKind.MUTED, ColumnKind.DATE  # the figures of a date or an IIN are never cut off
    return [
        name_column(281),
        Column(title=N_("Birth date"), value=_born, kind=fixed, width=120),
        Column(title=N_("IIN"), value=lambda row: row.iin, kind=fixed, width=118, spare=True),
        status_column(),
        Column(title=N_("Unit"), value=_unit, kind=muted, width=158, stretch=True),
        Column(title=N_("Category"), value=_category, kind=muted, width=156, stretch=True, spare=True),
        Column(title=N_("Admitted on"), value=lambda row: row.admitted_on, kind=fixed, width=96, spare=True),
        Column(title=N_("File No"), value=lambda row: row.file_number, width=84, spare=True),
    ]


def _unit(row: PersonRow) -> str:
    return row.unit_name(spoken())


def _category(row: PersonRow) -> str:
    return category_word(row.category)


def _born(row: PersonRow) -> str:
    return f"{short(row.born)} · {row.age}" if row.born is not None else ""


def search_for(desk: Desk) -> Search:
    """Return the search of the finder above all screens; the key of a hit is the person's id."""

    def search(text: str) -> list[Hit]:
        return [_hit(row) for row in find_people(desk, text)]

    return search


def _hit(row: PersonRow) -> Hit:
    age = age_words(row.age, spoken()) if row.age is not None else ""
    told = (age, row.unit_name(spoken()), state_word(row.status, row.unit_kind))
    return Hit(key=row.id, title=row.full_name, detail=" · ".join(part for part in told if part))

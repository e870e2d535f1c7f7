"""Asks for a person by name, IIN or file number, wherever a form begins with somebody."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.people import PersonRow
from ssu_desktop.language import N_, spoken
from ssu_desktop.language.dates import age_words
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.filters import SearchLine
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.person_columns import name_column, status_column
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

Search = Callable[[str], Sequence[PersonRow]]


class PersonChoice(Dialog):
    """A search line and those whom it finds; Enter chooses and calls `chosen` with the person's id."""

    def __init__(self, parent: QWidget | None, search: Search, chosen: Callable[[UUID], object]) -> None:
        super().__init__(parent, N_("Who applies?"))
        self._search, self._chosen = search, chosen
        self._found: Sequence[PersonRow] = ()
        self.table: PagedTable[PersonRow] = PagedTable(
            _columns(), lambda offset, limit: self._found[offset : offset + limit], lambda: len(self._found)
        )
        self.line = SearchLine(N_("Search: name, IIN, file No"), self.table)
        self.cancel, self.go = button(), button("primary")
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.go.setText, N_("Choose"))
        self.table.empty.teach(N_("Type a part of the name. Somebody new is added on the page People first."))
        self.table.horizontalHeader().hide()
        self.table.setMinimumSize(scaled(540), scaled(220))
        self.column.addWidget(self.line)
        self.column.addWidget(self.table, 1)
        self.footer.add(self.cancel, self.go)
        self.line.searched.connect(self._find)
        self.line.entered.connect(self.choose)
        self.table.opened.connect(lambda _row: self.choose())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.choose)
        for one in (self.cancel, self.go):
            one.setAutoDefault(False)  # Enter in the line chooses the person, it presses no button
        self._find("")
        self.line.setFocus()

    def choose(self) -> None:
        """Go on with the person in the list's cursor."""
        row = self.table.current()
        if row is not None:
            self.accept()
            self._chosen(row.id)

    def _find(self, text: str) -> None:
        self._found = self._search(text)
        self.table.refresh()
        self.go.setEnabled(bool(self._found))


def _columns() -> list[Column[PersonRow]]:
    return [
        name_column(),
        Column(
            title=N_("Age"),
            value=lambda row: age_words(row.age, spoken()) if row.age is not None else "",
            kind=ColumnKind.DATE,
            width=90,
        ),
        status_column(),
    ]

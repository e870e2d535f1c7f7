"""Picks people one by one: searched as one types, several at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.people import PeopleQuery, PersonRow, list_people
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.names import sort_key
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.filters import SearchLine, unit_filter
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.person_columns import name_column, status_column
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticked_table import TickedTable

_WIDTH, _HEIGHT = 820, 620


class PeoplePicker(Dialog):
    """Everyone in the file; `chosen` takes those that were ticked, in the order of their names.

    Space ticks, Enter takes what is ticked, or else the row with the cursor."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        ticked: Sequence[PersonRow],
        chosen: Callable[[Sequence[PersonRow]], object],
    ) -> None:
        super().__init__(parent, N_("Choose people"))
        self._desk, self._chosen = desk, chosen
        self.table: TickedTable[PersonRow] = TickedTable(
            _columns(), self._load, self._count, key=lambda row: row.id
        )
        self.table.ticked.update({row.id: row for row in ticked})
        self.line = SearchLine(N_("Search: name, IIN, file No"), self.table)
        self.unit = unit_filter(desk)
        self.told = plain_label("muted")
        self.none, self.cancel, self.go = button("quiet"), button(), button("primary")
        self._lay_out()
        self._bind()
        self.search()
        self.line.setFocus()

    def _lay_out(self) -> None:
        self.words.say(self.none.setText, N_("Take the ticks away"))
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.told.setText, N_("Space ticks a person; the ticks stay while you search on."))
        self.table.empty.teach(
            N_("Nobody is found. A part of the name, of the IIN or of the file number is enough.")
        )
        self.table.setMinimumSize(scaled(420), scaled(150))
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        filters = QHBoxLayout()
        filters.setSpacing(scaled(10))
        filters.addWidget(self.line, 3)
        filters.addWidget(self.unit, 2)
        self.column.addLayout(filters)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.told)
        self.footer.add_left(self.none)
        self.footer.add(self.cancel, self.go)

    def _bind(self) -> None:
        self.line.searched.connect(lambda _text: self.search())
        self.line.entered.connect(self.take)
        self.unit.changed.connect(self.search)
        self.table.opened.connect(lambda _row: self.take())
        self.table.ticks_changed.connect(self._tell)
        self.table.picked.connect(lambda _row: self._tell())
        self.none.clicked.connect(self.take_ticks_away)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.take)

    def search(self) -> None:
        """Show whom the line and the unit leave; who is ticked stays ticked."""
        self.table.refresh()
        if self.table.pages.rowCount():
            self.table.selectRow(0)
            self.table.scrollToTop()
        self._tell()

    def _query(self) -> PeopleQuery:
        return PeopleQuery(text=self.line.text().strip(), unit_id=self.unit.value())

    def _count(self) -> int:
        return list_people(self._desk, replace(self._query(), limit=1)).total

    def _load(self, offset: int, limit: int) -> Sequence[PersonRow]:
        return list_people(self._desk, replace(self._query(), offset=offset, limit=limit)).rows

    def take_ticks_away(self) -> None:
        """Begin anew, with nobody ticked."""
        self.table.ticked.clear()
        self.table.viewport().update()
        self._tell()

    def take(self) -> None:
        """Take who is ticked, else the row with the cursor."""
        taken = self.table.taken()
        if taken:
            self.accept()
            self._chosen(sorted(taken, key=lambda row: sort_key(row.full_name)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Ctrl+Enter."""
        if submits(event):
            self.take()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        count = len(self.table.ticked)
        self.go.setText(_(N_("Take {count}"), count=count) if count else _(N_("Take")))
        self.go.setEnabled(bool(self.table.taken()))
        self.none.setVisible(bool(count))


def _columns() -> list[Column[PersonRow]]:
    return [
        name_column(),
        Column(
            title=N_("Unit"),
            value=lambda row: row.unit_name(spoken()),
            kind=ColumnKind.MUTED,
            width=170,
            stretch=True,
        ),
        status_column(),
    ]

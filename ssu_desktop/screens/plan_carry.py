"""Takes the activities of the plan before over: each continues, is to change, or is done."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.plan import ItemView
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Carried
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.plan_head import SHORT_DOMAINS
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_TONES = {Carried.CONTINUES: Tone.DONE, Carried.CHANGES: Tone.SOON, Carried.DONE: Tone.NEUTRAL}
_ORDER = list(Carried)


def _proposed(item: ItemView) -> Carried:
    """Propose that an activity continues, whatever became of it a year ago; one that was done stays done."""
    return Carried.DONE if item.carried is Carried.DONE else Carried.CONTINUES


class CarryDialog(Dialog):
    """The activities of an earlier plan; Space goes from continues to changes to done."""

    def __init__(
        self,
        parent: QWidget | None,
        items: Sequence[ItemView],
        take: Callable[[Mapping[UUID, Carried]], object],
    ) -> None:
        super().__init__(parent, N_("From the previous plan"))
        self._items, self._take = items, take
        self.becomes = {item.id: _proposed(item) for item in items}
        self.table: PagedTable[ItemView] = PagedTable(
            self._columns(), lambda at, limit: self._items[at : at + limit], lambda: len(self._items)
        )
        self.told = plain_label("muted", wraps=True)
        self.cancel, self.go = button(), button("primary")
        self.words.say(
            self.told.setText,
            N_("Space changes what becomes of an activity. What is done stays in the plan before."),
        )
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.go.setText, N_("Take over"))
        self.table.setMinimumSize(scaled(420), scaled(130))
        self.resize(scaled(860), scaled(560))
        self.table.installEventFilter(self)
        self.column.addWidget(self.told)
        self.column.addWidget(self.table, 1)
        self.footer.add(self.cancel, self.go)
        self.table.clicked.connect(self._clicked)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.take_over)
        self.table.refresh()
        self.table.setFocus()

    def _columns(self) -> list[Column[ItemView]]:
        return [
            Column(title=N_("Domain"), value=lambda row: _(SHORT_DOMAINS[row.domain]), width=150),
            Column(
                title=N_("Service"),
                value=lambda row: row.service or row.question,
                kind=ColumnKind.STRONG,
                stretch=True,
                width=180,
            ),
            Column(title=N_("After the plan before"), value=self._chip, kind=ColumnKind.CHIP, width=205),
        ]

    def _chip(self, item: ItemView) -> Chip:
        what = self.becomes[item.id]
        return Chip(_(what.msgid), _TONES[what])

    def turn(self) -> None:
        """Let the next thing become of the activity with the cursor."""
        item = self.table.current()
        if item is not None:
            place = _ORDER.index(self.becomes[item.id]) + 1
            self.becomes[item.id] = _ORDER[place % len(_ORDER)]
            self.table.viewport().update()

    def take_over(self) -> None:
        """Close with the choice."""
        self.accept()
        self._take(self.becomes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn with Space, take over with Ctrl+Enter, before the list makes of them what lists do."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                self.turn()
                return True
            if submits(event):
                self.take_over()
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == len(self.table.pages.columns) - 1:
            self.turn()

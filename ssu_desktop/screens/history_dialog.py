"""The history of one record, and one's own last actions, in a dialog over whatever shows the record."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.history import HistoryQuery, Record
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.history_view import HistoryView
from ssu_desktop.screens.placing import room
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.theme import scaled

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk

_SIZE = QSize(980, 560)


class HistoryDialog(Dialog):
    """Shows what a query finds; `changed` tells whether something was taken back here."""

    def __init__(
        self, parent: QWidget | None, desk: "Desk", query: HistoryQuery, title: str, **values: object
    ) -> None:
        super().__init__(parent, title, **values)
        of_all = query.record is None
        self.changed = False
        self.view = HistoryView(desk, query, self.words, about=of_all, who=query.user_id is None)
        most = room(self).size()
        self.view.setMinimumSize(
            min(scaled(_SIZE.width()), most.width() - scaled(60)),
            min(scaled(_SIZE.height()), most.height() - scaled(180)),
        )
        self.view.taken_back.connect(self._taken_back)
        self.column.addWidget(self.view, 1)
        close = button("primary")
        self.words.say(close.setText, N_("Close"))
        close.clicked.connect(self.accept)
        self.footer.add(close)
        self.view.refresh()
        self.view.setFocus()

    def _taken_back(self) -> None:
        self.changed = True


def show_history(screen: Screen, desk: "Desk", record: Record | None, name: str) -> None:
    """Show the history of a record over the screen that shows it; nothing where nothing is chosen.

    Where something was taken back, the screen is read again."""
    if record is not None:
        query = HistoryQuery(record=record)
        _run(screen, HistoryDialog(screen.window(), desk, query, N_("History: {name}"), name=name))


def show_own_actions(screen: Screen, desk: "Desk") -> None:
    """Show what this user did, the newest first, and let it be taken back where that is still possible."""
    query = HistoryQuery(user_id=desk.user.id, changing=True)
    _run(screen, HistoryDialog(screen.window(), desk, query, N_("My last actions")))


def _run(screen: Screen, dialog: HistoryDialog) -> None:
    dialog.exec()
    if dialog.changed:
        screen.saved.emit(_(N_("Taken back")), None)
        screen.refresh()
    dialog.deleteLater()

"""What the roles of a user do not allow is not offered: its buttons go away for good, its keys do nothing."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.screens.screen import Command, Screen


def offer_allowed(
    desk: Desk,
    screen: QWidget,
    offers: Mapping[str, Iterable[QWidget | QAction | Command]],
    *,
    of_many: bool = False,
) -> None:
    """Take away the buttons, menu entries and keys of each action that the user may not do at all.

    `of_many`: what is of many people at once needs a role that reaches to everybody.

    To be called when all of them are made; whatever shows a button later does not bring it back."""
    for action, things in offers.items():
        if desk.may_with_everybody(action) if of_many else desk.may(action):
            continue
        for thing in things:
            if isinstance(thing, Command):
                if isinstance(screen, Screen):
                    screen.commands.pop(thing, None)
            elif isinstance(thing, QAction):
                thing.changed.connect(lambda entry=thing: entry.setVisible(False))
                thing.setVisible(False)
            else:
                _Away(thing)


class _Away(QObject):
    """Hides a widget, and hides it again each time that it is shown."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)
        widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide what comes up."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.ShowToParent) and isinstance(watched, QWidget):
            watched.hide()
            return True
        return False

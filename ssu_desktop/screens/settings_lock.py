"""When the program locks itself on this computer."""

from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.idle import FEWEST, MOST, USUAL, IdleWatch
from ssu_desktop.screens.settings_section import Section

_MINUTES = (FEWEST, 3, USUAL, 10, MOST)


class LockSection(Section):
    """The minutes of rest; they hold for everybody on this computer."""

    code = "lock"
    title_msgid = N_("Lock")
    hint = N_(
        "F12 locks the program at once; it also locks when the computer is locked or falls asleep. What was "
        "being typed is kept for whoever typed it, and another user sees nothing of it."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        label = plain_label("label")
        self.words.say(label.setText, N_("Lock after so many minutes without a touch"))
        self.minutes = Segments([(str(minutes), str(minutes)) for minutes in _MINUTES])
        self.column.addWidget(label)
        self.column.addWidget(self.minutes)
        self.column.addStretch(1)
        self.minutes.chosen.connect(self.choose)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        watch = _watch()
        minutes = USUAL if watch is None else watch.minutes
        self.minutes.choose(str(min(_MINUTES, key=lambda offered: abs(offered - minutes))))

    def take_focus(self) -> None:
        """Begin with the minutes."""
        self.minutes.button(self.minutes.current()).setFocus()

    def choose(self, minutes: str) -> None:
        """Let other minutes hold from now on."""
        watch = _watch()
        if watch is not None:
            watch.choose(int(minutes))
            self.saved.emit(_(N_("Saved")), None)


def _watch() -> IdleWatch | None:
    app = QApplication.instance()
    found = app.findChildren(IdleWatch) if app is not None else []
    return found[-1] if found else None

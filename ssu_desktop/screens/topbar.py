"""The bar at the top: whose facility it is, the finder, the language, the user, the lock."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.screens.cards import Elided, button
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.finder import Finder, Search
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_WIDE = 1180


class TopBar(QFrame):
    """Always there; `user_menu` takes the actions that the program offers its user."""

    language_chosen = Signal(str)  # `kk` or `ru`
    lock_asked = Signal()

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        wear(self, "top")
        self.organisation = Elided("brand")
        self.organisation.setMinimumWidth(scaled(160))
        self.finder = Finder(search)
        self.language = Segments([(Language.KK.value, "ҚАЗ"), (Language.RU.value, "РУС")])
        self.language.choose(spoken().value)
        self.language.chosen.connect(self.language_chosen)
        self.user = button("quiet", "user")
        self.user_menu = QMenu(self.user)
        self.user.setMenu(self.user_menu)
        self.lock = button("", "lock")
        self.lock.clicked.connect(self.lock_asked)
        self.words.say(self.lock.setToolTip, N_("Lock (F12)"))
        self.words.say(self.lock.setAccessibleName, N_("Lock (F12)"))
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(20), scaled(8), scaled(20), scaled(8))
        row.setSpacing(scaled(14))
        row.addWidget(self.organisation, 2)
        row.addWidget(self.finder, 5)
        row.addStretch(1)
        for widget in (self.language, self.user, self.lock):
            row.addWidget(widget)

    def show_who(self, organisation: str, user: str) -> None:
        """Show whose facility it is and who sits here."""
        self.organisation.setText(organisation)
        self.user.setText(f" {user}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the word beside the lock out where there is little room: the finder needs it more."""
        super().resizeEvent(event)
        self._name_lock()

    def _name_lock(self) -> None:
        wide = self.width() >= scaled(_WIDE)
        self.lock.setText(_(N_(" Lock  F12")) if wide else " F12")

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes, and show which one it is."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
            self.language.choose(spoken().value)
            self._name_lock()

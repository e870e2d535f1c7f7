"""The line that says what was saved, with Undo; it goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ssu_desktop.language import N_
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

SHOWN_MS = 6000


class Toast(QFrame):
    """Floats at the foot of its parent, as wide as that; shown after a commit, never before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words()
        self._over = parent
        self._undo: Callable[[], object] | None = None
        wear(self, "toast")
        self.text = plain_label(wraps=True)
        self.undo = QPushButton()
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self._take_back)
        self.words.say(self.undo.setText, N_("Undo"))
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(12), scaled(10), scaled(12), scaled(10))
        column.setSpacing(scaled(8))
        column.addWidget(self.text)
        column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show `text`, already in the language of the interface, with Undo where it can be taken back."""
        self.text.setText(text)
        self._undo = undo
        self.undo.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Go when the language changes, its sentence is in the former one; say Undo in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
            self.hide()

    def _place(self) -> None:
        width = self._over.width() - 2 * scaled(10)
        height = self.heightForWidth(width)
        self.setGeometry(scaled(10), self._over.height() - height - scaled(14), width, height)

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            undo, self._undo = self._undo, None
            undo()

"""A strip above the work: one thing that waits for the user, with a verb and a way to put it off."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.theme import icon_pixmap, scaled, tokens, wear
from ssu_desktop.screens.words import Words


class Notice(QFrame):
    """`text`, `verb` and `later` are msgids; the verb acts, `later` only puts the notice away."""

    def __init__(
        self,
        text: str,
        verb: str = "",
        act: Callable[[], object] | None = None,
        *,
        later: str,
        **values: object,
    ) -> None:
        super().__init__()
        self.words = Words()
        self.text, self.go, self.later = plain_label(wraps=True), button(), button("quiet")
        sign = plain_label()
        sign.setPixmap(icon_pixmap("history", tokens().accent, size=scaled(18)))
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(14), scaled(8), scaled(8), scaled(8))
        row.setSpacing(scaled(10))
        for widget in (sign, self.text, self.later, self.go):
            row.addWidget(widget, 1 if widget is self.text else 0)
        self.go.setVisible(act is not None)
        if act is not None:
            self.go.clicked.connect(lambda _on=False: act())
        self.later.clicked.connect(self.hide)
        self.say(text, **values)
        self.words.say(self.go.setText, verb or later)
        self.words.say(self.later.setText, later)
        wear(self, "banner")

    def say(self, text: str, **values: object) -> None:
        """Say something else."""
        self.words.say(self.text.setText, text, **values)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


class Notices(QWidget):
    """The notices of the moment, one below the other; a new one of the same code replaces the former."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(16), 0, scaled(16), 0)
        self._column.setSpacing(scaled(6))

    def put(self, code: str, notice: Notice) -> None:
        """Show a notice."""
        self.take_away(code)
        self._shown[code] = notice
        self._column.addWidget(notice)

    def take_away(self, code: str) -> None:
        """Take the notice of this code away, if there is one."""
        former = self._shown.pop(code, None)
        if former is not None:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()

    def shown(self, code: str) -> Notice | None:
        """Return the notice of this code while it is seen."""
        notice = self._shown.get(code)
        return notice if notice is not None and not notice.isHidden() else None

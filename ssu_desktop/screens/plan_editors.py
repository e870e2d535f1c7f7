"""The editors within the plan's table: each tells of every keystroke, so that nothing typed is lost."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from ssu_desktop.screens.combo import Combo
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.keys import digit_of, figure_sign
from ssu_desktop.screens.theme import wear


class CellText(QPlainTextEdit):
    """Words of several lines; Shift+Enter begins a new line."""

    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        wear(self, "cell")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(lambda: self.typed.emit(self.toPlainText()))

    def begin(self, text: str) -> None:
        """Show what stands there, with the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the screen."""
        if submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CellLine(QLineEdit):
    """A line of figures, each typed by the key's place; `signs` are those that may stand there."""

    typed = Signal(str)

    def __init__(self, parent: QWidget, *, dates: bool) -> None:
        super().__init__(parent)
        wear(self, "cell")
        self._dates = dates
        self.setMaxLength(40 if dates else 3)
        self.textEdited.connect(self.typed)

    def begin(self, text: str) -> None:
        """Show what stands there, all of it chosen: typing replaces it."""
        self.setText(text)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a figure; other letters do not belong here, Ctrl+Enter is the screen's."""
        if submits(event):
            event.ignore()
            return
        bare = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        sign = (figure_sign(event) if self._dates else digit_of(event)) if bare else None
        if sign is not None:
            self.insert("." if sign == "," else sign)
            self.textEdited.emit(self.text())
        elif not (bare and event.text().isprintable() and event.text().strip()):
            super().keyPressEvent(event)


class CellChoice(Combo):
    """One of several words; `free` lets one write another, `verb` is a last line that adds one."""

    typed = Signal(str)

    def __init__(self, parent: QWidget, options: Sequence[str], *, free: bool, verb: str = "") -> None:
        super().__init__(parent)
        wear(self, "cell")
        self.setEditable(free)
        self.addItems(["", *options])
        if verb:
            self.offer(verb)
        self.setMaxVisibleItems(14)
        if free:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._complete()
        self.currentTextChanged.connect(self._tell)

    def _complete(self) -> None:
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line = QLineEdit()
        line.setMaxLength(120)
        self.setLineEdit(line)
        self.setCompleter(completer)

    def _tell(self, text: str) -> None:
        if not self.is_verb(text):
            self.remember()
            self.typed.emit(text)

    def begin(self, text: str) -> None:
        """Show what stands there."""
        found = self.findText(text)
        if found >= 0:
            self.setCurrentIndex(found)
        elif self.isEditable():
            self.setCurrentText(text)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()
        self.remember()


CellEditor = CellText | CellLine | CellChoice

"""What every field of a form is: a label above, the editor, and what is wrong with it below."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ssu_desktop.screens.theme import mark, scaled, wear
from ssu_desktop.screens.words import Words

T = TypeVar("T")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def enters(event: QKeyEvent) -> bool:
    """Return whether this is Enter by itself, which goes on to the next field."""
    return event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def submits(event: QKeyEvent) -> bool:
    """Return whether this is Ctrl+Enter, which belongs to the form."""
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class Field(QWidget, Generic[T]):
    """One question of a form, named as the draft names it; holds half-typed text without losing it."""

    changed = Signal()  # the user changed it
    committed = Signal()  # the user left it, pressed Enter, or chose

    def __init__(self, name: str, label: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.editor = editor
        self.words = Words()
        self.label = _plain("label")
        self.error = _plain("error")
        self.error.hide()
        self.label.setBuddy(editor)
        self.setFocusProxy(editor)
        editor.setObjectName(name)
        self._beside: list[QWidget] = []
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(4))
        for part in (self.label, editor, self.error):
            box.addWidget(part)
        self.setMinimumWidth(scaled(128))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.words.say(self.label.setText, label)
        self.words.say(editor.setAccessibleName, label)

    def value(self) -> T:
        """Return what the field means now; what cannot be read is None or empty, see `wrong`."""
        raise NotImplementedError

    def set_value(self, value: T) -> None:
        """Show `value`; not counted as the user's change."""
        raise NotImplementedError

    def typed(self) -> str:
        """Return exactly what stands in the editor, to be kept in a draft."""
        raise NotImplementedError

    def restore(self, typed: str) -> None:
        """Put back what `typed()` gave."""
        raise NotImplementedError

    @property
    def wrong(self) -> bool:
        """Whether something stands there that cannot be read."""
        return False

    def check(self) -> bool:
        """Show what is wrong with the field by itself, if anything; return whether it can be read."""
        return True

    def show_error(self, msgid: str, **values: object) -> None:
        """Write a remark under the field, in words."""
        self.words.say(self.error.setText, msgid, **values)
        self.words.say(self.editor.setAccessibleDescription, msgid, **values)
        self.error.show()
        mark(self.editor, "wrong")

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget below the remark, such as the link to its article; it goes when the remark goes."""
        self._beside.append(widget)
        self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def clear_error(self) -> None:
        """Take the remark away."""
        while self._beside:
            self._beside.pop().deleteLater()
        if not self.error.isHidden():
            self.words.hush(self.error.setText)
            self.words.hush(self.editor.setAccessibleDescription)
            self.error.hide()
            mark(self.editor, "")

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.words.again()


def _plain(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    wear(label, role)
    return label


AnyField = Field[Any]  # a form mixes fields of all kinds of values


class Line(QLineEdit):
    """A line in which Enter goes on to the next field; Ctrl+Enter is left to the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, else edit."""
        if enters(event):
            super().keyPressEvent(event)  # tells that editing is finished
            event.accept()
            self.focusNextChild()
        elif submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class LineField(Field[T]):
    """A field of one line; what stands there is read when the user leaves it."""

    line: QLineEdit

    def __init__(self, name: str, label: str, line: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(name, label, line, parent)
        self.line = line
        line.textEdited.connect(self._edited)
        line.editingFinished.connect(self._left)

    def typed(self) -> str:
        """Return the line as it stands."""
        return self.line.text()

    def restore(self, typed: str) -> None:
        """Put the line back as it stood."""
        self.line.setText(typed)

    def _edited(self) -> None:
        self.clear_error()
        self.changed.emit()

    def _left(self) -> None:
        self.check()
        self.committed.emit()

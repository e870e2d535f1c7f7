"""What every field of a form is: a label above, the editor, and what is wrong with it below."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ssu_desktop.screens.theme import mark, scaled, wear
from ssu_desktop.screens.words import Words
from ssu_desktop.screens.wrapping import Wrapping

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
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
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
        self.settle()
        self.words.say(self.error.setText, msgid, **values)
        self.words.say(self.editor.setAccessibleDescription, msgid, **values)
        self.error.show()
        mark(self.error, "")
        mark(self.editor, "wrong")

    def show_note(self, msgid: str, **values: object) -> None:
        """Write under the field what is told only; it stands in no one's way."""
        self.show_error(msgid, **values)
        mark(self.editor, "")
        mark(self.error, "note")

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget below the remark, such as the link to its article; it goes when the remark goes."""
        self._beside.append(widget)
        self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def clear_error(self) -> None:
        """Take the remark away; its place stays, so that nothing jumps under the hand, until `settle`."""
        for part in (*self._beside, self.error):
            if not part.isHidden():
                _keep_place(part, True)
                part.hide()
        self.words.hush(self.error.setText)
        self.words.hush(self.editor.setAccessibleDescription)
        mark(self.editor, "")

    def settle(self) -> None:
        """Give the place of former remarks back."""
        _keep_place(self.error, False)
        while self._beside:
            gone = self._beside.pop()
            gone.hide()
            _keep_place(gone, False)
            gone.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.words.again()


def _keep_place(widget: QWidget, kept: bool) -> None:
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(kept)
    widget.setSizePolicy(policy)


def _plain(role: str) -> QLabel:
    label = Wrapping()
    label.setTextFormat(Qt.TextFormat.PlainText)
    wear(label, role)
    return label


AnyField = Field[Any]  # a form mixes fields of all kinds of values


def _text_height(label: QLabel) -> int:
    # Not `heightForWidth`: that is never less than the least height that `level` gave.
    room = QRect(0, 0, max(label.contentsRect().width(), 1), 10_000)
    return label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text()).height()


def level(row: Sequence[AnyField]) -> None:
    """Give the labels of fields side by side one height, so that the editors stand on one line."""
    labels = [field.label for field in row if not field.label.isHidden()]
    if len(labels) > 1:
        highest = max(_text_height(label) for label in labels)
        for label in labels:
            if label.minimumHeight() != highest:
                label.setMinimumHeight(highest)


def set_aside(helper: QWidget) -> None:
    """Let Enter pass by a button that only helps to fill a field in; Tab reaches it."""
    helper.setProperty("aside", True)


def go_on(editor: QWidget) -> None:
    """Put the cursor on what comes after `editor`, past what stands aside."""
    editor.focusNextChild()
    reached = QApplication.focusWidget()
    if reached is not None and reached.property("aside"):
        reached.focusNextChild()


class Line(QLineEdit):
    """A line in which Enter goes on to the next field; Ctrl+Enter is left to the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, else edit."""
        if enters(event):
            super().keyPressEvent(event)  # tells that editing is finished
            event.accept()
            go_on(self)
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

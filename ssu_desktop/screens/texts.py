"""Fields of plain text: a line, a surname that splits a pasted name, several lines."""

import re

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ssu_desktop.language import N_
from ssu_desktop.language.names import split_name
from ssu_desktop.screens.field import Field, Line, LineField, submits
from ssu_desktop.screens.theme import scaled

_UNPRINTABLE = N_("Cannot be printed: {letters}")
_USUAL = re.compile(r"[\x20-\x7e\u00a0-\u024f\u0400-\u04ff–—«»“”„’№…]*")  # all faces have these


def lacking(text: str) -> frozenset[str]:
    """Return the letters of `text` that cannot be printed."""
    if _USUAL.fullmatch(text):
        return frozenset()
    from ssu_desktop.forms.faces import legible  # costs start-up time, needed seldom

    return legible(text)[1]


class TextField(LineField[str]):
    """Plain text of one line."""

    def __init__(
        self, name: str, label: str, parent: QWidget | None = None, *, hint: str = "", longest: int = 500
    ) -> None:
        super().__init__(name, label, Line(), parent)
        self.line.setMaxLength(longest)
        if hint:
            self.words.say(self.line.setPlaceholderText, hint)

    def value(self) -> str:
        """Return the text without blanks at its ends."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show `value` from its beginning."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def check(self) -> bool:
        """Note, beside the field, letters that the printed forms' faces lack; the text stays as it is."""
        lost = lacking(self.value())
        if lost and self.error.isHidden():
            self.show_note(_UNPRINTABLE, letters=" ".join(sorted(lost)))
        return True


class NameField(TextField):
    """The surname; a whole name pasted here goes to the three fields by itself."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, label, parent)
        self._others: tuple[TextField, TextField] | None = None
        self._length = 0  # before the edit that is being told of
        self.line.textChanged.connect(self._remember)
        self.line.textEdited.connect(self._split)

    def splits_into(self, given: TextField, patronymic: TextField) -> None:
        """Name the fields that take the other two parts of a pasted name."""
        self._others = (given, patronymic)

    def _split(self, text: str) -> None:
        pasted = len(text) - self._length > 1
        if self._others is None or not pasted or len(text.split()) < 2:
            return
        surname, *rest = split_name(text)
        self.set_value(surname)
        for field, part in zip(self._others, rest, strict=True):
            field.set_value(part)
            field.changed.emit()

    def _remember(self, text: str) -> None:
        # Qt tells of textEdited first, so `_split` still sees the old length.
        self._length = len(text)


class _Notes(QPlainTextEdit):
    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + scaled(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        if submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class NotesField(Field[str]):
    """Plain text of several lines."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None, *, lines: int = 3) -> None:
        self.notes = _Notes(lines)
        super().__init__(name, label, self.notes, parent)
        self._silent = False
        self.notes.textChanged.connect(self._edited)

    def value(self) -> str:
        """Return the text without blanks at its ends."""
        return self.notes.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show `value`."""
        self._silent = True
        self.notes.setPlainText(value)
        self._silent = False

    def typed(self) -> str:
        """Return the text as it stands."""
        return self.notes.toPlainText()

    def restore(self, typed: str) -> None:
        """Put the text back."""
        self.set_value(typed)

    def _edited(self) -> None:
        if not self._silent:
            self.clear_error()
            self.changed.emit()

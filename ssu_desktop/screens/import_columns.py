"""The columns of a register: what stands in each, what it was recognised as, and the user's correction."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.register_columns import Field, SheetLook
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_TO_NOTE = ""


class ColumnsTable(QScrollArea):
    """One line a column; a meaning that is given to another column is taken from the former one."""

    altered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.fields: dict[int, PickField[str]] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sheet(self, sheet: SheetLook) -> None:
        """Show the columns of a sheet as they were recognised."""
        inner = QWidget()
        wear(inner, "card")
        grid = QGridLayout(inner)
        grid.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        grid.setHorizontalSpacing(scaled(20))
        grid.setVerticalSpacing(scaled(6))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 5)
        grid.setColumnMinimumWidth(2, scaled(300))
        self.words, self.fields = Words(), {}
        titles = (N_("Heading in the register"), N_("What stands below it"), N_("What it means"))
        for place, title in enumerate(titles):
            label = plain_label("section")
            self.words.say(label.setText, title)
            grid.addWidget(label, 0, place)
        for line, column in enumerate(sheet.columns, start=1):
            grid.addWidget(plain_label(text=column.heading, wraps=True), line, 0)
            grid.addWidget(plain_label("muted", "  ·  ".join(column.samples), wraps=True), line, 1)
            grid.addWidget(self._choice(column.number, column.heading, column.field), line, 2)
        whole = QVBoxLayout()
        whole.addStretch(1)
        grid.addLayout(whole, len(sheet.columns) + 1, 0)
        grid.setRowStretch(len(sheet.columns) + 1, 1)
        self.setWidget(inner)

    def columns(self) -> Mapping[int, Field]:
        """Return what each column means; those that go to the note are not in it."""
        chosen = {number: choice.value() for number, choice in self.fields.items()}
        return {number: Field(word) for number, word in chosen.items() if word}

    def retranslate(self) -> None:
        """Say the titles again; the choices do it themselves."""
        self.words.again()

    def take_focus(self) -> None:
        """Put the cursor on the first choice."""
        for choice in self.fields.values():
            choice.setFocus()
            return

    def _choice(self, number: int, heading: str, field: Field | None) -> PickField[str]:
        choice: PickField[str] = PickField(f"column-{number}", N_("What it means"), _meanings, empty=False)
        choice.label.hide()
        choice.editor.setAccessibleDescription(heading)
        choice.set_value(field.value if field else _TO_NOTE)
        choice.changed.connect(lambda: self._chosen(number))
        self.fields[number] = choice
        return choice

    def _chosen(self, number: int) -> None:
        word = self.fields[number].value()
        for other, choice in self.fields.items():
            if other != number and word and choice.value() == word:
                choice.set_value(_TO_NOTE)
        self.altered.emit()


def _meanings() -> list[tuple[str, str]]:
    return [(_TO_NOTE, _(N_("goes to the note"))), *((field.value, _(field.msgid)) for field in Field)]

"""A field in which any of the words of a closed list are ticked."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ssu_desktop.language import _
from ssu_desktop.records.kinds import Kind
from ssu_desktop.screens.field import Field
from ssu_desktop.screens.theme import scaled

_COLUMNS = 2
_LINE = 40  # letters of a box's words on one line

K = TypeVar("K", bound=Kind)


class _Boxes(QWidget, Generic[K]):
    ticked = Signal()

    def __init__(self, kinds: Iterable[K]) -> None:
        super().__init__()
        self.boxes: dict[K, QCheckBox] = {kind: QCheckBox() for kind in kinds}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(scaled(2))
        for number, box in enumerate(self.boxes.values()):
            column, row = divmod(number, -(-len(self.boxes) // _COLUMNS))
            grid.addWidget(box, row, column)
            grid.setColumnStretch(column, 1)
            box.clicked.connect(self.ticked)
        self.setFocusProxy(next(iter(self.boxes.values())))


class KindsField(Field[tuple[K, ...]]):
    """Any of the words of a closed list, in their order."""

    def __init__(self, name: str, label: str, kinds: Iterable[K]) -> None:
        self._boxes: _Boxes[K] = _Boxes(kinds)
        super().__init__(name, label, self._boxes)
        self._boxes.ticked.connect(self._tell)
        self.retranslate()

    @property
    def boxes(self) -> Mapping[K, QCheckBox]:
        """The box of each word."""
        return self._boxes.boxes

    def value(self) -> tuple[K, ...]:
        """Return the ticked words in their order."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: tuple[K, ...]) -> None:
        """Tick these."""
        for kind, box in self.boxes.items():
            box.setChecked(kind in value)

    def typed(self) -> str:
        """Return the ticked words, with commas."""
        return ",".join(kind.value for kind in self.value())

    def restore(self, typed: str) -> None:
        """Tick what `typed` names."""
        words = typed.split(",")
        self.set_value(tuple(kind for kind in self.boxes if kind.value in words))

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        super().retranslate()
        for kind, box in self.boxes.items():
            box.setText(textwrap.fill(_(kind.msgid), _LINE))

    def _tell(self) -> None:
        self.clear_error()
        self.changed.emit()
        self.committed.emit()

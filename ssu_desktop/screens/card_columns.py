"""The cards of a page in two columns, which scroll; in one where two have no room."""

from collections.abc import Collection, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import scaled


class CardColumns(QWidget):
    """Shows `cards` in their order, those of the codes `left` at the left; two columns from `narrow` on."""

    def __init__(self, cards: Mapping[str, QWidget], left: Collection[str], *, narrow: int, top: int) -> None:
        super().__init__()
        self._cards, self._left, self._narrow = cards, left, narrow
        inner = QWidget()
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(scaled(28), scaled(top), scaled(28), scaled(20))
        self._columns.setSpacing(scaled(16))
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(scaled(16))
            self._columns.addLayout(side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))
        self._two = True
        self._place()

    def _place(self) -> None:
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        for code, card in self._cards.items():
            self._sides[0 if code in self._left or not self._two else 1].addWidget(card)
        for side in self._sides:
            side.addStretch(1)
        self._columns.setStretch(1, 1 if self._two else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column where two have no room."""
        super().resizeEvent(event)
        two = self.width() >= scaled(self._narrow)
        if two is not self._two:
            self._two = two
            self._place()

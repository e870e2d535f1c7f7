"""Fields in which one chooses: a list of things, a closed list of words, a box to tick."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ssu_desktop.language import _
from ssu_desktop.records.kinds import Kind
from ssu_desktop.screens.combo import Combo
from ssu_desktop.screens.field import Field, enters, go_on
from ssu_desktop.screens.theme import scaled

_MOST_SHOWN = 16  # rows of an open list; beyond, it scrolls

T = TypeVar("T")
K = TypeVar("K", bound=Kind)


class _Combo(Combo):
    """A list that the mouse wheel does not change in passing, and in which Enter goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(_MOST_SHOWN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the choice, with dots where it is too long; the tooltip tells the whole."""
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(control, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        whole = option.currentText
        option.currentText = self.fontMetrics().elidedText(
            whole, Qt.TextElideMode.ElideRight, room.width() - scaled(6)
        )
        self.setToolTip(whole if option.currentText != whole else "")
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the choice."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, else choose."""
        if enters(event):
            go_on(self)
        else:
            super().keyPressEvent(event)


class PickField(Field[T | None]):
    """One of a list of things, or nothing; `options` gives `(value, text)` in the language of the moment."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Callable[[], Sequence[tuple[T, str]]],
        parent: QWidget | None = None,
        *,
        empty: bool = True,
        verb: str = "",
    ) -> None:
        """`verb` is the msgid of a last line that adds a thing: `combo.wanted` tells that it was chosen."""
        self.combo = _Combo()
        super().__init__(name, label, self.combo, parent)
        self._options, self._empty, self._verb = options, empty, verb
        self._values: list[T | None] = []
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.refresh()
        self.combo.picked.connect(self._chosen)

    def refresh(self) -> None:
        """Read the options again and keep the choice where it is still there."""
        kept = self.value()
        offered: list[tuple[T | None, str]] = [(None, "")] if self._empty else []
        offered += self._options()
        self._values = [value for value, _text in offered]
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems([text for _value, text in offered])
        if self._verb:
            self.combo.offer(_(self._verb))
        self.combo.blockSignals(False)
        self.set_value(kept)

    def value(self) -> T | None:
        """Return the chosen value."""
        index = self.combo.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: T | None) -> None:
        """Choose `value`; what is not offered leaves the first."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def typed(self) -> str:
        """Return the choice as text."""
        value = self.value()
        return "" if value is None else str(value)

    def restore(self, typed: str) -> None:
        """Choose again what `typed` names."""
        for value in self._values:
            if value is not None and str(value) == typed:
                self.set_value(value)

    def retranslate(self) -> None:
        """Set the words and the options' texts again."""
        super().retranslate()
        self.refresh()

    def _chosen(self, _index: int) -> None:
        self.clear_error()
        self.changed.emit()
        self.committed.emit()


class ChoiceField(PickField[K]):
    """One word of a closed list."""

    def __init__(
        self,
        name: str,
        label: str,
        kinds: type[K] | Sequence[K],
        parent: QWidget | None = None,
        *,
        empty: bool = True,
    ) -> None:
        words = list(kinds)
        super().__init__(name, label, lambda: [(k, _(k.msgid)) for k in words], parent, empty=empty)


class CheckField(Field[bool]):
    """A box to tick; its words stand beside it."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        self.box = QCheckBox()
        super().__init__(name, label, self.box, parent)
        self.label.hide()
        self.words.say(self.box.setText, label)
        self.box.clicked.connect(self._ticked)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.box.setChecked(value)

    def typed(self) -> str:
        """Return `1` or nothing."""
        return "1" if self.value() else ""

    def restore(self, typed: str) -> None:
        """Tick it as `typed` says."""
        self.set_value(bool(typed))

    def _ticked(self) -> None:
        self.clear_error()
        self.changed.emit()
        self.committed.emit()

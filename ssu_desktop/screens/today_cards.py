"""The cards of Today: how full each unit is, and who waits."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout

from ssu_desktop.actions.today import TodayPage, UnitCount
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.screens.cards import Card, Elided, plain_label
from ssu_desktop.screens.theme import mark, scaled
from ssu_desktop.screens.today_words import short_name

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_TWO_LINES = 31  # of the smaller letters of a long name


class _Count(Card):
    """A figure, what it counts, and one remark; a long name stands in two lines.

    One that `opens` something does so with a click, Enter or Space."""

    def __init__(
        self,
        figure: str,
        name: str,
        remark: str,
        *,
        narrow: bool,
        opens: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._opens = opens
        self.setAccessibleName(f"{name}: {figure}")
        self.setAccessibleDescription(remark)
        if opens is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            mark(self, "opens")
        named, told = Elided(), Elided("muted")
        named.setText(name)
        told.setText(remark)
        row = QHBoxLayout() if narrow else self.column
        row.setSpacing(scaled(12 if narrow else 2))
        row.addWidget(plain_label("figure", figure))
        row.addWidget(named, int(narrow))
        if narrow:
            self.column.addLayout(row)
            self.setToolTip(f"{name}: {remark}")
        else:
            named.setMinimumHeight(scaled(_TWO_LINES))
            row.addWidget(told)
        beside = scaled(10 if not narrow else 6)
        self.column.setContentsMargins(scaled(16), beside, scaled(12), beside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open."""
        if self._opens is not None and event.key() in _OPENING:
            self._opens()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        if self._opens is not None and event.button() is Qt.MouseButton.LeftButton:
            self._opens()


def unit_card(unit: UnitCount, opens: Callable[[], object], *, narrow: bool) -> Card:
    """Return how many are in a unit, of how many places; it opens the page of the unit."""
    figure = f"{unit.present} / {unit.capacity}" if unit.capacity else str(unit.present)
    if not unit.capacity:
        remark = _(N_("capacity not given"))
    elif unit.free > 0:
        remark = _(N_("free places: {count}"), count=unit.free)
    elif unit.free == 0:
        remark = _(N_("no free place"))
    else:
        remark = _(N_("over the capacity: {count}"), count=-unit.free)
    return _Count(figure, unit.name(spoken()), remark, narrow=narrow, opens=opens)


def queue_card(page: TodayPage, *, narrow: bool) -> Card:
    """Return how many wait, and who is first."""
    first = short_name(page.first_in_queue, initials=True)
    remark = _(N_("first: {name}"), name=first) if first else _(N_("nobody waits"))
    return _Count(str(page.queued), _(N_("in the queue|count")), remark, narrow=narrow)

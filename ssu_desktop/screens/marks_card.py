"""What came of the activities, month by month: a card whose cells are set with a click or a key."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from ssu_desktop.actions.monitoring import ActivityRow
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import month_name
from ssu_desktop.records.kinds import MarkKind
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.keys import figure_sign
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import mark, scaled, wear
from ssu_desktop.screens.words import Words, month_title

_QUARTER = 3
SIGNS = {MarkKind.POSITIVE: "+", MarkKind.NO_CHANGE: "0", None: "·"}
_NEXT = {None: MarkKind.POSITIVE, MarkKind.POSITIVE: MarkKind.NO_CHANGE, MarkKind.NO_CHANGE: None}
BY_KEY: Mapping[str, MarkKind] = {
    "=": MarkKind.POSITIVE,
    "1": MarkKind.POSITIVE,
    "0": MarkKind.NO_CHANGE,
    "-": MarkKind.NO_CHANGE,
}


def mark_of(event: QKeyEvent) -> MarkKind | None:
    """Return the mark that a key means, by its place on any layout: `+` `=` `1`, or `0` `-`."""
    sign = "=" if event.text() == "+" else figure_sign(event)
    return BY_KEY.get(sign) if sign is not None else None


class MarkButton(QPushButton):
    """The mark of an activity in a month; a click goes on, `+` and `0` set it, Del takes it away."""

    chosen = Signal(object)  # a MarkKind or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark: MarkKind | None = None
        self.setAutoDefault(False)
        self.setFixedSize(scaled(36), scaled(28))
        wear(self, "mark")
        self.clicked.connect(lambda: self.chosen.emit(_NEXT[self.mark]))

    def show_mark(self, chosen: MarkKind | None, told: str) -> None:
        """Show a mark; `told` says in words what it is of."""
        self.mark = chosen
        self.setText(SIGNS[chosen])
        word = _(chosen.msgid) if chosen is not None else _(N_("no mark"))
        self.setToolTip(f"{told}: {word}")
        self.setAccessibleName(f"{told}: {word}")
        mark(self, chosen.value if chosen is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set or take away by key."""
        kind = mark_of(event)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.chosen.emit(None)
        elif kind is not None:
            self.chosen.emit(kind)
        else:
            super().keyPressEvent(event)


class MarksCard(Card):
    """The activities of the plan with their marks of three months; arrows go to other months."""

    marked = Signal(object, object, object)  # the activity's id, the month, a MarkKind or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, titled=True)
        self.words = Words()
        self.buttons: dict[tuple[UUID, date], MarkButton] = {}
        self.may_mark = True  # else they are only looked at
        self._names: list[QLabel] = []
        self._rows: Sequence[ActivityRow] = ()
        self._months: Sequence[date] = ()
        self._first = 0
        self.back, self.forward = button("quiet", "back"), button("quiet", "forward")
        self.none = plain_label("muted", wraps=True)
        self._grid_place = QWidget()
        self._grid = QGridLayout(self._grid_place)
        self._grid.setContentsMargins(0, 0, scaled(6), 0)
        self._grid.setHorizontalSpacing(scaled(4))
        self._grid.setVerticalSpacing(scaled(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        self.column.removeWidget(self.title)
        head.addWidget(self.title, 1)
        for made, step, text in (
            (self.back, -1, N_("Earlier months")),
            (self.forward, 1, N_("Later months")),
        ):
            head.addWidget(made)
            made.clicked.connect(partial(self._step, step))
            self.words.say(made.setToolTip, text)
            self.words.say(made.setAccessibleName, text)
        legend = plain_label("hint", wraps=True)
        self.column.addLayout(head)
        self.column.addWidget(self.none)
        self.column.addWidget(scrolling(self._grid_place), 1)
        self.column.addWidget(legend)
        self.words.say(self.title.setText, N_("Activities by month"))
        self.words.say(legend.setText, N_("+ positive change · 0 no change · Del takes the mark away"))
        self.words.say(
            self.none.setText, N_("The plan has no activities yet: they are marked here month by month.")
        )

    def show_marks(self, rows: Sequence[ActivityRow], months: Sequence[date], today: date) -> None:
        """Show activities; the months are those of the quarter of the plan year that `today` lies in."""
        if list(months) != list(self._months):
            passed = [n for n, month in enumerate(months) if month <= today.replace(day=1)]
            self._first = (passed[-1] if passed else 0) // _QUARTER * _QUARTER
        same = [row.item_id for row in rows] == [row.item_id for row in self._rows]
        same = same and list(months) == list(self._months) and bool(self.buttons)
        self._rows, self._months = rows, months
        if same:
            self._fill()
        else:
            self._build()

    def _step(self, step: int, _checked: bool = False) -> None:
        self._first = max(0, min(self._first + step * _QUARTER, len(self._months) - 1))
        self._build()

    def _shown(self) -> Sequence[date]:
        return self._months[self._first : self._first + _QUARTER]

    def _build(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.buttons, self._names = {}, []
        for column, month in enumerate(self._shown(), start=1):
            self._grid.addWidget(self._head(month), 0, column, Qt.AlignmentFlag.AlignHCenter)
        for number, row in enumerate(self._rows, start=1):
            name = plain_label("hint", row.service or "–", wraps=True)
            self._names.append(name)
            self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            for column, month in enumerate(self._shown(), start=1):
                made = MarkButton()
                made.chosen.connect(partial(self.marked.emit, row.item_id, month))
                made.setEnabled(self.may_mark)
                self.buttons[row.item_id, month] = made
                self._grid.addWidget(made, number, column, Qt.AlignmentFlag.AlignTop)
        self.none.setVisible(not self._rows)
        self.back.setEnabled(self._first > 0)
        self.forward.setEnabled(self._first + _QUARTER < len(self._months))
        self._fill()
        self._fit()

    def _head(self, month: date) -> QLabel:
        head = plain_label("hint", month_name(month.month, spoken())[:3])
        head.setToolTip(month_title(month))
        return head

    def _fill(self) -> None:
        for row in self._rows:
            for month in self._shown():
                given = row.marks.get(month)
                told = f"{row.service}, {month_title(month)}"
                self.buttons[row.item_id, month].show_mark(given.mark if given else None, told)

    def _fit(self) -> None:
        """Give each name the height of its lines: a grid within a scroll area does not ask for it."""
        room = self.width() - scaled(2 * 18 + 6 + 12) - _QUARTER * scaled(40)
        for name in self._names:
            name.setMinimumHeight(name.heightForWidth(max(room, scaled(60))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the names to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
            self._build()

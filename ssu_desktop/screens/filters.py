"""What narrows a list: a search line, chips with counts, a choice of unit or category."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_staff, list_units
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.field import enters
from ssu_desktop.screens.loupe import Loupe
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

T = TypeVar("T")


class Flow(QLayout):
    """Things side by side that go on in the next line where the room ends."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(scaled(spacing))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or return None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrower place makes it taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into their lines."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the room of the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            height, left = max(item.sizeHint().height() for item in line), rect.left()
            for item in line:
                size = item.sizeHint()
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing() - rect.top(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items line by line as they fit into `width`."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            if not lines or left + item.sizeHint().width() > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += item.sizeHint().width() + self.spacing()
        return lines


class _FilterChip(QPushButton):
    """A chip with room for its word in bold letters, which it has when it is chosen."""

    def sizeHint(self) -> QSize:
        """Return the room of the chosen state, so that nothing moves or is cut off when it is chosen."""
        size = super().sizeHint()
        face = self.font()
        face.setWeight(QFont.Weight.DemiBold)
        plain = self.fontMetrics().horizontalAdvance(self.text())
        bold = QFontMetrics(face).horizontalAdvance(self.text())
        return QSize(size.width() + max(bold - plain, 0) + scaled(2), size.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same room: no chip is cut off."""
        return self.sizeHint()


class ChipFilter(QWidget):
    """One of several narrowings, each a chip with how many it leaves; arrows move among them."""

    chosen = Signal(str)  # the code that the user chose

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`options` are pairs of code and msgid; the first is chosen."""
        super().__init__(parent)
        self._options = dict(options)
        self._counts: Mapping[str, int] = {}
        self._always: frozenset[str] = frozenset(self._options)
        self.buttons: dict[str, QPushButton] = {}
        group, self._row = QButtonGroup(self), Flow(self)
        for code in self._options:
            made = _FilterChip()
            wear(made, "filter")
            made.setAutoDefault(False)
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            group.addButton(made)
            self._row.addWidget(made)
            self.buttons[code] = made
        self.choose(options[0][0])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room of the lines at the present width."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the lines at the present width."""
        widest = self._row.minimumSize().width()
        return QSize(widest, self._row.heightForWidth(max(widest, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for other room where the lines break otherwise."""
        super().resizeEvent(event)
        self.updateGeometry()

    def current(self) -> str:
        """Return the code of the chosen chip."""
        return next(code for code, made in self.buttons.items() if made.isChecked())

    def choose(self, code: str) -> None:
        """Choose a chip without telling."""
        self.buttons[code].setChecked(True)

    def show_counts(self, counts: Mapping[str, int], always: Sequence[str] | None = None) -> None:
        """Show how many each leaves; those not in `always` (None: all) stand there only with somebody."""
        self._counts = counts
        self._always = frozenset(self._options if always is None else always)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        for code, made in self.buttons.items():
            count = self._counts.get(code, 0)
            word = _(self._options[code])
            made.setText(f"{word[:1].upper()}{word[1:]}  {count}")
            made.setVisible(bool(count) or code in self._always or made.isChecked())
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


class SearchLine(QLineEdit):
    """Narrows a list at each keystroke; Down goes to the list, Enter opens what is chosen there."""

    searched = Signal(str)
    entered = Signal()

    def __init__(self, hint: str, over: QAbstractItemView, parent: QWidget | None = None) -> None:
        """`hint` is a msgid; `over` is the list that is narrowed: letters typed there come here."""
        super().__init__(parent)
        self.words = Words()
        self._over = over
        wear(self, "search")
        self.setMaxLength(80)
        self.setMinimumWidth(scaled(160))
        self.setClearButtonEnabled(True)
        self._loupe = Loupe(self)
        self.words.say(self.setPlaceholderText, hint)
        self.words.say(self.setAccessibleName, hint)
        self.textChanged.connect(lambda text: self.searched.emit(text.strip()))
        over.installEventFilter(self)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while there is something to clear."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, go down, or type."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._over.setFocus(Qt.FocusReason.TabFocusReason)
        elif enters(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Take letters that are typed in the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            )
            if bare and event.text().strip() and event.text().isprintable():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self.end(False)
                self.insert(event.text())
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


class FilterPick(PickField[T]):
    """A choice among things, the first of which is all of them; its label stands in the choice itself."""

    def __init__(
        self, name: str, label: str, every: str, options: Callable[[], Sequence[tuple[T, str]]]
    ) -> None:
        self._every = every
        super().__init__(name, label, options)
        self.label.hide()
        self.setMaximumWidth(scaled(280))

    def refresh(self) -> None:
        """Read the options again and keep the choice where it is still there."""
        super().refresh()
        self.combo.setItemText(0, _(self._every))


def unit_filter(desk: Desk, *, without: Collection[UnitKind] = ()) -> FilterPick[UUID]:
    """Return a choice of unit, none of the kinds `without`; hidden where there is only one."""

    def options() -> list[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in list_units(desk) if unit.kind not in without]

    made = FilterPick("unit_id", N_("Unit"), N_("All units"), options)
    if made.combo.count() <= 2:
        made.hide()
    return made


def staff_filter(desk: Desk) -> FilterPick[UUID]:
    """Return a choice of who answers for a person; hidden where nobody is entered among the staff."""

    def options() -> list[tuple[UUID, str]]:
        return [(one.id, one.full_name) for one in list_staff(desk)]

    made = FilterPick("staff_id", N_("Who answers"), N_("Whoever answers"), options)
    if made.combo.count() <= 1:
        made.hide()
    return made

"""The originals that are kept for a person, as a card of the file: taken in, printed, given back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ssu_desktop.actions.custody import CustodyRow
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.lines import KeyLine, cell
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_HERE = ("custody-act", "custody-receipt")
_GONE = ("custody-act", "custody-receipt", "custody-return")


class CustodyLine(KeyLine):
    """One original; Enter gives it back, or shows the act of giving back."""

    print_asked = Signal(str)  # the code of the paper
    return_asked = Signal()

    def __init__(self, row: CustodyRow) -> None:
        detail = " · ".join(_facts(row))
        super().__init__(row.id, row.title(spoken()), detail)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(8), scaled(5), scaled(8), scaled(5))
        line.setSpacing(scaled(10))
        words = QVBoxLayout()
        words.setSpacing(scaled(1))
        words.addWidget(cell("muted" if row.returned_on else "", row.title(spoken())))
        words.addWidget(cell("hint", detail))
        line.addLayout(words, 1)
        top = Qt.AlignmentFlag.AlignTop
        self.papers = button("small", "print")
        self.papers.setText(_(N_("Papers")))
        self.papers.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.papers.clicked.connect(self._offer)
        line.addWidget(self.papers, 0, top)
        self.give = button("small")
        self.give.setText(_(N_("Give back…")))
        self.give.setVisible(row.returned_on is None)
        self.give.clicked.connect(self.return_asked)
        line.addWidget(self.give, 0, top)
        self.opened.connect(self._open)

    def _open(self) -> None:
        if self.row.returned_on is None:
            self.return_asked.emit()
        else:
            self.print_asked.emit("custody-return")

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in _GONE if self.row.returned_on else _HERE:
            menu.addAction(_(FORM_NAMES[form])).triggered.connect(partial(self._ask, form))
        menu.popup(self.papers.mapToGlobal(self.papers.rect().bottomLeft()))

    def _ask(self, form: str, _checked: bool = False) -> None:
        self.print_asked.emit(form)


class CustodyCard(QWidget):
    """The list of originals under its heading, with the verb that takes more in."""

    take_in_asked = Signal()
    return_all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.lines: list[CustodyLine] = []
        self.heading, self.nothing = plain_label("section"), plain_label("muted", wraps=True)
        self.take, self.all = button("", "add"), button()
        self.take.clicked.connect(self.take_in_asked)
        self.all.clicked.connect(self.return_all_asked)
        self.card = Card()
        self.card.column.setContentsMargins(scaled(6), scaled(6), scaled(6), scaled(6))
        self.card.column.setSpacing(0)
        self._list = QVBoxLayout()
        self.card.column.addWidget(self.nothing)
        self.card.column.addLayout(self._list)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.all)
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(head)
        column.addWidget(self.card)
        self.words.say(self.take.setText, N_("Take originals in…"))
        self.words.say(self.all.setText, N_("Give all back…"))
        self.words.say(
            self.nothing.setText,
            N_("No originals are kept here. They are kept only with the person's written consent."),
        )

    def show_rows(self, rows: tuple[CustodyRow, ...]) -> list[CustodyLine]:
        """Show the originals; return their lines, to be listened to."""
        self.words.again()
        empty_out(self._list)
        self.lines = [CustodyLine(row) for row in rows]
        for line in self.lines:
            self._list.addWidget(line)
        self.nothing.setVisible(not rows)
        here = sum(row.returned_on is None for row in rows)
        self.all.setVisible(here > 1)
        self.heading.setText(_(N_("ORIGINALS IN CUSTODY {count}"), count=here))
        return self.lines


def _facts(row: CustodyRow) -> list[str]:
    facts = [
        row.number and _(N_("No. {number}"), number=row.number),
        _(N_("act No. {number} of {day}"), number=row.act_number or "–", day=short(row.accepted_on)),
        row.place,
    ]
    if row.returned_on is not None:
        facts.append(_(N_("given back on {day} to {who}"), day=short(row.returned_on), who=row.returned_to))
    return [fact for fact in (*facts, row.note) if fact]

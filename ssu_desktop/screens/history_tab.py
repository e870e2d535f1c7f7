"""The tab of the history: what was done with this person's records, when, by whom, from what to what."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import FieldChange, HistoryRow, count_history, person_history
from ssu_desktop.actions.undo import LastDone, last_done, undo
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import confirm, tell
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.fields import CheckField
from ssu_desktop.screens.lines import cell
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_SHARES = (5, 6)


class HistoryTab(PersonTab):
    """The actions on a person, the newest first; what the chosen one changed stands below."""

    code = "history"
    title_msgid = N_("History")
    help_topic = "history"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self._last: LastDone | None = None
        self.table: PagedTable[HistoryRow] = PagedTable(
            _columns(), self._load, self._count, key=lambda row: row.action_id
        )
        self.table.empty.teach(N_("Nothing has happened with these records yet."))
        self.changes = QVBoxLayout()
        self.what, self.nothing = plain_label("subheading", wraps=True), plain_label("muted", wraps=True)
        self.take_back, self.stays = button("", "undo"), plain_label("hint", wraps=True)
        self.views = CheckField("views", N_("Show also who only looked"))
        self._lay_out()
        self.table.picked.connect(self._show_row)
        self.table.opened.connect(lambda _row: self.take_back.setFocus())
        self.take_back.clicked.connect(self.ask_undo)
        self.views.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        below = Card()
        head = QHBoxLayout()
        head.setSpacing(scaled(10))
        head.addWidget(self.what, 1)
        head.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 0, scaled(8), 0)
        told.setSpacing(scaled(4))
        self.changes.setSpacing(scaled(4))
        told.addWidget(self.nothing)
        told.addLayout(self.changes)
        told.addStretch(1)
        below.column.addLayout(head)
        below.column.addWidget(self.stays)
        below.column.addWidget(scrolling(inner), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(20))
        whole.setSpacing(scaled(12))
        whole.addWidget(self.views)
        whole.addWidget(self.table, _SHARES[0])
        whole.addWidget(below, _SHARES[1])
        self.words.say(self.take_back.setText, N_("Take this back"))

    def refresh(self) -> None:
        """Read the newest page again; the chosen action stays chosen."""
        self._last = last_done(self.desk)
        self.table.refresh()
        self._show_row(self.table.current())

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self.refresh()

    def ask_undo(self) -> None:
        """Take the chosen action back, after a question."""
        row = self.table.current()
        if row is None or not self._is_last(row) or self.take_back.isHidden():
            return
        question, text = N_("Take this back?"), N_("{what}, {day}. The history keeps both.")
        what, day = _(row.action), _moment(row)
        if not confirm(self, question, N_("Take back"), text=text, what=what, day=day):
            return
        answer = undo(self.desk, row.action_id)
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            tell(self.window(), N_("This stays as it is"), finding.text, **finding.values)
            return
        self.saved.emit(_(N_("Taken back")), None)
        self.refresh()
        self.changed.emit()

    def _is_last(self, row: HistoryRow | None) -> bool:
        return row is not None and self._last is not None and row.action_id == self._last.action_id

    def _load(self, offset: int, limit: int) -> Sequence[HistoryRow]:
        return person_history(
            self.desk, self.person_id, spoken(), limit=limit, offset=offset, views=self.views.value()
        )

    def _count(self) -> int:
        return count_history(self.desk, self.person_id, views=self.views.value())

    def _show_row(self, row: HistoryRow | None) -> None:
        empty_out(self.changes)
        final = self._last.final if self._last is not None and self._is_last(row) else None
        self.take_back.setVisible(self._is_last(row) and final is None)
        self.stays.setVisible(final is not None)
        self.stays.setText(_(final.text, **final.values) if final is not None else "")
        self.what.setText(f"{_(row.action)} · {_moment(row)}" if row else "")
        changes = row.changes if row else ()
        self.nothing.setVisible(row is not None and not changes)
        self.nothing.setText(_(N_("Nothing was changed by it.")))
        record = ""
        for change in changes:
            if change.record != record:
                record = change.record
                self.changes.addWidget(plain_label("section", _(record)))
            self.changes.addWidget(ChangeLine(change))


class ChangeLine(QWidget):
    """One field: its name, what it was, what it is."""

    def __init__(self, change: FieldChange) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(cell("label", _(change.field)), 3, top)
        row.addWidget(cell("muted", change.before or "–", struck=bool(change.before)), 4, top)
        row.addWidget(plain_label("muted", "→"), 0, top)
        row.addWidget(cell("", change.after or "–"), 4, top)


def _columns() -> list[Column[HistoryRow]]:
    return [
        Column(title=N_("When"), value=_moment, kind=ColumnKind.DATE, width=136),
        Column(title=N_("Who"), value=lambda row: row.who, kind=ColumnKind.MUTED, width=200),
        Column(title=N_("What was done"), value=lambda row: _(row.action), kind=ColumnKind.STRONG, width=260),
        Column(title=N_("What changed"), value=_summary, kind=ColumnKind.MUTED, width=260, stretch=True),
    ]


def _moment(row: HistoryRow) -> str:
    """Return the day and the time on this computer's clock."""
    here = (row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)).astimezone()
    return f"{short(here.date())} {here:%H:%M}"


def _summary(row: HistoryRow) -> str:
    """Return the changed fields in a line; what was entered anew by its values."""
    return "; ".join(
        f"{_(change.field)}: {change.before} → {change.after}" if change.before else _entered(change)
        for change in row.changes
    )


def _entered(change: FieldChange) -> str:
    return f"{_(change.field)}: {change.after}"

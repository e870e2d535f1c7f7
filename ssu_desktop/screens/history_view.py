"""Actions out of the journal, the newest first; below stands what the chosen one changed."""

from collections.abc import Sequence
from datetime import UTC

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import FieldChange, HistoryQuery, HistoryRow, count_history, read_history
from ssu_desktop.actions.undo import own_action, undo
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import confirm, tell
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.lines import cell
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_SHARES = (5, 6)
_LEAST_LIST, _LEAST_BELOW = 108, 96  # at large letters in a low window


class HistoryView(QWidget):
    """Shows what `query` finds; one's own action that is not final yet can be taken back."""

    taken_back = Signal()

    def __init__(
        self, desk: Desk, query: HistoryQuery, words: Words, *, about: bool = False, who: bool = True
    ) -> None:
        """`about`: with a column that tells whom or what it was about; `who`: with one that tells by whom."""
        super().__init__()
        self.desk, self.query, self._about = desk, query, about
        self.table: PagedTable[HistoryRow] = PagedTable(
            _columns(about=about, who=who), self._load, self._count, key=lambda row: row.action_id
        )
        self.table.empty.teach(N_("Nothing has happened with these records yet."))
        self.changes = QVBoxLayout()
        self.what, self.nothing = plain_label("subheading", wraps=True), plain_label("muted", wraps=True)
        self.take_back, self.stays = button("", "undo"), plain_label("hint", wraps=True)
        words.say(self.take_back.setText, N_("Take this back"))
        self._lay_out()
        self.table.picked.connect(self._show_row)
        self.table.opened.connect(lambda _row: self.take_back.setFocus())
        self.take_back.clicked.connect(self.ask_undo)
        self.setFocusProxy(self.table)

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
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(scaled(12))
        self.table.setMinimumHeight(scaled(_LEAST_LIST))
        below.setMinimumHeight(scaled(_LEAST_BELOW))
        whole.addWidget(self.table, _SHARES[0])
        whole.addWidget(below, _SHARES[1])

    def ask(self, query: HistoryQuery) -> None:
        """Show what another query finds."""
        self.query = query
        self.refresh()

    def refresh(self) -> None:
        """Read the newest page again; the chosen action stays chosen."""
        self.table.refresh()
        self._show_row(self.table.current())

    def ask_undo(self) -> None:
        """Take the chosen action back, after a question."""
        row = self.table.current()
        if row is None or self.take_back.isHidden():
            return
        question, text = N_("Take this back?"), N_("{what}, {day}. The history keeps both.")
        what, day = _(row.action), moment_of(row)
        if not confirm(self, question, N_("Take back"), text=text, what=what, day=day):
            return
        answer = undo(self.desk, row.action_id)
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            tell(self.window(), N_("This stays as it is"), finding.text, **finding.values)
            return
        self.refresh()
        self.taken_back.emit()

    def _load(self, offset: int, limit: int) -> Sequence[HistoryRow]:
        return read_history(self.desk, self.query, spoken(), limit=limit, offset=offset)

    def _count(self) -> int:
        return count_history(self.desk, self.query)

    def _show_row(self, row: HistoryRow | None) -> None:
        empty_out(self.changes)
        own = own_action(self.desk, row.action_id) if row is not None else None
        final = own.final if own is not None else None
        self.take_back.setVisible(own is not None and final is None)
        self.stays.setVisible(final is not None)
        self.stays.setText(_(final.text, **final.values) if final is not None else "")
        self.what.setText(_headline(row, numbered=self._about) if row else "")
        changes = row.changes if row else ()
        self.nothing.setVisible(row is not None and not changes)
        self.nothing.setText(_(N_("Nothing was changed by it.")))
        record = ""
        for change in changes:
            if change.record != record:
                record = change.record
                self.changes.addWidget(plain_label("section", _(record)))
            self.changes.addWidget(ChangeLine(change))
        if row is not None and row.cut:
            self.changes.addWidget(plain_label("muted", _(N_("… and many more"))))


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


def _columns(*, about: bool, who: bool) -> list[Column[HistoryRow]]:
    columns: list[Column[HistoryRow]] = [
        Column(title=N_("When"), value=moment_of, kind=ColumnKind.DATE, width=136)
    ]
    if who:
        columns.append(Column(title=N_("Who"), value=lambda row: row.who, kind=ColumnKind.MUTED, width=200))
    if about:
        columns.append(Column(title=N_("About whom or what"), value=lambda row: row.about, width=210))
    done = Column[HistoryRow](
        title=N_("What was done"),
        value=lambda row: _(row.action),
        kind=ColumnKind.STRONG,
        width=260,
        stretch=about,
    )
    changed = Column[HistoryRow](
        title=N_("What changed"),
        value=_summary,
        kind=ColumnKind.MUTED,
        width=260,
        stretch=not about,
        spare=about,
    )
    return [*columns, done, changed]


def moment_of(row: HistoryRow) -> str:
    """Return the day and the time on this computer's clock."""
    here = (row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)).astimezone()
    return f"{short(here.date())} {here:%H:%M}"


def _headline(row: HistoryRow, *, numbered: bool) -> str:
    said, number = f"{_(row.action)} · {moment_of(row)}", _(N_("entry {number}"), number=row.entry)
    return f"{said} · {number}" if numbered else said


def _summary(row: HistoryRow) -> str:
    """Return the changed fields in a line; what was entered anew by its values."""
    return "; ".join(
        f"{_(change.field)}: {change.before} → {change.after}" if change.before else _entered(change)
        for change in row.changes[:20]
    )


def _entered(change: FieldChange) -> str:
    return f"{_(change.field)}: {change.after}"

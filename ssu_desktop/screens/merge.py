"""Two records of one person become one: find the other, see both, say what stays."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.merge import FIELDS, conflicts, merge_people
from ssu_desktop.actions.people import PersonRow, find_people
from ssu_desktop.actions.person import PersonPage, open_person, person_page
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Kind
from ssu_desktop.screens.cards import Card, Footer, Header, button, page, plain_label
from ssu_desktop.screens.deciding import Decision
from ssu_desktop.screens.facts import EntryRow, empty_out
from ssu_desktop.screens.fields import TextField
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_KEEP, _DROP = "keep", "drop"


class MergeScreen(Screen):
    """Merges another record into the one of `keep_id`; `stored` tells when it is done."""

    stored = Signal()

    title_msgid = N_("Merge two records")
    help_topic = "merge"

    def __init__(self, desk: Desk, keep_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.keep_id = desk, keep_id
        self.drop_id: UUID | None = None
        self._decision = Decision()
        self.search = TextField("other", N_("Find the other record: name, IIN or file number"))
        self.hits = QVBoxLayout()
        self.hits.setSpacing(scaled(2))
        self.found: list[EntryRow] = []
        self.nobody = plain_label("muted", wraps=True)
        self.nobody.hide()
        self.sides = Comparison()
        self.findings = FindingsPanel()
        self._lay_out()
        self.search.changed.connect(self._find)
        self.search.editor.installEventFilter(self)
        self.go.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.leaves)
        self.commands = {Command.SUBMIT: self.submit}
        self._show_choice()

    def _lay_out(self) -> None:
        header, footer = Header(), Footer()
        self.hint = plain_label("muted", wraps=True)
        self.cancel, self.go = button(), button("primary")
        footer.add(self.cancel, self.go)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.setSpacing(scaled(12))
        column.addWidget(self.search)
        column.addWidget(self.nobody)
        column.addLayout(self.hits)
        column.addWidget(self.sides)
        column.addStretch(1)
        scroll = scrolling(inner)
        whole = page(self)
        for widget in (header, self.hint, scroll, self.findings, footer):
            whole.addWidget(widget, 1 if widget is scroll else 0)
        self.words.say(header.title.setText, self.title_msgid)
        self.words.say(
            self.hint.setText,
            N_("All that the other record has goes to this one. What does not stay goes to the notes."),
        )
        self.words.say(self.nobody.setText, N_("Nobody found. Try a part of the name or of the IIN."))
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.go.setText, N_("Merge the records"))

    def take_focus(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()

    def choose(self, person_id: UUID) -> None:
        """Take a record as the other one and show both; that it was seen stands in its history."""
        self.drop_id = person_id
        open_person(self.desk, person_id)
        self._decision = Decision()
        self.findings.clear()
        self._show_choice()

    def submit(self) -> None:
        """Merge, or show what stands in the way."""
        if self.drop_id is None:
            self.search.show_error(N_("Choose the other record first."))
            self.search.setFocus()
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        drop_id = self.drop_id
        standing = self._decision.attempt(
            lambda reasons: merge_people(self.desk, self.keep_id, drop_id, self.sides.choices(), reasons),
            self.findings.reason(),
        )
        if self._decision.saved is None:
            self.findings.show_findings(standing)
        else:
            self.leaves.emit()
            self.stored.emit()

    def retranslate(self) -> None:
        """Say also the values in the language of the interface."""
        super().retranslate()
        self._show_choice()

    def _find(self) -> None:
        """Show who is found, each a key away from the search line."""
        empty_out(self.hits)
        rows = find_people(self.desk, self.search.value())
        self.found = [self._hit(row) for row in rows if row.id != self.keep_id]
        before: QWidget = self.search.editor
        for hit in self.found:
            self.hits.addWidget(hit)
            QWidget.setTabOrder(before, hit)
            hit.installEventFilter(self)
            before = hit
        self.nobody.setVisible(bool(self.search.value()) and not self.found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk with the arrows from the search line over those who were found, and back."""
        places = [self.search.editor, *self.found]
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None or watched not in places:
            return super().eventFilter(watched, event)
        if 0 <= (place := places.index(watched) + step) < len(places):
            places[place].setFocus()
        return True  # the frame around would scroll

    def _hit(self, row: PersonRow) -> EntryRow:
        born = short(row.born) if row.born else ""
        details = " · ".join(
            part for part in (born, row.iin, row.unit_name(spoken()), row.file_number) if part
        )
        hit = EntryRow(row.full_name, details, status_chip(row.status, row.unit_kind))
        hit.opened.connect(lambda: self.choose(row.id))
        return hit

    def _show_choice(self) -> None:
        self.go.setEnabled(self.drop_id is not None)
        self.sides.setVisible(self.drop_id is not None)
        if self.drop_id is None:
            return
        empty_out(self.hits)
        self.found = []
        self.nobody.hide()
        keep, drop = person_page(self.desk, self.keep_id), person_page(self.desk, self.drop_id)
        if keep is not None and drop is not None:
            self.sides.show_pages(keep, drop, set(conflicts(self.desk, self.keep_id, self.drop_id)))


class Comparison(Card):
    """Both records side by side; where they differ one chooses, this record's value stands chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self._table = QWidget()
        self.grid = QGridLayout(self._table)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(scaled(16))
        self.grid.setVerticalSpacing(scaled(6))
        for column, stretch in enumerate((2, 4, 4)):
            self.grid.setColumnStretch(column, stretch)
        self.column.addWidget(self._table)
        self.groups: dict[str, QButtonGroup] = {}

    def choices(self) -> dict[str, str]:
        """Return of each field that differs whose value stays: `keep` or `drop`."""
        return {field: _DROP if group.checkedId() else _KEEP for field, group in self.groups.items()}

    def show_pages(self, keep: PersonPage, drop: PersonPage, differ: set[str]) -> None:
        """Show two records; what was chosen before stays chosen."""
        chosen = self.choices()
        empty_out(self.grid)
        self.groups.clear()
        self._add_line(_(N_("Name")), keep.header.full_name, drop.header.full_name, strong=True)
        for field, name in FIELDS.items():
            values = _shown(getattr(keep.person, field)), _shown(getattr(drop.person, field))
            if field in differ:
                self._add_choice(field, _(name), values, chosen.get(field, _KEEP))
            elif any(values):
                self._add_line(_(name), *values)
        self._add_line(_(N_("Stays")), _stays(keep), _stays(drop))

    def _add_line(self, name: str, left: str, right: str, *, strong: bool = False) -> None:
        row, top = self.grid.rowCount(), Qt.AlignmentFlag.AlignTop
        role = "subheading" if strong else ""
        self.grid.addWidget(plain_label("label", name, wraps=True), row, 0, top)
        self.grid.addWidget(plain_label(role, left or "–", wraps=True), row, 1, top)
        self.grid.addWidget(plain_label(role, right or "–", wraps=True), row, 2, top)

    def _add_choice(self, field: str, name: str, values: tuple[str, str], chosen: str) -> None:
        row, top = self.grid.rowCount(), Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(plain_label("label", name, wraps=True), row, 0, top)
        group = self.groups[field] = QButtonGroup(self._table)
        for number, value in enumerate(values):
            choice = QRadioButton()
            choice.setAccessibleName(f"{name}: {value}")
            choice.setChecked((chosen == _DROP) is bool(number))
            group.addButton(choice, number)
            told = plain_label("", value, wraps=True)
            told.setContentsMargins(0, scaled(3), 0, 0)
            side = QHBoxLayout()
            side.setSpacing(scaled(6))
            side.addWidget(choice, 0, top)
            side.addWidget(told, 1, top)
            self.grid.addLayout(side, row, 1 + number)


def _shown(value: object) -> str:
    if isinstance(value, Kind):
        return _(value.msgid)
    return short(value) if isinstance(value, date) else str(value or "")


def _stays(record: PersonPage) -> str:
    kk = spoken() == "kk"
    lines = (
        " · ".join(
            part
            for part in (
                stay.unit_name_kk if kk else stay.unit_name_ru,
                short(stay.admitted_on) if stay.admitted_on else "",
                status_chip(stay.status, stay.unit_kind).text,
            )
            if part
        )
        for stay in record.stays
    )
    return "\n".join(lines)

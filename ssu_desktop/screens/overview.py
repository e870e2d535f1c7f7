"""The first tab of a person's page: who the person is, whom to call, what runs out, where the person was."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import Entry, PersonPage, StaySummary, person_page
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.language import N_
from ssu_desktop.rules.day import monday_of
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.person import DisabilityDraft, PaperDraft, ProgrammeDraft, RelativeDraft
from ssu_desktop.screens.belonging_forms import BelongingDialog, Draft, removed
from ssu_desktop.screens.card_columns import CardColumns
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.case_card import CaseCard
from ssu_desktop.screens.due_card import DueCard
from ssu_desktop.screens.facts import EntryRow, Facts, ListCard
from ssu_desktop.screens.living_cards import ReadingCard, RoomCard
from ssu_desktop.screens.movement_offers import admit_person, queue_person
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.overview_words import contacts, entry_words, identity, stay_words
from ssu_desktop.screens.paid_card import PaidCard
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.sheet_card import SheetCard
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.theme import scaled

_TWO_COLUMNS = 640
_LEFT = ("identity", "contacts", "relatives", "disability", "programme", "papers", "notes")  # for life
_KINDS: Mapping[str, type[Draft]] = {
    "relatives": RelativeDraft,
    "disability": DisabilityDraft,
    "programme": ProgrammeDraft,
    "papers": PaperDraft,
}
_ENTERING: Mapping[type[Draft], str] = {
    RelativeDraft: N_("Enter a relative"),
    DisabilityDraft: N_("Enter a disability"),
    ProgrammeDraft: N_("Enter a rehabilitation programme"),
    PaperDraft: N_("Enter an identity document"),
}
_ENTRIES = (N_("Change a person's record"), N_("Enter a disability"))  # what the keys of the cards do


class OverviewTab(PersonTab):
    """Cards of all that is kept of the person for life, and a line for each stay."""

    code = "overview"
    title_msgid = N_("Overview")
    help_topic = "person"

    edit_asked = Signal()

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self._page: PersonPage | None = None
        self._due = DueCard(desk, self.open_due)
        self._sheet = SheetCard(desk, self.tell_saved)
        self._case = CaseCard(desk, person_id, stored=self.tell_saved, printed=self.changed.emit)
        self._room, self._reading = RoomCard(desk, self.tell_saved), ReadingCard(desk, self.tell_saved)
        self._paid = PaidCard(desk, stored=self.tell_saved, printed=self.changed.emit)
        self._cards = self._make_cards()
        self.begin_stay = QWidget()
        self._offer_stay()
        self._lay_out()
        self.commands = {
            Command.ADD: self.add_entry,
            Command.EDIT: self.edit_entry,
            Command.DELETE: self.remove_entry,
        }
        card = self._cards
        offers: dict[str, list[QWidget]] = {
            N_("Change a person's record"): [card[name].act for name in ("identity", "contacts", "notes")],
            N_("Enter a relative"): [card["relatives"].act],
            N_("Enter a disability"): [card["disability"].act],
            N_("Enter a rehabilitation programme"): [card["programme"].act],
            N_("Enter an identity document"): [card["papers"].act],
            N_("Place a person in a room"): [self._room.act],
            N_("Note an acquaintance with the internal rules"): [self._reading.act],
            N_("Conclude a contract"): [self._paid.act],
            N_("Save the admission sheet"): [self._sheet.act],
            N_("Print a form"): [self._case.act],
            N_("Admit a person"): [self.begin_stay],
        }
        offer_allowed(desk, self, offers)
        if not any(desk.may(action) for action in _ENTRIES):
            self.commands.clear()

    def _make_cards(self) -> dict[str, ListCard]:
        add = N_("+ Add")
        edit = N_("Edit  F2")
        empty = N_("Nothing entered yet.")
        new = self._open_new
        return {
            "due": self._due,
            "identity": ListCard(N_("Personal data"), edit, self.edit_asked.emit, empty),
            "contacts": ListCard(N_("Contacts"), edit, self.edit_asked.emit, empty),
            "stays": ListCard(
                N_("Stays"),
                N_("Movements"),
                partial(self.tab_asked.emit, "movements"),
                N_("No stay yet. Admit the person, or put them in the queue."),
            ),
            "room": self._room,
            "reading": self._reading,
            "paid": self._paid,
            "sheet": self._sheet,
            "case": self._case,
            "relatives": ListCard(
                N_("Representatives and relatives"),
                add,
                partial(new, RelativeDraft),
                N_("Nobody yet. Annex 3 asks for the legal representative and the nearest relatives."),
            ),
            "disability": ListCard(N_("Disability"), add, partial(new, DisabilityDraft), empty),
            "programme": ListCard(
                N_("Rehabilitation programme"),
                add,
                partial(new, ProgrammeDraft),
                N_("Not entered yet. Its term is watched on the Today page."),
            ),
            "papers": ListCard(N_("Identity documents"), add, partial(new, PaperDraft), empty),
            "notes": ListCard(N_("Notes"), edit, self.edit_asked.emit, empty),
        }

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(CardColumns(self._cards, _LEFT, narrow=_TWO_COLUMNS, top=16))

    def refresh(self) -> None:
        """Read the person's page again."""
        self._page = person_page(self.desk, self.person_id)
        self._show()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        for card in self._cards.values():
            card.words.again()
        self._show()

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        self._due.show_page(page)
        self._sheet.show_person(page)
        stay_id = page.header.stay.id if page.header.stay is not None else None
        for card in (self._room, self._reading, self._paid, self._case):
            card.show_stay(stay_id)
        self._cards["identity"].show_rows(_as_facts(identity(page, self.desk.today)))
        self._cards["contacts"].show_rows(_as_facts(contacts(page)))
        self._cards["stays"].show_rows(self._stay_row(stay) for stay in page.stays)
        self.begin_stay.setVisible(not page.stays and page.header.merged_into_id is None)
        self._cards["relatives"].show_rows(self._row(RelativeDraft, entry) for entry in page.relatives)
        self._cards["disability"].show_rows(self._row(DisabilityDraft, entry) for entry in page.disabilities)
        self._cards["programme"].show_rows(self._row(ProgrammeDraft, entry) for entry in page.programmes)
        self._cards["papers"].show_rows(self._row(PaperDraft, entry) for entry in page.papers)
        self._cards["notes"].show_rows(_as_text(page.person.note))

    def open_due(self, line: TodayLine) -> None:
        """Open where a duty is done: a tab of this page, or the week of visits."""
        if line.duty.place is not Place.VISITS or line.due is None:
            self.tab_asked.emit(line.duty.place.value)
            return
        from ssu_desktop.screens.visits import VisitsScreen  # not before it is wanted

        self.opens.emit(VisitsScreen(self.desk, line.unit_id, monday_of(line.due)))

    def _offer_stay(self) -> None:
        """Put the verbs of a first stay into the card of stays: they are seen while it is empty."""
        row = QHBoxLayout(self.begin_stay)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        for verb, act in (
            (N_("Admit|begin a stay"), admit_person),
            (N_("Put in the queue|begin a stay"), queue_person),
        ):
            one = button()
            self.words.say(one.setText, verb)
            one.clicked.connect(partial(self._begin_stay, act))
            row.addWidget(one)
        row.addStretch(1)
        self._cards["stays"].column.addWidget(self.begin_stay)
        self.begin_stay.hide()

    def _begin_stay(self, act: Callable[..., object], _on: bool = False) -> None:
        act(self.desk, self.person_id, self, self._stay_begun)

    def _stay_begun(self) -> None:
        self.refresh()
        self.changed.emit()

    def _stay_row(self, stay: StaySummary) -> QWidget:
        row = EntryRow(*stay_words(stay))
        row.opened.connect(partial(self.tab_asked.emit, "movements"))
        return row

    def _row(self, kind: type[Draft], entry: Entry[Any]) -> QWidget:
        row = EntryRow(*entry_words(entry.draft, self.desk.today))
        row.opened.connect(partial(self._open_entry, kind, entry))
        row.removal_asked.connect(partial(self._remove_entry, kind, entry))
        if not self.desk.may(_ENTERING[kind]):
            row.shut()
        return row

    def _in_front(self) -> tuple[type[Draft] | None, EntryRow | None]:
        """Return what the card is of that has the cursor, and its line with the cursor."""
        focused = QApplication.focusWidget()
        if focused is None:
            return None, None
        kind = next((kind for code, kind in _KINDS.items() if self._cards[code].isAncestorOf(focused)), None)
        return kind, focused if kind is not None and isinstance(focused, EntryRow) else None

    def add_entry(self) -> None:
        """Add to the card that has the cursor; a relative where none has it."""
        kind, _row = self._in_front()
        if self.desk.may(_ENTERING[kind or RelativeDraft]):
            self._open_new(kind or RelativeDraft)

    def edit_entry(self) -> None:
        """Open the line with the cursor, else the person's own data."""
        _kind, row = self._in_front()
        if row is not None:
            row.opened.emit()
        elif self.desk.may(N_("Change a person's record")):
            self.edit_asked.emit()

    def remove_entry(self) -> None:
        """Ask to remove the line with the cursor."""
        kind, row = self._in_front()
        if row is not None and kind is not None and self.desk.may(_ENTERING[kind]):
            row.removal_asked.emit()

    def _open_new(self, kind: type[Draft]) -> None:
        self._open_entry(kind, None)

    def _open_entry(self, kind: type[Draft], entry: Entry[Any] | None) -> None:
        BelongingDialog(self, self.desk, self.person_id, entry, kind, self.tell_saved).open()

    def _remove_entry(self, kind: type[Draft], entry: Entry[Any]) -> None:
        if removed(self, self.desk, self.person_id, entry, kind):
            self.tell_saved()


def _as_facts(facts: Iterable[tuple[str, str]]) -> list[QWidget]:
    kept = [(name, value) for name, value in facts if value]
    if not kept:
        return []
    shown = Facts()
    shown.show_facts(kept)
    return [shown]


def _as_text(text: str) -> list[QWidget]:
    return [plain_label("", text, wraps=True)] if text else []

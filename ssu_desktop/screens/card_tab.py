"""The tab of the registration card (annex 9): its lines in the order of the form, saved by its own verb."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import Entry, PersonPage, person_page
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.card import CardDraft
from ssu_desktop.rules.person import ConvictionDraft, PaperDraft, RelativeDraft
from ssu_desktop.screens.belonging_forms import BelongingDialog, Draft, removed
from ssu_desktop.screens.card_parts import TABLES, CardTable, EntryLine, card_fields, put_line
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.deciding import Decision, keeper_at
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.facts import Facts
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.intake_card import IntakeCard
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.lines import KeyLines
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last


class CardTab(PersonTab):
    """What is typed is kept as a draft until it is saved; Ins, F2 and Del work on the three tables."""

    code = "card"
    title_msgid = N_("Card|tab")
    help_topic = "registration-card"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.stay_id: UUID | None = None
        self._base = CardDraft()
        self._page: PersonPage | None = None
        self.fields = {field.name: field for field in card_fields(desk)}
        self.tables = {kind: CardTable(kind, self._open_new) for kind in TABLES}
        self.lines = KeyLines()
        self.person, self.nothing = Facts(), plain_label("muted", wraps=True)
        self.intake = IntakeCard(desk, self._entry_stored)
        self.findings = FindingsPanel(self.fields, explaining(desk))
        self._decision = Decision()
        self.keeper = keeper_at(desk, self)
        self.banner: DraftBanner | None = None
        self.save = button("primary")
        self._lay_out()
        self.save.clicked.connect(self.submit)
        self.commands = {
            Command.SUBMIT: self.submit,
            Command.ADD: self.add_entry,
            Command.EDIT: self.edit_entry,
            Command.DELETE: self.remove_entry,
        }
        offer_allowed(desk, self, {N_("Save the registration card"): (self.save, Command.SUBMIT)})

    def _lay_out(self) -> None:
        self.inner = QWidget()
        self._column = column = QVBoxLayout(self.inner)
        column.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(16))
        column.setSpacing(scaled(12))
        field = self.fields
        identity, origin, health = Card(titled=True), Card(), Card()
        self.words.say(identity.title.setText, N_("Registration card of a temporary stay, annex 9"))
        identity.column.addWidget(self.person)
        put_line(identity, field["nationality"], field["birthplace"])
        put_line(identity, field["registered_address"])
        put_line(identity, field["document_kind"])
        put_line(origin, field["education"], field["profession"])
        put_line(health, field["past_illnesses"])
        put_line(health, field["health"], field["sent_by"])
        put_line(health, field["filled_on"], field["filled_by_id"])
        parts: Sequence[QWidget] = (
            *(self.nothing, self.intake, identity, self.tables[PaperDraft], origin),
            *(self.tables[RelativeDraft], self.tables[ConvictionDraft], health),
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(scaled(28), 0, scaled(28), scaled(16))
        foot.addWidget(self.findings, 1)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(scaled(8))
        whole.addWidget(scrolling(self.inner), 1)
        whole.addLayout(foot)
        self.words.say(self.save.setText, N_("Save the card"))
        self.words.say(self.nothing.setText, N_("This person has no temporary stay, so there is no card."))

    def refresh(self) -> None:
        """Read the person's tables again, and the fields where nothing is typed that is not saved."""
        self._page = person_page(self.desk, self.person_id)
        stay_id = _temporary_stay(self._page)
        if stay_id != self.stay_id:
            self._watch(stay_id)
        elif not self._typed_in():
            self._read()
        self.nothing.setVisible(stay_id is None)
        self.intake.show_stay(stay_id)
        self._show_person()

    def retranslate(self) -> None:
        """Say the words and the entries in the language of the interface."""
        super().retranslate()
        for table in (*self.tables.values(), self.intake):
            table.words.again()
        self.intake.show_stay(self.stay_id)
        self._show_person()

    def can_leave(self) -> bool:
        """Keep what was typed; it is offered again."""
        self.keeper.flush()
        return True

    def draft(self) -> CardDraft:
        """Return what stands in the fields."""
        return replace(self._base, **{name: field.value() for name, field in self.fields.items()})

    def submit(self) -> None:
        """Save the card, or show what stands in the way."""
        unreadable = [field for field in self.fields.values() if not field.check()]
        if unreadable:
            unreadable[0].setFocus()
            return
        if self.stay_id is None:
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        save = partial(save_card, self.desk, self.stay_id, self.draft())
        if standing := self._decision.attempt(save, self.findings.reason()):
            self.findings.show_findings(standing)
            return
        self._decision = Decision()
        self.findings.clear()
        self.findings.why.set_value("")
        self.keeper.forget()
        self._stored()

    def add_entry(self) -> None:
        """Add an entry to the table under the cursor, else to that of the relatives."""
        self._open_new(self._current_kind() or RelativeDraft)

    def edit_entry(self) -> None:
        """Open the entry under the cursor."""
        line = self.lines.current()
        if isinstance(line, EntryLine):
            self._open(line.kind, line.entry)

    def remove_entry(self) -> None:
        """Ask whether to remove the entry under the cursor."""
        line = self.lines.current()
        if isinstance(line, EntryLine) and removed(self, self.desk, self.person_id, line.entry, line.kind):
            self._entry_stored()

    def _current_kind(self) -> type[Draft] | None:
        line = self.lines.current()
        if isinstance(line, EntryLine):
            return line.kind
        return next((kind for kind, table in self.tables.items() if table.act.hasFocus()), None)

    def _typed_in(self) -> bool:
        return self.draft() != self._base or any(field.wrong for field in self.fields.values())

    def _watch(self, stay_id: UUID | None) -> None:
        """Show the card of another stay and offer what was typed there and not saved."""
        self.stay_id = stay_id
        self._read()
        if stay_id is None:
            self.keeper.stop()
        elif self.keeper.watch(f"card:{stay_id}", self.fields.values()):
            self.banner = self.keeper.offer()
            self._column.insertWidget(0, self.banner)

    def _read(self) -> None:
        found = read_card(self.desk, self.stay_id) if self.stay_id is not None else None
        self._base = found or CardDraft()
        if found is not None and found.revision == 0 and found.filled_on is None:
            self._base = replace(found, filled_on=self.desk.today)
        for field in fields(CardDraft):
            if field.name in self.fields:
                self.fields[field.name].set_value(getattr(self._base, field.name))

    def _show_person(self) -> None:
        page = self._page
        if page is None:
            return
        person = page.person
        self.person.show_facts(
            (
                (_(N_("Surname, given name, patronymic")), page.header.full_name),
                (_(N_("Sex")), _(person.sex.msgid) if person.sex else ""),
                (_(N_("Birth date")), short(person.born) if person.born else ""),
            )
        )
        self.lines.leave()
        for kind, entries in (
            (PaperDraft, page.papers),
            (RelativeDraft, page.relatives),
            (ConvictionDraft, page.convictions),
        ):
            lines = [EntryLine(kind, entry) for entry in entries]
            for line in lines:
                line.opened.connect(partial(self._open, kind, line.entry))
            self.tables[kind].show_rows(lines)
            self.lines.take(lines)
        self.lines.come_back()

    def _open_new(self, kind: type[Draft]) -> None:
        self._open(kind, None)

    def _open(self, kind: type[Draft], entry: Entry[Any] | None) -> None:
        BelongingDialog(self, self.desk, self.person_id, entry, kind, self._entry_stored).open()

    def _entry_stored(self) -> None:
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.reread))
        self.refresh()
        self.changed.emit()

    def _stored(self) -> None:
        self.tell_saved()

    def reread(self) -> None:
        """Read also the fields again: what stood in them may have been taken back."""
        self._read()
        super().reread()


def _temporary_stay(page: PersonPage | None) -> UUID | None:
    """Return the stay that the card belongs to: the present one, else the latest temporary one."""
    if page is None:
        return None
    present = page.header.stay
    if present is not None and present.unit_kind is UnitKind.TEMPORARY:
        return present.id
    return next((stay.id for stay in page.stays if stay.unit_kind is UnitKind.TEMPORARY), None)

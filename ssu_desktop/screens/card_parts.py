"""What stands on the registration card: its fields in the form's order, and its three tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.person import Entry
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import PaperKind
from ssu_desktop.rules.person import ConvictionDraft, PaperDraft, RelativeDraft
from ssu_desktop.screens.belonging_forms import Draft
from ssu_desktop.screens.cards import Card
from ssu_desktop.screens.facts import ListCard
from ssu_desktop.screens.fields import AnyField, ChoiceField, DateField, NotesField, PickField, TextField
from ssu_desktop.screens.lines import KeyLine, cell
from ssu_desktop.screens.theme import scaled

_UNDERLINED = (PaperKind.IDENTITY_CARD, PaperKind.PASSPORT)


class CardTable(ListCard):
    """One of the three tables of the card."""

    def __init__(self, kind: type[Draft], add: Callable[[type[Draft]], object]) -> None:
        title, empty = TABLES[kind]
        super().__init__(title, N_("+ Add  Ins"), partial(add, kind), empty)


class EntryLine(KeyLine):
    """One row of a table, its cells under one another from row to row."""

    def __init__(self, kind: type[Draft], entry: Entry[Any]) -> None:
        cells = list(_cells(entry.draft))
        super().__init__(entry.id, " ".join(cells))
        self.kind, self.entry = kind, entry
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(8), scaled(5), scaled(8), scaled(5))
        row.setSpacing(scaled(12))
        for place, text in enumerate(cells):
            row.addWidget(cell("" if place == 0 else "muted", text), 1, Qt.AlignmentFlag.AlignTop)


TABLES: Mapping[type[Draft], tuple[str, str]] = {
    PaperDraft: (N_("9. Identity documents"), N_("Nothing entered yet.")),
    RelativeDraft: (N_("12. Close relatives"), N_("Nobody entered yet.")),
    ConvictionDraft: (N_("13. Convictions, if any"), N_("None entered.")),
}


def _cells(draft: Draft) -> Iterable[str]:
    """Return the cells of the form's table, in its order."""
    if isinstance(draft, PaperDraft):
        return (
            _(draft.kind.msgid),
            draft.number,
            _day(draft.issued_on),
            _day(draft.valid_until),
            draft.issued_by,
        )
    if isinstance(draft, RelativeDraft):
        year = draft.born.year if draft.born else draft.birth_year
        return (_(draft.relation.msgid), draft.full_name, str(year or ""), draft.address, draft.phone)
    if isinstance(draft, ConvictionDraft):
        return (draft.article, draft.term, draft.served_when, draft.served_where)
    return ()


def _day(day: date | None) -> str:
    return short(day) if day is not None else ""


def put_line(card: Card, *shown: AnyField) -> None:
    """Put fields side by side into a card."""
    row = QHBoxLayout()
    row.setSpacing(scaled(12))
    for field in shown:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    card.column.addLayout(row)


def card_fields(desk: Desk) -> list[AnyField]:
    """Return the fields of the card, numbered as the form numbers its lines."""

    def specialists() -> Sequence[tuple[UUID, str]]:
        return [(one.id, one.full_name) for one in list_staff(desk)]

    return [
        TextField("nationality", N_("6. Nationality (if the person wishes)")),
        TextField("birthplace", N_("7. Place of birth")),
        TextField("registered_address", N_("8. Last registered address")),
        ChoiceField("document_kind", N_("9. Document at hand"), _UNDERLINED),
        TextField("education", N_("10. Education")),
        TextField("profession", N_("11. Profession")),
        NotesField("past_illnesses", N_("14. Past illnesses"), lines=2),
        TextField("health", N_("15. State of health")),
        TextField("sent_by", N_("16. Organisation that sent the person")),
        DateField("filled_on", N_("18. Date"), lambda: desk.today),
        PickField("filled_by_id", N_("19. Specialist who filled in the card"), specialists),
    ]

"""What is entered into the registration card of a temporary stay (annex 9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.records.kinds import PaperKind
from ssu_desktop.rules.fields import check_fields, check_not_future
from ssu_desktop.rules.finding import Finding


@dataclass(frozen=True, kw_only=True)
class CardDraft:
    """The fields of the card: its own, and those of the person that it shows and corrects.

    `revision` is that of the card (0: there was none), `person_revision` of the person's record, as read.
    Its three tables (papers, relatives, convictions) are the person's belongings and are saved as such.
    """

    nationality: str = ""
    birthplace: str = ""
    registered_address: str = ""
    education: str = ""
    profession: str = ""
    document_kind: PaperKind | None = None
    past_illnesses: str = ""
    health: str = ""
    sent_by: str = ""
    filled_on: date | None = None
    filled_by_id: UUID | None = None
    revision: int | None = None
    person_revision: int | None = None


def check_card(draft: CardDraft, today: date) -> Iterator[Finding]:
    """Find what is wrong with a card: texts too long, a day of filling that has not come."""
    yield from check_fields(draft)
    yield from check_not_future(draft.filled_on, today, "filled_on", code="date-in-future")

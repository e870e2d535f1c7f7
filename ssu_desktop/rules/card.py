"""What is entered into the registration card of a temporary stay (annex 9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.records.kinds import PaperKind, RelationKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.entry import check_day, check_texts


@dataclass(frozen=True, kw_only=True)
class PaperDraft:
    """A row of table 9: an identity paper."""

    kind: PaperKind
    id: UUID | None = None
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    issued_by: str = ""


@dataclass(frozen=True, kw_only=True)
class RelativeDraft:
    """A row of table 12: a relative."""

    relation: RelationKind
    full_name: str
    id: UUID | None = None
    born: date | None = None
    birth_year: int | None = None
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ConvictionDraft:
    """A row of table 13: a conviction."""

    article: str
    id: UUID | None = None
    term: str = ""
    served_when: str = ""
    served_where: str = ""


@dataclass(frozen=True, kw_only=True)
class CardDraft:
    """The whole card: its own fields, those of the person that it shows, and its three tables.

    The rows of the tables replace the stored ones; a row without its words is left out.
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
    papers: tuple[PaperDraft, ...] = ()
    relatives: tuple[RelativeDraft, ...] = ()
    convictions: tuple[ConvictionDraft, ...] = ()

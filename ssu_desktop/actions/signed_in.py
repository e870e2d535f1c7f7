"""Who sits at the desk."""

from dataclasses import dataclass
from uuid import UUID

from ssu_desktop.records.kinds import Domain, Role


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """The user at the desk, with all roles; `sees_victims` as the record of the user has it.

    `domains` are the own ones of a specialist, `staff_id` says who that is among the staff."""

    id: UUID
    login: str
    full_name: str
    roles: tuple[Role, ...]
    language: str
    text_size: int = 100
    sees_victims: bool = False
    staff_id: UUID | None = None
    domains: frozenset[Domain] = frozenset()

"""What a user is not to see, veiled at the connections that read: a view stands in front of its table.

Every page, list, form and export reads through them, so none of them can forget it. Writing goes past the
veils, to the tables themselves; what may be written is asked by the guard of the action."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ssu_desktop.records import Base
from ssu_desktop.records.kinds import Category

MASK: Final = "***"
"""What is read in place of a text that is not to be seen; an empty text stays empty."""


@dataclass(frozen=True)
class Veil:
    """A view that stands before the table of its name."""

    table: str
    sql: str

    @property
    def up(self) -> str:
        """Return what puts it before the table."""
        return f"CREATE TEMP VIEW IF NOT EXISTS {self.table} AS {self.sql}"


TELLING: Final = {
    "person": ("address", "registered_address", "phone"),
    "relative": ("address", "phone"),
    "movement": ("destination",),
}
"""The columns that tell where a person can be found, by table."""

_PERSON: Final = {"person": "id", "relative": "person_id"}


def stays_of(categories: Sequence[Category]) -> str:
    """Return the condition (SQL) for stays of these categories."""
    words = [category.value for category in categories]  # a closed list: no user text
    among = ", ".join(f"'{word}'" for word in words)
    further = " OR ".join(f"further_categories LIKE '%\"{word}\"%'" for word in words)
    return f"(category IN ({among}) OR {further})"


def victims_veiled(categories: Sequence[Category]) -> tuple[Veil, ...]:
    """Return the veils before the addresses and cards of people with a stay of these categories."""
    stays = f"FROM main.stay WHERE {stays_of(categories)}"
    hidden = f"SELECT person_id {stays}"
    by_stay = f"stay_id IN (SELECT id FROM main.stay WHERE person_id IN ({hidden}))"  # noqa: S608
    veils = [
        Veil(table, _masking(table, f"{_PERSON[table]} IN ({hidden})" if table in _PERSON else by_stay))
        for table in TELLING
    ]
    cards = f"SELECT * FROM main.registration_card WHERE NOT {by_stay}"  # noqa: S608
    return (*veils, Veil("registration_card", cards))


def own_people_only(staff_id: UUID | None) -> tuple[Veil, ...]:
    """Return the veil before the stays of all whom this member of staff does not answer for now."""
    return (Veil("stay", f"SELECT * FROM main.stay WHERE person_id IN ({own_people(staff_id)})"),)  # noqa: S608


def own_people(staff_id: UUID | None) -> str:
    """Return the query (SQL) of the people whom a member of staff answers for now."""
    staff = "" if staff_id is None else staff_id.hex
    return (
        "SELECT s.person_id FROM main.stay s JOIN main.assignment a ON a.stay_id = s.id "  # noqa: S608 - an id of ours
        f"WHERE a.staff_id = '{staff}' AND a.ended_on IS NULL"
    )


def _masking(table: str, hidden: str) -> str:
    shown = (
        f'CASE WHEN "{name}" <> \'\' AND {hidden} THEN \'{MASK}\' ELSE "{name}" END AS "{name}"'
        if name in TELLING[table]
        else f'"{name}"'
        for name in (column.name for column in Base.metadata.tables[table].columns)
    )
    return f"SELECT {', '.join(shown)} FROM main.{table}"  # noqa: S608 - names of our own tables

"""How far a user reaches within an action that the roles allow: own domains, own people, victims hidden.

The guard looks at every change before it is written, so an action cannot forget it."""

import json
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from ssu_desktop.actions.roles import READ, Reach, reaches, victim_categories
from ssu_desktop.actions.signed_in import SignedIn
from ssu_desktop.language import N_
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Domain, Operation
from ssu_desktop.storage.errors import NotAllowed
from ssu_desktop.storage.journal import CHANGING, Guard, Told
from ssu_desktop.storage.reading import Source, driver_of
from ssu_desktop.storage.veil import (
    MASK,
    TELLING,
    Veil,
    own_people,
    own_people_only,
    stays_of,
    victims_veiled,
)

_ITEM: Final = "SELECT domain FROM plan_item WHERE id = ?"
_DOMAIN_OF: Final = {
    "plan_item": _ITEM,
    "plan_section": "SELECT domain FROM plan_section WHERE id = ?",
    "round_score": "SELECT domain FROM round_score WHERE id = ?",
    "assessment": "SELECT domain FROM assessment WHERE id = ?",
    "activity_mark": _ITEM.replace("?", "(SELECT item_id FROM activity_mark WHERE id = ?)"),
}

# What a specialist changes besides: the first of a year opens its journal, the first to answer keeps the
# questionnaire that the program came with; a plan's rows move up and down; reasons are written down.
_OPENS: Final = frozenset({"monitoring_journal", "monitoring_round", "questionnaire", "departure"})
_BESIDE: Final = {
    "plan_item": frozenset({"position", "revision"}),
    "plan": frozenset({"revision"}),
    "monitoring_round": frozenset({"specialist_id", "specialist_name", "revision"}),
    "assessment": frozenset({"round_id", "revision"}),
}

_OTHER_DOMAIN: Final = N_(
    "Your role reaches to your own domains only; this would change another one or the plan as a whole. "
    "Nothing was changed. The domains of a specialist stand in the settings, with the staff."
)
_OTHER_PEOPLE: Final = N_(
    "Your role reaches only to the people whom you answer for. Nothing was changed. Who answers for a person "
    "is named on the person's page."
)
HIDDEN: Final = N_(
    "The address and the card of this person are seen and changed only by users who are named for it. "
    "Nothing was changed. The administrator names them in the settings."
)


def veils_of(user: SignedIn) -> tuple[Veil, ...]:
    """Return what is veiled from a user wherever people's records are read."""
    veils = () if user.sees_victims else victims_veiled(victim_categories())
    own_only = reaches(user.roles, READ) == {Reach.PEOPLE}
    return (*veils, *own_people_only(user.staff_id)) if own_only else veils


def guard_of(user: SignedIn, action: str) -> Guard | None:
    """Return what looks at each change of an action of this user; None where there is nothing to look at."""
    guards = list[Guard]()
    reach = reaches(user.roles, action)
    if Reach.ALL not in reach:
        guards.append(_within(user, action, reach))
    if not user.sees_victims:
        guards.append(_not_of_victims(action))
    if not guards:
        return None

    def guard(connection: Connection, change: Told) -> None:
        for one in guards:
            one(connection, change)

    return guard


def hides(source: Source, user: SignedIn, person_id: UUID | None) -> bool:
    """Return whether the address and the card of a person are hidden from a user.

    Of nobody (`person_id` None), as in a register, they are hidden where the file has anybody like that."""
    if user.sees_victims:
        return False
    whose, values = ("person_id = ? AND ", (person_id.hex,)) if person_id is not None else ("", ())
    query = f"SELECT 1 FROM main.stay WHERE {whose}{stays_of(victim_categories())} LIMIT 1"  # noqa: S608
    return driver_of(source).execute(query, values).fetchone() is not None


def hidden_people(session: Session, user: SignedIn) -> frozenset[UUID]:
    """Return all whose addresses and cards are hidden from a user."""
    if user.sees_victims:
        return frozenset()
    query = f"SELECT DISTINCT person_id FROM main.stay WHERE {stays_of(victim_categories())}"  # noqa: S608
    return frozenset(UUID(found) for (found,) in session.connection().exec_driver_sql(query))


def masked(change: Change) -> Change:
    """Return an entry of the history, which no session holds, without the texts that tell where one is."""
    change.before = _masked(change.table_name, change.before)
    change.after = _masked(change.table_name, change.after)
    return change


def _masked(table: str, told: str | None) -> str | None:
    if told is None:
        return None
    values = json.loads(told)
    telling = values if table == "registration_card" else TELLING.get(table, ())
    return json.dumps({name: MASK if name in telling and text else text for name, text in values.items()})


def _within(user: SignedIn, action: str, reach: frozenset[Reach]) -> Guard:
    ways: dict[Reach, Callable[[Connection, Told], bool]] = {
        Reach.DOMAIN: lambda connection, change: _in_domains(connection, change, user.domains),
        Reach.PEOPLE: lambda connection, change: _of_own_people(connection, change, user.staff_id),
    }

    def guard(connection: Connection, change: Told) -> None:
        if not any(ways[one](connection, change) for one in reach):
            raise NotAllowed(action, _OTHER_DOMAIN if Reach.DOMAIN in reach else _OTHER_PEOPLE)

    return guard


def _in_domains(connection: Connection, change: Told, domains: frozenset[Domain]) -> bool:
    if change.operation not in CHANGING:
        return True
    if change.operation is Operation.INSERT and change.table in _OPENS:
        return True
    changed = {*(change.before or {}), *(change.after or {})}
    if change.operation is Operation.UPDATE and changed <= _BESIDE.get(change.table, frozenset()):
        return True
    told = {values["domain"] for values in (change.before, change.after) if values and "domain" in values}
    if change.table in _DOMAIN_OF and change.row_id is not None:
        told.add(_stored(connection, change, _DOMAIN_OF[change.table]))
    known = {domain.value for domain in domains}
    return bool(told - {None}) and told - {None} <= known


def _stored(connection: Connection, change: Told, query: str) -> Any:
    """Return the domain of a row; one that was just deleted has it in what it was."""
    row_id = change.row_id.hex if change.row_id else ""
    if change.table == "activity_mark" and change.before and "item_id" in change.before:
        query, row_id = _ITEM, str(change.before["item_id"])
    return connection.exec_driver_sql(query, (row_id,)).scalar()


def _of_own_people(connection: Connection, change: Told, staff_id: UUID | None) -> bool:
    if change.person_id is None:
        return False
    query = f"SELECT 1 WHERE ? IN ({own_people(staff_id)})"
    return connection.exec_driver_sql(query, (change.person_id.hex,)).scalar() is not None


def _not_of_victims(action: str) -> Guard:
    victims = f"SELECT 1 FROM stay WHERE person_id = ? AND {stays_of(victim_categories())}"  # noqa: S608

    def guard(connection: Connection, change: Told) -> None:
        if change.person_id is None or not _tells_where(change):
            return
        if connection.exec_driver_sql(victims, (change.person_id.hex,)).scalar():
            raise NotAllowed(action, HIDDEN)

    return guard


def _tells_where(change: Told) -> bool:
    """Return whether a change touches what is hidden of victims: an address that is there, or the card."""
    if change.table == "registration_card":
        return True
    if change.operation is not Operation.UPDATE:
        return False
    changed = {*(change.before or {}), *(change.after or {})}
    return bool(changed & set(TELLING.get(change.table, ())))

"""How far a user reaches within an action that the roles allow: own domains, own people, victims hidden.

The guard looks at every change before it is written, so an action cannot forget it."""

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from ssu_desktop.actions.roles import READ, Reach, reaches, victim_categories
from ssu_desktop.actions.signed_in import SignedIn
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Domain, Operation
from ssu_desktop.storage.errors import NotAllowed
from ssu_desktop.storage.journal import CHANGING, Guard, Told
from ssu_desktop.storage.reading import Source, driver_of
from ssu_desktop.storage.veil import CARD, TELLING, Hidden, Veil, own_people, veils

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

_WITH_ADDRESS: Final = ("annex-2", "annex-3", "annex-9", "referral", "transfer", "order", "paid-contract")
"""The beginnings of the forms on which an address or the card may stand: the register, the file, the card."""

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
    hidden = None if user.sees_victims else _hidden()
    return veils(hidden=hidden, own=own_people(user.staff_id) if sees_own_only(user) else None)


def sees_own_only(user: SignedIn) -> bool:
    """Return whether a user sees only the people for whom they answer."""
    return reaches(user.roles, READ) == {Reach.PEOPLE}


def _hidden() -> Hidden:
    return Hidden(victim_categories(), _WITH_ADDRESS)


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


def hides(source: Source, user: SignedIn, person_id: UUID) -> bool:
    """Return whether the address and the card of a person are hidden from a user."""
    return not user.sees_victims and any_hidden(source, (person_id,))


def any_hidden(source: Source, people: Iterable[UUID]) -> bool:
    """Return whether the address and the card of any of these people are hidden from who is not named."""
    asked = f"SELECT {_hidden().by('?1')}"
    return any(driver_of(source).execute(asked, (one.hex,)).fetchone()[0] for one in people)


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
    if change.person_id is not None:
        named = {change.person_id.hex}
    elif change.operation is Operation.EXPORT:  # a list that a command wrote, of the own people alone
        named = set((change.after or {}).get("people", ()))
    else:
        return False
    return named <= set(connection.exec_driver_sql(own_people(staff_id)).scalars())


def _not_of_victims(action: str) -> Guard:
    victims = f"SELECT {_hidden().by('?1')}"

    def guard(connection: Connection, change: Told) -> None:
        if change.person_id is None or not _tells_where(change):
            return
        if connection.exec_driver_sql(victims, (change.person_id.hex,)).scalar():
            raise NotAllowed(action, HIDDEN)

    return guard


def _tells_where(change: Told) -> bool:
    """Return whether a change touches what is hidden of victims: an address that is there, or the card."""
    if change.table == CARD:
        return True
    if change.operation is not Operation.UPDATE:
        return False
    changed = {*(change.before or {}), *(change.after or {})}
    return bool(changed & set(TELLING.get(change.table, ())))

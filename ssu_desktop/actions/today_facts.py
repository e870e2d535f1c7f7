"""The facts of all stays that Today's rules ask for: one query a table for any number of people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from ssu_desktop.actions.today_asked import OPEN_STATES, Here, Whose, of_whom
from ssu_desktop.actions.today_house import contracts_of, rules_in_force, signed_of
from ssu_desktop.actions.today_papers import Checklists, files_of, holdings_of
from ssu_desktop.actions.today_plans import (
    NO_MARKS,
    bound_of,
    marks_of,
    open_rounds_of,
    plans_of,
    rounds_of,
)
from ssu_desktop.actions.today_visits import RecentVisits
from ssu_desktop.law import Law
from ssu_desktop.records import (
    Assignment,
    Change,
    Custody,
    Movement,
    Person,
    PersonalFile,
    RegistrationCard,
    Staff,
    Stay,
    Unit,
    WaitingEntry,
)
from ssu_desktop.records.change import IMPORTING
from ssu_desktop.records.kinds import Category, MovementKind, Operation, Status, UnitKind
from ssu_desktop.rules.duty import StayFacts
from ssu_desktop.rules.stay import ENDED, WAITING
from ssu_desktop.storage import Source, rows


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenStay:
    """One stay that may have duties: whose it is, where, who answers for it, what the rules ask of it.

    `on_paper`: it came in with an old register, and neither a plan nor a round was begun here yet.
    """

    person_id: UUID
    name: str
    unit_id: UUID
    unit_kk: str
    unit_ru: str
    facts: StayFacts
    responsible_id: UUID | None = None
    responsible: str = ""
    on_paper: bool = False


class _Known:
    """All that is known of the stays, by the stay; one question a table."""

    def __init__(self, source: Source, law: Law, today: date, whose: Whose, visits: RecentVisits) -> None:
        self._today, self._visits = today, visits
        self._plans, self._rounds = plans_of(source, whose), rounds_of(source, whose)
        self._unfinished, self._marks = open_rounds_of(source, whose), marks_of(source, whose)
        self._bound, self._files = bound_of(source, whose), files_of(source, whose)
        self._holdings, self._checklists = holdings_of(source, whose), Checklists(law, today)
        self._away = dict(_away(source, whose))
        self._waiting = {row[0]: row[1:] for row in _waiting_entries(source, whose)}
        self._cards = {stay_id for (stay_id,) in _cards(source, whose)}
        self._rules = rules_in_force(source)
        self._signed = signed_of(source, whose) if self._rules else set()
        self._contracts = contracts_of(source, whose, today)

    def facts(self, row: Sequence[Any]) -> StayFacts:
        """Return the facts of one row of `_stays`."""
        (
            stay_id, person_id, status, status_since, admitted_on, length, planned_until, category, kind,
            born, incapable, funding, unit_id,
        ) = row  # fmt: skip
        rules_id, approved_on = self._rules.get(unit_id, (None, None))
        kept_until, arrival_due = self._waiting.get(stay_id, (None, None))
        on = admitted_on or self._today
        known = self._holdings.known(person_id, stay_id, on, incapable=incapable)
        needed, received = self._checklists.count(kind, category, on, known, self._files.get(stay_id))
        return StayFacts(
            stay_id=stay_id,
            unit_kind=kind,
            status=status,
            status_since=status_since,
            category=category,
            admitted_on=admitted_on,
            length=length,
            planned_until=planned_until,
            away_until=self._away.get(stay_id),
            place_kept_until=kept_until,
            arrival_due=arrival_due,
            plans=tuple(self._plans.get(stay_id, ())),
            rounds=self._rounds.get(stay_id, {}),
            open_rounds=self._unfinished.get(stay_id, ()),
            marks=self._marks.get(stay_id, NO_MARKS),
            bound=self._bound.get(stay_id, frozenset()),
            documents_needed=needed,
            documents_received=received,
            has_file=stay_id in self._files,
            has_card=stay_id in self._cards,
            file_article=self._checklists.article(kind, on),
            programme_until=self._holdings.programme_until(person_id),
            disability_until=self._holdings.disability_until(person_id),
            originals=self._holdings.originals.get(stay_id, 0),
            born=born,
            has_identity_card=person_id in self._holdings.with_card,
            funding=funding,
            has_contract=stay_id in self._contracts,
            rules_approved_on=approved_on,
            knows_rules=(rules_id, stay_id) in self._signed,
            visits=self._visits.of_stay(stay_id, unit_id, kind, status_since),
        )


def open_stays(
    source: Source, law: Law, today: date, whose: Whose, visits: RecentVisits
) -> Iterator[OpenStay]:
    """Yield the open stays that may have duties, by the person's name.

    One after another: ten thousand at once would be what the program weighs."""
    known = _Known(source, law, today, whose, visits)
    imported = {stay_id for (stay_id,) in _imported(source, whose)}
    answering = {stay_id: (staff_id, names) for stay_id, staff_id, *names in _answering(source, whose)}
    for row in _stays(source, whose):
        facts = known.facts(row[:13])
        unit_id, unit_kk, unit_ru, *names = row[12:]
        responsible_id, responsible = answering.get(facts.stay_id, (None, ()))
        yield OpenStay(
            person_id=row[1],
            name=" ".join(filter(None, names)),
            unit_id=unit_id,
            unit_kk=unit_kk,
            unit_ru=unit_ru,
            facts=facts,
            responsible_id=responsible_id,
            responsible=" ".join(filter(None, responsible)),
            on_paper=facts.stay_id in imported and not facts.plans and not facts.rounds,
        )


_NAME = (Person.surname, Person.given_name, Person.patronymic)


@of_whom
def _stays(here: Here) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Stay.id, Stay.person_id, Stay.status, Stay.status_since, Stay.admitted_on, Stay.length,
            Stay.planned_until, Stay.category, Unit.kind, Person.born, Person.legally_incapable,
            Stay.funding, Stay.unit_id, Unit.name_kk, Unit.name_ru, *_NAME,
        )
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(*here)
        .order_by(Person.sort_key, Person.id)
    )  # fmt: skip


@of_whom
def _imported(here: Here) -> Select[UUID]:
    """Select the stays that came in with an old register, as the change journal tells."""
    by_import = exists().where(
        Change.row_id == Stay.id, Change.operation == Operation.INSERT, Change.action == IMPORTING
    )
    return select(Stay.id).where(*here, by_import)


@of_whom
def _answering(here: Here) -> Select[UUID, UUID, str, str, str]:
    """Select who answers for each stay now."""
    return (
        select(Assignment.stay_id, Staff.id, Staff.surname, Staff.given_name, Staff.patronymic)
        .join(Staff, Staff.id == Assignment.staff_id)
        .join(Stay, Stay.id == Assignment.stay_id)
        .where(*here, Assignment.ended_on.is_(None))
        .order_by(Assignment.assigned_on, Assignment.id)
    )


@of_whom
def _away(here: Here) -> Select[UUID, date | None]:
    return (
        select(Movement.stay_id, Movement.until)
        .join(Stay, Stay.id == Movement.stay_id)
        .where(
            *here,
            Stay.status == Status.AWAY,
            Movement.kind == MovementKind.LEFT,
            Movement.cancelled_at.is_(None),
        )
        .order_by(Movement.happened_on, Movement.id)
    )


@of_whom
def _waiting_entries(here: Here) -> Select[UUID, date | None, date | None]:
    asked = select(WaitingEntry.stay_id, WaitingEntry.place_kept_until, WaitingEntry.arrival_due)
    return asked.join(Stay, Stay.id == WaitingEntry.stay_id).where(*here, Stay.status.in_(WAITING))


@of_whom
def _cards(here: Here) -> Select[UUID]:
    return select(RegistrationCard.stay_id).join(Stay, Stay.id == RegistrationCard.stay_id).where(*here)


def left_behind(source: Source, unit_id: UUID | None = None) -> Iterator[OpenStay]:
    """Yield the stays that are over while originals of the person are still kept."""
    for row in _left(source):
        stay_id, person_id, at, status, ended_on, category, kind, kk, ru, count, *names = row
        if unit_id is None or at == unit_id:
            facts = StayFacts(
                stay_id=stay_id,
                unit_kind=kind,
                status=status,
                category=category,
                ended_on=ended_on,
                originals=count,
            )
            name = " ".join(filter(None, names))
            yield OpenStay(person_id=person_id, name=name, unit_id=at, unit_kk=kk, unit_ru=ru, facts=facts)


@rows
def _left() -> Select[
    UUID, UUID, UUID, Status, date | None, Category, UnitKind, str, str, int, str, str, str
]:
    return (
        select(
            Stay.id, Stay.person_id, Stay.unit_id, Stay.status, Stay.ended_on, Stay.category, Unit.kind,
            Unit.name_kk, Unit.name_ru, func.count(Custody.id), *_NAME,
        )
        .join(PersonalFile, PersonalFile.stay_id == Stay.id)
        .join(Custody, Custody.file_id == PersonalFile.id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Stay.status.in_(ENDED), Custody.returned_on.is_(None))
        .group_by(Stay.id, Person.id, Unit.id)
        .order_by(Person.sort_key, Person.id)
    )  # fmt: skip


def suspended(source: Source, unit_id: UUID | None = None) -> Iterator[OpenStay]:
    """Yield the stays that are suspended until a day that was named: nothing else runs in them."""
    latest: dict[UUID, Sequence[Any]] = {row[0]: row for row in _suspended(source)}
    for stay_id, person_id, at, until, kind, kk, ru, *names in latest.values():
        if until is not None and unit_id in (None, at):
            facts = StayFacts(stay_id=stay_id, unit_kind=kind, status=Status.SUSPENDED, suspended_until=until)
            name = " ".join(filter(None, names))
            yield OpenStay(person_id=person_id, name=name, unit_id=at, unit_kk=kk, unit_ru=ru, facts=facts)


@rows
def _suspended() -> Select[UUID, UUID, UUID, date | None, UnitKind, str, str, str, str, str]:
    """Select the suspensions of those who are suspended, the latest of a stay last."""
    return (
        select(
            Stay.id, Stay.person_id, Stay.unit_id, Movement.until, Unit.kind, Unit.name_kk, Unit.name_ru,
            *_NAME,
        )
        .join(Movement, Movement.stay_id == Stay.id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(
            Stay.status == Status.SUSPENDED,
            Movement.kind == MovementKind.SUSPENDED,
            Movement.cancelled_at.is_(None),
        )
        .order_by(Movement.happened_on, Movement.id)
    )  # fmt: skip


def unit_counts(source: Source) -> Mapping[UUID, Counter[tuple[Status, Category]]]:
    """Return how many open stays each unit has in each state, by category."""
    found: dict[UUID, Counter[tuple[Status, Category]]] = {}
    for unit_id, status, category, count in _counts(source):
        found.setdefault(unit_id, Counter())[status, category] = count
    return found


@rows
def _counts() -> Select[UUID, Status, Category, int]:
    return (
        select(Stay.unit_id, Stay.status, Stay.category, func.count())
        .where(Stay.status.in_(OPEN_STATES))
        .group_by(Stay.unit_id, Stay.status, Stay.category)
    )

"""The facts of all open stays that Today's rules ask for: one query a table for any number of people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from ssu_desktop.actions.file_rows import FILE_STAGE
from ssu_desktop.law import Article, Law
from ssu_desktop.records import (
    Change,
    FileDocument,
    MonitoringJournal,
    MonitoringRound,
    Movement,
    Person,
    PersonalFile,
    Plan,
    RegistrationCard,
    RehabilitationProgramme,
    Stay,
    Unit,
    WaitingEntry,
)
from ssu_desktop.records.change import IMPORTING
from ssu_desktop.records.kinds import (
    Category,
    MovementKind,
    Operation,
    PlanState,
    RoundKind,
    Status,
    UnitKind,
)
from ssu_desktop.rules.duty import PlanStand, StayFacts
from ssu_desktop.rules.person import latest_programme
from ssu_desktop.rules.stay import PRESENT, WAITING
from ssu_desktop.storage import Source, rows

Ts = TypeVarTuple("Ts")

OPEN_STATES = PRESENT | WAITING
_RUNNING = OPEN_STATES - {Status.SUSPENDED}


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenStay:
    """One stay that is not over: whose it is, where, and what the rules ask of it.

    `on_paper`: it came in with an old register, and neither a plan nor a round was begun here yet.
    """

    person_id: UUID
    name: str
    unit_id: UUID
    unit_kk: str
    unit_ru: str
    facts: StayFacts
    on_paper: bool = False


@dataclass(frozen=True)
class Whose:
    """Whose duties are asked for: all, those of a unit, of a stay."""

    unit_id: UUID | None = None
    stay_id: UUID | None = None


_Here = tuple[ColumnElement[bool], ...]


def _of_whom(make: Callable[[_Here], Select[*Ts]]) -> Callable[[Source, Whose], list[tuple[*Ts]]]:
    """Make one question of each kind of `Whose`; `make` takes the conditions on the stays."""
    open_ones = Stay.status.in_(_RUNNING)
    all_ = rows(lambda: make((open_ones,)))
    of_unit = rows(lambda: make((open_ones, Stay.unit_id == bindparam("unit_id"))))
    of_stay = rows(lambda: make((open_ones, Stay.id == bindparam("stay_id"))))

    def asked(source: Source, whose: Whose) -> list[tuple[*Ts]]:
        if whose.stay_id is not None:
            return of_stay(source, stay_id=whose.stay_id)
        return all_(source) if whose.unit_id is None else of_unit(source, unit_id=whose.unit_id)

    return asked


def open_stays(source: Source, law: Law, today: date, whose: Whose) -> Iterator[OpenStay]:
    """Yield the open stays that may have duties, by the person's name.

    One after another: ten thousand at once would be what the program weighs."""
    plans, rounds = _plans(source, whose), _rounds(source, whose)
    files, away, kept = _files(source, whose), dict(_away(source, whose)), dict(_kept_places(source, whose))
    programmes, cards = _programmes(source, whose), {stay_id for (stay_id,) in _cards(source, whose)}
    papers, imported = _Papers(law, today), {stay_id for (stay_id,) in _imported(source, whose)}
    for row in _stays(source, whose):
        (
            stay_id, person_id, unit_id, status, status_since, admitted_on, length, planned_until, category,
            kind, unit_kk, unit_ru, *names,
        ) = row  # fmt: skip
        file = files.get(stay_id)
        needed, received = papers.count(kind, category, admitted_on, file)
        facts = StayFacts(
            stay_id=stay_id,
            unit_kind=kind,
            status=status,
            status_since=status_since,
            admitted_on=admitted_on,
            length=length,
            planned_until=planned_until,
            away_until=away.get(stay_id),
            place_kept_until=kept.get(stay_id),
            plans=tuple(plans.get(stay_id, ())),
            rounds=rounds.get(stay_id, {}),
            documents_needed=needed,
            documents_received=received,
            has_file=file is not None,
            has_card=stay_id in cards,
            file_article=papers.article(kind, admitted_on),
            programme_until=programmes.get(person_id),
        )
        on_paper = stay_id in imported and not facts.plans and not facts.rounds
        yield OpenStay(
            person_id=person_id,
            name=" ".join(filter(None, names)),
            unit_id=unit_id,
            unit_kk=unit_kk,
            unit_ru=unit_ru,
            facts=facts,
            on_paper=on_paper,
        )


@_of_whom
def _stays(here: _Here) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Stay.id, Stay.person_id, Stay.unit_id, Stay.status, Stay.status_since, Stay.admitted_on,
            Stay.length, Stay.planned_until, Stay.category, Unit.kind, Unit.name_kk, Unit.name_ru,
            Person.surname, Person.given_name, Person.patronymic,
        )
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(*here)
        .order_by(Person.sort_key, Person.id)
    )  # fmt: skip


@_of_whom
def _imported(here: _Here) -> Select[UUID]:
    """Select the stays that came in with an old register, as the change journal tells."""
    by_import = exists().where(
        Change.row_id == Stay.id, Change.operation == Operation.INSERT, Change.action == IMPORTING
    )
    return select(Stay.id).where(*here, by_import)


@_of_whom
def _stands(here: _Here) -> Select[UUID, UUID, int, int, PlanState, date, date, date | None]:
    return (
        select(
            Plan.stay_id, Plan.id, Plan.number, Plan.version, Plan.state,
            Plan.period_from, Plan.period_until, Plan.drafted_on,
        )
        .join(Stay, Stay.id == Plan.stay_id)
        .where(*here, Plan.state != PlanState.REPLACED)
    )  # fmt: skip


def _plans(source: Source, whose: Whose) -> dict[UUID, list[PlanStand]]:
    found: dict[UUID, list[PlanStand]] = {}
    for stay_id, plan_id, number, version, state, first, last, drafted_on in _stands(source, whose):
        stand = PlanStand(
            id=plan_id,
            number=number,
            version=version,
            state=state,
            period_from=first,
            period_until=last,
            drafted_on=drafted_on,
        )
        found.setdefault(stay_id, []).append(stand)
    return found


@_of_whom
def _held(here: _Here) -> Select[UUID, int, RoundKind]:
    return (
        select(MonitoringJournal.stay_id, MonitoringJournal.plan_number, MonitoringRound.kind)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, MonitoringRound.completed_on.is_not(None))
    )


def _rounds(source: Source, whose: Whose) -> dict[UUID, dict[int, frozenset[RoundKind]]]:
    found: dict[UUID, dict[int, frozenset[RoundKind]]] = {}
    for stay_id, number, kind in _held(source, whose):
        years = found.setdefault(stay_id, {})
        years[number] = years.get(number, frozenset()) | {kind}
    return found


class _File(NamedTuple):
    """What lies in a file, and what it may lack, by the codes of the checklist."""

    there: set[str | None]
    excused: set[str | None]


@_of_whom
def _papers(here: _Here) -> Select[UUID, str | None, bool, bool]:
    """Select each open file with what is told of its documents; an empty one in a row without a code."""
    told = and_(
        FileDocument.file_id == PersonalFile.id,
        FileDocument.code.is_not(None),
        or_(FileDocument.received_on.is_not(None), FileDocument.not_needed),
    )
    return (
        select(
            PersonalFile.stay_id,
            FileDocument.code,
            FileDocument.received_on.is_not(None),
            FileDocument.not_needed,
        )
        .join(Stay, Stay.id == PersonalFile.stay_id)
        .outerjoin(FileDocument, told)
        .where(*here)
    )


def _files(source: Source, whose: Whose) -> dict[UUID, _File]:
    """Return what lies in each open file; a stay without a file is absent."""
    found: dict[UUID, _File] = {}
    for stay_id, code, received, not_needed in _papers(source, whose):
        if (file := found.get(stay_id)) is None:
            file = found[stay_id] = _File(set(), set())
        if received:
            file.there.add(code)
        if not_needed:
            file.excused.add(code)
    return found


@_of_whom
def _away(here: _Here) -> Select[UUID, date | None]:
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


@_of_whom
def _kept_places(here: _Here) -> Select[UUID, date | None]:
    asked = select(WaitingEntry.stay_id, WaitingEntry.place_kept_until)
    return asked.join(Stay, Stay.id == WaitingEntry.stay_id).where(*here)


@_of_whom
def _cards(here: _Here) -> Select[UUID]:
    return select(RegistrationCard.stay_id).join(Stay, Stay.id == RegistrationCard.stay_id).where(*here)


class _Term(NamedTuple):
    id: UUID
    issued_on: date | None
    until: date | None
    indefinite: bool


@_of_whom
def _terms(here: _Here) -> Select[UUID, UUID, date | None, date | None, bool]:
    programme = RehabilitationProgramme
    return (
        select(programme.person_id, programme.id, programme.issued_on, programme.until, programme.indefinite)
        .join(Stay, Stay.person_id == programme.person_id)
        .where(*here)
    )


def _programmes(source: Source, whose: Whose) -> dict[UUID, date | None]:
    """Return when the latest programme of each person runs out; None for an indefinite one."""
    known: dict[UUID, list[Any]] = {}
    for person_id, *term in _terms(source, whose):
        known.setdefault(person_id, []).append(_Term._make(term))
    latest = {person_id: latest_programme(terms) for person_id, terms in known.items()}
    return {
        person_id: one.until for person_id, one in latest.items() if one is not None and not one.indefinite
    }


class _Papers:
    """The checklists by kind, category and day: asked for again and again, worked out once."""

    def __init__(self, law: Law, today: date) -> None:
        self._law = law
        self._today = today
        self._codes: dict[tuple[UnitKind, Category, int], frozenset[str]] = {}
        self._articles: dict[UnitKind, Article | None] = {}

    def count(
        self, kind: UnitKind, category: Category, admitted_on: date | None, file: _File | None
    ) -> tuple[int, int]:
        """Return how many documents are needed and how many of them are there."""
        needed = self._required(kind, category, admitted_on or self._today)
        if file is None:
            return len(needed), 0
        if file.excused:
            needed -= file.excused
        return len(needed), len(needed & file.there)

    def _required(self, kind: UnitKind, category: Category, on: date) -> frozenset[str]:
        key = (kind, category, self._law.checklist_edition(on))
        if key not in self._codes:
            rows = self._law.documents(kind, category, on)
            self._codes[key] = frozenset(
                row.code for row in rows if row.stage == FILE_STAGE and row.required_of(category)
            )
        return self._codes[key]

    def article(self, kind: UnitKind, admitted_on: date | None) -> Article | None:
        """Return the paragraph of the checklist."""
        if kind not in self._articles:
            rows = self._law.documents(kind, None, admitted_on or self._today)
            self._articles[kind] = rows[0].article if rows else None
        return self._articles[kind]


def queue_names(source: Source, unit_id: UUID | None = None) -> list[str]:
    """Return the names of those who wait, in the order in which they applied."""
    found = _queue(source) if unit_id is None else _queue_of_unit(source, unit_id=unit_id)
    return [" ".join(filter(None, names)) for names in found]


def _waiting() -> Select[str, str, str]:
    return (
        select(Person.surname, Person.given_name, Person.patronymic)
        .join(Stay, Stay.person_id == Person.id)
        .join(WaitingEntry, WaitingEntry.stay_id == Stay.id)
        .where(Stay.status.in_(WAITING))
        .order_by(WaitingEntry.applied_on, WaitingEntry.id)
    )


_queue = rows(_waiting)
_queue_of_unit = rows(lambda: _waiting().where(Stay.unit_id == bindparam("unit_id")))


def unit_counts(source: Source) -> Mapping[tuple[UUID, Status], int]:
    """Return how many open stays each unit has in each state."""
    return {(unit_id, status): count for unit_id, status, count in _counts(source)}


@rows
def _counts() -> Select[UUID, Status, int]:
    return (
        select(Stay.unit_id, Stay.status, func.count())
        .where(Stay.status.in_(OPEN_STATES))
        .group_by(Stay.unit_id, Stay.status)
    )

"""The facts of all open stays that Today's rules ask for: one query a table for any number of people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.personal_file import FILE_STAGE
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
    facts: StayFacts
    on_paper: bool = False


def open_stays(
    session: Session, law: Law, today: date, unit_id: UUID | None = None, stay_id: UUID | None = None
) -> Iterator[OpenStay]:
    """Yield the open stays that may have duties, by the person's name: all, a unit's, or just one.

    One after another, while the session is open: ten thousand at once would be what the program weighs."""
    here: list[ColumnElement[bool]] = [Stay.status.in_(_RUNNING)]
    if unit_id is not None:
        here.append(Stay.unit_id == unit_id)
    if stay_id is not None:
        here.append(Stay.id == stay_id)
    plans, rounds = _plans(session, here), _rounds(session, here)
    files, away, kept = _files(session, here), _away(session, here), _kept_places(session, here)
    programmes, cards = _programmes(session, here), _cards(session, here)
    papers, imported = _Papers(law, today), _imported(session, here)
    asked = (
        select(
            Stay.id, Stay.person_id, Stay.unit_id, Stay.status, Stay.status_since, Stay.admitted_on,
            Stay.length, Stay.planned_until, Stay.category, Unit.kind,
            Person.surname, Person.given_name, Person.patronymic,
        )
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(*here)
        .order_by(Person.sort_key, Person.id)
    )  # fmt: skip
    for row in session.connection().execute(asked):
        documents = files.get(row.id)
        needed, received = papers.count(row.kind, row.category, row.admitted_on, documents or ())
        facts = StayFacts(
            stay_id=row.id,
            unit_kind=row.kind,
            status=row.status,
            status_since=row.status_since,
            admitted_on=row.admitted_on,
            length=row.length,
            planned_until=row.planned_until,
            away_until=away.get(row.id),
            place_kept_until=kept.get(row.id),
            plans=tuple(plans.get(row.id, ())),
            rounds=rounds.get(row.id, {}),
            documents_needed=needed,
            documents_received=received,
            has_file=documents is not None,
            has_card=row.id in cards,
            file_article=papers.article(row.kind, row.admitted_on),
            programme_until=programmes.get(row.person_id),
        )
        name = " ".join(part for part in (row.surname, row.given_name, row.patronymic) if part)
        on_paper = row.id in imported and not facts.plans and not facts.rounds
        yield OpenStay(
            person_id=row.person_id, name=name, unit_id=row.unit_id, facts=facts, on_paper=on_paper
        )


def _imported(session: Session, here: Iterable[ColumnElement[bool]]) -> set[UUID]:
    """Return the stays that came in with an old register, as the change journal tells."""
    by_import = exists().where(
        Change.row_id == Stay.id, Change.operation == Operation.INSERT, Change.action == IMPORTING
    )
    return set(session.scalars(select(Stay.id).where(*here, by_import)))


def _plans(session: Session, here: Iterable[ColumnElement[bool]]) -> dict[UUID, list[PlanStand]]:
    asked = (
        select(
            Plan.stay_id, Plan.id, Plan.number, Plan.version, Plan.state,
            Plan.period_from, Plan.period_until, Plan.drafted_on,
        )
        .join(Stay, Stay.id == Plan.stay_id)
        .where(*here, Plan.state != PlanState.REPLACED)
    )  # fmt: skip
    found: dict[UUID, list[PlanStand]] = {}
    rows = session.connection().execute(asked).all()
    for stay_id, plan_id, number, version, state, first, last, drafted_on in rows:
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


def _rounds(
    session: Session, here: Iterable[ColumnElement[bool]]
) -> dict[UUID, dict[int, frozenset[RoundKind]]]:
    asked = (
        select(MonitoringJournal.stay_id, MonitoringJournal.plan_number, MonitoringRound.kind)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, MonitoringRound.completed_on.is_not(None))
    )
    found: dict[UUID, dict[int, frozenset[RoundKind]]] = {}
    for stay_id, number, kind in session.connection().execute(asked).all():
        years = found.setdefault(stay_id, {})
        years[number] = years.get(number, frozenset()) | {kind}
    return found


@dataclass(frozen=True, slots=True)
class _Paper:
    code: str | None
    received: bool
    not_needed: bool


def _files(session: Session, here: Iterable[ColumnElement[bool]]) -> dict[UUID, list[_Paper]]:
    """Return what lies in each open file; a stay without a file is absent."""
    files = select(PersonalFile.stay_id).join(Stay, Stay.id == PersonalFile.stay_id).where(*here)
    found: dict[UUID, list[_Paper]] = {stay_id: [] for stay_id in session.scalars(files)}
    papers = (
        select(
            PersonalFile.stay_id,
            FileDocument.code,
            FileDocument.received_on.is_not(None),
            FileDocument.not_needed,
        )
        .join(PersonalFile, PersonalFile.id == FileDocument.file_id)
        .join(Stay, Stay.id == PersonalFile.stay_id)
        .where(
            *here,
            FileDocument.code.is_not(None),
            or_(FileDocument.received_on.is_not(None), FileDocument.not_needed),
        )
    )
    for stay_id, code, received, not_needed in session.connection().execute(papers).all():
        found[stay_id].append(_Paper(code, received, not_needed))
    return found


def _away(session: Session, here: Iterable[ColumnElement[bool]]) -> dict[UUID, date | None]:
    asked = (
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
    return {stay_id: until for stay_id, until in session.connection().execute(asked).all()}  # noqa: C416 - rows are no pairs


def _kept_places(session: Session, here: Iterable[ColumnElement[bool]]) -> dict[UUID, date | None]:
    asked = select(WaitingEntry.stay_id, WaitingEntry.place_kept_until)
    asked = asked.join(Stay, Stay.id == WaitingEntry.stay_id).where(*here)
    return {stay_id: until for stay_id, until in session.connection().execute(asked).all()}  # noqa: C416 - rows are no pairs


def _cards(session: Session, here: Iterable[ColumnElement[bool]]) -> set[UUID]:
    asked = select(RegistrationCard.stay_id).join(Stay, Stay.id == RegistrationCard.stay_id).where(*here)
    return set(session.scalars(asked))


def _programmes(session: Session, here: Iterable[ColumnElement[bool]]) -> dict[UUID, date | None]:
    """Return when the latest programme of each person runs out; None for an indefinite one."""
    programme = RehabilitationProgramme
    asked = (
        select(programme.person_id, programme.id, programme.issued_on, programme.until, programme.indefinite)
        .join(Stay, Stay.person_id == programme.person_id)
        .where(*here)
    )
    known: dict[UUID, list[Any]] = {}
    for row in session.connection().execute(asked):
        known.setdefault(row.person_id, []).append(row)
    latest = {person_id: latest_programme(rows) for person_id, rows in known.items()}
    return {
        person_id: one.until for person_id, one in latest.items() if one is not None and not one.indefinite
    }


class _Papers:
    """The checklists by kind, category and day: asked for again and again, worked out once."""

    def __init__(self, law: Law, today: date) -> None:
        self._law = law
        self._today = today
        self._codes: dict[tuple[UnitKind, Category, date], frozenset[str]] = {}
        self._articles: dict[UnitKind, Article | None] = {}

    def count(
        self, kind: UnitKind, category: Category, admitted_on: date | None, papers: Sequence[_Paper]
    ) -> tuple[int, int]:
        """Return how many documents are needed and how many of them are there."""
        excused = {paper.code for paper in papers if paper.not_needed}
        needed = self._required(kind, category, admitted_on or self._today) - excused
        there = {paper.code for paper in papers if paper.received}
        return len(needed), len(needed & there)

    def _required(self, kind: UnitKind, category: Category, on: date) -> frozenset[str]:
        key = (kind, category, on)
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


def queue_names(session: Session, unit_id: UUID | None = None) -> list[str]:
    """Return the names of those who wait, in the order in which they applied."""
    asked = (
        select(Person.surname, Person.given_name, Person.patronymic)
        .join(Stay, Stay.person_id == Person.id)
        .join(WaitingEntry, WaitingEntry.stay_id == Stay.id)
        .where(Stay.status.in_(WAITING))
        .order_by(WaitingEntry.applied_on, WaitingEntry.id)
    )
    if unit_id is not None:
        asked = asked.where(Stay.unit_id == unit_id)
    return [" ".join(part for part in row if part) for row in session.connection().execute(asked).all()]


def unit_counts(session: Session) -> Mapping[tuple[UUID, Status], int]:
    """Return how many open stays each unit has in each state."""
    asked = select(Stay.unit_id, Stay.status, func.count()).where(Stay.status.in_(OPEN_STATES))
    rows = session.connection().execute(asked.group_by(Stay.unit_id, Stay.status))
    return {(unit_id, status): count for unit_id, status, count in rows}

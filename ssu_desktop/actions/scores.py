"""The sums of points of all rounds that were held: of a person, of a unit, of everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import DOMAIN_PLACES
from ssu_desktop.records import MonitoringJournal, MonitoringRound, Person, RoundScore, Stay, Unit
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.round_draft import total


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One round with its sums; a domain that was not assessed is absent. `completed`: entered to the end."""

    person_id: UUID
    stay_id: UUID
    name: str
    unit_kk: str
    unit_ru: str
    plan_number: int
    kind: RoundKind
    held_on: date
    completed: bool
    points: Mapping[Domain, int]

    @property
    def total(self) -> int | None:
        """Return the sum of all domains; None where none was assessed."""
        return total(self.points)

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_kk if language == "kk" else self.unit_ru


def list_scores(
    desk: Desk, *, person_id: UUID | None = None, unit_id: UUID | None = None
) -> tuple[ScoreRow, ...]:
    """Return the rounds by the person's name and the day; those of all stays, the ended ones too."""
    conditions: list[ColumnElement[bool]] = []
    if person_id is not None:
        conditions.append(Stay.person_id == person_id)
    if unit_id is not None:
        conditions.append(Stay.unit_id == unit_id)
    with desk.read() as session:
        return tuple(score_rows(session, *conditions))


def score_rows(session: Session, *conditions: ColumnElement[bool]) -> list[ScoreRow]:
    """Return what `list_scores` does for the stays of these conditions, within a session."""
    asked = (
        select(MonitoringRound, MonitoringJournal.plan_number, Stay, Person, Unit)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Person.merged_into_id.is_(None), *conditions)
        .order_by(
            Person.sort_key, Person.id, Stay.admitted_on, Stay.id, MonitoringRound.held_on, MonitoringRound.id
        )
    )
    found = list(session.execute(asked))
    points = _points(session, conditions)
    return [
        ScoreRow(
            person_id=person.id,
            stay_id=stay.id,
            name=person.full_name,
            unit_kk=unit.name_kk,
            unit_ru=unit.name_ru,
            plan_number=number,
            kind=held.kind,
            held_on=held.held_on,
            completed=held.completed_on is not None,
            points=points.get(held.id, {}),
        )
        for held, number, stay, person, unit in found
    ]


def _points(session: Session, conditions: Iterable[ColumnElement[bool]]) -> dict[UUID, dict[Domain, int]]:
    asked = (
        select(RoundScore.round_id, RoundScore.domain, RoundScore.points)
        .join(MonitoringRound, MonitoringRound.id == RoundScore.round_id)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*conditions)
    )
    found: dict[UUID, dict[Domain, int]] = {}
    for round_id, domain, points in sorted(session.execute(asked), key=lambda row: DOMAIN_PLACES[row[1]]):
        found.setdefault(round_id, {})[domain] = points
    return found

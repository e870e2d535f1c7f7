"""What stands beside the rounds of a journal: where one began, when one was away, which plan came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.presence import fact_of
from ssu_desktop.records import MonitoringJournal, MonitoringRound, Movement, Plan, PlanRevision, RoundScore
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.absence import Absence, absences
from ssu_desktop.storage import Source, records, rows


class Revised(NamedTuple):
    """The version of a plan that a round led to."""

    plan_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """`admission` are the sums at admission; `revised` the versions that came of rounds, by the round."""

    admission: Mapping[Domain, int]
    absences: Sequence[Absence]
    revised: Mapping[UUID, Revised]


_events = records(
    lambda: select(Movement).where(Movement.stay_id == bindparam("stay_id"), Movement.cancelled_at.is_(None))
)
_at_admission = rows(
    lambda: (
        select(RoundScore.domain, RoundScore.points)
        .join(MonitoringRound, MonitoringRound.id == RoundScore.round_id)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .where(
            MonitoringJournal.stay_id == bindparam("stay_id"),
            MonitoringJournal.plan_number == 1,
            MonitoringRound.kind == RoundKind.ADMISSION,
        )
    )
)
_led_to = rows(
    lambda: (
        select(PlanRevision.round_id, Plan.id, Plan.version)
        .join(Plan, Plan.id == PlanRevision.plan_id)
        .where(Plan.stay_id == bindparam("stay_id"))
        .order_by(Plan.version)
    )
)


def course_of(source: Source, stay_id: UUID) -> Course:
    """Return what stands beside the rounds of a stay, whichever plan year is looked at."""
    facts = [fact_of(event) for event in _events(source, stay_id=stay_id)]
    found = _led_to(source, stay_id=stay_id)
    return Course(
        admission=dict(_at_admission(source, stay_id=stay_id)),
        absences=absences(facts),
        revised={round_id: Revised(plan_id, version) for round_id, plan_id, version in found},
    )

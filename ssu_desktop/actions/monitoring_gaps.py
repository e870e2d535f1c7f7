"""Which activities have no mark since the round before: each planned one is marked, also without a change."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from ssu_desktop.records import ActivityMark, MonitoringJournal, MonitoringRound, Plan, PlanItem
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.rules.mark_duties import month_of


def unmarked_since(session: Session, stay_id: UUID, number: int, held_on: date, started_on: date) -> int:
    """Return how many activities of the approved plan ran since the round before and have no mark since.

    `held_on` is the day of the round in hand, `started_on` the first day of the plan year. A mark that an
    activity had in the version before counts: the service went on."""
    journal_id = session.scalar(
        select(MonitoringJournal.id).where(
            MonitoringJournal.stay_id == stay_id, MonitoringJournal.plan_number == number
        )
    )
    before = select(func.max(MonitoringRound.held_on)).where(
        MonitoringRound.journal_id == journal_id, MonitoringRound.held_on < held_on
    )
    since = (session.scalar(before) if journal_id else None) or started_on
    other = aliased(PlanItem)
    marked = exists().where(
        ActivityMark.item_id == other.id,
        or_(other.id == PlanItem.id, _as_in_another_version(other)),
        ActivityMark.journal_id == journal_id,
        ActivityMark.month >= month_of(since),
        ActivityMark.month <= month_of(held_on),
    )
    unmarked = (
        select(func.count())
        .select_from(PlanItem)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .where(
            Plan.stay_id == stay_id,
            Plan.number == number,
            Plan.state == PlanState.APPROVED,
            or_(PlanItem.date_from.is_(None), PlanItem.date_from <= held_on),
            or_(PlanItem.date_until.is_(None), PlanItem.date_until >= since),
            ~marked,
        )
    )
    return session.scalar(unmarked) or 0


def _as_in_another_version(other: type[PlanItem]) -> ColumnElement[bool]:
    return and_(
        other.plan_id != PlanItem.plan_id,
        other.domain == PlanItem.domain,
        other.service == PlanItem.service,
    )

"""What Today asks of plans and journals: versions, rounds, marks, what is bound."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Date, Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from ssu_desktop.actions.today_asked import Here, Whose, of_whom
from ssu_desktop.records import ActivityMark, MonitoringJournal, MonitoringRound, Plan, PlanItem, Stay
from ssu_desktop.records.kinds import MarkKind, PlanState, RoundKind
from ssu_desktop.rules.duty import MarkStand, OpenRound, PlanStand
from ssu_desktop.rules.mark_duties import month_of
from ssu_desktop.storage import Source

NO_MARKS: Mapping[int, MarkStand] = {}


@of_whom
def _stands(here: Here) -> Select[UUID, UUID, int, int, PlanState, date, date, date | None]:
    return (
        select(
            Plan.stay_id, Plan.id, Plan.number, Plan.version, Plan.state,
            Plan.period_from, Plan.period_until, Plan.drafted_on,
        )
        .join(Stay, Stay.id == Plan.stay_id)
        .where(*here, Plan.state != PlanState.REPLACED)
    )  # fmt: skip


def plans_of(source: Source, whose: Whose) -> dict[UUID, list[PlanStand]]:
    """Return the versions of the plans of each stay, those that were replaced apart."""
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


@of_whom
def _held(here: Here) -> Select[UUID, int, RoundKind]:
    return (
        select(MonitoringJournal.stay_id, MonitoringJournal.plan_number, MonitoringRound.kind)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, MonitoringRound.completed_on.is_not(None))
    )


def rounds_of(source: Source, whose: Whose) -> dict[UUID, dict[int, frozenset[RoundKind]]]:
    """Return which rounds of each plan year of each stay are completed."""
    found: dict[UUID, dict[int, frozenset[RoundKind]]] = {}
    for stay_id, number, kind in _held(source, whose):
        years = found.setdefault(stay_id, {})
        years[number] = years.get(number, frozenset()) | {kind}
    return found


@of_whom
def _unfinished(here: Here) -> Select[UUID, int, RoundKind, date]:
    journal, held = MonitoringJournal, MonitoringRound
    return (
        select(journal.stay_id, journal.plan_number, held.kind, held.held_on)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, MonitoringRound.completed_on.is_(None))
        .order_by(MonitoringRound.held_on)
    )


def open_rounds_of(source: Source, whose: Whose) -> dict[UUID, tuple[OpenRound, ...]]:
    """Return the rounds of each stay that were held and are not entered to the end."""
    found: dict[UUID, tuple[OpenRound, ...]] = {}
    for stay_id, *held in _unfinished(source, whose):
        found[stay_id] = (*found.get(stay_id, ()), OpenRound._make(held))
    return found


@of_whom
def _bound(here: Here) -> Select[UUID, int]:
    return (
        select(MonitoringJournal.stay_id, MonitoringJournal.plan_number)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, MonitoringJournal.bound_on.is_not(None))
    )


def bound_of(source: Source, whose: Whose) -> dict[UUID, frozenset[int]]:
    """Return the numbers of the plan years of each stay whose plan and journal are bound."""
    found: dict[UUID, frozenset[int]] = {}
    for stay_id, number in _bound(source, whose):
        found[stay_id] = found.get(stay_id, frozenset()) | {number}
    return found


def _kept_monthly(here: Here) -> Select[UUID]:
    """Select the journals in which a positive change was marked: only they are kept monthly.

    Each journal of the stays asked for is looked at: a list of all journals with a change would have to be
    read whole for the sake of one stay, too."""
    change = exists().where(
        ActivityMark.journal_id == MonitoringJournal.id, ActivityMark.mark == MarkKind.POSITIVE
    )
    return (
        select(MonitoringJournal.id)
        .join(Stay, Stay.id == MonitoringJournal.stay_id)
        .where(*here, change)
        .correlate(None)
    )


@of_whom
def _marks(here: Here) -> Select[UUID, int, date, MarkKind, int]:
    journal = aliased(MonitoringJournal)
    return (
        select(journal.stay_id, journal.plan_number, ActivityMark.month, ActivityMark.mark, func.count())
        .join(ActivityMark, ActivityMark.journal_id == journal.id)
        .where(journal.id.in_(_kept_monthly(here)))
        .group_by(journal.stay_id, journal.plan_number, ActivityMark.month, ActivityMark.mark)
    )


@of_whom
def _activities(here: Here) -> Select[UUID, int, int, date | None, date, date]:
    """Select the activities of approved plans; one without days runs as long as its plan, and not beyond."""
    journal = aliased(MonitoringJournal)
    return (
        select(
            Plan.stay_id,
            Plan.number,
            Plan.version,
            Plan.approved_on,
            func.coalesce(PlanItem.date_from, Plan.period_from, type_=Date),
            func.coalesce(PlanItem.date_until, Plan.period_until, type_=Date),
        )
        .join(PlanItem, PlanItem.plan_id == Plan.id)
        .join(journal, and_(journal.stay_id == Plan.stay_id, journal.plan_number == Plan.number))
        .where(Plan.state == PlanState.APPROVED, journal.id.in_(_kept_monthly(here)))
    )


def marks_of(source: Source, whose: Whose) -> dict[UUID, dict[int, MarkStand]]:
    """Return how the marks stand of each plan year in which there was a positive change."""
    changes: dict[tuple[UUID, int], date] = {}
    marked: dict[tuple[UUID, int], dict[date, int]] = {}
    for stay_id, number, month, mark, count in _marks(source, whose):
        year = marked.setdefault((stay_id, number), {})
        year[month] = year.get(month, 0) + count
        if mark is MarkKind.POSITIVE:
            changes[stay_id, number] = min(month, changes.get((stay_id, number), month))
    spans: dict[tuple[UUID, int], list[tuple[date | None, date | None]]] = {}
    versions: dict[tuple[UUID, int], date] = {}
    for stay_id, number, version, approved_on, first, until in _activities(source, whose):
        spans.setdefault((stay_id, number), []).append((first, until))
        if version > 1 and approved_on is not None:
            versions[stay_id, number] = month_of(approved_on)
    found: dict[UUID, dict[int, MarkStand]] = {}
    for (stay_id, number), activities in spans.items():
        found.setdefault(stay_id, {})[number] = MarkStand(
            activities=tuple(activities),
            first_change=changes.get((stay_id, number)),
            marked=marked.get((stay_id, number), {}),
            version_from=versions.get((stay_id, number)),
        )
    return found

"""Keeping the monitoring journal: rounds as they are typed and as they are done, marks of activities."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.assessment import assessed_in_round, let_go_of_round
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.monitoring import year_of
from ssu_desktop.actions.monitoring_gaps import unmarked_since
from ssu_desktop.actions.plan import staff_names
from ssu_desktop.actions.stored import check_fresh, gone
from ssu_desktop.language import N_
from ssu_desktop.records import (
    ActivityMark,
    Change,
    MonitoringJournal,
    MonitoringRound,
    Plan,
    PlanItem,
    Printout,
    RoundScore,
    Stay,
    Unit,
    new_id,
    utc_now,
)
from ssu_desktop.records.kinds import Domain, Operation, RoundKind, UnitKind
from ssu_desktop.rules.assessment import Assessed, check_scores
from ssu_desktop.rules.entry import check_served
from ssu_desktop.rules.fields import check_fields, check_not_future, cleaned, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft, check_completing, check_round

NO_REASONS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class _Year:
    """The plan year that a round belongs to."""

    person_id: UUID
    unit_kind: UnitKind
    number: int
    started_on: date
    admitted_on: date
    ended_on: date | None
    round: MonitoringRound | None
    assessed: Mapping[Domain, Assessed]


def _year(
    desk: Desk, session: Session, stay_id: UUID, plan_number: int | None, draft: RoundDraft | None
) -> _Year | None:
    stay = session.get(Stay, stay_id)
    if stay is None or stay.admitted_on is None:
        return None
    plans = list(session.scalars(select(Plan).where(Plan.stay_id == stay_id)))
    number, started = year_of(plans, stay.admitted_on, plan_number, desk.today)
    held = None if draft is None else _stored(session, stay_id, number, draft)
    return _Year(
        person_id=stay.person_id,
        unit_kind=session.get_one(Unit, stay.unit_id).kind,
        number=number,
        started_on=started,
        admitted_on=stay.admitted_on,
        ended_on=stay.ended_on,
        round=held,
        assessed={} if held is None else assessed_in_round(session, held.id),
    )


def _stored(session: Session, stay_id: UUID, number: int, draft: RoundDraft) -> MonitoringRound | None:
    if draft.kind is RoundKind.EXTRA:
        return session.get(MonitoringRound, draft.id) if draft.id is not None else None
    return session.scalar(
        select(MonitoringRound)
        .join(MonitoringJournal, MonitoringJournal.id == MonitoringRound.journal_id)
        .where(
            MonitoringJournal.stay_id == stay_id,
            MonitoringJournal.plan_number == number,
            MonitoringRound.kind == draft.kind,
        )
    )


def save_round(
    desk: Desk, stay_id: UUID, draft: RoundDraft, plan_number: int | None = None
) -> Saved | Refused:
    """Keep a round as it stands on the screen, without a word about what it lacks; `Saved.id` is the round.

    A completed round stays completed. The journal of the plan year is opened with its first round.
    """
    return _save(desk, stay_id, draft, plan_number, completing=False, reasons=NO_REASONS)


def complete_round(
    desk: Desk,
    stay_id: UUID,
    draft: RoundDraft,
    plan_number: int | None = None,
    reasons: Mapping[str, str] = NO_REASONS,
) -> Saved | Refused:
    """Enter a round as done today; `Saved.remarks` say where it was entered late."""
    return _save(desk, stay_id, draft, plan_number, completing=True, reasons=reasons)


def _save(
    desk: Desk,
    stay_id: UUID,
    draft: RoundDraft,
    plan_number: int | None,
    *,
    completing: bool,
    reasons: Mapping[str, str],
) -> Saved | Refused:
    draft = cleaned(draft)
    with desk.read() as session:
        year = _year(desk, session, stay_id, plan_number, draft)
        unmarked = _unmarked(session, stay_id, year, draft) if completing and year is not None else 0
    if year is None:
        return Refused((gone(),))
    findings = tuple(_findings(desk, draft, year, completing=completing, unmarked=unmarked))
    if (standing_in_the_way := unanswered(findings, reasons)) or draft.held_on is None:
        return Refused(standing_in_the_way)
    with desk.write(N_("Complete a monitoring round") if completing else N_("Save a round")) as session:
        held = _stored(session, stay_id, year.number, draft)
        if held is None:
            journal = journal_of(session, stay_id, year.number, year.started_on)
            held = MonitoringRound(id=new_id(), journal_id=journal.id, kind=draft.kind, held_on=draft.held_on)
            session.add(held)
        _put_round(session, held, draft, draft.held_on)
        if completing and held.completed_on is None:
            held.completed_on = desk.today
        record_departures(session, desk, findings, reasons, year.person_id)
        return Saved(held.id, findings)


def _unmarked(session: Session, stay_id: UUID, year: _Year, draft: RoundDraft) -> int:
    if draft.held_on is None:
        return 0
    return unmarked_since(session, stay_id, year.number, draft.held_on, year.started_on)


def _findings(
    desk: Desk, draft: RoundDraft, year: _Year, *, completing: bool, unmarked: int
) -> Iterator[Finding]:
    if draft.kind is RoundKind.EXTRA and draft.id is not None and year.round is None:
        yield gone()
    else:
        yield from check_fresh(year.round, draft.revision)
    yield from check_scores(draft.scores, year.assessed, completing=completing)
    if completing:
        yield from check_completing(
            draft,
            year.unit_kind,
            desk.law,
            desk.calendar,
            desk.today,
            year.started_on,
            unmarked,
            year.admitted_on,
            year.ended_on,
        )
    else:
        yield from (
            found
            for found in check_round(draft, desk.today, year.started_on, year.admitted_on, year.ended_on)
            if found.code != "round-too-early"  # said when it is completed
        )


def journal_of(session: Session, stay_id: UUID, number: int, started_on: date) -> MonitoringJournal:
    """Return the journal of a plan year, opened now where there is none yet."""
    asked = select(MonitoringJournal).where(
        MonitoringJournal.stay_id == stay_id, MonitoringJournal.plan_number == number
    )
    journal = session.scalar(asked)
    if journal is None:
        journal = MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=number, started_on=started_on)
        session.add(journal)
        session.flush()
    return journal


def _put_round(session: Session, held: MonitoringRound, draft: RoundDraft, held_on: date) -> None:
    named = staff_names(session).get(draft.specialist_id, "") if draft.specialist_id is not None else ""
    held.held_on = held_on
    held.goal, held.decision, held.recommendations = draft.goal, draft.decision, draft.recommendations
    held.revised_domains = tuple(domain for domain in Domain if domain in draft.revised_domains)
    held.specialist_id, held.specialist_name = draft.specialist_id, named or draft.specialist_name
    session.flush()
    wanted = {Domain(domain): points for domain, points in draft.scores.items()}
    changed = False
    for score in session.scalars(select(RoundScore).where(RoundScore.round_id == held.id)):
        points = wanted.pop(score.domain, None)
        if points is None:
            session.delete(score)
        elif score.points != points:
            score.points = points
        else:
            continue
        changed = True
    for domain, points in wanted.items():
        session.add(RoundScore(id=new_id(), round_id=held.id, domain=domain, points=points))
    if changed or wanted:
        held.changed_at = utc_now()  # counts the revision on, so that a stale draft is noticed


def remove_round(desk: Desk, round_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take away a round that was neither completed nor printed; anything else is kept for good."""
    with desk.read() as session:
        held = session.get(MonitoringRound, round_id)
        if held is None:
            return Refused((gone(),))
        if findings := tuple(_kept_rounds(session, held, revision)):
            return Refused(findings)
    with desk.write(N_("Take away a round that was not held")) as session:
        for score in session.scalars(select(RoundScore).where(RoundScore.round_id == round_id)):
            session.delete(score)
        let_go_of_round(session, round_id)
        session.flush()
        session.delete(session.get_one(MonitoringRound, round_id))
    return Saved(round_id)


def _kept_rounds(session: Session, held: MonitoringRound, revision: int | None) -> Iterator[Finding]:
    yield from check_fresh(held, revision)
    if held.completed_on is not None:
        yield missing("held_on", N_("This round was completed: it is kept."), code="round-completed")
    elif _on_paper(session, held.id, held.journal_id):
        yield missing("held_on", N_("This round was printed: it is kept."), code="round-printed")


def _on_paper(session: Session, record_id: UUID, journal_id: UUID) -> bool:
    """Return whether a monitoring journal of the person was printed since the record was entered."""
    journal = session.get_one(MonitoringJournal, journal_id)
    printed = select(Printout.id).where(
        Printout.form == "annex-5", Printout.person_id == session.get_one(Stay, journal.stay_id).person_id
    )
    entered = select(func.min(Change.seq)).where(Change.row_id == record_id).scalar_subquery()
    since = Change.operation == Operation.PRINT, Change.row_id.in_(printed), Change.seq > entered
    return bool(session.scalar(select(exists().where(*since))))


def set_mark(desk: Desk, stay_id: UUID, draft: MarkDraft) -> Saved | Refused:
    """Set, change or take away (`mark` None) an activity's mark of a month; `Saved.id` is the activity.

    It goes into the journal of the activity's plan year. Refused for a month to come, and where the mark
    was changed since it was read; one that was printed may change, but not go."""
    draft = replace(cleaned(draft), month=draft.month.replace(day=1))
    with desk.read() as session:
        item = session.get(PlanItem, draft.item_id)
        plan = session.get_one(Plan, item.plan_id) if item is not None else None
        year = _year(desk, session, stay_id, plan.number, None) if plan is not None else None
        if plan is None or year is None or plan.stay_id != stay_id:
            return Refused((gone(),))
        findings = (
            *check_fields(draft),
            *check_not_future(draft.month, desk.today, "month", code="date-in-future"),
            *_check_month(draft, year.ended_on),
            *_check_mark(session, _mark(session, draft), draft),
        )
    if standing_in_the_way := unanswered(findings, {}):
        return Refused(standing_in_the_way)
    with desk.write(N_("Mark an activity")) as session:
        journal = journal_of(session, stay_id, year.number, year.started_on)
        _put_mark(session, journal.id, draft, desk.today)
    return Saved(draft.item_id)


def _check_month(draft: MarkDraft, ended_on: date | None) -> Iterator[Finding]:
    """Yield a STOP for a new mark of a month in which the person was served no more."""
    if draft.mark is not None:
        yield from check_served(draft.month, ended_on, "month", code="mark-after-end")


def _mark(session: Session, draft: MarkDraft) -> ActivityMark | None:
    """Return the stored mark; an activity belongs to one plan year, so to one journal."""
    of_month = (ActivityMark.item_id == draft.item_id, ActivityMark.month == draft.month)
    return session.scalar(select(ActivityMark).where(*of_month))


def _check_mark(session: Session, mark: ActivityMark | None, draft: MarkDraft) -> Iterator[Finding]:
    yield from check_fresh(mark, draft.revision)
    if mark is not None and draft.mark is None and _on_paper(session, mark.id, mark.journal_id):
        text = N_("This mark was printed: it is kept, but it can be changed.")
        yield missing("mark", text, code="mark-printed")


def _put_mark(session: Session, journal_id: UUID, draft: MarkDraft, today: date) -> None:
    mark = _mark(session, draft)
    if draft.mark is None:
        if mark is not None:
            session.delete(mark)
        return
    if mark is None:
        mark = ActivityMark(id=new_id(), journal_id=journal_id, item_id=draft.item_id, month=draft.month)
        session.add(mark)
    mark.mark, mark.note, mark.noted_on = draft.mark, draft.note, today

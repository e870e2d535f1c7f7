"""What is due of one person: the obligations of a stay on a day, over plain facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import PlanState, RoundKind, Status, StayLength, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.monitoring import round_dates
from ssu_desktop.rules.plan import Deadline, longest_plan_end, months_after, plan_deadlines, renew_by
from ssu_desktop.rules.stay import WAITING
from ssu_desktop.rules.working_days import WorkingDays

SOON = 30
"""How many calendar days ahead Today looks (design.md, Rulings)."""


class Place(StrEnum):
    """The tab of the person's page where a duty is done."""

    OVERVIEW = "overview"
    FILE = "file"
    MOVEMENTS = "movements"
    PLAN = "plan"
    MONITORING = "monitoring"
    CARD = "card"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStand:
    """One plan version as Today needs it."""

    id: UUID
    number: int
    version: int
    state: PlanState
    period_from: date
    period_until: date
    drafted_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StayFacts:
    """One stay that is not over: `rounds` are those completed, `needed`/`received` count its documents."""

    stay_id: UUID
    unit_kind: UnitKind
    status: Status
    status_since: date | None = None
    admitted_on: date | None = None
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    away_until: date | None = None
    place_kept_until: date | None = None
    plans: tuple[PlanStand, ...] = ()
    rounds: Mapping[int, frozenset[RoundKind]] = field(default_factory=dict)
    documents_needed: int = 0
    documents_received: int = 0
    has_file: bool = True
    has_card: bool = True
    file_article: Article | None = None
    programme_until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One thing to do: `code` is stable ("plan-draft"), `text` a msgid with `values` in its holes.

    `due` None is a duty without a legal date; `paused` while the person is away; `confirmed` False while
    the calendar of working days that gave the date is an estimate.
    """

    code: str
    text: str
    place: Place
    due: date | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    article: Article | None = None
    paused: bool = False
    confirmed: bool = True


def duties(facts: StayFacts, law: Law, calendar: WorkingDays, today: date) -> Iterator[Duty]:
    """Yield what is due of a stay, whenever it is due; the caller looks `SOON` days ahead.

    Nothing runs while a stay is suspended or after its end; in temporary leave the duties are paused.
    """
    if facts.status in WAITING:
        yield from _of_waiting(facts, law)
    elif facts.status in (Status.RECEIVING, Status.OBSERVATION):
        yield from _of_present(facts, law, calendar, today)
    elif facts.status is Status.AWAY:
        yield from _of_leave(facts, law)
        for duty in _of_present(facts, law, calendar, today):
            yield replace(duty, paused=True)


def _of_waiting(facts: StayFacts, law: Law) -> Iterator[Duty]:
    if facts.place_kept_until is not None:
        yield Duty(
            code="arrival",
            text=N_("Arrival: the place is kept until this day"),
            place=Place.MOVEMENTS,
            due=facts.place_kept_until,
            article=article_of(law, "register.queue", facts.unit_kind, facts.place_kept_until),
        )


def _of_leave(facts: StayFacts, law: Law) -> Iterator[Duty]:
    if facts.away_until is not None:
        yield Duty(
            code="leave-ended",
            text=N_("Return from temporary leave"),
            place=Place.MOVEMENTS,
            due=facts.away_until,
            article=article_of(law, "register.entry", facts.unit_kind, facts.away_until),
        )


def _of_present(facts: StayFacts, law: Law, calendar: WorkingDays, today: date) -> Iterator[Duty]:
    if facts.admitted_on is None:
        return
    yield from _plan_duties(facts, facts.admitted_on, law, calendar)
    yield from _round_duties(facts, facts.admitted_on, law, calendar, today)
    yield from _file_duties(facts, facts.admitted_on, law)
    yield from _term_duties(facts, facts.admitted_on, law, today)


def _dated(code: str, text: str, place: Place, deadline: Deadline | None) -> Duty:
    if deadline is None:
        return Duty(code=code, text=text, place=place)
    return Duty(
        code=code,
        text=text,
        place=place,
        due=deadline.due,
        article=deadline.article,
        confirmed=deadline.confirmed,
    )


def _plan_duties(facts: StayFacts, started: date, law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    approved = [plan for plan in facts.plans if plan.state is PlanState.APPROVED]
    if approved:
        latest = max(approved, key=lambda plan: plan.number)
        renew = renew_by(latest.period_until, facts.unit_kind, law, calendar)
        yield _dated("plan-renew", N_("Renew the individual plan"), Place.PLAN, renew)
        open_version = any(plan.number == latest.number and _is_open(plan) for plan in facts.plans)
        if open_version:
            yield _dated("plan-version", N_("Approve the new version of the plan"), Place.PLAN, None)
        return
    begun = max(facts.plans, key=lambda plan: (plan.number, plan.version), default=None)
    deadlines = plan_deadlines(
        started, facts.unit_kind, law, calendar, begun.drafted_on if begun is not None else None
    )
    if begun is None:
        text = N_("Draft the individual plan")
        yield _dated("plan-draft", text, Place.PLAN, deadlines.draft_by if deadlines else None)
    elif begun.state is PlanState.DRAFT:
        text = N_("Fill in the individual plan")
        yield _dated("plan-fill", text, Place.PLAN, deadlines.fill_by if deadlines else None)
    else:
        text = N_("Approve the individual plan")
        yield _dated("plan-approve", text, Place.PLAN, deadlines.approve_by if deadlines else None)


def _is_open(plan: PlanStand) -> bool:
    return plan.state in (PlanState.DRAFT, PlanState.FILLED)


def plan_year(plans: tuple[PlanStand, ...], admitted_on: date) -> tuple[int, date]:
    """Return the number of the present plan year and its start.

    The first counts from the start of the service, each later one from its own plan (design.md, Rulings).
    """
    number = max((plan.number for plan in plans), default=1)
    if number == 1:
        return 1, admitted_on
    return number, max(plan.period_from for plan in plans if plan.number == number)


def rounds_due(
    number: int, started: date, unit_kind: UnitKind, law: Law, calendar: WorkingDays
) -> dict[RoundKind, Deadline]:
    """Return when each round of a plan year is due, in their order.

    The first round of a stay belongs with the draft of the plan and is due with it.
    """
    article = law.known_figure("monitoring.every", unit_kind, on=started).article
    due = {kind: Deadline(day, article) for kind, day in round_dates(started, law).items()}
    plan = plan_deadlines(started, unit_kind, law, calendar) if number == 1 else None
    if plan is not None:
        due[RoundKind.ADMISSION] = Deadline(plan.draft_by.due, article, plan.draft_by.confirmed)
    return due


def _round_duties(
    facts: StayFacts, admitted_on: date, law: Law, calendar: WorkingDays, today: date
) -> Iterator[Duty]:
    begun = tuple(
        plan for plan in facts.plans if plan.period_from <= today
    )  # the next year is not asked for yet
    number, started = plan_year(begun, admitted_on)
    if not facts.plans and longest_plan_end(started, facts.unit_kind, law) < today:
        return  # long without any plan: the plan comes first
    done = facts.rounds.get(number, frozenset())
    late: tuple[RoundKind, Deadline] | None = None
    for kind, deadline in rounds_due(number, started, facts.unit_kind, law, calendar).items():
        if kind in done:
            continue
        if deadline.due >= today:
            yield _round_duty(kind, deadline)
            break
        late = kind, deadline
    if late is not None:  # the latest of those missed: the earlier ones cannot be held any more
        yield _round_duty(*late)


def _round_duty(kind: RoundKind, deadline: Deadline) -> Duty:
    duty = _dated("round", N_("Monitoring round: {round}"), Place.MONITORING, deadline)
    return replace(duty, values={"round": kind})


def _file_duties(facts: StayFacts, admitted_on: date, law: Law) -> Iterator[Duty]:
    if not facts.has_file:
        text = N_("Open the personal file")
        yield Duty(code="file-open", text=text, place=Place.FILE, article=facts.file_article)
    elif facts.documents_received < facts.documents_needed:
        yield Duty(
            code="file-incomplete",
            text=N_("Personal file: {received} of {needed} documents"),
            place=Place.FILE,
            values={"received": facts.documents_received, "needed": facts.documents_needed},
            article=facts.file_article,
        )
    if facts.unit_kind is UnitKind.TEMPORARY and not facts.has_card:
        yield Duty(
            code="card-missing",
            text=N_("Fill in the registration card"),
            place=Place.CARD,
            article=article_of(law, "card.filled", facts.unit_kind, admitted_on),
        )


def _term_duties(facts: StayFacts, admitted_on: date, law: Law, today: date) -> Iterator[Duty]:
    if facts.programme_until is not None:
        over = facts.programme_until < today
        ends, ended = (
            N_("The rehabilitation programme runs out"),
            N_("The rehabilitation programme has expired"),
        )
        text = ended if over else ends
        yield Duty(code="programme-ends", text=text, place=Place.OVERVIEW, due=facts.programme_until)
    if facts.length is not StayLength.TEMPORARY and facts.unit_kind is not UnitKind.TEMPORARY:
        return
    try:
        limit = law.known_figure("stay.temporary_longest", facts.unit_kind, on=admitted_on)
    except NoFigure:
        return
    last = months_after(admitted_on, limit.value)
    yield Duty(
        code="stay-ends",
        text=N_("The term of the temporary stay ends"),
        place=Place.MOVEMENTS,
        due=min(last, facts.planned_until or last),
        article=limit.article,
    )

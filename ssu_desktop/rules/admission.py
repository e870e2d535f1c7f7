"""Who may be admitted, on what terms: everything but the impossible is a warning with its article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Figure, Law, NoFigure
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    Establishment,
    Funding,
    MovementKind,
    Placement,
    Sex,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.admission_terms import check_licence, check_terms
from ssu_desktop.rules.entry import article_of, check_happened, check_signed
from ssu_desktop.rules.fields import check_fields, check_order, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.movement import check_sequence
from ssu_desktop.rules.pension import check_pension_age
from ssu_desktop.rules.plan import age_reached
from ssu_desktop.rules.stay import MovementFact

_TEXT_LIMITS = {
    "order_number": 60,
    "decision_number": 60,
    "contract_number": 60,
    "application_number": 60,
    "out_of_turn_reason": 500,
}


@dataclass(frozen=True, kw_only=True)
class AdmissionDraft:
    """What is entered to admit a person; dates may still be empty, `unit_id` and `category` too."""

    unit_id: UUID | None
    category: Category | None
    admitted_on: date | None
    further_categories: tuple[Category, ...] = ()
    order_number: str = ""
    order_date: date | None = None
    came_from: str = ""
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    funding: Funding = Funding.GUARANTEED
    decision_number: str = ""
    decision_date: date | None = None
    decision_body: str = ""
    placement: Placement = Placement.ORDINARY
    night_stay: bool = False
    contract_number: str = ""
    contract_date: date | None = None
    out_of_turn_reason: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationDraft:
    """What is entered to put a person in the queue of a unit; `queued` False only notes the application.

    `applied_time` is "HH:MM" or empty, `application_number` that of the portal.
    """

    unit_id: UUID | None
    category: Category | None
    applied_on: date | None
    applied_time: str = ""
    further_categories: tuple[Category, ...] = ()
    application_number: str = ""
    out_of_turn_reason: str = ""
    queued: bool = True
    came_from: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    decision_body: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What admission asks of a unit; `taken` counts its people, `waiting_before` those ahead in the queue.

    `kept` counts the places of those who were called and did not come yet, `supported` the people in its unit
    for support of independent living.
    """

    kind: UnitKind
    capacity: int
    taken: int = 0
    kept: int = 0
    waiting_before: int = 0
    categories: tuple[Category, ...] = ()
    registered_on: date | None = None
    closed_on: date | None = None
    licence_issued_on: date | None = None
    licence_until: date | None = None
    establishment: Establishment | None = None
    supported: int = 0


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What admission asks of a person: `stays_here`, `stays_elsewhere` tell of stays that are not over.

    `group` is that of the disability that counts on the day, `ended_on` the end of the latest earlier stay.
    """

    born: date | None = None
    sex: Sex | None = None
    group: DisabilityGroup | None = None
    stays_here: bool = False
    stays_elsewhere: bool = False
    ended_on: date | None = None


def check_admission(
    draft: AdmissionDraft,
    unit: UnitFacts | None,
    person: PersonFacts,
    law: Law,
    today: date,
    history: Sequence[MovementFact] = (),
) -> Iterator[Finding]:
    """Find what stands against an admission; `history` holds the events of the stay when it was queued.

    Refused: no unit, no category, a day to come, a person who is there already. All else warns.
    """
    yield from check_happened(draft.admitted_on, today, "admitted_on")
    yield from check_fields(draft, longest=_TEXT_LIMITS)
    yield from check_signed(draft.order_date, today, "order_date")
    yield from check_signed(draft.decision_date, today, "decision_date")
    yield from _check_chosen(draft.unit_id, draft.category)
    if draft.admitted_on is None or unit is None:
        return
    yield from check_order(draft.admitted_on, draft.planned_until, "planned_until")
    yield from check_sequence(MovementKind.ADMITTED, draft.admitted_on, history, "admitted_on")
    yield from _check_stays(draft.admitted_on, person, "admitted_on")
    if draft.category is not None:
        yield from check_category(draft.category, draft.admitted_on, unit, person, law)
    yield from _check_unit(draft, draft.admitted_on, unit, law)
    yield from check_terms(draft, draft.admitted_on, unit, law)
    if not draft.order_number.strip():
        home = unit.kind is UnitKind.HOME
        yield Finding(
            code="order-missing",
            text=N_("The number of the decision is missing.") if home else N_("The order number is missing."),
            field="order_number",
            article=article_of(law, "register.entry", unit.kind, draft.admitted_on),
        )


def check_application(
    draft: ApplicationDraft,
    unit: UnitFacts | None,
    person: PersonFacts,
    law: Law,
    today: date,
    *,
    waits_already: bool = False,
) -> Iterator[Finding]:
    """Find what stands against putting a person in the queue; the queue goes by the order of arrival."""
    yield from check_happened(draft.applied_on, today, "applied_on")
    yield from check_fields(draft, longest=_TEXT_LIMITS)
    yield from check_signed(draft.decision_date, today, "decision_date")
    yield from _check_chosen(draft.unit_id, draft.category)
    if draft.applied_on is None or unit is None:
        return
    if waits_already:
        yield missing("unit_id", N_("The person waits for this unit already."), code="waits-already")
    yield from _check_stays(draft.applied_on, person, "applied_on")
    if draft.category is not None:
        yield from check_category(draft.category, draft.applied_on, unit, person, law)
    if article_of(law, "register.queue", unit.kind, draft.applied_on) is None and draft.queued:
        yield Finding(
            code="no-queue",
            text=N_("For this kind of unit the order knows no queue."),
            field="unit_id",
            article=article_of(law, "register.entry", unit.kind, draft.applied_on),
        )


def _check_chosen(unit_id: UUID | None, category: Category | None) -> Iterator[Finding]:
    if unit_id is None:
        yield missing("unit_id", N_("Choose the unit."), code="unit-missing")
    if category is None:
        yield missing("category", N_("Choose the category."), code="category-missing")


def _check_stays(day: date, person: PersonFacts, field: str) -> Iterator[Finding]:
    if person.stays_here:
        yield missing("unit_id", N_("The person is on the register of this unit already."), code="is-here")
    if person.stays_elsewhere:
        text = N_("The person is on the register of another unit and has not left it.")
        yield Finding(code="is-elsewhere", text=text, field="unit_id")
    if person.born is not None and day < person.born:
        yield missing(field, N_("The day lies before the person's birth."), code="before-birth")
    if person.ended_on is not None and day < person.ended_on:
        yield Finding(
            code="stays-overlap",
            text=N_("The earlier stay ended on {day} only: the two stays overlap."),
            values={"day": short(person.ended_on)},
            field=field,
        )


def _figure(law: Law, key: str, category: Category, kind: UnitKind, on: date) -> Figure | None:
    try:
        return law.known_figure(f"admission.{key}.{category.value}", kind, on=on)
    except NoFigure:
        return None


def check_category(
    category: Category, day: date, unit: UnitFacts, person: PersonFacts, law: Law
) -> Iterator[Finding]:
    """Warn of a category that is none of the unit's, or that the person's age or disability does not fit."""
    if _figure(law, "category", category, unit.kind, day) is None:
        yield Finding(
            code="category-foreign",
            text=N_("“{category}” is no category of this kind of unit."),
            values={"category": category},
            field="category",
            article=article_of(law, "admission.recipients", unit.kind, day),
        )
        return
    if unit.categories and category not in unit.categories:
        text = N_("The unit does not serve the category “{category}”.")
        yield Finding(code="category-not-served", text=text, values={"category": category}, field="category")
    if person.born is not None and day >= person.born:
        yield from _check_age(category, day, unit.kind, person.born, law)
        pension = _figure(law, "pension_age", category, unit.kind, day)
        if pension is not None:
            yield from check_pension_age(person.born, person.sex, day, law, pension.article, "category")
    groups = _figure(law, "disability_groups", category, unit.kind, day)
    if groups is not None and person.group not in (DisabilityGroup.FIRST, DisabilityGroup.SECOND):
        text = N_("This category needs disability of group I or II, and none is entered.")
        yield Finding(code="group-missing", text=text, field="category", article=groups.article)


def _check_age(category: Category, day: date, kind: UnitKind, born: date, law: Law) -> Iterator[Finding]:
    least = _figure(law, "age_from", category, kind, day)
    if least is not None and day < age_reached(born, least.value):
        yield Finding(
            code="too-young",
            text=N_("Too young for this category: the age of admission is reached on {day}."),
            values={"day": short(age_reached(born, least.value))},
            field="category",
            article=least.article,
        )
    limit = _figure(law, "age_below", category, kind, day)
    if limit is not None and day >= age_reached(born, limit.value):
        yield Finding(
            code="too-old",
            text=N_("Too old for this category: it ended on {day}."),
            values={"day": short(age_reached(born, limit.value))},
            field="category",
            article=limit.article,
        )


def _check_unit(draft: AdmissionDraft, day: date, unit: UnitFacts, law: Law) -> Iterator[Finding]:
    if unit.closed_on is not None and day >= unit.closed_on:
        text = N_("The unit was taken off the register of organisations on {day}.")
        article = article_of(law, "unit.removed", unit.kind, day)
        values = {"day": short(unit.closed_on)}
        yield Finding(code="unit-closed", text=text, values=values, field="unit_id", article=article)
    if unit.registered_on is not None and day < unit.registered_on:
        text = N_("The unit was entered in the register of organisations on {day} only.")
        article = article_of(law, "unit.registered", unit.kind, day)
        values = {"day": short(unit.registered_on)}
        yield Finding(code="unit-not-yet", text=text, values=values, field="admitted_on", article=article)
    yield from check_licence(day, unit, law)
    queue = article_of(law, "register.queue", unit.kind, day)
    if unit.taken + unit.kept >= unit.capacity:
        text = N_("No place is free: {taken} of {capacity} are taken.")
        if unit.kept:
            text = N_(
                "No place is free: {taken} of {capacity} are taken, {kept} are kept for those who were "
                "called."
            )
        numbers = {"taken": unit.taken, "capacity": unit.capacity, "kept": unit.kept}
        yield Finding(code="no-place", text=text, values=numbers, field="unit_id", article=queue)
    if unit.waiting_before and queue is not None and not draft.out_of_turn_reason.strip():
        text = N_("People ahead in the queue: {count}. Admission goes by the order of applications.")
        values_ = {"count": unit.waiting_before}
        yield Finding(
            code="out-of-turn", text=text, values=values_, field="out_of_turn_reason", article=queue
        )

"""Records become the contents of forms: what is loaded for which form, of whom, and what is lacking."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from ssu_desktop.actions.as_approved import FINAL, Approvals, as_approved
from ssu_desktop.actions.own_papers import OWN_PAPERS
from ssu_desktop.actions.presence import standing
from ssu_desktop.actions.printing_needs import fill_assessed, fill_histories
from ssu_desktop.actions.printing_office import (
    LATEST,
    NO_JOURNAL,
    NO_PLAN,
    NO_ROWS,
    NO_STAY,
    NOBODY,
    NOT_ADMITTED,
    NOT_FOUND,
    ONLY_TEMPORARY,
    CannotPrint,
    Choice,
    Filled,
    Lacking,
    Office,
)
from ssu_desktop.actions.register import asked_register, in_register, started_on
from ssu_desktop.actions.scores import ScoreRow, score_rows
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.fill import organisation_name
from ssu_desktop.forms.fill_annex_2 import fill_annex_2
from ssu_desktop.forms.fill_annex_3 import fill_annex_3
from ssu_desktop.forms.fill_annex_4 import NO_SERVICES, fill_annex_4
from ssu_desktop.forms.fill_annex_5 import fill_annex_5
from ssu_desktop.forms.fill_annex_9 import fill_annex_9
from ssu_desktop.forms.fill_trend import fill_trend
from ssu_desktop.records import (
    MonitoringJournal,
    MonitoringRound,
    Person,
    Plan,
    PlanItem,
    Stay,
    Unit,
)
from ssu_desktop.records.kinds import PlanState, UnitKind
from ssu_desktop.rules.absence import RoundGap, absences, gaps
from ssu_desktop.rules.stay import PRESENT, parts_of


def fill_for_person(office: Office, form: str, person_id: UUID, choice: Choice) -> list[Filled]:
    """Return the content of a person's form: of the latest admitted stay; annex 2 has all their stays.

    Raises CannotPrint."""
    if form == "annex-2":
        return _register_of_person(office, person_id)
    stay = _latest_stay(office, form, person_id, choice)
    (found,) = _FILLING[form](office, [stay], choice)
    if isinstance(found, Lacking):
        raise CannotPrint(found.reason)
    return [found]


def fill_for_unit(office: Office, form: str, unit_id: UUID, choice: Choice) -> list[Filled | Lacking]:
    """Return the contents for everyone present in a unit in the order of the Kazakh alphabet.

    Annex 2 is one content, the unit's register, and so are the own lists. Raises CannotPrint where there
    is nobody."""
    unit = office.session.get(Unit, unit_id)
    if unit is None:
        raise CannotPrint(NOT_FOUND)
    if form == "annex-2":
        return [_register(office, unit, _register_stays(office, *in_register(unit_id)))]
    if form in OWN_PAPERS:
        return [OWN_PAPERS[form](office, unit, choice)]
    if form == "annex-9" and unit.kind is not UnitKind.TEMPORARY:
        raise CannotPrint(ONLY_TEMPORARY)
    stays = _stays(office, form, Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
    if not stays:
        raise CannotPrint(NOBODY)
    stays.sort(key=lambda stay: (stay.person.sort_key, stay.person_id, stay.id))
    return list(_FILLING[form](office, stays, LATEST))


def _options(form: str) -> Iterable[ExecutableOption]:
    person = joinedload(Stay.person)
    yield joinedload(Stay.unit)
    yield person
    if form == "annex-3":
        yield joinedload(Stay.personal_file)
    if form in ("annex-3", "annex-9"):
        yield person.selectinload(Person.relatives)
    if form == "annex-9":
        yield joinedload(Stay.card)
        yield person.selectinload(Person.papers)
        yield person.selectinload(Person.convictions)


def _stays(office: Office, form: str, *conditions: ColumnElement[bool]) -> list[Stay]:
    asked = select(Stay).join(Stay.person).where(Person.merged_into_id.is_(None), *conditions)
    order = (Stay.admitted_on.is_(None), Stay.admitted_on, Stay.status_since, Stay.id)
    return list(office.session.scalars(asked.order_by(*order).options(*_options(form))))


def _latest_stay(office: Office, form: str, person_id: UUID, choice: Choice) -> Stay:
    """Return the stay to print for: the latest admitted; a cover also for one who is not admitted yet."""
    if office.session.get(Person, person_id) is None:
        raise CannotPrint(NOT_FOUND)
    stays = _stays(office, form, Stay.person_id == person_id)
    if choice.plan_id is not None:
        plan = office.session.get(Plan, choice.plan_id)
        stays = [stay for stay in stays if plan is not None and stay.id == plan.stay_id]
        if not stays:
            raise CannotPrint(NOT_FOUND)
    if not stays:
        raise CannotPrint(NO_STAY)
    if form == "annex-9":
        stays = [stay for stay in stays if stay.card or stay.unit.kind is UnitKind.TEMPORARY]
        if not stays:
            raise CannotPrint(ONLY_TEMPORARY)
    admitted = [stay for stay in stays if stay.admitted_on is not None]
    if not admitted and form != "annex-3":
        raise CannotPrint(NOT_ADMITTED)
    return (admitted or stays)[-1]


def _register_stays(office: Office, *conditions: ColumnElement[bool]) -> list[Stay]:
    return list(office.session.scalars(asked_register(*conditions)))


def _register_of_person(office: Office, person_id: UUID) -> list[Filled]:
    """Return the person's rows, under the heading of each unit where they have any."""
    if office.session.get(Person, person_id) is None:
        raise CannotPrint(NOT_FOUND)
    stays = _register_stays(office, Stay.person_id == person_id)
    if not stays:
        raise CannotPrint(NO_STAY)
    by_unit: dict[UUID, list[Stay]] = {}
    for stay in stays:
        for unit_id in parts_of(stay, stay.movements):
            by_unit.setdefault(unit_id, []).append(stay)
    pages = [_register(office, office.units[unit_id], found) for unit_id, found in by_unit.items()]
    return [replace(page, person_id=person_id) for page in pages]


def _register(office: Office, unit: Unit, stays: Sequence[Stay]) -> Filled:
    if not stays:
        raise CannotPrint(NO_ROWS)
    content = fill_annex_2(
        organisation=office.organisation,
        unit=unit,
        stays=stays,
        units=office.units,
        language=office.language,
        today=office.today,
        started=started_on(office.session, unit.id),
    )
    return Filled(content=content, unit_id=unit.id, people=tuple(stay.person_id for stay in stays))


def _covers(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterable[Filled | Lacking]:  # noqa: ARG001
    for stay in stays:
        bound = stay.personal_file.bound_on if stay.personal_file else None
        content = fill_annex_3(
            organisation=office.organisation,
            head=office.head(bound or office.today),
            stay=stay,
            language=office.language,
        )
        yield Filled(content=content, person_id=stay.person_id)


def _plans(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterable[Filled | Lacking]:
    asked = select(Plan).where(Plan.stay_id.in_([stay.id for stay in stays]))
    if choice.plan_id is not None:
        asked = asked.where(Plan.id == choice.plan_id)
    asked = asked.order_by(Plan.number, Plan.version).options(*plan_options())
    plans: dict[UUID, list[Plan]] = {}
    for plan in office.session.scalars(asked):
        plans.setdefault(plan.stay_id, []).append(plan)
    chosen = {stay_id: _latest(found) for stay_id, found in plans.items()}
    approvals = Approvals(office.session, chosen.values())
    approvals.look_at((office.organisation.id, *(stay.person_id for stay in stays)))
    for stay in stays:
        if stay.id not in chosen:
            yield Lacking(name=stay.person.full_name, reason=NO_PLAN)
            continue
        plan = chosen[stay.id]
        content = fill_plan(office, plan, approvals)
        yield Filled(content=content, person_id=stay.person_id, plan_id=plan.id)


def _latest(plans: Sequence[Plan]) -> Plan:
    approved = [plan for plan in plans if plan.state is PlanState.APPROVED]
    return (approved or plans)[-1]


def plan_options() -> tuple[ExecutableOption, ...]:
    """Return what is loaded with a plan for its form."""
    stay = joinedload(Plan.stay)
    person = stay.joinedload(Stay.person)
    former = person.selectinload(Person.former_names)
    return (
        selectinload(Plan.items),
        selectinload(Plan.sections),
        stay.joinedload(Stay.unit),
        stay.selectinload(Stay.movements),
        former,
    )


def fill_plan(office: Office, plan: Plan, approvals: Approvals | None = None) -> Annex4:
    """Return the content of one plan version, an approved one as it was approved.

    `approvals` are those of all plans that are printed together; whoever signs as head is of that day."""
    content = fill_annex_4(
        organisation=office.organisation,
        head=office.head(plan.approved_on or office.today),
        plan=plan,
        staff=office.staff,
        language=office.language,
        services=office.service_words if any(item.service_ref for item in plan.items) else NO_SERVICES,
        needs=office.needs_words(plan.stay_id, anywhere=any(item.question for item in plan.items)),
    )
    return as_approved(office, content, plan, approvals or Approvals(office.session, [plan]))


def _journals(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterable[Filled | Lacking]:
    stay_ids = [stay.id for stay in stays]
    asked = select(MonitoringJournal).where(MonitoringJournal.stay_id.in_(stay_ids))
    if choice.plan_number is not None:
        asked = asked.where(MonitoringJournal.plan_number == choice.plan_number)
    asked = asked.order_by(MonitoringJournal.plan_number).options(
        selectinload(MonitoringJournal.marks),
        selectinload(MonitoringJournal.rounds).selectinload(MonitoringRound.scores),
        joinedload(MonitoringJournal.stay).joinedload(Stay.person),
        joinedload(MonitoringJournal.stay).selectinload(Stay.movements),
    )
    latest = {journal.stay_id: journal for journal in office.session.scalars(asked)}
    of_stays = select(PlanItem).join(Plan, Plan.id == PlanItem.plan_id).where(Plan.stay_id.in_(stay_ids))
    items = {item.id: item for item in office.session.scalars(of_stays)}
    for stay in stays:
        journal = latest.get(stay.id)
        if journal is None:
            yield Lacking(name=stay.person.full_name, reason=NO_JOURNAL)
            continue
        content = fill_annex_5(
            journal=journal,
            items=items,
            staff=office.staff,
            language=office.language,
            gaps=_gaps_of(office, journal),
            services=office.service_words if journal.marks else NO_SERVICES,
            needs=office.needs_words(stay.id) if journal.marks else NO_SERVICES,
        )
        yield Filled(content=content, person_id=stay.person_id)


def _gaps_of(office: Office, journal: MonitoringJournal) -> Sequence[RoundGap]:
    held = {one.kind: one.held_on for one in journal.rounds}
    away = absences(standing(journal.stay.movements))
    return tuple(gaps(journal.started_on, held, away, office.law, office.today))


def fill_year(office: Office, stay_id: UUID, number: int) -> list[Filled]:
    """Return what is kept of a plan year: each version of the plan that was approved, then the journal."""
    stay = office.session.scalars(select(Stay).where(Stay.id == stay_id).options(*_options("annex-5"))).one()
    asked = select(Plan).where(Plan.stay_id == stay_id, Plan.number == number, Plan.state.in_(FINAL))
    plans = office.session.scalars(asked.order_by(Plan.version).options(*plan_options()))
    found = [
        Filled(content=fill_plan(office, plan), form="annex-4", person_id=stay.person_id, plan_id=plan.id)
        for plan in plans
    ]
    journals = _journals(office, [stay], Choice(plan_number=number))
    return found + [replace(one, form="annex-5") for one in journals if isinstance(one, Filled)]


def _cards(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterable[Filled | Lacking]:  # noqa: ARG001
    for stay in stays:
        content = fill_annex_9(stay=stay, staff=office.staff, language=office.language)
        yield Filled(content=content, person_id=stay.person_id)


def _trends(office: Office, stays: Sequence[Stay], choice: Choice) -> Iterable[Filled | Lacking]:  # noqa: ARG001
    rounds: dict[UUID, list[ScoreRow]] = {}
    for row in score_rows(office.session, Stay.id.in_([stay.id for stay in stays])):
        if row.points:
            rounds.setdefault(row.stay_id, []).append(row)
    for stay in stays:
        held = rounds.get(stay.id)
        if held is None:
            yield Lacking(name=stay.person.full_name, reason=NO_JOURNAL)
            continue
        content = fill_trend(
            person=stay.person,
            organisation=organisation_name(office.organisation, office.language),
            unit=stay.unit.name(office.language),
            rounds=held,
            language=office.language,
        )
        yield Filled(content=content, person_id=stay.person_id)


_FILLING: Mapping[str, Callable[[Office, Sequence[Stay], Choice], Iterable[Filled | Lacking]]] = {
    "annex-3": _covers,
    "annex-4": _plans,
    "annex-5": _journals,
    "annex-9": _cards,
    "trend": _trends,
    "needs": fill_assessed,
    "case-history": fill_histories,
}

"""The papers for a week without electricity: forms of a unit with the names in them, to be filled by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.pack import FORM_TITLES
from ssu_desktop.actions.plan import place_of
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_office import NOBODY, NOT_FOUND, CannotPrint, Filled, Office
from ssu_desktop.actions.printouts import Printed, Progress
from ssu_desktop.actions.unit_marks import running
from ssu_desktop.forms.annex_5 import ActivityMark, Recommendation
from ssu_desktop.forms.fill import day, organisation_name
from ssu_desktop.forms.fill_annex_4 import service_of
from ssu_desktop.forms.registry import form_of
from ssu_desktop.forms.week import MarksSheet, WeekSheet
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import Person, Plan, PlanItem, Stay, Unit
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.stay import PRESENT

POWER_CUT = "week"
_WEEK = 7
_SHEET = N_("Sheet of the week")
_MARKS = N_("Marks of activities")
_SPARE, _ADVICE = 3, 2  # empty lines under the activities of the plan, and for recommendations


def preview_power_cut(desk: Desk, unit_id: UUID, language: Language) -> bytes:
    """Return the first pages of what `print_power_cut` would give, as a preview. Raises CannotPrint."""
    return draw_preview(POWER_CUT, _papers(desk, unit_id, language)[:2], language)


def print_power_cut(
    desk: Desk, unit_id: UUID, language: Language, *, progress: Progress | None = None
) -> Printed:
    """Print next week's papers of a unit as one PDF, remembered like all prints.

    A sheet of those present with a box for each day of next week, a sheet of marks for each of them with
    the activities of the plan in force, then an empty page of the register and, in a unit of temporary
    stay, an empty registration card. `progress` as in `print_unit`. Raises CannotPrint where nobody is."""
    papers = _papers(desk, unit_id, language)
    return print_filled(desk, POWER_CUT, papers, language, progress=progress)


def _papers(desk: Desk, unit_id: UUID, language: Language) -> list[Filled]:
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        unit = session.get(Unit, unit_id)
        if unit is None:
            raise CannotPrint(NOT_FOUND)
        asked = select(Stay.id, Person).join(Person, Person.id == Stay.person_id)
        asked = asked.where(
            Stay.unit_id == unit_id, Stay.status.in_(PRESENT), Person.merged_into_id.is_(None)
        )
        people = [
            (stay_id, person)
            for stay_id, person in session.execute(asked.order_by(Person.sort_key, Person.id))
        ]
        if not people:
            raise CannotPrint(NOBODY)
        week = _week(office, unit, [person for _id, person in people])
        return [week, *_of_people(office, people), *_empty(unit, language)]


def _week(office: Office, unit: Unit, people: Sequence[Person]) -> Filled:
    monday = _monday(office)
    content = WeekSheet(
        language=office.language,
        bookmark=translate(office.language, _SHEET),
        organisation=organisation_name(office.organisation, office.language),
        unit=unit.name(office.language),
        days=tuple(day(monday + timedelta(number)) for number in range(_WEEK)),
        names=tuple(person.full_name for person in people),
    )
    named = tuple(person.id for person in people)
    return Filled(content=content, form=POWER_CUT, unit_id=unit.id, people=named)


def _monday(office: Office) -> date:
    """Return the first day of next week."""
    return office.today + timedelta(_WEEK - office.today.weekday())


def _of_people(office: Office, people: Sequence[tuple[UUID, Person]]) -> Iterator[Filled]:
    monday = _monday(office)
    activities = _activities(office, [stay_id for stay_id, _person in people], monday)
    title = translate(office.language, _MARKS)
    for stay_id, person in people:
        content = MarksSheet(
            language=office.language,
            bookmark=f"{person.full_name}: {title}",
            name=person.full_name,
            marks=(*activities.get(stay_id, ()), *(ActivityMark() for _line in range(_SPARE))),
            recommendations=(Recommendation(),) * _ADVICE,
            continued=True,
        )
        yield Filled(content=content, form="week-marks", person_id=person.id)


def _activities(office: Office, stay_ids: Sequence[UUID], monday: date) -> dict[UUID, list[ActivityMark]]:
    """Return what the plan in force of each stay has for that week, in the form's order, to be marked."""
    asked = (
        select(Plan.stay_id, PlanItem)
        .join(PlanItem, PlanItem.plan_id == Plan.id)
        .where(Plan.stay_id.in_(stay_ids), *running(monday, monday + timedelta(_WEEK - 1)))
        .order_by(Plan.number)
    )
    words, found = load_wording("annex-5"), dict[UUID, list[ActivityMark]]()
    for stay_id, item in sorted(office.session.execute(asked), key=lambda row: place_of(row[1])):
        domain = words.say(f"domain_{item.domain.value}", office.language)
        needs = office.needs_words(stay_id)
        service = service_of(item, office.service_words, needs, office.language)
        found.setdefault(stay_id, []).append(ActivityMark(activity=service, domain=domain))
    return found


def _empty(unit: Unit, language: Language) -> Iterator[Filled]:
    """Yield empty forms for who comes in that week."""
    for form in ("annex-2", "annex-9") if unit.kind is UnitKind.TEMPORARY else ("annex-2",):
        blank = replace(form_of(form).blank(language), bookmark=translate(language, FORM_TITLES[form]))
        yield Filled(content=blank, form=form, unit_id=unit.id)

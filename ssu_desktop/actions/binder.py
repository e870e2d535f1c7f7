"""The yearly binder of a person: a plan year's papers as one PDF, listed, numbered through, and closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.as_approved import FINAL
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_loading import fill_year
from ssu_desktop.actions.printing_office import NOT_FOUND, CannotPrint, Filled, Office
from ssu_desktop.actions.printouts import Printed
from ssu_desktop.forms.annex_3 import sheets_in_words
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.binder import BinderClosing, BinderList, BoundLine
from ssu_desktop.forms.fill import day, head_name, organisation_name, span
from ssu_desktop.forms.registry import length_of
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.nouns import Noun, noun_after
from ssu_desktop.records import MonitoringJournal, Person, Plan, Stay

BINDER = "binder-list"

_LIST, _CLOSING = N_("List of what is bound"), N_("Closing sheet")
_PLAN, _JOURNAL = N_("Individual plan (annex 4)"), N_("Monitoring journal (annex 5)")
_VERSION = N_("Individual plan (annex 4), version {version}")
_NO_YEAR = N_("No plan of this person was approved for this year: there is nothing to bind.")


@dataclass(frozen=True, kw_only=True)
class BinderYear:
    """A plan year that can be bound: the days of its approved plan, and when it was bound, if it was."""

    stay_id: UUID
    number: int
    since: date
    until: date
    bound_on: date | None


def binder_years(desk: Desk, person_id: UUID) -> tuple[BinderYear, ...]:
    """Return the plan years of a person that have an approved plan, the latest first."""
    asked = (
        select(
            Plan.stay_id,
            Plan.number,
            func.min(Plan.period_from),
            func.max(Plan.period_until),
            func.max(MonitoringJournal.bound_on),
        )
        .join(Stay, Stay.id == Plan.stay_id)
        .outerjoin(
            MonitoringJournal,
            (MonitoringJournal.stay_id == Plan.stay_id) & (MonitoringJournal.plan_number == Plan.number),
        )
        .where(Stay.person_id == person_id, Plan.state.in_(FINAL))
        .group_by(Plan.stay_id, Plan.number)
        .order_by(func.min(Plan.period_from).desc(), Plan.number.desc())
    )
    with desk.read() as session:
        return tuple(
            BinderYear(stay_id=stay_id, number=number, since=since, until=until, bound_on=bound_on)
            for stay_id, number, since, until, bound_on in session.execute(asked)
        )


def begun_in(years: Sequence[BinderYear], year: int) -> tuple[BinderYear, ...]:
    """Return the plan years that began in a calendar year, else those that reach into it, in their order."""
    begun = [one for one in years if one.since.year == year]
    reaching = [one for one in years if one.since.year <= year <= one.until.year]
    return tuple(sorted(begun or reaching[:1], key=lambda one: (one.since, one.number)))


def preview_binder(
    desk: Desk, person_id: UUID, years: Sequence[BinderYear], language: Language, *, duplex: bool = False
) -> bytes:
    """Return the PDF that `print_binder` would give, marked as a preview. Raises CannotPrint."""
    papers, firsts = _bound(desk, person_id, years, language, duplex=duplex)
    return draw_preview(BINDER, papers, language, duplex=duplex, firsts=firsts)


def print_binder(
    desk: Desk, person_id: UUID, years: Sequence[BinderYear], language: Language, *, duplex: bool = False
) -> Printed:
    """Print the papers of plan years as one volume; each is remembered and journalled.

    A list of what is in it, every approved version of the plans, the journals with their continuation
    sheets, numbered through, and a closing sheet that tells the number of sheets before it, in figures and
    in words. `duplex`: printed on both sides, each paper from the front of a sheet. Raises CannotPrint."""
    papers, firsts = _bound(desk, person_id, years, language, duplex=duplex)
    return print_filled(desk, BINDER, papers, language, duplex=duplex, firsts=firsts)


def _bound(
    desk: Desk, person_id: UUID, years: Sequence[BinderYear], language: Language, *, duplex: bool
) -> tuple[list[Filled], list[int | None]]:
    """Return the papers of a volume, and the number of the first page of each; the last is not counted."""
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise CannotPrint(NOT_FOUND)
        office = Office(session, language, desk.today, desk.law)
        bound = [(one, year) for year in years for one in _of_year(office, year)]
        papers = [one for one, _year in bound]
        if not papers:
            raise CannotPrint(_NO_YEAR)
        listed = _list(office, person, years, [_line(*one) for one in bound])
        lengths = [length_of(one.form, one.content) for one in (listed, *papers)]
        firsts = [1 + sum(lengths[:number]) for number in range(len(lengths))]
        lines = [
            _line(*one, first, length)
            for one, first, length in zip(bound, firsts[1:], lengths[1:], strict=True)
        ]
        sheets = sum((length + 1) // 2 for length in lengths) if duplex else sum(lengths)
        closing = _closing(office, person, years, sheets)
    return [_list(office, person, years, lines), *papers, closing], [*firsts, None]


def _of_year(office: Office, year: BinderYear) -> Iterator[Filled]:
    """Yield the papers of a plan year under the names that they have in the list."""
    versions = _versions(office.session, year)
    for one in fill_year(office, year.stay_id, year.number):
        version = versions.get(one.plan_id) if one.plan_id else None
        told = (_VERSION, {"version": version}) if version and len(versions) > 1 else (_PLAN, {})
        text, values = (_JOURNAL, {}) if one.form == "annex-5" else told
        bookmark = translate(office.language, text, **values)
        yield replace(one, content=replace(one.content, bookmark=bookmark))


def _versions(session: Session, year: BinderYear) -> dict[UUID, int]:
    asked = select(Plan).where(Plan.stay_id == year.stay_id, Plan.number == year.number)
    return {plan.id: plan.version for plan in session.scalars(asked.where(Plan.state.in_(FINAL)))}


def _line(one: Filled, year: BinderYear, first: int = 0, length: int = 1) -> BoundLine:
    """Return the line of a paper in the list: of which days it is, from which page on to which.

    The journal is of the whole plan year."""
    content, days = one.content, (day(year.since), day(year.until))
    if isinstance(content, Annex4):
        days = (content.period_from, content.period_until)
    pages = str(first) if length == 1 else f"{first}–{first + length - 1}"
    return BoundLine(title=content.bookmark, days=" – ".join(part for part in days if part), pages=pages)


def _list(office: Office, person: Person, years: Sequence[BinderYear], lines: list[BoundLine]) -> Filled:
    content = BinderList(
        language=office.language,
        bookmark=translate(office.language, _LIST),
        organisation=organisation_name(office.organisation, office.language),
        person=person.full_name,
        born=day(person.born),
        year=_period(years),
        rows=tuple(lines),
        count=str(len(lines)),
    )
    return Filled(content=content, form="binder-list", person_id=person.id)


def _closing(office: Office, person: Person, years: Sequence[BinderYear], sheets: int) -> Filled:
    content = BinderClosing(
        language=office.language,
        bookmark=translate(office.language, _CLOSING),
        organisation=organisation_name(office.organisation, office.language),
        person=person.full_name,
        year=_period(years),
        sheets=str(sheets),
        sheets_in_words=sheets_in_words(sheets, office.language),
        noun=noun_after(office.language, sheets, Noun.SHEET),
        head=head_name(office.head(office.today), office.language),
    )
    return Filled(content=content, form="binder-closing", person_id=person.id)


def _period(years: Sequence[BinderYear]) -> str:
    return span(min(one.since for one in years), max(one.until for one in years)) if years else ""

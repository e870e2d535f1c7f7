"""Lists of the moment on paper: what is due, which rules were overridden, who has seen somebody's data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from ssu_desktop.actions.attendance import attendance_sums
from ssu_desktop.actions.departures import DepartureRow, list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.house import ReaderRow, order_page
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_office import NOT_FOUND, CannotPrint, Filled, ListMade, Office
from ssu_desktop.actions.printing_visits import schedule_list, visit_sheet, visited_list
from ssu_desktop.actions.printouts import Printed
from ssu_desktop.actions.seen import SeenRow, who_has_seen
from ssu_desktop.actions.signing import PAPER_TITLES, PaperRow
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.actions.unit_progress import ProgressRow, count_progress, unit_progress
from ssu_desktop.forms.fill import day, head_name, official_day, organisation_name, span
from ssu_desktop.forms.own_list import (
    AcquaintanceList,
    AttendanceList,
    DepartureList,
    DueList,
    ListRow,
    ProgressList,
    ScheduleList,
    SeenList,
    UnsignedList,
    VisitedList,
    VisitSheet,
)
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.clock import spelt_hours
from ssu_desktop.law import Article, Law
from ssu_desktop.records import Person
from ssu_desktop.rules.progress import Course
from ssu_desktop.rules.spelling import spelt_values

NOTHING = N_("There is nothing to print on this list.")


@dataclass(frozen=True, kw_only=True)
class ListAsked:
    """A list of the moment: its code, its lines as they were on the screen, the unit or person it is of.

    `workers`: a sheet for each of these care workers. `everybody`: those in order, too."""

    form: str
    lines: Sequence[TodayLine] = ()
    unit_kk: str = ""
    unit_ru: str = ""
    unit_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    papers: Sequence[PaperRow] = ()
    person_id: UUID | None = None
    workers: Sequence[UUID | None] = ()
    everybody: bool = False


def preview_list(desk: Desk, asked: ListAsked, language: Language) -> bytes:
    """Return the PDF that `print_list` would give, marked as a preview. Raises CannotPrint."""
    return draw_preview(asked.form, _sheets(desk, asked, language), language)


def print_list(desk: Desk, asked: ListAsked, language: Language) -> Printed:
    """Print a list, remember it word for word, and journal it. Raises CannotPrint."""
    return print_filled(desk, asked.form, _sheets(desk, asked, language), language)


def _sheets(desk: Desk, asked: ListAsked, language: Language) -> list[Filled]:
    """Return the list, or a sheet of its own for each care worker."""
    each = [replace(asked, workers=(worker,)) for worker in asked.workers] or [asked]
    return [_filled(desk, one, language) for one in each]


def _filled(desk: Desk, asked: ListAsked, language: Language) -> Filled:
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        told = {
            "language": language,
            "organisation": organisation_name(office.organisation, language),
            "unit": asked.unit_kk if language is Language.KK else asked.unit_ru,
            "day": official_day(desk.today, language),
            "head": head_name(office.head(desk.today), language),
        }
    rows, content, people = _FILLING[asked.form](desk, asked, language)
    if not rows:
        raise CannotPrint(NOTHING)
    total = str(sum(any(row.cells) for row in rows))  # rows to write on are none
    made = content(**told, rows=tuple(rows), total=total)
    named = tuple(person_id for person_id in people if person_id is not None)
    return Filled(content=made, unit_id=asked.unit_id, person_id=asked.person_id, people=named)


def _due(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    rows = (_due_row(desk.law, number, line, language) for number, line in enumerate(asked.lines, start=1))
    return tuple(rows), DueList, (line.person_id for line in asked.lines)


def _due_row(law: Law, number: int, line: TodayLine, language: Language) -> ListRow:
    duty = line.duty
    what = translate(language, duty.text, **spelt_values(duty.values, language))
    return ListRow(
        cells=(
            str(number),
            what,
            line.name,
            line.unit_name(language.value),
            _due_day(line, language),
            _cited(law, line.article, language),
            "",
        )
    )


def _due_day(line: TodayLine, language: Language) -> str:
    """Return the day with what is to be known of it: paper shows no chip, and is read without the screen."""
    told = [day(line.due)] if line.due is not None else []
    if line.duty.advisory:
        told.append(translate(language, N_("an advice")))
    if line.duty.paused:
        told.append(translate(language, N_("paused|duty")))
    if line.put_off is not None:
        told.append(translate(language, N_("put off until {day}"), day=day(line.put_off.until)))
    if not line.duty.confirmed:
        told.append(translate(language, N_("the calendar is not confirmed")))
    return ", ".join(told)


def _cited(law: Law, article: Article | None, language: Language) -> str:
    return law.cite(article, language.value) if article is not None else ""


def _departures(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    found = list_departures(desk, since=asked.since, until=asked.until, limit=None)  # paper is whole
    rows = (_departure_row(desk.law, number, row, language) for number, row in enumerate(found, start=1))
    return tuple(rows), DepartureList, (row.person_id for row in found)


def _departure_row(law: Law, number: int, row: DepartureRow, language: Language) -> ListRow:
    return ListRow(
        cells=(
            str(number),
            day(row.happened_on),
            row.person_name,
            translate(language, row.text, **spelt_values(row.values, language)),
            _cited(law, row.article, language),
            row.reason,
            row.user_name,
        )
    )


def _unsigned(desk: Desk, asked: ListAsked, language: Language) -> ListMade:  # noqa: ARG001 - as all lists
    rows = (_unsigned_row(number, paper, language) for number, paper in enumerate(asked.papers, start=1))
    return tuple(rows), UnsignedList, (paper.person_id for paper in asked.papers)


def _unsigned_row(number: int, paper: PaperRow, language: Language) -> ListRow:
    title = PAPER_TITLES[paper.form]
    printed_on = paper.printed_at.astimezone().date()
    return ListRow(
        cells=(
            str(number),
            paper.person_name,
            translate(language, title),
            day(printed_on),
            paper.printed_by,
            paper.code,
            "",
        )
    )


_COURSES = {
    Course.IMPROVES: N_("improves"),
    Course.DECLINES: N_("declines"),
    Course.SAME: N_("no change"),
    Course.ONCE: N_("assessed once"),
    Course.NOT_YET: N_("first round to come"),
    Course.NOT_ASSESSED: N_("not assessed in time"),
}


def course_word(course: Course) -> str:
    """Return the msgid of how somebody does."""
    return _COURSES[course]


def arrow(change: int | None) -> str:
    """Return a difference with its arrow: `▼ 3` are three points fewer; nothing where there is none."""
    if not change:
        return "" if change is None else "= 0"
    return f"▲ {change}" if change > 0 else f"▼ {-change}"


def _progress(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    found = unit_progress(desk, asked.unit_id) if asked.unit_id is not None else ()
    rows = (_progress_row(number, row, language) for number, row in enumerate(found, start=1))
    counts = count_progress(found)
    made = partial(ProgressList, places=tuple(str(count) for count in counts.values()))
    return tuple(rows), made, (row.person_id for row in found)


def _progress_row(number: int, row: ProgressRow, language: Language) -> ListRow:
    held = f"{translate(language, row.kind.msgid)}, {day(row.held_on)}" if row.kind is not None else ""
    course = translate(language, course_word(row.course))
    away = ", ".join(span(one.since, one.until) + ("" if one.until else "–…") for one in row.away)
    return ListRow(
        cells=(
            str(number),
            row.name,
            held,
            "" if row.total is None else str(row.total),
            arrow(row.change),
            arrow(row.since_admission),
            f"{course}: {away}" if away else course,
        )
    )


def _seen(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    if asked.person_id is None:
        raise CannotPrint(NOT_FOUND)
    with desk.read() as session:
        whose = session.get_one(Person, asked.person_id).full_name
    found = who_has_seen(desk, asked.person_id, language)
    rows = (_seen_row(number, row) for number, row in enumerate(found, start=1))
    return tuple(rows), partial(SeenList, person=whose), ()


def _seen_row(number: int, row: SeenRow) -> ListRow:
    return ListRow(cells=(str(number), day(row.day), row.who, "; ".join(row.deeds)))


def _acquaintance(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    page = order_page(desk, asked.unit_id) if asked.unit_id is not None else None
    if page is None or not page.editions:
        return (), AcquaintanceList, ()
    rules = page.editions[0].draft
    rows = (_reader_row(number, row, language) for number, row in enumerate(page.readers, start=1))
    content = partial(AcquaintanceList, places=(day(rules.approved_on), rules.order_number))
    return tuple(rows), content, (row.person_id for row in page.readers)


def _reader_row(number: int, row: ReaderRow, language: Language) -> ListRow:
    signer = translate(language, row.signer.msgid) if row.signer is not None else ""
    return ListRow(cells=(str(number), row.name, day(row.admitted_on), signer, day(row.signed_on), ""))


def _attendance(desk: Desk, asked: ListAsked, _language: Language) -> ListMade:
    if asked.unit_id is None or asked.since is None or asked.until is None:
        return (), AttendanceList, ()
    days = [asked.since + timedelta(days=day) for day in range((asked.until - asked.since).days + 1)]
    found = attendance_sums(desk, asked.unit_id, days)
    rows = (
        ListRow(
            cells=(
                str(number),
                row.name,
                str(row.days),
                spelt_hours(row.minutes),
                str(row.missed),
                str(row.outside),
            )
        )
        for number, row in enumerate(found, start=1)
    )
    content = partial(AttendanceList, places=(day(asked.since), day(asked.until)))
    return tuple(rows), content, (row.person_id for row in found)


def _visit_sheet(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    if asked.unit_id is None or asked.since is None or not asked.workers:
        return (), VisitSheet, ()
    return visit_sheet(desk, asked.unit_id, asked.since, asked.workers[0], language)


def _schedules(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    if asked.unit_id is None:
        return (), ScheduleList, ()
    return schedule_list(desk, asked.unit_id, language)


def _visited(desk: Desk, asked: ListAsked, language: Language) -> ListMade:
    if asked.unit_id is None or asked.since is None:
        return (), VisitedList, ()
    return visited_list(desk, asked.unit_id, asked.since, language, everybody=asked.everybody)


_FILLING: Mapping[str, Callable[[Desk, ListAsked, Language], ListMade]] = {
    "acquaintance": _acquaintance,
    "progress": _progress,
    "attendance": _attendance,
    "due": _due,
    "departures": _departures,
    "unsigned": _unsigned,
    "seen": _seen,
    "visit-week": _visit_sheet,
    "visit-schedules": _schedules,
    "visits-fewer": _visited,
}

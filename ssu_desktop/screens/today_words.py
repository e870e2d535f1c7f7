"""What Today says: the duties in groups, each put into the words of its line when it is looked at."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from ssu_desktop.actions.today import TodayLine, TodayPage
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import day_and_month, short, weekday_short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.law import cite_paragraph
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.findings import article_words
from ssu_desktop.screens.today_lines import Group, Line
from ssu_desktop.screens.today_list import Unworded

LAST_WEEKDAY = 6
_WEEK_AHEAD = 7  # calendar days: on a Friday the week ahead is not over on Sunday
EXPIRES = frozenset({"programme-ends", "disability-ends"})  # nobody here is late: a paper has expired


def entries_of(page: TodayPage, *, whole_month: bool, narrow: bool) -> Iterable[Group | Line | Unworded]:
    """Yield the groups of a page, the overdue first; of a week only without what comes after seven days."""
    sunday = page.day + timedelta(days=LAST_WEEKDAY - page.day.weekday())
    soon = running(page.soon)
    week = [line for line in soon if line.due is not None and line.due <= sunday]
    seven_days = page.day + timedelta(days=_WEEK_AHEAD)
    ahead = [line for line in soon[len(week) :] if line.due is not None and line.due <= seven_days]
    paused = [line for line in (*page.overdue, *page.soon, *page.undated) if line.duty.paused]
    groups: tuple[tuple[str, Sequence[TodayLine], Tone], ...] = (
        (N_("Overdue"), running(page.overdue), Tone.LATE),
        (N_("This week"), week, Tone.SOON),
        (N_("Later, within 30 days"), soon[len(week) :] if whole_month else (), Tone.NEUTRAL),
        (N_("Later, within 7 days"), () if whole_month else ahead, Tone.NEUTRAL),
        (N_("Without a date"), running(page.undated), Tone.NEUTRAL),
        (N_("Of the units themselves"), page.of_units, Tone.NEUTRAL),
        (N_("Advised by the model rules of 2009"), running(page.advised), Tone.NEUTRAL),
        (N_("Put off"), page.put_off, Tone.NEUTRAL),
        (N_("Paused while the person is away"), paused if whole_month else (), Tone.NEUTRAL),
    )
    for title, lines, tone in groups:
        yield from group(_(title), lines, page.day, tone, narrow=narrow)
    yield from _from_paper(page)


def group(
    title: str, lines: Sequence[TodayLine], today: date, tone: Tone, *, narrow: bool
) -> Iterable[Group | Unworded]:
    """Yield a heading and its lines; nothing where there are no lines."""
    if lines:
        yield Group(title, len(lines))
        worded = partial(_line, today=today, tone=tone, narrow=narrow)
        yield from (Unworded(line, worded) for line in lines)


def _from_paper(page: TodayPage) -> Iterable[Group | Line]:
    """Yield one line a unit of those whose plans may lie on paper; it opens the plan of the first of them."""
    if not page.from_paper:
        return
    why = _(
        N_(
            "These people came in with the old register; whether their papers are in order is not known "
            "here. Their deadlines count from the first plan that is begun in the program."
        )
    )
    everyone = {line.person_id for line in page.from_paper}
    yield Group(_(N_("From the paper register")), len(everyone), why)
    for unit in page.units:
        lines = [line for line in page.from_paper if line.unit_id == unit.unit_id]
        people = {line.person_id for line in lines}
        if lines:
            first = next((line for line in lines if line.duty.place is Place.PLAN), lines[0])
            count = counted(spoken(), len(people), Noun.PERSON)
            yield Line(
                key=first,
                what=_(N_("Without a plan here: {people}"), people=count),
                who=short_name(first.name) if len(people) == 1 else "",
                unit=unit.name(spoken()),
                when=Chip(""),
                tone=Tone.NEUTRAL,
                told=why,
            )


def running(lines: Sequence[TodayLine]) -> list[TodayLine]:
    """Return the lines of those who are here: nothing runs against one who has left temporarily."""
    return [line for line in lines if not line.duty.paused]


def _line(line: TodayLine, today: date, tone: Tone, *, narrow: bool) -> Line:
    duty = line.duty
    article = ""
    if duty.article is not None:
        article = cite_paragraph(duty.article, spoken()) if narrow else article_words(duty.article)
    what = _(duty.text, **spelt_values(duty.values))
    return Line(
        key=line,
        what=what,
        who=short_name(line.name, initials=narrow),
        unit=line.unit_name(spoken()),
        when=when_chip(line, today),
        tone=tone,
        article=article,
        told="\n".join(_remarks(line, what)),
    )


def _remarks(line: TodayLine, what: str) -> Iterable[str]:
    yield what
    yield ", ".join(filter(None, (line.name, line.unit_name(spoken()))))
    if line.responsible:
        yield _(N_("answers for it: {name}"), name=line.responsible)
    if line.put_off is not None:
        told = {"day": short(line.put_off.until), "reason": line.put_off.reason, "name": line.put_off.by}
        yield _(N_("Put off until {day} by {name}: {reason}"), **told)
    if line.duty.advisory:
        yield _(N_("The act is no longer in force: an advice."))
    if line.duty.paused:
        yield _(N_("Paused: the person has left temporarily."))
    if not line.duty.confirmed:
        yield _(N_("The calendar of working days is not confirmed: the date may move."))


def when_chip(line: TodayLine, today: date) -> Chip:
    """Return how late a line is, or when it is due, in words; nothing without a date.

    An unconfirmed calendar is told beside the date."""
    if line.put_off is not None:
        return Chip(_(N_("put off until {day}"), day=short(line.put_off.until)))
    if line.days is None or line.due is None:
        return Chip("")
    if line.duty.paused:
        return Chip(_(N_("paused|duty")))
    if line.duty.advisory or (line.days > 0 and line.duty.code in EXPIRES):
        return Chip(short(line.due), Tone.NEUTRAL if line.duty.advisory else Tone.LATE)
    unsure = "" if line.duty.confirmed else " ?"
    if line.days > 0:
        late = _(N_("late: {count}"), count=counted(spoken(), line.days, Noun.DAY))
        return Chip(late + unsure, Tone.LATE)
    if line.days == 0:
        return Chip(_(N_("today|due")) + unsure, Tone.SOON)
    if line.days == -1:
        return Chip(_(N_("tomorrow|due")) + unsure, Tone.SOON)
    told = day_and_month(line.due, spoken())
    near = line.due - today <= timedelta(days=LAST_WEEKDAY)
    return Chip((f"{told}, {weekday_short(line.due, spoken())}" if near else told) + unsure)


def short_name(name: str, *, initials: bool = False) -> str:
    """Return `Surname Given P.`, or `Surname G. P.`: the whole name stands in the tooltip."""
    parts = name.split()
    whole = 1 if initials else 2
    return " ".join([*parts[:whole], *(f"{part[0]}." for part in parts[whole:])])

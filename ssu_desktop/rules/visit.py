"""Home service: when people are to be visited, and what took place (Order 230, para 25 and annex 7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Figure, Law, NoFigure
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.day import check_served, check_times
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.fields import check_fields, check_order, missing
from ssu_desktop.rules.finding import Finding

WEEKDAYS = "1234567"
"""The digits of the days of a week, Monday is 1."""


@dataclass(frozen=True, kw_only=True)
class Daytime:
    """The hours ("HH:MM") that count as daytime in a unit; both empty where it has not named them."""

    since: str = ""
    until: str = ""

    def holds(self, moment: str) -> bool:
        """Return whether a time lies in the daytime; where no hours are named, every time does."""
        return not moment or not self.since or self.since <= moment <= self.until


@dataclass(frozen=True, kw_only=True)
class ScheduleDraft:
    """On which days of the week (digits, Monday is 1), at what time and by whom a person is visited."""

    weekdays: str = ""
    at: str = ""
    staff_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class VisitDraft:
    """A visit; `held` False takes it out again. `revision` is what was shown."""

    stay_id: UUID
    day: date | None = None
    staff_id: UUID | None = None
    came: str = ""
    left: str = ""
    services: str = ""
    note: str = ""
    held: bool = True
    id: UUID | None = None
    revision: int | None = None


def least_visits(on: date, law: Law) -> Figure | None:
    """Return how many visits a week are asked for on a day; None before the annex asked (R230-116)."""
    try:
        return law.figure("visit.weekly_least", UnitKind.HOME, on=on)
    except NoFigure:
        return None


def check_schedule(
    draft: ScheduleDraft, others: Iterable[str], name: str, daytime: Daytime, law: Law
) -> Iterator[Finding]:
    """Yield what is wrong with a schedule; `others` are the weekdays of the person's further schedules."""
    yield from check_fields(draft)
    if not draft.weekdays:
        yield missing("weekdays", N_("Choose at least one day of the week."), code="no-weekday")
    if draft.since is None:
        yield missing("since", N_("Enter from when the schedule holds."), code="no-beginning")
        return
    yield from check_order(draft.since, draft.until, "until")
    yield from check_times(draft.at, "", name)
    yield from _check_daytime(draft.at, "at", draft.since, name, daytime, law)
    asked = least_visits(draft.since, law)
    count = len(draft.weekdays) + sum(len(days) for days in others)
    if asked is not None and draft.weekdays and count < asked.value:
        yield Finding(
            code="few-visits",
            text=N_("{name}: visits a week: {count}. The order asks for at least {least}."),
            values={"name": name, "count": count, "least": asked.value},
            field="weekdays",
            article=asked.article,
        )


def check_visit(
    draft: VisitDraft, name: str, *, served: bool, daytime: Daytime, law: Law, today: date, within: str = ""
) -> Iterator[Finding]:
    """Yield what is wrong with a visit: its day, its times, a visit outside the daytime (R230-115)."""
    yield from check_fields(draft, within=within)
    if draft.day is None:
        yield missing(f"{within}day", N_("Enter the day of the visit."), code="no-day")
        return
    yield from check_served(served, name, draft.day, today, within)
    yield from check_times(draft.came, draft.left, name, within)
    field, moment = next(
        (
            (field, text)
            for field, text in (("came", draft.came), ("left", draft.left))
            if not daytime.holds(text)
        ),
        ("", ""),
    )
    yield from _check_daytime(moment, within + field, draft.day, name, daytime, law)


def _check_daytime(
    moment: str, field: str, on: date, name: str, daytime: Daytime, law: Law
) -> Iterator[Finding]:
    if not daytime.holds(moment):
        yield Finding(
            code="not-daytime",
            text=N_("{name}: {time} is outside the daytime of this unit ({since} – {until})."),
            values={"name": name, "time": moment, "since": daytime.since, "until": daytime.until},
            field=field,
            article=article_of(law, "visit.daytime", UnitKind.HOME, on),
        )


def weekdays_in(digits: str, monday: date, days: Iterable[date]) -> list[date]:
    """Return those of `days`, all of the week that begins on `monday`, that a schedule's digits name."""
    return [day for day in days if str((day - monday).days + 1) in digits]

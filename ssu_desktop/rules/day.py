"""What holds of every record of a day: its times, and that the person was served on it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.clock import parse_time
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.fields import check_not_future, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.stay import ENDED, MovementFact, StayState, derive

SERVED = frozenset({Status.RECEIVING, Status.OBSERVATION})
"""The states in which services are given."""


def check_times(came: str, left: str, name: str, within: str = "") -> Iterator[Finding]:
    """Yield a STOP for times that cannot be, of the person `name`: unreadable, or left before came."""
    unreadable = [field for field, text in (("came", came), ("left", left)) if text and not _kept(text)]
    for field in unreadable:
        yield missing(within + field, N_("Write the time as 09:30."), code="time-unreadable")
    if unreadable or not left:
        return
    if not came:
        text = N_("{name}: when the person left is there, but not when the person came.")
    elif left <= came:
        text = N_("{name}: left ({left}) is not after came ({came}).")
    else:
        return
    yield Finding(
        code="left-before-came",
        text=text,
        values={"name": name, "came": came, "left": left},
        field=f"{within}left",
        weight=Weight.STOP,
    )


def _kept(text: str) -> bool:
    return parse_time(text) == text


def check_served(served: bool, name: str, day: date, today: date, within: str = "") -> Iterator[Finding]:
    """Yield a STOP for a day to come, and for one on which the person did not receive services here."""
    to_come = tuple(check_not_future(day, today, f"{within}day", code="date-in-future"))
    yield from to_come
    if not served and not to_come:
        yield Finding(
            code="not-served",
            text=N_("{name} did not receive services in this unit on {day}."),
            values={"name": name, "day": short(day)},
            field=f"{within}day",
            weight=Weight.STOP,
        )


def served_on(facts: Iterable[MovementFact], first_unit_id: UUID, unit_id: UUID, day: date) -> bool:
    """Return whether a stay that began in `first_unit_id` was served by a unit on a day.

    The days of admission, of resumption and of leaving for good count; that of suspension does not."""
    events = tuple(facts)
    evening = derive((fact for fact in events if fact.happened_on <= day), first_unit_id)
    if _served_in(evening, unit_id):
        return True
    morning = derive((fact for fact in events if fact.happened_on < day), first_unit_id)
    gone = evening.status in ENDED or evening.unit_id != unit_id
    return gone and _served_in(morning, unit_id)


def _served_in(state: StayState, unit_id: UUID) -> bool:
    return state.unit_id == unit_id and state.status in SERVED


WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def days_of(monday: date) -> tuple[date, ...]:
    """Return the seven days of the week that begins on `monday`."""
    return tuple(monday + timedelta(days=day) for day in range(WEEK.days))

"""Attendance of day care: when a person came and left, and how long the day lasted (Order 230, para 14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.clock import clock_time, minutes_between, spelt_hours
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.day import check_served, check_times
from ssu_desktop.rules.fields import LONGEST_LINE, check_length
from ssu_desktop.rules.finding import Finding, blocks


@dataclass(frozen=True, kw_only=True)
class AttendanceDraft:
    """A day of one person, "HH:MM" or empty; all empty takes the day out. `revision` is what was shown."""

    stay_id: UUID
    came: str = ""
    left: str = ""
    note: str = ""
    revision: int | None = None

    @property
    def empty(self) -> bool:
        """Return whether nothing is told of the day."""
        return not (self.came or self.left or self.note)


@dataclass(frozen=True, kw_only=True)
class Attendant:
    """Whose day it is: `served` on this day in this unit; `night` where the person also stays the night."""

    name: str
    served: bool
    night: bool = False


def check_attendance(
    draft: AttendanceDraft, who: Attendant, day: date, law: Law, today: date
) -> Iterator[Finding]:
    """Yield what is wrong with a day; fields bear the id of the stay before their names (R230-112).

    Whoever stays the night, as rehabilitation centres may have it, has no such day."""
    within = f"{draft.stay_id}."
    if draft.empty:
        return
    wrong = (
        *check_served(who.served, who.name, day, today, within),
        *check_times(draft.came, draft.left, who.name, within),
        *check_length(draft.note, LONGEST_LINE, f"{within}note"),
    )
    yield from wrong
    if draft.left and not who.night and not blocks(wrong):
        came, left = clock_time(draft.came), clock_time(draft.left)
        yield from check_day_stay(day, came, left, law, name=who.name, field=f"{within}left")


def check_day_stay(
    day: date, came: time, left: time, law: Law, *, name: str = "", field: str = "left"
) -> Iterator[Finding]:
    """Warn of a day that is shorter or longer than the paragraph has it (R230-112)."""
    figure = law.known_figure("stay.day_hours", UnitKind.DAY, on=day)
    least, most = (timedelta(hours=hours) for hours in figure.values)
    stayed = datetime.combine(day, left) - datetime.combine(day, came)
    if not least <= stayed <= most:
        yield Finding(
            code="day-stay",
            text=N_("{name}: {stayed}. A day in day care lasts from {least} to {most} hours."),
            values={
                "name": name,
                "stayed": spelt_hours(minutes_between(f"{came:%H:%M}", f"{left:%H:%M}")),
                "least": figure.values[0],
                "most": figure.values[1],
            },
            field=field,
            article=figure.article,
        )

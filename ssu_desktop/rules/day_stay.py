"""How long a day in day care lasts (Order 230, para 14)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.finding import Finding


def check_day_stay(day: date, came: time, left: time, law: Law, field: str = "left") -> Iterator[Finding]:
    """Warn of a day that is shorter or longer than the paragraph has it (R230-112)."""
    figure = law.known_figure("stay.day_hours", UnitKind.DAY, on=day)
    least, most = (timedelta(hours=hours) for hours in figure.values)
    stayed = datetime.combine(day, left) - datetime.combine(day, came)
    if not least <= stayed <= most:
        yield Finding(
            code="day-stay",
            text=N_("A day in day care lasts from {least} to {most} hours."),
            values={"least": figure.values[0], "most": figure.values[1]},
            field=field,
            article=figure.article,
        )

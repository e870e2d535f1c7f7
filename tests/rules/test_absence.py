"""Absences from the events of a stay, and the gaps between rounds that they explain."""

from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import MovementKind, RoundKind
from ssu_desktop.rules.absence import absences, explaining, gaps
from ssu_desktop.rules.stay import MovementFact

K = MovementKind
FEB, MARCH = date(2026, 2, 3), date(2026, 3, 20)
TODAY = date(2026, 9, 1)


def facts(*events: tuple[MovementKind, date]) -> list[MovementFact]:
    return [MovementFact(kind=kind, happened_on=day, id=new_id()) for kind, day in events]


ADMITTED = (K.ADMITTED, date(2025, 12, 1))


def test_leave_and_suspension_are_absences_until_the_return_or_the_end() -> None:
    history = facts(
        ADMITTED,
        (K.LEFT, FEB),
        (K.RETURNED, MARCH),
        (K.SUSPENDED, date(2026, 4, 1)),
        (K.DISCHARGED, date(2026, 4, 9)),
    )
    found = [(one.kind, one.since, one.until) for one in absences(history)]
    assert found == [(K.LEFT, FEB, MARCH), (K.SUSPENDED, date(2026, 4, 1), date(2026, 4, 9))]


def test_an_absence_that_goes_on_has_no_end() -> None:
    (one,) = absences(facts(ADMITTED, (K.LEFT, FEB)))
    assert (one.since, one.until) == (FEB, None)


@pytest.mark.parametrize(
    ("due", "held_on", "next_due", "explained"),
    [
        (date(2026, 3, 1), None, date(2026, 6, 1), True),
        (date(2026, 3, 1), date(2026, 3, 21), date(2026, 6, 1), True),  # held after the return
        (date(2026, 3, 1), date(2026, 3, 1), date(2026, 6, 1), False),  # held on the day: there is no gap
        (date(2026, 3, 1), date(2026, 3, 2), date(2026, 6, 1), True),  # held a day late, while away
        (date(2026, 3, 1), date(2026, 2, 27), date(2026, 6, 1), False),  # held before it was due
        (date(2026, 2, 2), date(2026, 2, 2), None, False),  # the day before the absence
        (date(2026, 2, 2), None, date(2026, 5, 2), True),  # it began while the round was awaited
        (date(2026, 3, 20), None, date(2026, 6, 20), False),  # back on the very day
        (date(2025, 10, 1), None, date(2026, 1, 1), False),  # it falls into the next round's time
        (date(2026, 12, 1), None, None, False),  # not due yet
    ],
)
def test_an_absence_explains_a_gap_that_it_falls_into(
    due: date, held_on: date | None, next_due: date | None, explained: bool
) -> None:
    found = absences(facts(ADMITTED, (K.LEFT, FEB), (K.RETURNED, MARCH)))
    assert bool(explaining(found, due, held_on, next_due, TODAY)) is explained


def test_the_gaps_of_a_year_name_the_round_and_its_day() -> None:
    found = absences(facts(ADMITTED, (K.LEFT, FEB), (K.RETURNED, MARCH)))
    held = {RoundKind.ADMISSION: date(2025, 12, 1), RoundKind.MONTHS_6: date(2026, 6, 1)}
    (gap,) = gaps(date(2025, 12, 1), held, found, load_law(), TODAY)
    assert (gap.kind, gap.due, gap.held_on) == (RoundKind.MONTHS_3, date(2026, 3, 1), None)
    assert gap.away == found

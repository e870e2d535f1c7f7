"""Which kept backups may go, and that a wrong clock makes none go."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssu_desktop.storage.retention import Dated, superseded

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)  # a Thursday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def backups(*ages: timedelta) -> list[Dated]:
    """Return backups of these ages, the oldest first."""
    return [Dated(number=number, made_at=NOW - age) for number, age in enumerate(ages, start=1)]


def ages_left(*ages: timedelta) -> list[timedelta]:
    """Return the ages of those that stay."""
    all_of_them = backups(*ages)
    gone = superseded(all_of_them, NOW)
    return [NOW - backup.made_at for backup in all_of_them if backup.number not in gone]


@pytest.mark.parametrize(
    ("ages", "stay"),
    [
        pytest.param((), [], id="none"),
        pytest.param((900 * DAY,), [900 * DAY], id="the only one, however old"),
        pytest.param((48 * HOUR, 47 * HOUR, HOUR), [48 * HOUR, 47 * HOUR, HOUR], id="all of 48 hours"),
        pytest.param(
            (50 * HOUR, 49 * HOUR, HOUR),
            [49 * HOUR, HOUR],
            id="older than 48 hours: the newest of its day",
        ),
        pytest.param(
            (3 * DAY + HOUR, 3 * DAY, 2 * DAY + HOUR, HOUR),
            [3 * DAY, 2 * DAY + HOUR, HOUR],
            id="one a day",
        ),
        pytest.param(
            tuple(days * DAY for days in range(16, -1, -1)),
            [days * DAY for days in range(13, -1, -1)],
            id="fourteen days, of which the newest are those of the weeks and the month, too",
        ),
        pytest.param(
            tuple(days * DAY for days in range(40, -1, -1)),
            # 15, 8 and 1 November and 25 October are Sundays, 31 October ends its month
            [days * DAY for days in (39, 32, 26, 25, 18, *range(13, -1, -1))],
            id="before the fourteen days the newest of each week and month",
        ),
        pytest.param(
            (400 * DAY, 41 * DAY, 40 * DAY, HOUR),
            [400 * DAY, 41 * DAY, 40 * DAY, HOUR],
            id="a pause costs nothing: the days that have one count",
        ),
    ],
)
def test_what_stays(ages: tuple[timedelta, ...], stay: list[timedelta]) -> None:
    assert ages_left(*ages) == stay


def test_after_two_years_of_work_14_days_8_weeks_and_12_months_are_left() -> None:
    left: list[Dated] = []
    number, now = 0, datetime(2024, 11, 1, 9, 0, tzinfo=UTC)
    while now < NOW:
        if now.weekday() < 5 and 9 <= now.hour < 18:
            number += 1
            left.append(Dated(number=number, made_at=now))
            gone = superseded(left, now)
            left = [backup for backup in left if backup.number not in gone]
        now += HOUR / 2
    times = [backup.made_at for backup in left]
    assert len({at.date() for at in times if at > NOW - 20 * DAY}) >= 14
    assert len({at.isocalendar()[:2] for at in times}) >= 8
    assert {(at.year, at.month) for at in times} >= {(2025, 12), *((2026, month) for month in range(1, 12))}
    assert len(left) < 18 * 3 + 14 + 8 + 12


def due_to_stay(times: Sequence[datetime], now: datetime) -> set[datetime]:
    """Return what the rule keeps where the clock was right, said in another way than the program's."""
    stay = {at for at in times if now - at <= 48 * HOUR}
    for most, name in ((14, "%Y-%m-%d"), (8, "%G-%V"), (12, "%Y-%m")):
        newest = {f"{at:{name}}": at for at in sorted(times)}
        stay |= set(sorted(newest.values())[-most:])
    return stay


moments = st.lists(
    st.integers(0, 60 * 24 * 500).map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=120
)


@settings(max_examples=100)
@given(moments)
def test_never_fewer_stay_than_the_rule_keeps_and_never_more(times: list[datetime]) -> None:
    made = [Dated(number=number, made_at=at) for number, at in enumerate(sorted(set(times)), start=1)]
    gone = superseded(made, NOW)
    stay = {backup.made_at for backup in made if backup.number not in gone}
    assert stay == due_to_stay([backup.made_at for backup in made], NOW)


@settings(max_examples=100)
@given(moments, st.lists(st.booleans(), min_size=120, max_size=120))
def test_what_is_not_verified_neither_counts_nor_goes(times: list[datetime], sound: list[bool]) -> None:
    made = [
        Dated(number=number, made_at=at, sound=is_sound)
        for (number, at), is_sound in zip(enumerate(sorted(times), start=1), sound, strict=False)
    ]
    without = [backup for backup in made if backup.sound]
    assert superseded(made, NOW) == superseded(without, NOW)
    assert not {backup.number for backup in made if not backup.sound} & superseded(made, NOW)


@settings(max_examples=100)
@given(moments, st.integers(4, 24 * 365 * 10))
def test_a_backup_after_the_clock_was_set_back_displaces_no_more_than_any_new_day_does(
    times: list[datetime], hours: int
) -> None:
    made = [Dated(number=number, made_at=at) for number, at in enumerate(sorted(times), start=1)]
    if not made:
        return
    before = superseded(made, made[-1].made_at)
    set_back = made[-1].made_at - timedelta(hours=hours)
    now_made = [*made, Dated(number=len(made) + 1, made_at=set_back)]
    newly_gone = superseded(now_made, set_back) - before
    assert len(newly_gone) <= 3, "the last day, the last week and the last month"
    assert not any(made[-1].made_at - made[number - 1].made_at <= 48 * HOUR for number in newly_gone)


@settings(max_examples=100)
@given(moments)
def test_however_the_clock_jumps_the_newest_stays_and_so_do_14_of_the_days_that_it_told(
    times: list[datetime],
) -> None:
    made = [Dated(number=number, made_at=at) for number, at in enumerate(times, start=1)]
    gone = superseded(made, NOW)
    stay = [backup for backup in made if backup.number not in gone]
    assert not made or made[-1] in stay
    told = dict.fromkeys(backup.made_at.date() for backup in reversed(made))
    assert {backup.made_at.date() for backup in stay} >= set(list(told)[:14])


def test_a_computer_that_wakes_each_morning_on_the_same_day_loses_no_day() -> None:
    left: list[Dated] = []
    for morning in range(60):
        for hour in (0, 2, 4, 8):
            at = datetime(2020, 1, 1, hour, morning, tzinfo=UTC)
            left.append(Dated(number=10 * morning + hour, made_at=at))
            gone = superseded(left, at)
            left = [backup for backup in left if backup.number not in gone]
    assert {backup.number // 10 for backup in left} == set(range(60))


def test_after_a_wrong_clock_was_put_right_the_backups_before_it_are_as_they_were() -> None:
    made = backups(3 * DAY, 2 * DAY, 30 * HOUR, 20 * HOUR)
    wrong = Dated(number=5, made_at=datetime(2020, 1, 1, tzinfo=UTC))
    right = Dated(number=6, made_at=NOW)
    assert superseded([*made, wrong, right], NOW) == frozenset()


def test_a_clock_that_was_put_right_by_minutes_does_not_make_two_days_of_one() -> None:
    ages = [days * DAY + minutes * HOUR / 60 for days in range(20, -1, -1) for minutes in (30, 60)]
    made = backups(*ages)
    gone = superseded(made, NOW)
    assert len({backup.made_at.date() for backup in made if backup.number not in gone}) >= 14


def test_a_clock_that_is_set_back_every_noon_still_leaves_fourteen_days() -> None:
    mornings = [NOW.replace(hour=9) - days * DAY for days in range(20, -1, -1)]
    times = [at for morning in mornings for at in (morning + 6 * HOUR, morning)]
    made = [Dated(number=number, made_at=at) for number, at in enumerate(times, start=1)]
    gone = superseded(made, NOW)
    assert len({backup.made_at.date() for backup in made if backup.number not in gone}) >= 14

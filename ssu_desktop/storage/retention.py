"""Which kept backups may go: all of two days stay, then one a day, a week, a month. No clock, no disk."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ALL_OF: Final = timedelta(hours=48)
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 12
_A_CORRECTION: Final = timedelta(hours=3)  # a clock set back by less was put right; by more, it was wrong


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A kept backup as the rule sees it.

    `number` counts the backups of one data file in the order of their making; `made_at` is what the
    computer's clock said then; `sound`: it was verified, and reads."""

    number: int
    made_at: datetime
    sound: bool = True


def superseded(backups: Sequence[Dated], now: datetime) -> frozenset[int]:
    """Return the numbers of the backups that may go.

    All of the last 48 hours stay, and the newest of each of the last 14 days, 8 weeks and 12 months that
    have one: a pause of a month costs nothing. What is not sound neither goes nor counts, and the newest
    sound one always stays. The order is that of the numbers: a clock that was wrong makes more stay, not
    fewer."""
    sound = sorted((backup for backup in backups if backup.sound), key=lambda backup: -backup.number)
    stay = {
        *_of_two_days(sound, now),
        *_newest_of_each(sound, lambda at: at.date(), DAYS),
        *_newest_of_each(sound, lambda at: at.isocalendar()[:2], WEEKS),
        *_newest_of_each(sound, lambda at: (at.year, at.month), MONTHS),
    }
    return frozenset(backup.number for backup in sound if backup not in stay)


def _was_wrong(earlier: datetime, later: datetime) -> bool:
    """Tell whether the clock was set back so far between two moments that it says nothing about them."""
    return earlier - later > _A_CORRECTION


def _of_two_days(sound: Sequence[Dated], now: datetime) -> Iterator[Dated]:
    """Give those that are not older than 48 hours by what the clock says now, or by its steps since then.

    The first alone would let a clock that was set back hide the days before it; the second alone would let
    one that was put right again make them old at once."""
    steps, later = timedelta(0), now
    for backup in sound:
        if not _was_wrong(backup.made_at, later):
            steps += later - backup.made_at
        later = backup.made_at
        if steps <= ALL_OF or (not _was_wrong(backup.made_at, now) and now - backup.made_at <= ALL_OF):
            yield backup


def _newest_of_each(
    sound: Sequence[Dated], period: Callable[[datetime], Hashable], most: int
) -> Iterator[Dated]:
    """Give the newest backup of each of the last `most` periods.

    Where the clock was wrong, a period begins anew without counting twice: two mornings of a computer that
    always wakes on 1 January are two days."""
    periods: set[Hashable] = set()
    shown: set[tuple[Hashable, int]] = set()
    times, later = 0, sound[0].made_at if sound else None
    for backup in sound:
        times += later is not None and _was_wrong(backup.made_at, later)
        later, name = backup.made_at, period(backup.made_at)
        periods.add(name)
        if len(periods) > most:
            return
        if (name, times) not in shown:
            shown.add((name, times))
            yield backup

"""The list of people and its search, from a thousand people to a hundred thousand."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.files import ask_all, asked, empty_file, fill_people, opened, raw_connection
from benchmarks.measure import Row, Scale, compare, percentile, timed, told
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.people import PeoplePage, PeopleQuery, find_people, list_people

_FRAME = 0.016
_TYPED = ("Қасымова Айгүл", "касымов б", "ова", "ahmet", "Әбдір Нұр", "бай сер", "500501", "нұрсұлтан", "ив")


def people_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure the first page against the driver, its growth, and each keystroke of a search."""
    small, large = empty_file(place / "few.ssu"), empty_file(place / "many.ssu")
    with opened(small) as few, opened(large) as many, raw_connection(few) as raw:
        fill_people(few, scale.few)
        fill_people(many, scale.many)
        first = partial(list_people, few)
        queries = asked(few, first)
        page = compare(first, partial(ask_all, raw, queries), rounds=scale.rounds, times=20)
        growth = compare(partial(list_people, many), first, rounds=scale.rounds, times=20)
        keys = [
            timed(partial(search, many, text[:length]))
            for search in (find_people, _in_the_list)
            for text in _TYPED
            for length in range(1, len(text) + 1)
            for _ in range(2)
        ]
    slow = percentile(keys, 0.95)
    return (
        Row(
            what=f"first page of People, {scale.few:,} people",
            against="the same queries by the driver alone",
            goal="≤ 1.6x",
            measured=page.told(),
            met=page.ratio <= 1.6,
        ),
        Row(
            what=f"the same page with {scale.many:,} people",
            against=f"with {scale.few:,} people",
            goal="≤ 1.3x",
            measured=growth.told(),
            met=growth.ratio <= 1.3,
        ),
        Row(
            what=f"a keystroke in search, {scale.many:,} people",
            against="one frame",
            goal="p95 ≤ 16 ms",
            measured=f"p95 {told(slow)}, median {told(percentile(keys, 0.5))}, worst {told(max(keys))}",
            met=slow <= _FRAME,
        ),
    )


def _in_the_list(desk: Desk, text: str) -> PeoplePage:
    return list_people(desk, PeopleQuery(text=text))

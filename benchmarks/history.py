"""The history of a file with 100,000 entries: its chain followed, its first pages, who has seen somebody."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.files import empty_file, opened
from benchmarks.measure import Row, Scale, busy, timed, told
from benchmarks.year import work_a_year
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, count_history, read_history
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.seen import who_has_seen
from ssu_desktop.language import Language

_WHOLE = HistoryQuery(views=False)


def history_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure what the journal costs once it is long."""
    path = empty_file(place / "history.ssu")
    with opened(path) as desk:
        work_a_year(desk, replace(scale, journal=scale.many))
        person_id = list_people(desk, PeopleQuery(limit=1)).rows[0].id
        entries = f"{scale.many:,} entries"
        return (
            _row(f"following the chain of the journal, {entries}", 2.0, scale, lambda: _verify(desk)),
            _row(f"first page of the whole history, {entries}", 0.5, scale, lambda: _page(desk, _WHOLE)),
            _row(
                "first page of the history of a person, the same file",
                0.05,
                scale,
                lambda: _page(desk, HistoryQuery(person_id=person_id)),
            ),
            _row(
                "who has seen a person, the same file",
                0.1,
                scale,
                lambda: who_has_seen(desk, person_id, Language.KK),
            ),
        )


def _verify(desk: Desk) -> None:
    if problems := desk.file.check_journal():
        raise ValueError(problems)


def _page(desk: Desk, query: HistoryQuery) -> None:
    count_history(desk, query)
    read_history(desk, query, Language.KK)


def _row(what: str, most: float, scale: Scale, work: Callable[[], object]) -> Row:
    work()
    spent = statistics.median(timed(work, clock=busy) for _round in range(scale.long_rounds))
    return Row(what=what, against="absolute", goal=f"≤ {told(most)}", measured=told(spent), met=spent <= most)

"""File numbers by the facility's pattern, and how complete a file is."""

import pytest

from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.personal_file import Numbering, completeness

S, H = UnitKind.STATIONARY, UnitKind.HOME


def test_numbers_run_by_kind_and_year_without_a_gap() -> None:
    numbering = Numbering("{kind}-{year}/{number}", ["S-2026/1", "S-2026/3", "S-2025/9", "H-2026/7"])
    given = [
        numbering.next(S, 2026),
        numbering.next(S, 2026),
        numbering.next(H, 2026),
        numbering.next(S, 2027),
    ]
    assert given == ["S-2026/4", "S-2026/5", "H-2026/8", "S-2027/1"]


@pytest.mark.parametrize(
    ("pattern", "taken", "expected"),
    [
        ("{number:04}", ["0012"], "0013"),
        ("ІС {number}", [], "ІС 1"),
        ("{year}", [], "2026/1"),
        ("(.*){number}", ["(.*)4"], "(.*)5"),
        ("{0}{number}{x}", [], "{0}1{x}"),
        ("{number}/{number}", ["3/3"], "4/4"),
        ("{number}", ["5-a", "x"], "1"),
    ],
)
def test_any_pattern_gives_a_number_that_is_not_taken(pattern: str, taken: list[str], expected: str) -> None:
    numbering = Numbering(pattern, taken)
    assert numbering.next(S, 2026) == expected
    assert numbering.next(S, 2026) not in {*taken, expected}


def test_what_is_not_needed_is_not_asked_for_and_what_is_not_required_is_not_counted() -> None:
    count = completeness(["a", "b", "c"], ["a", "extra"], ["c"])
    assert (count.received, count.needed, count.complete) == (1, 2, False)
    assert completeness(["a"], ["a"], []).complete
    assert completeness([], [], []).complete

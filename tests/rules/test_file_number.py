"""File numbers: one grammar of the facility's pattern for its check and for the numbering."""

import pytest

from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.file_number import Numbering, check_pattern, file_number

S, H = UnitKind.STATIONARY, UnitKind.HOME


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{kind}-{year}/{number}", None),
        ("{number}", None),
        ("№ {number:04} / {year}", None),
        ("{number:1}", "pattern-unknown-place"),
        ("{number:00}", "pattern-unknown-place"),
        ("{number:010}", "pattern-unknown-place"),
        ("{number:}", "pattern-unknown-place"),
        ("{year:04}-{number}", "pattern-unknown-place"),
        ("{{number}}", "pattern-unknown-place"),
        ("}{number}{", "pattern-unknown-place"),
        ("{year}", "pattern-without-number"),
        ("", "pattern-without-number"),
        ("{number", "pattern-bracket-not-closed"),
        ("number}", "pattern-bracket-not-closed"),
        ("{number}-{name}", "pattern-unknown-place"),
        ("{}", "pattern-unknown-place"),
        ("{number.__class__}", "pattern-unknown-place"),
        ("{number[0]}", "pattern-unknown-place"),
        ("{number:>999999999}", "pattern-unknown-place"),
        ("{number!r}", "pattern-unknown-place"),
    ],
)
def test_pattern_holds_only_what_can_be_filled(pattern: str, code: str | None) -> None:
    found = list(check_pattern(pattern))
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(finding.text.format(**finding.values) for finding in found)
    if code is None:
        made = file_number(pattern, kind=UnitKind.HOME, year=2026, number=1)
        assert "1" in made
        assert Numbering(pattern).next(UnitKind.HOME, 2026) == made


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

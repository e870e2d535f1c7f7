"""IIN and BIN: what is refused, what is doubtful, what agrees."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.finding import Weight, blocks
from ssu_desktop.rules.iin import check_bin, check_digit, check_iin, iin_born

BORN = date(1943, 5, 11)
GOOD = "430511400122"


def codes(text: str, born: date | None = BORN, sex: Sex | None = Sex.FEMALE) -> list[str]:
    return [finding.code for finding in check_iin(text, born, sex)]


def reference_digit(first: str) -> int | None:
    """The rule of design.md, written out a second time."""
    rest = sum(int(first[place]) * (place + 1) for place in range(11)) % 11
    if rest == 10:
        rest = sum(int(first[place]) * (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)[place] for place in range(11)) % 11
    return None if rest == 10 else rest


@st.composite
def iins(draw: st.DrawFn) -> tuple[str, date, Sex]:
    born = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    sex = draw(st.sampled_from(Sex))
    century = 2 * (born.year // 100 - 18) + (1 if sex is Sex.MALE else 2)
    number = draw(st.integers(0, 9999))
    first = f"{born:%y%m%d}{century}{number:04}"
    digit = reference_digit(first)
    if digit is None:
        first = f"{first[:-1]}{(int(first[-1]) + 1) % 10}"
        digit = reference_digit(first)
    return f"{first}{0 if digit is None else digit}", born, sex


@given(iins())
def test_every_iin_made_by_the_rule_says_its_birth_date_and_sex(made: tuple[str, date, Sex]) -> None:
    text, born, sex = made
    assert iin_born(text) == (born, sex)
    if reference_digit(text[:11]) is not None:
        assert check_iin(text, born, sex) == []


@given(iins(), st.integers(1, 9))
def test_another_check_digit_is_doubtful_and_not_refused(made: tuple[str, date, Sex], shift: int) -> None:
    text, born, sex = made
    wrong = f"{text[:11]}{(int(text[11]) + shift) % 10}"
    if reference_digit(text[:11]) is not None:
        findings = check_iin(wrong, born, sex)
        assert [finding.code for finding in findings] == ["iin-check"]
        assert not blocks(findings)


def test_a_good_iin_has_no_findings_and_an_absent_one_neither() -> None:
    assert check_digit(GOOD[:11]) == int(GOOD[11])
    assert codes(GOOD) == []
    assert codes("") == []
    assert codes("  ") == []


@pytest.mark.parametrize(
    "text", ["43051140012", "4305114001299", "43051140012А", "430511-400129", "٤٣٠٥١١٤٠٠١٢٩"]
)
def test_what_is_not_twelve_digits_is_refused(text: str) -> None:
    (finding,) = check_iin(text, BORN, Sex.FEMALE)
    assert (finding.code, finding.weight, finding.field) == ("iin-length", Weight.STOP, "iin")


def test_the_second_weighting_is_used_when_the_first_gives_ten() -> None:
    first = next(
        f"430511400{number:02}"
        for number in range(100)
        if sum(int(digit) * weight for weight, digit in enumerate(f"430511400{number:02}", 1)) % 11 == 10
    )
    assert check_digit(first) == reference_digit(first)
    assert check_digit(first) != 10


def test_a_number_that_is_never_issued_has_no_check_digit() -> None:
    never = [f"{n:011}" for n in range(40_000) if reference_digit(f"{n:011}") is None]
    assert never
    assert all(check_digit(first) is None for first in never)


def test_birth_date_and_sex_that_disagree_are_warned_of() -> None:
    assert codes(GOOD, date(1943, 5, 12)) == ["iin-born"]
    assert codes(GOOD, sex=Sex.MALE) == ["iin-sex"]
    assert codes(GOOD, None, None) == []
    (finding,) = check_iin(GOOD, date(1943, 5, 12), None)
    assert finding.values == {"said": "11.05.1943", "born": "12.05.1943"}


def test_an_impossible_date_or_century_is_doubtful() -> None:
    assert "iin-date" in codes("431311400129")
    assert "iin-date" in codes("430511900129")
    assert iin_born("431311400129") is None
    assert iin_born("430511900129") is None


def test_a_bin_is_checked_by_the_same_digit() -> None:
    assert check_bin("") == []
    assert [finding.code for finding in check_bin("12345")] == ["bin-length"]
    digit = check_digit("99034000000")
    assert check_bin(f"99034000000{digit}") == []
    assert digit is not None
    assert [finding.code for finding in check_bin(f"99034000000{(digit + 1) % 10}")] == ["bin-check"]

"""Numbers in words and nouns after numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.language import Language, Noun, counted
from ssu_desktop.language.numbers import in_words, tenge, tiyn_of

KK, RU = Language.KK, Language.RU

KAZAKH_UNITS = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
KAZAKH_TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
RUSSIAN_UNITS = ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
RUSSIAN_TENS = [
    "",
    "десять",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
RUSSIAN_TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]


@pytest.mark.parametrize("n", range(1, 100))
def test_numbers_to_ninety_nine_are_right_in_kazakh(n: int) -> None:
    tens, units = divmod(n, 10)
    assert in_words(n, KK) == f"{KAZAKH_TENS[tens]} {KAZAKH_UNITS[units]}".strip()


@pytest.mark.parametrize("n", range(1, 100))
def test_numbers_to_ninety_nine_are_right_in_russian(n: int) -> None:
    tens, units = divmod(n, 10)
    words = RUSSIAN_TEENS[units] if tens == 1 else f"{RUSSIAN_TENS[tens]} {RUSSIAN_UNITS[units]}".strip()
    assert in_words(n, RU) == words


def test_hundreds_are_right() -> None:
    assert in_words(100, KK) == "жүз"
    assert in_words(245, KK) == "екі жүз қырық бес"
    assert in_words(245, RU) == "двести сорок пять"


@pytest.mark.parametrize(
    ("n", "russian"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (4, "4 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (12, "12 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (25, "25 дней"),
        (111, "111 дней"),
        (121, "121 день"),
    ],
)
def test_a_russian_noun_takes_the_form_of_its_number(n: int, russian: str) -> None:
    assert counted(RU, n, Noun.DAY) == russian


@given(st.sampled_from(Noun), st.integers(0, 10_000))
def test_every_noun_is_counted_in_both_languages(noun: Noun, n: int) -> None:
    assert counted(KK, n, noun).startswith(f"{n} ")
    assert counted(RU, n, noun).startswith(f"{n} ")
    assert counted(KK, n, noun).removeprefix(f"{n} ") == counted(KK, 1, noun).removeprefix("1 ")


def test_a_noun_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        counted(RU, 1, "unicorn")


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0, "0"),
        (5, "0,05"),
        (150_050, "1\u00a0500,50"),
        (30_000, "300"),
        (123_456_789, "1\u00a0234\u00a0567,89"),
    ],
)
def test_an_amount_kept_in_tiyn_is_told_in_tenge_and_read_back(amount: int, told: str) -> None:
    assert tenge(amount) == told
    assert tiyn_of(told) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500", 150_000),
        ("1 500.5", 150_050),
        ("0,5", 50),
        (" 12,34 ", 1234),
        ("", None),
        ("12,345", None),
        ("-5", None),
        ("бес", None),
        ("1,2,3", None),
        ("1234567890", None),
    ],
)
def test_tenge_are_typed_with_a_comma_or_a_point_or_they_are_no_amount(
    typed: str, amount: int | None
) -> None:
    assert tiyn_of(typed) == amount

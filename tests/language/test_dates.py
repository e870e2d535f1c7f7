"""Dates and ages in words, and dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.language import Language
from ssu_desktop.language.dates import (
    age,
    age_on,
    age_words,
    day_and_month,
    long,
    month_name,
    official,
    parse_date,
    short,
    weekday_name,
)

KK, RU = Language.KK, Language.RU
TODAY = date(2026, 3, 12)
DAYS = st.dates(date(1890, 1, 1), date(2100, 12, 31))


def test_a_date_is_worded_as_official_papers_word_it() -> None:
    assert official(date(2026, 1, 5), KK) == '2026 жылғы "05" қаңтар'
    assert official(date(2026, 1, 5), RU) == "«05» января 2026 года"
    assert short(date(2026, 3, 4)) == "04.03.2026"


def test_a_heading_names_the_weekday() -> None:
    assert long(TODAY, KK) == "2026 жылғы 12 наурыз, бейсенбі"
    assert long(TODAY, RU) == "12 марта 2026 года, четверг"
    assert day_and_month(TODAY, KK) == "12 наурыз"
    assert day_and_month(TODAY, RU) == "12 марта"
    assert weekday_name(date(2026, 3, 15), KK) == "жексенбі"
    assert [month_name(9, KK), month_name(9, RU)] == ["қыркүйек", "сентябрь"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("=", TODAY),
        (" = ", TODAY),
        ("4.3.26", date(2026, 3, 4)),
        ("040326", date(2026, 3, 4)),
        ("04032026", date(2026, 3, 4)),
        ("20260304", date(2026, 3, 4)),
        ("4/3/2026", date(2026, 3, 4)),
        ("4-3-26", date(2026, 3, 4)),
        ("4 3 26", date(2026, 3, 4)),
        ("4,3,26", date(2026, 3, 4)),
        ("2026-03-04", date(2026, 3, 4)),
        ("2026.03.04", date(2026, 3, 4)),
        ("2026-03-04 00:00:00", date(2026, 3, 4)),
        ("2026-03-04T10:15", date(2026, 3, 4)),
        ("04.03.2026 г.", date(2026, 3, 4)),
        ("04.03.2026ж.", date(2026, 3, 4)),
        ("19 қыркүйек 2014 ж.", date(2014, 9, 19)),
        ("19 ҚЫРКҮЙЕК 2014 Ж", date(2014, 9, 19)),
        ("2014 жылғы 19 қыркүйек", date(2014, 9, 19)),
        ("2014 жылдың 19 қыркүйегі", date(2014, 9, 19)),
        ('2026 жылғы "05" қаңтар', date(2026, 1, 5)),
        ("«05» января 2026 года", date(2026, 1, 5)),
        ("19 сентября 2014 г.", date(2014, 9, 19)),
        ("19 сен 2014", date(2014, 9, 19)),
        ("1 мая 1960", date(1960, 5, 1)),
        ("1 май 1960", date(1960, 5, 1)),
        ("1 мамыр 1960", date(1960, 5, 1)),
        ("1 маусым 1960", date(1960, 6, 1)),
        ("1 марта 1960", date(1960, 3, 1)),
        ("29.02.2024", date(2024, 2, 29)),
        ("12.03.36", date(2036, 3, 12)),
        ("12.03.37", date(1937, 3, 12)),
        ("110543", date(1943, 5, 11)),
        ("01.01.1890", date(1890, 1, 1)),
        ("31.12.2100", date(2100, 12, 31)),
    ],
)
def test_a_date_is_read_however_it_is_typed(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "вчера",
        "29.02.2025",
        "31.04.2026",
        "32.01.2026",
        "1.13.2026",
        "0.1.2026",
        "00.00.0000",
        "31.12.1889",
        "01.01.2101",
        "4.3",
        "4.3.226",
        "41234",
        "19 ма 2014",
        "19 foo 2014",
        "==",
        "1.1.2026.",
        "99999999",
        "2026-03-04 утром",
        "١.٢.٢٠٢٦x",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, TODAY) is None


@given(st.text())
def test_reading_a_date_never_raises(text: str) -> None:
    assert isinstance(parse_date(text, TODAY), date | None)


@given(st.from_regex(r"[0-9./ -]{1,12}", fullmatch=True))
def test_reading_digits_never_raises(text: str) -> None:
    found = parse_date(text, TODAY)
    assert found is None or 1890 <= found.year <= 2100


@given(DAYS)
def test_every_wording_of_ours_is_read_back(day: date) -> None:
    wordings = [short(day), day.isoformat(), f"{day:%d%m%Y}", official(day, KK), official(day, RU)]
    assert {parse_date(text, TODAY) for text in wordings} == {day}


@given(DAYS, st.integers(0, 40_000))
def test_an_age_grows_by_a_year_on_the_birthday(born: date, days: int) -> None:
    on = min(born + timedelta(days=days), date(2200, 1, 1))
    years = age(born, on)
    assert years * 365.2 - 1 <= (on - born).days <= (years + 1) * 365.3


def test_an_age_is_that_of_the_full_years_lived() -> None:
    born = date(1943, 5, 11)
    assert [age(born, date(2026, 5, day)) for day in (10, 11, 12)] == [82, 83, 83]
    assert age(date(2024, 2, 29), date(2025, 2, 28)) == 0


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (1, "1 год"),
        (2, "2 года"),
        (5, "5 лет"),
        (11, "11 лет"),
        (14, "14 лет"),
        (21, "21 год"),
        (82, "82 года"),
        (100, "100 лет"),
        (101, "101 год"),
        (111, "111 лет"),
    ],
)
def test_an_age_in_russian_has_its_right_plural(years: int, words: str) -> None:
    assert age_words(years, RU) == words
    assert age_words(years, KK) == f"{years} жаста"


def test_a_child_under_three_is_counted_in_months() -> None:
    born = date(2024, 9, 20)
    assert age_on(born, TODAY, KK) == "17 айлық"
    assert age_on(born, TODAY, RU) == "17 месяцев"
    assert age_on(born, date(2026, 3, 20), RU) == "18 месяцев"
    assert age_on(born, date(2027, 9, 19), RU) == "35 месяцев"
    assert age_on(born, date(2027, 9, 20), RU) == "3 года"
    assert age_on(born, date(2027, 9, 20), KK) == "3 жаста"
    assert age_on(date(2026, 4, 1), TODAY, RU) == "0 месяцев"

"""Dates and ages in the wording of official papers, and dates as people type them."""

import re
from datetime import date
from functools import lru_cache

from ssu_desktop.language.catalogue import Language
from ssu_desktop.language.names import search_key
from ssu_desktop.language.nouns import Noun, counted

MONTHS = {
    Language.KK: (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
    Language.RU: (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
}  # fmt: skip
RUSSIAN_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_FROM = ("дан", "нан", "дан", "ден", "дан", "нан", "ден", "дан", "тен", "нан", "дан", "нан")
_TO = ("ға", "ға", "ға", "ге", "ға", "ға", "ге", "ға", "ке", "ға", "ға", "ға")
WEEKDAYS = {
    Language.KK: ("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),
    Language.RU: ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}
_WEEKDAYS_SHORT = {
    Language.KK: ("дс", "сс", "ср", "бс", "жм", "сб", "жс"),
    Language.RU: ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
}

_FIRST_YEAR, _LAST_YEAR = 1890, 2100
YEARS_AHEAD = 10  # a two-digit year further ahead than this belongs to the last century
_INFANT_YEARS = 3  # younger children are counted in months

_DAY_FIRST = re.compile(r"(\d{1,2})[./\-, ]+(\d{1,2})[./\-, ]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(
    r"(\d{4})[./\- ](\d{1,2})[./\- ](\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_COMPACT_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDED = re.compile(r"(\d{1,2}) ([^\W\d_]+) (\d{4}|\d{2})")
_WORDED_YEAR_FIRST = re.compile(r"(\d{4}) (\d{1,2}) ([^\W\d_]+)")
_YEAR_WORDS = re.compile(r"(?<![^\W\d_])(?:жылгы|жылдын|жылы|жыл|ж|года|год|г)(?![^\W\d_])\.?")
_QUOTES = re.compile(r"[\"«»“”„']")


def month_name(month: int, language: Language) -> str:
    """Return the name of `month` (1..12) by itself, nominative: `қаңтар`, `январь`."""
    return MONTHS[language][month - 1]


def weekday_name(day: date, language: Language) -> str:
    """Return the weekday: `бейсенбі`, `четверг`."""
    return WEEKDAYS[language][day.weekday()]


def weekday_short(day: date, language: Language) -> str:
    """Return the weekday in two letters: `бс`, `чт`."""
    return _WEEKDAYS_SHORT[language][day.weekday()]


def weekdays_short(digits: str, language: Language) -> str:
    """Return the weekdays that digits name, Monday is 1: `дс, бс`, `пн, чт`."""
    return ", ".join(_WEEKDAYS_SHORT[language][int(digit) - 1] for digit in digits)


def short(day: date) -> str:
    """Return `04.03.2026`, the same in both languages."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def official(day: date, language: Language) -> str:
    """Return the wording of official papers: `2026 жылғы "05" қаңтар`, `«05» января 2026 года`."""
    if language is Language.KK:
        return f'{day.year} жылғы "{day.day:02}" {MONTHS[Language.KK][day.month - 1]}'
    return f"«{day.day:02}» {RUSSIAN_GENITIVE[day.month - 1]} {day.year} года"


def worded(day: date, language: Language) -> str:
    """Return the wording within a sentence: `2026 жылғы 5 наурыз`, `5 марта 2026 года`."""
    if language is Language.KK:
        return f"{day.year} жылғы {day_and_month(day, language)}"
    return f"{day_and_month(day, language)} {day.year} года"


def since(day: date, language: Language) -> str:
    """Return `2026 жылғы 5 наурыздан бастап`, `с 5 марта 2026 года`."""
    if language is Language.KK:
        return f"{worded(day, language)}{_FROM[day.month - 1]} бастап"
    return f"{'со' if day.day == 2 else 'с'} {worded(day, language)}"


def up_to(day: date, language: Language) -> str:
    """Return `2026 жылғы 5 наурызға дейін`, `по 5 марта 2026 года`: the day itself is the last."""
    if language is Language.KK:
        return f"{worded(day, language)}{_TO[day.month - 1]} дейін"
    return f"по {worded(day, language)}"


def day_and_month(day: date, language: Language) -> str:
    """Return `12 наурыз`, `12 марта`."""
    months = MONTHS[Language.KK] if language is Language.KK else RUSSIAN_GENITIVE
    return f"{day.day} {months[day.month - 1]}"


def long(day: date, language: Language) -> str:
    """Return a heading: `2026 жылғы 12 наурыз, бейсенбі`, `12 марта 2026 года, четверг`."""
    weekday = weekday_name(day, language)
    if language is Language.KK:
        return f"{day.year} жылғы {day_and_month(day, language)}, {weekday}"
    return f"{day_and_month(day, language)} {day.year} года, {weekday}"


def age(born: date, on: date) -> int:
    """Return the full years lived on the day `on`; below 0 when born later."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_words(years: int, language: Language) -> str:
    """Return an age: `82 жаста`, `82 года`."""
    return f"{years} жаста" if language is Language.KK else counted(language, years, Noun.YEAR)


def age_on(born: date, on: date, language: Language) -> str:
    """Return the age on the day `on` in words; children under three in months: `18 айлық`, `18 месяцев`."""
    years = age(born, on)
    if years >= _INFANT_YEARS:
        return age_words(years, language)
    months = max(0, (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day))
    return f"{months} айлық" if language is Language.KK else counted(language, months, Noun.MONTH)


_SHORT = 64  # letters of a text that is worth remembering


def parse_date(text: str, today: date) -> date | None:
    """Return the date that a person typed, or None where it is no date of 1890..2100; raises nothing.

    Understood: `=` (today), `4.3.26`, `040326`, `04032026`, slashes, hyphens, blanks, ISO (with a time),
    `19 қыркүйек 2014 ж.`, `2014 жылғы 19 қыркүйек`, `«19» сентября 2014 г.`. A two-digit year more than
    ten years ahead of `today` is one of the 1900s.
    """
    return _short_date(text, today) if len(text) <= _SHORT else _date_in(text, today)


def _date_in(text: str, today: date) -> date | None:
    if text.strip() == "=":
        return today
    plain = " ".join(_YEAR_WORDS.sub(" ", _QUOTES.sub(" ", search_key(text))).split())
    for parts in _readings(plain):
        found = _date(*parts, today=today)
        if found:
            return found
    return None


_short_date = lru_cache(maxsize=4096)(_date_in)  # the days of a register come again and again


def _readings(text: str) -> list[tuple[str, int, str]]:
    """Return the (year, month, day) that `text` can stand for, the likeliest first."""
    if match := _DAY_FIRST.fullmatch(text):
        return [(match[3], int(match[2]), match[1])]
    if match := _YEAR_FIRST.fullmatch(text):
        return [(match[1], int(match[2]), match[3])]
    if match := _COMPACT.fullmatch(text):
        return [(match[3], int(match[2]), match[1]), *_compact_iso(text)]
    if match := _WORDED.fullmatch(text):
        return [(match[3], _month(match[2]), match[1])]
    if match := _WORDED_YEAR_FIRST.fullmatch(text):
        return [(match[1], _month(match[3]), match[2])]
    return []


def _compact_iso(text: str) -> list[tuple[str, int, str]]:
    match = _COMPACT_ISO.fullmatch(text)
    return [(match[1], int(match[2]), match[3])] if match else []


def _month(word: str) -> int:
    """Return the month that `word` (a search key, any case ending, three letters at least) names, or 0."""
    for number, (kazakh, russian, genitive) in enumerate(
        zip(MONTHS[Language.KK], MONTHS[Language.RU], RUSSIAN_GENITIVE, strict=True), start=1
    ):
        kazakh = search_key(kazakh)
        if len(word) >= 3 and any(name.startswith(word) for name in (kazakh, russian, genitive)):
            return number
        if word.startswith((kazakh[:-1] if kazakh.endswith("к") else kazakh, genitive)):
            return number
    return 0


def _date(year: str, month: int, day: str, *, today: date) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if 2000 + full <= today.year + YEARS_AHEAD else 1900
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    try:
        return date(full, month, int(day))
    except ValueError:
        return None

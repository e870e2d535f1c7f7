"""The values of a remark or a duty as a sentence has them, in the language of the screen or of a paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_, Language, spoken, translate
from ssu_desktop.language.dates import month_name, short
from ssu_desktop.records.kinds import Kind, RoundKind


@dataclass(frozen=True)
class Month:
    """A month as the value of a sentence, by its first day."""

    first: date


def spelt_month(month: date, language: Language) -> str:
    """Return a month with its year: `2026 жылғы наурыз`, `март 2026 года`."""
    name = month_name(month.month, language)
    return translate(language, N_("{month} {year}"), month=name, year=month.year)


def spelt_values(values: Mapping[str, object], language: Language | None = None) -> dict[str, object]:
    """Return values as a sentence has them: dates as dd.mm.yyyy, words of closed lists translated."""
    return {name: _spelt(value, language or spoken()) for name, value in values.items()}


def _spelt(value: object, language: Language) -> object:
    if isinstance(value, RoundKind):  # elsewhere it heads a column; a sentence goes on in small letters
        return (word := translate(language, value.msgid))[:1].lower() + word[1:]
    if isinstance(value, Month):
        return spelt_month(value.first, language)
    if isinstance(value, Kind):
        return translate(language, value.msgid)
    return short(value) if isinstance(value, date) else value

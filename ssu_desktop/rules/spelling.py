"""The values of a remark or a duty as a sentence has them, in the language of the screen or of a paper."""

from collections.abc import Mapping
from datetime import date

from ssu_desktop.language import Language, spoken, translate
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Kind, RoundKind


def spelt_values(values: Mapping[str, object], language: Language | None = None) -> dict[str, object]:
    """Return values as a sentence has them: dates as dd.mm.yyyy, words of closed lists translated."""
    return {name: _spelt(value, language or spoken()) for name, value in values.items()}


def _spelt(value: object, language: Language) -> object:
    if isinstance(value, RoundKind):  # elsewhere it heads a column; a sentence goes on in small letters
        return (word := translate(language, value.msgid))[:1].lower() + word[1:]
    if isinstance(value, Kind):
        return translate(language, value.msgid)
    return short(value) if isinstance(value, date) else value

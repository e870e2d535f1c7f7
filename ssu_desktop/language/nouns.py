"""Nouns after a number: `5 күн`, `5 дней`."""

from enum import StrEnum

from ssu_desktop.language.catalogue import Language


class Noun(StrEnum):
    """The nouns that are counted on screens and forms."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"
    PERSON = "person"
    SHEET = "sheet"
    PAGE = "page"
    DOCUMENT = "document"
    RECORD = "record"
    ROW = "row"
    POINT = "point"


# Kazakh nouns take no plural after a number; Russian ones take three forms: 1, 2-4, 5 and more.
_KAZAKH = {
    Noun.DAY: "күн",
    Noun.WORKING_DAY: "жұмыс күні",
    Noun.MONTH: "ай",
    Noun.YEAR: "жыл",
    Noun.PERSON: "адам",
    Noun.SHEET: "парақ",
    Noun.PAGE: "бет",
    Noun.DOCUMENT: "құжат",
    Noun.RECORD: "жазба",
    Noun.ROW: "жол",
    Noun.POINT: "ұпай",
}
_RUSSIAN = {
    Noun.DAY: ("день", "дня", "дней"),
    Noun.WORKING_DAY: ("рабочий день", "рабочих дня", "рабочих дней"),
    Noun.MONTH: ("месяц", "месяца", "месяцев"),
    Noun.YEAR: ("год", "года", "лет"),
    Noun.PERSON: ("человек", "человека", "человек"),
    Noun.SHEET: ("лист", "листа", "листов"),
    Noun.PAGE: ("страница", "страницы", "страниц"),
    Noun.DOCUMENT: ("документ", "документа", "документов"),
    Noun.RECORD: ("запись", "записи", "записей"),
    Noun.ROW: ("строка", "строки", "строк"),
    Noun.POINT: ("балл", "балла", "баллов"),
}


def russian_form(n: int) -> int:
    """Return 0, 1 or 2: which of the three Russian forms follows the whole number `n`."""
    tail = abs(n) % 100
    if 11 <= tail <= 14:
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(tail % 10, 2)


def counted(language: Language, n: int, noun: Noun | str) -> str:
    """Return the number with its noun: `5 күн` or `5 дней`; raises ValueError for a noun not listed."""
    return f"{n} {noun_after(language, n, noun)}"


def noun_after(language: Language, n: int, noun: Noun | str) -> str:
    """Return the noun as it stands after the number: `күн` or `дней`; raises ValueError as `counted` does."""
    noun = Noun(noun)
    return _KAZAKH[noun] if language is Language.KK else _RUSSIAN[noun][russian_form(n)]

"""Numbers in words, as official papers write them beside the figure."""

from ssu_desktop.language.catalogue import Language

_CODES = {Language.KK: "kz", Language.RU: "ru"}


def in_words(n: int, language: Language) -> str:
    """Return the whole number `n` in words, small letters, nominative: `жиырма бір`, `двадцать один`."""
    from num2words import num2words  # costs 60 ms: on first use only

    return str(num2words(n, lang=_CODES[Language(language)]))

"""Numbers in words, as official papers write them beside the figure."""

import re

from ssu_desktop.language.catalogue import Language
from ssu_desktop.language.pairs import HELD

_TIYN = 100
_TENGE = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
_CODES = {Language.KK: "kz", Language.RU: "ru"}


def in_words(n: int, language: Language) -> str:
    """Return the whole number `n` in words, small letters, nominative: `жиырма бір`, `двадцать один`."""
    from num2words import num2words  # costs 60 ms: on first use only

    return str(num2words(n, lang=_CODES[Language(language)]))


def tenge(tiyn: int) -> str:
    """Return an amount kept in tiyn as papers have it, with unbroken blanks: `1 250,50`, `300`."""
    whole, rest = parted(tiyn)
    told = f"{whole:,}".replace(",", HELD)
    return f"{told},{rest:02}" if rest else told


def parted(tiyn: int) -> tuple[int, int]:
    """Return the whole tenge of an amount, and the tiyn that are left."""
    return divmod(tiyn, _TIYN)


def tiyn_of(text: str) -> int | None:
    """Return what is typed as tenge, with a comma or a point, in tiyn; None for what is no amount."""
    match = _TENGE.fullmatch("".join(text.split()))
    if match is None:
        return None
    return int(match[1]) * _TIYN + int((match[2] or "").ljust(2, "0"))

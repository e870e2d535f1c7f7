"""Names of people: cleaning, Kazakh order, search folding, lookalike letters, splitting a whole name."""

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"  # 42 letters, the order of Kazakhstan's alphabet

# Ranks stand above Latin and below the rest of Cyrillic, so that plain string order is alphabet order.
_RANKS = {ord(letter): chr(0x0400 + rank) for rank, letter in enumerate(_ALPHABET)}

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")

_LOOKALIKES = str.maketrans(
    "AaBCcEeHhIiKkMOoPpTXxYyËëƏəƟɵ",
    "АаВСсЕеНһІіКкМОоРрТХхУуЁёӘәӨө",
)
_SHORT = 64  # letters of a text that is worth remembering
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0259\u0275]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

_PARTICLES = frozenset({"улы", "кызы", "оглы", "углы", "гызы", "кизи"})  # as `search_key` folds them
_PATRONYMIC_END = re.compile(r".{2,}(улы|кызы|вич|вна|ична|инична)$")
_INITIALS = re.compile(r"(?<=\w)\.(?=\w)")


def clean(text: str) -> str:
    """Return a name as it is stored: NFC, trimmed, single spaces, without invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # nothing invisible in it, as nearly always: ten times faster
        return " ".join(text.split())
    seen = (" " if char.isspace() else char for char in text)
    kept = "".join(char for char in seen if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split())


def sort_key(text: str) -> str:
    """Return a key whose plain string order is the Kazakh alphabet's, whatever the case.

    Blanks, punctuation, digits and Latin sort before Cyrillic. Cyrillic names fall in the order of
    `QCollator("kk_KZ")`, on every system the same.
    """
    return clean(text).lower().translate(_RANKS)


def search_key(text: str) -> str:
    """Return a key for searching: casefolded, Kazakh letters as their Russian neighbours, `ё` as `е`.

    Spaces are collapsed. The key of a key is the key itself.
    """
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    key = _fold(text)
    while (again := _fold(key)) != key:
        key = again
    return key


_short_key = lru_cache(maxsize=4096)(_key)  # the words of lists and registers come again and again


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", clean(clean(text).casefold()).translate(_FOLDED))


def mend_lookalikes(text: str) -> str:
    """Return `text` with Latin lookalikes put right in words that mix Latin and Cyrillic letters.

    A purely Latin word stays, and so does a word with a Latin letter that looks like no Cyrillic one.
    """
    return _WORD.sub(lambda word: _mend_word(word.group()), unicodedata.normalize("NFC", text))


def _mend_word(word: str) -> str:
    if not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return word
    mended = word.translate(_LOOKALIKES)
    return word if _LATIN.search(mended) else mended


def calm(text: str) -> str:
    """Return `text` with SHOUTED words in title case: `ТӨЛЕГЕНОВ` -> `Төлегенов`, `ҰЛЫ` -> `ұлы`."""
    return _WORD.sub(lambda word: _calm_word(word.group()), text)


def _calm_word(word: str) -> str:
    if len(word) < 2 or not word.isupper():
        return word
    return word.lower() if search_key(word) in _PARTICLES else word.capitalize()


def split_name(text: str) -> tuple[str, str, str]:
    """Split a whole name, surname first, into (surname, given, patronymic); a missing part is "".

    `ұлы` and `қызы` written apart stay with the father's name. A given name with a Kazakh patronymic
    alone (`Серік Болатұлы`, `Серік Болат ұлы`) has no surname.
    """
    words = _INITIALS.sub(". ", clean(text).replace(",", " ")).split()
    if len(words) >= 3 and search_key(words[-1]) in _PARTICLES:
        words[-2:] = [f"{words[-2]} {words[-1]}"]
    if len(words) == 2 and _is_kazakh_patronymic(words[1]):
        return "", words[0], words[1]
    if len(words) > 3 and _PATRONYMIC_END.match(search_key(words[-1])):
        return words[0], " ".join(words[1:-1]), words[-1]
    surname, given, *rest = [*words, "", ""]
    return surname, given, " ".join(rest).strip()


def _is_kazakh_patronymic(word: str) -> bool:
    return bool(re.match(r".{2,}(улы|кызы)$", search_key(word)))

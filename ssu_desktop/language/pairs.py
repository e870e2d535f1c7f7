"""Words that no line break may part: a number and its sign, a date, initials and the surname."""

import re
from functools import lru_cache

from ssu_desktop.language.catalogue import Language
from ssu_desktop.language.dates import MONTHS, RUSSIAN_GENITIVE

HELD = "\u00a0"
"""The space at which no line ends."""

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zа-яёәғқңөұүһі"
_MONTHS = "|".join(dict.fromkeys((*MONTHS[Language.KK], *MONTHS[Language.RU], *RUSSIAN_GENITIVE)))
_SHORTENED = "пп?|ст|ч|гл|т|г|ул|д|кв|пос|с|ш|пр"  # п. 12, 12-т. 3), г. Алматы, ул. Абая
_PAIR = re.compile(
    rf"""№[ ](?=\S)
    | (?<!\w)(?:{_SHORTENED})\.[ ](?=[\d{_UPPER}«])
    | (?<!\w)[{_UPPER}]\.[ ](?=[{_UPPER}])  # А. Б. Сейтқали
    | (?<!\w)[{_UPPER}][{_LOWER}]+[ ](?=[{_UPPER}]\.(?!\w))  # Сейтқали А.
    | \d["»”]?[ ](?=(?:{_MONTHS})(?!\w))
    | (?:{_MONTHS})[ ](?=\d\d\d\d(?!\d))
    | \d\d\d\d[ ](?=(?:жыл|года?(?!\w)|г\.|ж\.))
    | жылғы[ ](?=["“«]?\d)
    | (?<!\d)\d\d[ ](?=\d\d(?!\d))  # the last pairs of a telephone number
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def unbroken(text: str) -> str:
    """Return the text with `HELD` for the blanks at which a line must not end."""
    return _PAIR.sub(lambda pair: pair[0].replace(" ", HELD), text) if " " in text else text

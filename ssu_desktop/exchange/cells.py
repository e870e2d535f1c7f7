"""What one cell of a register says: a date, an order number, an IIN, a sex, a group, a telephone."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from ssu_desktop.exchange.workbook import Cell
from ssu_desktop.language.dates import parse_date
from ssu_desktop.language.names import clean, search_key
from ssu_desktop.records.kinds import Category, DisabilityGroup, Sex, Status

_SHORT = 64  # letters of a cell that is worth remembering
_DASHES = frozenset("-–—−_.…/\\*?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_000, 80_000)  # 1908..2119 in Excel's own count of days
LONGEST_ORDER = 60

_WORD_END = r"(?:\s*(?:жылғы|жылы|жыл|года|год|ж|г)(?!\w)\.?)?"
_DATES = re.compile(
    r"(?<!\d)(?:"
    r"\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})(?!\d)"
    + _WORD_END
    + r"|[\"«“„]?\d{1,2}[\"»”“]?\s+[^\W\d_]{3,}\.?\s+\d{4}(?!\d)"
    + _WORD_END
    + r"|\d{4}\s*(?:жылғы|жылы|жыл|ж\.?)\s*[\"«“„]?\d{1,2}[\"»”“]?\s+[^\W\d_]{3,}"
    r")",
    re.IGNORECASE,
)
_TYPED_DIGITS = re.compile(r"\d{6}|\d{8}")
_ORDER_WORDS = re.compile(
    r"№|(?<!\w)(?:приказ\w*|пр|бұйрық\w*|бұйры[ғқ]\w*|буйры[гк]\w*|бұй|от|күні|кезінде|n|no|nr)(?!\w)\.?",
    re.IGNORECASE,
)
_ORDER_MARK = re.compile(r"№|приказ|(?<!\w)пр\.|б[ұу]йры", re.IGNORECASE)
_BARE_ORDER = re.compile(r"\d{1,6}(?:[ /\-–.]{0,3}[^\W_]{1,6}){0,3}")
_EDGES = " \t\n.,;:()\"'«»"


@dataclass(frozen=True)
class Dated:
    """A cell with a date and an order: what was understood, and in `rest` what was not."""

    day: date | None = None
    order: str = ""
    rest: str = ""
    unreadable: str = ""


def words(cell: Cell) -> str:
    """Return the cell as one clean line of text; a lonely dash is empty."""
    if isinstance(cell, date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year:04}"
    text = str(cell)
    return _short_words(text) if len(text) <= _SHORT else _words(text)


def _words(cell: str) -> str:
    text = clean(cell)
    return "" if set(text.replace(" ", "")) <= _DASHES else text


_short_words = lru_cache(maxsize=4096)(_words)  # a cell is asked for several times, and many hold the same


def read_dated(cell: Cell, today: date) -> Dated:
    """Take a date and an order number out of one cell, whichever order they stand in."""
    if isinstance(cell, int | float | date):
        day = read_date(cell, today)
        return Dated(day=day, unreadable="" if day else words(cell))
    text = words(cell)
    if day := read_date(text, today):
        return Dated(day=day)
    found = _DATES.search(text)
    day = parse_date(found[0].strip(), today) if found else None
    remains = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    order = read_order(remains, bare=bool(found))
    rest = "" if order else remains.strip(_EDGES)
    if day is None and not order:
        return Dated(unreadable=text)
    return Dated(day=day, order=order, rest=rest, unreadable=found[0] if found and day is None else "")


def read_date(cell: Cell, today: date) -> date | None:
    """Return the date of a whole cell: a real date, Excel's count of days, or text in any usual notation."""
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return _numeric_date(cell, today)
    text = words(cell)
    if text.isdecimal() and not _TYPED_DIGITS.fullmatch(text):
        return _numeric_date(int(text), today) if len(text) == 5 else None
    return None if text == "=" else parse_date(text, today)


def _numeric_date(number: float, today: date) -> date | None:
    if int(number) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(number))
    text = str(int(number))
    return parse_date(text.zfill(len(text) + len(text) % 2), today) if len(text) > 5 else None


def dates_in(text: str) -> int:
    """Return how many dates stand in the text."""
    return len(_DATES.findall(text))


def read_day(cell: Cell, today: date) -> tuple[date | None, str, str]:
    """Return the first date of a cell, the text that was taken for it, and what stands around it."""
    if day := read_date(cell, today):
        return day, words(cell), ""
    text = words(cell)
    found = _DATES.search(text)
    if not found:
        return None, text, ""
    around = f"{text[: found.start()]} {text[found.end() :]}".strip(_EDGES)
    return parse_date(found[0].strip(), today), found[0].strip(), around


def tells_of_order(text: str) -> bool:
    """Return whether the text has a sign or a word for an order."""
    return bool(_ORDER_MARK.search(text))


def read_order(text: str, *, bare: bool) -> str:
    """Return the order number in a text; where no word says "order", only what looks like a number.

    A number longer than any order's is none. `bare`: a number may stand alone."""
    number = _ORDER_WORDS.sub(" ", text)
    number = " ".join(number.strip(_EDGES + "/-–—").split())
    if not number or len(number) > LONGEST_ORDER or dates_in(number):
        return ""
    if _BARE_ORDER.fullmatch(number) and (bare or _ORDER_MARK.search(text)):
        return number
    return number if _ORDER_MARK.search(text) and any(letter.isdigit() for letter in number) else ""


def iin_digits(cell: Cell) -> str:
    """Return the cell's digits without blanks and hyphens; what is no number at all comes back as it is."""
    text = words(cell)
    digits = re.sub(r"[\s\-'’.]", "", text)
    return digits if digits.isascii() and digits.isdecimal() else text


_Kind = TypeVar("_Kind")


def _first(text: str, table: tuple[tuple[str, _Kind], ...]) -> _Kind | None:
    key = search_key(text)
    return next((kind for pattern, kind in table if re.search(pattern, key)), None)


_SEXES = (
    (r"^(е|ер|еркек|ер адам|ер бала|ул|ул бала|м|муж\w*|мальчик|m|male)\.?$", Sex.MALE),
    (r"^(а|айел|айел адам|кыз|кыз бала|ж|жен\w*|девочка|f|female)\.?$", Sex.FEMALE),
)
_GROUPS = (
    (r"реб|бала|дет", DisabilityGroup.CHILD),
    (r"^(топ\w*|гр\w*)?[ .]*(iii|иии|ііі|3|ⅲ|уш\w*|треть\w*)\b", DisabilityGroup.THIRD),
    (r"^(топ\w*|гр\w*)?[ .]*(ii|ии|іі|2|ⅱ|еки\w*|втор\w*)\b", DisabilityGroup.SECOND),
    (r"^(топ\w*|гр\w*)?[ .]*(i|и|і|1|ⅰ|бир\w*|перв\w*)\b", DisabilityGroup.FIRST),
)
_CATEGORIES = (
    (r"тка|тирек|\bода\b|опорно", Category.MUSCULOSKELETAL),
    (r"сауда|торгов|трафик", Category.TRAFFICKING),
    (r"зорлык|насил", Category.VIOLENCE),
    (r"пробац", Category.PROBATION),
    (r"бас бостанд|освобо|лишен|осужд", Category.RELEASED),
    (r"бомж|туракты жер|тургылыкты|места жит|мекени жок|баспанасыз|бездомн", Category.HOMELESS),
    (r"карт|егде|зейнет|пожил|престарел|пенсион", Category.ELDERLY),
    (r"18.*дейин|до 18|младше", Category.CHILDREN),
    (r"18|он сегиз|восемнадц|совершеннолет|ересек|взросл", Category.ADULTS),
    (r"бала|дет|ребен", Category.CHILDREN),
    (r"мугедек|инвалид", Category.DISABLED),
)
_STATUSES = (
    (r"кезек|очеред", Status.QUEUED),
    (r"ауыс|перевед|перевод", Status.TRANSFERRED),
    (r"уакытша|временно", Status.AWAY),
    (r"токтат|приостан", Status.SUSPENDED),
    (r"шык|шыгар|выбы|отчисл|кайтыс|умер|снят", Status.DISCHARGED),
    (r"бакыла|наблюд", Status.OBSERVATION),
    (r"алушы|алуда|получа|обслужив|состоит|кабылдан|турады", Status.RECEIVING),
)
_INDEFINITE = re.compile(r"мерзимсиз|бессроч|пожизнен|туракты|омир бойы|без срока")
_AGAIN = re.compile(r"повторно|кайта (орал|кабыл|тус|келд)|кайтадан|возврати")
_PHONES = re.compile(r"[;,\n]|\s/\s|\s{2,}|(?<=\d)/(?=[8+])")


def read_sex(text: str) -> Sex | None:
    """Return the sex a word or letter names in Kazakh or Russian, or None."""
    return _first(text, _SEXES)


def read_group(text: str) -> DisabilityGroup | None:
    """Return the disability group: digits, Roman numerals (Latin or Cyrillic letters), words, or None."""
    return _first(text, _GROUPS)


def read_category(text: str) -> Category | None:
    """Return the category whose usual words stand in the text, or None."""
    return _first(text, _CATEGORIES)


def read_status(text: str) -> Status | None:
    """Return the status that a word of the register names, or None."""
    return _first(text, _STATUSES)


def is_indefinite(text: str) -> bool:
    """Return whether the text says "without term"."""
    return bool(_INDEFINITE.search(search_key(text)))


def says_again(text: str) -> bool:
    """Return whether the text says that the person was admitted again."""
    return bool(_AGAIN.search(search_key(text)))


def read_phones(cell: Cell) -> str:
    """Return the telephones as `+7 705 590 74 50`, by commas; one that cannot be read stays as typed."""
    return ", ".join(_phone(part.strip()) for part in _PHONES.split(words(cell)) if part.strip())


def _phone(text: str) -> str:
    digits = re.sub(r"[\s()+\-–.]", "", text)
    if not (digits.isascii() and digits.isdecimal()):
        return text
    if len(digits) == 10 and digits[0] == "7":
        digits = "7" + digits
    if len(digits) != 11 or digits[0] not in "78":
        return text
    return f"+7 {digits[1:4]} {digits[4:7]} {digits[7:9]} {digits[9:]}"

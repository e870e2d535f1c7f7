"""Which row of a sheet is its heading, and what each column holds, by Kazakh and Russian words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ssu_desktop.exchange.workbook import Cell, SheetRow
from ssu_desktop.language import N_
from ssu_desktop.language.names import mend_lookalikes, search_key
from ssu_desktop.records.kinds import Kind


class Field(Kind):
    """What a column of somebody's own register can hold."""

    NUMBER = "number", N_("Number in the list")
    STATUS = "status", N_("Status")
    FULL_NAME = "full_name", N_("Full name")
    SURNAME = "surname", N_("Surname")
    GIVEN_NAME = "given_name", N_("Given name")
    PATRONYMIC = "patronymic", N_("Patronymic")
    IIN = "iin", N_("IIN")
    BORN = "born", N_("Birth date")
    SEX = "sex", N_("Sex")
    ADDRESS = "address", N_("Address")
    PHONE = "phone", N_("Phone")
    PROGRAMME_UNTIL = "programme_until", N_("Rehabilitation programme valid until")
    CATEGORY = "category", N_("Category")
    DISABILITY_GROUP = "disability_group", N_("Disability group")
    ADMITTED = "admitted", N_("Admission: date, order")
    ORDER_NUMBER = "order_number", N_("Number of the admission order")
    LEFT = "left_temporarily", N_("Temporary leave")
    DISCHARGED = "discharged", N_("Discharge: date, order")
    DISCHARGE_ORDER = "discharge_order", N_("Number of the discharge order")
    DISCHARGE_REASON = "discharge_reason", N_("Reason of the discharge")
    TRANSFERRED = "transferred", N_("Transfer: date, order")
    DESTINATION = "destination", N_("Where the person went")
    DIAGNOSIS = "diagnosis", N_("Diagnosis")
    NOTE = "note", N_("Note")


NAMES = frozenset({Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME})
_SEARCHED_ROWS = 60

# (field, weight, pattern of a folded heading). The heaviest match wins: "date of temporary leave" is no
# discharge and "admission date and order No" no bare order number. None is a heading known to be no field.
_WORDS: tuple[tuple[Field | None, int, re.Pattern[str]], ...] = tuple(
    (field, weight, re.compile(pattern))
    for field, weight, pattern in (
        (None, 9, r"туган жер|место рожд|место работы|откуда|кайдан|жеке ис|личн\w* дел"),
        (None, 9, r"ата-ана|родител|родствен|туыс|опекун|коргоншы|представител|окил"),
        (None, 9, r"^(жасы|возраст)|алеуметтик мартебе|социальн\w* статус|должност|лауазым"),
        (
            Field.NUMBER,
            5,
            r"^(№|n|no|#|№? ?п ?[/.]? ?п\.?|[рк] ?/ ?[сн]|реттик|рет)( ?(№|саны|номери?))?\.?$",
        ),
        (Field.STATUS, 3, r"мартебе|статус|состояние учета"),
        (Field.FULL_NAME, 6, r"теги.*\bат[ыи]|фамилия.*имя|\bф\.? ?и\.? ?о\b|\bт\.? ?а\.? ?а\b|аты[ -]?жони"),
        (Field.FULL_NAME, 2, r"^(кызмет алушы(лар)?|получатель( услуг)?|толык аты|адам)$"),
        (Field.SURNAME, 5, r"^теги\b|^фамилия"),
        (Field.GIVEN_NAME, 5, r"^(аты|есими|имя)$"),
        (Field.PATRONYMIC, 5, r"^(акесинин аты|отчество)"),
        (Field.IIN, 6, r"\bжсн\b|\bиин\b|жеке сайкестендиру|индивидуальн\w* идентиф"),
        (Field.BORN, 6, r"т[ууы]+[гыл]+ан (кун|жыл|айы)|\bрожд|^д\.? ?р\.?$|^г\.? ?р\.?$"),
        (Field.SEX, 6, r"^пол\b|жыныс"),
        (Field.ADDRESS, 5, r"мекен|адрес|прописк|место жительства|прожива|тургылыкты"),
        (Field.PHONE, 6, r"телефон|\bтел\b|байланыс|контакт|\bуялы"),
        (Field.PROGRAMME_UNTIL, 7, r"аожб|\bожб\b|\bипр|\bипа|абилитац|реабилит|оналт"),
        (Field.CATEGORY, 4, r"санат|категори"),
        (Field.DISABILITY_GROUP, 5, r"групп\w* ?\W*инв|инв\w*\.? ?групп|мугедект\w*.*топ|^топ|^групп"),
        (Field.DISABILITY_GROUP, 3, r"мугедект|инвалидн"),
        (Field.ADMITTED, 4, r"тускен|кабылда|зачисл|поступ|прибы|\bприня|прием|орналас"),
        (Field.ORDER_NUMBER, 3, r"буйры|приказ"),
        (Field.LEFT, 6, r"(уакытша|врем)\w*.*(шык|кет|выбы|убы|отсут)|отпуск|демалыс"),
        (Field.DISCHARGED, 4, r"шыккан|шыгар|шыгу|шыкты|выбы|отчисл|выписк|выписа|токтат|прекращ|снят"),
        (Field.DISCHARGE_REASON, 8, r"себе[бп]|причин"),
        (Field.TRANSFERRED, 6, r"ауыс|перев[оеё]д"),
        (Field.DESTINATION, 7, r"\bкайда\b|\bкуда\b"),
        (Field.DIAGNOSIS, 6, r"диагноз|\bмкб|\bахж\b|заболев|ауруы"),
        (Field.NOTE, 5, r"ескерт|^прим|коммент|поясн"),
    )
)
_ORDERS = {Field.ADMITTED: Field.ORDER_NUMBER, Field.DISCHARGED: Field.DISCHARGE_ORDER}
_DATE_WORD = re.compile(r"кун|дата|число")


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet: Excel numbers of its first and last row, and each column's text."""

    first: int
    last: int
    texts: tuple[str, ...]


def find_heading(rows: Sequence[SheetRow]) -> Heading | None:
    """Return the heading (of one or two rows) that names most columns, people's names among them, or None."""
    best: Heading | None = None
    for heading in _candidates(rows[:_SEARCHED_ROWS]):
        if _named(heading) > (_named(best) if best else 0):
            best = heading
    return best


def recognise(headings: Sequence[str]) -> dict[int, Field]:
    """Return what the columns (from 0) hold; a column that is not there is unknown. A field comes once."""
    guesses = [_guess(heading) for heading in headings]
    columns: dict[int, Field] = {}
    for column in sorted(range(len(guesses)), key=lambda column: -guesses[column][1]):
        field = guesses[column][0]
        if field is Field.ORDER_NUMBER:
            field = _whose_order(column, guesses)
        elif field in _ORDERS and field in columns.values():
            field = _ORDERS[field]
        if field and field not in columns.values():
            columns[column] = field
    return dict(sorted(columns.items()))


def same_heading(row: SheetRow, heading: Heading) -> bool:
    """Return whether the row repeats the heading, as on each printed page, or numbers the columns."""
    cells = {column: str(cell) for column, cell in enumerate(row.cells) if cell != ""}
    if len(cells) > 3 and list(cells.values()) == [str(number + 1) for number in range(len(cells))]:
        return True
    if len(cells) < 2 or any(map(_has_digit, cells.values())):
        return False
    known = dict(enumerate(map(_plain, heading.texts)))
    repeated = [text for column, text in cells.items() if _repeats(_plain(text), known.get(column, ""))]
    return len(repeated) * 2 > len(cells)


def _repeats(text: str, heading: str) -> bool:
    return text == heading or (len(text) > 3 and text in heading)


def _guess(heading: str) -> tuple[Field | None, int]:
    text = _plain(heading)
    found = [(weight, field) for field, weight, pattern in _WORDS if pattern.search(text)]
    weight, field = max(found, key=lambda match: match[0], default=(0, None))
    if field in _ORDERS and re.search(r"буйры|приказ", text) and not _DATE_WORD.search(text):
        weight -= 1  # "order of admission" gives way to "date of admission"
    return field, weight


def _whose_order(column: int, guesses: Sequence[tuple[Field | None, int]]) -> Field:
    """A bare "order No" belongs to the event whose column stands before it."""
    for field, _ in reversed(guesses[:column]):
        if field in _ORDERS:
            return _ORDERS[field]
    return Field.ORDER_NUMBER


def _candidates(rows: Sequence[SheetRow]) -> Iterator[Heading]:
    for place, row in enumerate(rows):
        texts = tuple(str(cell) for cell in row.cells)
        yield Heading(row.number, row.number, texts)
        below = rows[place + 1] if place + 1 < len(rows) else None
        if below and _may_be_one_heading(row, below):
            yield Heading(row.number, below.number, _two_rows(texts, [str(cell) for cell in below.cells]))


def _may_be_one_heading(top: SheetRow, below: SheetRow) -> bool:
    """A title has one cell, and what has digits is no heading."""
    filled = [cell for cell in top.cells if cell != ""]
    adjoining = below.number == top.number + 1
    return adjoining and len(filled) > 1 and not any(_has_digit(cell) for cell in below.cells)


def _two_rows(top: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Join two rows; a heading merged over several columns stands before each of theirs."""
    texts, over = [], ""
    for column in range(max(len(top), len(below))):
        upper = top[column] if column < len(top) else ""
        lower = below[column] if column < len(below) else ""
        over = upper if upper else over
        texts.append(f"{over if lower else upper} {lower}".strip())
    return tuple(texts)


def _named(heading: Heading) -> float:
    """The number of columns recognised, 0 without people's names; one row is preferred to two."""
    fields = recognise(heading.texts).values()
    return len(fields) - 0.5 * (heading.last > heading.first) if NAMES.intersection(fields) else 0


def _plain(cell: Cell) -> str:
    return search_key(mend_lookalikes(str(cell))).replace("\n", " ")


def _has_digit(cell: Cell) -> bool:
    return any(letter.isdigit() for letter in str(cell))


def heading_of(column: int, headings: Sequence[str]) -> str:
    """Return the heading's text on one line, or the column's letter where it has none."""
    text = " ".join(headings[column].split()) if column < len(headings) else ""
    return text or _letters(column)


def _letters(column: int) -> str:
    return ("" if column < 26 else _letters(column // 26 - 1)) + chr(ord("A") + column % 26)


Columns = Mapping[int, Field]

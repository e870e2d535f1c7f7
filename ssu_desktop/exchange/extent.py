"""How much room a part of a workbook makes its reader take, measured before the reader sees it.

The reader lays a sheet out as a full rectangle and believes what the list of texts says of its length; it
asks for that memory at once, and a refusal of memory ends the program. So every place and every length is
read here first, and one that no program writes is damage: the reader forgives much, and would see a place
where we see none."""

import re
from functools import lru_cache
from xml.parsers import expat

LAST_ROW = 1_048_576  # Excel's own limit

_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]*)")
_OUTER = frozenset({"c", "row"})
_NUMBER = re.compile(r"[0-9]{1,9}")
_REMARK = re.compile(rb"<!(?!\[CDATA\[)")  # a comment or a definition: readers differ in where it ends


def extent(part: bytes) -> tuple[int, int]:
    """Return the last row and the last column (from 1) that hold a cell with content; 0, 0 for no sheet.

    Raises ValueError for what no program writes: no sound XML, comments and the like, a place outside a
    sheet, a list of texts that is longer than the part that holds it."""
    if _REMARK.search(part):
        raise ValueError("a comment, or a definition")
    measure = _Measure(len(part))
    parser = expat.ParserCreate("utf-8")  # as the reader takes it, whatever the part says of itself
    parser.StartElementHandler, parser.EndElementHandler = measure.start, measure.end
    parser.ProcessingInstructionHandler = measure.instruction
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise ValueError("no XML") from error
    return measure.last_row, measure.last_column


class _Measure:
    """Follows a sheet as its reader does: rows and cells without a place come after the ones before them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._row = self._column = 0  # of the next cell without a place, from 0
        self._cell: tuple[int, int] | None = None  # the cell that we are in, from 1
        self.last_row = self.last_column = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        if self._cell is not None:
            if tag in _OUTER:
                raise ValueError("a cell or a row within a cell")
            row, column = self._cell
            if row > self.last_row:
                self.last_row = row
            if column > self.last_column:
                self.last_column = column
        elif tag == "c":
            self._cell = _place(values["r"]) if "r" in values else (self._row + 1, self._column + 1)
            self._column = self._cell[1]
        elif tag == "row" and "r" in values:
            self._row = _number(values["r"], LAST_ROW) - 1
        elif tag == "sst":
            _number(values.get("uniqueCount", "0"), self._size)

    def end(self, name: str) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "c":
            self._cell = None
        elif tag == "row":
            self._row, self._column = self._row + 1, 0

    def instruction(self, target: str, _data: str) -> None:
        raise ValueError(f"an instruction to another program: {target}")


def _place(written: str) -> tuple[int, int]:
    """Return row and column, from 1, of a place such as `B12`."""
    match = _PLACE.fullmatch(written)
    if not match:
        raise ValueError("a place that is none")
    letters, digits = match.groups()
    return _row(digits), _column(letters)


@lru_cache(maxsize=64)  # a sheet has as many cells in each as it has columns
def _row(digits: str) -> int:
    return _number(digits, LAST_ROW)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _number(written: str, most: int) -> int:
    if not _NUMBER.fullmatch(written) or int(written) > most:
        raise ValueError("a number that no program writes")
    return int(written)

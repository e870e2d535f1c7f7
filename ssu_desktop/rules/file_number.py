"""The numbers of personal files by the facility's own pattern: what it may hold, and the next number.

A pattern is text around the holes `{kind}`, `{year}` and, always, `{number}`; `{number:04}` is written with
leading zeros to so many digits (1..9). There are no other curly brackets.
"""

import re
from collections.abc import Iterable, Iterator

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.finding import Finding, Weight

USUAL_PATTERN = "{kind}-{year}/{number}"
_HOLE = re.compile(r"\{(kind|year|number)(?:(?<=number):0([1-9]))?\}")
_HOLES = {"kind": "{kind}", "year": "{year}", "number": "{number}", "padded": "{number:04}"}


def check_pattern(pattern: str, *, field: str = "file_number_pattern") -> Iterator[Finding]:
    """Yield a STOP for a pattern that is not text around its holes, {number} among them."""
    rest = _HOLE.sub("", pattern)
    if rest.count("{") != rest.count("}"):
        yield _stop(field, N_("A curly bracket of the pattern is not closed."), "pattern-bracket-not-closed")
    elif "{" in rest:
        text = N_(
            "The pattern may hold only {kind}, {year} and {number} in curly brackets, or {padded} for "
            "leading zeros."
        )
        yield _stop(field, text, "pattern-unknown-place")
    elif not _numbered(pattern):
        text = N_("The pattern needs {number}: each file has its own.")
        yield _stop(field, text, "pattern-without-number")


def _stop(field: str, text: str, code: str) -> Finding:
    """Return a STOP whose text names the holes themselves: they stand for what they are."""
    return Finding(code=code, text=text, values=_HOLES, field=field, weight=Weight.STOP)


def _numbered(pattern: str) -> bool:
    return any(hole[1] == "number" for hole in _HOLE.finditer(pattern))


def file_number(pattern: str, *, kind: UnitKind, year: int, number: int) -> str:
    """Return the number of a personal file by the facility's pattern: `S-2026/14`."""
    words = {"kind": kind.value, "year": str(year), "number": str(number)}
    return _HOLE.sub(lambda hole: words[hole[1]].rjust(int(hole[2] or 0), "0"), pattern)


class Numbering:
    """Gives the next file number of a kind of unit and a year: no gap, none twice.

    A pattern without `{number}`, which no check lets pass, gets it at its end."""

    def __init__(self, pattern: str, taken: Iterable[str] = ()) -> None:
        """Remember the pattern and the numbers that are given already."""
        self._pattern = pattern if _numbered(pattern) else pattern + "/{number}"
        self._taken = set(taken)
        self._last: dict[tuple[str, int], int] = {}

    def next(self, unit_kind: UnitKind, year: int) -> str:
        """Return the next number and hold it as given."""
        key = (unit_kind.value if "{kind}" in self._pattern else "", year if "{year}" in self._pattern else 0)
        count = self._last[key] if key in self._last else self._highest(unit_kind, year)
        while (number := self._filled(unit_kind, year, count + 1)) in self._taken:
            count += 1
        self._last[key] = count + 1
        self._taken.add(number)
        return number

    def _filled(self, unit_kind: UnitKind, year: int, number: int) -> str:
        return file_number(self._pattern, kind=unit_kind, year=year, number=number)

    def _highest(self, unit_kind: UnitKind, year: int) -> int:
        pieces: list[str] = []
        end = 0
        for hole in _HOLE.finditer(self._pattern):
            pieces.append(re.escape(self._pattern[end : hole.start()]))
            pieces.append(_seen(hole[1], unit_kind, year, first="(?P<number>" not in "".join(pieces)))
            end = hole.end()
        shape = re.compile("".join(pieces) + re.escape(self._pattern[end:]))
        found = (shape.fullmatch(number) for number in self._taken)
        return max((int(match["number"]) for match in found if match), default=0)


def _seen(hole: str, unit_kind: UnitKind, year: int, *, first: bool) -> str:
    if hole == "number":
        return r"(?P<number>\d{1,9})" if first else r"\d{1,9}"
    return re.escape(unit_kind.value if hole == "kind" else str(year))

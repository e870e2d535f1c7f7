"""The same person twice in one register: the same stay written twice, or a second stay."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from ssu_desktop.exchange import cells
from ssu_desktop.exchange.headings import Field, heading_of
from ssu_desktop.exchange.proposal import Doubt, RegisterRow, SkipKind, Skipped
from ssu_desktop.exchange.workbook import SheetRow
from ssu_desktop.language import N_
from ssu_desktop.language.names import search_key

_OWN = frozenset({"row", "note", "doubts", "mended", "stays_in", "readmitted"})
_FILLED = tuple(field.name for field in fields(RegisterRow) if field.name not in _OWN)


class Repeats:
    """Sifts the people of one sheet; `skipped` then holds the rows that went into an earlier one."""

    def __init__(
        self, rows: Sequence[SheetRow], columns: Mapping[int, Field], headings: Sequence[str]
    ) -> None:
        self.skipped: list[Skipped] = []
        self._headings = headings
        self._columns = columns
        self._cells: Mapping[int, SheetRow] = {row.number: row for row in rows}
        self._kept: dict[int, RegisterRow] = {}
        self._stays: dict[int, list[int]] = {}
        self._by_iin: dict[str, int] = {}
        self._by_birth: dict[tuple[str, object], int] = {}
        self._by_name: dict[str, int] = {}

    def sift(self, people: Sequence[RegisterRow]) -> list[RegisterRow]:
        """Return the people with each stay once; nothing that a left-out row adds is lost."""
        for person in people:
            self._take(person)
        return list(self._kept.values())

    def _take(self, person: RegisterRow) -> None:
        first = self._same_person(person)
        if first is None:
            self._keep(self._without_taken_iin(person))
            return
        same = self._same_stay(person, first)
        if same is None:
            self._keep(replace(person, stays_in=first, readmitted=True))
            return
        self._kept[same] = self._merged(self._kept[same], person)
        message = N_("The same person stands in row {first} already.")
        self.skipped.append(
            Skipped(person.row, SkipKind.REPEATED, message, {"first": same}, person.full_name)
        )

    def _keep(self, person: RegisterRow) -> None:
        if person.stays_in is None:
            person = self._doubt_namesake(person)
            name = search_key(person.full_name)
            if person.iin:
                self._by_iin.setdefault(person.iin, person.row)
            self._by_birth.setdefault((name, person.born), person.row)
            self._by_name.setdefault(name, person.row)
        self._kept[person.row] = person
        self._stays.setdefault(person.stays_in or person.row, []).append(person.row)

    def _same_person(self, person: RegisterRow) -> int | None:
        """Return the row of the person's first stay: by IIN and one thing more, else by name and birth."""
        first = self._by_iin.get(person.iin or "")
        if first is not None and self._agree(person, self._kept[first]):
            return first
        namesake = self._by_birth.get((search_key(person.full_name), person.born)) if person.born else None
        if namesake is None:
            return None
        other = self._kept[namesake].iin
        return namesake if not (person.iin and other) or person.iin == other else None

    def _agree(self, person: RegisterRow, other: RegisterRow) -> bool:
        """A surname changes and a birth date is mistyped, but not both, and not the given name with them."""
        names = {search_key(person.given_name), search_key(other.given_name)}
        return (person.born == other.born and person.born is not None) or len(names) == 1

    def _same_stay(self, person: RegisterRow, first: int) -> int | None:
        """Return the row that tells of the same stay; an untold admission is no other stay."""
        for row in self._stays[first]:
            told = {person.admitted_on, self._kept[row].admitted_on}
            if len(told) == 1 or None in told:
                return row
        return None

    def _without_taken_iin(self, person: RegisterRow) -> RegisterRow:
        """Two different people cannot have one IIN: the second comes in without it."""
        first = self._by_iin.get(person.iin or "")
        if first is None:
            return person
        message = N_("The IIN {iin} belongs to row {first} already; here it stands in the note only.")
        doubt = Doubt("iin", message, {"iin": person.iin, "first": first})
        note = "\n".join(filter(None, (person.note, person.iin)))
        return replace(person, iin=None, note=note, doubts=(*person.doubts, doubt))

    def _doubt_namesake(self, person: RegisterRow) -> RegisterRow:
        first = self._by_name.get(search_key(person.full_name))
        if first is None or not self._may_be_one(person, self._kept[first]):
            return person
        message = N_("This may be the person of row {first}: the name is the same.")
        return replace(person, doubts=(*person.doubts, Doubt("surname", message, {"first": first})))

    def _may_be_one(self, person: RegisterRow, other: RegisterRow) -> bool:
        apart_by_birth = person.born and other.born and person.born != other.born
        apart_by_iin = person.iin and other.iin and person.iin != other.iin
        return not apart_by_birth and (not apart_by_iin or person.born is not None)

    def _merged(self, known: RegisterRow, repeated: RegisterRow) -> RegisterRow:
        """Fill what the first row lacks; what the second says otherwise goes to the note."""
        filled = {name: getattr(repeated, name) for name in _FILLED if not getattr(known, name)}
        began, ended = (filled.get(day) or getattr(known, day) for day in ("admitted_on", "discharged_on"))
        if began and ended and ended < began:
            filled = {name: value for name, value in filled.items() if not name.endswith("_on")}
        lines = [known.note, *self._told_otherwise(known.row, repeated.row)]
        extra = [doubt for doubt in repeated.doubts if doubt not in known.doubts]
        return replace(
            known,
            **filled,
            note="\n".join(filter(None, lines)),
            doubts=(*known.doubts, *extra),
            readmitted=known.readmitted or repeated.readmitted,
        )

    def _told_otherwise(self, first: int, second: int) -> list[str]:
        """Return the cells of the second row that differ, with their heading and row number."""
        before, after = self._cells[first].cells, self._cells[second].cells
        return [
            f"№{second}, {heading_of(column, self._headings)}: {cells.words(cell)}"
            for column, cell in enumerate(after)
            if cells.words(cell)
            and (column >= len(before) or cells.words(before[column]) != cells.words(cell))
        ]

"""What a user is not to see, veiled at the connections that read: a view stands in front of its table.

Every page, list, search, form and export reads through them, so none of them can forget it. Writing goes past
the veils, to the tables themselves; what may be written is asked by the guard of the action. Which tables are
about people is read off their foreign keys, so that a new table is veiled with the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import JSON, Enum

from ssu_desktop.records import Base
from ssu_desktop.records.kinds import Category

MASK: Final = "***"
"""What is read in place of a text that is not to be seen; an empty text stays empty."""


@dataclass(frozen=True)
class Veil:
    """A view that stands before the table of its name."""

    table: str
    sql: str

    @property
    def up(self) -> str:
        """Return what puts it before the table."""
        return f"CREATE TEMP VIEW IF NOT EXISTS {self.table} AS {self.sql}"


TELLING: Final = {
    "person": ("address", "registered_address", "phone"),
    "relative": ("address", "phone"),
    "stay": ("came_from",),
    "movement": ("destination",),
    "head_order": ("text_kk", "text_ru"),
    "scan": ("name", "digest"),
    "printout": ("content",),
    "registration_card": ("document_kind", "past_illnesses", "health", "sent_by"),
}
"""The columns that tell where a person can be found, by table; a scan and a print show what they show.

A card that nobody else may see is known to be there: its duties are done."""

CARD: Final = "registration_card"
_SEARCH: Final = "person_search"  # the index of the search; no record
_HISTORY: Final = "change"
_OF_NOBODY_TOO: Final = (_HISTORY, "scan", "snooze")
"""Where what is of nobody is of the house, as the scan of its rules; elsewhere it names many."""


@dataclass(frozen=True)
class Hidden:
    """Whose whereabouts are masked: all with a stay of these categories, and in prints of these forms."""

    categories: tuple[Category, ...]
    forms: tuple[str, ...]  # the beginnings of their codes

    def by(self, person: str) -> str:
        """Return the condition (SQL) that this person (an expression), or who was merged into it, is one."""
        merged = f"(SELECT merged_into_id FROM main.person WHERE id = {person})"  # noqa: S608 - our own names
        return f"({self.any(person)} OR {self.any(merged)})"

    def any(self, person: str | None = None) -> str:
        """Return the condition (SQL) that there is such a stay: of this person, or of anybody."""
        whose = f"person_id = {person} AND " if person else ""
        return f"EXISTS (SELECT 1 FROM main.stay WHERE {whose}{stays_of(self.categories)})"  # noqa: S608

    def prints(self, form: str) -> str:
        """Return the condition (SQL) that this form (an expression) tells where one lives."""
        likes = (f"{form} LIKE '{code}%'" for code in self.forms)
        return f"({' OR '.join(likes)})"


def stays_of(categories: Sequence[Category]) -> str:
    """Return the condition (SQL) for stays of these categories."""
    words = [category.value for category in categories]  # a closed list: no user text
    among = ", ".join(f"'{word}'" for word in words)
    further = " OR ".join(f"further_categories LIKE '%\"{word}\"%'" for word in words)
    return f"(category IN ({among}) OR {further})"


def own_people(staff_id: UUID | None) -> str:
    """Return the query (SQL) of the people whom a member of staff answers for now."""
    staff = "" if staff_id is None else staff_id.hex
    return (
        "SELECT s.person_id FROM main.stay s JOIN main.assignment a ON a.stay_id = s.id "  # noqa: S608 - an id of ours
        f"WHERE a.staff_id = '{staff}' AND a.ended_on IS NULL"
    )


def veils(*, hidden: Hidden | None = None, own: str | None = None) -> tuple[Veil, ...]:
    """Return the veils that mask the whereabouts of those who are `hidden`, and leave only the `own` people.

    `own` is a query (SQL) of their ids; None leaves everybody."""
    found = []
    for table in (*Base.metadata.tables, _SEARCH):
        within = _within(table, own) if own is not None else None
        masked = dict(_masked(table, hidden)) if hidden is not None else {}
        if within or masked:
            found.append(Veil(table, _view(table, masked, within)))
    return tuple(found)


def _view(table: str, masked: dict[str, str], within: str | None) -> str:
    columns = "t.*"
    if masked:
        names = Base.metadata.tables[table].columns.keys()
        columns = ", ".join(f'{masked.get(name, _own_name(name))} AS "{name}"' for name in names)
    where = f" WHERE {within}" if within else ""
    return f"SELECT {columns} FROM main.{table} t{where}"  # noqa: S608 - names of our own tables


def _own_name(name: str) -> str:
    return f't."{name}"'


def _within(table: str, own: str) -> str | None:
    """Return the condition (SQL) that a row of a table is of one of these people; None of nobody's table."""
    parent = _parent(table)
    if table == "person":
        return f"t.id IN ({own})"
    if parent is None:
        return None
    column, of = parent
    among = own if of == "person" else _up_to_person(of, own)
    nobody = f"t.{column} IS NULL OR " if table in _OF_NOBODY_TOO else ""
    return f"{nobody}t.{column} IN ({among})"


def _up_to_person(table: str, own: str) -> str:
    """Return the query (SQL) of the ids of a table that are of these people."""
    column, of = _parent(table) or ("", "person")
    return _ids_in(table, column, own if of == "person" else _up_to_person(of, own))


def _ids_in(table: str, column: str, among: str) -> str:
    return f"SELECT id FROM main.{table} WHERE {column} IN ({among})"  # noqa: S608 - names of our own tables


def _whose(table: str, row: str = "t") -> str:
    """Return the expression (SQL) of the person whom a row is of."""
    if table == "person":
        return f"{row}.id"
    column, of = _parent(table) or ("", "person")
    if of == "person":
        return f"{row}.{column}"
    return f"(SELECT {_whose(of, f'{row}_')} FROM main.{of} {row}_ WHERE {row}_.id = {row}.{column})"  # noqa: S608


@cache
def _parent(table: str) -> tuple[str, str] | None:
    """Return the column by which a table is about people, and the table that it leads to."""
    if table in (_SEARCH, _HISTORY):
        return "person_id", "person"
    columns = Base.metadata.tables[table].columns
    for name, of in (("person_id", "person"), ("stay_id", "stay")):
        if table != of and name in columns:
            return name, of
    for column in columns:
        for key in column.foreign_keys:
            of = key.column.table.name
            if not column.nullable and of != table and (of == "person" or _parent(of)):
                return column.name, of
    return None


def _masked(table: str, hidden: Hidden) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table that are masked, with the expression (SQL) that stands for each."""
    if table == _HISTORY:
        for name in ("before", "after"):
            yield name, _masked_entry(f't."{name}"', hidden)
        return
    for name in TELLING.get(table, ()):
        mask, shown = _mask_of(table, name), _own_name(name)
        yield name, f"CASE WHEN {shown} <> '' AND {_is_hidden(table, hidden)} THEN {mask} ELSE {shown} END"


def _mask_of(table: str, name: str) -> str:
    """Return what stands (SQL) for a value: stars for a text, nothing for a word of a closed list."""
    kind = Base.metadata.tables[table].columns[name].type
    if isinstance(kind, Enum):
        return "NULL"
    return _text(f'"{MASK}"') if isinstance(kind, JSON) else _text(MASK)


def _is_hidden(table: str, hidden: Hidden) -> str:
    if table != "printout":
        return hidden.by(_whose(table))
    return f"({hidden.prints('t.form')} AND {_of_hidden_or_all(hidden)})"


def _of_hidden_or_all(hidden: Hidden) -> str:
    """Return the condition (SQL) that a row is of one who is hidden, or of nobody, as a register is."""
    return f"({hidden.by('t.person_id')} OR (t.person_id IS NULL AND {hidden.any()}))"


def _masked_entry(told: str, hidden: Hidden) -> str:
    """Return the expression (SQL) of what an entry of the history tells, with its telling values masked."""
    cases = " ".join(
        f"WHEN {_text(table)} THEN {_masked_values(told, names)}" for table, names in TELLING.items()
    )
    masked = f"CASE t.table_name {cases} ELSE {told} END"
    of_prints = f"t.table_name = 'printout' AND {_of_hidden_or_all(hidden)}"
    is_hidden = f"({hidden.by('t.person_id')} OR ({of_prints}))"
    return f"CASE WHEN {told} IS NOT NULL AND {is_hidden} THEN {masked} ELSE {told} END"


def _masked_values(told: str, names: Sequence[str]) -> str:
    changes = list[str]()
    for name in names:
        path = _text(f"$.{name}")
        value = f"json_extract({told}, {path})"
        changes += [path, f"CASE WHEN coalesce({value}, '') = '' THEN {value} ELSE {_text(MASK)} END"]
    return f"json_replace({told}, {', '.join(changes)})"


def _text(text: str) -> str:
    return f"'{text}'"  # our own words: none has a quotation mark of its own

"""Whether the search finds whom it should: its index is held against the records.

Its own check looks only at how it is built; an index of which a part is gone passes it, and finds nobody.
"""

from collections.abc import Iterator
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from ssu_desktop.language import N_
from ssu_desktop.storage.errors import Problem

FINDS: Final = N_("The search finds {sought} of {listed} people.")
DAMAGED: Final = N_("The index by which the search finds people is damaged.")

# One statement, so that nobody enters a person between the counts. The veil before `person` is passed by.
_LISTED: Final = (
    "SELECT (SELECT count(*) FROM main.person WHERE merged_into_id IS NULL), "
    "(SELECT count(*) FROM person_search), (SELECT count(*) FROM person_search_words_docsize)"
)
_KEYS: Final = (
    "SELECT s.number, p.search_key FROM main.person p JOIN person_search s ON s.person_id = p.id "
    "AND s.sort_key = p.sort_key AND s.status = p.present_status AND s.unit_id IS p.present_unit_id "
    "AND s.category IS p.present_category WHERE p.merged_into_id IS NULL"
)
_WHO: Final = "SELECT count(*), sum(rowid % ?) FROM person_search_words WHERE person_search_words MATCH ?"
_SHORT: Final = 1_000_003  # a prime: numbers that are told apart by it add up to what a column holds
_FEW: Final = 5_000  # people: looked at with every backup; more take seconds


def look(raw: Any, *, thorough: bool) -> Iterator[Problem]:
    """Tell what the search does not find; of very many people only `thorough` looks at each."""
    try:
        listed, sought, in_words = raw.execute(_LISTED).fetchone()
        if listed != min(sought, in_words):
            yield Problem(FINDS, (("sought", min(sought, in_words)), ("listed", listed)))
        elif sought != in_words or ((thorough or listed <= _FEW) and not _finds_all(raw, listed)):
            yield Problem(DAMAGED)
    except sqlcipher.DatabaseError:
        yield Problem(DAMAGED)


def counts_agree(raw: Any) -> bool:
    """Return whether the index knows as many people as there are. Raises the driver's errors."""
    return len(set(raw.execute(_LISTED).fetchone())) == 1


def _finds_all(raw: Any, listed: int) -> bool:
    """Return whether each three letters of a name lead to all who have them, and to nobody else."""
    wanted: dict[str, tuple[int, int]] = {}
    people = 0
    for number, key in raw.execute(_KEYS):
        people += 1
        words = f" {key}".replace(" ", "  ")
        for gram in {words[at : at + 3] for at in range(len(words) - 2)}:
            count, told = wanted.get(gram, (0, 0))
            wanted[gram] = (count + 1, told + number % _SHORT)
    return people == listed and all(_found(raw, gram) == told for gram, told in wanted.items())


def _found(raw: Any, gram: str) -> tuple[int, int]:
    quoted = gram.replace('"', '""')
    count, told = raw.execute(_WHO, (_SHORT, f'"{quoted}"')).fetchone()
    return count, told or 0

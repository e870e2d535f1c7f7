"""Questionnaires as one file: given to another facility, taken in whole or not at all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssu_desktop.exchange.handed_on import read_handed_on, write_handed_on
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.questionnaire import QuestionnaireDraft, questions_of

FORMAT: Final = "ssu-desktop-questionnaires"
_LARGEST = 2_000_000  # bytes; the example set of all domains takes a fortieth of it
_MOST = 100


def read_questionnaire_file(path: Path) -> tuple[QuestionnaireDraft, ...]:
    """Read questionnaires, not yet checked for what they lack.

    Raises CannotRead for whatever is no such file: too large, in another encoding, of another kind."""
    told = read_handed_on(path, FORMAT, largest=_LARGEST, no_such=_no_questionnaires)
    return _read(path, told)


def _no_questionnaires(path: Path) -> CannotRead:
    text = N_("“{path}” holds no questionnaires for this program. Nothing was changed.")
    return CannotRead(text, path=path.name)


def _read(path: Path, told: Mapping[str, Any]) -> tuple[QuestionnaireDraft, ...]:
    rows = told.get("questionnaires")
    if not isinstance(rows, list) or not rows:
        raise _no_questionnaires(path)
    if len(rows) > _MOST:
        text = N_("The file holds {count} questionnaires; it may be {limit} at most. Nothing was changed.")
        raise CannotRead(text, count=len(rows), limit=_MOST)
    drafts = tuple(_draft(number, row) for number, row in enumerate(rows, start=1))
    seen = set[str]()
    for number, draft in enumerate(drafts, start=1):
        if draft.code in seen:
            text = N_(
                "Questionnaire {number} of the file has the code of one before it. Nothing was changed."
            )
            raise CannotRead(text, number=number)
        seen.add(draft.code)
    return drafts


def _draft(number: int, row: Any) -> QuestionnaireDraft:
    try:
        return draft_of_row(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        text = N_("Questionnaire {number} of the file is not what the program can read. Nothing was changed.")
        raise CannotRead(text, number=number) from error


def draft_of_row(row: Mapping[str, Any]) -> QuestionnaireDraft:
    """Return a questionnaire as it stands in a file.

    Raises KeyError, TypeError, ValueError or AttributeError where something is not of its kind."""
    texts = {name: row.get(name, "") for name in ("code", "title_kk", "title_ru", "source")}
    if any(not isinstance(text, str) for text in texts.values()) or not texts["code"]:
        raise TypeError(row)
    return QuestionnaireDraft(
        domain=Domain(row["domain"]),
        categories=tuple(Category(word) for word in row.get("categories", [])),
        unit_kinds=tuple(UnitKind(word) for word in row.get("unit_kinds", [])),
        questions=questions_of(row),
        **texts,
    )


def write_questionnaire_file(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write packed questionnaires as a file that `read_questionnaire_file` reads. Raises OSError."""
    write_handed_on(path, FORMAT, questionnaires=list(rows))

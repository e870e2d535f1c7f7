"""Which documents a file must hold, and how complete it is."""

from datetime import date

import pytest

from ssu_desktop.law import Document, load_law
from ssu_desktop.rules.personal_file import Circumstances, completeness, is_asked, papers_instead


def test_what_is_not_needed_is_not_asked_for_and_what_is_not_required_is_not_counted() -> None:
    count = completeness(["a", "b", "c"], ["a", "extra"], ["c"])
    assert (count.received, count.needed, count.complete) == (1, 2, False)
    assert completeness(["a"], ["a"], []).complete
    assert completeness([], [], []).complete


LAW = load_law()
AFTER = date(2026, 3, 4)


def document(code: str) -> Document:
    """Return a row of the law's checklist."""
    return next(row for row in LAW.document_rows if row.code == code)


@pytest.mark.parametrize(
    ("code", "category", "known", "asked"),
    [  # R230-157..R230-162, R230-171..R230-182
        ("S.file.identity", "elderly", "", True),
        ("S.file.disability", "children", "", True),
        ("S.file.disability", "elderly", "", False),
        ("S.file.disability", "elderly", "disability", True),
        ("D.file.disability", "elderly", "programme", False),
        ("H.file.programme", "elderly", "programme", True),
        ("S.file.pension", "elderly", "", True),
        ("S.file.pension", "children", "", False),
        ("S.file.incapacity", "adults_psy", "", False),
        ("S.file.incapacity", "adults_psy", "incapable", True),
        ("S.file.incapacity", "elderly", "incapable", False),
        ("S.file.custody_receipt", "disabled", "", False),
        ("S.file.custody_receipt", "disabled", "custody", True),
        ("S.file.veteran", "elderly", "disability custody identity incapable programme", False),
        ("T.file.identity", "homeless", "", False),
        ("T.file.identity", "homeless", "identity", True),
    ],
)
def test_a_document_is_asked_for_where_what_it_tells_of_exists(
    code: str, category: str, known: str, asked: bool
) -> None:
    circumstances = Circumstances(on=AFTER, known=frozenset(known.split()))
    assert is_asked(document(code), category, circumstances) is asked


@pytest.mark.parametrize(
    ("code", "born", "incapable", "papers"),
    [  # R230-160: the day before the eighteenth birthday, the day itself
        ("S.file.application", date(2008, 3, 5), False, ["representative", "petition"]),
        ("S.file.application", date(2008, 3, 4), False, []),
        ("S.file.application", date(1943, 5, 11), True, ["representative", "petition"]),
        ("D.file.application", None, True, ["representative", "petition"]),
        ("H.file.application", date(2015, 1, 1), False, ["representative"]),
        ("S.file.application", None, False, []),
        ("T.file.application", date(2015, 1, 1), False, []),
        ("S.file.identity", date(2015, 1, 1), False, []),
    ],
)
def test_for_minors_and_the_incapable_one_of_two_papers_does(
    code: str, born: date | None, incapable: bool, papers: list[str]
) -> None:
    circumstances = Circumstances(on=AFTER, born=born, incapable=incapable)
    assert [paper.code for paper in papers_instead(document(code), circumstances)] == papers

"""The checklists of the personal file, paper by paper: paras 12(2), 23(2), 28(2) and 37(3).

R230-156 to R230-159 (how many), R230-166 and R230-167 (what goes along), R230-171 to R230-232 (one by one).
"""

from datetime import date

import pytest

from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import Category

LAW = load_law()
DAY = date(2026, 3, 4)
FIVE = ("children", "tqa", "adults_psy", "disabled", "elderly")
GUESTS = ("homeless", "released", "probation", "trafficking", "violence")
PARAGRAPHS = {"S": "12(2)", "D": "23(2)", "H": "28(2)", "T": "37(3)"}
ALL, NOBODY, NOT_ELDERLY = "all", "nobody", "all but the elderly"

# Kind and stage; the papers in the order of the paragraph, each with its form, whom it concerns and of whom
# it is asked whatever the circumstances.
SAME = [
    ("application", "copy", ALL, ALL),
    ("identity", "copy", ALL, ALL),
    ("disability", "copy", ALL, NOT_ELDERLY),
    ("medical", "original", ALL, ALL),
    ("programme", "extract", ALL, NOT_ELDERLY),
    ("incapacity", "copy", "adults_psy", NOBODY),
    ("pension", "copy", "elderly", "elderly"),
    ("veteran", "copy", ALL, NOBODY),
    ("decision", "original", ALL, ALL),
]
ORDER = ("admission_order", "copy", ALL, ALL)
PACKAGE = [
    ("file", "original", ALL, ALL),
    ("transfer_act", "original", ALL, ALL),
    ("discharge_order", "copy", ALL, ALL),
    ("plan", "original", ALL, ALL),
    ("monitoring", "original", ALL, ALL),
]
PAPERS = [
    (
        "S",
        "file",
        [
            *SAME,
            ("custody_receipt", "original", ALL, NOBODY),
            ORDER,
            ("commission", "extract", ALL, NOBODY),
        ],
    ),
    (
        "S",
        "custody",
        [
            (name, "original", ALL, NOBODY)
            for name in ("identity", "disability", "pension", "veteran", "benefit_book", "custody_act")
        ],
    ),
    ("S", "transfer", PACKAGE),
    ("D", "file", [*SAME, ORDER]),
    ("D", "transfer", PACKAGE),
    ("H", "file", SAME),
    ("H", "transfer", PACKAGE),
    (
        "T",
        "file",
        [
            ("application", "original", ALL, ALL),
            ("identity", "copy", ALL, NOBODY),
            ("contract", "original", ALL, ALL),
            ORDER,
        ],
    ),
    ("T", "transfer", [*PACKAGE[:3], ("contract", "original", ALL, ALL), *PACKAGE[3:]]),
]


def _whose(words: str, kind: str) -> set[str]:
    everybody = GUESTS if kind == "T" else FIVE
    if words == NOT_ELDERLY:
        return set(everybody) - {"elderly"}
    return {ALL: set(everybody), NOBODY: set()}.get(words, {words})


@pytest.mark.parametrize(("kind", "stage", "papers"), PAPERS)
def test_the_papers_stand_in_the_order_of_the_paragraph_with_their_form_and_of_whom_they_are_asked(
    kind: str, stage: str, papers: list[tuple[str, str, str, str]]
) -> None:
    rows = [row for row in LAW.documents(kind, None, DAY) if row.stage == stage]
    assert [(row.code, row.order) for row in rows] == [
        (f"{kind}.{stage}.{name}", number) for number, (name, *_rest) in enumerate(papers, 1)
    ]
    for row, (_name, form, concerned, required) in zip(rows, papers, strict=True):
        assert row.form == form, row.code
        assert row.article == Article("order-230", PARAGRAPHS[kind])
        categories = GUESTS if kind == "T" else FIVE
        assert {one for one in categories if row.concerns(one)} == _whose(concerned, kind), row.code
        asked = {one for one in categories if row.concerns(one) and row.required_of(one)}
        assert asked == _whose(required, kind), row.code


def test_the_table_is_that_of_62_papers() -> None:
    assert sum(len(papers) for _kind, _stage, papers in PAPERS) == len(LAW.document_rows) == 62
    assert {*FIVE, *GUESTS} == set(Category)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("S", "бөлімінің"), ("D", "бөлімінің"), ("H", "уәкілетті органының")],
)
def test_the_application_is_certified_by_the_body_of_the_paragraph(kind: str, words: str) -> None:
    """R230-171, R230-194 and R230-209: a petition of a medical organisation does in S and D only."""
    (row,) = [one for one in LAW.document_rows if one.code == f"{kind}.file.application"]
    assert f'{words} "көшірмесі дұрыс" деген жазуы бар мөрімен' in row.kk
    assert ("қолдаухатының" in row.kk) is (kind != "H")
    assert row.alternatives is not None
    assert ("petition" in {paper.code for paper in row.alternatives.papers}) is (kind != "H")

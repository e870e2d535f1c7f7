"""The catalogues of admission: paras 6, 14, 25 and 32, the pension age, the kinds of establishment.

R230-044 to R230-104 (each contraindication one by one), R230-026 to R230-041 (indications and grounds).
"""

from datetime import date

import pytest

from ssu_desktop.law import AdmissionItem, Article, NoFigure, cite_paragraph, load_law
from ssu_desktop.records.kinds import CaseStepKind, Category, Establishment, Settlement, UnitKind
from ssu_desktop.rules.case_step import paragraph_of

LAW = load_law()
DAY = date(2026, 3, 4)


def asked(kind: str, category: Category, part: str, on: date = DAY) -> list[AdmissionItem]:
    """Return one part of the checklist."""
    return [item for item in LAW.admission_checklist(kind, category, on) if item.part == part]


@pytest.mark.parametrize(
    ("kind", "category", "count", "paragraphs"),
    [
        ("S", Category.CHILDREN, 4, {"6(1)"}),
        ("S", Category.MUSCULOSKELETAL, 6, {"6(2)"}),
        ("S", Category.ADULTS, 4, {"6(3)"}),
        ("S", Category.DISABLED, 4, {"6(5)"}),
        ("S", Category.ELDERLY, 4, {"6(5)"}),
        ("D", Category.CHILDREN, 4, {"14(1)"}),
        ("D", Category.MUSCULOSKELETAL, 6, {"14(2)"}),
        ("D", Category.ADULTS, 4, {"14(3)"}),
        ("D", Category.DISABLED, 4, {"14(4)"}),
        ("D", Category.ELDERLY, 4, {"14(4)"}),
        ("H", Category.CHILDREN, 3, {"25(2)"}),
        ("H", Category.MUSCULOSKELETAL, 3, {"25(2)"}),
        ("H", Category.ADULTS, 4, {"25(3)"}),
        ("H", Category.DISABLED, 4, {"25(5)"}),
        ("H", Category.ELDERLY, 4, {"25(5)"}),
        *[
            ("T", category, 5, {f"32({number})" for number in range(1, 6)})
            for category in (Category.HOMELESS, Category.PROBATION, Category.VIOLENCE)
        ],
    ],
)
def test_each_kind_and_category_has_its_own_list_of_contraindications(
    kind: str, category: Category, count: int, paragraphs: set[str]
) -> None:
    items = asked(kind, category, "contraindication")
    assert [item.order for item in items] == list(range(1, count + 1))
    assert {item.article for item in items} == {Article("order-230", one) for one in paragraphs}


def test_there_are_52_contraindications_each_with_its_words_and_its_own_code() -> None:
    rows = LAW.admission_items
    assert sum(row.part == "contraindication" for row in rows) == 52
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.kk and row.ru and row.name("kk") and row.name("ru") for row in rows)
    assert {row.part for row in rows} == {"contraindication", "indication", "ground"}
    assert set().union(*(row.categories for row in rows)) <= set(Category)
    assert {row.unit_kind for row in rows} <= set(UnitKind)


def test_frequent_seizures_count_from_five_a_month_and_rare_ones_of_the_elderly_from_one() -> None:
    """R230-047, R230-052: 5 and more a month; the exception holds up to once in 2-3 months."""
    found = {row.code: row.seizures_from for row in LAW.admission_items if row.seizures_from}
    assert {code for code, count in found.items() if count == 5} == {
        *("S.children.1", "S.tqa.2", "S.adults_psy.3", "D.children.1", "D.tqa.2", "D.adults_psy.2"),
        "H.adults_psy.4",
    }
    assert {code for code, count in found.items() if count == 1} == {
        f"{kind}.disabled+elderly.3" for kind in "SDH"
    }
    epilepsy = [row for row in asked("H", Category.CHILDREN, "contraindication") if "эпилеп" in row.kk]
    assert epilepsy == []  # R230-049: no such item for children at home


def test_intellectual_disability_is_a_contraindication_of_all_degrees_in_s_and_not_of_the_mild_in_d() -> None:
    """R230-045, R230-048."""
    found = {row.code: row.kk for row in LAW.admission_items}
    assert found["S.tqa.1"].startswith("барлық дәрежедегі")
    assert found["D.tqa.1"].startswith("ауырлығы орташа және ауыр")


@pytest.mark.parametrize(
    ("kind", "category", "indications", "grounds"),
    [
        ("S", Category.CHILDREN, 5, 0),
        ("S", Category.MUSCULOSKELETAL, 1, 0),
        ("S", Category.ADULTS, 5, 0),
        ("S", Category.DISABLED, 0, 7),
        ("S", Category.ELDERLY, 0, 7),
        ("D", Category.CHILDREN, 3, 0),
        ("D", Category.MUSCULOSKELETAL, 0, 0),
        ("D", Category.ADULTS, 5, 0),
        ("D", Category.DISABLED, 0, 0),
        ("D", Category.ELDERLY, 0, 0),
        ("H", Category.CHILDREN, 3, 0),
        ("H", Category.ADULTS, 5, 0),
        ("H", Category.DISABLED, 0, 8),
        ("H", Category.ELDERLY, 0, 9),
        ("T", Category.HOMELESS, 0, 0),
    ],
)
def test_indications_and_family_grounds_are_those_of_the_kind_and_category(
    kind: str, category: Category, indications: int, grounds: int
) -> None:
    """R230-026 to R230-041: another settlement only at home, a family conflict only for the elderly there."""
    assert len(asked(kind, category, "indication")) == indications
    found = asked(kind, category, "ground")
    assert len(found) == grounds
    endings = {item.code.rsplit(".", 1)[-1] for item in found}
    assert ("elsewhere" in endings) is (kind == "H" and grounds > 0)
    assert ("conflict" in endings) is (kind == "H" and category is Category.ELDERLY)


def test_a_day_before_the_order_is_asked_by_its_first_checklist() -> None:
    early, late = date(2023, 6, 30), date(2023, 7, 1)
    assert asked("S", Category.CHILDREN, "indication", early) == asked(
        "S", Category.CHILDREN, "indication", late
    )


@pytest.mark.parametrize(
    ("sex", "on", "months"),
    [
        ("female", date(2023, 1, 1), 61 * 12),
        ("female", date(2027, 12, 31), 61 * 12),
        ("female", date(2028, 1, 1), 61 * 12 + 6),
        ("female", date(2028, 12, 31), 61 * 12 + 6),
        ("female", date(2029, 1, 1), 62 * 12),
        ("female", date(2030, 1, 1), 62 * 12 + 6),
        ("female", date(2031, 1, 1), 63 * 12),
        ("male", date(2023, 1, 1), 63 * 12),
        ("male", date(2040, 1, 1), 63 * 12),
    ],
)
def test_the_pension_age_goes_by_sex_and_year_and_is_to_be_confirmed(sex: str, on: date, months: int) -> None:
    figure = LAW.figure(f"pension_age.{sex}", on=on)
    assert figure.value == months
    assert not figure.sure
    assert figure.article.act == "social-code"
    assert LAW.figure("plan.draft_within", "S", on=DAY).sure


def test_an_article_of_a_code_is_cited_as_one() -> None:
    article = LAW.figure("pension_age.male", on=DAY).article
    assert cite_paragraph(article, "kk") == "207-бап"
    assert cite_paragraph(article, "ru") == "ст. 207"


def test_every_establishment_belongs_to_the_kinds_that_its_paragraph_names() -> None:
    """R230-017 to R230-020."""
    found = {
        (
            figure.key.rsplit(".", 1)[-1],
            *sorted(figure.unit_kinds or ()),
            figure.article.paragraph,
        ): figure.values
        for figure in LAW.figures
        if figure.key.startswith("unit.establishment.")
    }
    assert {word for word, _kind, _paragraph in found} == set(Establishment)
    assert found["small_house", "S", "4"] == found["small_house", "D", "13"] == (10, 50)
    assert {kind for _word, kind, _paragraph in found} == set("SDHT")


def test_the_thresholds_of_opening_begin_with_the_change_of_march_2025() -> None:
    """R230-009 to R230-011: the day in force is not in the source text, so it is to be confirmed."""
    for settlement in Settlement:
        figure = LAW.figure(f"opening.persons.{settlement}", "S", on=DAY)
        assert figure.value == (50 if settlement in (Settlement.REPUBLICAN, Settlement.OBLAST) else 25)
        assert not figure.sure
    with pytest.raises(NoFigure):
        LAW.figure("opening.persons.rural", "S", on=date(2025, 3, 5))
    assert LAW.figure("opening.distance_above", "H", on=DAY).value == 5
    assert LAW.figure("opening.population_above.oblast", "T", on=DAY).value == 100_000
    assert LAW.figure("opening.population_from.rural", "T", on=DAY).value == 50_000


@pytest.mark.parametrize("kind", UnitKind)
def test_the_recipients_and_the_columns_of_the_register_have_their_words(kind: UnitKind) -> None:
    """R230-007, R230-008, R230-138: a remark leads to the order's own words."""
    recipients = LAW.known_figure("admission.recipients", kind, on=DAY)
    assert recipients.article == Article("order-230", "2")
    assert ("уақытша болу" in recipients.kk) is (kind is UnitKind.TEMPORARY)
    assert LAW.known_figure("register.where", kind, on=DAY).article == Article("order-230", "annex 2")


def test_the_four_steps_of_order_153_have_their_words() -> None:
    known = {figure.article: figure.kk for figure in LAW.figures}
    assert [known[paragraph_of(step)][:2] for step in CaseStepKind] == ["1)", "2)", "3)", "4)"]

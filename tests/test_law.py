"""The figures and the checklist of Order 230, as data."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ssu_desktop.law import Article, Law, Measure, NoFigure, cite_paragraph, load_law
from ssu_desktop.records.kinds import Category, DocumentForm, Domain, RoundKind, UnitKind

LAW = load_law()
TODAY = date(2026, 3, 12)

FIGURES = [
    ("plan.draft_within", "S", 14, Measure.CALENDAR_DAYS, "12(3)"),
    ("plan.draft_within", "D", 10, Measure.WORKING_DAYS, "23(3)"),
    ("plan.draft_within", "H", 10, Measure.WORKING_DAYS, "28(3)"),
    ("plan.draft_within", "T", 5, Measure.CALENDAR_DAYS, "37(4)"),
    ("plan.fill_within", "S", 5, Measure.WORKING_DAYS, "12(3)"),
    ("plan.fill_within", "D", 3, Measure.WORKING_DAYS, "23(3)"),
    ("plan.fill_within", "H", 3, Measure.WORKING_DAYS, "28(3)"),
    ("plan.fill_within", "T", 2, Measure.WORKING_DAYS, "37(4)"),
    *[("plan.renew_within", kind, 1, Measure.WORKING_DAYS, None) for kind in "SDHT"],
    *[("plan.longest", kind, 12, Measure.MONTHS, None) for kind in "SDHT"],
    *[("monitoring.every", kind, 3, Measure.MONTHS, None) for kind in "SDHT"],
    *[("monitoring.enter_within", kind, 1, Measure.WORKING_DAYS, None) for kind in "SDHT"],
    ("stay.temporary_longest", "S", 3, Measure.MONTHS, "3(3)"),
    ("stay.temporary_longest", "D", 6, Measure.MONTHS, "3(1)"),
    ("stay.temporary_longest", "T", 12, Measure.MONTHS, "34(2)"),
    ("arrival.deferral", "S", 30, Measure.CALENDAR_DAYS, "12(1)"),
    ("arrival.deferral", "D", 10, Measure.CALENDAR_DAYS, "23(1)"),
]


@pytest.mark.parametrize(("key", "kind", "value", "measure", "paragraph"), FIGURES)
def test_a_figure_is_that_of_the_order(
    key: str, kind: str, value: int, measure: Measure, paragraph: str | None
) -> None:
    figure = LAW.figure(key, UnitKind(kind), on=TODAY)
    assert (figure.value, figure.measure) == (value, measure)
    assert figure.article.act == "order-230"
    assert paragraph in (None, figure.article.paragraph)
    assert figure.kk
    assert figure.meaning("kk") != figure.meaning("ru")


def test_the_rounds_are_the_columns_of_annex_5_and_have_no_single_value() -> None:
    rounds = LAW.figure("monitoring.rounds", on=TODAY)
    assert rounds.values == (0, 3, 6, 9, 12)
    assert [RoundKind(str(months)) for months in rounds.values]
    with pytest.raises(ValueError, match="too many"):
        _ = rounds.value


@pytest.mark.parametrize(
    ("key", "kind"), [("arrival.deferral", "H"), ("stay.temporary_longest", "H"), ("plan.unheard_of", "S")]
)
def test_a_figure_that_the_law_does_not_have_is_an_error(key: str, kind: str) -> None:
    with pytest.raises(NoFigure):
        LAW.figure(key, kind, on=TODAY)
    with pytest.raises(NoFigure):
        LAW.known_figure(key, kind, on=TODAY)


def test_a_figure_begins_on_the_day_the_order_came_into_force() -> None:
    with pytest.raises(NoFigure):
        LAW.figure("plan.draft_within", "S", on=date(2023, 6, 30))
    assert LAW.figure("plan.draft_within", "S", on=date(2023, 7, 1)).value == 14
    assert LAW.known_figure("plan.draft_within", "S", on=date(1999, 1, 1)).value == 14


@pytest.mark.parametrize(
    ("key", "kind", "paragraph", "first_day", "sure"),
    [
        ("plan.draft_within", "S", "12(3)", date(2023, 7, 1), True),
        ("stay.temporary_longest", "S", "3(3)", date(2025, 1, 1), True),
        ("stay.temporary_longest", "D", "3(1)", date(2025, 1, 1), True),
        ("stay.temporary_longest", "T", "34(2)", date(2023, 7, 1), True),
        ("unit.legal_form.entity", "S", "3(3)", date(2025, 1, 1), True),
        ("monitoring.rounds", None, "annex 5", date(2025, 1, 1), True),
        ("unit.licence", "S", "4-1", date(2025, 1, 1), True),
        ("unit.licence", "D", "13-1", date(2025, 1, 1), True),
        ("unit.licence", "H", "24-1", date(2025, 1, 1), True),
        ("unit.licence", "T", "29-1", date(2025, 1, 1), True),
        ("unit.registered", "S", "4-2", date(2024, 12, 27), False),
        ("unit.removed", "H", "24-3", date(2024, 12, 27), False),
        ("unit.establishment.home_help", "H", "24", date(2024, 12, 27), False),
        ("unit.establishment.shelter", "T", "29(2)", date(2024, 9, 30), False),
        ("admission.age_from.homeless", "T", "31", date(2024, 9, 30), False),
        ("opening.distance_above", "H", "2-1", date(2025, 3, 6), False),
    ],
)
def test_a_wording_begins_on_the_day_that_the_notes_to_its_paragraph_give(
    key: str, kind: str | None, paragraph: str, first_day: date, sure: bool
) -> None:
    """R230-002: where a note gives no day ("ten days after publication"), that of the change, unsure."""
    (figure,) = LAW.editions(key, kind)
    assert figure.article == Article("order-230", paragraph)
    assert (figure.valid_from, figure.sure) == (first_day, sure)
    with pytest.raises(NoFigure):
        LAW.figure(key, kind, on=first_day - timedelta(days=1))
    assert LAW.figure(key, kind, on=first_day) is figure
    assert LAW.known_figure(key, kind, on=first_day - timedelta(days=1)) is figure


def test_nothing_rests_on_the_deleted_paragraph_30() -> None:
    """R230-005."""
    rows = (*LAW.figures, *LAW.document_rows, *LAW.admission_items)
    paragraphs = {row.article.paragraph for row in rows if row.article.act == "order-230"}
    assert {"29(1)", "31"} <= paragraphs
    assert not any(re.match(r"30(\D|$)", paragraph) for paragraph in paragraphs)


def test_every_paragraph_of_the_order_is_one_that_it_has() -> None:
    """Paras 1 to 37 with those inserted behind 2, 4, 13, 24 and 29, and the ten annexes."""
    inserted = {"2": 2, "4": 5, "13": 5, "24": 5, "29": 5}
    known = {str(number) for number in range(1, 38)} | {f"annex {number}" for number in range(1, 11)}
    known |= {f"{base}-{number}" for base, most in inserted.items() for number in range(1, most + 1)}
    rows = (*LAW.figures, *LAW.document_rows, *LAW.admission_items)
    cited = {row.article.paragraph for row in rows if row.article.act == "order-230"}
    assert {paragraph for paragraph in cited if paragraph.partition("(")[0] not in known} == set()


@pytest.mark.parametrize(
    ("kind", "paragraph", "authors", "direction", "correction"),
    [
        ("S", "12(3)", "дәрігерлері, педагогтері", "жақсы жақтарын", "plan.correction"),
        ("D", "23(3)", "мамандары", "жақсы жақтарын", "plan.correction"),
        ("H", "28(3)", "консультанты, күтім жөніндегі әлеуметтік қызметкері", "жақсы жақтарын", None),
        ("T", "37(4)", "дәрігерлері, психологтары", "проблемаларды еңсеруге", "plan.correction_asked"),
    ],
)
def test_who_makes_a_plan_and_where_it_leads_differs_by_kind(
    kind: str, paragraph: str, authors: str, direction: str, correction: str | None
) -> None:
    """R230-233, R230-235, R230-237, R230-239, R230-244, R230-245, R230-247 to R230-249."""
    for key, words in (("plan.authors", authors), ("plan.direction", direction)):
        figure = LAW.figure(key, kind, on=TODAY)
        assert figure.article == Article("order-230", paragraph)
        assert words in figure.kk
    found = {key for key in ("plan.correction", "plan.correction_asked") if LAW.editions(key, kind)}
    assert found == ({correction} if correction else set())


def test_changes_are_looked_at_every_quarter_and_where_needed_every_month_but_in_a_temporary_stay() -> None:
    """R230-257, R230-258."""
    monthly = {kind: "ай сайын" in LAW.figure("monitoring.review", kind, on=TODAY).kk for kind in "SDHT"}
    assert monthly == {"S": True, "D": True, "H": True, "T": False}


def test_the_old_name_of_the_programme_stands_only_in_the_words_of_the_order() -> None:
    """R230-317: the text of para 28(3) keeps it, and says beside it what it is called now."""
    old = [figure for figure in LAW.figures if "мүгедекті жеке оңалту" in figure.kk]
    assert [figure.article.paragraph for figure in old] == ["28(3)"]
    assert "абилитациялау мен оңалтудың жеке бағдарламасының бұрынғы атауы" in old[0].meaning_kk


def test_a_new_edition_takes_over_on_its_day_and_the_old_one_serves_before_it() -> None:
    old = replace(LAW.figure("plan.draft_within", "S", on=TODAY), valid_to=date(2026, 12, 31))
    new = replace(old, values=(21,), valid_from=date(2027, 1, 1), valid_to=None)
    law = Law(LAW.acts, (new, old), ())
    assert law.figure("plan.draft_within", "S", on=date(2026, 12, 31)).value == 14
    assert law.figure("plan.draft_within", "S", on=date(2027, 1, 1)).value == 21


def test_an_article_is_cited_in_both_languages() -> None:
    article = Article("order-230", "12(3)")
    assert LAW.cite(article, "kk") == "№ 230 бұйрық, 12-т. 3)"
    assert LAW.cite(article, "ru") == "приказ № 230, п. 12 пп. 3)"
    assert cite_paragraph(Article("order-230", "annex 5"), "kk") == "5-қосымша"
    assert cite_paragraph(Article("order-230", "annex 5"), "ru") == "приложение 5"
    assert cite_paragraph(Article("order-230", "2-1"), "kk") == "2-1-т."
    assert cite_paragraph(Article("order-230", "2-1"), "ru") == "п. 2-1"
    assert cite_paragraph(Article("order-230", "preamble"), "ru") == "preamble"


def test_every_figure_and_document_rests_on_a_known_act() -> None:
    acts = {figure.article.act for figure in LAW.figures} | {row.article.act for row in LAW.document_rows}
    assert acts <= set(LAW.acts)
    order = LAW.acts["order-230"]
    assert (order.number, order.registration_number) == ("230", "32875")
    assert [edition.changed_on for edition in order.editions][-1] == date(2025, 3, 6)


@pytest.mark.parametrize(
    ("kind", "stages"), [("S", (12, 6, 5)), ("D", (10, 0, 5)), ("H", (9, 0, 5)), ("T", (4, 0, 6))]
)
def test_the_checklist_of_each_kind_of_unit_is_whole(kind: str, stages: tuple[int, int, int]) -> None:
    rows = LAW.documents(kind, None, TODAY)
    counts = [sum(row.stage == stage for row in rows) for stage in ("file", "custody", "transfer")]
    assert tuple(counts) == stages


def test_the_words_of_the_checklist_are_those_of_the_records() -> None:
    rows = LAW.document_rows
    assert len({row.code for row in rows}) == len(rows) == 62
    assert {row.form for row in rows} == set(DocumentForm)
    named = set().union(*(row.categories or set() for row in rows), *(row.conditional_for for row in rows))
    assert named <= {*Category, "*"}
    assert all(row.kk and row.ru and row.name_kk and row.name_ru for row in rows)


def test_the_elderly_bring_a_pension_certificate_and_of_disability_only_where_there_is_one() -> None:
    elderly = {row.code: row for row in LAW.documents("S", Category.ELDERLY, TODAY)}
    children = {row.code: row for row in LAW.documents("S", Category.CHILDREN, TODAY)}
    assert elderly["S.file.pension"].required_of(Category.ELDERLY)
    assert not elderly["S.file.disability"].required_of(Category.ELDERLY)
    assert children["S.file.disability"].required_of(Category.CHILDREN)
    assert "S.file.pension" not in children
    assert not children["S.file.veteran"].required_of(Category.CHILDREN)


def test_a_temporary_stay_asks_for_the_contract_and_the_application_in_original() -> None:
    rows = {row.code: row for row in LAW.documents("T", Category.HOMELESS, TODAY)}
    assert rows["T.file.application"].form == "original"
    assert rows["T.file.contract"].required_of(Category.HOMELESS)
    assert not rows["T.file.identity"].required_of(Category.HOMELESS)
    assert rows["T.file.contract"].article == Article("order-230", "37(3)")


def test_a_file_opened_before_the_order_goes_on_by_its_checklist() -> None:
    assert LAW.documents("D", Category.ELDERLY, date(2015, 1, 1)) == LAW.documents(
        "D", Category.ELDERLY, TODAY
    )


@pytest.mark.parametrize(
    ("key", "first_day", "last_day"),
    [
        ("order-230", date(2023, 7, 1), None),
        ("order-153", date(2023, 10, 13), None),
        ("order-165", date(2023, 7, 1), None),
        ("resolution-330", date(2009, 3, 14), date(2023, 6, 30)),
        ("order-240", date(2009, 8, 28), date(2010, 12, 6)),
    ],
)
def test_each_act_says_from_when_until_when_it_was_in_force(
    key: str, first_day: date, last_day: date | None
) -> None:
    """R153-01, R165-E01, R330-01, R240-R01."""
    act = LAW.acts[key]
    assert (act.valid_from, act.valid_to) == (first_day, last_day)


def test_the_licence_is_that_of_the_other_order_of_the_same_number() -> None:
    """R230-021: the licensing rules are of 28.06.2024, the order on the facilities of 22.06.2023."""
    for kind, paragraph in (("S", "4-1"), ("D", "13-1"), ("H", "24-1"), ("T", "29-1")):
        figure = LAW.figure("unit.licence", kind, on=TODAY)
        assert figure.article == Article("order-230", paragraph)
        assert "28.06.2024" in figure.meaning("ru")
        assert "28.06.2024" in figure.meaning("kk")
    assert LAW.acts["order-230"].adopted_on == date(2023, 6, 22)


def test_the_eight_domains_stand_in_the_order_of_the_acts() -> None:
    """R330-03, R230-243."""
    assert [domain.value for domain in Domain] == [
        *("household", "medical", "psychological", "pedagogical"),
        *("labour", "cultural", "economic", "legal"),
    ]

"""The catalogue of services as data: every row of the four acts, dated, its words mapped to ours."""

from collections import Counter
from datetime import date

import pytest

from ssu_desktop.law import Article, cite_paragraph, load_law, load_services
from ssu_desktop.records.kinds import Category, Domain, Sector, UnitKind

CATALOGUE = load_services()
LAW = load_law()


def test_the_catalogue_has_all_rows_that_are_services_of_the_four_acts() -> None:
    by_act = Counter(service.article.act for service in CATALOGUE.services)
    assert by_act == {"order-165": 142, "order-240": 94, "resolution-330": 86, "order-153": 75}
    assert len(CATALOGUE.by_code) == 397
    assert {service.domain for service in CATALOGUE.services} == set(Domain)


def test_each_row_is_dated_as_its_act_and_says_which_language_is_the_acts_own() -> None:
    for service in CATALOGUE.services:
        act = LAW.acts[service.article.act]
        assert (service.valid_from, service.valid_to) == (act.valid_from, act.valid_to), service.code
        assert service.verbatim == ("ru" if act.key == "order-165" else "kk"), service.code
        assert service.kk, service.code
        assert service.ru, service.code


def test_rows_of_repealed_acts_are_not_in_force_from_the_day_after_the_act_ended() -> None:
    repealed = [service for service in CATALOGUE.services if not service.in_force(date(2026, 3, 12))]
    assert {service.article.act for service in repealed} == {"order-240", "resolution-330"}
    assert len(repealed) == 180
    bread = CATALOGUE.by_code["R330/3(1)"]
    assert [bread.in_force(day) for day in (date(2023, 6, 30), date(2023, 7, 1))] == [True, False]


def test_every_setting_and_recipient_is_mapped_to_words_of_ours_or_to_none_on_purpose() -> None:
    mapping = CATALOGUE.mapping
    for service in CATALOGUE.services:
        assert service.setting in mapping.unit_kinds
        assert set(service.recipients) <= set(mapping.categories)
    known = ((mapping.unit_kinds, UnitKind), (mapping.sectors, Sector), (mapping.categories, Category))
    for words, ours in known:
        assert all(set(meant) <= set(ours) for meant in words.values() if meant is not None)
    assert mapping.categories_of(("infants", "family")) is None
    assert mapping.categories_of(("elderly", "public")) == {"elderly"}


def test_a_row_is_taken_into_a_plan_without_the_signs_of_a_list() -> None:
    first = CATALOGUE.by_code["R330/3(1)"]
    assert first.kk.endswith(";")
    assert (
        first.words("kk")
        == "Жеке қызмет көрсету және гигиеналық сипаттағы әлеуметтік-тұрмыстық қызметтер көрсету"
    )
    assert first.words("ru").startswith("Оказание социально-бытовых услуг")


@pytest.mark.parametrize(
    ("language", "cited"), [("kk", "1-қосымша, 27-т. 5)"), ("ru", "приложение 1, п. 27 пп. 5)")]
)
def test_a_paragraph_within_an_annex_is_cited_with_the_annex(language: str, cited: str) -> None:
    assert cite_paragraph(CATALOGUE.by_code["R240-1/27(5)"].article, language) == cited
    assert cite_paragraph(Article("order-230", "12(3)"), "kk") == "12-т. 3)"


CHAPTERS = [
    ("R153-4/", "R153-20", 23, {"medical": 9, "household": 0}),
    ("R153-5/", "R153-24", 25, {"psychological": 7, "household": 0}),
    ("R153-6/", "R153-26", 27, {"household": 7, "labour": 0}),
    ("R330/", "R330-04", 86, {"household": 17, "medical": 21, "legal": 12}),
    ("R165-1/7(", "R165-E12, R165-E13", 11, {"medical": 11}),
    ("R165-1/5(", "R165-E29", 10, {"household": 10}),
    ("R165-1/13(", "R165-E22", 4, {"labour": 4}),
    ("R165-1/15(", "R165-E23", 3, {"cultural": 3}),
    ("R165-1/17(", "R165-E24", 2, {"economic": 2}),
    ("R165-1/19(", "R165-E25", 8, {"legal": 8}),
    ("R165-2/", "R165-C05", 52, {"medical": 11}),
    ("R165-3/8(", "R165-F06", 7, {"medical": 7}),
    ("R165-3/10(2)", "R165-F07", 1, {"psychological": 1}),
    ("R165-3/", "R165-F08, R165-F09", 38, {"labour": 4, "cultural": 2, "economic": 2, "legal": 6}),
]


@pytest.mark.parametrize(("begins", "rules", "count", "domains"), CHAPTERS)
def test_a_chapter_of_an_act_has_all_its_services(
    begins: str, rules: str, count: int, domains: dict[str, int]
) -> None:
    found = Counter(one.domain for one in CATALOGUE.services if one.code.startswith(begins))
    assert found.total() == count, rules
    assert {domain: found[domain] for domain in domains} == domains, rules


def test_services_tied_to_a_category_are_offered_to_that_category() -> None:
    """R330-02, R330-05, R330-06."""
    mapping = CATALOGUE.mapping
    meant = {
        one.code: mapping.categories_of(one.recipients)
        for one in CATALOGUE.services
        if one.article.act == "resolution-330"
    }
    taught = {code: whom for code, whom in meant.items() if code.startswith("R330/6(")}
    narrow = [whom for whom in taught.values() if whom is not None and len(whom) < len(Category)]
    assert narrow
    assert all(whom <= {Category.CHILDREN, Category.MUSCULOSKELETAL, Category.ADULTS} for whom in narrow)
    only_homeless = [code for code, whom in meant.items() if whom == {Category.HOMELESS}]
    assert len(only_homeless) == 7

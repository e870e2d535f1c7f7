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

"""Which services suit a plan and how they are found: a table of cases."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.language.names import search_key
from ssu_desktop.law import load_services
from ssu_desktop.records.kinds import Category, Domain, Sector, UnitKind
from ssu_desktop.rules.service import (
    Fit,
    Offer,
    OwnServiceDraft,
    Whom,
    check_own_service,
    found,
    offer_of,
    ordered,
    own_offer,
    printed_words,
)

CATALOGUE = load_services()
CHILD = Whom(
    unit_kind=UnitKind.STATIONARY,
    sector=Sector.SOCIAL,
    category=Category.CHILDREN,
    on=date(2026, 3, 12),
)


def offer(ref: str, kk: str, fit: Fit = Fit.SUITS, *, in_force: bool = True) -> Offer:
    """Return an offer of the household domain."""
    return Offer(
        ref=ref,
        domain=Domain.HOUSEHOLD,
        kk=kk,
        ru="",
        article=None,
        in_force=in_force,
        fit=fit,
        key=search_key(kk),
    )


@pytest.mark.parametrize(
    ("code", "whom", "fit"),
    [
        ("R240-1/27(5)", CHILD, Fit.SUITS),  # residential, children
        ("R240-1/27(5)", replace(CHILD, unit_kind=UnitKind.DAY), Fit.OTHERS),
        ("R240-1/27(5)", replace(CHILD, category=Category.ELDERLY), Fit.OTHERS),
        ("R240-1/27(5)", replace(CHILD, category=None), Fit.SUITS),
        ("R330/3(1)", replace(CHILD, category=Category.HOMELESS, unit_kind=UnitKind.TEMPORARY), Fit.SUITS),
        ("R153-5/24(1)", CHILD, Fit.OTHERS),  # health care
        ("R153-5/24(1)", replace(CHILD, sector=Sector.HEALTH), Fit.SUITS),
        ("R153-4/14(1)", replace(CHILD, sector=Sector.HEALTH), Fit.UNKNOWN),  # outpatient: no kind of ours
        ("R153-6/36(3)", replace(CHILD, sector=Sector.HEALTH), Fit.UNKNOWN),  # infants: no category of ours
        ("R165-3/6(2)", replace(CHILD, sector=Sector.EDUCATION), Fit.UNKNOWN),  # a foster family
        ("R165-2/7(4)", replace(CHILD, sector=Sector.EDUCATION, unit_kind=UnitKind.HOME), Fit.OTHERS),
    ],
)
def test_a_service_suits_by_kind_of_unit_sector_and_category(code: str, whom: Whom, fit: Fit) -> None:
    assert offer_of(CATALOGUE.by_code[code], CATALOGUE, whom).fit is fit


def test_what_suits_comes_first_then_what_is_in_force_then_by_the_kazakh_alphabet() -> None:
    offers = [
        offer("6", "Ән айту", Fit.OTHERS),
        offer("5", "Ән салу", Fit.UNKNOWN),
        offer("4", "Ас беру", in_force=False),
        offer("3", "Бағу"),
        offer("2", "Әлеу"),
        offer("1", "Ас беру"),
    ]
    assert [one.ref for one in ordered(offers, "kk")] == ["1", "2", "3", "5", "6"], "the same words once"


def test_every_word_is_looked_for_in_both_languages_with_letters_folded() -> None:
    offers = ordered([offer_of(one, CATALOGUE, CHILD) for one in CATALOGUE.services], "kk")
    kazakh, russian = found(offers, "КИІМ кунделикти"), found(offers, "одежд повседнев")
    assert [one.kk for one in found(offers, "киим күнделікті")] == [one.kk for one in kazakh]
    assert all(one.fit is not Fit.OTHERS for one in (*kazakh, *russian))
    assert {one.domain for one in found(offers, "", domain=Domain.LEGAL)} == {Domain.LEGAL}
    assert len(found(offers, "", others=True)) == len(offers) > len(found(offers, ""))


def test_an_own_service_for_nobody_in_particular_suits_everyone() -> None:
    own = OwnServiceDraft(domain=Domain.CULTURAL, text_kk="Домбыра үйірмесі", text_ru="Кружок домбры")
    assert own_offer("own:1", own, CHILD).fit is Fit.SUITS
    for limited in (
        replace(own, categories=(Category.ELDERLY,)),
        replace(own, unit_kinds=(UnitKind.HOME,)),
    ):
        assert own_offer("own:1", limited, CHILD).fit is Fit.OTHERS
    assert found([own_offer("own:1", own, CHILD)], "кружок ДОМБ")
    assert own_offer("own:1", replace(own, text_ru=""), CHILD).words("ru") == "Домбыра үйірмесі"


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (OwnServiceDraft(domain=Domain.LEGAL, text_ru="Помощь"), []),
        (OwnServiceDraft(text_ru="Помощь"), ["service-domain"]),
        (OwnServiceDraft(domain=Domain.LEGAL), ["service-unnamed"]),
        (OwnServiceDraft(domain=Domain.LEGAL, text_kk="ә" * 1000), []),
        (OwnServiceDraft(domain=Domain.LEGAL, text_kk="ә" * 1001), ["text-too-long"]),
    ],
)
def test_an_own_service_has_a_domain_and_words_that_fit_the_form(
    draft: OwnServiceDraft, codes: list[str]
) -> None:
    assert [finding.code for finding in check_own_service(draft)] == codes


@pytest.mark.parametrize(
    ("words", "language", "printed"),
    [
        ("Көмек", "ru", "Помощь"),
        ("Помощь", "kk", "Көмек"),
        ("Көмек", "kk", "Көмек"),
        ("Көмек күнде", "ru", "Көмек күнде"),
    ],
)
def test_untouched_words_of_a_known_service_are_printed_in_the_language_of_the_form(
    words: str, language: str, printed: str
) -> None:
    assert printed_words(words, "Көмек", "Помощь", language) == printed
    assert printed_words(words, "", "", language) == words

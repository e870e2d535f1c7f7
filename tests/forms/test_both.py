"""The official forms in both languages side by side: every word of both, where it stands, for reading."""

import json
from dataclasses import replace

import pytest

from ssu_desktop.forms.annex_4 import Annex4, PlanRow
from ssu_desktop.forms.both import BothAnnex4
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.registry import FORMS, IN_BOTH, render
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain
from tests.forms.pages import Pages
from tests.forms.samples import FILLED

KK, RU = Language.KK, Language.RU
EVERY = pytest.mark.parametrize("code", IN_BOTH)
READING = ("Оқуға арналған нұсқа, ресми нысан емес", "Версия для чтения, не официальная форма")


def in_both(code: str) -> object:
    """Return a filled form in both languages."""
    one = code.removesuffix("-both")
    sides = {"kazakh": FILLED[one][KK], "russian": FILLED[one][RU]}
    return replace(IN_BOTH[code].content(language=KK), **sides)


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        hidden = {"language", "bookmark"}
        return [text for key, one in value.items() if key not in hidden for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) and value else []


@EVERY
def test_each_side_has_the_pages_of_the_form_itself(code: str) -> None:
    one = code.removesuffix("-both")
    pages = Pages(render(code, [in_both(code)]))
    for language in Language:
        alone = Pages(render(one, [FILLED[one][language]]))
        title = FORMS[one].wording.say("title", language).split("_")[0]
        alone.find(title)
        pages.find(title)
    for words in READING:
        assert all("".join(words.split()) in pages.page_text(number) for number in range(len(pages.sizes)))


@EVERY
def test_kazakh_stands_at_the_left_or_above_and_russian_beside_it(code: str) -> None:
    one = code.removesuffix("-both")
    pages = Pages(render(code, [in_both(code)]))
    places = [pages.place(FORMS[one].wording.say("form", language)) for language in Language]
    width, height = pages.sizes[0]
    assert [place.page for place in places] == [0, 0]
    if code == "annex-2-both":
        assert places[0].top > height / 2 > places[1].top
        assert width < height
    else:
        assert places[0].left < width / 2 < places[1].left
        assert places[0].top == pytest.approx(places[1].top, abs=1)
        assert width > height


@EVERY
def test_nothing_is_drawn_beyond_the_sheet_or_across_the_middle(code: str) -> None:
    pages = Pages(render(code, [in_both(code)]))
    for letter in pages.letters:
        width, height = pages.sizes[letter.page]
        left, bottom, right, top = letter.box
        assert left > 11 * MM
        assert right < width - 11 * MM
        assert bottom > 0
        assert top < height
        if code != "annex-2-both":
            assert not left < width / 2 < right


@EVERY
def test_it_is_drawn_the_same_twice_and_read_back_from_its_snapshot(code: str) -> None:
    content = in_both(code)
    again = IN_BOTH[code].content.from_snapshot(json.loads(json.dumps(content.to_snapshot())))
    assert again == content
    assert render(code, [again]).pdf == render(code, [content]).pdf


@EVERY
def test_it_is_set_as_the_form_itself_is(code: str) -> None:
    form, both = FORMS[code.removesuffix("-both")], IN_BOTH[code].content
    assert (both.size, both.leading, both.form) == (form.size, form.leading, form.code)
    assert IN_BOTH[code].wording.edition == form.wording.edition
    assert both().sides()[1].language is RU


def test_words_stand_where_they_were_looked_at() -> None:
    pages = Pages(render("annex-4-both", [in_both("annex-4-both")]))
    place = pages.place("Индивидуальный план")
    assert place.page == 0


def uneven(language: Language) -> Annex4:
    """Return a plan of sixty rows whose words are longer now in one language and now in the other.

    One row is longer than a page."""
    kk = language is KK
    rows = tuple(
        PlanRow(
            domain=domain.value,
            question=f"{place:02}{number:02}{language.value}. " + "ұзақ сөз " * (number * 3 if kk else 2),
            volume="көлем " * (4 if kk else number * 5),
            specialist="Сейтқали А. М.",
            dates="апта" if kk else "неделя, 01.01.2026–31.12.2026",
        )
        for place, domain in enumerate(Domain)
        for number in range(1, 9)
    )
    long = replace(rows[20], volume="өте ұзақ " * (900 if kk else 400), answer="да " * (1 if kk else 500))
    return replace(FILLED["annex-4"][language], rows=(*rows[:20], long, *rows[21:]))


def test_each_row_of_a_long_plan_begins_beside_the_same_row_in_the_other_language() -> None:
    content = replace(BothAnnex4(), kazakh=uneven(KK), russian=uneven(RU))
    pages = Pages(render("annex-4-both", [content]))
    for place in range(len(Domain)):
        for number in range(1, 9):
            kazakh, russian = (pages.place(f"{place:02}{number:02}{one.value}.") for one in (KK, RU))
            assert kazakh.page == russian.page
            assert kazakh.top == pytest.approx(russian.top, abs=1)
    psychologist = pages.place("Психолог*")
    other = pages.place("Психолог*", pages.find("Психолог*") + 1)
    assert (other.page, other.top) == (psychologist.page, pytest.approx(psychologist.top, abs=0.1))

"""The facility's own papers on paper: every label and value, places, page breaks, snapshots, nasty texts."""

import json
import re
from dataclasses import replace

import pytest

from ssu_desktop.forms.faces import drawable
from ssu_desktop.forms.order import OrderLine, OrderPaper, OrderRegister
from ssu_desktop.forms.own_list import ListRow
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.registry import PAPERS, Footer, form_of, render, render_parts
from ssu_desktop.language import Language
from tests.forms.pages import Pages
from tests.forms.paper_samples import (
    HEAD,
    PAPERS_FILLED,
    binder_closing,
    binder_list,
    inventory,
    order,
)
from tests.forms.samples import PERSON, cover

BOTH = pytest.mark.parametrize("language", list(Language))
EVERY = pytest.mark.parametrize("code", PAPERS)
_HOLES = re.compile(r"_+")
_ELSEWHERE = {"edition_line", "draft"}
_OF_A_COPY = {"copy", "true", "cancelled"}  # of the order: on a copy, on a cancelled one
_DATES = {"date", "consent", "act", "day"}


def _labels(code: str, language: Language, skipped: set[str]) -> list[str]:
    wording = form_of(code).wording
    keys = [key for key in wording.labels if key not in skipped | _ELSEWHERE]
    return [piece for key in keys for piece in _HOLES.split(wording.say(key, language)) if piece.strip()]


@EVERY
@BOTH
def test_an_empty_paper_has_every_label(code: str, language: Language) -> None:
    pages = Pages(render(code, [PAPERS[code].blank(language)]))
    for piece in _labels(code, language, _OF_A_COPY):
        pages.find(piece)
    assert len(pages.sizes) == 1


@EVERY
@BOTH
def test_a_filled_paper_has_every_label_and_every_value(code: str, language: Language) -> None:
    content = PAPERS_FILLED[code][language]
    rendered = render(code, [content])
    pages = Pages(rendered)
    for piece in _labels(code, language, _DATES | {"known"}):
        pages.find(piece)
    for text in _texts(content.to_snapshot()):
        for line in text.splitlines():
            pages.find(line)
    assert not rendered.missing


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        hidden = {"language", "bookmark"}
        return [text for key, one in value.items() if key not in hidden for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and value else []


@EVERY
@BOTH
def test_a_paper_is_read_back_from_its_snapshot(code: str, language: Language) -> None:
    content = PAPERS_FILLED[code][language]
    again = PAPERS[code].content.from_snapshot(json.loads(json.dumps(content.to_snapshot())))
    assert again == content


@EVERY
def test_every_letter_of_the_words_can_be_drawn(code: str) -> None:
    texts = "".join(text for label in PAPERS[code].wording.labels.values() for text in label.texts.values())
    assert not [letter for letter in texts if not drawable(letter)]


_PLACES = {  # golden: the left edge and the top of what stands there, in millimetres from the upper left
    ("binder-list", Language.KK, "Барлық құжат саны"): (25, 85.5),
    ("binder-closing", Language.KK, "Нөмірленген және тігілген"): (25, 58.1),
    ("binder-closing", Language.RU, "(прописью)"): (138, 75.6),
    ("binder-closing", Language.RU, "Место печати"): (25, 110),
    ("custody-act", Language.KK, "Жеке басты куәландыратын құжат"): (34.4, 102.8),
    ("custody-act", Language.RU, "Документы на хранение сдал(а)"): (25, 149.3),
    ("custody-receipt", Language.KK, "ҚОЛХАТ"): (100, 27),
    ("custody-return", Language.RU, "Документы получил(а)"): (25, 142.9),
    ("inventory", Language.KK, "Барлығы:"): (25, 81),
    ("transfer-act", Language.RU, "Личное дело принял(а)"): (25, 176),
    ("order", Language.KK, "КӨШІРМЕ"): (180, 14),
    ("order", Language.RU, "Копия верна"): (25, 116.9),
    ("order-register", Language.RU, "Период"): (25, 38.3),
    ("queue", Language.RU, "По состоянию на"): (25, 46.9),
    ("queue", Language.KK, "Басшы"): (25, 108.2),
    ("present", Language.KK, "Орын саны"): (25, 46.9),
    ("needs", Language.KK, "Таңдалған жауап"): (135.3, 60.3),
    ("needs", Language.RU, "Сумма баллов по виду услуг"): (34.5, 98.6),
    ("needs", Language.RU, "Общая сумма баллов"): (25, 136.2),
    ("case-history", Language.KK, "2. Қажеттіліктерді бағалау"): (25, 87.1),
    ("case-history", Language.RU, "4. Оценка результата и завершение"): (25, 171.8),
}


@pytest.mark.parametrize(("code", "language", "words"), _PLACES)
def test_words_stand_where_they_were_looked_at(code: str, language: Language, words: str) -> None:
    pages = Pages(render(code, [PAPERS_FILLED[code][language]]))
    place = pages.place(words)
    found = (place.left / MM, (pages.sizes[place.page][1] - place.top) / MM)
    assert found == pytest.approx(_PLACES[code, language, words], abs=2)


def test_a_long_order_goes_on_over_pages_and_the_head_signs_on_the_last() -> None:
    text = "\n".join(f"{number}. {'Қызмет алушы туралы ұзақ мәтін. ' * 6}" for number in range(1, 31))
    pages = Pages(render("order", [replace(order(Language.KK), text=text, copy=False)]))
    assert len(pages.sizes) > 1
    assert pages.place(HEAD).page == len(pages.sizes) - 1
    pages.find("30.")


def test_the_heading_of_a_long_inventory_stands_on_each_page_and_its_total_with_a_row() -> None:
    content = inventory(Language.RU)
    pages = Pages(render("inventory", [replace(content, rows=content.rows * 40)]))
    heads = [number for number in range(len(pages.sizes)) if "Числостраниц" in pages.page_text(number)]
    assert heads == list(range(len(pages.sizes)))
    last = pages.place("Всего документов:").page
    assert "копия" in pages.page_text(last)


def test_markup_and_strange_signs_stand_as_they_were_typed() -> None:
    nasty = "<b>жирный</b> <img src=/etc/passwd> </para> & ‮ 😀"
    rows = (OrderLine(number=nasty, subject="ә" * 300, person=nasty),)
    for code, content in (
        ("order", OrderPaper(subject=nasty, text=nasty, number=nasty)),
        ("order-register", OrderRegister(rows=rows)),
    ):
        rendered = render(code, [content])
        Pages(rendered).find("<b>жирный</b>")
        assert rendered.missing


def test_papers_of_several_forms_are_one_pdf_with_a_bookmark_each_and_their_own_footers() -> None:
    contents = [
        ("inventory", replace(inventory(Language.RU), bookmark="Опись")),
        ("annex-3", replace(cover(Language.RU), bookmark="Личное дело")),
        ("order-register", replace(OrderRegister(language=Language.RU), bookmark="Журнал")),
    ]
    feet = [Footer(code=f"CODE-{number}") for number in range(3)]
    rendered = render_parts(contents, footer=feet)
    pages = Pages(rendered)
    assert rendered.starts == (0, 1, 2)
    assert pages.outline == [("Опись", 0), ("Личное дело", 1), ("Журнал", 2)]
    assert [pages.place(f"CODE-{number}").page for number in range(3)] == [0, 1, 2]
    assert [width > height for width, height in pages.sizes] == [False, False, True]
    assert pages.place(PERSON).page == 0
    assert render_parts(contents, footer=feet).pdf == rendered.pdf


def test_the_pages_of_a_volume_bear_its_numbers_and_a_sheet_that_is_not_counted_bears_none() -> None:
    lists = [binder_list(Language.RU), binder_closing(Language.RU)]
    parts = [("binder-list", lists[0]), ("binder-closing", lists[1]), ("binder-closing", lists[1])]
    feet = [Footer(code="A-1", first=41), Footer(code="A-2"), Footer(code="A-3", first=None)]
    pages = Pages(render_parts(parts, footer=feet))
    assert pages.page_text(0).endswith("A-141")
    assert pages.page_text(1).endswith("A-21/1")
    assert pages.page_text(2).endswith("A-3")


def test_on_both_sides_each_paper_begins_on_the_front_of_a_sheet() -> None:
    long = replace(inventory(Language.KK), rows=inventory(Language.KK).rows * 40)
    parts = [("inventory", inventory(Language.KK)), ("inventory", long), ("order", order(Language.KK))] * 2
    rendered = render_parts(parts, duplex=True)
    assert all(start % 2 == 0 for start in rendered.starts)
    pages = Pages(rendered)
    assert [page for _title, page in pages.outline] == list(rendered.starts)
    assert len(pages.sizes) == rendered.pages
    assert not pages.page_text(1)
    assert pages.page_text(rendered.pages - 1)  # nothing empty at the end
    assert rendered.lengths[0] == 1
    assert render_parts(parts).pages == sum(rendered.lengths)
    assert render_parts(parts, duplex=True).pdf == rendered.pdf


def test_a_code_in_the_list_of_papers_is_never_broken() -> None:
    row = ListRow(cells=("1", PERSON, "Жеке іс", "10.03.2026", HEAD, "DDDD-DDDD", ""))
    rendered = render("unsigned", [replace(PAPERS_FILLED["unsigned"][Language.KK], rows=(row,))])
    place = Pages(rendered).place("DDDD-DDDD")
    assert place.top - place.bottom < 9  # one line

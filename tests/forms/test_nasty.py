"""Texts that no one should type and someone will."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import cast

import pytest

from ssu_desktop.forms.content import Content, Json
from ssu_desktop.forms.faces import legible
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.registry import FORMS, render
from ssu_desktop.language import Language
from tests.forms.pages import Pages, squeezed
from tests.forms.samples import FILLED

MARKUP = '<b>жуан</b> & <img src="a.png"/> </para> «тырнақша» "қос" \'бір\' %s {x}'
NASTY = {
    "markup": MARKUP,
    "200 letters": "Ұ" * 200,
    "500-letter number": "№ " + "12345/ә-" * 62,
    "right to left": "Петров \u202eשלום مرحبا\u202c Иван",
    "emoji": "көңілі 😀👍🏽 жақсы",
    "controls": "бір\x00екі\x1bүш\u200bтөрт\ufeff\u00ad",
    "line ends": "бір\r\nекі\u2028үш\n\n\nтөрт",
    "decomposed": "и\u0306ё",
    "5,000 letters": "ұзақ мәтін " * 455,
}
_KEPT = {"domain", "role", "document", "kind", "bookmark", "language"}


def _everywhere(value: object, change: Callable[[str], str]) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _everywhere(getattr(value, field.name), change)
            for field in fields(value)
            if field.name not in _KEPT
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_everywhere(one, change) for one in value)
    return change(value) if isinstance(value, str) else value


def filled_with(code: str, text: str) -> Content:
    return cast("Content", _everywhere(FILLED[code][Language.KK], lambda _old: text))


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_stay_whole_and_within_the_margins(code: str, name: str) -> None:
    rendered = render(code, [filled_with(code, NASTY[name])])
    pages = Pages(rendered)
    for number, (left, bottom, right, top) in pages.boxes:
        width, height = pages.sizes[number]
        assert left > 25 * MM - 1.5
        assert right < width - 10 * MM + 2
        assert bottom > 5 * MM
        assert top < height - 14 * MM + 2


@pytest.mark.parametrize("name", ["markup", "200 letters", "500-letter number", "decomposed"])
def test_a_nasty_name_is_printed_letter_by_letter(name: str) -> None:
    content = replace(FORMS["annex-9"].content(), surname=NASTY[name])  # type: ignore[call-arg]  # Annex9
    pages = Pages(render("annex-9", [content]))
    printed, _missing = legible(NASTY[name])
    pages.find(squeezed(printed))


def test_a_cell_of_five_thousand_letters_goes_on_over_pages_and_loses_none() -> None:
    base = FILLED["annex-4"][Language.KK].to_snapshot()
    words = " ".join(f"сөз{number:04}" for number in range(640))
    rows: list[Json] = [{"domain": "household", "volume": words}]
    content = FORMS["annex-4"].content.from_snapshot({**base, "rows": rows})
    pages = Pages(render("annex-4", [content]))
    places = [pages.find(f"сөз{number:04}") for number in range(640)]
    assert places == sorted(places)


def test_letters_without_a_glyph_are_boxes_and_are_reported() -> None:
    rendered = render("annex-3", [replace(FILLED["annex-3"][Language.KK], name="Али😀 שלום")])  # type: ignore[call-arg]  # Annex3
    assert rendered.missing == frozenset("😀שלום")
    Pages(rendered).find("Али□ □□□□")


def test_invisible_marks_go_and_nothing_else_does() -> None:
    assert legible("а\u202eб\u200d\u00adв\x07 г\ufe0f") == ("абв г", frozenset())
    assert legible("и\u0306") == ("й", frozenset())
    assert legible("бір\r\nекі\tүш") == ("бір\nекі үш", frozenset())

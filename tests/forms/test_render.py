"""What is on paper, read back from the PDFs: words, values, order and places."""

import gc
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from ssu_desktop.forms.annex_3 import Annex3
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.annex_5 import Annex5
from ssu_desktop.forms.annex_9 import Annex9
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.registry import FORMS, Footer, render
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain
from tests.forms.pages import Pages
from tests.forms.samples import FILLED, PERSON, cover, journal, monitoring, plan

BOTH = pytest.mark.parametrize("language", list(Language))
EVERY = pytest.mark.parametrize("code", FORMS)
_HOLES = re.compile(r"_+")


def _labels(code: str, language: Language) -> list[tuple[str, str]]:
    """Return key and words of all labels of the order, in their order."""
    wording = FORMS[code].wording
    keys = [key for key in wording.labels if not key.startswith("more_")]
    skipped = {"returned", "edition_line", "draft"}
    return [(key, wording.say(key, language)) for key in keys if key not in skipped]


@EVERY
@BOTH
def test_empty_form_has_every_label_in_reading_order(code: str, language: Language) -> None:
    pages = Pages(render(code, [FORMS[code].content(language=language)]))
    at = 0
    for _key, words in _labels(code, language):
        for piece in _HOLES.split(words):
            if piece.strip():
                at = pages.find(piece, at)


@EVERY
@BOTH
def test_filled_form_has_every_label_and_every_value(code: str, language: Language) -> None:
    """R230-251 to R230-253, R230-269, R230-313, R230-315."""
    content = FILLED[code][language]
    pages = Pages(render(code, [content]))
    for key, words in _labels(code, language):
        dates = key in {"approved_on", "reviewed", "date", "started", "admitted"}
        for piece in [] if dates else _HOLES.split(words):
            pages.find(piece)
    for text in _texts(content.to_snapshot()):
        for line in text.splitlines():
            pages.find(line)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        hidden = {"language", "bookmark", "kind", "domain", "role", "document", "label"}
        return [text for key, one in value.items() if key not in hidden for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and value else []


_LINES: dict[str, tuple[type[Content], tuple[str, ...]]] = {
    "annex-3": (
        Annex3,
        ("name", "born", "diagnosis", "nationality", "admitted", "came_from", "social_status", "address"),
    ),
    "annex-4": (Annex4, ("name", "born", "diagnosis")),
    "annex-5": (Annex5, ("name", "born", "diagnosis")),
    "annex-9": (
        Annex9,
        (
            *("surname", "given", "patronymic", "sex", "born", "nationality", "birthplace", "address"),
            *("education", "profession", "illnesses", "health", "sent_by", "date"),
        ),
    ),
}


@pytest.mark.parametrize("code", _LINES)
@BOTH
def test_a_value_stands_after_its_label_on_the_same_line(code: str, language: Language) -> None:
    kind, names = _LINES[code]
    values = {name: f"Мән{number:02}" for number, name in enumerate(names, start=10)}
    pages = Pages(render(code, [kind.from_snapshot({"language": language.value, **values})]))
    at = 0
    for name, value in values.items():
        label = FORMS[code].wording.say(name, language).strip("_ ")
        at = pages.find(label, at)
        label_place, value_place = pages.place(label, at), pages.place(value, at)
        assert value_place.left > label_place.end, name
        assert abs(value_place.bottom - label_place.bottom) < 6, name


@BOTH
def test_columns_of_the_journal_stand_from_left_to_right_with_their_numbers(language: Language) -> None:
    """R230-138, R230-139."""
    pages = Pages(render("annex-2", [FORMS["annex-2"].content(language=language)]))
    wording = FORMS["annex-2"].wording
    at, ends = pages.find(wording.say("column_1", language)), -1.0
    for column in range(1, 15):
        place = pages.place(wording.say(f"column_{column}", language), at)
        at = pages.find(wording.say(f"column_{column}", language), at) + 1
        assert place.left > ends
        ends = place.left
    pages.find("1234567891011121314", at)


@BOTH
def test_columns_of_the_plan_hold_their_values(language: Language) -> None:
    """R230-252."""
    pages = Pages(render("annex-4", [plan(language)]))
    row = plan(language).rows[0]
    lefts = [pages.place(text).left for text in (row.question, row.answer, row.volume)]
    heads = [pages.place(FORMS["annex-4"].wording.say(f"column_{n}", language)).left for n in (2, 3, 4)]
    assert lefts == sorted(lefts)
    assert heads == sorted(heads)
    assert lefts[0] < heads[0] < lefts[1] < heads[1] < lefts[2] < heads[2]


@BOTH
def test_a_hundred_people_repeat_both_bands_of_the_heading_on_every_page(language: Language) -> None:
    rendered = render("annex-2", [journal(language, rows=100)])
    pages = Pages(rendered)
    assert rendered.pages > 5
    last = FORMS["annex-2"].wording.say("column_14", language).replace(" ", "")
    for number in range(rendered.pages):
        text = pages.page_text(number)
        assert text.count(last) == 1
        assert "1234567891011121314" in text
        assert f"{number + 1}/{rendered.pages}" in text
        assert [round(side / MM) for side in pages.sizes[number]] == [297, 210]


def test_three_hundred_rows_of_a_plan_never_leave_a_section_row_at_the_foot() -> None:
    content = plan(Language.KK, rows=100)
    rendered = render("annex-4", [content])
    pages = Pages(rendered)
    sections = [FORMS["annex-4"].wording.say(f"domain_{domain.value}", Language.KK) for domain in Domain]
    assert rendered.pages > 12
    for number in range(rendered.pages):
        body = pages.page_text(number).rsplit("№230бұйрық", 1)[0]
        assert not any(body.endswith(section) for section in sections)
    assert pages.text.count("Өзіне-өзіқызметкөрсетеме?") == 300


@pytest.mark.parametrize("rows", range(1, 14))
def test_signatures_of_a_plan_stand_with_the_last_row_that_they_sign(rows: int) -> None:
    pages = Pages(render("annex-4", [plan(Language.RU, rows=rows)]))
    wording = FORMS["annex-4"].wording
    last_section = pages.place(wording.say("domain_legal", Language.RU))
    assert pages.place("Дата пересмотра").page == last_section.page
    assert pages.place("Жұмабаева Сәуле Маратқызы, 18.03.2026").page == last_section.page


@EVERY
@BOTH
def test_the_same_content_gives_the_same_bytes(code: str, language: Language) -> None:
    contents = [FILLED[code][language]] * 2
    footer = Footer(mark="04.03.2026", code="A1")
    assert render(code, contents, footer=footer).pdf == render(code, contents, footer=footer).pdf


@EVERY
def test_fonts_are_embedded_and_no_other_is_named(code: str) -> None:
    pdf = render(code, [FILLED[code][Language.KK]]).pdf
    assert b"/FontFile2" in pdf
    assert b"Tinos" in pdf
    assert b"Helvetica" not in pdf


@EVERY
@BOTH
def test_nothing_is_drawn_outside_the_margins(code: str, language: Language) -> None:
    pages = Pages(render(code, [FILLED[code][language], FORMS[code].content(language=language)]))
    for number, (left, bottom, right, top) in pages.boxes:
        width, height = pages.sizes[number]
        assert left > 25 * MM - 1.5
        assert right < width - 10 * MM + 1.5
        assert bottom > 5 * MM
        assert top < height - 14 * MM + 1.5


def test_documents_are_joined_with_a_bookmark_for_each_person() -> None:
    people = [replace(cover(Language.KK), bookmark=f"{PERSON} {number}") for number in range(100)]
    rendered = render("annex-3", people)
    pages = Pages(rendered)
    assert rendered.pages == 100
    assert rendered.starts == tuple(range(100))
    assert pages.outline == [(f"{PERSON} {number}", number) for number in range(100)]


@BOTH
def test_a_draft_plan_is_marked_on_every_page_and_an_approved_one_is_not(language: Language) -> None:
    """R230-250."""
    word = FORMS["annex-4"].wording.say("draft", language)
    draft = render("annex-4", [replace(plan(language, rows=20), draft=True)])
    pages = Pages(draft)
    assert all(word in pages.page_text(number) for number in range(draft.pages))
    assert word not in Pages(render("annex-4", [plan(language)])).text


def test_what_does_not_concern_home_service_has_a_dash() -> None:
    """R230-254."""
    home = Pages(render("annex-4", [replace(plan(Language.RU), kind="H", signers=())])).text
    assert "Психолог*–(подпись)" in home
    assert "Консультантпосоциальнойработе**(подпись)" in home


def test_only_the_words_of_the_units_kind_are_underlined() -> None:
    kinds = {kind: _rules("annex-2", kind) for kind in ("", "S", "D", "H", "T")}
    assert all(rules > kinds[""] for kind, rules in kinds.items() if kind)


def _rules(code: str, kind: str) -> int:
    content = replace(journal(Language.KK), kind=kind)
    return len(Pages(render(code, [content])).boxes)


@BOTH
def test_marks_and_later_rounds_go_to_the_continuation_sheet(language: Language) -> None:
    rendered = render("annex-5", [monitoring(language, rounds=7)])
    pages = Pages(rendered)
    wording = FORMS["annex-5"].wording
    sheet = pages.place(wording.say("more_title", language))
    assert sheet.page == 1
    assert pages.place(monitoring(language).rounds[0].label).page == 1
    assert pages.place(wording.say("more_recommendations", language)).page >= 1
    assert pages.text.count("48") == 7


def test_a_journal_with_nothing_more_has_no_continuation_sheet_unless_asked() -> None:
    assert render("annex-5", [Annex5()]).pages == 1
    assert render("annex-5", [Annex5(continued=True)]).pages == 2


def test_print_mark_code_and_edition_stand_in_the_footer() -> None:
    """R230-001."""
    footer = Footer(mark="Повторная печать 04.03.2026", code="QX-17")
    pages = Pages(render("annex-4", [plan(Language.RU)], footer=footer))
    for wanted in ("Повторная печать 04.03.2026", "QX-17", "редакция с 01.01.2025"):
        assert pages.place(wanted).bottom < 20 * MM


def test_the_content_of_another_form_is_refused() -> None:
    with pytest.raises(TypeError, match="annex-4"):
        render("annex-4", [Annex3()])


def test_the_collector_rests_while_a_pack_is_drawn_leaves_it_nothing_and_runs_again_after() -> None:
    struck: list[str] = []
    plans = [plan(Language.KK) for _ in range(30)]
    gc.collect()
    gc.callbacks.append(lambda phase, _told: struck.append(phase))
    try:
        render("annex-4", plans)
    finally:
        gc.callbacks.pop()
    assert struck.count("start") <= 2, "before and after"
    assert gc.isenabled()
    assert gc.collect() == 0
    with pytest.raises(TypeError):
        render("annex-4", [cover(Language.KK)])
    assert gc.isenabled()


def test_pages_stand_in_the_pdf_as_bytes_and_not_as_letters() -> None:
    pdf = render("annex-4", [plan(Language.KK)]).pdf
    assert b"/FlateDecode" in pdf
    assert b"ASCII85" not in pdf


def test_the_registry_does_not_load_reportlab() -> None:
    lines = "import sys, ssu_desktop.forms.registry; print([m for m in sys.modules if 'reportlab' in m])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_one_page_alone_keeps_its_number_and_its_own_footer() -> None:
    contents = [plan(Language.RU, rows=8), plan(Language.RU, rows=9)]
    feet = [Footer(code="AAAA-0001"), Footer(code="AAAA-0002")]
    whole = render("annex-4", contents, footer=feet)
    alone = render("annex-4", contents[1:], footer=feet[1:], only_page=2)
    assert alone.pages == 1
    assert sum(whole.lengths) == whole.pages
    text = Pages(alone).page_text(0)
    assert text == Pages(whole).page_text(whole.starts[1] + 1)
    assert f"AAAA-00022/{whole.lengths[1]}" in text


def test_plan_of_a_temporary_stay_has_a_dash_for_the_observation() -> None:
    """R230-240, R230-251."""

    def text(kind: str) -> str:
        return Pages(render("annex-4", [Annex4(language=Language.RU, kind=kind, name="Әбенов")])).text

    assert "осуществленос–по–включительно" in text("T")
    assert "осуществленос–по" not in text("D")

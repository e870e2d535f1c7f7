"""Orders of the head: holes, numbers, what is refused and what warns."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.actions.order_texts import usual_text
from ssu_desktop.language import Language, translate
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.order import (
    HOLE_WORDS,
    HOLES,
    KIND_OF,
    OrderDraft,
    TemplateDraft,
    check_order_draft,
    check_template,
    filled,
    next_number,
    shown,
    stored,
    unknown_holes,
)

TODAY = date(2026, 3, 12)
DRAFT = OrderDraft(number="31-ө", issued_on=TODAY, subject_kk="Қабылдау туралы", text_kk="1. Қабылдансын.")
TEMPLATE = TemplateDraft(subject_kk="а", subject_ru="б", text_kk="{person}", text_ru="{person}, {from}")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"number": " "}, ["order-number-missing"]),
        ({"number": "30-ө"}, ["order-number-taken"]),
        ({"issued_on": None}, ["date-missing"]),
        ({"issued_on": date(2026, 3, 13)}, ["issued-on-in-future"]),
        ({"subject_kk": "", "subject_ru": ""}, ["order-subject-missing"]),
        ({"subject_kk": "", "subject_ru": "О зачислении"}, []),
        ({"text_kk": "1. {person} қабылдансын."}, ["order-hole-open"]),
    ],
)
def test_what_stands_against_an_order(changed: dict[str, object], codes: list[str]) -> None:
    draft = replace(DRAFT, **changed)  # type: ignore[arg-type] - the fields come by name
    assert [found.code for found in check_order_draft(draft, TODAY, ["30-ө"])] == codes


def test_an_event_that_names_another_order_warns() -> None:
    assert list(check_order_draft(DRAFT, TODAY, [], "31-ө")) == []
    (found,) = check_order_draft(DRAFT, TODAY, [], "14-ө")
    assert (found.code, found.weight, found.values) == (
        "order-of-movement",
        Weight.WARN,
        {"number": "14-ө"},
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{person} {birth_date}", ()),
        ("{persn}", ("{persn}",)),
        ("{Person}", ("{Person}",)),
        ("{}", ("{}",)),
        ("{person", ("{",)),
        ("person}", ("}",)),
        ("{person.born} {0}", ("{person.born}", "{0}")),
        ("{a} {a}", ("{a}",)),
    ],
)
def test_a_hole_that_nothing_fills_is_told(text: str, wrong: tuple[str, ...]) -> None:
    assert unknown_holes(text) == wrong
    codes = [found.code for found in check_template(replace(TEMPLATE, text_ru=text))]
    assert codes == ["hole-unknown"] * len(wrong)


@pytest.mark.parametrize("language", list(Language))
def test_holes_are_called_by_words_of_the_language_and_come_back(language: Language) -> None:
    text = " ".join(f"{{{hole}}}" for hole in HOLES) + " {nobody} {"
    read = shown(text, language)
    assert "person" not in read
    assert read.endswith("{nobody} {")
    assert stored(read, language) == text
    assert len({translate(language, word) for word in HOLE_WORDS.values()}) == len(HOLES)


def test_a_template_has_both_languages() -> None:
    (found,) = check_template(replace(TEMPLATE, text_kk=" "))
    assert (found.code, found.field, found.weight) == ("template-empty", "text_kk", Weight.STOP)


def test_holes_are_filled_and_what_is_not_known_is_a_blank() -> None:
    text = "{person}, {until}; {nobody} {person}"
    assert filled(text, {"person": "{until} Қасымова"}) == (
        "{until} Қасымова, _____; {nobody} {until} Қасымова"
    )


@pytest.mark.parametrize(
    ("numbers", "following"),
    [
        ([], "1"),
        (["1", "2"], "3"),
        (["14-ө"], "15-ө"),
        (["9-ж/б", "10-ө"], "11-ө"),
        (["12-ө", "3-ө"], "13-ө"),
        (["б/н", "7"], "8"),
        (["б/н"], "1"),
    ],
)
def test_the_next_number_follows_the_highest_in_the_hand_of_the_latest(
    numbers: list[str], following: str
) -> None:
    assert next_number(numbers) == following


@pytest.mark.parametrize("kind", [kind for kind in OrderKind if kind is not OrderKind.OTHER])
def test_the_texts_of_the_program_are_sound_templates(kind: OrderKind) -> None:
    assert kind in KIND_OF.values()
    assert list(check_template(usual_text(kind))) == []

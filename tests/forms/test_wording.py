"""The words of the forms are those of the order."""

import json

import pytest

from ssu_desktop import paths
from ssu_desktop.forms.faces import drawable
from ssu_desktop.forms.registry import FORMS
from ssu_desktop.language import Language
from tests.forms.order_labels import bare, labels_of

_NOT_IN_THE_ANNEX = {"returned"}  # words used in a cell, not a label


def _official(code: str) -> list[dict[str, object]]:
    raw = json.loads((paths.resources() / "forms" / f"{code}.json").read_text(encoding="utf-8"))
    return [
        label for key, label in raw["labels"].items() if not label.get("own") and key not in _NOT_IN_THE_ANNEX
    ]


@pytest.mark.parametrize("code", FORMS)
def test_labels_are_those_of_the_order_in_their_order(code: str) -> None:
    """R230-138, R230-139, R230-169, R230-250 to R230-254, R230-266, R230-269, R230-313, R230-315,
    R230-316.

    Every label of the annexes, in both languages, as the order has them.
    """
    ours = [(bare(str(label["kk"])), bare(str(label["ru"]))) for label in _official(code)]
    theirs = [(bare(label.kk), bare(label.ru)) for label in labels_of(code.removeprefix("annex-"))]
    assert ours == theirs


@pytest.mark.parametrize("code", FORMS)
def test_russian_wordings_that_are_renderings_say_so(code: str) -> None:
    assert [label["sure"] for label in _official(code)] == [
        label.sure for label in labels_of(code.removeprefix("annex-"))
    ]


@pytest.mark.parametrize("code", FORMS)
def test_every_letter_of_the_words_can_be_drawn(code: str) -> None:
    texts = "".join(text for label in FORMS[code].wording.labels.values() for text in label.texts.values())
    assert not [letter for letter in texts if not drawable(letter)]


@pytest.mark.parametrize("code", FORMS)
def test_words_to_underline_stand_in_their_label(code: str) -> None:
    for key, label in FORMS[code].wording.labels.items():
        for part, words in label.parts.items():
            for language in Language:
                assert words[language] in label.texts[language], (key, part)


def test_plan_and_monitoring_journal_are_of_the_edition_of_2025() -> None:
    """R230-002."""
    editions = {code: form.wording.valid_from.isoformat() for code, form in FORMS.items()}
    assert editions == {
        "annex-2": "2023-07-01",
        "annex-3": "2023-07-01",
        "annex-4": "2025-01-01",
        "annex-5": "2025-01-01",
        "annex-9": "2023-07-01",
    }

"""The interface's language, and texts that the catalogue lacks."""

from collections.abc import Iterator

import pytest

from ssu_desktop.language import N_, Language, _, speak, spoken, translate
from ssu_desktop.records.kinds import Domain, MovementKind, Status


@pytest.fixture(autouse=True)
def _language_is_put_back() -> Iterator[None]:
    before = spoken()
    yield
    speak(before)


def test_the_switch_acts_at_once() -> None:
    speak(Language.RU)
    assert spoken() is Language.RU
    russian = _(Domain.HOUSEHOLD.msgid)
    speak(Language.KK)
    assert (russian, _(Domain.HOUSEHOLD.msgid)) == ("Бытовые", "Тұрмыстық")


def test_a_text_that_the_catalogue_lacks_comes_back_without_its_context() -> None:
    assert translate(Language.KK, "No such text|here") == "No such text"
    assert translate(Language.KK, "") == ""


def test_holes_are_filled_only_when_values_are_given() -> None:
    text = N_("no such text {days}")
    assert translate(Language.RU, text) == text
    assert translate(Language.RU, text, days=3) == "no such text 3"
    assert translate(Language.RU, text, days="{x}") == "no such text {x}"


def test_a_word_is_told_from_its_like_by_the_context() -> None:
    assert translate(Language.RU, MovementKind.SUSPENDED.msgid) == "Приостановление услуг"
    assert translate(Language.RU, Status.SUSPENDED.msgid) == "приостановлено"
    assert translate(Language.KK, Status.SUSPENDED.msgid) == "тоқтатыла тұрған"

"""What is typed and not decided is kept, and offered again."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_
from ssu_desktop.screens import drafts
from ssu_desktop.screens.drafts import DraftKeeper
from ssu_desktop.screens.fields import TextField


@pytest.fixture
def field(qtbot: QtBot) -> TextField:
    made = TextField("surname", N_("Surname"))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def kept() -> dict[str, dict[str, str]]:
    return {}


@pytest.fixture
def keeper(kept: dict[str, dict[str, str]]) -> DraftKeeper:
    return DraftKeeper(kept.__setitem__, kept.get, lambda key: kept.pop(key, None))


def test_a_draft_is_kept_after_a_pause_and_not_at_every_key(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    assert not keeper.watch("plan-1", [field])
    keeper.pause.setInterval(20)
    qtbot.keyClicks(field.line, "abc")
    assert kept == {}
    qtbot.waitUntil(lambda: kept == {"plan-1": {"surname": "abc"}})


def test_leaving_the_field_keeps_the_draft_at_once(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    keeper.watch("plan-1", [field])
    qtbot.keyClicks(field.line, "abc")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert kept == {"plan-1": {"surname": "abc"}}
    assert drafts.PAUSE_MS == 1500


def test_going_on_to_another_screen_keeps_the_draft_of_the_first(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    other = TextField("given_name", N_("Given name"))
    qtbot.addWidget(other)
    keeper.watch("plan-1", [field])
    qtbot.keyClicks(field.line, "abc")
    keeper.watch("plan-2", [other])
    qtbot.keyClicks(field.line, "d")
    keeper.flush()
    assert kept == {"plan-1": {"surname": "abc"}}


def test_an_older_draft_is_offered_and_taken_up(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    kept["plan-1"] = {"surname": "Oma", "gone": "x"}
    assert keeper.watch("plan-1", [field])
    banner = keeper.offer()
    qtbot.addWidget(banner)
    qtbot.mouseClick(banner.go_on, Qt.MouseButton.LeftButton)
    assert field.value() == "Oma"
    assert banner.isHidden()


def test_a_draft_thrown_away_or_decided_upon_is_dropped(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    kept["plan-1"] = {"surname": "Oma"}
    keeper.watch("plan-1", [field])
    banner = keeper.offer()
    qtbot.addWidget(banner)
    qtbot.mouseClick(banner.throw_away, Qt.MouseButton.LeftButton)
    assert (kept, field.value()) == ({}, "")


def test_who_types_on_without_deciding_does_not_lose_the_older_draft(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    kept["plan-1"] = {"surname": "Oma"}
    keeper.watch("plan-1", [field])
    qtbot.keyClicks(field.line, "abc")
    keeper.flush()
    keeper.forget()  # what was typed now is stored
    assert kept == {"plan-1:older": {"surname": "Oma"}}
    assert keeper.watch("plan-1", [field])
    keeper.take_up()
    assert field.value() == "Oma"


def test_closing_a_form_is_no_decision_on_the_draft_that_waits_there(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]]
) -> None:
    kept["plan-1"] = {"surname": "Oma"}
    keeper.watch("plan-1", [field])
    keeper.forget()
    assert kept == {"plan-1": {"surname": "Oma"}}


def test_of_two_drafts_the_newer_is_offered_first_and_then_the_older(
    field: TextField, keeper: DraftKeeper, kept: dict[str, dict[str, str]], qtbot: QtBot
) -> None:
    kept |= {"plan-1": {"surname": "new"}, "plan-1:older": {"surname": "old"}}
    keeper.watch("plan-1", [field])
    banner = keeper.offer()
    qtbot.addWidget(banner)
    banner.show()
    qtbot.mouseClick(banner.throw_away, Qt.MouseButton.LeftButton)
    assert banner.isVisible()
    qtbot.mouseClick(banner.go_on, Qt.MouseButton.LeftButton)
    assert field.value() == "old"
    assert banner.isHidden()

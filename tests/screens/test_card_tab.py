"""The tab of the registration card: kept while it is typed, saved by its verb, its tables by key."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.card import read_card
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_page
from ssu_desktop.screens.belonging_forms import BelongingDialog
from ssu_desktop.screens.card_tab import CardTab
from ssu_desktop.screens.screen import Command

Types = Callable[[QWidget, str], None]


def card_of(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> CardTab:
    tab = CardTab(desk, people["Ким"])
    qtbot.addWidget(tab)
    tab.resize(1100, 700)
    tab.refresh()
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def test_the_card_is_saved_with_the_specialist(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stays: Mapping[str, UUID],
    staff: Mapping[str, UUID], types: Types,
) -> None:  # fmt: skip
    """R230-268."""
    tab = card_of(qtbot, desk, people)
    types(tab.fields["health"].editor, "қанағаттанарлық")
    tab.fields["filled_by_id"].set_value(staff["Сейтқали"])
    with qtbot.waitSignals([tab.saved, tab.changed]):
        qtbot.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    card = read_card(desk, stays["Ким"])
    assert card is not None
    assert (card.health, card.filled_on) == ("қанағаттанарлық", desk.today)
    assert card.filled_by_id == staff["Сейтқали"]


def test_what_was_typed_and_not_saved_is_offered_again(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], types: Types
) -> None:
    tab = card_of(qtbot, desk, people)
    types(tab.fields["health"].editor, "жақсы")
    assert tab.can_leave()
    again = card_of(qtbot, desk, people)
    assert again.fields["health"].value() == ""
    assert again.banner is not None
    qtbot.mouseClick(again.banner.go_on, Qt.MouseButton.LeftButton)
    assert again.fields["health"].value() == "жақсы"


def test_a_relative_is_added_by_ins_while_the_fields_keep_what_is_typed(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], types: Types
) -> None:
    tab = card_of(qtbot, desk, people)
    types(tab.fields["health"].editor, "жақсы")
    tab.commands[Command.ADD]()
    dialog = tab.findChild(BelongingDialog)
    assert dialog is not None
    types(dialog.fields["full_name"].editor, "Ким Виктор")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page = person_page(desk, people["Ким"])
    assert page is not None
    assert [entry.draft.full_name for entry in page.relatives] == ["Ким Виктор"]
    assert [line.accessibleName() for line in tab.lines.all] == ["басқа Ким Виктор   "]
    assert tab.fields["health"].value() == "жақсы"


def test_a_day_to_come_is_refused_beside_its_field(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], types: Types
) -> None:
    tab = card_of(qtbot, desk, people)
    tab.fields["filled_on"].restore("13.03.2026")
    tab.commands[Command.SUBMIT]()
    assert not tab.fields["filled_on"].error.isHidden()

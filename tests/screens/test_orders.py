"""The place of orders: written, found, printed, cancelled; an event's order; the texts in Settings."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.order_texts import order_templates
from ssu_desktop.actions.orders import OrderQuery, found_orders
from ssu_desktop.actions.printouts import list_printouts
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.screens.movements import MovementsTab
from ssu_desktop.screens.order_form import CancelOrderDialog, OrderDialog
from ssu_desktop.screens.orders import OrdersScreen
from ssu_desktop.screens.paper_dialog import PaperDialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.settings_orders import OrderTextsSection, TemplateDialog


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> OrdersScreen:
    """The register of orders, empty."""
    made = OrdersScreen(desk)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def write(qtbot: QtBot, screen: OrdersScreen, subject: str) -> None:
    """Write an order about nobody through the form."""
    screen.commands[Command.ADD]()
    dialog = screen.findChildren(OrderDialog)[-1]
    dialog.fields["subject_kk"].set_value(subject)
    with qtbot.waitSignals([screen.saved]):
        dialog.submit()


def test_orders_are_numbered_found_printed_and_cancelled(
    qtbot: QtBot, desk: Desk, screen: OrdersScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(qtbot, screen, "Өрт қауіпсіздігі туралы")
    write(qtbot, screen, "Түгендеу туралы")
    assert [row.number for row in found_orders(desk, OrderQuery())] == ["2", "1"]
    screen.search.setText("өрт")
    screen.search.searched.emit("өрт")
    assert screen.table.pages.rowCount() == 1
    screen.table.selectRow(0)
    target = tmp_path / "order.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    screen.commands[Command.PRINT]()
    paper = screen.findChildren(PaperDialog)[-1]
    with qtbot.waitSignals([screen.saved]):
        paper.save_it()
    assert target.read_bytes().startswith(b"%PDF")
    assert [row.form for row in list_printouts(desk)] == ["order"]
    screen.commands[Command.DELETE]()
    dialog = screen.findChildren(CancelOrderDialog)[-1]
    dialog.fields["reason"].set_value("қате")
    with qtbot.waitSignals([screen.saved]):
        dialog.submit()
    assert [row.cancelled for row in found_orders(desk, OrderQuery())] == [False, True]
    assert not screen.cancel.isEnabled()


def test_the_register_leaves_as_excel_and_paper(
    qtbot: QtBot, screen: OrdersScreen, tmp_path: Path, save_to: Callable[[Path], None]
) -> None:
    assert not screen.export.isEnabled()
    write(qtbot, screen, "Түгендеу туралы")
    save_to(tmp_path / "orders.xlsx")
    with qtbot.waitSignals([screen.saved], timeout=60_000):
        screen.ask_export()
    assert (tmp_path / "orders.xlsx").exists()
    screen.print_register()
    paper = screen.findChildren(PaperDialog)[-1]
    assert paper.preview.page_number() == 1
    paper.reject()


def test_the_order_of_an_event_is_begun_at_the_event_and_opens_again_from_there(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = MovementsTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    with qtbot.waitExposed(tab):
        tab.show()
    line = tab.cards[0].lines[0]
    qtbot.mouseClick(line.order, Qt.MouseButton.LeftButton)
    dialog = tab.findChildren(OrderDialog)[-1]
    assert "Қасымова Айгүл Болатқызы" in str(dialog.fields["text_kk"].value())
    dialog.fields["number"].set_value("77-ө")
    dialog.submit()
    assert dialog.isVisible()  # the event names another number: a reason is asked for
    dialog.findings.why.set_value("нөмірі өзгерді")
    with qtbot.waitSignals([tab.saved]):
        dialog.submit()
    assert tab.cards[0].stay.movements[0].order_number == "77-ө"
    tab.cards[0].lines[0].order.click()
    again = tab.findChildren(OrderDialog)[-1]
    assert again.fields["number"].value() == "77-ө"
    assert len(found_orders(desk, OrderQuery())) == 1
    again.reject()


def test_a_facility_writes_its_own_text_with_holes_from_the_list(
    qtbot: QtBot, desk: Desk, speak_russian: Callable[[], None]
) -> None:
    section = OrderTextsSection(desk)
    qtbot.addWidget(section)
    section.refresh()
    with qtbot.waitExposed(section):
        section.show()
    section.table.selectRow(0)
    section.edit()
    dialog = section.findChildren(TemplateDialog)[-1]
    assert "{адам}" in str(dialog.fields["text_kk"].value())
    assert "{человек}" in str(dialog.fields["text_ru"].value())
    dialog.fields["text_kk"].set_value("{адамм}")
    dialog.submit()
    assert "{адамм}" in dialog.fields["text_kk"].error.text()
    dialog.fields["text_kk"].set_value("Қабылдансын: ")
    dialog.fields["text_kk"].editor.moveCursor(dialog.fields["text_kk"].editor.textCursor().MoveOperation.End)
    dialog.holes.set_value("person")
    dialog.holes.changed.emit()
    with qtbot.waitSignals([section.saved]):
        dialog.submit()
    texts = {row.kind: row for row in order_templates(desk)}
    assert texts[OrderKind.ADMISSION].own
    assert texts[OrderKind.ADMISSION].draft.text_kk == "Қабылдансын: {person}"
    speak_russian()
    assert section.remove_button.text() == "Вернуть текст программы"
    assert section.remove_button.isEnabled()

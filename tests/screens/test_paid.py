"""Paid services in the real window: the price list, a contract, an act, their papers."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.paid import paid_page
from ssu_desktop.actions.paid_prices import list_prices, save_price
from ssu_desktop.records import Stay
from ssu_desktop.records.kinds import Domain, Funding
from ssu_desktop.rules.paid import PriceDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.figures import MoneyField
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.paid_forms import ActDialog, ContractDialog
from ssu_desktop.screens.paper_dialog import PaperDialog
from ssu_desktop.screens.settings_prices import PricesSection

D = TypeVar("D", bound=FormDialog)
MASSAGE = PriceDraft(
    domain=Domain.MEDICAL,
    text_kk="Емдік массаж",
    text_ru="Лечебный массаж",
    measure_kk="сеанс",
    measure_ru="сеанс",
    price=150_050,
    valid_from=date(2026, 1, 1),
    approved_by="№ 214",
)


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stays: Mapping[str, UUID]) -> OverviewTab:
    """The overview of Қасымова, who pays, with a price list of one service."""
    assert isinstance(save_price(desk, None, MASSAGE), Saved)
    with desk.write("Save the registration card") as session:
        session.get_one(Stay, stays["Қасымова"]).funding = Funding.PAID
    made = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    return made


def dialog_of(kind: type[D]) -> D:
    """Return the dialog of this kind that is open."""
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return dialog


def rows(tab: OverviewTab) -> list[EntryRow]:
    """Return the lines of the card."""
    items = (tab._paid.body.itemAt(number) for number in range(tab._paid.body.count()))
    return [row for item in items if item is not None and isinstance(row := item.widget(), EntryRow)]


def choose(row: EntryRow, words: str) -> None:
    """Choose a deed of the menu of a line."""
    more = row.findChildren(QPushButton)[-1]
    more.click()
    menus = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    action = next(action for action in menus[-1].actions() if action.text() == words)
    menus[-1].close()
    action.trigger()


def test_a_contract_and_an_act_are_entered_on_the_overview_and_printed(
    qtbot: QtBot, desk: Desk, tab: OverviewTab, stays: Mapping[str, UUID]
) -> None:
    """R230-025."""
    assert not tab._paid.isHidden()
    assert rows(tab) == []
    tab._paid.act.click()
    dialog = dialog_of(ContractDialog)
    (price,) = list_prices(desk)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Емдік массаж – 1\u00a0500,50 теңге / сеанс" in labels
    dialog.fields["number"].set_value("7")
    dialog.fields[f"item:{price.id}"].set_value(10)
    dialog.submit()
    (row,) = rows(tab)
    assert row.accessibleName() == "12.03.2026 № 7 шарт"
    assert "Емдік массаж × 10" in row.accessibleDescription()
    choose(row, "Акт жасау…")
    act = dialog_of(ActDialog)
    page = paid_page(desk, stays["Қасымова"])
    assert page is not None
    (contract,) = page.contracts
    act.fields["since"].set_value(date(2026, 3, 12))
    act.fields[f"item:{contract.items[0].id}"].set_value(11)
    act.submit()
    assert act.findings.needs_reason()
    act.findings.why.set_value("қосымша келісім бойынша")
    act.submit()
    assert [row.accessibleName() for row in rows(tab)] == ["12.03.2026 № 7 шарт", "№ 1 акт"]
    choose(rows(tab)[1], "Актіні басып шығару…")
    paper = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog))
    assert paper.asked.form == "paid-act"
    paper.reject()


def test_who_does_not_pay_has_no_card(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> None:
    """R230-025: paid services stand apart from the guaranteed volume."""
    made = OverviewTab(desk, people["Омаров"])
    qtbot.addWidget(made)
    made.refresh()
    assert made._paid.isHidden()


def test_a_price_is_added_in_the_settings_in_tenge(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R230-025."""

    def run(dialog: FormDialog) -> int:
        for name, value in (
            ("domain", Domain.MEDICAL),
            ("text_kk", "Шаштараз"),
            ("text_ru", "Парикмахерская"),
            ("approved_by", "№ 214"),
        ):
            dialog.fields[name].set_value(value)
        dialog.fields["price"].restore("1 200,5")
        dialog.submit()
        return 0

    monkeypatch.setattr(FormDialog, "exec", run)
    section = PricesSection(desk)
    qtbot.addWidget(section)
    section.show()
    section.refresh()
    section.add()
    assert [row.draft.price for row in list_prices(desk)] == [120_050]
    assert section.rows()[0].draft.valid_from == desk.today


def test_an_amount_is_typed_with_one_comma(qtbot: QtBot, types: Callable[[MoneyField, str], None]) -> None:
    field = MoneyField("price", "Price, tenge")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "1500.5x")
    assert (field.line.text(), field.value(), field.wrong) == ("1500,5", 150_050, False)
    qtbot.keyClick(field.line, Qt.Key.Key_Comma)
    assert field.wrong
    assert not field.check()

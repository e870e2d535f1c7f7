"""The facility's own services in the settings: added with domain, words and for whom."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.service import list_own_services
from ssu_desktop.records.kinds import Category, Domain
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_section import ListSection

Answer = Callable[[Callable[[FormDialog], None]], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let the next forms be answered by a function in place of a user."""

    def arrange(fill: Callable[[FormDialog], None]) -> None:
        def run(dialog: FormDialog) -> int:
            dialog.show()
            fill(dialog)
            return dialog.result()

        monkeypatch.setattr(FormDialog, "exec", run)

    return arrange


def test_an_own_service_is_added_and_changed_in_the_settings(
    qtbot: QtBot, desk: Desk, answer: Answer
) -> None:
    settings = SettingsScreen(desk, section="services")
    qtbot.addWidget(settings)
    section = settings.section
    assert isinstance(section, ListSection)

    def add(dialog: FormDialog) -> None:
        dialog.submit()
        assert not dialog.fields["domain"].error.isHidden()
        dialog.fields["domain"].set_value(Domain.CULTURAL)
        dialog.fields["text_kk"].set_value("Домбыра үйірмесі")
        dialog.fields["categories"].set_value((Category.ELDERLY,))
        dialog.submit()

    answer(add)
    section.add()
    (row,) = list_own_services(desk)
    assert (row.draft.domain, row.draft.categories) == (Domain.CULTURAL, (Category.ELDERLY,))

    def change(dialog: FormDialog) -> None:
        assert dialog.fields["text_kk"].value() == "Домбыра үйірмесі"
        dialog.fields["text_ru"].set_value("Кружок домбры")
        dialog.submit()

    answer(change)
    section.table.selectRow(0)
    section.edit()
    assert list_own_services(desk)[0].draft.text_ru == "Кружок домбры"

"""A field in which any words of a closed list are ticked, as the programme's recommendation is."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_page
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.person import ProgrammeDraft
from ssu_desktop.screens.belonging_forms import BelongingDialog
from ssu_desktop.screens.ticks import KindsField


def test_a_programme_says_which_organisations_it_recommends(
    desk: Desk, qtbot: QtBot, people: Mapping[str, UUID]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = BelongingDialog(parent, desk, people["Омаров"], None, ProgrammeDraft, lambda: None)
    with qtbot.waitExposed(dialog):
        dialog.show()
    field = dialog.fields["recommended"]
    assert isinstance(field, KindsField)
    qtbot.mouseClick(field.boxes[UnitKind.STATIONARY], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field.boxes[UnitKind.HOME], Qt.MouseButton.LeftButton)
    dialog.submit()
    page = person_page(desk, people["Омаров"])
    assert page is not None
    assert [entry.draft.recommended for entry in page.programmes] == [(UnitKind.STATIONARY, UnitKind.HOME)]


def test_what_was_ticked_is_kept_and_said_in_the_other_language(
    dressed: object, qtbot: QtBot, speak_russian: Callable[[], None]
) -> None:
    field = KindsField("recommended", "Recommends services of these units", UnitKind)
    qtbot.addWidget(field)
    field.restore("D,T")
    assert field.value() == (UnitKind.DAY, UnitKind.TEMPORARY)
    assert field.typed() == "D,T"
    field.show()
    speak_russian()
    assert field.boxes[UnitKind.HOME].text() == "Надомное обслуживание"

"""A person with a contraindication is admitted with a reason; the history and the departures tell of it."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.person import save_person
from ssu_desktop.app.window import Program
from ssu_desktop.language import _, spoken
from ssu_desktop.records.kinds import Category, Sex, Status, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.history_tab import HistoryTab
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.sheet_card import SheetCard
from ssu_desktop.screens.sheet_dialog import SheetDialog
from tests.journeys.hands import Hands

_REASON = "оқшауланған палата дайын"
_DISEASE = "белсенді процесс сатысындағы туберкулез"


def _newcomer(desk: Desk) -> UUID:
    draft = PersonDraft(
        surname="Сәрсенов", given_name="Ерлан", born=date(1950, 5, 1), sex=Sex.MALE, address="Әулиекөл"
    )
    saved = save_person(desk, None, draft)
    assert isinstance(saved, Saved)
    return saved.id


def _answer(hands: Hands, dialog: QDialog) -> None:
    """Say yes to tuberculosis by key, prove that there is no family, and no to all the rest."""
    assert isinstance(dialog, SheetDialog)
    hands.press(Qt.Key.Key_Left)
    (alone,) = [field for field in dialog.answers if field.item.code == "S.elderly.family.none"]
    hands.click(alone.switch.button("yes"))
    hands.fill(alone.document, "АХАЖ анықтамасы")
    hands.press(Qt.Key.Key_F8)
    hands.fill(dialog.fields["examined_on"], "11032026")
    hands.fill(dialog.fields["examined_by"], "Асанова Г. Т., терапевт")
    hands.click(dialog.go)


def test_a_contraindication_is_overridden_with_a_reason_and_stays_on_record(
    program: Program, demo: Path, qtbot: QtBot
) -> None:
    program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12)))
    hands, shell, desk = Hands(qtbot), program.shell, program.desk
    assert shell is not None
    assert desk is not None
    unit = next(unit for unit in list_units(desk) if unit.kind is UnitKind.STATIONARY)
    person_id = _newcomer(desk)
    page = PersonScreen(desk, person_id)
    shell.open_screen(page)
    admit = hands.pick(page.band.acts.menu(), f"{_('Admit')}…")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AdmissionDialog)
        hands.choose(dialog.first.unit.combo, unit.name(spoken()))
        hands.choose(dialog.first.category.combo, _(Category.ELDERLY.msgid))
        for name, text in (("order_number", "31"), ("order_date", "12032026"), ("decision_number", "8")):
            hands.fill(dialog.fields[name], text)
        hands.fill(dialog.fields["decision_date"], "10032026")
        hands.fill(dialog.fields["decision_body"], "Жұмыспен қамту басқармасы")
        hands.in_dialog(lambda: hands.click(dialog.sheet.open), lambda sheet: _answer(hands, sheet))
        hands.fill(dialog.fields["out_of_turn_reason"], "сот шешімі")
        hands.click(dialog.go)
        assert dialog.isVisible()
        assert _DISEASE in dialog.findings.overridden.text() or any(
            _DISEASE in label.text() for label in dialog.findings.findChildren(QLabel)
        )
        dialog.findings.why.line.setFocus()
        hands.type(_REASON)
        hands.click(dialog.go)

    hands.in_dialog(admit.trigger, fill)
    assert page.header is not None
    assert page.header.status is Status.RECEIVING
    contraindicated = [
        row for row in list_departures(desk, person_id=person_id) if row.code == "contraindicated"
    ]
    assert [row.reason for row in contraindicated] == [_REASON]
    overview = page.tab()
    assert isinstance(overview, OverviewTab)
    card = overview.findChild(SheetCard)
    assert card is not None
    assert any(_DISEASE in label.text() for label in card.findChildren(QLabel))
    page.show_tab("history")
    history = page.tab()
    assert isinstance(history, HistoryTab)
    told = [label.text() for label in history.findChildren(QLabel)]
    assert _REASON in told
    assert any(_DISEASE in text for text in told)

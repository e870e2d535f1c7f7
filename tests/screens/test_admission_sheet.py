"""The checklist on the screen: answered by key, kept with the admission, seen and changed afterwards."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.admission_sheet import read_sheet, sheet_questions
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_page
from ssu_desktop.actions.referral import list_referrals
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.language import _
from ssu_desktop.law import Article
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import Answer, Category, Status, UnitKind
from ssu_desktop.rules.admission_sheet import SheetDraft
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.card_tab import CardTab
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.referral_form import ReferralDialog, ReferralPaperDialog
from ssu_desktop.screens.sheet_card import SheetCard
from ssu_desktop.screens.sheet_dialog import SheetDialog
from ssu_desktop.screens.sheet_field import SheetField
from tests.support.by_hand import by_hand
from tests.support.sheets import DECIDED, answered

S, T = UnitKind.STATIONARY, UnitKind.TEMPORARY
Types = Callable[[QWidget, str], None]


def checklist(qtbot: QtBot, desk: Desk, kind: UnitKind, category: Category) -> SheetDialog:
    """Show the checklist of a kind and category."""
    questions = sheet_questions(desk, kind, category, desk.today)
    dialog = SheetDialog(None, desk, questions, SheetDraft(revision=0), lambda _values, _reason: ())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def admission(
    qtbot: QtBot, desk: Desk, person_id: UUID, unit_id: UUID, category: Category
) -> AdmissionDialog:
    """Show the admission of a person into a unit, with its order and decision."""
    dialog = AdmissionDialog(None, desk, person_id, lambda _saved: None)
    qtbot.addWidget(dialog)
    dialog.first.choose(unit_id, category)
    dialog.first.category.changed.emit()
    for name, value in {"order_number": "16", "order_date": desk.today, **DECIDED}.items():
        dialog.fields[name].set_value(value)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def in_checklist(dialog: AdmissionDialog, work: Callable[[SheetDialog], object]) -> None:
    """Open the checklist of an admission, work in it, and close it by its verb."""

    def act() -> None:
        inner = dialog.sheet.findChild(SheetDialog)
        assert inner is not None
        work(inner)
        inner.submit()
        if inner.isVisible():
            inner.reject()

    QTimer.singleShot(0, act)
    dialog.sheet.ask()


def test_questions_are_answered_by_key_and_the_rest_with_one(qtbot: QtBot, desk: Desk) -> None:
    dialog = checklist(qtbot, desk, S, Category.ELDERLY)
    first, second, third = dialog.answers[:3]
    assert QApplication.focusWidget() is first.switch
    qtbot.keyClick(first.switch, Qt.Key.Key_Right)
    qtbot.keyClick(first.switch, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second.switch
    qtbot.keyClick(second.switch, Qt.Key.Key_Left)
    qtbot.keyClick(second.switch, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is third.switch
    qtbot.keyClick(third.switch, Qt.Key.Key_1)
    qtbot.keyClick(third.switch, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is second.switch
    qtbot.keyClick(second.switch, Qt.Key.Key_F8)
    given = [field.value() for field in dialog.answers]
    assert [one.answer for one in given if one][:3] == [Answer.NO, Answer.YES, Answer.YES]
    assert {one.answer for one in given[3:] if one} == {Answer.NO}
    assert all(given)


def test_a_ground_asks_for_its_relative_and_document(qtbot: QtBot, desk: Desk) -> None:
    dialog = checklist(qtbot, desk, S, Category.ELDERLY)
    grounds = {field.item.code: field for field in dialog.answers if field.item.part == "ground"}
    prison, alone = grounds["S.elderly.family.prison"], grounds["S.elderly.family.none"]
    assert not prison.proof.isVisible()
    qtbot.keyClick(prison.switch, Qt.Key.Key_Left)
    assert prison.relative.isVisible()
    prison.relative.set_value("Ұлы")
    prison.document.set_value("Анықтама")
    assert prison.value() is not None
    assert (prison.value().relative, prison.value().document) == ("Ұлы", "Анықтама")
    qtbot.keyClick(alone.switch, Qt.Key.Key_Left)
    assert alone.document.isVisible()
    assert not alone.relative.isVisible()
    qtbot.keyClick(prison.switch, Qt.Key.Key_Right)
    assert prison.value().document == ""


@pytest.mark.parametrize(
    ("kind", "category", "asked", "not_asked"),
    [
        (S, Category.CHILDREN, {"seizures_a_month"}, {"limitation_level", "identified_on"}),
        (UnitKind.HOME, Category.CHILDREN, {"examined_on"}, {"seizures_a_month"}),
        (UnitKind.HOME, Category.MUSCULOSKELETAL, {"limitation_level"}, {"seizures_a_month"}),
        (
            T,
            Category.VIOLENCE,
            {"identified_how", "children_with", "intake.sanitary.done_on"},
            {"seizures_a_month"},
        ),
    ],
)
def test_each_kind_and_category_is_asked_its_own(
    qtbot: QtBot, desk: Desk, kind: UnitKind, category: Category, asked: set[str], not_asked: set[str]
) -> None:
    dialog = checklist(qtbot, desk, kind, category)
    assert asked <= dialog.fields.keys()
    assert not not_asked & dialog.fields.keys()


def test_where_nothing_is_answered_yes_or_no_nothing_offers_or_counts_answers(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = checklist(qtbot, desk, T, Category.CHILDREN)
    assert not dialog.answers
    assert not dialog.rest.isVisible()
    assert checklist(qtbot, desk, S, Category.ELDERLY).rest.isVisible()
    form = admission(qtbot, desk, people["Иванов"], units["T"], Category.CHILDREN)
    assert "0" not in "".join(label.text() for label in form.sheet.findChildren(QLabel))


def test_the_categories_of_the_units_kind_are_offered_before_those_of_other_kinds(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    with by_hand(desk, "nothing is set") as session:
        session.get_one(Unit, units["T"]).categories = ()
    form = admission(qtbot, desk, people["Иванов"], units["T"], Category.VIOLENCE)
    combo = form.first.category.combo
    offered = [combo.itemText(line) for line in range(combo.count())]
    assert offered.index(_(Category.VIOLENCE.msgid)) < offered.index(_(Category.CHILDREN.msgid))


def test_the_questions_are_in_the_language_of_the_interface(
    qtbot: QtBot, desk: Desk, speak_russian: Callable[[], None]
) -> None:
    dialog = checklist(qtbot, desk, S, Category.ELDERLY)
    assert dialog.answers[0].label.text() == "1. белсенді процесс сатысындағы туберкулез"
    speak_russian()
    assert dialog.answers[0].label.text() == "1. туберкулёз в активной стадии процесса"


def test_the_paragraph_of_a_contraindication_is_told_in_the_orders_own_words(desk: Desk) -> None:
    explain = explaining(desk)
    told = explain(Article("order-230", "32(3)"))
    assert told is not None
    assert told.text == "алкогольдік, есірткіге мастану күйінде болу"
    assert told.meaning == "алкогольдік немесе есірткіге мас күйде болу"
    paragraph = explain(Article("order-230", "12(3)"))
    assert paragraph is not None
    assert "он төрт күн" in paragraph.text
    seizures = explain(desk.law.admission_checklist("S", "children", desk.today)[0].article)
    assert seizures is not None
    assert seizures.text.startswith("жиі ұстамалы (айына бес рет және одан да көп)")
    assert "үш жастан" not in seizures.text  # the age is told in the same paragraph


def test_an_admission_is_kept_with_its_answers(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["S"], Category.ELDERLY)
    dialog.fields["out_of_turn_reason"].set_value("сот шешімі")

    def answer(sheet: SheetDialog) -> None:
        grounds = [field for field in sheet.answers if field.item.part == "ground"]
        qtbot.keyClick(grounds[0].switch, Qt.Key.Key_Left)
        qtbot.keyClick(sheet, Qt.Key.Key_F8)
        sheet.fields["examined_on"].set_value(desk.today)
        sheet.fields["examined_by"].set_value("Дәрігер")

    in_checklist(dialog, answer)
    assert dialog.sheet.found() == ()
    dialog.submit()
    assert not dialog.isVisible()
    (stay,) = stay_history(desk, people["Иванов"])
    page = read_sheet(desk, stay.id)
    assert page is not None
    assert len(page.draft.answers) == 11
    assert page.draft.examined_by == "Дәрігер"
    assert list_departures(desk, person_id=people["Иванов"])[0].code == "out-of-turn"


def test_without_answers_the_admission_asks_for_a_reason(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["S"], Category.ELDERLY)
    dialog.fields["out_of_turn_reason"].set_value("сот шешімі")
    dialog.submit()
    assert dialog.isVisible()
    assert any("4" in label.text() for label in dialog.findings.findChildren(QLabel))
    dialog.findings.why.set_value("түнде келді")
    dialog.submit()
    codes = {row.code for row in list_departures(desk, person_id=people["Иванов"])}
    assert codes == {"out-of-turn", "checklist-open", "ground-missing"}


def test_a_reason_for_the_other_warnings_is_never_recorded_as_the_ground_for_going_out_of_turn(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["S"], Category.ELDERLY)
    dialog.submit()
    dialog.findings.why.set_value("түнде келді")
    dialog.submit()
    assert dialog.isVisible()
    assert not dialog.fields["out_of_turn_reason"].error.isHidden()
    assert list_departures(desk, person_id=people["Иванов"]) == ()
    dialog.fields["out_of_turn_reason"].set_value("сот шешімі")
    dialog.submit()
    reasons = {row.code: row.reason for row in list_departures(desk, person_id=people["Иванов"])}
    assert reasons["out-of-turn"] == "сот шешімі"
    assert {reason for code, reason in reasons.items() if code != "out-of-turn"} == {"түнде келді"}


def test_an_impossible_number_stays_in_the_checklist_with_its_remark(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["S"], Category.CHILDREN)
    seen: list[str] = []

    def type_too_many(sheet: SheetDialog) -> None:
        field = sheet.fields["seizures_a_month"]
        field.restore("1000")
        sheet.submit()
        seen.append(field.error.text())

    in_checklist(dialog, type_too_many)
    assert "999" in seen[0]
    assert dialog.sheet.value() == SheetDraft(revision=0)


def test_what_the_rules_refuse_stays_in_the_checklist_with_its_remark(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["T"], Category.HOMELESS)
    seen: list[str] = []

    def type_no_time(sheet: SheetDialog) -> None:
        sheet.fields["intake.medical.done_on"].set_value(desk.today)
        sheet.fields["intake.medical.done_time"].set_value("25:00")
        sheet.submit()
        seen.append(sheet.fields["intake.medical.done_time"].error.text())

    in_checklist(dialog, type_no_time)
    assert "25:00" in seen[0]
    assert dialog.sheet.value() == SheetDraft(revision=0)


def test_what_was_answered_comes_back_after_a_crash(qtbot: QtBot, desk: Desk) -> None:
    questions = sheet_questions(desk, T, Category.HOMELESS, desk.today)
    field = SheetField(desk, lambda: questions, lambda _sheet: ())
    again = SheetField(desk, lambda: questions, lambda _sheet: ())
    for one in (field, again):
        qtbot.addWidget(one)
    assert field.typed() == ""
    sheet = answered(T, Category.HOMELESS, {"T.all.2"}, revision=0, children_with=1)
    field.set_value(sheet)
    again.restore(field.typed())
    assert again.value() == sheet
    assert again.found() == ("T.all.2",)


def test_without_a_unit_there_is_no_checklist_yet(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    dialog = AdmissionDialog(None, desk, people["Иванов"], lambda _saved: None)
    qtbot.addWidget(dialog)
    dialog.sheet.ask()
    assert dialog.sheet.error.text()
    assert dialog.sheet.findChild(SheetDialog) is None


def test_what_stands_against_unit_and_category_is_told_before_the_rest_is_filled_in(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = AdmissionDialog(None, desk, people["Петренко"], lambda _saved: None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.ahead.isHidden()
    dialog.first.choose(units["S"], Category.CHILDREN)
    dialog.first.category.changed.emit()
    told = [label.text() for label in dialog.ahead.findChildren(QLabel) if label.text()]
    assert any("басқа бөлімше" in text for text in told)
    assert any("санаттың жасынан асқан" in text for text in told)
    assert [link.article.paragraph for link in dialog.ahead.findChildren(ArticleLink)] == ["6(1)"]
    assert dialog.ahead.why.isHidden()
    assert dialog.fields["unit_id"].error.isHidden()
    dialog.submit()
    assert dialog.ahead.isHidden()
    assert not dialog.fields["unit_id"].error.isHidden()
    dialog.first.choose(units["H"], Category.DISABLED)
    dialog.first.unit.changed.emit()
    told = [label.text() for label in dialog.ahead.findChildren(QLabel) if label.text()]
    assert any("осы бөлімше" in text for text in told), told


def test_only_what_the_kind_of_unit_has_is_asked(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["S"], Category.ELDERLY)

    def shown(name: str) -> bool:
        return dialog.fields[name].isVisible()

    assert (shown("placement"), shown("night_stay"), shown("contract_number")) == (True, False, False)
    dialog.fields["length"].set_value("temporary")
    dialog.fields["length"].changed.emit()
    assert shown("contract_number")
    assert not shown("further_categories")
    dialog.first.choose(units["D"])
    dialog.first.unit.changed.emit()
    assert (shown("placement"), shown("night_stay"), shown("contract_number")) == (False, True, False)


def test_a_guest_may_belong_to_several_categories(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    """R230-008."""
    dialog = admission(qtbot, desk, people["Иванов"], units["T"], Category.HOMELESS)
    dialog.fields["planned_until"].set_value(date(2026, 9, 1))
    dialog.fields["further_categories"].set_value((Category.PROBATION,))
    dialog.sheet.set_value(answered(T, Category.HOMELESS, revision=0))
    dialog.submit()
    (stay,) = stay_history(desk, people["Иванов"])
    assert stay.further_categories == (Category.PROBATION,)


def test_a_refused_guest_is_referred_from_the_admission(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    dialog = admission(qtbot, desk, people["Иванов"], units["T"], Category.HOMELESS)
    assert not dialog.refer.isVisible()
    dialog.sheet.set_value(answered(T, Category.HOMELESS, {"T.all.3"}, revision=0))
    dialog.sheet.changed.emit()
    assert dialog.refer.isVisible()
    qtbot.mouseClick(dialog.refer, Qt.MouseButton.LeftButton)
    referral = dialog.findChild(ReferralDialog)
    assert referral is not None
    assert "мас" in referral.found.text()
    referral.submit()
    assert referral.fields["referred_to"].error.text()
    referral.fields["referred_to"].set_value("Наркология орталығы")
    referral.submit()
    assert not dialog.isVisible()
    (row,) = list_referrals(desk, people["Иванов"])
    assert row.referred_to == "Наркология орталығы"
    assert stay_history(desk, people["Иванов"]) == ()
    paper = ReferralPaperDialog(None, desk, row.id)
    qtbot.addWidget(paper)
    assert paper.preview.data.startswith(b"%PDF")


def test_the_overview_tells_of_the_sheet_and_quietly_of_its_lack(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    card = tab.findChild(SheetCard)
    assert card is not None
    assert card.nothing.text() == "Сұрақтарға жауап енгізілмеген: бұл қабылдау ескі журналдан алынған."
    card.edit()
    dialog = card.findChild(SheetDialog)
    assert dialog is not None
    dialog.answer_rest()
    grounds = [field for field in dialog.answers if field.item.part == "ground"]
    grounds[0].switch.choose("yes")
    dialog.fields["examined_on"].set_value(date(2026, 3, 3))
    dialog.fields["examined_by"].set_value("Дәрігер Асанова")
    dialog.submit()
    assert not dialog.isVisible()
    page = person_page(desk, people["Қасымова"])
    assert page is not None
    assert page.header.status is Status.RECEIVING
    card.show_person(page)
    assert card.nothing.isHidden()


def test_the_steps_of_intake_stand_above_the_card_which_comes_after_them(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = CardTab(desk, people["Ким"])
    qtbot.addWidget(tab)
    tab.refresh()
    assert len(tab.intake.findChildren(EntryRow)) == 3
    tab.intake.edit()
    dialog = tab.intake.findChild(SheetDialog)
    assert dialog is not None
    dialog.answer_rest()
    for step in ("medical", "sanitary", "disinfection"):
        dialog.fields[f"intake.{step}.done_on"].set_value(date(2026, 3, 1))
    dialog.fields["identified_on"].set_value(date(2026, 3, 1))
    dialog.fields["identified_how"].set_value("сұхбат")
    dialog.submit()
    assert not dialog.isVisible()
    tab.fields["filled_on"].set_value(date(2026, 2, 28))
    tab.submit()
    assert tab.findings.needs_reason()
    tab.findings.why.set_value("бұрын толтырылған")
    tab.submit()
    assert not tab.findings.isVisible()
    reasons = {row.reason for row in list_departures(desk, person_id=people["Ким"])}
    assert reasons == {"бұрын толтырылған"}

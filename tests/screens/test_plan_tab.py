"""The plan on the screen: typed by keyboard, saved by itself, filled in, approved, revised."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.drafts import list_drafts, packed, save_draft
from ssu_desktop.actions.plan import plan_page, read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import new_version, save_plan, start_plan
from ssu_desktop.records.kinds import Carried, Domain, Period, PlanState
from ssu_desktop.rules.person import ProgrammeDraft
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.filters import SearchLine
from ssu_desktop.screens.plan_carry import CarryDialog
from ssu_desktop.screens.plan_cells import PlanColumn, Reading, read_span
from ssu_desktop.screens.plan_editors import CellChoice, CellText
from ssu_desktop.screens.plan_head import plan_deadline, programme_words
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.plan_table import shared
from ssu_desktop.screens.plan_templates import TemplateDialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.staff_form import StaffDialog
from ssu_desktop.screens.theme import scaled, tokens
from ssu_desktop.screens.work import wait_for_work

Types = Callable[[object, str], None]
Answer = Callable[[Callable[[FormDialog], None]], None]
READING = Reading(staff={}, starts=date(2026, 3, 4), today=date(2026, 3, 12))


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> Iterator[PlanTab]:
    """The plan of Қасымова on the screen; she has none yet."""
    made = PlanTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1170, 560)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.can_leave()
    wait_for_work()


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


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def begun(tab: PlanTab, *services: str) -> UUID:
    """Begin a plan with these services, complete in every cell."""
    assert tab.page is not None
    saved = start_plan(tab.desk, tab.page.stay_id)
    assert isinstance(saved, Saved)
    view = read_plan(tab.desk, saved.id)
    assert view is not None
    items = tuple(
        ItemDraft(
            domain=Domain.HOUSEHOLD,
            question="Өзі киіне ме?",
            service=service,
            responsible_name="Н. Әлиева",
            period=Period.WEEK,
            date_from=date(2026, 3, 19),
            date_until=date(2026, 4, 1),
        )
        for service in services
    )
    draft = PlanDraft(period_from=view.period_from, period_until=view.period_until, items=items)
    assert isinstance(save_plan(tab.desk, saved.id, draft), Saved)
    tab.refresh()
    return saved.id


def stored(tab: PlanTab, plan_id: UUID) -> tuple[ItemDraft, ...]:
    view = read_plan(tab.desk, plan_id)
    assert view is not None
    return view.draft.items


def test_without_a_plan_the_tab_teaches_and_begins_one(tab: PlanTab, qtbot: QtBot) -> None:
    assert tab.nothing.isVisible()
    qtbot.mouseClick(tab.nothing.action, Qt.MouseButton.LeftButton)
    assert tab.plan is not None
    assert tab.plan.state is PlanState.DRAFT
    assert tab.table.isVisible()
    assert tab.table.empty.isVisible()


def test_a_row_is_typed_by_keyboard_alone_and_saved_by_itself(
    tab: PlanTab, qtbot: QtBot, types: Types
) -> None:
    plan_id = begun(tab)
    tab.table.setFocus()
    press(qtbot, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SearchLine))
    press(qtbot, Qt.Key.Key_Insert)  # once more among the services: a row of one's own
    qtbot.waitUntil(tab.table.is_editing)
    tab.activateWindow()  # as a window manager does
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CellText))
    types(QApplication.focusWidget(), "Өзі киіне ме?")
    press(qtbot, Qt.Key.Key_Tab)
    types(QApplication.focusWidget(), "ішінара")
    press(qtbot, Qt.Key.Key_Return)
    types(QApplication.focusWidget(), "ә")  # the key of 2 in the Kazakh layout
    press(qtbot, Qt.Key.Key_Tab)
    types(QApplication.focusWidget(), "Киінуге көмек")
    press(qtbot, Qt.Key.Key_Tab)
    types(QApplication.focusWidget(), "20 минут; күніне 2 рет")
    press(qtbot, Qt.Key.Key_Tab)
    types(QApplication.focusWidget(), "Н. Әлиева")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    types(QApplication.focusWidget(), "19.3-1.4")
    assert tab.keeper.pause.isActive()
    tab.keeper.pause.timeout.emit()  # 1.5 s after the last key
    (item,) = stored(tab, plan_id)
    assert (item.question, item.answer, item.points) == ("Өзі киіне ме?", "ішінара", 2)
    assert (item.service, item.period) == ("Киінуге көмек", Period.WEEK)
    assert (item.volume, item.frequency) == ("20 минут", "күніне 2 рет")
    assert (item.date_from, item.date_until) == (date(2026, 3, 19), date(2026, 4, 1))
    assert item.responsible_id is not None or item.responsible_name == "Н. Әлиева"


def test_saving_twice_keeps_the_same_rows(tab: PlanTab, types: Types) -> None:
    plan_id = begun(tab)
    tab.editor.add_row()
    types(QApplication.focusWidget(), "бір")
    tab.keeper.flush()
    (first,) = stored(tab, plan_id)
    types(QApplication.focusWidget(), " екі")
    tab.keeper.flush()
    (second,) = stored(tab, plan_id)
    assert (second.id, second.question) == (first.id, "бір екі")


def test_escape_brings_back_what_stood_in_the_cell(tab: PlanTab, qtbot: QtBot, types: Types) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    tab.table.go_to(0, PlanColumn.SERVICE, edit=True)
    types(QApplication.focusWidget(), " қате")
    press(qtbot, Qt.Key.Key_Escape)
    tab.keeper.flush()
    assert [item.service for item in stored(tab, plan_id)] == ["Тамақтандыру"]


def test_leaving_the_tab_saves_what_is_typed(tab: PlanTab, types: Types) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    tab.table.go_to(0, PlanColumn.SERVICE, edit=True)
    types(QApplication.focusWidget(), ", күн сайын")
    tab.hide()
    assert [item.service for item in stored(tab, plan_id)] == ["Тамақтандыру, күн сайын"]


def test_rows_are_moved_and_removed_by_keyboard(
    tab: PlanTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = begun(tab, "бір", "екі", "үш")
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    tab.table.go_to(2, PlanColumn.SERVICE)
    press(qtbot, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    tab.keeper.flush()
    assert [item.service for item in stored(tab, plan_id)] == ["бір", "үш", "екі"]
    press(qtbot, Qt.Key.Key_Delete)
    assert [item.service for item in stored(tab, plan_id)] == ["бір", "екі"]


def test_what_cannot_be_read_stays_as_typed_with_a_remark_below(
    tab: PlanTab, qtbot: QtBot, types: Types
) -> None:
    begun(tab, "Тамақтандыру")
    tab.table.go_to(0, PlanColumn.DATES, edit=True)
    types(QApplication.focusWidget(), "45.45")
    press(qtbot, Qt.Key.Key_Return)
    tab.keeper.flush()
    index = tab.rows.index(0, PlanColumn.DATES)
    assert tab.rows.text(index) == "45.45"
    assert tab.rows.is_wrong(index)
    assert "күн" in tab.remarks.lines[0].text()


def test_a_cell_that_lacks_something_is_red_only_once_the_plan_was_to_be_filled_in(tab: PlanTab) -> None:
    begun(tab, "Тамақтандыру")
    tab.editor.add_row()
    tab.table.setFocus()
    tab.keeper.flush()
    tab.table.setCurrentIndex(QModelIndex())
    lacking = tab.rows.index(1, PlanColumn.RESPONSIBLE)
    assert tab.rows.is_wrong(lacking)

    def ground() -> str:
        place = tab.table.visualRect(lacking).bottomRight() - QPoint(4, 4)
        return tab.table.viewport().grab().toImage().pixelColor(place).name()

    assert ground() == tokens().surface.lower()
    tab.table.insists = True
    assert ground() == tokens().late_soft.lower()


def test_a_remark_leads_to_its_cell(tab: PlanTab, qtbot: QtBot) -> None:
    begun(tab, "Тамақтандыру")
    tab.editor.show_domain(Domain.LEGAL)
    tab.editor.add_row()
    tab.table.setFocus()
    tab.keeper.flush()
    tab.editor.show_domain(Domain.HOUSEHOLD)
    responsible = next(line for line in tab.remarks.lines if "жауапты" in line.text().lower())
    qtbot.mouseClick(responsible, Qt.MouseButton.LeftButton)
    assert tab.rows.domain is Domain.LEGAL
    assert tab.table.currentIndex().column() == PlanColumn.RESPONSIBLE


def test_a_domain_is_shown_by_its_chip_with_its_count(tab: PlanTab, qtbot: QtBot) -> None:
    begun(tab, "бір", "екі")
    assert tab.domains.buttons["household"].text().endswith("2")
    qtbot.mouseClick(tab.domains.buttons["medical"], Qt.MouseButton.LeftButton)
    assert tab.rows.rowCount() == 0
    assert tab.table.empty.isVisible()


def test_a_lacking_plan_is_marked_as_filled_in_with_a_reason_only(
    tab: PlanTab, qtbot: QtBot, answer: Answer
) -> None:
    begun(tab, "Тамақтандыру")
    tab.rows.put(tab.rows.index(0, PlanColumn.RESPONSIBLE), "")

    def fill(dialog: FormDialog) -> None:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        dialog.findings.why.line.setText("Маман кейін тағайындалады")
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    answer(fill)
    qtbot.mouseClick(tab.buttons.fill, Qt.MouseButton.LeftButton)
    assert tab.plan is not None
    assert tab.plan.state is PlanState.FILLED
    assert tab.rows.read_only
    assert tab.buttons.approve.isVisible()
    qtbot.mouseClick(tab.buttons.back, Qt.MouseButton.LeftButton)
    assert tab.plan.state is PlanState.DRAFT


def test_the_head_of_the_day_approves_and_a_new_version_needs_a_reason(
    tab: PlanTab, desk: Desk, qtbot: QtBot, answer: Answer
) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    assert isinstance(mark_filled(desk, plan_id), Saved)
    tab.refresh()
    answer(lambda dialog: qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton))
    tab.commands[Command.SUBMIT]()
    approved = read_plan(desk, plan_id)
    assert approved is not None
    assert (approved.state, approved.approved_by) == (PlanState.APPROVED, "Төлегенов А. Қ.")
    tab.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert not tab.table.is_editing()

    def revise(dialog: FormDialog) -> None:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        qtbot.keyClicks(dialog.fields["reason"].editor, "3 months")
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    answer(revise)
    qtbot.mouseClick(tab.buttons.revise, Qt.MouseButton.LeftButton)
    assert tab.plan is not None
    assert (tab.plan.version, tab.plan.state) == (2, PlanState.DRAFT)
    assert tab.head.version.isVisible()


def test_the_next_plan_takes_over_the_rows_of_the_one_before(tab: PlanTab, desk: Desk, qtbot: QtBot) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    assert isinstance(mark_filled(desk, plan_id), Saved)
    assert isinstance(approve_plan(desk, plan_id, desk.today), Saved)
    tab.refresh()
    qtbot.mouseClick(tab.buttons.next, Qt.MouseButton.LeftButton)
    assert tab.rows.items == []
    tab.buttons.copy.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CarryDialog)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(item.service, item.carried) for item in tab.rows.items] == [("Тамақтандыру", Carried.CHANGES)]
    assert tab.rows.text(tab.rows.index(0, PlanColumn.NUMBER)) == "1~"
    assert tab.editor.changes.text().startswith("~")
    assert tab.plan is not None
    again = CarryDialog(tab, tab.plan.items, lambda _becomes: None)  # a year later it goes on again
    assert list(again.becomes.values()) == [Carried.CONTINUES]


def test_the_head_of_the_next_plan_tells_its_own_next_step(tab: PlanTab, desk: Desk) -> None:
    """Drafted by the first working day after the plan before, then filled in as every plan."""
    plan_id = begun(tab, "Тамақтандыру")
    assert isinstance(mark_filled(desk, plan_id), Saved)
    assert isinstance(approve_plan(desk, plan_id, desk.today), Saved)
    assert tab.page is not None
    assert isinstance(start_plan(desk, tab.page.stay_id), Saved)

    def told() -> date:
        page = plan_page(desk, stay_id)
        assert page is not None
        assert page.plan is not None
        assert page.plan.number == 2
        deadline = plan_deadline(page, page.plan)
        assert deadline is not None
        return deadline.due

    stay_id = tab.page.stay_id
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.renew is not None
    assert page.plan is not None
    assert told() == page.renew.due
    saved = save_plan(desk, page.plan.id, replace(page.plan.draft, drafted_on=date(2026, 3, 5)))
    assert isinstance(saved, Saved)
    assert told() == date(2026, 3, 13)  # five working days, the holiday of the 9th left out


def test_a_plan_kept_as_a_template_begins_another_one(
    tab: PlanTab, desk: Desk, qtbot: QtBot, answer: Answer
) -> None:
    plan_id = begun(tab, "Тамақтандыру", "Жуыну")

    def keep(dialog: FormDialog) -> None:
        dialog.fields["title"].set_value("Қарттар, стационар")
        dialog.submit()

    answer(keep)
    tab.buttons.keep.trigger()
    view = read_plan(desk, plan_id)
    assert view is not None
    empty = PlanDraft(period_from=view.period_from, period_until=view.period_until)
    assert isinstance(save_plan(desk, plan_id, empty), Saved)
    tab.refresh()
    tab.buttons.template.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TemplateDialog)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert [item.service for item in tab.rows.items] == ["Тамақтандыру", "Жуыну"]


def on_the_page(tab: PlanTab) -> str:
    """Return the words of the page that is shown beside the table."""
    if not tab.preview.data:
        return ""
    document = pypdfium2.PdfDocument(tab.preview.data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_page_follows_what_is_typed(tab: PlanTab, qtbot: QtBot, types: Types) -> None:
    begun(tab, "Тамақтандыру")
    assert tab.preview.isVisible()
    tab.table.go_to(0, PlanColumn.QUESTION, edit=True)
    types(QApplication.focusWidget(), "қосымша")
    qtbot.waitUntil(lambda: "қосымша" in on_the_page(tab))


def test_typing_goes_on_while_the_page_is_drawn_and_the_last_word_is_on_it(
    tab: PlanTab, qtbot: QtBot, types: Types
) -> None:
    begun(tab, *(f"Тамақтандыру {n}" for n in range(40)))
    tab.table.go_to(0, PlanColumn.QUESTION, edit=True)
    for word in ("бірінші", "екінші", "соңғы"):
        types(QApplication.focusWidget(), f" {word}")
        tab.preview.redraw()
        assert tab.preview.drawing.busy
    assert "соңғы" not in on_the_page(tab)
    qtbot.waitUntil(lambda: not tab.preview.drawing.busy)
    assert "соңғы" in on_the_page(tab)


def test_a_tab_may_be_closed_while_its_page_is_drawn(qtbot: QtBot, desk: Desk, tab: PlanTab) -> None:
    begun(tab, "Тамақтандыру")
    other = PlanTab(desk, tab.person_id)
    other.resize(1170, 560)
    other.show()
    other.refresh()
    assert other.preview.drawing.busy
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    wait_for_work()
    qtbot.wait(1)


def test_without_room_the_page_is_hidden_until_it_is_asked_for(tab: PlanTab, qtbot: QtBot) -> None:
    begun(tab, "Тамақтандыру")
    tab.resize(800, 560)
    assert not tab.preview.isVisible()
    qtbot.mouseClick(tab.head.page, Qt.MouseButton.LeftButton)
    assert tab.preview.isVisible()


def test_input_that_somebody_else_overtook_is_kept_and_offered_again(
    tab: PlanTab, desk: Desk, qtbot: QtBot, types: Types
) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    view = read_plan(desk, plan_id)
    assert view is not None
    tab.table.go_to(0, PlanColumn.SERVICE, edit=True)
    types(QApplication.focusWidget(), " менікі")
    other = PlanDraft(period_from=view.period_from, period_until=date(2027, 1, 1), items=view.draft.items)
    assert isinstance(save_plan(desk, plan_id, other), Saved)
    assert not tab.keeper.flush()
    assert [row.key for row in list_drafts(desk)] == [f"plan:{plan_id}"]
    again = PlanTab(desk, tab.person_id)
    qtbot.addWidget(again)
    again.refresh()
    again.show()
    assert again.banner.isVisible()
    qtbot.mouseClick(again.banner.go_on, Qt.MouseButton.LeftButton)
    assert [item.service for item in stored(tab, plan_id)] == ["Тамақтандыру менікі"]
    assert list_drafts(desk) == ()
    tab.keeper.throw_away()


def test_who_types_on_beside_an_offered_draft_does_not_lose_it(
    tab: PlanTab, desk: Desk, qtbot: QtBot, types: Types
) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    view = read_plan(desk, plan_id)
    assert view is not None
    older = replace(view.draft, items=(replace(view.draft.items[0], service="Ертеңгі"),))
    save_draft(desk, f"plan:{plan_id}", packed(older))
    tab.refresh()
    assert tab.banner.isVisible()
    tab.table.go_to(0, PlanColumn.QUESTION, edit=True)
    types(QApplication.focusWidget(), " бүгінгі")
    assert tab.keeper.flush()
    assert tab.banner.isVisible()
    qtbot.mouseClick(tab.banner.go_on, Qt.MouseButton.LeftButton)
    assert [item.service for item in stored(tab, plan_id)] == ["Ертеңгі"]
    assert list_drafts(desk) == ()


def test_the_words_change_with_the_language(
    tab: PlanTab, qtbot: QtBot, speak_russian: Callable[[], None]
) -> None:
    begun(tab, "Тамақтандыру")
    speak_russian()
    assert tab.buttons.fill.text() == "Отметить как заполненный"
    assert tab.rows.headerData(PlanColumn.QUESTION, Qt.Orientation.Horizontal) == "Вопрос"
    assert tab.rows.text(tab.rows.index(0, PlanColumn.PERIOD)) == "неделя"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("19.3-1.4", (date(2026, 3, 19), date(2026, 4, 1))),
        ("19.03.2026 – 01.04.2026", (date(2026, 3, 19), date(2026, 4, 1))),
        ("190326-010426", (date(2026, 3, 19), date(2026, 4, 1))),
        ("2026-03-19 - 2026-04-01", (date(2026, 3, 19), date(2026, 4, 1))),
        ("4.3", (date(2026, 3, 4), date(2026, 3, 4))),
        ("4.12-3.2", (date(2026, 12, 4), date(2027, 2, 3))),
        ("1.4-19.3.2026", None),
        ("tomorrow", None),
    ],
)
def test_two_days_are_read_as_people_type_them(text: str, span: tuple[date, date] | None) -> None:
    assert read_span(text, READING) == span


def test_the_plans_of_a_stay_are_left_as_they_were_by_looking(
    tab: PlanTab, desk: Desk, stays: Mapping[str, UUID]
) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    before = read_plan(desk, plan_id)
    tab.refresh()
    tab.can_leave()
    page = plan_page(desk, stays["Қасымова"])
    assert page is not None
    assert page.plan == before


def test_a_specialist_who_is_missing_is_added_from_the_cell(tab: PlanTab, qtbot: QtBot, types: Types) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    tab.table.go_to(0, PlanColumn.RESPONSIBLE, edit=True)
    choice = tab.table.findChild(CellChoice)
    assert choice is not None
    choice.showPopup()
    qtbot.keyClick(choice.view(), Qt.Key.Key_End)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.findChild(StaffDialog) is not None)
    dialog = tab.findChild(StaffDialog)
    assert dialog is not None
    assert dialog.fields["domain"].value() is Domain.HOUSEHOLD
    types(dialog.focusWidget(), "Сұлтанова")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    tab.keeper.flush()
    (item,) = stored(tab, plan_id)
    assert (item.responsible_id is None, item.responsible_name) == (False, "Сұлтанова")
    assert tab.rows.text(tab.table.currentIndex()) == "Сұлтанова"


def test_the_arrows_of_a_closed_list_do_not_set_off_its_last_line(tab: PlanTab, qtbot: QtBot) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    tab.table.go_to(0, PlanColumn.RESPONSIBLE, edit=True)
    choice = tab.table.findChild(CellChoice)
    assert choice is not None
    for _step in range(choice.count() + 2):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == choice.itemText(choice.count() - 2)
    assert tab.findChild(StaffDialog) is None
    tab.keeper.flush()
    assert stored(tab, plan_id)[0].responsible_id is not None


def test_a_draft_is_deleted_after_a_question_and_an_approved_plan_is_not(tab: PlanTab, qtbot: QtBot) -> None:
    plan_id = begun(tab, "Киінуге көмек")
    assert tab.buttons.drop.isVisible()

    def answer(label: str) -> None:
        question = QApplication.activeModalWidget()
        assert question is not None
        (verb,) = [made for made in question.findChildren(QPushButton) if made.text() == label]
        qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, tab, lambda: answer("Бас тарту"))
    tab.buttons.drop.trigger()
    assert read_plan(tab.desk, plan_id) is not None
    QTimer.singleShot(0, tab, lambda: answer("Жою"))
    tab.buttons.drop.trigger()
    assert read_plan(tab.desk, plan_id) is None
    assert tab.nothing.isVisible()


def test_the_head_of_a_plan_stays_on_one_line(tab: PlanTab) -> None:
    begun(tab, "Тамақтандыру")
    QApplication.processEvents()
    assert tab.head.article is not None
    parts = (tab.head.name, *tab.head.steps.values(), tab.head.due, tab.head.article)
    centres = [part.geometry().center().y() for part in parts]
    assert max(centres) - min(centres) <= 1
    for width, named in ((700, 3), (480, 1)):
        tab.head.resize(width, tab.head.height())
        assert sum(not chip.isHidden() for chip in tab.head.steps.values()) == named


def test_the_individual_programme_stands_beside_the_dates_of_the_plan(tab: PlanTab) -> None:
    """R230-123."""
    begun(tab, "Тамақтандыру")
    told = tab.head.told.text()
    assert "20.03.2026" in told
    assert told.rpartition(" · ")[2].startswith("жеке бағдарлама")
    assert programme_words(None) == programme_words(ProgrammeDraft()) == ""
    assert programme_words(ProgrammeDraft(number="7", indefinite=True)).endswith("7, мерзімсіз")


def test_a_domain_is_signed_off_and_the_chip_shows_it_until_the_domain_changes(
    tab: PlanTab, answer: Answer, types: Types
) -> None:
    begun(tab, "Тамақтандыру")
    section, chip = tab.editor.section, tab.domains.buttons[Domain.HOUSEHOLD.value]
    assert section.told.text() == "Әлі расталмаған."
    assert not section.reason.isVisible()

    def sign(dialog: FormDialog) -> None:
        dialog.fields["signed_by_id"].set_value(None)
        dialog.fields["signed_by"].set_value("Н. Әлиева")
        dialog.submit()

    answer(sign)
    section.sign.click()
    assert section.told.text().split() == ["Растаған:", "Н.", "Әлиева,", "12.03.2026."]
    assert chip.text().endswith("✓")
    tab.table.go_to(0, PlanColumn.SERVICE, edit=True)
    types(QApplication.focusWidget(), " күніне 3 рет")
    tab.keeper.flush()
    assert section.told.text().split()[2:] == ["растағаннан", "кейін", "өзгертілді."]
    assert not chip.text().endswith("✓")
    assert any("растау алынып тасталды" in line.text() for line in tab.remarks.lines)


def test_a_new_version_marks_what_was_added_changed_and_taken_out(tab: PlanTab) -> None:
    plan_id = begun(tab, "Тамақтандыру", "Жуыну", "Серуен")
    assert isinstance(mark_filled(tab.desk, plan_id), Saved)
    assert isinstance(approve_plan(tab.desk, plan_id, tab.desk.today), Saved)
    assert isinstance(new_version(tab.desk, plan_id, "жағдайы өзгерді"), Saved)
    tab.refresh()
    assert "айырмашылық жоқ" in tab.editor.changes.text()
    tab.rows.put(tab.rows.index(0, PlanColumn.AMOUNT), "20 минут; күніне 3 рет")
    tab.rows.remove(1)
    tab.rows.add(ItemDraft(domain=Domain.HOUSEHOLD, service="Ән айту"))
    numbers = [tab.rows.text(tab.rows.index(row, PlanColumn.NUMBER)) for row in range(3)]
    assert numbers == ["1*", "2", "3+"]
    assert tab.editor.changes.text().endswith("Алып тасталғаны: Жуыну")
    tab.show_version(plan_id)
    assert not tab.editor.changes.isVisible()


def test_an_empty_domain_says_why(tab: PlanTab, answer: Answer) -> None:
    plan_id = begun(tab, "Тамақтандыру")
    tab.editor.show_domain(Domain.LEGAL)
    section = tab.editor.section
    assert not section.sign.isVisible()

    def explain(dialog: FormDialog) -> None:
        dialog.fields["empty_reason"].set_value("Заң көмегі керек емес")
        dialog.submit()

    answer(explain)
    section.reason.click()
    assert section.told.text() == "Әдейі бос қалдырылған: Заң көмегі керек емес"
    assert section.sign.isVisible()
    view = read_plan(tab.desk, plan_id)
    assert view is not None
    assert view.sections[Domain.LEGAL].empty_reason == "Заң көмегі керек емес"
    assert tab.rows.domain is Domain.LEGAL


def test_a_table_beside_the_page_breaks_no_word_of_a_question_or_an_answer(qapp: QApplication) -> None:
    room = scaled(711)  # beside the page, at 1366 x 768
    widths = dict(zip(PlanColumn, shared(room), strict=True))
    assert sum(widths.values()) <= room
    assert widths[PlanColumn.ANSWER] >= scaled(98)
    assert widths[PlanColumn.QUESTION] >= scaled(88)
    assert widths[PlanColumn.SERVICE] >= scaled(116)
    assert sum(shared(scaled(654))) == scaled(654)  # with large text all columns are in sight

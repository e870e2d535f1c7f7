"""Home visits on the screen: a week ticked off by keys, schedules, the red list, and the way from Today."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.actions.person import open_person, save_person
from ssu_desktop.actions.printing_lists import print_list
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.today import obligations
from ssu_desktop.actions.visit_schedules import save_schedule, schedules_of_unit
from ssu_desktop.actions.visits import VisitLine, save_visits, visits_of_week
from ssu_desktop.app.places import places_of
from ssu_desktop.language import Language
from ssu_desktop.records import Printout
from ssu_desktop.records.kinds import MovementKind, Role
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.visit import ScheduleDraft, VisitDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.visit_forms import WeekdaysField
from ssu_desktop.screens.visit_week import CAME, HELD, SERVICES
from ssu_desktop.screens.visits import FEWER, SCHEDULES, VisitsScreen
from tests.support.stays import admitted, saved

Types = Callable[[QWidget, str], None]
MONDAY = date(2026, 3, 2)
SINCE = date(2026, 2, 2)


@pytest.fixture
def planned(
    desk: Desk, units: Mapping[str, UUID], stays: Mapping[str, UUID], staff: Mapping[str, UUID]
) -> Mapping[str, UUID]:
    """Петренко has Mondays and Thursdays with Омарова, Әбенов Tuesdays and Fridays with nobody yet."""
    aben = admitted(desk, saved(save_person(desk, None, PersonDraft(surname="Әбенов"))), units["H"], SINCE)
    for stay_id, days, worker in ((stays["Петренко"], "14", staff["Омарова"]), (aben, "25", None)):
        draft = ScheduleDraft(weekdays=days, at="10:00", staff_id=worker, since=SINCE)
        saved(save_schedule(desk, stay_id, None, draft))
    return {"Петренко": stays["Петренко"], "Әбенов": aben}


def shown(qtbot: QtBot, made: VisitsScreen) -> VisitsScreen:
    """Show a screen of visits."""
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.week.table.setFocus()
    return made


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, planned: Mapping[str, UUID]) -> VisitsScreen:
    """The finished week that began on 2 March."""
    assert planned
    return shown(qtbot, VisitsScreen(desk, monday=MONDAY))


def kept(desk: Desk, units: Mapping[str, UUID]) -> list[VisitLine]:
    """Return the visits of the week that are saved."""
    return [line for line in visits_of_week(desk, units["H"], MONDAY) if line.id is not None]


def test_planned_visits_are_ticked_with_the_space_bar_and_saved(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    table = screen.week.table
    assert (table.pages.rowCount(), table.currentIndex().column()) == (4, HELD)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    table.go_to(0, SERVICES)
    types(table, "т")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    types(editor, "амақ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert table.state() is not QAbstractItemView.State.EditingState
    assert (table.currentIndex().row(), kept(desk, units)) == (1, [])
    with qtbot.waitSignal(screen.saved) as signal:
        screen.commands[Command.SUBMIT]()
    (line,) = kept(desk, units)
    assert (line.day, line.came, line.services) == (MONDAY, "10:00", "тамақ")
    assert screen.week.total.text() == "Жоспарланған: 4 · болған: 1"
    signal.args[1]()  # Undo
    assert kept(desk, units) == []


def test_a_tick_taken_away_takes_the_visit_out(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID]
) -> None:
    qtbot.mouseClick(screen.week.tick_all, Qt.MouseButton.LeftButton)
    screen.week.store()
    assert len(kept(desk, units)) == 4
    screen.week.table.go_to(0, HELD)
    qtbot.keyClick(screen.week.table, Qt.Key.Key_Space)
    screen.week.store()
    assert len(kept(desk, units)) == 3


def test_typing_into_a_planned_visit_says_that_it_took_place(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    screen.week.table.go_to(1, CAME)
    types(screen.week.table, "1")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    types(editor, "115")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    screen.week.store()
    assert [(line.name.split()[0], line.came) for line in kept(desk, units)] == [("Әбенов", "11:15")]


def test_the_week_of_one_care_worker_is_shown_by_itself(
    screen: VisitsScreen, staff: Mapping[str, UUID]
) -> None:
    screen.week.worker.set_value(staff["Омарова"])
    screen.week.worker.changed.emit()
    assert {line.name.split()[0] for line in screen.week.lines_typed()} == {"Петренко"}


def test_days_to_come_are_offered_and_cannot_be_ticked(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID]
) -> None:
    screen.step(1)  # the running week: today is its Thursday
    screen.week.table.go_to(3, HELD)  # Friday
    qtbot.keyClick(screen.week.table, Qt.Key.Key_Space)
    assert screen.week.typed.rows == {}
    qtbot.mouseClick(screen.week.tick_all, Qt.MouseButton.LeftButton)
    screen.week.store()
    held = visits_of_week(desk, units["H"], screen.monday)
    assert [line.id is not None for line in held] == [True, True, True, False]  # Friday is to come
    screen.step(1)
    screen.step(1)
    assert screen.monday == date(2026, 3, 16)
    assert not screen.later.isEnabled()


def test_a_visit_that_was_not_planned_is_added(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID], planned: Mapping[str, UUID]
) -> None:
    screen.commands[Command.ADD]()
    dialog = screen.window().findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    dialog.fields["stay_id"].set_value(planned["Петренко"])
    dialog.fields["day"].set_value(date(2026, 3, 4))
    dialog.fields["came"].set_value("12:00")
    with qtbot.waitSignal(screen.saved):
        dialog.submit()
    (line,) = kept(desk, units)
    assert (line.stay_id, line.day, line.planned) == (planned["Петренко"], date(2026, 3, 4), False)
    assert screen.week.table.pages.rowCount() == 5


def test_a_schedule_is_changed_in_a_form_and_too_few_visits_ask_for_a_reason(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID]
) -> None:
    """R230-116."""
    screen.show_part(SCHEDULES)
    screen.schedules.table.selectRow(0)
    screen.commands[Command.EDIT]()
    dialog = screen.window().findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    days = dialog.fields["weekdays"]
    assert isinstance(days, WeekdaysField)
    assert days.value() == "25"
    qtbot.mouseClick(days.boxes["5"], Qt.MouseButton.LeftButton)
    dialog.submit()
    assert days.findChildren(ArticleLink)
    dialog.findings.why.set_value("туыстары көмектеседі")
    dialog.submit()
    row = schedules_of_unit(desk, units["H"])[0]
    assert (row.draft.weekdays, row.a_week) == ("2", 1)
    assert screen.schedules.table.pages.index(0, 1).data() == "2 орнына 1"
    (kept_reason,) = list_departures(desk)
    assert (kept_reason.code, kept_reason.person_name) == ("few-visits", "Әбенов")


def test_a_schedule_is_taken_out_after_a_question(
    screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_part(SCHEDULES)
    screen.schedules.table.selectRow(0)
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    screen.commands[Command.DELETE]()
    assert [row.id is None for row in schedules_of_unit(desk, units["H"])] == [True, False]


def test_the_red_list_names_those_with_fewer_visits(
    screen: VisitsScreen, desk: Desk, units: Mapping[str, UUID], planned: Mapping[str, UUID]
) -> None:
    """R230-116."""
    both = [VisitDraft(stay_id=planned["Петренко"], day=day) for day in (MONDAY, date(2026, 3, 5))]
    saved(save_visits(desk, units["H"], [*both, VisitDraft(stay_id=planned["Әбенов"], day=MONDAY)]))
    screen.show_part(FEWER)
    table = screen.fewer.table
    assert [table.pages.index(0, column).data() for column in range(4)] == [
        "Әбенов",
        "2",
        "1",
        "жетіспейді: 1",
    ]
    assert table.pages.rowCount() == 1
    screen.fewer.only.set_value(False)
    screen.fewer.only.changed.emit()
    assert table.pages.rowCount() == 2
    (link,) = screen.fewer.findChildren(ArticleLink)
    assert link.article.paragraph == "annex 7"


def printed(qtbot: QtBot, screen: VisitsScreen, desk: Desk, language: Language) -> list[str]:
    """Print the part in front and return the words of each page of the real PDF."""
    screen.commands[Command.PRINT]()
    dialog = screen.window().findChildren(ListDialog)[-1]
    qtbot.waitUntil(lambda: dialog.preview.page_number() == 1)
    made = print_list(desk, dialog.asked, language)
    dialog.reject()
    return [" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(made.pdf)]


def test_each_care_worker_gets_a_sheet_of_the_week_to_be_signed_on_the_round(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, people: Mapping[str, UUID], staff: Mapping[str, UUID]
) -> None:
    """R230-115, R230-116."""
    draft = open_person(desk, people["Петренко"]).person
    saved(save_person(desk, people["Петренко"], replace(draft, address="Абай көшесі, 5", phone="8 705 1")))
    nobody, omarova = sorted(printed(qtbot, screen, desk, Language.RU), key=lambda page: "Омарова" in page)
    assert "Лист посещений на дому на неделю" in omarova
    assert "Работник по уходу Омарова" in omarova
    assert "с 02.03.2026 по 08.03.2026" in omarova
    assert "пн 02.03 10:00 Петренко" in omarova
    assert "чт 05.03 10:00 Петренко" in omarova
    assert "Абай көшесі, 5 8 705 1" in omarova
    assert "Подпись получателя услуг" in omarova
    assert "Всего в листе, посещений 2" in omarova
    assert "Әбенов" not in omarova
    assert "вт 03.03 10:00 Әбенов" in nobody
    screen.week.worker.set_value(staff["Омарова"])
    screen.week.worker.changed.emit()
    (kazakh,) = printed(qtbot, screen, desk, Language.KK)
    assert "дс 02.03 10:00 Петренко" in kazakh
    with desk.read() as session:
        kept = session.scalars(select(Printout).where(Printout.form == "visit-week")).all()
    assert len(kept) == 3


def test_a_suspended_person_stands_on_no_sheet(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, stays: Mapping[str, UUID]
) -> None:
    draft = MovementDraft(
        kind=MovementKind.SUSPENDED, happened_on=SINCE, order_number="1", order_date=SINCE, reason="x"
    )
    saved(record_movement(desk, stays["Петренко"], draft))
    screen.refresh()
    (page,) = printed(qtbot, screen, desk, Language.KK)
    assert "Петренко" not in page


def test_the_schedules_are_printed_and_saved_as_excel(
    qtbot: QtBot, screen: VisitsScreen, desk: Desk, tmp_path: Path, save_to: Callable[[Path], None]
) -> None:
    """R230-115."""
    screen.show_part(SCHEDULES)
    (page,) = printed(qtbot, screen, desk, Language.KK)
    assert "Үйге бару кестесі" in page
    assert "Петренко Надежда Николаевна 2 дс, бс 10:00 Омарова" in page
    assert "02.02.2026–…" in page
    save_to(tmp_path / "кесте.xlsx")
    with qtbot.waitSignal(screen.saved):
        screen.schedules.export.click()
    rows = list(openpyxl.load_workbook(tmp_path / "кесте.xlsx").active.iter_rows(values_only=True))
    assert ("Әбенов", 2, "сс, жм", "10:00") in [row[:4] for row in rows]


def test_the_red_list_is_printed_and_saved_as_it_is_seen(
    qtbot: QtBot,
    screen: VisitsScreen,
    desk: Desk,
    planned: Mapping[str, UUID],
    units: Mapping[str, UUID],
    tmp_path: Path,
    save_to: Callable[[Path], None],
) -> None:
    """R230-116."""
    visits = [VisitDraft(stay_id=planned["Әбенов"], day=date(2026, 3, day), came="10:00") for day in (3, 6)]
    saved(save_visits(desk, units["H"], visits))
    screen.show_part(FEWER)
    (page,) = printed(qtbot, screen, desk, Language.RU)
    assert "Число посещений на дому за неделю" in page
    assert "Петренко Надежда Николаевна 2 0 2 2" in page
    assert "приложение 7" in page
    assert "Әбенов" not in page
    save_to(tmp_path / "week.xlsx")
    with qtbot.waitSignal(screen.saved):
        screen.fewer.export.click()
    assert [row[1:] for row in table_of(tmp_path / "week.xlsx")] == [(2, 0, 2, 2)]
    screen.fewer.only.set_value(False)
    screen.fewer.only.changed.emit()
    with qtbot.waitSignal(screen.saved):
        screen.fewer.export.click()
    assert [str(row[0]).split()[0] for row in table_of(tmp_path / "week.xlsx")] == ["Әбенов", "Петренко"]
    (page,) = printed(qtbot, screen, desk, Language.RU)
    assert "Әбенов 2 2 2" in page


def table_of(path: Path) -> list[tuple[object, ...]]:
    """Return the rows of a saved table that bear figures."""
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [row for row in rows if isinstance(row[1], int)]


def test_who_may_not_print_is_offered_no_sheet(qtbot: QtBot, desk: Desk, planned: Mapping[str, UUID]) -> None:
    assert planned
    auditor = replace(desk, user=replace(desk.user, roles=frozenset({Role.AUDITOR})))
    screen = shown(qtbot, VisitsScreen(auditor, monday=MONDAY))
    assert screen.week.sheet.isHidden()
    assert Command.PRINT not in screen.commands
    screen.show_part(SCHEDULES)
    assert screen.schedules.export.isHidden()


def test_a_duty_of_today_leads_to_the_week(
    qtbot: QtBot,
    desk: Desk,
    units: Mapping[str, UUID],
    planned: Mapping[str, UUID],
    people: Mapping[str, UUID],
) -> None:
    saved(save_visits(desk, units["H"], [VisitDraft(stay_id=planned["Әбенов"], day=MONDAY)] * 2))
    (line,) = [line for line in obligations(desk) if line.duty.code == "visits"]
    assert line.stay_id == planned["Петренко"]
    today = TodayScreen(desk)
    qtbot.addWidget(today)
    with qtbot.waitSignal(today.opens) as opened:
        today.open_line(line)
    week = shown(qtbot, opened.args[0])
    assert (week.monday, week.unit.value()) == (MONDAY, units["H"])
    overview = OverviewTab(desk, people["Петренко"])
    qtbot.addWidget(overview)
    with qtbot.waitSignal(overview.opens) as opened:
        overview.open_due(line)
    qtbot.addWidget(opened.args[0])
    assert isinstance(opened.args[0], VisitsScreen)


def test_enter_on_the_red_list_opens_the_person(qtbot: QtBot, screen: VisitsScreen) -> None:
    screen.show_part(FEWER)
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.fewer.table, Qt.Key.Key_Return)
    qtbot.addWidget(opened.args[0])
    assert isinstance(opened.args[0], PersonScreen)


def test_the_week_speaks_russian_at_once(screen: VisitsScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.week.save.text() == "Сохранить посещения"
    assert screen.week.table.pages.index(0, 0).data() == "пн 02.03"


def codes(desk: Desk) -> set[str]:
    """Return the places on the rail."""
    return {place.code for place in places_of(desk, lambda: Screen())}


def test_attendance_and_visits_stand_on_the_rail_where_a_unit_needs_them(
    desk: Desk, units: Mapping[str, UUID]
) -> None:
    assert {"attendance", "visits"} <= codes(desk)
    for kind, gone in (("D", "attendance"), ("H", "visits")):
        (unit,) = [unit for unit in list_units(desk) if unit.id == units[kind]]
        saved(save_unit(desk, unit.id, replace(unit.draft, closed_on=desk.today)))
        assert gone not in codes(desk)


def test_where_nobody_was_served_the_button_of_a_visit_says_what_to_do_first(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID]
) -> None:
    assert stays
    made = shown(qtbot, VisitsScreen(desk, monday=date(2020, 1, 6)))
    said: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    QTimer.singleShot(0, made, read)
    made.week.add.click()
    assert any("«Адамдар» бетінде" in text for text in said)

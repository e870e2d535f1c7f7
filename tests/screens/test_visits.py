"""Home visits on the screen: a week ticked off by keys, schedules, the red list, and the way from Today."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.today import obligations
from ssu_desktop.actions.visit_schedules import save_schedule, schedules_of_unit
from ssu_desktop.actions.visits import VisitLine, save_visits, visits_of_week
from ssu_desktop.app.places import places_of
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.visit import ScheduleDraft, VisitDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.findings import ArticleLink
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

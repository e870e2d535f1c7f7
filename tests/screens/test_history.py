"""The history of what is chosen, one's own last actions, the whole history, a paper compared with it."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.history import HistoryQuery, Record
from ssu_desktop.actions.journal import last_entry
from ssu_desktop.actions.person import open_person, person_header, save_person
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.language import Language
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.screens import history_view
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.history_dialog import HistoryDialog, show_own_actions
from ssu_desktop.screens.history_screen import HistoryScreen
from ssu_desktop.screens.orders import OrdersScreen
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.queue import QueueScreen
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_history import HistorySection
from ssu_desktop.screens.visits import SCHEDULES, VisitsScreen
from ssu_desktop.screens.words import switch_language
from tests.screens.test_orders import write

Asked = list[tuple[Record | None, str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Note whose history is asked for, in place of the dialog that would wait for its end."""
    noted: Asked = []

    def note(dialog: HistoryDialog) -> int:
        noted.append((dialog.view.query.record, dialog.heading.text()))
        return 0

    monkeypatch.setattr(HistoryDialog, "exec", note)
    return noted


def _shown(qtbot: QtBot, screen: Screen) -> Screen:
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.refresh()
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def test_f7_on_a_persons_page_shows_the_history_of_what_the_tab_shows(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], asked: Asked
) -> None:
    header = person_header(desk, people["Қасымова"])
    assert header is not None
    assert header.stay is not None
    plan = start_plan(desk, header.stay.id)
    assert isinstance(plan, Saved)
    page = PersonScreen(desk, people["Қасымова"])
    _shown(qtbot, page)
    print_form(desk, "annex-3", people["Қасымова"], Language.KK)
    shown = (("file", "personal_file"), ("movements", "stay"), ("printed", "printout"), ("plan", "plan"))
    for tab, table in shown:
        page.show_tab(tab)
        page.commands[Command.HISTORY]()
        record, heading = asked[-1]
        assert record is not None
        assert record.table == table
        assert heading.startswith("Тарих: ")
    assert asked[-1][0] == Record("plan", plan.id)
    page.show_tab("overview")
    page.commands[Command.HISTORY]()
    front = page.tab()
    assert front is not None
    assert front.code == "history"


def test_f7_on_the_schedules_of_home_visits_shows_the_history_of_the_stay(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], asked: Asked
) -> None:
    visits = VisitsScreen(desk)
    _shown(qtbot, visits)
    visits.commands[Command.HISTORY]()
    assert asked == []
    visits.show_part(SCHEDULES)
    visits.commands[Command.HISTORY]()
    ((record, heading),) = asked
    assert record is not None
    assert (record.table, "Петренко" in heading) == ("stay", True)


def test_f7_on_a_stored_round_shows_its_history_and_on_one_to_come_the_persons(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], asked: Asked
) -> None:
    page = PersonScreen(desk, people["Қасымова"], "monitoring")
    _shown(qtbot, page)
    page.commands[Command.HISTORY]()
    front = page.tab()
    assert front is not None
    assert (asked, front.code) == ([], "history")


@pytest.mark.parametrize(
    ("section", "table", "of_one"),
    [
        ("organisation", "organisation", False),
        ("units", "unit", True),
        ("staff", "staff", True),
        ("signatories", "signatory", True),
        ("users", "user", True),
        ("questionnaires", "questionnaire", False),
        ("calendar", "calendar_day", False),
    ],
)
def test_every_list_of_the_settings_leads_to_the_history_of_its_records(
    qtbot: QtBot, desk: Desk, staff: Mapping[str, UUID], asked: Asked, section: str, table: str, of_one: bool
) -> None:
    settings = SettingsScreen(desk)
    _shown(qtbot, settings)
    settings.show_section(section).history.click()
    settings.commands[Command.HISTORY]()
    assert len(asked) == 2
    record, _heading = asked[0]
    assert record is not None
    assert (record.table, record.id is not None) == (table, of_one)


def test_an_order_and_a_place_in_the_queue_have_their_history(qtbot: QtBot, desk: Desk, asked: Asked) -> None:
    orders = OrdersScreen(desk)
    _shown(qtbot, orders)
    orders.commands[Command.HISTORY]()
    assert asked == []  # nothing is chosen
    write(qtbot, orders, "Ауысым туралы")
    orders.history.click()
    queue = QueueScreen(desk)
    _shown(qtbot, queue)
    queue.commands[Command.HISTORY]()
    assert [record.table for record, _heading in asked if record is not None] == ["head_order", "stay"]


def test_one_takes_an_earlier_action_of_ones_own_back_and_the_screen_below_is_read_again(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    added = save_person(desk, None, PersonDraft(surname="Сейітов"))
    assert isinstance(added, Saved)
    assert isinstance(save_person(desk, None, PersonDraft(surname="Ли")), Saved)
    monkeypatch.setattr(history_view, "confirm", lambda *_asked, **_values: True)
    below = _Below()
    _shown(qtbot, below)
    was, told = below.read, []
    below.saved.connect(lambda text, _undo: told.append(text))

    def choose_the_second() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        dialog.view.table.selectRow(1)
        assert not dialog.view.take_back.isHidden()
        dialog.view.take_back.click()
        assert dialog.view.query == HistoryQuery(user_id=desk.user.id, changing=True)
        dialog.accept()

    QTimer.singleShot(0, below, choose_the_second)
    show_own_actions(below, desk)
    assert person_header(desk, added.id) is None
    assert (below.read, told) == (was + 1, ["Кері қайтарылды"])


class _Below(Screen):
    """A screen that counts how often it was read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def refresh(self) -> None:
        """Count."""
        self.read += 1


def test_the_whole_history_is_narrowed_to_who_also_only_looked(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    open_person(desk, people["Омаров"])
    screen = HistoryScreen(desk)
    _shown(qtbot, screen)
    before = screen.view.table.pages.rowCount()
    screen.views.box.click()
    assert screen.view.table.pages.rowCount() == before + 1
    row = screen.view.table.pages.row_at(0)
    assert row is not None
    assert row.about.startswith("Омаров")
    screen.since.set_value(desk.today.replace(year=2099))
    screen.since.changed.emit()
    assert screen.view.table.pages.rowCount() == 0


@pytest.mark.parametrize("language", Language)
def test_a_code_from_paper_is_compared_with_the_entry_it_names(
    qtbot: QtBot, dressed: QApplication, desk: Desk, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    switch_language(dressed, language)
    section = HistorySection(desk)
    _shown(qtbot, section)
    head = last_entry(desk)
    said: list[str] = []
    assert head.code in section.last.text()
    monkeypatch.setattr(
        "ssu_desktop.screens.settings_history.tell",
        lambda _over, title, *_text, **_values: said.append(title),
    )
    answers: list[list[str]] = []

    def compare(dialog: FormDialog) -> int:
        for entry, code in (("x", ""), (str(head.seq), "0000"), (str(head.seq), head.code)):
            dialog.fields["entry"].set_value(entry)
            dialog.fields["code"].set_value(code)
            dialog.submit()
            answers.append([one for one in ("entry", "code") if dialog.fields[one].error.text()])
        return 0

    monkeypatch.setattr(FormDialog, "exec", compare)
    section.compare.click()
    assert answers[:2] == [["entry"], ["code"]]
    assert said == ["The paper and the history agree"]

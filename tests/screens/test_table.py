"""Lists: pages on demand, opened with Enter, their place kept."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_, Language, _
from ssu_desktop.records.kinds import Status
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.pages import PAGE, Column, ColumnKind
from ssu_desktop.screens.table import PagedTable, shared_widths
from ssu_desktop.screens.words import switch_language

COLUMNS: list[Column[int]] = [
    Column(title="", value=lambda n: Tone.LATE if n % 2 else Tone.DONE, kind=ColumnKind.DOT, width=28),
    Column(
        title=N_("Surname"), value=lambda n: f"Адам {n}", kind=ColumnKind.STRONG, stretch=True, sort="name"
    ),
    Column(title=N_("Admitted"), value=lambda n: date(2026, 3, 1 + n % 28), kind=ColumnKind.DATE),
    Column(
        title=N_("Suspended|state"),
        value=lambda _n: Chip(_(Status.AWAY.msgid), Tone.SOON),
        kind=ColumnKind.CHIP,
        spare=True,
    ),
    Column(title=N_("Sum"), value=lambda n: n, kind=ColumnKind.NUMBER, width=60),
    Column(title="", value=lambda _n: "12(3)", kind=ColumnKind.LINK, width=90),
]


class People:
    """A list of numbers that remembers what it was asked for."""

    def __init__(self, total: int) -> None:
        self.numbers = list(range(total))
        self.asked: list[tuple[int, int]] = []

    def load(self, offset: int, limit: int) -> list[int]:
        self.asked.append((offset, limit))
        return self.numbers[offset : offset + limit]

    def count(self) -> int:
        return len(self.numbers)


def shown(qtbot: QtBot, people: People, width: int = 800) -> PagedTable[int]:
    table = PagedTable(COLUMNS, people.load, people.count, key=lambda n: n)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.refresh()
    with qtbot.waitExposed(table):
        table.show()
    return table


def test_a_hundred_thousand_rows_are_never_read_whole(qtbot: QtBot) -> None:
    people = People(100_000)
    table = shown(qtbot, people)
    table.grab()
    assert {offset for offset, _limit in people.asked} == {0}
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    table.grab()
    assert max(offset for offset, _limit in people.asked) == 100_000 - PAGE
    assert len(people.asked) < 10


def test_enter_and_a_double_click_open_the_row(qtbot: QtBot) -> None:
    table = shown(qtbot, People(10))
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [1]
    place = table.visualRect(table.pages.index(3, 1)).center()
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [3]


def test_a_click_on_the_article_is_told_with_its_row(qtbot: QtBot) -> None:
    table = shown(qtbot, People(10))
    place = table.visualRect(table.pages.index(2, 5)).center()
    with qtbot.waitSignal(table.linked) as linked:
        qtbot.mouseMove(table.viewport(), QPoint(place))
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert linked.args == [2, 5]


def test_refresh_keeps_the_row_though_others_came_before_it(qtbot: QtBot) -> None:
    people = People(200)
    table = shown(qtbot, people)
    table.selectRow(40)
    people.numbers.insert(0, 999)
    table.refresh()
    assert (table.current(), table.currentIndex().row()) == (40, 41)


def test_refresh_keeps_the_scroll_place(qtbot: QtBot) -> None:
    table = shown(qtbot, People(500))
    table.verticalScrollBar().setValue(1700)
    table.refresh()
    assert table.verticalScrollBar().value() == 1700


def test_a_click_on_a_heading_asks_for_the_order_and_a_second_one_turns_it(qtbot: QtBot) -> None:
    table = shown(qtbot, People(10))
    header = table.horizontalHeader()
    place = QPoint(header.sectionPosition(1) + 20, header.height() // 2)
    asked: list[tuple[str, bool]] = []
    table.sorted_by.connect(lambda word, descending: asked.append((word, descending)))
    for _time in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("name", False), ("name", True)]


def test_an_empty_list_teaches_and_its_button_acts(qtbot: QtBot) -> None:
    table = shown(qtbot, People(0))
    table.empty.teach(N_("Find a person"), N_("Undo"))
    assert table.empty.isVisible()
    with qtbot.waitSignal(table.empty.asked):
        qtbot.mouseClick(table.empty.action, Qt.MouseButton.LeftButton)


def test_an_export_gets_what_is_shown_in_the_language_of_the_moment(qtbot: QtBot, qapp: QApplication) -> None:
    table = shown(qtbot, People(120))
    switch_language(qapp, Language.RU)
    titles, rows = table.shown()
    first, *others = rows
    assert titles[1] == _("Admitted")
    assert first == ["Адам 0", date(2026, 3, 1), _(Status.AWAY.msgid), 0]
    assert len(others) == 119


def test_a_short_list_is_as_tall_as_its_rows(qtbot: QtBot) -> None:
    table = shown(qtbot, People(3))
    table.fit(heading=False)
    assert table.height() == 3 * table.verticalHeader().defaultSectionSize() + 2


@pytest.mark.parametrize(("room", "left_out"), [(900, False), (430, True), (200, True)])
def test_where_there_is_little_room_spare_columns_go_and_words_grow_narrower(
    room: int, left_out: bool
) -> None:
    widths = shared_widths(COLUMNS, room)
    assert (widths[3] == 0) is left_out
    if room > 200:
        assert widths[2] == 120
        assert abs(sum(widths) - room) <= len(widths)

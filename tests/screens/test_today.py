"""The first screen: groups of duties, the law behind them, the way to where they are done."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import set_language
from ssu_desktop.actions.person import open_person
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.duty import Duty, Place
from ssu_desktop.screens.chips import Tone
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.today import TodayScreen, kept_page, today_badge
from ssu_desktop.screens.today_lines import Group, Line, Part, placed
from ssu_desktop.screens.today_words import short_name, when_chip

TODAY = date(2026, 3, 12)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> TodayScreen:
    """The screen as it is first seen."""
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: Desk) -> TodayScreen:
    made = TodayScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def groups(screen: TodayScreen) -> list[str]:
    return [entry.title for entry in screen.list.due.entries if isinstance(entry, Group)]


def lines(screen: TodayScreen) -> list[Line]:
    return [entry for entry in screen.list.due.entries if isinstance(entry, Line)]


def duty_line(due: date | None, *, paused: bool = False) -> TodayLine:
    key = UUID(int=1)
    return TodayLine(
        duty=Duty(code="x", text="x", place=Place.PLAN, due=due, paused=paused),
        person_id=key,
        stay_id=key,
        name="Қасымова Айгүл Болатқызы",
        unit_id=key,
        unit_kk="Стационар",
        unit_ru="Стационар",
        unit_kind=UnitKind.STATIONARY,
        days=None if due is None else (TODAY - due).days,
    )


def test_what_is_overdue_comes_first_and_the_heading_names_the_day(screen: TodayScreen) -> None:
    assert screen.header.title.text() == "Бүгін, 2026 жылғы 12 наурыз, бейсенбі"
    assert groups(screen)[0] == "Мерзімі өтті"
    assert lines(screen)[0].when.tone is Tone.LATE
    counts = [entry.count for entry in screen.list.due.entries if isinstance(entry, Group)]
    assert sum(counts) == len(lines(screen))


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (2, "2 күн кешікті", Tone.LATE),
        (0, "бүгін", Tone.SOON),
        (-1, "ертең", Tone.SOON),
        (-2, "14 наурыз, сб", Tone.NEUTRAL),
        (-20, "1 сәуір", Tone.NEUTRAL),
    ],
)
def test_how_late_a_line_is_stands_in_words(days: int, words: str, tone: Tone) -> None:
    chip = when_chip(duty_line(TODAY - timedelta(days=days)), TODAY)
    assert (chip.text, chip.tone) == (words, tone)


def test_a_duty_of_one_who_is_away_is_paused_and_one_without_a_date_says_nothing() -> None:
    assert when_chip(duty_line(TODAY, paused=True), TODAY).text == "кідіртілді"
    assert when_chip(duty_line(None), TODAY).text == ""


def test_enter_opens_the_tab_where_it_is_done(qtbot: QtBot, screen: TodayScreen) -> None:
    line = screen.list.current_key()
    assert isinstance(line, TodayLine)
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.list, Qt.Key.Key_Return)
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    assert page.person_id == line.person_id


def test_the_cursor_walks_over_the_headings_of_groups(qtbot: QtBot, screen: TodayScreen) -> None:
    seen = [screen.list.current_key()]
    for _step in lines(screen)[1:]:
        qtbot.keyClick(screen.list, Qt.Key.Key_Down)
        seen.append(screen.list.current_key())
    assert seen == [line.key for line in lines(screen)]


def test_the_article_shows_its_own_words_and_their_meaning(qtbot: QtBot, screen: TodayScreen) -> None:
    line = next(line for line in lines(screen) if line.article.startswith("12-тармақ 3)"))
    assert isinstance(line.key, TodayLine)
    popover = screen.show_law(line.key, QPoint(0, 0))
    assert popover is not None
    told = "\n".join(label.text() for label in popover.findChildren(QLabel))
    assert "12-тармақ 3)" in told
    assert "жұмыс күн" in told or "күн ішінде" in told
    popover.close()


def test_a_click_on_the_article_asks_for_it_and_one_on_open_opens(qtbot: QtBot, screen: TodayScreen) -> None:
    index = screen.list.currentIndex()
    place = screen.list.visualRect(index)
    places = placed(place.width())
    at = {part: QPoint(place.left() + left + 8, place.center().y()) for part, (left, _w) in places.items()}
    with qtbot.waitSignal(screen.list.asked):
        qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=at[Part.ARTICLE])
    with qtbot.waitSignal(screen.opens):
        qtbot.mouseClick(screen.list.viewport(), Qt.MouseButton.LeftButton, pos=at[Part.OPEN])


def test_the_week_leaves_out_what_is_due_later(qtbot: QtBot, screen: TodayScreen) -> None:
    later = "Кейін, 30 күн ішінде"
    assert later in groups(screen)
    qtbot.mouseClick(screen.span.button("week"), Qt.MouseButton.LeftButton)
    assert later not in groups(screen)


def test_a_unit_shows_its_own_duties_and_its_own_card(screen: TodayScreen, units: Mapping[str, UUID]) -> None:
    screen.unit.set_value(units["T"])
    screen.unit.changed.emit()
    assert {line.who for line in lines(screen)} == {"Ким Елена В."}
    assert screen.cards.count() == 2


def test_the_cards_count_places_and_name_who_is_first_in_the_queue(screen: TodayScreen) -> None:
    told = [label.text() for label in screen.findChildren(QLabel)]
    assert "3 / 50" in told
    assert "бос орын: 47" in told
    assert "бірінші: Дүйсенов М. Қ." in told


def test_the_page_is_read_anew_after_a_change_and_not_because_somebody_looked(desk: Desk) -> None:
    read = kept_page(desk)
    before = read()
    open_person(desk, before.overdue[0].person_id)
    assert read() is before
    assert isinstance(set_language(desk, Language.RU), Desk)
    assert read() is not before


def test_the_badge_counts_what_is_overdue_in_red(desk: Desk) -> None:
    badge = today_badge(kept_page(desk))()
    assert badge is not None
    assert badge.tone is Tone.LATE
    assert badge.count >= 1


def test_where_there_is_little_room_less_is_said(screen: TodayScreen) -> None:
    screen.resize(700, 716)
    assert screen.header.title.text() == "Бүгін, 12 наурыз"
    assert Part.UNIT not in placed(700)


def test_the_screen_speaks_russian_at_once(screen: TodayScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.header.title.text() == "Сегодня, 12 марта 2026 года, четверг"
    assert groups(screen)[0] == "Просрочено"
    assert "опоздание" in lines(screen)[0].when.text


def test_before_anyone_came_the_screen_teaches(qtbot: QtBot, screen: TodayScreen) -> None:
    page = screen.page
    assert page is not None
    screen.page = replace(page, overdue=(), soon=(), undated=(), units=(), queued=0, first_in_queue="")
    screen.retranslate()
    assert screen.empty.isVisible()
    assert not screen.list.isVisible()
    assert screen.empty.action.isVisible()
    with qtbot.waitSignal(screen.opens):
        qtbot.mouseClick(screen.add_person, Qt.MouseButton.LeftButton)


def test_a_name_is_shortened_to_what_tells_people_apart() -> None:
    assert short_name("Қасымова Айгүл Болатқызы") == "Қасымова Айгүл Б."
    assert short_name("Қасымова Айгүл Болатқызы", initials=True) == "Қасымова А. Б."
    assert short_name("Ли") == "Ли"

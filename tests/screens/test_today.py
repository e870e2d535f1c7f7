"""The first screen: groups of duties, the law behind them, the way to where they are done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.assignment import assign, responsible_of
from ssu_desktop.actions.calendar import confirm_year
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.organisation import set_language
from ssu_desktop.actions.person import open_person
from ssu_desktop.actions.today import TodayLine, TodayPage, obligations
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import PlanState, RoundKind, Status, StayLength, UnitKind
from ssu_desktop.rules.duty import Duty, MarkStand, OpenRound, Place, PlanStand, StayFacts
from ssu_desktop.rules.today import duties
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.chips import Tone
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.today import TodayScreen, kept_page, today_badge
from ssu_desktop.screens.today_lines import Group, Line, Part, placed
from ssu_desktop.screens.today_list import Unworded
from ssu_desktop.screens.today_words import entries_of, short_name, when_chip
from ssu_desktop.screens.unit_page import UnitPage

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize("by_key", [True, False])
def test_the_card_of_a_unit_opens_its_page(
    qtbot: QtBot, screen: TodayScreen, units: Mapping[str, UUID], by_key: bool
) -> None:
    assert screen.page is not None
    number, unit = next(one for one in enumerate(screen.page.units) if one[1].unit_id == units["S"])
    card = cards(screen)[number]
    assert card.accessibleName().startswith(f"{unit.name_kk}: ")
    with qtbot.waitSignal(screen.opens) as opened:
        if by_key:
            card.setFocus()
            qtbot.keyClick(card, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened.args is not None
    (page,) = opened.args
    assert isinstance(page, UnitPage)
    qtbot.addWidget(page)
    assert page.unit_id == units["S"]


def cards(screen: TodayScreen) -> list[QWidget]:
    """Return the cards below the list."""
    items = (screen.cards.itemAt(number) for number in range(screen.cards.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


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
    assert "рабочих дней" in told or "календарных дней" in told  # the meaning in the other language too
    popover.close()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("plan-draft", "күнтізбелік он төрт күн ішінде"),
        ("plan-fill", "кейінгі бес жұмыс күні ішінде толтырылады"),
        ("plan-renew", "аяқталған күннен бастап бір жұмыс күні ішінде"),
        ("round", "тоқсанына бір реттен жиі емес"),
        ("round-entry", "мониторингтен кейін бір жұмыс күні ішінде енгізіледі"),
        ("marks", "белгілер ай сайын енгізіледі"),
        ("binding", "жеке папкада бірге тігіледі"),
        ("stay-limit", "үш айға дейінгі мерзімге"),
        ("disability-ends", "мүгедектік туралы анықтаманың көшірмесі"),
        ("originals-return", "тұратын адамның жазбаша келісімімен"),
        ("arrival", "белгіленген мерзімде келмеген жағдайда"),
    ],
)
def test_the_article_of_a_duty_tells_the_rule_that_it_rests_on_and_no_other(
    desk: Desk, code: str, words: str
) -> None:
    """Paragraphs 12(1) to 12(4) hold up to ten rules each."""
    (told,) = {
        explaining(desk)(duty.article)
        for duty in _duties_of_all_kinds(desk)
        if duty.code == code and duty.article is not None
    }
    assert told is not None
    assert words in told.text
    assert "\n" not in told.text + told.meaning + told.in_other


def _duties_of_all_kinds(desk: Desk) -> Iterator[Duty]:
    """Yield what is due of one who is here, of one whose year is over, and of one who is expected."""
    begun, over = date(2026, 3, 2), date(2025, 3, 4)
    new = StayFacts(
        stay_id=UUID(int=1),
        unit_kind=UnitKind.STATIONARY,
        status=Status.RECEIVING,
        admitted_on=begun,
        length=StayLength.TEMPORARY,
        disability_until=TODAY,
        originals=1,
    )
    plan = PlanStand(
        id=UUID(int=2),
        number=1,
        version=1,
        state=PlanState.APPROVED,
        period_from=over,
        period_until=date(2026, 3, 3),
    )
    whole = replace(
        new,
        admitted_on=over,
        length=StayLength.PERMANENT,
        plans=(plan,),
        open_rounds=(OpenRound(1, RoundKind.MONTHS_9, date(2025, 12, 4)),),
        marks={1: MarkStand(activities=((None, None),), first_change=date(2026, 1, 1))},
    )
    draft = replace(new, plans=(replace(plan, state=PlanState.DRAFT, period_from=begun),))
    expected = replace(new, status=Status.QUEUED, admitted_on=None, arrival_due=TODAY)
    for facts in (new, whole, draft, expected):
        yield from duties(facts, desk.law, desk.calendar, TODAY)


def test_the_article_of_missing_documents_names_them_all_and_nothing_else(
    desk: Desk, people: Mapping[str, UUID]
) -> None:
    missing = next(line for line in obligations(desk) if line.duty.code == "document-missing")
    assert missing.article is not None
    told = explaining(desk)(missing.article)
    assert told is not None
    papers = [row for row in desk.law.documents(missing.unit_kind, None, TODAY) if row.stage == "file"]
    assert told.text.splitlines() == [row.kk for row in papers]


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


def test_the_week_ahead_reaches_seven_days_on_whatever_the_weekday(desk: Desk) -> None:
    friday = date(2026, 3, 13)
    lines = {
        n: replace(duty_line(friday + timedelta(days=n)), days=-n, person_id=UUID(int=n)) for n in range(10)
    }
    page = TodayPage(
        day=friday, overdue=(), soon=tuple(lines.values()), undated=(), units=(), queued=0, first_in_queue=""
    )
    shown = list(entries_of(page, whole_month=False, narrow=False))
    assert [entry.title for entry in shown if isinstance(entry, Group)] == [
        "Осы аптада",
        "Кейін, 7 күн ішінде",
    ]
    assert [entry.key for entry in shown if isinstance(entry, Unworded)] == [lines[n] for n in range(8)]


def test_a_unit_shows_its_own_duties_and_its_own_card(screen: TodayScreen, units: Mapping[str, UUID]) -> None:
    screen.unit.set_value(units["T"])
    screen.unit.changed.emit()
    assert {line.who for line in lines(screen)} == {"Ким Елена В.", ""}  # its internal rules are missing
    assert screen.cards.count() == 2


def test_the_month_takes_the_room_of_the_cards(qtbot: QtBot, screen: TodayScreen) -> None:
    shown = screen.cards.count()
    screen.span.button("calendar").click()
    assert (shown > 0, screen.cards.count()) == (True, 0)
    screen.span.button("month").click()
    assert screen.cards.count() == shown


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
    nothing = replace(page, overdue=(), soon=(), undated=(), of_units=())
    screen.page = replace(nothing, units=(), queued=0, first_in_queue="")
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


def day_line(day: date, screen: TodayScreen) -> list[str]:
    """Return what is shown as due on a day of the calendar."""
    screen.show_day(day)
    return [line.what for line in lines(screen)]


def test_the_calendar_shows_how_much_is_due_on_each_day_and_the_chosen_days_lines(
    qtbot: QtBot, screen: TodayScreen
) -> None:
    assert screen.month.isHidden()
    qtbot.mouseClick(screen.span.button("calendar"), Qt.MouseButton.LeftButton)
    assert screen.month.isVisible()
    counts = screen.month.grid.counts
    assert counts
    for day, count in counts.items():
        assert len(day_line(day, screen)) == count
    quiet = next(TODAY + timedelta(days=n) for n in range(-9, 19) if TODAY + timedelta(days=n) not in counts)
    assert day_line(quiet, screen) == []
    assert screen.empty.isVisible()


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Right, date(2026, 3, 13)),
        (Qt.Key.Key_Up, date(2026, 3, 5)),
        (Qt.Key.Key_PageDown, date(2026, 4, 12)),
        (Qt.Key.Key_PageUp, date(2026, 2, 12)),
    ],
)
def test_keys_walk_over_the_calendar(qtbot: QtBot, screen: TodayScreen, key: Qt.Key, day: date) -> None:
    qtbot.mouseClick(screen.span.button("calendar"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(screen.month.grid, key)
    assert screen.day == screen.month.grid.day == day
    if day.month == 4:
        assert screen.month.name.text() == "2026 жылғы сәуір"


def test_a_click_chooses_the_day_under_the_mouse(qtbot: QtBot, screen: TodayScreen) -> None:
    qtbot.mouseClick(screen.span.button("calendar"), Qt.MouseButton.LeftButton)
    grid = screen.month.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.place_of(date(2026, 3, 31)).center().toPoint())
    assert screen.day == date(2026, 3, 31)


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_the_day_of_the_heading_is_read_whole(
    qtbot: QtBot, letters: Callable[[int], None], desk: Desk, scale: int
) -> None:
    letters(scale)
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    screen.resize({100: 1171, 125: 1123, 150: 1074}[scale], 700)
    screen.refresh()
    with qtbot.waitExposed(screen):
        screen.show()
    assert "12 наурыз" in screen.header.title.text()
    assert screen.header.title.width() >= screen.header.title.sizeHint().width()


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_a_month_of_six_weeks_and_the_lines_of_its_day_stand_in_the_window(
    qtbot: QtBot, letters: Callable[[int], None], desk: Desk, scale: int
) -> None:
    letters(scale)
    screen = TodayScreen(desk)
    qtbot.addWidget(screen)
    screen.resize({100: 1171, 125: 1123, 150: 1074}[scale], {100: 715, 125: 702, 150: 691}[scale])
    screen.refresh()
    with qtbot.waitExposed(screen):
        screen.show()
    assert screen.cards.count() > 0
    qtbot.mouseClick(screen.span.button("calendar"), Qt.MouseButton.LeftButton)
    assert screen.month.grid.sizeHint().height() > scaled(6 * 20)
    assert screen.minimumSizeHint().height() <= screen.height()
    qtbot.mouseClick(screen.span.button("month"), Qt.MouseButton.LeftButton)
    assert screen.cards.count() > 0


@pytest.fixture
def fills(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the form of putting off be filled in with a reason in place of a user."""

    def arrange(reason: str) -> None:
        def run(dialog: FormDialog) -> int:
            dialog.show()
            dialog.fields["reason"].set_value(reason)
            dialog.go.click()
            return dialog.result()

        monkeypatch.setattr(FormDialog, "exec", run)

    return arrange


def test_a_duty_is_put_off_with_a_reason_stands_apart_and_is_taken_up_again(
    qtbot: QtBot,
    screen: TodayScreen,
    fills: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = groups(screen)
    chosen = screen.list.current_key()
    assert isinstance(chosen, TodayLine)
    fills("дәрігер демалыста")
    with qtbot.waitSignal(screen.saved):
        qtbot.mouseClick(screen.put_off, Qt.MouseButton.LeftButton)
    assert "Кейінге қалдырылған" in groups(screen)
    apart = next(line for line in lines(screen) if isinstance(line.key, TodayLine) and line.key.put_off)
    assert apart.when.text == "19.03.2026 дейін қалдырылды"
    assert "дәрігер демалыста" in apart.told
    screen.list.setCurrentIndex(screen.list.due.index(screen.list.due.given.index(_given(screen, apart))))
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    with qtbot.waitSignal(screen.saved):
        screen.commands[Command.EDIT]()
    assert groups(screen) == before


def _given(screen: TodayScreen, line: Line) -> object:
    return next(one for one in screen.list.due.given if getattr(one, "key", None) is line.key)


def test_the_form_of_putting_off_asks_for_a_reason(screen: TodayScreen, fills: Callable[[str], None]) -> None:
    fills("")
    before = groups(screen)
    screen.ask_put_off()
    assert groups(screen) == before


def test_a_member_of_staff_sees_only_those_answered_for(
    screen: TodayScreen, desk: Desk, staff: Mapping[str, UUID]
) -> None:
    line = next(line.key for line in lines(screen) if isinstance(line.key, TodayLine) and line.key.stay_id)
    somebody = next(iter(staff.values()))
    assert line.stay_id is not None
    assert isinstance(assign(desk, line.stay_id, somebody), Saved)
    assert responsible_of(desk, line.stay_id) == somebody
    screen.staff.refresh()
    screen.staff.set_value(somebody)
    screen.refresh()
    shown = [line.key for line in lines(screen) if isinstance(line.key, TodayLine)]
    assert {one.stay_id for one in shown} == {line.stay_id}
    assert isinstance(assign(desk, line.stay_id, None), Saved)
    assert responsible_of(desk, line.stay_id) is None


def test_an_unconfirmed_calendar_is_told_beside_the_date_and_leads_to_the_settings(
    qtbot: QtBot, screen: TodayScreen, desk: Desk
) -> None:
    assert any(line.when.text.endswith(" ?") for line in lines(screen))
    assert screen.unsure.isVisible()
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.mouseClick(screen.unsure, Qt.MouseButton.LeftButton)
    assert isinstance(opened.args[0], SettingsScreen)
    qtbot.addWidget(opened.args[0])
    confirm_year(desk, 2026)
    screen.refresh()
    assert not any(line.when.text.endswith(" ?") for line in lines(screen))
    assert screen.unsure.isHidden()


def test_the_list_that_is_seen_is_printed(
    qtbot: QtBot, screen: TodayScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[ListDialog] = []

    def run(dialog: ListDialog) -> int:
        made.append(dialog)
        return 0

    monkeypatch.setattr(ListDialog, "exec", run)
    qtbot.mouseClick(screen.print, Qt.MouseButton.LeftButton)
    (dialog,) = made
    qtbot.addWidget(dialog)
    dialog.show()
    text = "".join(PdfDocument(dialog.preview.data)[0].get_textpage().get_text_bounded().split())
    assert "Алдағыкүндердеатқарылатыністер" in text
    first = next(iter(lines(screen)))
    assert "".join(first.what.split()) in text
    monkeypatch.setattr(
        "ssu_desktop.screens.print_dialog.choose_target", lambda *_told: tmp_path / "list.pdf"
    )
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.printed is not None

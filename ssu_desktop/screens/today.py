"""The first screen: what is due, for whom, how late, by which article; and how full the units are."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.today import TodayLine, TodayPage, own_place, today_page
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import day_and_month, long
from ssu_desktop.rules.day import monday_of
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.plan import plan_end
from ssu_desktop.screens.cards import Footer, Header, button, page
from ssu_desktop.screens.chips import Segments, Tone
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.filters import staff_filter, unit_filter
from ssu_desktop.screens.findings import show_article
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.rail import Badge
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.today_cards import queue_card, unit_card
from ssu_desktop.screens.today_lines import Group, Line, is_narrow
from ssu_desktop.screens.today_list import DueList, Unworded
from ssu_desktop.screens.today_month import DueMonth
from ssu_desktop.screens.today_words import entries_of, group, running

_NARROW_COLUMNS = 3
_WHOLE_DATE = 1040  # at 100 %: below, the heading has no room for year and weekday
_LEAST_LIST, _BELOW_MONTH = 150, 68
_WEEK, _MONTH, _CALENDAR = "week", "month", "calendar"


class TodayScreen(Screen):
    """Duties in groups, the overdue first; a line opens the tab of the person where it is done."""

    title_msgid = N_("Today")
    help_topic = "today"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, read: Callable[[], TodayPage] | None = None
    ) -> None:
        """`read` gives the page of all units, where it is shared with the rail."""
        super().__init__(parent)
        self.desk = desk
        self._read = read or partial(today_page, desk)
        self.page: TodayPage | None = None
        self.explain = explaining(desk)
        self.header, self.list, self.empty = Header(), DueList(), EmptyState()
        self.unit, self.staff = unit_filter(desk), staff_filter(desk)
        self.span = Segments([(_WEEK, ""), (_MONTH, ""), (_CALENDAR, "")])
        self.span.choose(_MONTH)
        self.month, self.day = DueMonth(desk.today), desk.today
        self.put_off, self.print, self.unsure = button(), button(), button("link")
        self.cards, self.tools = QGridLayout(), QWidget()
        self._narrow = False
        self._lay_out()
        self._listen()
        self._begin_at_home()

    def _lay_out(self) -> None:
        self.words.say(self.span.button(_WEEK).setText, N_("Week|span"))
        self.words.say(self.span.button(_MONTH).setText, N_("Month|span"))
        self.words.say(self.span.button(_CALENDAR).setText, N_("Calendar|span"))
        self.words.say(self.put_off.setText, N_("Put off…  F2"))
        self.words.say(self.print.setText, N_("Print  F9"))
        for choice in (self.unit, self.staff):
            choice.setFixedWidth(scaled(178))
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        for tool in (self.unit, self.staff, self.span):
            row.addWidget(tool)
        self.header.add(self.tools)
        self.cards.setSpacing(scaled(14))
        footer = Footer()
        footer.add_left(self.put_off, self.print)
        footer.add(self.unsure)
        self.column = column = page(self)
        column.setSpacing(scaled(8))
        column.addWidget(self.header)
        column.addWidget(self.month)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(footer)
        column.addSpacing(scaled(4))
        column.addLayout(self.cards)
        self.add_person = button("primary")
        self.words.say(self.add_person.setText, N_("Add a person  Ins"))
        self.empty.column.insertWidget(3, self.add_person, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.list)

    def _listen(self) -> None:
        self.list.opened.connect(self.open_line)
        self.list.asked.connect(self.show_law)
        self.unit.changed.connect(self.refresh)
        self.staff.changed.connect(self.refresh)
        self.span.chosen.connect(lambda _code: self._respan())
        self.month.chosen.connect(self.show_day)
        self.put_off.clicked.connect(self.ask_put_off)
        self.print.clicked.connect(self.open_print)
        self.unsure.clicked.connect(lambda: self._open_settings("calendar"))
        self.add_person.clicked.connect(self.add)
        self.empty.asked.connect(self.bring_in)
        self.commands |= {
            Command.ADD: self.add,
            Command.EDIT: self.ask_put_off,
            Command.PRINT: self.open_print,
        }
        offers = {
            N_("Put a duty off"): (self.put_off, Command.EDIT),
            N_("Add a person"): (self.add_person, Command.ADD),
        }
        offer_allowed(self.desk, self, offers)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, Command.PRINT)}, of_many=True)

    def _begin_at_home(self) -> None:
        """Begin with the unit where the user works."""
        unit, _staff = own_place(self.desk)
        if unit is not None:
            self.unit.set_value(unit)

    def refresh(self) -> None:
        """Read what is due again; the place in the list stays."""
        self.unit.refresh()
        self.staff.refresh()
        read = self._page()
        if read is not self.page:  # nothing was changed: the lines stand
            self.page = read
            self._show()

    def _page(self) -> TodayPage:
        unit, staff = self.unit.value(), self.staff.value()
        if self._by_day:
            return today_page(self.desk, unit, staff, until=plan_end(self.day.replace(day=1), 1))
        return self._read() if unit is None and staff is None else today_page(self.desk, unit, staff)

    @property
    def _by_day(self) -> bool:
        return self.span.current() == _CALENDAR

    def _respan(self) -> None:
        self.page = None
        self.refresh()

    def show_day(self, day: date) -> None:
        """Show a day of the calendar and what is due on it."""
        same = (day.year, day.month) == (self.day.year, self.day.month)
        self.day = day
        self._show() if same else self.refresh()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self.month.words.again()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room, as at 150 %."""
        super().resizeEvent(event)
        self._say_heading()
        if is_narrow(self.width()) is not self._narrow:
            self._narrow = is_narrow(self.width())
            if self._narrow:
                self.column.insertWidget(1, self.tools, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.header.add(self.tools)
            self._show()

    def open_line(self, line: TodayLine) -> None:
        """Open the place where the duty is done: a person's page, the settings, the marks, the visits."""
        if line.duty.place is Place.UNIT:
            self._open_unit(line.unit_id)
            return
        if line.duty.place is Place.VISITS and line.due is not None:
            self._open_visits(line.unit_id, line.due)
            return
        if line.person_id is None:
            self._open_settings(line.duty.place.value)
            return
        if line.duty.code == "marks" and line.due is not None:
            self._open_marks(line.unit_id, line.person_id, line.due)
            return
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, line.person_id, line.duty.place.value))

    def _open_marks(self, unit_id: UUID, person_id: UUID, month: date) -> None:
        """Open the unit's marks at the person: there are usually several who wait for the same month."""
        from ssu_desktop.screens.unit_monitoring import MonitoringScreen  # not before it is wanted

        self.opens.emit(MonitoringScreen(self.desk, unit_id, person_id, month))

    def _open_unit(self, unit_id: UUID) -> None:
        from ssu_desktop.screens.unit_page import UnitPage  # not before it is wanted

        self.opens.emit(UnitPage(self.desk, unit_id))

    def _open_visits(self, unit_id: UUID, last: date) -> None:
        """Open the unit's visits of the week that ended on a day."""
        from ssu_desktop.screens.visits import VisitsScreen  # not before it is wanted

        self.opens.emit(VisitsScreen(self.desk, unit_id, monday_of(last)))

    def _open_settings(self, section: str) -> None:
        from ssu_desktop.screens.settings import SettingsScreen  # not before it is wanted

        self.opens.emit(SettingsScreen(self.desk, section=section))

    def add(self) -> None:
        """Open the form of a new person."""
        from ssu_desktop.screens.person_form import PersonForm  # not before it is wanted

        self.opens.emit(PersonForm(self.desk))

    def bring_in(self) -> None:
        """Open the import of the facility's own register."""
        from ssu_desktop.screens.import_register import ImportScreen  # reads workbooks: rare and heavy

        self.opens.emit(ImportScreen(self.desk))

    def ask_put_off(self) -> None:
        """Ask until when the chosen duty is put off; one that is put off is taken up again."""
        line = self.list.current_key()
        if not isinstance(line, TodayLine) or line.on_paper:
            return
        from ssu_desktop.screens.snooze_form import ask_snooze, take_up  # not before it is wanted

        if line.put_off is not None:
            take_up(self, self.desk, line.put_off.id, self._changed)
        else:
            ask_snooze(self, self.desk, line, self._changed)

    def _changed(self, _saved: object = None) -> None:
        from ssu_desktop.screens.undoing import undo_last

        self.refresh()
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.refresh))

    def open_print(self) -> None:
        """Show the list that is seen as pages to print: the week ahead, the month, or a day."""
        from ssu_desktop.actions.printing_lists import ListAsked
        from ssu_desktop.screens.list_dialog import ListDialog  # draws pages: not before it is wanted

        keys = self.list.keys()  # one line stands for all whose plans lie on paper: it is no duty of its own
        shown = [key for key in keys if isinstance(key, TodayLine) and not key.on_paper]
        unit = next((one for one in (self.page.units if self.page else ()) if self.unit.value()), None)
        asked = ListAsked(
            form="due",
            lines=shown,
            unit_kk=unit.name_kk if unit else "",
            unit_ru=unit.name_ru if unit else "",
        )
        ListDialog(self.window(), self.desk, asked).exec()

    def show_law(self, line: TodayLine, corner: QPoint) -> QWidget | None:
        """Show what the article of a line says, its upper left corner at `corner` of the display."""
        if line.article is None:
            return None
        return show_article(self.list, line.article, self.explain, corner)

    def _show(self) -> None:
        if self.page is None:
            return
        self._say_heading()
        shown = list(self._entries(self.page))
        self.month.setVisible(self._by_day)
        self.list.setMinimumHeight(scaled(_BELOW_MONTH if self._by_day else _LEAST_LIST))
        self.list.show_entries(shown)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        nobody = not (self.page.queued or any(unit.present for unit in self.page.units))
        self.empty.teach(_lesson(self.page, self._by_day), N_("Import a register|button") if nobody else "")
        self.add_person.setVisible(nobody)
        whole = N_("? – the calendar of working days is not confirmed, the date may move")
        brief = N_("? – the calendar is not confirmed")
        self.words.say(self.unsure.setText, brief if self._narrow else whole)
        dated = (*self.page.overdue, *self.page.soon)
        self.unsure.setVisible(any(not line.duty.confirmed for line in dated))
        for one in (self.put_off, self.print):
            one.setEnabled(bool(shown))
        self._show_cards(self.page)

    def _show_cards(self, page: TodayPage) -> None:
        empty_out(self.cards)
        if self._by_day:
            return  # the room is the month's
        cards = [
            unit_card(unit, partial(self._open_unit, unit.unit_id), narrow=self._narrow)
            for unit in page.units
        ]
        cards.append(queue_card(page, narrow=self._narrow))
        columns = _NARROW_COLUMNS if self._narrow else len(cards)
        for n, card in enumerate(cards):
            self.cards.addWidget(card, n // columns, n % columns)

    def _entries(self, page: TodayPage) -> Iterable[Group | Line | Unworded]:
        if not self._by_day:
            return entries_of(page, whole_month=self.span.current() == _MONTH, narrow=self._narrow)
        dated = running([*page.overdue, *page.soon])
        counts = Counter(line.due for line in dated if line.due is not None)
        self.month.show_days(self.day, counts, low=self._narrow)
        lines = [line for line in dated if line.due == self.day]
        tone = Tone.LATE if self.day < page.day else Tone.SOON
        return group(long(self.day, spoken()), lines, page.day, tone, narrow=self._narrow)

    def _say_heading(self) -> None:
        day = self.desk.today
        whole = self.width() >= scaled(_WHOLE_DATE)
        told = long(day, spoken()) if whole else day_and_month(day, spoken())
        self.header.title.setText(_(N_("Today, {day}"), day=told))


def _lesson(page: TodayPage, by_day: bool) -> str:
    if by_day:
        return N_("Nothing is due on this day.")
    if page.queued or any(unit.present for unit in page.units):
        return N_("Nothing is due. What the law asks for comes here by itself, a month ahead.")
    return N_("Nobody is here yet. Load the facility's Excel register, or add a person.")


def kept_page(desk: Desk) -> Callable[[], TodayPage]:
    """Return what reads the page of all units: anew after a change or on a new day only.

    The screen and its badge show the same page, and the badge is asked for after every step."""
    known: dict[object, TodayPage] = {}

    def read() -> TodayPage:
        mark = (desk.today, desk.file.changes)
        if mark not in known:
            known.clear()
            known[mark] = today_page(desk)
        return known[mark]

    return read


def today_badge(read: Callable[[], TodayPage]) -> Callable[[], Badge | None]:
    """Return what counts overdue and today's duties of the page for the rail."""
    return lambda: _count(read())


def _count(page: TodayPage) -> Badge | None:
    overdue = len(running(page.overdue))
    due = overdue + sum(line.days == 0 for line in running(page.soon))
    return Badge(due, Tone.LATE if overdue else Tone.NEUTRAL) if due else None

"""The first screen: what is due, for whom, how late, by which article; and how full the units are."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.today import TodayLine, TodayPage, today_page
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import day_and_month, long
from ssu_desktop.screens.cards import Header, button, page
from ssu_desktop.screens.chips import Segments, Tone
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.filters import unit_filter
from ssu_desktop.screens.findings import show_article
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.rail import Badge
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.today_cards import queue_card, unit_card
from ssu_desktop.screens.today_lines import is_narrow
from ssu_desktop.screens.today_list import DueList
from ssu_desktop.screens.today_words import entries_of, running

_NARROW_COLUMNS = 3
_WEEK, _MONTH = "week", "month"


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
        self.unit = unit_filter(desk)
        self.unit.setMaximumWidth(scaled(220))
        self.unit.setMinimumWidth(scaled(180))
        self.span = Segments([(_WEEK, ""), (_MONTH, "")])
        self.span.choose(_MONTH)
        self.cards = QGridLayout()
        self._narrow = False
        self._lay_out()
        self.list.opened.connect(self.open_line)
        self.list.asked.connect(self.show_law)
        self.unit.changed.connect(self.refresh)
        self.span.chosen.connect(lambda _code: self._show())

    def _lay_out(self) -> None:
        self.words.say(self.span.button(_WEEK).setText, N_("Week|span"))
        self.words.say(self.span.button(_MONTH).setText, N_("Month|span"))
        self.header.add(self.unit, self.span)
        self.cards.setSpacing(scaled(14))
        column = page(self)
        column.setSpacing(scaled(8))
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addSpacing(scaled(8))
        column.addLayout(self.cards)
        self.list.setMinimumHeight(scaled(150))
        self.add_person = button("primary")
        self.words.say(self.add_person.setText, N_("Add a person  Ins"))
        self.add_person.clicked.connect(self.add)
        self.commands[Command.ADD] = self.add
        self.empty.asked.connect(self.bring_in)
        self.empty.column.insertWidget(3, self.add_person, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Read what is due again; the place in the list stays."""
        self.unit.refresh()
        unit = self.unit.value()
        read = self._read() if unit is None else today_page(self.desk, unit)
        if read is not self.page:  # nothing was changed: the lines stand
            self.page = read
            self._show()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room, as at 150 %."""
        super().resizeEvent(event)
        if is_narrow(self.width()) is not self._narrow:
            self._narrow = is_narrow(self.width())
            self._show()

    def open_line(self, line: TodayLine) -> None:
        """Open the person's page where the duty is done."""
        if line.person_id is None:
            from ssu_desktop.screens.settings import SettingsScreen  # not before it is wanted

            self.opens.emit(SettingsScreen(self.desk, section=line.duty.place.value))
            return
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, line.person_id, line.duty.place.value))

    def add(self) -> None:
        """Open the form of a new person."""
        from ssu_desktop.screens.person_form import PersonForm  # not before it is wanted

        self.opens.emit(PersonForm(self.desk))

    def bring_in(self) -> None:
        """Open the import of the facility's own register."""
        from ssu_desktop.screens.import_register import ImportScreen  # reads workbooks: rare and heavy

        self.opens.emit(ImportScreen(self.desk))

    def show_law(self, line: TodayLine, corner: QPoint) -> QWidget | None:
        """Show what the article of a line says, its upper left corner at `corner` of the display."""
        if line.article is None:
            return None
        popover = show_article(self.list, line.article, self.explain)
        popover.move(corner)
        return popover

    def _show(self) -> None:
        if self.page is None:
            return
        self._say_heading()
        month = self.span.current() == _MONTH
        entries = list(entries_of(self.page, whole_month=month, narrow=self._narrow))
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        nobody = not (self.page.queued or any(unit.present for unit in self.page.units))
        self.empty.teach(_lesson(self.page), N_("Import a register|button") if nobody else "")
        self.add_person.setVisible(nobody)
        self._show_cards(self.page)

    def _show_cards(self, page: TodayPage) -> None:
        empty_out(self.cards)
        cards = [unit_card(unit, narrow=self._narrow) for unit in page.units]
        cards.append(queue_card(page, narrow=self._narrow))
        columns = _NARROW_COLUMNS if self._narrow else len(cards)
        for n, card in enumerate(cards):
            self.cards.addWidget(card, n // columns, n % columns)

    def _say_heading(self) -> None:
        day = self.desk.today
        told = day_and_month(day, spoken()) if self._narrow else long(day, spoken())
        self.header.title.setText(_(N_("Today, {day}"), day=told))


def _lesson(page: TodayPage) -> str:
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

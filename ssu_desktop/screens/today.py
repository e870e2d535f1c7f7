"""The first screen: what is due, for whom, how late, by which article; and how full the units are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.today import TodayLine, TodayPage, UnitCount, today_page
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import day_and_month, long, short, weekday_short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.law import cite_paragraph
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.cards import Card, Elided, Header, button, page, plain_label
from ssu_desktop.screens.chips import Chip, Segments, Tone
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.filters import unit_filter
from ssu_desktop.screens.findings import article_words, show_article
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.rail import Badge
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.today_list import DueList, Group, Line, Unworded, is_narrow

_NARROW_COLUMNS = 3
_LAST_WEEKDAY = 6
_TWO_LINES = 31  # of the smaller letters of a long name
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
        entries = list(_entries(self.page, whole_month=month, narrow=self._narrow))
        self.list.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        nobody = not (self.page.queued or any(unit.present for unit in self.page.units))
        self.empty.teach(_lesson(self.page), N_("Import a register|button") if nobody else "")
        self.add_person.setVisible(nobody)
        self._show_cards(self.page)

    def _show_cards(self, page: TodayPage) -> None:
        empty_out(self.cards)
        cards = [_unit_card(unit, self._narrow) for unit in page.units]
        cards.append(_queue_card(page, self._narrow))
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


def _entries(page: TodayPage, *, whole_month: bool, narrow: bool) -> Iterable[Group | Line | Unworded]:
    sunday = page.day + timedelta(days=_LAST_WEEKDAY - page.day.weekday())
    soon = _running(page.soon)
    week = [line for line in soon if line.due is not None and line.due <= sunday]
    paused = [line for line in (*page.overdue, *page.soon, *page.undated) if line.duty.paused]
    groups: tuple[tuple[str, Sequence[TodayLine], Tone], ...] = (
        (N_("Overdue"), _running(page.overdue), Tone.LATE),
        (N_("This week"), week, Tone.SOON),
        (N_("Later, within 30 days"), soon[len(week) :] if whole_month else (), Tone.NEUTRAL),
        (N_("Without a date"), _running(page.undated), Tone.NEUTRAL),
        (N_("Paused while the person is away"), paused if whole_month else (), Tone.NEUTRAL),
    )
    for title, lines, tone in groups:
        if lines:
            yield Group(_(title), len(lines))
            worded = partial(_line, today=page.day, tone=tone, narrow=narrow)
            yield from (Unworded(line, worded) for line in lines)
    yield from _from_paper(page)


def _from_paper(page: TodayPage) -> Iterable[Group | Line]:
    """Yield one line a unit of those whose plans may lie on paper; it opens the plan of the first of them."""
    if not page.from_paper:
        return
    why = _(
        N_(
            "These people came in with the old register; whether their papers are in order is not known "
            "here. Their deadlines count from the first plan that is begun in the program."
        )
    )
    everyone = {line.person_id for line in page.from_paper}
    yield Group(_(N_("From the paper register")), len(everyone), why)
    for unit in page.units:
        lines = [line for line in page.from_paper if line.unit_id == unit.unit_id]
        people = {line.person_id for line in lines}
        if lines:
            first = next((line for line in lines if line.duty.place is Place.PLAN), lines[0])
            count = counted(spoken(), len(people), Noun.PERSON)
            yield Line(
                key=first,
                what=_(N_("Without a plan here: {people}"), people=count),
                who=short_name(first.name) if len(people) == 1 else "",
                unit=unit.name(spoken()),
                when=Chip(""),
                tone=Tone.NEUTRAL,
                told=why,
            )


def _running(lines: Sequence[TodayLine]) -> list[TodayLine]:
    """Return the lines of those who are here: nothing runs against one who has left temporarily."""
    return [line for line in lines if not line.duty.paused]


def _line(line: TodayLine, today: date, tone: Tone, *, narrow: bool) -> Line:
    duty = line.duty
    article = ""
    if duty.article is not None:
        article = cite_paragraph(duty.article, spoken()) if narrow else article_words(duty.article)
    what = _(duty.text, **spelt_values(duty.values))
    remarks = [what, ", ".join(filter(None, (line.name, line.unit_name(spoken()))))]
    if duty.paused:
        remarks.append(_(N_("Paused: the person has left temporarily.")))
    if not duty.confirmed:
        remarks.append(_(N_("The calendar of working days is not confirmed: the date may move.")))
    return Line(
        key=line,
        what=what,
        who=short_name(line.name, initials=narrow),
        unit=line.unit_name(spoken()),
        when=when_chip(line, today),
        tone=tone,
        article=article,
        told="\n".join(remarks),
    )


def when_chip(line: TodayLine, today: date) -> Chip:
    """Return how late a line is, or when it is due, in words; nothing without a date."""
    if line.days is None or line.due is None:
        return Chip("")
    if line.duty.paused:
        return Chip(_(N_("paused|duty")))
    if line.days > 0 and line.duty.code == "programme-ends":
        return Chip(short(line.due), Tone.LATE)  # nobody here is late: it has expired
    if line.days > 0:
        return Chip(_(N_("late: {count}"), count=counted(spoken(), line.days, Noun.DAY)), Tone.LATE)
    if line.days == 0:
        return Chip(_(N_("today|due")), Tone.SOON)
    if line.days == -1:
        return Chip(_(N_("tomorrow|due")), Tone.SOON)
    told = day_and_month(line.due, spoken())
    near = line.due - today <= timedelta(days=_LAST_WEEKDAY)
    return Chip(f"{told}, {weekday_short(line.due, spoken())}" if near else told)


def short_name(name: str, *, initials: bool = False) -> str:
    """Return `Surname Given P.`, or `Surname G. P.`: the whole name stands in the tooltip."""
    parts = name.split()
    whole = 1 if initials else 2
    return " ".join([*parts[:whole], *(f"{part[0]}." for part in parts[whole:])])


class _Count(Card):
    """A figure, what it counts, and one remark; a long name stands in two lines."""

    def __init__(self, figure: str, name: str, remark: str, *, narrow: bool) -> None:
        super().__init__()
        named, told = Elided(), Elided("muted")
        named.setText(name)
        told.setText(remark)
        row = QHBoxLayout() if narrow else self.column
        row.setSpacing(scaled(12 if narrow else 2))
        row.addWidget(plain_label("figure", figure))
        row.addWidget(named, int(narrow))
        if narrow:
            self.column.addLayout(row)
            self.setToolTip(f"{name}: {remark}")
        else:
            named.setMinimumHeight(scaled(_TWO_LINES))
            row.addWidget(told)
        beside = scaled(10 if not narrow else 6)
        self.column.setContentsMargins(scaled(16), beside, scaled(12), beside)


def _unit_card(unit: UnitCount, narrow: bool) -> Card:
    figure = f"{unit.present} / {unit.capacity}" if unit.capacity else str(unit.present)
    if not unit.capacity:
        remark = _(N_("capacity not given"))
    elif unit.free > 0:
        remark = _(N_("free places: {count}"), count=unit.free)
    elif unit.free == 0:
        remark = _(N_("no free place"))
    else:
        remark = _(N_("over the capacity: {count}"), count=-unit.free)
    return _Count(figure, unit.name(spoken()), remark, narrow=narrow)


def _queue_card(page: TodayPage, narrow: bool) -> Card:
    first = short_name(page.first_in_queue, initials=True)
    remark = _(N_("first: {name}"), name=first) if first else _(N_("nobody waits"))
    return _Count(str(page.queued), _(N_("in the queue|count")), remark, narrow=narrow)


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
    overdue = len(_running(page.overdue))
    due = overdue + sum(line.days == 0 for line in _running(page.soon))
    return Badge(due, Tone.LATE if overdue else Tone.NEUTRAL) if due else None

"""What is due of one person, on the overview: by when, by which article; each line opens its tab."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from ssu_desktop.actions.assignment import assign, responsible_of
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.person import PersonPage
from ssu_desktop.actions.today import TodayLine, duties_of
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.rules.stay import ENDED
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.today_words import EXPIRES


class DueCard(ListCard):
    """The duties of the person's open stay, the most urgent first; `opens` is called with the line."""

    def __init__(self, desk: Desk, opens: Callable[[TodayLine], object]) -> None:
        super().__init__(N_("What is due"), "", None, N_("Nothing is due within 30 days."))
        self.desk = desk
        self._opens = opens
        self._explain = explaining(desk)
        self._stay_id: UUID | None = None
        self.responsible: PickField[UUID] = PickField("staff_id", N_("Answers for the person"), self._staff)
        self.responsible.changed.connect(self._assign)
        self.column.insertWidget(1, self.responsible)

    def show_page(self, page: PersonPage) -> None:
        """Show what is due of this person; hidden for one without an open stay."""
        stay = page.header.stay
        is_open = stay is not None and stay.status not in ENDED
        self.setVisible(is_open)
        if stay is not None and is_open:
            self._stay_id = stay.id
            self.responsible.refresh()
            self.responsible.set_value(responsible_of(self.desk, stay.id))
            self.responsible.setVisible(self.responsible.combo.count() > 1)
            self.responsible.setEnabled(self.desk.may(N_("Name who answers for a person")))
            self.show_rows(self._row(line) for line in duties_of(self.desk, stay.id))

    def _staff(self) -> list[tuple[UUID, str]]:
        return [(one.id, one.full_name) for one in list_staff(self.desk)]

    def _assign(self) -> None:
        """Keep who answers for the person as soon as it is chosen."""
        if self._stay_id is not None:
            assign(self.desk, self._stay_id, self.responsible.value())

    def _row(self, line: TodayLine) -> EntryRow:
        text = _(line.duty.text, **spelt_values(line.duty.values))
        row = EntryRow(text, short(line.due) if line.due else "", due_chip(line))
        if line.article is not None:
            put = row.add_below if line.due else row.add
            put(ArticleLink(line.article, self._explain))
        row.opened.connect(partial(self._opens, line))
        return row


def due_chip(line: TodayLine) -> Chip | None:
    """Return how late a duty is, or how long there still is; None for one without a date."""
    if line.duty.paused:
        return Chip(_(N_("paused")))
    if line.days is None:
        return None
    if line.days == 0:
        return Chip(_(N_("today")), Tone.SOON)
    count = counted(spoken(), abs(line.days), Noun.DAY)
    if line.put_off is not None:
        return Chip(_(N_("put off until {day}"), day=short(line.put_off.until)))
    if line.on_paper or line.duty.advisory or (line.days > 0 and line.duty.code in EXPIRES):
        return None  # nobody here is late: it was before the program, or it has simply expired
    if line.days > 0:
        return Chip(_(N_("late by {count}"), count=count), Tone.LATE)
    soon = line.days >= -7
    return Chip(_(N_("{count} left"), count=count), Tone.SOON if soon else Tone.NEUTRAL)

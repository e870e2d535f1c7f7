"""Who of a home-service unit is visited on which days, at what time and by whom."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.visit_schedules import ScheduleRow, remove_schedule, schedules_of_unit
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import weekdays_short
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import answered
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.visit_forms import schedule_dialog
from ssu_desktop.screens.words import Words


class VisitSchedules(QWidget):
    """Enter or F2 changes a schedule, or begins the first; Ins adds one more, Del takes one out."""

    told = Signal(str)  # what was done

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.words = Words()
        self.unit_id: UUID | None = None
        self.rows: tuple[ScheduleRow, ...] = ()
        self.table: PagedTable[ScheduleRow] = PagedTable(
            _columns(),
            lambda offset, limit: self.rows[offset : offset + limit],
            lambda: len(self.rows),
            key=lambda row: row.id or row.stay_id,
        )
        self.findings = FindingsPanel()
        self.total, self.out, self.change = plain_label("muted"), button(), button()
        self.one_more = button("primary")
        self.export, self.print = button(), button()
        self._lay_out()
        if desk.may(N_("Change the schedule of visits")):
            self.table.opened.connect(lambda _row: self.edit())
        self.table.picked.connect(lambda _row: self._allow())
        self.change.clicked.connect(self.edit)
        self.out.clicked.connect(self.remove)
        self.one_more.clicked.connect(self.add)
        offers = {
            N_("Plan home visits"): (self.one_more,),
            N_("Change the schedule of visits"): (self.change,),
            N_("Remove a schedule of visits"): (self.out,),
        }
        offer_allowed(desk, self, offers)

    def _lay_out(self) -> None:
        column, footer = QVBoxLayout(self), Footer()
        self.words.say(self.out.setText, N_("Take out"))
        self.words.say(self.change.setText, N_("Change"))
        self.words.say(self.one_more.setText, N_("Add a schedule…  Ins"))
        self.words.say(self.export.setText, N_("Save as Excel"))
        self.words.say(self.print.setText, N_("Print  F9"))
        line = QHBoxLayout()
        line.setSpacing(scaled(10))
        line.addWidget(self.total, 1)
        line.addWidget(self.export)
        line.addWidget(self.print)
        footer.add(self.out, self.change, self.one_more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.findings)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(N_("Nobody receives services in this unit at present."))

    def show_unit(self, unit_id: UUID | None) -> None:
        """Show the schedules of a unit."""
        self.unit_id = unit_id
        self.refresh()

    def refresh(self) -> None:
        """Read the schedules again; the place stays."""
        self.rows = schedules_of_unit(self.desk, self.unit_id) if self.unit_id is not None else ()
        self.findings.show_findings(())
        self.table.refresh()
        self._say()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        self.words.again()
        self._say()

    def _say(self) -> None:
        people = {row.stay_id for row in self.rows}
        few = {row.stay_id for row in self.rows if row.short}
        told = counted(spoken(), len(people), Noun.PERSON)
        for made in (self.export, self.print):
            made.setEnabled(bool(self.rows))
        self.total.setText(_(N_("{people} · too few visits planned: {few}"), people=told, few=len(few)))
        self._allow()

    def _allow(self) -> None:
        row = self.table.current()
        self.one_more.setEnabled(row is not None)
        self.change.setEnabled(row is not None and row.id is not None)
        self.out.setEnabled(row is not None and row.id is not None)

    def edit(self) -> None:
        """Change the schedule in the cursor; for one who has none it is the first."""
        self._ask(new=False)

    def add(self) -> None:
        """Add a schedule to the person in the cursor, for days with another time or care worker."""
        self._ask(new=True)

    def _ask(self, *, new: bool) -> None:
        row = self.table.current()
        if row is not None:
            schedule_dialog(self.window(), self.desk, row, lambda _saved: self._done(), new=new).open()

    def remove(self) -> None:
        """Ask, and take out a schedule that was entered by mistake."""
        row = self.table.current()
        if row is None or row.id is None:
            return
        schedule_id = row.id
        text = N_(
            "{name}, {days}. What was visited stays. A schedule that is over gets its last day instead."
        )
        days = weekdays_short(row.draft.weekdays, spoken())
        title, verb = N_("Take the schedule out?"), N_("Take out")
        if not confirm(self.window(), title, verb, text=text, danger=True, name=row.name, days=days):
            return
        answer = answered(lambda: remove_schedule(self.desk, schedule_id))
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
        else:
            self._done()

    def _done(self) -> None:
        self.refresh()
        self.told.emit(_(N_("The schedule is saved")))


def _columns() -> list[Column[ScheduleRow]]:
    text, muted, fixed = ColumnKind.TEXT, ColumnKind.MUTED, ColumnKind.DATE  # as wide as they are
    return [
        Column(
            title=N_("Recipient|column"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=230,
            stretch=True,
        ),
        Column(title=N_("A week|visits"), value=_a_week, kind=ColumnKind.CHIP, width=110),
        Column(
            title=N_("Days of the week"),
            value=lambda row: weekdays_short(row.draft.weekdays, spoken()),
            kind=fixed,
            width=124,
        ),
        Column(title=N_("Time"), value=lambda row: row.draft.at, kind=fixed, width=84),
        Column(
            title=N_("Worker|column"), value=lambda row: row.staff_name, kind=text, width=170, stretch=True
        ),
        Column(title=N_("Since"), value=lambda row: row.draft.since, kind=fixed, width=106),
        Column(title=N_("Until"), value=lambda row: row.draft.until, kind=fixed, width=134, spare=True),
        Column(title=N_("Note"), value=lambda row: row.draft.note, kind=muted, width=120, spare=True),
    ]


def _a_week(row: ScheduleRow) -> Chip:
    """Return how many visits a week are planned for the person, of how many where they are too few."""
    if row.short:
        return Chip(_(N_("{count} of {least}"), count=row.a_week, least=row.least), Tone.LATE)
    return Chip(str(row.a_week), Tone.DONE if row.served else Tone.NEUTRAL)

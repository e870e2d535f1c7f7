"""The place Visits: a week of the home service, its schedules, and who was visited too seldom."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_schedules, export_visited
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.actions.visits import visited_in_week
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.day import WEEK, days_of, monday_of
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import Header, button, page, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.history_dialog import show_history
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.visit_forms import visit_dialog
from ssu_desktop.screens.visit_schedules import VisitSchedules
from ssu_desktop.screens.visit_week import VisitWeek
from ssu_desktop.screens.visits_fewer import VisitsFewer

WEEK_PART, SCHEDULES, FEWER = "week", "schedules", "fewer"
_PARTS = (
    (WEEK_PART, N_("Week")),
    (SCHEDULES, N_("Schedules|visits")),
    (FEWER, N_("Fewer than asked|visits")),
)

_FORMS = {WEEK_PART: "visit-week", SCHEDULES: "visit-schedules", FEWER: "visits-fewer"}


class VisitsScreen(Screen):
    """The week of a care worker is ticked off here; a duty of Today leads to the week that lacks visits."""

    title_msgid = N_("Visits")
    help_topic = "visits"

    def __init__(
        self,
        desk: Desk,
        unit_id: UUID | None = None,
        monday: date | None = None,
        part: str = WEEK_PART,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.monday = monday or monday_of(desk.today)
        self.unit: PickField[UUID] = PickField("unit_id", N_("Unit"), self._units, empty=False)
        self.unit.set_value(unit_id)
        self.parts = Segments([(code, "") for code, _title in _PARTS])
        self.earlier, self.later = button("quiet", "back"), button("quiet", "forward")
        self.span = plain_label("subheading")
        self.week, self.schedules, self.fewer = VisitWeek(desk), VisitSchedules(desk), VisitsFewer(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self._turn_to(part)

    def _lay_out(self) -> None:
        header = Header()
        for say, text in (
            (header.title.setText, self.title_msgid),
            (self.earlier.setAccessibleName, N_("The week before")),
            (self.earlier.setToolTip, N_("The week before")),
            (self.later.setAccessibleName, N_("The week after")),
            (self.later.setToolTip, N_("The week after")),
        ):
            self.words.say(say, text)
        self.unit.label.hide()
        self.unit.setMinimumWidth(scaled(170))
        header.add(self.parts, self.unit, self.earlier, self.span, self.later)
        for part in (self.week, self.schedules, self.fewer):
            self.stack.addWidget(part)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.stack, 1)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.parts.chosen.connect(self.show_part)
        self.earlier.clicked.connect(partial(self.step, -1))
        self.later.clicked.connect(partial(self.step, 1))
        self.week.add.clicked.connect(self.add_visit)
        self.week.stored.connect(partial(self._tell, N_("The visits are saved")))
        self.schedules.told.connect(self._tell_said)
        for part in (self.week, self.fewer):
            part.person_asked.connect(self.open_person)
        self.commands[Command.SUBMIT] = self.week.store
        self.commands[Command.ADD] = self.add
        self.commands[Command.EDIT] = self.edit
        self.commands[Command.DELETE] = self.remove
        self.commands[Command.HISTORY] = self.show_history
        self.commands[Command.PRINT] = self.open_print
        prints = (self.week.sheet, self.schedules.print, self.fewer.print)
        exports = (self.schedules.export, self.fewer.export)
        for made in prints:
            made.clicked.connect(self.open_print)
        for made in exports:
            made.clicked.connect(self.ask_export)
        offers: dict[str, tuple[QWidget | Command, ...]] = {
            N_("Export a list"): exports,
            N_("Enter home visits"): (Command.SUBMIT, Command.ADD),
            N_("Change the schedule of visits"): (Command.EDIT,),
            N_("Remove a schedule of visits"): (Command.DELETE,),
        }
        lists: dict[str, tuple[QWidget | Command, ...]] = {N_("Print a form"): (*prints, Command.PRINT)}
        offer_allowed(self.desk, self, lists, of_many=True)
        offer_allowed(self.desk, self, offers)

    def _units(self) -> list[tuple[UUID, str]]:
        units = list_units(self.desk)
        return [(unit.id, unit.name(spoken())) for unit in units if unit.kind is UnitKind.HOME]

    def _turn_to(self, code: str) -> None:
        shown: dict[str, tuple[QWidget, QWidget]] = {
            WEEK_PART: (self.week, self.week.table),
            SCHEDULES: (self.schedules, self.schedules.table),
            FEWER: (self.fewer, self.fewer.table),
        }
        part, table = shown[code]
        self.parts.choose(code)
        self.stack.setCurrentWidget(part)
        self.setFocusProxy(table)
        for one in (self.earlier, self.span, self.later):
            one.setVisible(code != SCHEDULES)

    def show_part(self, code: str) -> None:
        """Show the week, the schedules, or who was visited too seldom."""
        self._turn_to(code)
        self.refresh()

    def step(self, weeks: int, _on: bool = False) -> None:
        """Go on to an earlier or a later week, no further than the next one."""
        self.monday = min(self.monday + weeks * WEEK, monday_of(self.desk.today) + WEEK)
        self.refresh()

    def refresh(self) -> None:
        """Read the part in front again."""
        self.unit.refresh()
        self.unit.setHidden(self.unit.combo.count() <= 1)
        unit_id, part = self.unit.value(), self.parts.current()
        if part == WEEK_PART:
            self.week.show_week(unit_id, self.monday)
        elif part == SCHEDULES:
            self.schedules.show_unit(unit_id)
        else:
            self.fewer.show_week(unit_id, self.monday)
        self._say()

    def _say(self) -> None:
        days = days_of(self.monday)
        self.span.setText(f"{days[0]:%d.%m} – {short(days[-1])}")
        self.later.setEnabled(self.monday <= monday_of(self.desk.today))

    def retranslate(self) -> None:
        """Say also the parts and the counts."""
        super().retranslate()
        for code, title in _PARTS:
            self.parts.button(code).setText(_(title))
        self.unit.refresh()
        for part in (self.week, self.schedules, self.fewer):
            part.retranslate()

    def add(self) -> None:
        """Add a visit to the week, or a schedule to the person in the cursor."""
        if self.parts.current() == SCHEDULES and self.desk.may(N_("Plan home visits")):
            self.schedules.add()
        elif self.parts.current() != SCHEDULES:
            self.add_visit()

    def edit(self) -> None:
        """Change the schedule in the cursor."""
        if self.parts.current() == SCHEDULES:
            self.schedules.edit()

    def remove(self) -> None:
        """Take out the schedule in the cursor."""
        if self.parts.current() == SCHEDULES:
            self.schedules.remove()

    def show_history(self) -> None:
        """Show the history of the stay of the schedule in the cursor: its schedules and visits, too."""
        row = self.schedules.table.current() if self.parts.current() == SCHEDULES else None
        record = Record("stay", row.stay_id) if row is not None else None
        show_history(self, self.desk, record, row.name if row is not None else "")

    def open_print(self) -> None:
        """Show the sheets for the round, the schedules or the visits of the week as they are printed."""
        part = self.parts.current()
        unit = next((one for one in list_units(self.desk) if one.id == self.unit.value()), None)
        if unit is None or not self._print_of(part).isEnabled():
            return
        asked = ListAsked(
            form=_FORMS[part],
            unit_id=unit.id,
            unit_kk=unit.name_kk,
            unit_ru=unit.name_ru,
            since=self.monday,
            workers=self.week.workers() if part == WEEK_PART else (),
            everybody=self.fewer.everybody,
        )
        ListDialog(self.window(), self.desk, asked).open()

    def ask_export(self) -> None:
        """Ask where, then write the schedules or the visits of the week to an Excel table."""
        unit_id = self.unit.value()
        if unit_id is None:
            return
        if self.parts.current() == SCHEDULES:
            write, name = partial(export_schedules, self.desk, unit_id=unit_id), N_("Schedules of visits")
        else:
            everybody, name = self.fewer.everybody, N_("Visits of a week")
            write = partial(
                export_visited, self.desk, unit_id=unit_id, monday=self.monday, everybody=everybody
            )
        save_as_excel(self, _(name), write, self.tell_done)

    def _print_of(self, part: str) -> QPushButton:
        """Return the button of a part that prints it; it is off where there is nothing to print."""
        if part == WEEK_PART:
            return self.week.sheet
        return self.schedules.print if part == SCHEDULES else self.fewer.print

    def add_visit(self) -> None:
        """Ask for a visit that was not planned."""
        unit_id = self.unit.value()
        people = visited_in_week(self.desk, unit_id, self.monday) if unit_id is not None else ()
        if unit_id is None:
            return
        if not people:
            nobody = N_("Nobody received services in this week. Admit the person first, on the page People.")
            tell(self.window(), N_("This could not be done"), nobody)
            return
        begin = (min(self.desk.today, days_of(self.monday)[-1]), self.week.worker.value())
        done = partial(self._visit_added)
        visit_dialog(self.window(), self.desk, unit_id, people, begin, done).open()

    def _visit_added(self, _saved: object) -> None:
        self.refresh()
        self._tell(N_("The visit is saved"))

    def _tell(self, text: str) -> None:
        self._tell_said(_(text))

    def _tell_said(self, text: str) -> None:
        self.saved.emit(text, undo_last(self.desk, self, self.refresh))

    def open_person(self, person_id: UUID) -> None:
        """Open a person's page."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, person_id))

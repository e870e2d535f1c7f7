"""The place Monitoring: a unit's marks of three months, and how its people do."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.screens.cards import Header, page
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.unit_marks import UnitMarks
from ssu_desktop.screens.unit_progress import UnitProgress

_MARKS, _PROGRESS = "marks", "progress"
_PARTS = ((_MARKS, N_("Marks by month")), (_PROGRESS, N_("How people do")))


class MonitoringScreen(Screen):
    """Everyone's marks in one grid, and everyone's last rounds; a duty of Today leads to a person's cell."""

    title_msgid = N_("Monitoring")
    help_topic = "monitoring"

    def __init__(
        self,
        desk: Desk,
        unit_id: UUID | None = None,
        person_id: UUID | None = None,
        month: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._wanted = (person_id, month) if person_id is not None and month is not None else None
        self.unit: PickField[UUID] = PickField("unit_id", N_("Unit"), self._units, empty=False)
        self.unit.set_value(unit_id)
        self.parts = Segments([(code, "") for code, _title in _PARTS])
        self.parts.choose(_MARKS)
        self.marks, self.progress = UnitMarks(desk), UnitProgress(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header = Header()
        self.words.say(header.title.setText, N_("Monitoring"))
        self.unit.label.hide()
        self.unit.setMinimumWidth(scaled(170))
        header.add(self.parts, self.unit)
        for part in (self.marks, self.progress):
            self.stack.addWidget(part)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.marks.grid)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.parts.chosen.connect(self.show_part)
        for part in (self.marks, self.progress):
            part.person_asked.connect(self.open_person)
        self.marks.told.connect(lambda text: self.saved.emit(text, undo_last(self.desk, self, self.refresh)))
        self.commands[Command.EDIT] = self.marks.note.line.setFocus
        self.commands[Command.PRINT] = self.print_list
        offer_allowed(self.desk, self, {N_("Mark an activity"): (Command.EDIT,)})
        offer_allowed(self.desk, self, {N_("Print a form"): (Command.PRINT,)}, of_many=True)

    def _units(self) -> list[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in list_units(self.desk)]

    def show_part(self, code: str) -> None:
        """Show the marks, or how people do."""
        self.parts.choose(code)
        self.stack.setCurrentWidget(self.marks if code == _MARKS else self.progress)
        self.setFocusProxy(self.marks.grid if code == _MARKS else self.progress.table)
        self.refresh()

    def refresh(self) -> None:
        """Read the part in front again; the first time go to whom the screen was opened for."""
        self.unit.refresh()
        self.unit.setHidden(self.unit.combo.count() <= 1)
        unit_id = self.unit.value()
        if self.parts.current() == _PROGRESS:
            names = {unit.id: (unit.name_kk, unit.name_ru) for unit in list_units(self.desk)}
            self.progress.show_unit(unit_id, names[unit_id] if unit_id is not None else ("", ""))
            return
        self.marks.show_unit(unit_id)
        if self._wanted is not None:
            self.marks.go_to(*self._wanted)
            self._wanted = None

    def retranslate(self) -> None:
        """Say also the months and the counts."""
        super().retranslate()
        for code, title in _PARTS:
            self.parts.button(code).setText(_(title))
        self.unit.refresh()
        self.marks.retranslate()
        self.progress.retranslate()

    def print_list(self) -> None:
        """Show the list of how people do as it is printed."""
        self.show_part(_PROGRESS)
        self.progress.open_print()

    def open_person(self, person_id: UUID) -> None:
        """Open a person's journal."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, person_id, "monitoring"))

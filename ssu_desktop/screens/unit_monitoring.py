"""The place Monitoring: a unit's marks of three months."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.language import N_, spoken
from ssu_desktop.screens.cards import Header, page
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.unit_marks import UnitMarks


class MonitoringScreen(Screen):
    """Everyone's marks in one grid; a duty of Today leads to a person's first cell."""

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
        self.marks = UnitMarks(desk)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header = Header()
        self.words.say(header.title.setText, N_("Monitoring of a unit"))
        self.unit.label.hide()
        self.unit.setMinimumWidth(scaled(200))
        header.add(self.unit)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.marks, 1)
        self.setFocusProxy(self.marks.grid)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.marks.person_asked.connect(self.open_person)
        self.marks.told.connect(lambda text: self.saved.emit(text, undo_last(self.desk, self, self.refresh)))
        self.commands[Command.EDIT] = self.marks.note.line.setFocus

    def _units(self) -> list[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in list_units(self.desk)]

    def refresh(self) -> None:
        """Read the marks again; the first time go to whom the screen was opened for."""
        self.unit.refresh()
        self.unit.setHidden(self.unit.combo.count() <= 1)
        self.marks.show_unit(self.unit.value())
        if self._wanted is not None:
            self.marks.go_to(*self._wanted)
            self._wanted = None

    def retranslate(self) -> None:
        """Say also the months."""
        super().retranslate()
        self.unit.refresh()
        self.marks.retranslate()

    def open_person(self, person_id: UUID) -> None:
        """Open a person's journal."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, person_id, "monitoring"))

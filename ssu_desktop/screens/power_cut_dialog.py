"""Printing next week's papers of a unit, for a week without electricity."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.power_cut import POWER_CUT, preview_power_cut, print_power_cut
from ssu_desktop.actions.printing import Printed
from ssu_desktop.language import N_, spoken
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.work import Progress


class PowerCutDialog(PrintDialog):
    """The unit above the first pages of what will be printed."""

    def __init__(self, parent: QWidget | None, desk: Desk, unit_id: UUID | None) -> None:
        self._begin_with = unit_id
        super().__init__(parent, desk, POWER_CUT)
        self.words.say(self.heading.setText, N_("Forms for a power cut"))
        self.words.say(self.setWindowTitle, N_("Forms for a power cut"))

    def _lay_out(self) -> None:
        self.unit: PickField[UUID] = PickField("unit", N_("Unit"), self._units, empty=False)
        self.unit.set_value(self._begin_with or self.unit.value())
        super()._lay_out()
        self.blank.hide()
        self.note.show()
        told = N_("Next week's sheet of the unit, a sheet of marks for each person, and empty forms.")
        self.words.say(self.note.setText, told)
        self.column.insertWidget(0, self.unit)

    def _bind(self) -> None:
        super()._bind()
        self.unit.changed.connect(self.look)

    def _units(self) -> list[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in list_units(self.desk)]

    def look(self) -> None:
        """Draw the first pages as they would be printed."""
        unit_id = self.unit.value()
        if unit_id is not None:
            self.look_later(partial(preview_power_cut, self.desk, unit_id, self.language))

    def is_long(self) -> bool:
        """A unit is always drawn with progress and Cancel."""
        return True

    def _page_count(self) -> int:
        return 0  # not known before all is drawn

    def drawing(self) -> Callable[[Progress], Printed]:
        """Return what draws the papers of the unit that is chosen now, and remembers them."""
        unit_id, language = self.unit.value(), self.language
        assert unit_id is not None  # noqa: S101 - nothing is offered without a unit
        return lambda progress: print_power_cut(self.desk, unit_id, language, progress=progress.tell)

"""The steps before the registration card, above it: what was done, what is missing, and its entry."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.admission_sheet import SheetPage, read_sheet
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import IntakeStep
from ssu_desktop.rules.intake import done
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.sheet_card import told_step
from ssu_desktop.screens.sheet_dialog import stay_sheet_dialog


class IntakeCard(ListCard):
    """Medical examination, sanitary treatment, disinfection: then only the card (para 37(1))."""

    def __init__(self, desk: Desk, stored: Callable[[], object]) -> None:
        self._desk, self._stored = desk, stored
        self._page: SheetPage | None = None
        title = N_("Before the card and the register, in this order")
        super().__init__(title, N_("Enter the steps…"), self.edit, "")

    def show_stay(self, stay_id: UUID | None) -> None:
        """Show the steps of a temporary stay."""
        self._page = read_sheet(self._desk, stay_id) if stay_id is not None else None
        self.setVisible(self._page is not None)
        if self._page is not None:
            self.show_rows(self._rows(self._page))

    def edit(self) -> None:
        """Open the admission sheet, where the steps stand."""
        if self._page is not None:
            stay_sheet_dialog(self, self._desk, self._page, lambda _saved: self._stored()).open()

    def _rows(self, page: SheetPage) -> list[QWidget]:
        known = {one.step: one for one in done(page.draft.intake)}
        rows: list[QWidget] = []
        for step in IntakeStep:
            chip = Chip(_(N_("done|step")), Tone.DONE) if step in known else Chip(_(N_("not entered|step")))
            detail = told_step(known[step]) if step in known else ""
            rows.append(EntryRow(_(step.msgid), detail, chip, opens=False))
        return rows

"""The units of the facility: added, changed, closed; never removed, because people were served in them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.organisation import UnitRow, list_units, save_unit
from ssu_desktop.actions.roles import READ
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.rules.organisation import UnitDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import careful, keep_dialog, submitting
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.unit_form import unit_dialog, unit_draft


class UnitsSection(ListSection[UnitRow]):
    """Kind, sector, categories and places of each unit."""

    code = "units"
    deed = N_("Change a unit")
    title_msgid = N_("Units")
    recorded = "unit"
    hint = N_("The kind of a unit decides which deadlines, checklists and forms the law asks for.")
    add_verb = N_("Add a unit…")
    remove_verb = N_("Close|entry")

    def columns(self) -> list[Column[UnitRow]]:
        """Name, kind, sector, places, and whether it is closed."""
        return [
            Column(
                title=N_("Unit"), value=lambda row: row.name(spoken()), kind=ColumnKind.STRONG, stretch=True
            ),
            Column(title=N_("Kind|unit"), value=lambda row: _(row.kind.msgid), width=185),
            Column(title=N_("Places"), value=lambda row: row.capacity, kind=ColumnKind.NUMBER, width=104),
            Column(title=N_("State"), value=_state, kind=ColumnKind.CHIP, spare=True, width=105),
        ]

    def rows(self) -> tuple[UnitRow, ...]:
        """Read all units, the closed ones too."""
        return list_units(self.desk, closed=True)

    def more_buttons(self) -> None:
        """Offer the page of the chosen unit: its rooms, its rules, what its size asks for."""
        self.page_button = button()
        self._put(self.page_button, N_("Rooms and rules…"), self.open_page)

    def open_page(self) -> None:
        """Open the page of the chosen unit."""
        from ssu_desktop.screens.unit_page import UnitPage  # not before it is wanted

        row = self.table.current()
        if row is not None:
            self.opens.emit(UnitPage(self.desk, row.id))

    def allow(self) -> None:
        """Enable what can be done with the chosen unit."""
        super().allow()
        self.page_button.setVisible(self.desk.may(READ))
        self.page_button.setEnabled(self.table.current() is not None)

    def add(self) -> None:
        """Add a unit."""
        self._ask(None, None)

    def edit(self) -> None:
        """Change the chosen unit."""
        row = self.table.current()
        if row is not None:
            self._ask(row.id, row.draft)

    def remove(self) -> None:
        """Close the chosen unit from a day on; what happened in it stays."""
        row = self.table.current()
        if row is None:
            return
        closing = DateField("closed_on", N_("Closed from"), lambda: self.desk.today)
        closing.set_value(row.closed_on or self.desk.today)
        submit = submitting(
            careful(
                lambda values, reasons: save_unit(
                    self.desk, row.id, _closed(row.draft, values["closed_on"]), reasons
                )
            ),
            lambda _saved: self.tell_saved(),
        )
        title = N_("Close the unit; without a day it is open again")
        FormDialog(self, title, [closing], N_("Close the unit"), submit).exec()

    def _ask(self, unit_id: UUID | None, start: UnitDraft | None) -> None:
        submit = submitting(
            careful(
                lambda values, reasons: save_unit(self.desk, unit_id, unit_draft(values, start), reasons)
            ),
            lambda _saved: self.tell_saved(),
        )
        dialog = unit_dialog(self, start, submit, self.desk)
        keep_dialog(dialog, self.desk, f"unit:{unit_id}")
        dialog.exec()


def _closed(draft: UnitDraft, day: object) -> UnitDraft:
    return replace(draft, closed_on=day if isinstance(day, date) else None)


def _state(row: UnitRow) -> Chip:
    if row.closed_on is None:
        return Chip(_(N_("open|unit")), Tone.DONE)
    return Chip(_(N_("closed|unit")), Tone.NEUTRAL)

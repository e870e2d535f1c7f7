"""The units of the facility, as the first start asks for them."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ssu_desktop.language import N_, _
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import UnitDraft, check_setup, check_unit
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.steps import Step
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.unit_form import unit_dialog, unit_draft
from ssu_desktop.screens.wizard_pages import Draft, unit_name

Numbered = tuple[int, UnitDraft]


class UnitsPage(Step):
    """Add, change and remove units; each has one kind, and the kind selects what the law asks."""

    title = N_("Which units does it have?")
    hint = N_(
        "A unit is a department of one kind: people live in it, come for the day, are visited at home, or "
        "stay for a short time. The kind decides which deadlines and forms the law asks for."
    )

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.units: list[UnitDraft] = []
        self.table: PagedTable[Numbered] = PagedTable(
            [
                Column(
                    title=N_("Unit"),
                    value=lambda row: unit_name(row[1]),
                    kind=ColumnKind.STRONG,
                    stretch=True,
                ),
                Column(title=N_("Kind|unit"), value=lambda row: _(row[1].kind.msgid), width=215),
                Column(
                    title=N_("Places"), value=lambda row: row[1].capacity, kind=ColumnKind.NUMBER, width=98
                ),
            ],
            lambda offset, limit: list(enumerate(self.units))[offset : offset + limit],
            lambda: len(self.units),
        )
        self.table.empty.teach(
            N_("No unit yet. Add the first one: every person is served in a unit."), N_("Add a unit…")
        )
        self.table.empty.asked.connect(self.add)
        self.table.opened.connect(self.edit)
        self.table.setMinimumHeight(scaled(230))
        self.add_button, self.edit_button, self.remove_button = button("", "add"), button(), button()
        row = QHBoxLayout()
        for one, text, act in (
            (self.add_button, N_("Add a unit…"), self.add),
            (self.edit_button, N_("Change"), self.edit),
            (self.remove_button, N_("Remove"), self.remove),
        ):
            self.words.say(one.setText, text)
            one.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(one)
        row.addStretch(1)
        self.keys = {Qt.Key.Key_Insert: self.add, Qt.Key.Key_F2: self.edit, Qt.Key.Key_Delete: self.remove}
        self.column.addWidget(self.table, 1)
        self.column.addLayout(row)
        self.finish()
        self._changed()

    def take_focus(self) -> None:
        """Put the cursor on the list, or on the button that adds the first unit."""
        (self.table if self.units else self.table.empty.action).setFocus()

    def add(self) -> None:
        """Add a unit."""
        dialog = unit_dialog(self, None, lambda values, _reason: self._put(None, values))
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def edit(self, _row: object = None) -> None:
        """Change the chosen unit."""
        row = self.table.current()
        if row is None:
            return
        number, unit = row
        dialog = unit_dialog(self, unit, lambda values, _reason: self._put(number, values))
        dialog.exec()
        dialog.deleteLater()

    def remove(self) -> None:
        """Take the chosen unit out again: nothing was made of it yet."""
        row = self.table.current()
        if row is not None:
            del self.units[row[0]]
            self._changed()

    def remarks(self) -> Iterable[Finding]:
        """Return what the rules say about the units together."""
        return [
            finding for finding in check_setup(self._draft()) if (finding.field or "").startswith("units")
        ]

    def _put(self, number: int | None, values: Mapping[str, object]) -> Sequence[Finding]:
        unit = unit_draft(values)
        if findings := tuple(check_unit(unit)):
            return findings
        if number is None:
            self.units.append(unit)
        else:
            self.units[number] = unit
        self._changed()
        return ()

    def _changed(self) -> None:
        self.table.refresh()
        self.panel.clear()
        for one in (self.edit_button, self.remove_button):
            one.setEnabled(bool(self.units))
            one.setVisible(bool(self.units))
        self.add_button.setVisible(bool(self.units))
        self.altered.emit()

    def complete(self) -> bool:
        """One unit is enough to go on."""
        return bool(self.units)

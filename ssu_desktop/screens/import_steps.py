"""The first half of an import: the workbook and the unit, and what its columns mean."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.register_columns import CannotRead, SheetLook, look_at_register
from ssu_desktop.actions.register_import import ImportProposal, propose_import
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.import_columns import ColumnsTable
from ssu_desktop.screens.steps import Step
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.work import run_in_background
from ssu_desktop.storage import DataFileError

Then = Callable[[], object]


class FileStep(Step):
    """Which workbook, and into which unit its people go."""

    title = N_("Which register shall come in?")
    hint = N_(
        "An Excel workbook (.xlsx) as you keep it: the headings may stand anywhere and in either language. "
        "Nothing is changed in it, and nothing comes in before you have seen what would happen."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheets: tuple[SheetLook, ...] = ()
        self.path = TextField("path", N_("Excel workbook"))
        self.browse = button("", "folder")
        self.words.say(self.browse.setText, N_("Choose the workbook…"))
        self.browse.clicked.connect(self.ask_file)
        self.unit: PickField[UUID] = PickField("unit", N_("Unit where these people are served"), self._units)
        self.add_fields(self.path)
        row = QHBoxLayout()
        row.addWidget(self.browse)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add_fields(self.unit)
        self.finish()
        units = self._units()
        if len(units) == 1:
            self.unit.set_value(units[0][0])

    def _units(self) -> list[tuple[UUID, str]]:
        return [(unit.id, f"{unit.name(spoken())} · {_(unit.kind.msgid)}") for unit in list_units(self.desk)]

    def ask_file(self) -> None:
        """Let the user show the workbook."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _(N_("Choose the workbook…")), self.path.value(), _(N_("Excel workbooks (*.xlsx)"))
        )
        if chosen:
            self.path.set_value(chosen)
            self.path.clear_error()
            self.unit.setFocus()

    def take_focus(self) -> None:
        """Begin with the workbook."""
        self.browse.setFocus()

    def remarks(self) -> tuple[Finding, ...]:
        """Say what is not chosen yet."""
        found = []
        if not self.path.value():
            found.append(missing("path", N_("Choose the workbook."), code="no-workbook"))
        if self.unit.value() is None:
            found.append(missing("unit", N_("Choose the unit."), code="no-unit"))
        return tuple(found)

    def go_on(self, then: Then) -> None:
        """Read the workbook off the window's thread."""
        if not self.ready():
            return
        path = Path(self.path.value()).expanduser()

        def done(sheets: tuple[SheetLook, ...]) -> None:
            self.sheets = sheets
            then()

        run_in_background(
            self, lambda _p: look_at_register(path), done, N_("Reading the workbook"), failed=self._refuse
        )

    def _refuse(self, error: Exception) -> None:
        text, values = _words_of(error)
        self.path.show_error(text, **values)
        self.path.setFocus()


def _words_of(error: Exception) -> tuple[str, Mapping[str, object]]:
    if isinstance(error, CannotRead | DataFileError):
        return error.text, error.values
    if isinstance(error, OSError):
        return N_("The workbook cannot be read: {cause}"), {"cause": error.strerror or str(error)}
    raise error  # a bug: to be seen as such


class ColumnsStep(Step):
    """What each column holds, as it was recognised; the user's word counts."""

    title = N_("Is every column understood?")
    hint = N_(
        "What goes to the note is not lost: it is kept word for word with the person. Correct what was not "
        "understood; the names must be found."
    )
    verb = N_("Show what would come in")
    wide = True

    def __init__(self, desk: Desk, file: FileStep) -> None:
        super().__init__()
        self.desk, self._file = desk, file
        self.proposal: ImportProposal | None = None
        self._shown: tuple[SheetLook, ...] = ()
        self.sheet: PickField[str] = PickField("sheet", N_("Sheet"), self._names, empty=False)
        self.table = ColumnsTable()
        self.column.addWidget(self.sheet)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.panel)
        self.sheet.changed.connect(self._show_sheet)
        self.table.altered.connect(self.panel.clear)

    def _names(self) -> list[tuple[str, str]]:
        return [(sheet.name, sheet.name) for sheet in self._file.sheets]

    def enter(self) -> None:
        """Show the sheet with most recognised columns; corrections stay when one comes back."""
        if self._shown is self._file.sheets:
            return
        self._shown = self._file.sheets
        self.sheet.refresh()
        best = max(self._shown, key=lambda sheet: sum(column.field is not None for column in sheet.columns))
        self.sheet.set_value(best.name)
        self.sheet.setVisible(len(self._shown) > 1)
        self._show_sheet()

    def take_focus(self) -> None:
        """Begin with the first column."""
        self.table.take_focus()

    def retranslate(self) -> None:
        """Say the words again."""
        super().retranslate()
        if hasattr(self, "table"):
            self.table.retranslate()

    def go_on(self, then: Then) -> None:
        """Try the import without changing anything, off the window's thread."""
        unit_id = self._file.unit.value()
        if unit_id is None:
            return
        path, sheet = Path(self._file.path.value()).expanduser(), self.sheet.value()
        columns, desk = self.table.columns(), self.desk

        def done(proposal: ImportProposal) -> None:
            self.panel.clear()
            self.proposal = proposal
            then()

        run_in_background(
            self,
            lambda _p: propose_import(desk, path, unit_id, columns, sheet=sheet),
            done,
            N_("Trying the import"),
            failed=self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        text, values = _words_of(error)
        self.panel.show_findings([Finding(code="cannot-read", text=text, values=values, weight=Weight.STOP)])

    def _show_sheet(self) -> None:
        for sheet in self._shown:
            if sheet.name == self.sheet.value():
                self.table.show_sheet(sheet)

"""File > Import register: from the facility's own workbook to its people, seen first, then all or nothing."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.register_import import ImportProposal, ImportResult, import_register
from ssu_desktop.language import N_, _
from ssu_desktop.screens.import_outcome import DryRunStep, ResultStep
from ssu_desktop.screens.import_steps import ColumnsStep, FileStep, Then
from ssu_desktop.screens.steps import Steps
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.work import Progress, run_in_background


class ImportScreen(Steps):
    """Four pages: workbook and unit, columns, dry run, result; then the list of people."""

    title_msgid = N_("Import register")
    help_topic = "import"

    def __init__(
        self, desk: Desk, path: Path | None = None, unit_id: UUID | None = None, parent: QWidget | None = None
    ) -> None:
        self.desk = desk
        self.file = FileStep(desk)
        self.columns = ColumnsStep(desk, self.file)
        self.dry_run, self.result = DryRunStep(self.columns), ResultStep(desk)
        super().__init__([self.file, self.columns, self.dry_run, self.result], parent)
        self.dry_run.bring_in = self.bring_in
        if path is not None:
            self.file.path.set_value(str(path))
        if unit_id is not None:
            self.file.unit.set_value(unit_id)

    def bring_in(self, proposal: ImportProposal, then: Then) -> None:
        """Store what the dry run showed, with progress and Cancel; go on with `then` when it is in."""
        desk = self.desk

        def task(progress: Progress) -> ImportResult:
            def go_on(done: int, total: int) -> bool:
                progress.told.emit(done, total)
                return not progress.cancelled

            return import_register(desk, proposal, go_on=go_on)

        def done(result: ImportResult) -> None:
            if result.cancelled:
                self.dry_run.say_stopped()
                return
            self.result.show_result(result, self.dry_run.lines)
            self.saved.emit(_(N_("The register is in")), undo_last(desk, self, lambda: None))
            then()

        run_in_background(self, task, done, N_("Importing the register"), failed=self.dry_run.refuse)

    def finished(self) -> None:
        """Go to the people."""
        self.goes.emit("people")

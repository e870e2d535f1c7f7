"""The scans of a file's documents: attached from outside, looked at."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.actions.file_rows import DocumentRow
from ssu_desktop.actions.personal_file import FilePage
from ssu_desktop.actions.scans import attach_scan
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError


class FileScans(QObject):
    """Does what the lines of a file ask for their scans, on behalf of the tab."""

    def __init__(self, tab: PersonTab) -> None:
        super().__init__(tab)
        self.tab, self.desk = tab, tab.desk

    def serve(self, page: FilePage, line: DocumentLine) -> None:
        """Listen to a line of the file."""
        line.attach_asked.connect(partial(self.ask, page, line.row))
        line.dropped.connect(partial(self.attach, page, line.row))
        line.looked_at.connect(partial(self.look, line.row))

    def ask(self, page: FilePage, row: DocumentRow) -> None:
        """Ask for the file of a scan and attach it."""
        scans = _(N_("Scans (*.pdf *.jpg *.jpeg *.png)"))
        chosen, _filter = QFileDialog.getOpenFileName(self.tab, _(N_("Attach a scan")), "", scans)
        if chosen:
            self.attach(page, row, Path(chosen))

    def attach(self, page: FilePage, row: DocumentRow, path: Path) -> None:
        """Attach a file to a document; what it is, is looked at beside the window."""

        def task(_progress: Progress) -> Saved | Refused:
            return attach_scan(self.desk, page.file_id, path, code=row.code, document_id=row.id)

        done, title = partial(self._attached, path), N_("Attach a scan")
        run_in_background(self.tab, task, done, title, failed=self._failed)

    def look(self, row: DocumentRow) -> None:
        """Show the scans of a document."""
        ScanDialog(self.tab, self.desk, row.title(spoken()), row.scans, self.tab.tell_saved).open()

    def _attached(self, path: Path, answer: Saved | Refused) -> None:
        if isinstance(answer, Saved):
            self.tab.tell_saved()
            return
        finding = answer.findings[0]
        title = N_("“{name}” was not attached")
        tell(self.tab.window(), title, finding.text, name=path.name, **finding.values)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, DataFileError):
            raise error
        tell(self.tab.window(), N_("The scan was not kept"), error.text, **error.values)

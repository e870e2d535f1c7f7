"""The scans of a file's documents: attached from outside, looked at."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from ssu_desktop.actions.file_rows import DocumentRow
from ssu_desktop.actions.personal_file import FilePage
from ssu_desktop.actions.scans import attach_scan
from ssu_desktop.language import N_, spoken
from ssu_desktop.screens.attaching import ask_file, attach_file
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.tab import PersonTab


class FileScans(QObject):
    """Does what the lines of a file ask for their scans, on behalf of the tab."""

    def __init__(self, tab: PersonTab) -> None:
        super().__init__(tab)
        self.tab, self.desk = tab, tab.desk

    def serve(self, page: FilePage, line: DocumentLine) -> None:
        """Listen to a line of the file."""
        if self.desk.may(N_("Attach a scan")):
            line.attach_asked.connect(partial(self.ask, page, line.row))
            line.dropped.connect(partial(self.attach, page, line.row))
        line.looked_at.connect(partial(self.look, line.row))

    def ask(self, page: FilePage, row: DocumentRow) -> None:
        """Ask for the file of a scan and attach it."""
        if path := ask_file(self.tab, N_("Attach a scan")):
            self.attach(page, row, path)

    def attach(self, page: FilePage, row: DocumentRow, path: Path) -> None:
        """Attach a file to a document; what it is, is looked at beside the window."""
        act = partial(attach_scan, self.desk, page.file_id, path, code=row.code, document_id=row.id)
        attach_file(self.tab, path, act, self.tab.tell_saved)

    def look(self, row: DocumentRow) -> None:
        """Show the scans of a document."""
        ScanDialog(self.tab, self.desk, row.title(spoken()), row.scans, self.tab.tell_saved).open()

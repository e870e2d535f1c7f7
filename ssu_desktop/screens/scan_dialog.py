"""A window of the program that shows the scans of one document, and lets a copy out where the user says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.file_rows import ScanRow
from ssu_desktop.actions.scans import copy_name, copy_scan, remove_scan, scan_content
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.screens.ask import Dialog, confirm, tell
from ssu_desktop.screens.cards import Elided, button, plain_label
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.printing import write_whole
from ssu_desktop.screens.saving import proposed
from ssu_desktop.screens.scan_view import ScanView, pages_of
from ssu_desktop.screens.theme import scaled
from ssu_desktop.storage import DataFileError

_WIDTH, _HEIGHT, _ROUND = 760, 900, 60


class ScanDialog(Dialog):
    """Shows `scans` of the document called `title`; `removed` is called when one was taken off its file.

    Without `removed` a scan is of no file, and none is taken off."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        title: str,
        scans: Sequence[ScanRow],
        removed: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent, N_("Scan: {document}"), document=title)
        self.desk, self.scans, self._removed = desk, tuple(scans), removed
        self.view, self.told, self.note = ScanView(), Elided("muted"), plain_label("muted", wraps=True)
        self.which: PickField[UUID] = PickField("scan", N_("Scan|noun"), self._offered, empty=False)
        self.place = plain_label("muted")
        self.larger, self.smaller, self.turn = (button("quiet", one) for one in ("larger", "smaller", "turn"))
        self.back, self.forward = button("quiet", "back"), button("quiet", "forward")
        self.remove, self.copy, self.close_it = button("danger"), button(), button("primary")
        self._lay_out()
        self._bind()
        offers = {N_("Take a scan off the file"): (self.remove,), N_("Save a copy of a scan"): (self.copy,)}
        offer_allowed(desk, self, offers)
        self.show_scan()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(scaled(6))
        bar.addWidget(self.told, 1)
        for part in (self.smaller, self.larger, self.turn, self.back, self.place, self.forward):
            bar.addWidget(part)
        self.which.label.hide()
        self.which.setVisible(len(self.scans) > 1)
        self.column.addWidget(self.which)
        self.column.addLayout(bar)
        self.column.addWidget(self.note)
        self.column.addWidget(self.view, 1)
        self.footer.add_left(self.remove)
        self.footer.add(self.copy, self.close_it)
        self._name(self.larger, N_("Larger  Ctrl+↑"))
        self._name(self.smaller, N_("Smaller  Ctrl+↓"))
        self._name(self.turn, N_("Turn the page  Ctrl+→"))
        self._name(self.back, N_("Previous page"))
        self._name(self.forward, N_("Next page"))
        for made, text in (
            (self.remove, N_("Take off the file…")),
            (self.copy, N_("Save a copy…")),
            (self.close_it, N_("Close")),
        ):
            self.words.say(made.setText, text)
        self.close_it.setDefault(True)
        self.remove.setVisible(self._removed is not None)
        space = self.screen().availableSize() - QSize(_ROUND, _ROUND)
        self.resize(QSize(scaled(_WIDTH), scaled(_HEIGHT)).boundedTo(space))

    def _name(self, made: QPushButton, text: str) -> None:
        self.words.say(made.setToolTip, text)
        self.words.say(made.setAccessibleName, text)

    def _bind(self) -> None:
        self.which.changed.connect(self.show_scan)
        self.view.looked.connect(self._show_place)
        self.larger.clicked.connect(lambda: self.view.look_closer(1))
        self.smaller.clicked.connect(lambda: self.view.look_closer(-1))
        self.turn.clicked.connect(lambda: self.view.turn_page(1))
        self.back.clicked.connect(lambda: self.view.turn_leaf(-1))
        self.forward.clicked.connect(lambda: self.view.turn_leaf(1))
        self.remove.clicked.connect(self.take_off)
        self.copy.clicked.connect(self.ask_copy)
        self.close_it.clicked.connect(self.accept)
        offers = {
            N_("Take a scan off the file"): (self.remove,),
            N_("Save a copy of a scan"): (self.copy,),
        }
        offer_allowed(self.desk, self, offers)
        self.view.setFocus()

    @property
    def scan(self) -> ScanRow:
        """The scan that is shown."""
        chosen = self.which.value()
        return next((scan for scan in self.scans if scan.id == chosen), self.scans[0])

    def show_scan(self) -> None:
        """Read the chosen scan and show its first page, or say why it cannot be shown."""
        scan = self.scan
        self.told.setText(_told(scan))
        self.note.hide()
        try:
            self.view.show_pages(pages_of(scan_content(self.desk, scan.id), scan.media))
        except DataFileError as error:
            self.view.show_pages(None)
            self.words.say(self.note.setText, error.text, **error.values)
            self.note.show()

    def take_off(self) -> None:
        """Ask, then take the scan off the file; the history keeps it."""
        text = N_("{name}. The history keeps it.")
        verb = N_("Take off the file")
        if not confirm(
            self, N_("Take the scan off the file?"), verb, text=text, danger=True, name=self.scan.name
        ):
            return
        answer = remove_scan(self.desk, self.scan.id)
        if isinstance(answer, Refused):
            tell(self, N_("This stays as it is"), answer.findings[0].text)
            return
        self.accept()
        if self._removed is not None:
            self._removed()

    def ask_copy(self) -> None:
        """Ask where, then write a copy there."""
        name = copy_name(self.scan.name, self.scan.media)
        chosen, _filter = QFileDialog.getSaveFileName(self, _(N_("Save a copy")), proposed(name))
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, target: Path) -> None:
        """Write a copy to `target`, whole or not at all."""
        try:
            write_whole(target, copy_scan(self.desk, self.scan.id)[1])
        except DataFileError as error:
            tell(self, N_("No copy was made"), error.text, **error.values)
        except OSError as error:
            tell(self, N_("No copy was made"), N_("The cause: {cause}."), cause=str(error))

    def _offered(self) -> list[tuple[UUID, str]]:
        return [(scan.id, scan.name) for scan in self.scans]

    def _show_place(self) -> None:
        pages = self.view.pages
        count = pages.count if pages else 0
        self.place.setText(f"{self.view.number + 1} / {count}" if count else "")
        self.back.setEnabled(self.view.number > 0)
        self.forward.setEnabled(self.view.number < count - 1)
        for part in (self.larger, self.smaller, self.turn):
            part.setEnabled(bool(count))


def _told(scan: ScanRow) -> str:
    pages = counted(spoken(), scan.pages, Noun.PAGE)
    size = _(N_("{size} KB"), size=max(round(scan.size / 1024), 1))
    return " · ".join((scan.name, pages, size, short(scan.added_on)))

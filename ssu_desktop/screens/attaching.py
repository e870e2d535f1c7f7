"""How a scan is attached: its file is asked for, looked at beside the window, kept or refused."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.actions.file_rows import ScanRow
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError

ATTACH, REPLACE = N_("Attach a scan  Ctrl+Ins"), N_("Replace the scan  Ctrl+Ins")


def scan_link(scans: Sequence[ScanRow]) -> QPushButton:
    """Return the link that shows what is attached, with the count of its pages."""
    look = button("link")
    pages = counted(spoken(), sum(scan.pages for scan in scans), Noun.PAGE)
    look.setText(_(N_("Scan: {pages}"), pages=pages))
    return look


def scan_clip(words: str = ATTACH) -> QPushButton:
    """Return the clip that attaches a scan to a line, called by a msgid."""
    clip = button("small", "attach")
    clip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by key: Ctrl+Ins on the line
    clip.setToolTip(_(words))
    clip.setAccessibleName(clip.toolTip())
    return clip


def ask_file(parent: QWidget, title: str) -> Path | None:
    """Ask for the file of a scan; None where none was chosen."""
    files = _(N_("Scans (*.pdf *.jpg *.jpeg *.png)"))
    chosen, _filter = QFileDialog.getOpenFileName(parent, _(title), "", files)
    return Path(chosen) if chosen else None


def attach_file(
    parent: QWidget, path: Path, act: Callable[[], Saved | Refused], done: Callable[[], object]
) -> None:
    """Run `act`, which attaches the file, beside the window, then `done`; say why it was not attached."""

    def answered(answer: Saved | Refused) -> None:
        if isinstance(answer, Saved):
            done()
            return
        finding = answer.findings[0]
        tell(
            parent.window(),
            N_("“{name}” was not attached"),
            finding.text,
            name=path.name,
            **finding.values,
        )

    def failed(error: Exception) -> None:
        if not isinstance(error, DataFileError):
            raise error
        tell(parent.window(), N_("The scan was not kept"), error.text, **error.values)

    def task(_progress: Progress) -> Saved | Refused:
        return act()

    run_in_background(parent, task, answered, N_("Attach a scan"), failed=failed)

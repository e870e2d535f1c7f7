"""A PDF to paper, or to a file where the user says."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QRect, QSaveFile
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.saving import proposed

PRINT_DPI = 300


class NotPrinted(OSError):  # noqa: N818 - says what happened
    """The printer, or the file, did not take the pages."""


def print_pdf(parent: QWidget, data: bytes, name: str) -> bool:
    """Ask for a printer and print; return False when the user thought better of it. Raises NotPrinted."""
    pages = PdfPages(data)
    printer = choose_printer(parent, name, pages.count)
    if printer is None:
        return False
    paint_pages(printer, pages)
    return True


def choose_printer(parent: QWidget, name: str, pages: int) -> QPrinter | None:
    """Ask for a printer and which of the pages; None when the user thought better of it.

    `pages` is 0 where it is not known yet how many there are: then all of them are printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_(N_("Print")))
    if pages:
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def paint_pages(printer: QPrinter, pages: PdfPages) -> None:
    """Paint the pages that the printer is set to (all, or from-to), each filling its sheet of A4.

    Raises NotPrinted where the printer takes no page.
    """
    first = printer.fromPage() or 1
    last = min(printer.toPage() or pages.count, pages.count)
    printer.setFullPage(True)
    painter = QPainter()
    for number in range(first - 1, last):
        _set_sheet(printer, landscape=pages.is_landscape(number))
        begun = painter.isActive()
        if not (printer.newPage() if begun else painter.begin(printer)):
            raise NotPrinted(printer.outputFileName() or printer.printerName())
        painter.drawImage(_whole_sheet(printer), pages.picture_at(number, dpi=PRINT_DPI))
    painter.end()


def _whole_sheet(printer: QPrinter) -> QRect:
    # The painter's own viewport stays as it was on the first page when a later sheet lies on its side.
    return printer.pageLayout().fullRectPixels(printer.resolution())


def _set_sheet(printer: QPrinter, *, landscape: bool) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def save_pdf(parent: QWidget, data: bytes, name: str) -> Path | None:
    """Ask where to save and write the whole file or nothing; None when the user thought better of it."""
    target = choose_target(parent, name)
    if target is not None:
        write_whole(target, data)
    return target


def choose_target(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a PDF; None when the user thought better of it."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _(N_("Save as a PDF file")), proposed(f"{name}.pdf"), _(N_("PDF files (*.pdf)"))
    )
    return Path(chosen) if chosen else None


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` to `target` so that a half-written file never stands there; raises OSError."""
    file = QSaveFile(str(target))
    if not (file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit()):
        raise OSError(file.errorString())

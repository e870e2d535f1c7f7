"""The real page beside the form, on paper and in a file."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ssu_desktop.language import N_
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.printing import NotPrinted, paint_pages, write_whole

A4 = (595.0, 842.0)


def pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF whose page n has a black square n times 50 points wide at its lower left."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for n, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.rect(0, 0, 50 * n, 50, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(420, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_page_is_as_wide_as_there_is_room_and_follows_the_width(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4))
    assert preview.sheet.pixmap().width() == preview.view.viewport().width() - 2
    preview.resize(600, 700)
    assert preview.sheet.pixmap().width() == preview.view.viewport().width() - 2


def test_page_keys_and_buttons_turn_the_pages_and_stop_at_the_ends(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pdf(pdf(A4, A4, A4))
    for _n in range(4):
        qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page_number() == 3
    assert not preview.forward.isEnabled()
    qtbot.mouseClick(preview.back, Qt.MouseButton.LeftButton)
    assert preview.place.text() == "2 / 3"


def test_a_redrawn_form_stays_on_its_page_as_far_as_there_is_one(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4, A4, A4))
    preview.turn(2)
    preview.show_pdf(pdf(A4, A4))
    assert preview.page_number() == 2


def test_without_a_form_a_note_says_why_and_nothing_can_be_printed(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4))
    preview.clear(N_("Nobody found. Try a part of the name or of the IIN."))
    assert preview.note.isVisible()
    assert preview.page_number() == 0
    assert not preview.print.isEnabled()


def test_the_language_and_the_print_button_are_told(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pdf(pdf(A4))
    with qtbot.waitSignal(preview.language_chosen) as chosen:
        qtbot.mouseClick(preview.language.button("ru"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["ru"]
    with qtbot.waitSignal(preview.print_asked):
        qtbot.mouseClick(preview.print, Qt.MouseButton.LeftButton)


def test_bytes_that_are_no_pdf_are_refused(preview: PdfPreview) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        preview.show_pdf(b"no pdf")


def test_every_page_goes_to_its_sheet_the_lying_ones_lying(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    paint_pages(printer, PdfPages(pdf(A4, (842.0, 595.0))))
    printed = PdfPages((tmp_path / "out.pdf").read_bytes())
    assert [printed.is_landscape(n) for n in range(printed.count)] == [False, True]
    picture = printed.picture(1, width=842)
    assert picture.pixelColor(90, 590).lightness() < 40
    assert picture.pixelColor(110, 590).lightness() > 200


def test_one_page_of_many_can_be_printed(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 2)
    paint_pages(printer, PdfPages(pdf(A4, A4, A4)))
    printed = PdfPages((tmp_path / "out.pdf").read_bytes())
    assert printed.count == 1
    assert printed.picture(0, width=595).pixelColor(90, 835).lightness() < 40


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no folder" / "out.pdf"))
    with pytest.raises(NotPrinted):
        paint_pages(printer, PdfPages(pdf(A4)))


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"whole")
    assert (tmp_path / "a.pdf").read_bytes() == b"whole"
    with pytest.raises(OSError, match=r"."):
        write_whole(tmp_path / "no folder" / "a.pdf", b"whole")

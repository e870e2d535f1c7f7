"""Scans in the file's tab: attached by clip, key and mouse, looked at, copied out, taken off."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.file_rows import DocumentRow
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.records.kinds import ScanMedia
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.scan_view import ScanView, pages_of
from tests.support.papers import pdf, picture

IDENTITY = "S.file.identity"


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> FileTab:
    """The file of Қасымова, with nothing in it yet."""
    made = FileTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def line_of(tab: FileTab, code: str = IDENTITY) -> DocumentLine:
    """Return the line of a document."""
    return next(line for line in tab.lines.all if isinstance(line, DocumentLine) and line.row.code == code)


def row_of(desk: Desk, stay_id: UUID) -> DocumentRow:
    """Return the row of the identity paper as it is stored."""
    page = file_page(desk, stay_id)
    assert page is not None
    return next(row for row in page.rows if row.code == IDENTITY)


def paper(folder: Path, content: bytes, name: str = "куәлік.pdf") -> Path:
    """Return a file as a scanner leaves it."""
    (folder / name).write_bytes(content)
    return folder / name


def drag(path: Path) -> QMimeData:
    """Return what the mouse carries when a file is dragged."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    return carried


def test_ctrl_ins_asks_for_a_file_attaches_it_and_the_link_shows_it(
    qtbot: QtBot,
    desk: Desk,
    stays: Mapping[str, UUID],
    tab: FileTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = paper(tmp_path, pdf(pages=3))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    line = line_of(tab)
    line.setFocus()
    with qtbot.waitSignals([tab.saved, tab.changed], timeout=60_000):
        qtbot.keyClick(line, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    assert [scan.pages for scan in row_of(desk, stays["Қасымова"]).scans] == [3]
    shown = line_of(tab)
    assert "3" in shown.look.text()
    qtbot.mouseClick(shown.look, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(ScanDialog)
    assert dialog is not None
    assert dialog.place.text() == "1 / 3"
    qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.place.text() == "2 / 3"
    dialog.accept()


def test_a_dropped_file_is_attached_to_the_line_it_falls_on(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, tmp_path: Path
) -> None:
    carried, line = drag(paper(tmp_path, picture("JPEG"), "фото.jpg")), line_of(tab)
    place, copy = QPointF(20, 10), Qt.DropAction.CopyAction
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(place.toPoint(), copy, carried, buttons, none)
    QApplication.sendEvent(line, enters)
    assert enters.isAccepted()
    with qtbot.waitSignals([tab.saved], timeout=60_000):
        QApplication.sendEvent(line, QDropEvent(place, copy, carried, buttons, none, QEvent.Type.Drop))
    (scan,) = row_of(desk, stays["Қасымова"]).scans
    assert (scan.name, scan.media) == ("фото.jpg", ScanMedia.JPEG)


def test_a_program_with_the_name_of_a_pdf_is_refused_in_words(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, tmp_path: Path
) -> None:
    said: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            said.append(dialog.windowTitle())
            dialog.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(close)
    timer.start()
    assert tab.page is not None
    tab.scans.attach(tab.page, line_of(tab).row, paper(tmp_path, b"MZ" + bytes(99), "хат.pdf"))
    qtbot.waitUntil(lambda: bool(said))
    timer.stop()
    assert said == ["«хат.pdf» тіркелмеді"]
    assert row_of(desk, stays["Қасымова"]).scans == ()


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, tmp_path: Path) -> ScanDialog:
    """The dialog of a scan that is attached."""
    assert tab.page is not None
    with qtbot.waitSignals([tab.saved], timeout=60_000):
        tab.scans.attach(tab.page, line_of(tab).row, paper(tmp_path, picture("PNG", (400, 800)), "a.png"))
    tab.scans.look(row_of(desk, stays["Қасымова"]))
    dialog = tab.findChild(ScanDialog)
    assert dialog is not None
    return dialog


def test_a_scan_is_looked_at_closer_and_turned_by_key(qtbot: QtBot, shown: ScanDialog) -> None:
    view, control = shown.view, Qt.KeyboardModifier.ControlModifier
    whole = view.sheet.pixmap().size()
    assert whole.height() == pytest.approx(whole.width() * 2, abs=3)
    qtbot.keyClick(view, Qt.Key.Key_Up, control)
    assert view.sheet.pixmap().width() > whole.width() * 1.3
    qtbot.keyClick(view, Qt.Key.Key_Down, control)
    qtbot.keyClick(view, Qt.Key.Key_Right, control)
    turned = view.sheet.pixmap().size()
    assert turned.width() == pytest.approx(turned.height() * 2, abs=3)
    assert turned.width() == pytest.approx(whole.width(), abs=3)
    shown.accept()


def test_a_copy_is_written_where_the_user_says_and_nowhere_else(shown: ScanDialog, tmp_path: Path) -> None:
    shown.copy_to(tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == picture("PNG", (400, 800))
    shown.accept()


def test_taking_a_scan_off_asks_first(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], shown: ScanDialog, tab: FileTab
) -> None:
    def agree() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QDialog)
        go = next(one for one in asked.findChildren(QPushButton) if one.text() == "Істен алып тастау")
        go.click()

    QTimer.singleShot(200, agree)
    with qtbot.waitSignals([tab.saved], timeout=60_000):
        shown.remove.click()
    assert row_of(desk, stays["Қасымова"]).scans == ()


def test_a_damaged_scan_says_so_and_the_window_stays(
    desk: Desk, stays: Mapping[str, UUID], tab: FileTab, shown: ScanDialog
) -> None:
    for path in desk.file.scans.iterdir():
        path.write_bytes(b"rubbish")
    shown.show_scan()
    assert shown.note.isVisibleTo(shown)
    assert "сканерлеңіз" in shown.note.text()
    assert not shown.turn.isEnabled()
    shown.accept()


def test_a_page_is_drawn_with_bounded_pixels_however_far_one_looks_into_it(qtbot: QtBot) -> None:
    view = ScanView()
    qtbot.addWidget(view)
    view.resize(3000, 800)
    view.show_pages(pages_of(pdf(size=(300, 5900)), ScanMedia.PDF))
    view.look_closer(9)
    assert view.sheet.pixmap().height() <= 6000

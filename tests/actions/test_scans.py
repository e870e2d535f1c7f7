"""Scans of a person's papers: attached, seen, copied out, taken off; what cannot be shown is refused."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.file_rows import DocumentRow, DocumentState
from ssu_desktop.actions.personal_file import file_page, remove_own_document, save_document
from ssu_desktop.actions.scans import attach_scan, copy_name, copy_scan, remove_scan, scan_content
from ssu_desktop.exchange import scanned
from ssu_desktop.records import Change, Scan
from ssu_desktop.records.kinds import Operation, ScanMedia, UnitKind
from ssu_desktop.rules.personal_file import DocumentDraft
from tests.support.papers import pdf, picture
from tests.support.stays import admitted, codes, saved

IDENTITY = "S.file.identity"


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


def row_of(desk: Desk, stay_id: UUID, code: str | None = IDENTITY) -> DocumentRow:
    """Return a row of the checklist."""
    page = file_page(desk, stay_id)
    assert page is not None
    return next(row for row in page.rows if row.code == code)


def file_of(desk: Desk, stay_id: UUID) -> UUID:
    """Return the file of a stay."""
    page = file_page(desk, stay_id)
    assert page is not None
    return page.file_id


def paper(folder: Path, content: bytes, name: str = "куәлік.pdf") -> Path:
    """Return a file as a scanner leaves it."""
    (folder / name).write_bytes(content)
    return folder / name


def test_a_scan_ticks_its_document_and_is_seen_again(desk: Desk, stay_id: UUID, tmp_path: Path) -> None:
    scan_id = saved(attach_scan(desk, file_of(desk, stay_id), paper(tmp_path, pdf(pages=2)), code=IDENTITY))
    row = row_of(desk, stay_id)
    (scan,) = row.scans
    assert (scan.id, scan.name, scan.media, scan.pages) == (scan_id, "куәлік.pdf", ScanMedia.PDF, 2)
    assert (row.state, row.received_on) == (DocumentState.RECEIVED, desk.today)
    assert scan_content(desk, scan_id) == pdf(pages=2)
    assert copy_scan(desk, scan_id) == ("куәлік.pdf", pdf(pages=2))
    with desk.read() as session:
        told = session.execute(select(Change.operation).where(Change.table_name == "scan")).scalars().all()
    assert told == [Operation.INSERT, Operation.VIEW, Operation.EXPORT]


def test_what_was_received_before_keeps_its_day(desk: Desk, stay_id: UUID, tmp_path: Path) -> None:
    file_id = file_of(desk, stay_id)
    early = DocumentDraft(code=IDENTITY, received_on=desk.today.replace(day=4), received_from="қызы")
    saved(save_document(desk, file_id, early))
    saved(attach_scan(desk, file_id, paper(tmp_path, picture("PNG")), code=IDENTITY))
    row = row_of(desk, stay_id)
    assert (row.received_on, row.received_from, len(row.scans)) == (early.received_on, "қызы", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MZ" + bytes(100), scanned.UNKNOWN),
        (b"", scanned.EMPTY),
        (pdf()[:100], scanned.BROKEN_PDF),
        (bytes(21 * 1024 * 1024), scanned.TOO_LARGE),
    ],
    ids=["program", "empty", "broken", "large"],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(
    desk: Desk, stay_id: UUID, tmp_path: Path, content: bytes, reason: str
) -> None:
    answer = attach_scan(desk, file_of(desk, stay_id), paper(tmp_path, content), code=IDENTITY)
    assert isinstance(answer, Refused)
    assert [finding.text for finding in answer.findings] == [reason]
    assert row_of(desk, stay_id).state is DocumentState.MISSING
    assert list(desk.file.scans.iterdir()) == []


def test_a_folder_and_a_file_that_is_gone_are_refused(desk: Desk, stay_id: UUID, tmp_path: Path) -> None:
    file_id = file_of(desk, stay_id)
    for place in (tmp_path, tmp_path / "gone.pdf"):
        assert codes(attach_scan(desk, file_id, place, code=IDENTITY)) == ["scan-refused"]


def test_no_plain_copy_is_written_anywhere(
    desk: Desk, stay_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    content = pdf(words="Құпия")
    scan_id = saved(attach_scan(desk, file_of(desk, stay_id), paper(tmp_path, content), code=IDENTITY))
    scan_content(desk, scan_id)
    assert list(work.iterdir()) == []
    lying = [path.read_bytes() for path in desk.file.path.rglob("*") if path.is_file()]
    assert not any(content[:64] in one for one in lying)


def test_a_removed_scan_leaves_the_list_and_stays_on_record(
    desk: Desk, stay_id: UUID, tmp_path: Path
) -> None:
    scan_id = saved(attach_scan(desk, file_of(desk, stay_id), paper(tmp_path, pdf()), code=IDENTITY))
    saved(remove_scan(desk, scan_id))
    assert row_of(desk, stay_id).scans == ()
    with desk.read() as session:
        assert session.get_one(Scan, scan_id).removed_on == desk.today
    assert scan_content(desk, scan_id) == pdf()
    assert codes(remove_scan(desk, scan_id)) == ["record-gone"]


def test_an_own_document_goes_with_its_scans_off_the_list(desk: Desk, stay_id: UUID, tmp_path: Path) -> None:
    file_id = file_of(desk, stay_id)
    own = saved(save_document(desk, file_id, DocumentDraft(title="Мінездеме", received_on=desk.today)))
    scan_id = saved(attach_scan(desk, file_id, paper(tmp_path, pdf()), document_id=own))
    saved(remove_own_document(desk, own))
    with desk.read() as session:
        scan = session.get_one(Scan, scan_id)
        assert (scan.document_id, scan.removed_on) == (None, desk.today)
    assert desk.file.check() == ()


def test_a_copy_is_called_what_it_is() -> None:
    assert copy_name("a.PDF", ScanMedia.PDF) == "a.PDF"
    assert copy_name("a.jpeg", ScanMedia.JPEG) == "a.jpeg"
    assert copy_name("a.pdf", ScanMedia.PNG) == "a.pdf.png"

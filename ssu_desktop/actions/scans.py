"""Scans of papers: attached to a document of the file, looked at, copied out, taken off; never deleted.

Those of the internal rules, which are of no person: `rules_scan`."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.file_rows import document_in
from ssu_desktop.actions.stored import gone
from ssu_desktop.exchange.pictures import LARGEST_FILE
from ssu_desktop.exchange.scanned import Fit, Unfit, look_at_scan
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.records import FileDocument, PersonalFile, Scan, Stay, new_id
from ssu_desktop.records.kinds import Operation, ScanMedia
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import note

_ENDINGS = {ScanMedia.PDF: ".pdf", ScanMedia.JPEG: ".jpg", ScanMedia.PNG: ".png"}
_LONGEST_NAME = 120
_UNREADABLE = N_("The file cannot be read. Look whether it is still there.")


def attach_scan(
    desk: Desk, file_id: UUID, path: Path, *, code: str | None = None, document_id: UUID | None = None
) -> Saved | Refused:
    """Attach a scan to a document of a file, by its id or by the law's `code`; `Saved.id` is the scan.

    A document that was not ticked yet is ticked as received today: whoever scans it has it. Refused is what
    is no PDF, JPEG or PNG by its content, too large, locked or damaged: nothing is kept then."""
    return attach_scanned(desk, file_id, read_scanned(path), code=code, document_id=document_id)


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """A file that can be kept as a scan: its name, its bytes, what it is."""

    name: str
    content: bytes
    fit: Fit


def read_scanned(path: Path) -> Scanned | Refused:
    """Read a file that may be kept as a scan; Refused is what `attach_scan` refuses."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError:
        return _refused(Unfit(_UNREADABLE))
    return scanned_of(clean(path.name)[-_LONGEST_NAME:] or "?", content)


def scanned_of(name: str, content: bytes) -> Scanned | Refused:
    """Return bytes that are at hand, called `name`, as `read_scanned` does those of a file."""
    found = look_at_scan(content)
    return _refused(found) if isinstance(found, Unfit) else Scanned(name=name, content=content, fit=found)


def attach_scanned(
    desk: Desk,
    file_id: UUID,
    scanned: Scanned | Refused,
    *,
    code: str | None = None,
    document_id: UUID | None = None,
) -> Saved | Refused:
    """Attach what was read as `attach_scan` does, or return why it was refused."""
    if isinstance(scanned, Refused):
        return scanned
    with desk.read() as session:
        if not _is_there(session, file_id, document_id):
            return Refused((gone(),))
    with desk.write(N_("Attach a scan")) as session:
        document = document_in(session, file_id, code, document_id)
        if document.received_on is None and not document.not_needed:
            document.received_on = desk.today
        session.flush()
        file = session.get_one(PersonalFile, document.file_id)
        person_id = session.get_one(Stay, file.stay_id).person_id
        return Saved(kept_scan(desk, session, scanned, person_id=person_id, document_id=document.id).id)


def kept_scan(
    desk: Desk, session: Session, scanned: Scanned, *, person_id: UUID | None, document_id: UUID | None = None
) -> Scan:
    """Keep a scan of a person's paper, or of the house's own, within the caller's transaction."""
    scan = Scan(
        id=new_id(),
        person_id=person_id,
        document_id=document_id,
        name=scanned.name,
        media=scanned.fit.media,
        digest=desk.file.keep_scan(session, scanned.content),
        size=len(scanned.content),
        pages=scanned.fit.pages,
    )
    session.add(scan)
    session.flush()
    return scan


def _is_there(session: Session, file_id: UUID, document_id: UUID | None) -> bool:
    if document_id is not None:
        document = session.get(FileDocument, document_id)
        return document is not None and document.file_id == file_id
    return session.get(PersonalFile, file_id) is not None


def _refused(why: Unfit) -> Refused:
    finding = Finding(code="scan-refused", text=why.text, values=why.values, field="scan", weight=Weight.STOP)
    return Refused((finding,))


def scan_content(desk: Desk, scan_id: UUID) -> bytes:
    """Return the bytes of a scan to be looked at; that it was seen is journalled.

    Raises ScanIsDamaged; LookupError where there is no such scan."""
    scan = _stored(desk, scan_id)
    content = desk.file.scan(scan.digest)
    of_person = scan.person_id is not None
    action = N_("Look at a scan") if of_person else N_("Look at the scan of the internal rules")
    with desk.write(action) as session:
        note(session, Operation.VIEW, "scan", scan.id, scan.person_id, {"name": scan.name})
    return content


def copy_scan(desk: Desk, scan_id: UUID) -> tuple[str, bytes]:
    """Return the name and the bytes of a copy that leaves the data file; that is journalled.

    The caller writes it where the user says. Raises ScanIsDamaged; LookupError without such a scan."""
    scan = _stored(desk, scan_id)
    content = desk.file.scan(scan.digest)
    with desk.write(N_("Save a copy of a scan")) as session:
        note(session, Operation.EXPORT, "scan", scan.id, scan.person_id, {"name": scan.name})
    return copy_name(scan.name, scan.media), content


def copy_name(name: str, media: ScanMedia) -> str:
    """Return the name of a copy: its ending is that of what the scan is, whatever it was called."""
    ending = _ENDINGS[media]
    same = name.lower().endswith((ending, ".jpeg") if media is ScanMedia.JPEG else ending)
    return name if same else name + ending


def remove_scan(desk: Desk, scan_id: UUID) -> Saved | Refused:
    """Take a scan off the file; its bytes and its history stay."""
    with desk.read() as session:
        scan = session.get(Scan, scan_id)
        if scan is None or scan.removed_on is not None:
            return Refused((gone(),))
    with desk.write(N_("Take a scan off the file")) as session:
        session.get_one(Scan, scan_id).removed_on = desk.today
    return Saved(scan_id)


def _stored(desk: Desk, scan_id: UUID) -> Scan:
    with desk.read() as session:
        scan = session.scalar(select(Scan).where(Scan.id == scan_id))
        if scan is None:
            raise LookupError(scan_id)
        return scan

"""Papers of the demo: a scan, originals in custody, orders of the events."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

from ssu_desktop import paths
from ssu_desktop.actions.custody import custody_begun, take_in
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.order_texts import begin_order
from ssu_desktop.actions.orders import save_order
from ssu_desktop.actions.personal_file import FilePage, save_document
from ssu_desktop.actions.scans import attach_scanned, scanned_of
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.records.kinds import DocumentForm
from ssu_desktop.rules.custody import Original
from ssu_desktop.rules.order import KIND_OF
from ssu_desktop.rules.personal_file import DocumentDraft

_IDENTITY, _SHEET = "S.file.identity", (1240, 1754)


def leave_papers(desk: Desk, person_id: UUID, page: FilePage, admitted: date, words: str) -> None:
    """Attach a scan, take two originals in and write the orders of the person's events."""
    _done(attach_scanned(desk, page.file_id, scanned_of("scan.png", scan_of(words)), code=_IDENTITY))
    begun = custody_begun(desk, page.file_id)
    originals = (
        Original(code="S.custody.identity", number="041234567"),
        Original(code="S.custody.disability"),
    )
    draft = replace(begun, originals=originals, accepted_on=admitted, consent_on=admitted - timedelta(days=1))
    _done(take_in(desk, page.file_id, draft))
    receipt = DocumentDraft(code="S.file.custody_receipt", form=DocumentForm.ORIGINAL, received_on=admitted)
    _done(save_document(desk, page.file_id, receipt))
    for stay in stay_history(desk, person_id):
        for movement in stay.movements:
            if movement.kind in KIND_OF and not movement.cancelled:
                _done(save_order(desk, None, begin_order(desk, movement_id=movement.id)))


def _done(answer: Saved | Refused) -> None:
    if isinstance(answer, Refused):
        raise ValueError(f"the demo's papers are impossible: {answer.findings}")


def scan_of(words: str) -> bytes:
    """Return the picture of a sheet of paper that bears some words."""
    from PIL import Image, ImageDraw, ImageFont  # costs start-up time, needed only here

    face = ImageFont.truetype(str(paths.resources() / "fonts" / "Tinos-Regular.ttf"), 48)
    sheet = Image.new("L", _SHEET, 250)
    ImageDraw.Draw(sheet).multiline_text((140, 180), words, fill=40, font=face, spacing=24)
    made = BytesIO()
    sheet.save(made, "PNG", optimize=True)
    return made.getvalue()

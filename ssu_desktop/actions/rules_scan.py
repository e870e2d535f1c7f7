"""The scan of the internal rules as the head approved them: one for each edition."""

from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.file_rows import ScanRow
from ssu_desktop.actions.scans import Scanned, kept_scan
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import InternalRules, Scan


def attach_rules_scan(desk: Desk, rules_id: UUID, scanned: Scanned | Refused) -> Saved | Refused:
    """Attach the scan of an edition in place of the one before, or return why it was refused.

    `Saved.id` is the scan. The bytes of the one before and its history stay."""
    if isinstance(scanned, Refused):
        return scanned
    with desk.read() as session:
        if session.get(InternalRules, rules_id) is None:
            return Refused((gone(),))
    with desk.write(N_("Attach the scan of the internal rules")) as session:
        rules = session.get_one(InternalRules, rules_id)
        take_scan_off(desk, session, rules)
        rules.scan_id = kept_scan(desk, session, scanned, person_id=None).id
        return Saved(rules.scan_id)


def take_scan_off(desk: Desk, session: Session, rules: InternalRules) -> None:
    """Take the scan of an edition off, within the caller's transaction."""
    if rules.scan_id is not None:
        session.get_one(Scan, rules.scan_id).removed_on = desk.today


def rules_scan(session: Session, rules: InternalRules) -> ScanRow | None:
    """Return the scan of an edition, if there is one."""
    return ScanRow.of(session.get_one(Scan, rules.scan_id)) if rules.scan_id is not None else None

"""Who signs as head of the organisation, and when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Signatory
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.organisation import (
    SignatoryDraft,
    check_signatory,
)


@dataclass(frozen=True, kw_only=True)
class SignatoryRow:
    """Who signs as head, and when."""

    id: UUID
    name: str
    acting: bool
    valid_from: date | None
    valid_until: date | None


def list_signatories(desk: Desk) -> tuple[SignatoryRow, ...]:
    """Return all who sign or signed as head, the latest first."""
    asked = select(Signatory).order_by(Signatory.valid_from.desc(), Signatory.id.desc())
    with desk.read() as session:
        return tuple(_signatory_row(signatory) for signatory in session.scalars(asked))


def _signatory_row(signatory: Signatory) -> SignatoryRow:
    return SignatoryRow(
        id=signatory.id,
        name=signatory.name,
        acting=signatory.acting,
        valid_from=signatory.valid_from,
        valid_until=signatory.valid_until,
    )


def signatory_on(desk: Desk, day: date) -> SignatoryRow | None:
    """Return who signs on `day`: an acting head before the head, then the one who began last."""
    valid = [
        row
        for row in list_signatories(desk)
        if (row.valid_from is None or row.valid_from <= day)
        and (row.valid_until is None or day <= row.valid_until)
    ]
    return max(valid, key=lambda row: (row.acting, row.valid_from or date.min), default=None)


def save_signatory(desk: Desk, signatory_id: UUID | None, draft: SignatoryDraft) -> Saved | Refused:
    """Add someone who signs as head, or change the entry."""
    draft = cleaned(draft)
    findings = tuple(check_signatory(draft))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Change who signs")) as session:
        signatory = session.get_one(Signatory, signatory_id) if signatory_id else Signatory()
        copy_draft(draft, signatory)
        session.add(signatory)
        session.flush()
        return Saved(signatory.id, findings)


def remove_signatory(desk: Desk, signatory_id: UUID) -> Saved | Refused:
    """Take out an entry that was made by mistake; printed papers keep the name that they bear."""
    with desk.write(N_("Change who signs")) as session:
        signatory = session.get(Signatory, signatory_id)
        if signatory is None:
            return Refused((gone(),))
        session.delete(signatory)
    return Saved(signatory_id)

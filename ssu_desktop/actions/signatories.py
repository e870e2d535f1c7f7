"""Who signs as head of the organisation, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Signatory
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import (
    SignatoryDraft,
    check_signatory,
    head_on,
)


@dataclass(frozen=True, kw_only=True)
class SignatoryRow:
    """Who signs as head, and when; `draft` is what a change begins from."""

    id: UUID
    name: str
    acting: bool
    valid_from: date | None
    valid_until: date | None
    draft: SignatoryDraft


def list_signatories(desk: Desk) -> tuple[SignatoryRow, ...]:
    """Return all who sign or signed as head, the latest first."""
    asked = select(Signatory).order_by(Signatory.valid_from.desc(), Signatory.id.desc())
    with desk.read_house() as session:
        return tuple(_signatory_row(signatory) for signatory in session.scalars(asked))


def _signatory_row(signatory: Signatory) -> SignatoryRow:
    return SignatoryRow(
        id=signatory.id,
        name=signatory.name,
        acting=signatory.acting,
        valid_from=signatory.valid_from,
        valid_until=signatory.valid_until,
        draft=draft_of(SignatoryDraft, signatory),
    )


def signatory_on(desk: Desk, day: date) -> SignatoryRow | None:
    """Return who signs on `day`, as the forms have it."""
    with desk.read_house() as session:
        found = head_on(session.scalars(select(Signatory)), day)
        return None if found is None else _signatory_row(found)


def save_signatory(desk: Desk, signatory_id: UUID | None, draft: SignatoryDraft) -> Saved | Refused:
    """Add someone who signs as head, or change the entry; refused where it was changed since it was read."""
    draft = cleaned(draft)
    with desk.read_house() as session:
        findings = (*check_signatory(draft), *_check_there(session, signatory_id, draft.revision))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Change who signs")) as session:
        signatory = session.get_one(Signatory, signatory_id) if signatory_id else Signatory()
        copy_draft(draft, signatory)
        session.add(signatory)
        session.flush()
        return Saved(signatory.id, findings)


def remove_signatory(desk: Desk, signatory_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take out an entry that was made by mistake; printed papers keep the name that they bear."""
    with desk.read_house() as session:
        if findings := tuple(_check_there(session, signatory_id, revision)):
            return Refused(findings)
    with desk.write(N_("Change who signs")) as session:
        session.delete(session.get_one(Signatory, signatory_id))
    return Saved(signatory_id)


def _check_there(session: Session, signatory_id: UUID | None, revision: int | None) -> Iterator[Finding]:
    signatory = session.get(Signatory, signatory_id) if signatory_id else None
    if signatory is not None:
        yield from check_fresh(signatory, revision)
    elif signatory_id:
        yield gone()

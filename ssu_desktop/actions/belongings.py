"""What belongs to a person: relatives, disabilities, programmes, identity papers, convictions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.records import (
    Conviction,
    Disability,
    IdentityPaper,
    Person,
    RehabilitationProgramme,
    Relative,
    new_id,
)
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.person import (
    ConvictionDraft,
    DisabilityDraft,
    PaperDraft,
    ProgrammeDraft,
    RelativeDraft,
    check_conviction,
    check_disability,
    check_paper,
    check_programme,
    check_relative,
)

Draft = RelativeDraft | DisabilityDraft | ProgrammeDraft | PaperDraft | ConvictionDraft
Belonging = Relative | Disability | RehabilitationProgramme | IdentityPaper | Conviction


@dataclass(frozen=True)
class _Sort:
    """How one sort of belonging is kept: its record, its check, the names of its actions."""

    record: type[Relative | Disability | RehabilitationProgramme | IdentityPaper | Conviction]
    check: Callable[[Any, date], Iterator[Finding]]
    saving: str
    removing: str


_SORTS: Mapping[type[Draft], _Sort] = {
    RelativeDraft: _Sort(Relative, check_relative, N_("Enter a relative"), N_("Remove a relative")),
    DisabilityDraft: _Sort(Disability, check_disability, N_("Enter a disability"), N_("Remove a disability")),
    ProgrammeDraft: _Sort(
        RehabilitationProgramme,
        check_programme,
        N_("Enter a rehabilitation programme"),
        N_("Remove a rehabilitation programme"),
    ),
    PaperDraft: _Sort(
        IdentityPaper, check_paper, N_("Enter an identity document"), N_("Remove an identity document")
    ),
    ConvictionDraft: _Sort(Conviction, check_conviction, N_("Enter a conviction"), N_("Remove a conviction")),
}


def save_belonging(
    desk: Desk,
    person_id: UUID,
    entry_id: UUID | None,
    draft: Draft,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Add to the person what the draft says, or change the entry `entry_id`; the draft's type says what.

    Refused where the entry was changed since the draft was begun (`revision`)."""
    sort, given = _SORTS[type(draft)], reasons or {}
    draft = cleaned(draft)
    findings = (
        *sort.check(draft, desk.today),
        *_check_there(desk, sort, person_id, entry_id, draft.revision),
    )
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(sort.saving) as session:
        record = _found(session, sort, entry_id) or sort.record(id=new_id(), person_id=person_id)
        copy_draft(draft, record)
        session.add(record)
        session.flush()
        record_departures(session, desk, findings, given, person_id)
        return Saved(record.id, findings)


def remove_belonging(
    desk: Desk, kind: type[Draft], person_id: UUID, entry_id: UUID, revision: int | None = None
) -> Saved | Refused:
    """Take out an entry that was made by mistake; the change journal keeps what it said.

    Refused where it was changed since it was read (`revision`)."""
    sort = _SORTS[kind]
    if findings := tuple(_check_there(desk, sort, person_id, entry_id, revision)):
        return Refused(findings)
    with desk.write(sort.removing) as session:
        session.delete(_found(session, sort, entry_id))
    return Saved(entry_id)


def _check_there(
    desk: Desk, sort: _Sort, person_id: UUID, entry_id: UUID | None, revision: int | None = None
) -> Iterator[Finding]:
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            yield gone()
            return
        entry = _found(session, sort, entry_id)
        if entry_id and (entry is None or entry.person_id != person_id):
            yield gone()
        elif entry is not None:
            yield from check_fresh(entry, revision)


def _found(session: Session, sort: _Sort, entry_id: UUID | None) -> Belonging | None:
    return cast("Belonging | None", session.get(sort.record, entry_id)) if entry_id else None

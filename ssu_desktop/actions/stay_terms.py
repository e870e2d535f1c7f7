"""The terms of a stay after the admission: prolonged, corrected, completed; the history keeps both."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.stay import NO_REASONS, person_facts, unit_facts
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Person, Stay
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.stay_terms import TermsDraft, TermsGround, check_stay_terms


def terms_of(desk: Desk, stay_id: UUID) -> TermsDraft | None:
    """Return the terms of a stay that has begun; None where there is no such stay."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        return _terms(stay) if stay is not None and stay.admitted_on is not None else None


def _terms(stay: Stay) -> TermsDraft:
    return draft_of(TermsDraft, stay)


def change_terms(
    desk: Desk, stay_id: UUID, draft: TermsDraft, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Let a stay that has begun go on by other terms; `Saved.id` is the stay.

    What hangs on them (the end of a temporary stay, the checklists, the age of leaving) follows at once."""
    draft = cleaned(draft)
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        findings = (gone(),) if stay is None else tuple(_findings(session, desk, stay, draft))
    if standing_in_the_way := unanswered(findings, reasons):
        return Refused(standing_in_the_way)
    with desk.write(N_("Change the terms of a stay")) as session:
        stay = session.get_one(Stay, stay_id)
        copy_draft(draft, stay)
        refresh_present(session, stay.person_id)
        record_departures(session, desk, findings, reasons, stay.person_id)
        return Saved(stay_id, findings)


def _findings(session: Session, desk: Desk, stay: Stay, draft: TermsDraft) -> tuple[Finding, ...]:
    unit = unit_facts(session, desk.law, desk.today, stay.unit_id)
    if stay.admitted_on is None or unit is None:
        return (gone(),)
    person = session.get_one(Person, stay.person_id)
    stays = list(session.scalars(select(Stay).where(Stay.person_id == stay.person_id)))
    ground = TermsGround(
        unit=unit,
        person=person_facts(session, person, stays, stay.unit_id, desk.today),
        admitted_on=stay.admitted_on,
    )
    return (
        *check_stay_terms(draft, _terms(stay), ground, desk.law, desk.today),
        *check_fresh(stay, draft.revision),
    )

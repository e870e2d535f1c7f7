"""The yearly binding: that plan and journal of a year lie bound in the person's folder."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.monitoring import year_of
from ssu_desktop.actions.monitoring_editing import journal_of
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import Plan, Stay, Unit
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.rules.binding import check_binding


def bind_year(
    desk: Desk, stay_id: UUID, number: int, bound_on: date | None, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Note on which day the plan and the journal of a plan year were bound; `Saved.id` is the journal."""
    reasons = reasons or {}
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None or stay.admitted_on is None:
            return Refused((gone(),))
        plans = session.scalars(select(Plan).where(Plan.stay_id == stay_id)).all()
        _number, started = year_of(plans, stay.admitted_on, number, desk.today)
        kind, ends_on = session.get_one(Unit, stay.unit_id).kind, year_ends_on(session, stay_id, number)
    findings = tuple(check_binding(bound_on, ends_on, kind, desk.law, desk.today))
    if standing := unanswered(findings, reasons):
        return Refused(standing)
    with desk.write(N_("Bind the plan and the journal of a year")) as session:
        journal = journal_of(session, stay_id, number, started)
        journal.bound_on = bound_on
        record_departures(session, desk, findings, reasons, stay.person_id)
        session.flush()
        return Saved(journal.id, findings)


def year_ends_on(session: Session, stay_id: UUID, number: int) -> date | None:
    """Return the last day of the approved plan of a year; None where there is none."""
    asked = select(func.max(Plan.period_until)).where(
        Plan.stay_id == stay_id, Plan.number == number, Plan.state == PlanState.APPROVED
    )
    return session.scalar(asked)

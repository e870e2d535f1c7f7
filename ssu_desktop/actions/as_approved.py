"""An approved plan on paper is what the head signed: with the words that the records held on that day."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.presence import state_on
from ssu_desktop.actions.printing_office import Office
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.records import Change, Plan
from ssu_desktop.records.kinds import Operation, PlanState

FINAL = (PlanState.APPROVED, PlanState.REPLACED)
"""The states of a version that was approved."""

Earlier = Mapping[str, str]
"""What the record of a person, or of the organisation, said before it was changed, by the column."""

_NOTHING: Earlier = {}
_STATE = '"state":"{}"'


class Approvals:
    """When versions of plans were approved, as the change journal has it, and what was changed since."""

    def __init__(self, session: Session, plans: Iterable[Plan]) -> None:
        self._seq = _approved_at(session, [plan.id for plan in plans if plan.state in FINAL])
        self._session = session
        self._changes: dict[UUID, list[tuple[int, Mapping[str, str]]]] = {}

    def look_at(self, row_ids: Iterable[UUID]) -> None:
        """Read what was changed of these records since the first of the approvals."""
        wanted = set(row_ids) - set(self._changes)
        if not self._seq or not wanted:
            return
        since = (Change.seq > min(self._seq.values()), Change.operation == Operation.UPDATE)
        asked = select(Change.row_id, Change.seq, Change.before).where(Change.row_id.in_(wanted), *since)
        self._changes.update({row_id: [] for row_id in wanted})
        for row_id, seq, before in self._session.execute(asked.order_by(Change.seq)):
            if row_id is not None and before is not None:
                self._changes[row_id].append((seq, json.loads(before)))

    def earlier(self, plan: Plan, row_id: UUID) -> Earlier:
        """Return what a record said when a plan was approved, of what was changed since."""
        seq = self._seq.get(plan.id)
        if seq is None:
            return _NOTHING
        told: dict[str, str] = {}
        for changed_at, before in self._changes.get(row_id, ()):
            if changed_at > seq:
                told = {**before, **told}
        return told


def _approved_at(session: Session, plan_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return where in the journal each plan became an approved one, for the last time."""
    asked = select(Change.row_id, Change.seq).where(
        Change.row_id.in_(plan_ids),
        Change.table_name == Plan.__tablename__,
        Change.after.contains(_STATE.format(PlanState.APPROVED.value)),
        or_(Change.before.is_(None), ~Change.before.contains(_STATE.format(PlanState.REPLACED.value))),
    )
    found = session.execute(asked.order_by(Change.seq)) if plan_ids else ()
    return {row_id: seq for row_id, seq in found if row_id is not None}


def as_approved(office: Office, content: Annex4, plan: Plan, approvals: Approvals) -> Annex4:
    """Return an approved version as it was approved, whichever way it is printed; a draft as it is.

    It bears the name and the diagnosis of the person and the name of the organisation of that day, and stands
    in the unit of that day: a copy that says something else would be no copy. What was empty then, and was a
    blank on paper, is filled in since. The present words come with the next version (or plan)."""
    if plan.state not in FINAL or plan.approved_on is None:
        return content
    person_id, house = plan.stay.person_id, office.organisation
    approvals.look_at((person_id, house.id))
    name = _name_on(plan, plan.approved_on) or content.name
    unit_id = state_on(plan.stay, plan.stay.movements, plan.approved_on).unit_id or plan.stay.unit_id
    organisation = approvals.earlier(plan, house.id).get(f"name_{office.language.value}", "")
    return replace(
        content,
        name=name,
        bookmark=name,
        kind=office.units[unit_id].kind.value,
        diagnosis=approvals.earlier(plan, person_id).get("diagnosis", "") or content.diagnosis,
        organisation=organisation or content.organisation,
    )


def _name_on(plan: Plan, day: date) -> str:
    """Return the former name that the person bore on a day; nothing where it is the present one."""
    former = plan.stay.person.former_names
    borne = [name for name in former if name.until is not None and name.until >= day]
    first = min(borne, key=lambda name: (name.until or date.max, name.id), default=None)
    return first.full_name if first is not None else ""

"""Who answers for a person: one member of staff at a time, from a day on."""

from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import Assignment, Staff, Stay
from ssu_desktop.storage import rows

_now = rows(
    lambda: (
        select(Assignment.staff_id)
        .where(Assignment.stay_id == bindparam("stay_id"), Assignment.ended_on.is_(None))
        .order_by(Assignment.assigned_on.desc(), Assignment.id.desc())
    )
)


def responsible_of(desk: Desk, stay_id: UUID) -> UUID | None:
    """Return the member of staff who answers for a person in a stay; None where nobody was named."""
    with desk.read_rows() as source:
        found = _now(source, stay_id=stay_id)
    return found[0][0] if found else None


def assign(desk: Desk, stay_id: UUID, staff_id: UUID | None) -> Saved | Refused:
    """Let a member of staff answer for a person from today on, or nobody; the former one is kept."""
    with desk.write(N_("Name who answers for a person")) as session:
        if session.get(Stay, stay_id) is None or (staff_id and session.get(Staff, staff_id) is None):
            return Refused((gone(),))
        running = select(Assignment).where(Assignment.stay_id == stay_id, Assignment.ended_on.is_(None))
        for former in session.scalars(running):
            if former.staff_id == staff_id:
                return Saved(former.id)
            former.ended_on = max(desk.today, former.assigned_on)
        if staff_id is None:
            return Saved(stay_id)
        named = Assignment(stay_id=stay_id, staff_id=staff_id, assigned_on=desk.today)
        session.add(named)
        session.flush()
        return Saved(named.id)

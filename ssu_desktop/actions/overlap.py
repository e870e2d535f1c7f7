"""The other stays of a person, and the days that an event would let a stay share with them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.presence import standing, state_on
from ssu_desktop.records import Movement, Stay
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.overlap import OtherStay, check_overlap
from ssu_desktop.rules.stay import MovementFact, derive, first_unit

_LAST = UUID(int=2**128 - 1)  # the draft stands last on its day


def other_stays(session: Session, stay: Stay) -> tuple[OtherStay, ...]:
    """Return the other stays of the person that began, the earliest first."""
    asked = select(Stay.unit_id, Stay.admitted_on, Stay.ended_on).order_by(Stay.admitted_on, Stay.id)
    asked = asked.where(Stay.person_id == stay.person_id, Stay.id != stay.id, Stay.admitted_on.is_not(None))
    return tuple(
        OtherStay(unit_id=unit_id, admitted_on=admitted_on, ended_on=ended_on)
        for unit_id, admitted_on, ended_on in session.execute(asked)
        if admitted_on is not None
    )


def overlapping(
    session: Session,
    stay: Stay,
    movements: Sequence[Movement],
    draft: MovementDraft,
    instead_of: UUID | None,
) -> Iterator[Finding]:
    """Find days that an event, `instead_of` another, would let a stay share with another of the person."""
    if draft.happened_on is None:
        return
    new = MovementFact(kind=draft.kind, happened_on=draft.happened_on, id=_LAST)
    facts = [fact for fact in standing(movements) if fact.id != instead_of]
    after = derive([*facts, new], first_unit(stay, movements))
    yield from check_overlap(state_on(stay, movements), after, other_stays(session, stay))

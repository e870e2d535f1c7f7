"""Who has seen a person's data: for the person's own request."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.history_words import ACTIONS
from ssu_desktop.language import Language, translate
from ssu_desktop.records import Change, Person
from ssu_desktop.records.kinds import Operation

_LEFT_IN_LISTS = (Operation.PRINT, Operation.EXPORT)


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """What one user did with a person's data on one day of this computer's calendar, in words."""

    day: date
    who: str
    deeds: tuple[str, ...]


def who_has_seen(desk: Desk, person_id: UUID, language: Language) -> tuple[SeenRow, ...]:
    """Return who saw, changed, printed or exported a person's data, by days, the latest first.

    Lists on which the person stood count, be they printed, saved as a table or written by a command, and so
    does what was done with records that were merged into this one."""
    with desk.read() as session:
        changes = _of(session, person_id)
    days: dict[tuple[date, str], Counter[str]] = {}
    for change in sorted(changes, key=lambda one: one.seq, reverse=True):
        day = change.at.astimezone().date()
        days.setdefault((day, change.user_name), Counter())[_deed(change, language)] += 1
    return tuple(
        SeenRow(day=day, who=who, deeds=tuple(_times(*deed) for deed in deeds.items()))
        for (day, who), deeds in days.items()
    )


def _of(session: Session, person_id: UUID) -> Sequence[Change]:
    """Return one entry for each action on the person, and for each paper or list with them."""
    merged = session.scalars(select(Person.id).where(Person.merged_into_id == person_id))
    same = [person_id, *merged]
    found: dict[tuple[UUID, str], Change] = {}
    for change in session.scalars(select(Change).where(Change.person_id.in_(same)).order_by(Change.seq)):
        found.setdefault((change.action_id, _paper(change)), change)
    listed = select(Change).where(Change.person_id.is_(None), Change.operation.in_(_LEFT_IN_LISTS))
    for one in same:
        for change in session.scalars(listed.where(Change.after.contains(f'"{one.hex}"'))):
            found.setdefault((change.action_id, _paper(change)), change)
    papers = {action_id for action_id, paper in found if paper}
    return [change for (action_id, paper), change in found.items() if paper or action_id not in papers]


def _paper(change: Change) -> str:
    """Return the form of a print, and nothing of anything else."""
    if change.operation is not Operation.PRINT:
        return ""
    return str(json.loads(change.after or "{}").get("form", ""))


def _deed(change: Change, language: Language) -> str:
    said = translate(language, ACTIONS.get(change.action, change.action))
    paper = FORM_NAMES.get(_paper(change))
    return f"{said}: {translate(language, paper)}" if paper else said


def _times(deed: str, count: int) -> str:
    return deed if count == 1 else f"{deed} × {count}"

"""The electronic register (annex 2) of a unit: which stays are in it, and its rows for the screen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.portal import not_in_portal
from ssu_desktop.actions.presence import movements_of, stood_in
from ssu_desktop.forms.annex_2 import JournalRow
from ssu_desktop.forms.fill_annex_2 import journal_rows
from ssu_desktop.language import Language
from ssu_desktop.records import Person, Stay, Unit
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.rules.portal import outstanding
from ssu_desktop.rules.stay import parts_of

_ENTERED = (Stay.status != Status.NONE, Person.merged_into_id.is_(None))


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """A row of annex 2: one stay. `cells` are its columns, word for word as they are printed.

    `to_portal` counts the events of which the state portal still says otherwise; else all were typed over by
    `portal_on`, the last by `portal_by`.
    """

    stay_id: UUID
    person_id: UUID
    unit_kind: UnitKind
    status: Status
    cells: JournalRow
    to_portal: int
    portal_on: date | None
    portal_by: str


def register_rows(
    desk: Desk,
    unit_id: UUID,
    language: Language,
    statuses: Collection[Status] = (),
    *,
    to_portal: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[RegisterRow, ...]:
    """Return the rows of a unit's register in the order of admission, those who wait last.

    `statuses` leaves only the stays in one of these states; none leaves all. `to_portal`: only those of
    which something is not typed over into the portal yet."""
    asked = asked_register(*in_register(unit_id, statuses, to_portal=to_portal)).limit(limit).offset(offset)
    with desk.read() as session:
        units = {unit.id: unit for unit in session.scalars(select(Unit))}
        stays = session.scalars(asked).all()
        cells = journal_rows(units[unit_id], stays, units, language, desk.today, first=offset + 1)
    return tuple(_row(stay, units[unit_id], row) for stay, row in zip(stays, cells, strict=True))


def _row(stay: Stay, unit: Unit, cells: JournalRow) -> RegisterRow:
    typed = [one for one in stay.movements if one.cancelled_at is None and one.portal_on is not None]
    last = max(typed, key=lambda one: (one.portal_on or date.min, one.id), default=None)
    return RegisterRow(
        stay_id=stay.id,
        person_id=stay.person_id,
        unit_kind=unit.kind,
        status=stay.status if stay.unit_id == unit.id else Status.TRANSFERRED,
        cells=cells,
        to_portal=len(outstanding(stay.movements)),
        portal_on=last.portal_on if last is not None else None,
        portal_by=last.portal_by if last is not None else "",
    )


def count_register(
    desk: Desk, unit_id: UUID, statuses: Collection[Status] = (), *, to_portal: bool = False
) -> int:
    """Return how many rows a unit's register has; narrowed as `register_rows` does."""
    asked = select(func.count(Stay.id)).join(Person, Person.id == Stay.person_id)
    with desk.read() as session:
        return (
            session.scalar(asked.where(*_ENTERED, *in_register(unit_id, statuses, to_portal=to_portal))) or 0
        )


def in_register(
    unit_id: UUID, statuses: Collection[Status] = (), *, to_portal: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions on `Stay` of a unit's register; who went on to another unit left by transfer."""
    shown: list[ColumnElement[bool]] = [stood_in(unit_id)]
    if to_portal:
        shown.append(not_in_portal())
    if statuses:
        there = and_(Stay.unit_id == unit_id, Stay.status.in_(statuses))
        shown.append(or_(there, Stay.unit_id != unit_id) if Status.TRANSFERRED in statuses else there)
    return shown


def asked_register(*conditions: ColumnElement[bool]) -> Select[Stay]:
    """Return the stays of a register in its order, with all that `journal_rows` reads of them."""
    return (
        select(Stay)
        .join(Stay.person)
        .where(*_ENTERED, *conditions)
        .order_by(Stay.admitted_on.is_(None), Stay.admitted_on, Stay.status_since, Stay.id)
        .options(selectinload(Stay.movements), contains_eager(Stay.person).selectinload(Person.programmes))
    )


def started_on(session: Session, unit_id: UUID) -> date | None:
    """Return when a unit's register was begun: the day of the first arrival there, by transfer too."""
    stays = session.scalars(select(Stay).join(Stay.person).where(*_ENTERED, stood_in(unit_id))).all()
    movements = movements_of(session, [stay.id for stay in stays])
    parts = [parts_of(stay, movements[stay.id]).get(unit_id) for stay in stays]
    return min((one.happened_on for part in parts if part for one in part.arrivals), default=None)

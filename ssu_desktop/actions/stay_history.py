"""The stays of a person with their movements, and what may follow: the tab Movements."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.asked import all_units
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.presence import standing
from ssu_desktop.records import Movement, PersonalFile, Stay, Unit
from ssu_desktop.records.kinds import (
    Category,
    Funding,
    MovementKind,
    NoticeSigner,
    Status,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.portal import is_outstanding
from ssu_desktop.rules.stay import derive, movement_word, possible_next, status_word
from ssu_desktop.storage import records, records_with


@dataclass(frozen=True, kw_only=True)
class MovementRow:
    """One event; `word` is its msgid in the words of the unit. A cancelled one is shown struck out.

    `to_portal`: the state portal still says otherwise of it.
    """

    id: UUID
    kind: MovementKind
    word: str
    happened_on: date
    order_number: str
    order_date: date | None
    reason: str
    destination: str
    until: date | None
    to_unit_id: UUID | None
    to_unit_kk: str
    to_unit_ru: str
    note: str
    expelled: bool
    notice_signer: NoticeSigner | None
    portal_on: date | None
    portal_by: str
    to_portal: bool
    cancelled: bool
    cancel_reason: str

    def to_unit(self, language: str) -> str:
        """Return the name of the unit that a transfer led to, in `language`."""
        return self.to_unit_kk if language == "kk" else self.to_unit_ru


@dataclass(frozen=True, kw_only=True)
class StayRow:
    """One stay; `status_word` is the msgid of its state, `possible` what may follow, in the menu's order."""

    id: UUID
    unit_id: UUID
    unit_name_kk: str
    unit_name_ru: str
    unit_kind: UnitKind
    category: Category
    further_categories: tuple[Category, ...]
    length: StayLength
    planned_until: date | None
    funding: Funding
    came_from: str
    decision_number: str
    decision_date: date | None
    decision_body: str
    note: str
    status: Status
    status_word: str
    status_since: date | None
    admitted_on: date | None
    ended_on: date | None
    readmitted: bool
    file_number: str
    possible: tuple[MovementKind, ...]
    movements: tuple[MovementRow, ...]

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru


def stay_history(desk: Desk, person_id: UUID) -> tuple[StayRow, ...]:
    """Return the stays of a person, the newest first, each with its events in their order."""
    with desk.read_rows() as source:
        stays = _stays(source, person_id=person_id)
        units = {unit.id: unit for unit in all_units(source)}
        movements: dict[UUID, list[Movement]] = {stay.id: [] for stay, _number in stays}
        for movement in _movements(source, person_id=person_id):
            movements[movement.stay_id].append(movement)
    stays.sort(key=lambda found: (found[0].admitted_on or date.max, found[0].id), reverse=True)
    return tuple(_row(stay, number or "", movements[stay.id], units) for stay, number in stays)


_stays = records_with(
    lambda: (
        select(Stay, PersonalFile.number)
        .outerjoin(PersonalFile, PersonalFile.stay_id == Stay.id)
        .where(Stay.person_id == bindparam("person_id"))
    )
)
_movements = records(
    lambda: (
        select(Movement)
        .join(Stay, Stay.id == Movement.stay_id)
        .where(Stay.person_id == bindparam("person_id"))
        .order_by(Movement.happened_on, Movement.id)
    )
)


def _row(stay: Stay, number: str, movements: list[Movement], units: dict[UUID, Unit]) -> StayRow:
    unit = units[stay.unit_id]
    return StayRow(
        id=stay.id,
        unit_id=stay.unit_id,
        unit_name_kk=unit.name_kk,
        unit_name_ru=unit.name_ru,
        unit_kind=unit.kind,
        category=stay.category,
        further_categories=stay.further_categories,
        length=stay.length,
        planned_until=stay.planned_until,
        funding=stay.funding,
        came_from=stay.came_from,
        decision_number=stay.decision_number,
        decision_date=stay.decision_date,
        decision_body=stay.decision_body,
        note=stay.note,
        status=stay.status,
        status_word=status_word(stay.status, unit.kind),
        status_since=stay.status_since,
        admitted_on=stay.admitted_on,
        ended_on=stay.ended_on,
        readmitted=stay.readmitted,
        file_number=number,
        possible=possible_next(derive(standing(movements)), unit.kind),
        movements=tuple(_movement(movement, unit.kind, units) for movement in movements),
    )


def _movement(movement: Movement, kind: UnitKind, units: dict[UUID, Unit]) -> MovementRow:
    target = units.get(movement.to_unit_id) if movement.to_unit_id is not None else None
    return MovementRow(
        id=movement.id,
        kind=movement.kind,
        word=movement_word(movement.kind, kind),
        happened_on=movement.happened_on,
        order_number=movement.order_number,
        order_date=movement.order_date,
        reason=movement.reason,
        destination=movement.destination,
        until=movement.until,
        to_unit_id=movement.to_unit_id,
        to_unit_kk=target.name_kk if target else "",
        to_unit_ru=target.name_ru if target else "",
        note=movement.note,
        expelled=movement.expelled,
        notice_signer=movement.notice_signer,
        portal_on=movement.portal_on,
        portal_by=movement.portal_by,
        to_portal=is_outstanding(movement),
        cancelled=movement.cancelled_at is not None,
        cancel_reason=movement.cancel_reason,
    )

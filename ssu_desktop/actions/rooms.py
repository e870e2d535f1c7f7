"""The rooms of a unit: which there are, who lives in them today, who has none yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, check_removal, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Person, Room, RoomPlace, Stay, Unit, new_id
from ssu_desktop.records.kinds import Sex, UnitKind
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.room import RoomDraft, check_room, has_rooms
from ssu_desktop.rules.stay import PRESENT


@dataclass(frozen=True, kw_only=True)
class DwellerRow:
    """Somebody who is here; `since` is None for who has no room."""

    stay_id: UUID
    person_id: UUID
    name: str
    sex: Sex | None
    born: date | None
    since: date | None = None
    with_spouse: bool = False
    compatibility: str = ""


@dataclass(frozen=True, kw_only=True)
class RoomRow:
    """A room with those who live in it today, by their names."""

    id: UUID
    draft: RoomDraft
    dwellers: tuple[DwellerRow, ...] = ()

    @property
    def beds(self) -> int:
        """Return the number of beds."""
        return self.draft.beds or 0

    @property
    def free(self) -> int:
        """Return the free beds; below 0 where there are more people than beds."""
        return self.beds - len(self.dwellers)


@dataclass(frozen=True, kw_only=True)
class RoomsPage:
    """The open rooms of a unit by their names, those that were closed, and who has no room."""

    rooms: tuple[RoomRow, ...]
    closed: tuple[RoomRow, ...]
    without: tuple[DwellerRow, ...]

    @property
    def beds(self) -> int:
        """Return the beds of all open rooms."""
        return sum(room.beds for room in self.rooms)

    @property
    def free(self) -> int:
        """Return the beds that nobody has; a room with too many people has none, not fewer."""
        return sum(max(room.free, 0) for room in self.rooms)


def rooms_page(desk: Desk, unit_id: UUID) -> RoomsPage:
    """Return the rooms of a unit as they are today."""
    with desk.read() as session:
        here = list(_here(session, unit_id, desk.today))
        rooms = [
            RoomRow(
                id=room.id,
                draft=draft_of(RoomDraft, room, revision=room.revision),
                dwellers=tuple(one for room_id, one in here if room_id == room.id),
            )
            for room in session.scalars(select(Room).where(Room.unit_id == unit_id))
        ]
    rooms.sort(key=lambda room: in_number_order(room.draft.name))
    closed = [room for room in rooms if is_closed(room.draft.closed_on, desk.today)]
    return RoomsPage(
        rooms=tuple(room for room in rooms if room not in closed),
        closed=tuple(closed),
        without=tuple(one for room_id, one in here if room_id is None),
    )


def is_closed(closed_on: date | None, on: date) -> bool:
    """Return whether a room is closed on a day."""
    return closed_on is not None and closed_on <= on


def in_number_order(name: str) -> tuple[int, str]:
    """Return what sorts rooms: by the number that the name begins with, then by the name."""
    digits = ""
    for sign in name:
        if not sign.isdecimal():
            break
        digits += sign
    return (int(digits) if digits else 0, name)


def _here(session: Session, unit_id: UUID, day: date) -> Iterator[tuple[UUID | None, DwellerRow]]:
    """Yield those who live in a unit with their room of the day, by their names; of day care who stays."""
    by_day = session.get_one(Unit, unit_id).kind is UnitKind.DAY
    asked = (
        select(Stay.id, Person, Stay.night_stay)
        .join(Person, Person.id == Stay.person_id)
        .where(Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
        .order_by(Person.sort_key, Person.id)
    )
    places = {
        place.stay_id: place
        for place in session.scalars(
            select(RoomPlace)
            .join(Room, Room.id == RoomPlace.room_id)
            .where(Room.unit_id == unit_id, RoomPlace.since <= day)
            .where(or_(RoomPlace.until.is_(None), RoomPlace.until > day))
        )
    }
    for stay_id, person, night_stay in session.execute(asked):
        place = places.get(stay_id)
        if by_day and place is None and not night_stay:
            continue  # goes home in the evening
        yield (
            place.room_id if place else None,
            DwellerRow(
                stay_id=stay_id,
                person_id=person.id,
                name=person.full_name,
                sex=person.sex,
                born=person.born,
                since=place.since if place else None,
                with_spouse=place.with_spouse if place else False,
                compatibility=place.compatibility if place else "",
            ),
        )


def save_room(
    desk: Desk,
    unit_id: UUID,
    room_id: UUID | None,
    draft: RoomDraft,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Add a room to a unit, or change one; closing one where people live is refused."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        findings = (
            *check_room(draft, _living(session, room_id)),
            *_check_room_in_file(session, unit_id, room_id, draft),
        )
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change a room") if room_id else N_("Add a room")) as session:
        room = session.get_one(Room, room_id) if room_id else Room(id=new_id(), unit_id=unit_id)
        copy_draft(draft, room)
        session.add(room)
        session.flush()
        record_departures(session, desk, findings, given)
        return Saved(room.id, findings)


def _living(session: Session, room_id: UUID | None) -> int:
    if room_id is None:
        return 0
    lasting = select(func.count()).where(RoomPlace.room_id == room_id, RoomPlace.until.is_(None))
    return session.scalar(lasting) or 0


def _check_room_in_file(
    session: Session, unit_id: UUID, room_id: UUID | None, draft: RoomDraft
) -> Iterator[Finding]:
    unit = session.get(Unit, unit_id)
    if unit is None or not has_rooms(unit.kind, round_the_clock=unit.round_the_clock):
        yield Finding(
            code="unit-without-rooms", text=N_("Nobody lives in a unit of this kind."), weight=Weight.STOP
        )
        return
    taken = select(Room.id).where(Room.unit_id == unit_id, Room.name == draft.name)
    if session.scalar(taken.where(Room.id != room_id) if room_id else taken):
        yield Finding(
            code="room-name-taken",
            text=N_("There is a room “{name}” in this unit already."),
            values={"name": draft.name},
            field="name",
            weight=Weight.STOP,
        )
    if room_id is not None:
        room = session.get(Room, room_id)
        if room is None:
            yield gone()
        else:
            yield from check_fresh(room, draft.revision)


_LIVED_IN = Finding(
    code="room-was-lived-in",
    text=N_("People have lived in this room: close it, so that it stays known where."),
    weight=Weight.STOP,
)


def remove_room(desk: Desk, room_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take out a room that was entered by mistake; one where somebody has ever lived is closed instead."""
    with desk.read() as session:
        lived_in = session.scalar(select(exists().where(RoomPlace.room_id == room_id)))
        findings = check_removal(session.get(Room, room_id), revision, lived_in, _LIVED_IN)
    if findings:
        return Refused(findings)
    with desk.write(N_("Remove a room")) as session:
        session.delete(session.get_one(Room, room_id))
    return Saved(room_id)

"""Placing a person of a stay in a room, moving them to another one, taking them out of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.room_places import place_on
from ssu_desktop.actions.rooms import RoomRow, rooms_page
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records import Movement, Person, Relative, Room, RoomPlace, Stay, Unit, new_id
from ssu_desktop.records.kinds import MovementKind, RelationKind, UnitKind
from ssu_desktop.rules.fields import check_order, cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.room import Dweller, Lodger, PlaceDraft, RoomFacts, check_place, has_rooms
from ssu_desktop.rules.stay import PRESENT


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """A place that a stay had or has."""

    id: UUID
    room: str
    since: date
    until: date | None
    with_spouse: bool
    compatibility: str


@dataclass(frozen=True, kw_only=True)
class LivingPage:
    """Where the person of a stay lives: the place that lasts, its neighbours, the places before it."""

    stay_id: UUID
    unit_id: UUID
    unit_kind: UnitKind
    here: bool
    place: PlaceRow | None
    neighbours: tuple[str, ...]
    former: tuple[PlaceRow, ...]


def living_page(desk: Desk, stay_id: UUID) -> LivingPage | None:
    """Return where the person of a stay lives; None where nobody lives in the unit, or goes home by day."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        unit = session.get(Unit, stay.unit_id) if stay is not None else None
        if stay is None or unit is None or not has_rooms(unit.kind, round_the_clock=unit.round_the_clock):
            return None
        if unit.kind is UnitKind.DAY and not stay.night_stay:
            return None
        places = list(_places(session, stay_id))
    lasting = next((row for row in places if row.until is None), None)
    room = _room_of(desk, unit.id, stay_id)
    return LivingPage(
        stay_id=stay_id,
        unit_id=unit.id,
        unit_kind=unit.kind,
        here=stay.status in PRESENT,
        place=lasting,
        neighbours=tuple(one.name for one in room.dwellers if one.stay_id != stay_id) if room else (),
        former=tuple(row for row in places if row.until is not None),
    )


def _room_of(desk: Desk, unit_id: UUID, stay_id: UUID) -> RoomRow | None:
    page = rooms_page(desk, unit_id)
    rooms = (*page.rooms, *page.closed)
    return next((room for room in rooms if any(one.stay_id == stay_id for one in room.dwellers)), None)


def _places(session: Session, stay_id: UUID) -> Iterator[PlaceRow]:
    asked = select(RoomPlace, Room.name).join(Room, Room.id == RoomPlace.room_id)
    asked = asked.where(RoomPlace.stay_id == stay_id).order_by(RoomPlace.since.desc(), RoomPlace.id.desc())
    for place, name in session.execute(asked):
        yield PlaceRow(
            id=place.id,
            room=name,
            since=place.since,
            until=place.until,
            with_spouse=place.with_spouse,
            compatibility=place.compatibility,
        )


def place_person(
    desk: Desk, stay_id: UUID, draft: PlaceDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Let the person of a stay live in a room from a day on; the place that lasted ends on that day.

    `Saved.id` is the new place."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return Refused((gone(),))
        findings = tuple(_findings(session, desk, stay, draft))
        person_id = stay.person_id
    if (standing := unanswered(findings, given)) or draft.since is None:
        return Refused(standing)
    with desk.write(N_("Place a person in a room")) as session:
        before = place_on(session, stay_id)
        if before is not None:
            before.until = draft.since
        place = RoomPlace(id=new_id(), stay_id=stay_id)
        copy_draft(draft, place)
        session.add(place)
        session.flush()
        record_departures(session, desk, findings, given, person_id)
        return Saved(place.id, findings)


def end_place(desk: Desk, stay_id: UUID, ended_on: date | None) -> Saved | Refused:
    """Let the person of a stay live in no room from a day on; the stay itself goes on."""
    with desk.read() as session:
        place = place_on(session, stay_id)
        if place is None or ended_on is None:
            return Refused((gone(),))
        if findings := tuple(check_order(place.since, ended_on, "ended_on")):
            return Refused(findings)
    with desk.write(N_("End a place in a room")) as session:
        session.get_one(RoomPlace, place.id).until = ended_on
    return Saved(place.id)


def _findings(session: Session, desk: Desk, stay: Stay, draft: PlaceDraft) -> Iterator[Finding]:
    if stay.status not in PRESENT:
        yield Finding(
            code="place-not-here",
            text=N_("The person is not in the unit: only who was admitted is placed in a room."),
            weight=Weight.STOP,
        )
        return
    room = session.get(Room, draft.room_id) if draft.room_id is not None else None
    unit = session.get_one(Unit, stay.unit_id)
    if room is not None and room.unit_id != unit.id:
        room = None
    lodger = _lodger(session, stay, draft)
    yield from _without_twins(
        finding
        for day in sorted({draft.since or desk.today, desk.today})
        for finding in check_place(
            draft,
            _facts(session, unit, room, stay.id, day) if room is not None else None,
            lodger,
            desk.law,
            desk.today,
        )
    )
    if room is None or draft.since is None:
        return
    yield from _check_later(session, stay.id, draft.since)


def _without_twins(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield each finding once: a place is looked at on its first day and today."""
    seen = set()
    for finding in findings:
        if finding.code not in seen:
            seen.add(finding.code)
            yield finding


def _check_later(session: Session, stay_id: UUID, since: date) -> Iterator[Finding]:
    latest = session.scalar(select(func.max(RoomPlace.until)).where(RoomPlace.stay_id == stay_id))
    if latest is not None and since < latest:
        yield Finding(
            code="place-before-place",
            text=N_("Until {day} the person lived in another room: begin on that day or later."),
            values={"day": short(latest)},
            field="since",
            weight=Weight.STOP,
        )


def _facts(session: Session, unit: Unit, room: Room, stay_id: UUID, day: date) -> RoomFacts:
    asked = (
        select(Person, Stay.category, RoomPlace.with_spouse)
        .join(Stay, Stay.person_id == Person.id)
        .join(RoomPlace, RoomPlace.stay_id == Stay.id)
        .where(RoomPlace.room_id == room.id, RoomPlace.stay_id != stay_id, RoomPlace.since <= day)
        .where(or_(RoomPlace.until.is_(None), RoomPlace.until > day))
    )
    return RoomFacts(
        kind=unit.kind,
        beds=room.beds,
        sex=room.sex,
        for_couples=room.for_couples,
        closed_on=room.closed_on,
        neighbours=tuple(
            Dweller(sex=person.sex, born=person.born, category=category, with_spouse=spouse)
            for person, category, spouse in session.execute(asked)
        ),
    )


def _lodger(session: Session, stay: Stay, draft: PlaceDraft) -> Lodger:
    person = session.get_one(Person, stay.person_id)
    came = session.scalar(
        select(func.max(Movement.happened_on)).where(
            Movement.stay_id == stay.id,
            Movement.kind == MovementKind.TRANSFERRED,
            Movement.to_unit_id == stay.unit_id,
            Movement.cancelled_at.is_(None),
        )
    )
    place = place_on(session, stay.id)
    return Lodger(
        dweller=Dweller(
            sex=person.sex, born=person.born, category=stay.category, with_spouse=draft.with_spouse
        ),
        here_since=came or stay.admitted_on,
        placed_in=place.room_id if place else None,
        placed_since=place.since if place else None,
        spouse_here=_spouse_here(session, stay),
    )


def _spouse_here(session: Session, stay: Stay) -> str:
    """Return the name of the husband or wife, where the relatives name somebody who is in the unit."""
    named = session.scalars(
        select(Relative).where(Relative.person_id == stay.person_id, Relative.relation == RelationKind.SPOUSE)
    )
    spouses = {relative.full_name.casefold() for relative in named}
    if not spouses:
        return ""
    others = session.scalars(
        select(Person)
        .join(Stay, Stay.person_id == Person.id)
        .where(Stay.unit_id == stay.unit_id, Stay.status.in_(PRESENT), Person.id != stay.person_id)
    )
    return next((one.full_name for one in others if one.full_name.casefold() in spouses), "")

"""Rooms and places in the data file: who lives where, what overrides a warning, when a place ends."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.correction import correct_movement
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.placing import end_place, living_page, place_person
from ssu_desktop.actions.rooms import remove_room, rooms_page, save_room
from ssu_desktop.actions.stay import admit, cancel_movement, record_movement
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.records import Departure, RoomPlace
from ssu_desktop.records.kinds import MovementKind, RelationKind, Sex, UnitKind
from ssu_desktop.rules.person import PersonDraft, RelativeDraft
from ssu_desktop.rules.room import PlaceDraft, RoomDraft
from tests.support.stays import ANOTHER_KIND, admission, admitted, codes, move, saved

FRIENDS = "таныс, екеуі де тыныш"
WHATEVER = dict.fromkeys(("category-foreign", "stay-term", "below-pension-age"), "соттың шешімі")
NIGHT = dict.fromkeys(("night-stay", "night-decision", "night-ground"), "шешім бар")
ADMITTED = date(2026, 3, 4)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


@pytest.fixture
def room_id(desk: Desk, units: dict[UnitKind, UUID]) -> UUID:
    """A room of the stationary unit with two beds."""
    return saved(save_room(desk, units[UnitKind.STATIONARY], None, RoomDraft(name="12", beds=2)))


def someone(desk: Desk, unit_id: UUID, surname: str, sex: Sex = Sex.FEMALE, born: int = 1944) -> UUID:
    """Admit a person and return the stay."""
    draft = PersonDraft(surname=surname, born=date(born, 2, 3), sex=sex)
    answer = admit(desk, saved(save_person(desk, None, draft)), admission(unit_id), WHATEVER)
    return saved(answer)


def place(room_id: UUID, since: date = ADMITTED, *, with_spouse: bool = False) -> PlaceDraft:
    """Return a place in a room whose neighbours get on with one another."""
    return PlaceDraft(room_id=room_id, since=since, with_spouse=with_spouse, compatibility=FRIENDS)


def test_the_page_of_a_unit_tells_rooms_beds_and_who_has_no_room(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID
) -> None:
    """R230-108."""
    unit_id = units[UnitKind.STATIONARY]
    saved(save_room(desk, unit_id, None, RoomDraft(name="3", beds=1)))
    saved(save_room(desk, unit_id, None, RoomDraft(name="2", beds=4, closed_on=date(2026, 3, 1))))
    other = someone(desk, unit_id, "Асанова")
    saved(place_person(desk, stay_id, place(room_id)))
    page = rooms_page(desk, unit_id)
    assert [(room.draft.name, [one.name for one in room.dwellers], room.free) for room in page.rooms] == [
        ("3", [], 1),
        ("12", ["Қасымова Айгүл Болатқызы"], 1),
    ]
    assert [room.draft.name for room in page.closed] == ["2"]
    assert [one.stay_id for one in page.without] == [other]
    assert (page.beds, page.free) == (3, 2)


def test_a_warning_is_overridden_with_a_reason_that_is_recorded(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID
) -> None:
    """R230-108."""
    man = someone(desk, units[UnitKind.STATIONARY], "Асанов", Sex.MALE)
    saved(place_person(desk, man, place(room_id)))
    assert codes(place_person(desk, stay_id, place(room_id))) == ["room-sex"]
    saved(place_person(desk, stay_id, place(room_id), {"room-sex": "аға мен қарындас"}))
    with desk.read() as session:
        (departure,) = session.scalars(select(Departure))
        assert (departure.code, departure.article, departure.reason) == (
            *("room-sex", "order-230 8(1)"),
            "аға мен қарындас",
        )


def test_children_and_adults_in_one_room_are_warned_of_only_where_the_paragraph_names_the_age(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID
) -> None:
    """R230-108, R230-109."""
    grandchild = someone(desk, units[UnitKind.TEMPORARY], "Жас", born=2015)
    grandmother = someone(desk, units[UnitKind.TEMPORARY], "Кәрі")
    room = saved(save_room(desk, units[UnitKind.TEMPORARY], None, RoomDraft(name="1", beds=2)))
    saved(place_person(desk, grandchild, place(room)))
    saved(place_person(desk, grandmother, place(room)))
    child = someone(desk, units[UnitKind.STATIONARY], "Бала", born=2015)
    saved(place_person(desk, stay_id, place(room_id)))
    assert codes(place_person(desk, child, place(room_id))) == ["room-age"]


def test_a_husband_who_stays_here_is_found_among_the_relatives(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, stay_id: UUID, room_id: UUID
) -> None:
    """R230-108."""
    husband = someone(desk, units[UnitKind.STATIONARY], "Қасымов", Sex.MALE)
    saved(save_belonging(desk, aigul, None, RelativeDraft(full_name="қасымов", relation=RelationKind.SPOUSE)))
    assert codes(place_person(desk, stay_id, place(room_id))) == ["couple-apart"]
    saved(place_person(desk, stay_id, place(room_id, with_spouse=True)))
    saved(place_person(desk, husband, place(room_id, with_spouse=True)))


def test_moving_ends_the_place_before_and_both_are_known(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID
) -> None:
    other = saved(save_room(desk, units[UnitKind.STATIONARY], None, RoomDraft(name="3", beds=1)))
    saved(place_person(desk, stay_id, place(room_id)))
    assert codes(place_person(desk, stay_id, place(room_id, date(2026, 3, 9)))) == ["place-same"]
    saved(place_person(desk, stay_id, place(other, date(2026, 3, 9))))
    page = living_page(desk, stay_id)
    assert page is not None
    assert page.place is not None
    assert (page.place.room, page.place.since) == ("3", date(2026, 3, 9))
    assert [(row.room, row.until) for row in page.former] == [("12", date(2026, 3, 9))]
    saved(end_place(desk, stay_id, date(2026, 3, 10)))
    assert codes(place_person(desk, stay_id, place(room_id, date(2026, 3, 9)))) == ["place-before-place"]
    assert codes(end_place(desk, stay_id, date(2026, 3, 11))) == ["record-gone"]


def test_a_bed_that_is_taken_today_is_not_free_for_a_place_that_began_earlier(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    single = saved(save_room(desk, unit_id, None, RoomDraft(name="3", beds=1)))
    saved(place_person(desk, someone(desk, unit_id, "Асанова"), place(single, date(2026, 3, 10))))
    assert codes(place_person(desk, stay_id, place(single, date(2026, 3, 5)))) == ["room-full"]


@pytest.mark.parametrize("kind", [MovementKind.DISCHARGED, MovementKind.TRANSFERRED])
def test_leaving_the_unit_ends_the_place_and_cancelling_it_gives_the_place_back(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID, kind: MovementKind
) -> None:
    """R230-108: the bed is free again on the day of the event."""
    saved(place_person(desk, stay_id, place(room_id)))
    left = date(2026, 3, 9)
    target = units[UnitKind.TEMPORARY] if kind is MovementKind.TRANSFERRED else None
    draft = move(kind, left, to_unit_id=target)
    movement = saved(record_movement(desk, stay_id, draft, ANOTHER_KIND))
    assert _until(desk, stay_id) == [left]
    later = replace(draft, happened_on=date(2026, 3, 11))
    corrected = saved(correct_movement(desk, movement, later, "қате күн", ANOTHER_KIND))
    assert _until(desk, stay_id) == [date(2026, 3, 11)]
    saved(cancel_movement(desk, corrected, "қате жазба"))
    assert _until(desk, stay_id) == [None]


def test_a_temporary_leave_keeps_the_place_and_undo_takes_a_discharge_back_with_it(
    desk: Desk, stay_id: UUID, room_id: UUID
) -> None:
    saved(place_person(desk, stay_id, place(room_id)))
    saved(record_movement(desk, stay_id, move(MovementKind.LEFT, date(2026, 3, 6), until=date(2026, 3, 8))))
    assert _until(desk, stay_id) == [None]
    saved(record_movement(desk, stay_id, move(MovementKind.RETURNED, date(2026, 3, 8))))
    saved(record_movement(desk, stay_id, move(MovementKind.DISCHARGED, date(2026, 3, 9))))
    assert codes(place_person(desk, stay_id, place(room_id, date(2026, 3, 10)))) == ["place-not-here"]
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert _until(desk, stay_id) == [None]


def test_a_room_is_named_once_closed_when_empty_and_removed_when_nobody_ever_lived_there(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, room_id: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    assert codes(save_room(desk, unit_id, None, RoomDraft(name=" 12 ", beds=1))) == ["room-name-taken"]
    assert codes(save_room(desk, units[UnitKind.HOME], None, RoomDraft(name="1", beds=1))) == [
        "unit-without-rooms"
    ]
    saved(place_person(desk, stay_id, place(room_id)))
    closed = RoomDraft(name="12", beds=2, closed_on=desk.today)
    assert codes(save_room(desk, unit_id, room_id, closed)) == ["room-lived-in"]
    assert codes(save_room(desk, unit_id, room_id, replace(closed, revision=9))) == [
        *("room-lived-in", "changed-meanwhile")
    ]
    saved(end_place(desk, stay_id, desk.today))
    assert codes(remove_room(desk, room_id)) == ["room-was-lived-in"]
    saved(save_room(desk, unit_id, room_id, closed))
    assert codes(place_person(desk, stay_id, place(room_id, desk.today))) == ["room-closed"]
    fresh = saved(save_room(desk, unit_id, None, RoomDraft(name="13", beds=1)))
    saved(remove_room(desk, fresh))
    assert codes(remove_room(desk, fresh)) == ["record-gone"]


def _until(desk: Desk, stay_id: UUID) -> list[date | None]:
    with desk.read() as session:
        places = session.scalars(select(RoomPlace).where(RoomPlace.stay_id == stay_id))
        return [one.until for one in places]


def test_of_day_care_only_who_stays_the_night_in_its_round_the_clock_part_needs_a_room(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id = units[UnitKind.DAY]
    unit = next(unit for unit in list_units(desk) if unit.id == unit_id)
    saved(save_unit(desk, unit_id, replace(unit.draft, round_the_clock=True)))
    by_day = someone(desk, unit_id, "Асанова")
    night = saved(admit(desk, aigul, admission(unit_id, night_stay=True), NIGHT))
    room = saved(save_room(desk, unit_id, None, RoomDraft(name="1", beds=1)))
    assert [one.stay_id for one in rooms_page(desk, unit_id).without] == [night]
    assert living_page(desk, by_day) is None
    saved(place_person(desk, night, place(room)))
    assert rooms_page(desk, unit_id).free == 0

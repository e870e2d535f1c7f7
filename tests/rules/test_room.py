"""Rooms and places: who may live with whom in S and T, and what a room itself must say."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import Category, Sex, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.room import (
    Dweller,
    Lodger,
    PlaceDraft,
    RoomDraft,
    RoomFacts,
    check_place,
    check_room,
    has_rooms,
)

LAW = load_law()
TODAY = date(2026, 3, 12)
ROOM_ID = new_id()
WOMAN = Dweller(sex=Sex.FEMALE, born=date(1943, 5, 11), category=Category.ELDERLY)
MAN = Dweller(sex=Sex.MALE, born=date(1940, 2, 2), category=Category.ELDERLY)
WIFE, HUSBAND = replace(WOMAN, with_spouse=True), replace(MAN, with_spouse=True)
GIRL = Dweller(sex=Sex.FEMALE, born=date(2012, 1, 1), category=Category.CHILDREN)
UNKNOWN = Dweller(category=Category.ELDERLY)
FRIENDS = "екеуі де тыныш, бірін-бірі таниды"
DRAFT = PlaceDraft(room_id=ROOM_ID, since=TODAY, compatibility=FRIENDS)
LODGER = Lodger(dweller=WOMAN, here_since=date(2026, 1, 5))
TWO_BEDS = RoomFacts(kind=UnitKind.STATIONARY, beds=2)


def told(
    room: RoomFacts | None, who: Dweller = WOMAN, draft: PlaceDraft = DRAFT, about: Lodger = LODGER
) -> list[tuple[str, str]]:
    """Return the codes with their paragraphs of placing `who`."""
    draft = replace(draft, with_spouse=who.with_spouse)
    found = check_place(draft, room, replace(about, dweller=who), LAW, TODAY)
    return [(one.code, one.article.paragraph if one.article else "") for one in found]


@pytest.mark.parametrize(
    ("who", "room", "in_s", "in_t"),
    [
        (WOMAN, TWO_BEDS, [], []),
        (WOMAN, replace(TWO_BEDS, neighbours=(WOMAN,)), [], []),
        (WOMAN, replace(TWO_BEDS, sex=Sex.MALE), [("room-sex", "8(1)")], [("room-sex", "34(1)")]),
        (WOMAN, replace(TWO_BEDS, neighbours=(MAN,)), [("room-sex", "8(1)")], [("room-sex", "34(1)")]),
        (UNKNOWN, replace(TWO_BEDS, neighbours=(MAN,)), [], []),
        (WIFE, replace(TWO_BEDS, neighbours=(HUSBAND,)), [], []),
        (WIFE, replace(TWO_BEDS, for_couples=True), [], []),
        (WOMAN, replace(TWO_BEDS, for_couples=True), [("room-couple", "8(1)")], []),
        (WIFE, replace(TWO_BEDS, neighbours=(WOMAN,)), [("room-couple", "8(1)")], []),
        (WOMAN, replace(TWO_BEDS, neighbours=(WIFE,)), [("room-couple", "8(1)")], []),
        (
            WIFE,
            replace(TWO_BEDS, beds=3, neighbours=(HUSBAND, WIFE)),
            [("room-couple", "8(1)")],
            [],
        ),
        (GIRL, replace(TWO_BEDS, neighbours=(WOMAN,)), [("room-age", "8(1)")], []),
        (WOMAN, replace(TWO_BEDS, neighbours=(GIRL,)), [("room-age", "8(1)")], []),
        (GIRL, replace(TWO_BEDS, neighbours=(GIRL,)), [], []),
    ],
)
def test_people_are_placed_by_sex_age_and_marriage_and_in_a_temporary_stay_not_by_age(
    who: Dweller, room: RoomFacts, in_s: list[tuple[str, str]], in_t: list[tuple[str, str]]
) -> None:
    """R230-108, R230-109."""
    assert told(room, who) == in_s
    assert told(replace(room, kind=UnitKind.TEMPORARY), who) == in_t


@pytest.mark.parametrize(
    ("born", "alike"), [(date(2008, 3, 13), True), (date(2008, 3, 12), False), (date(1990, 1, 1), False)]
)
def test_a_child_is_one_until_the_day_before_the_age_of_18(born: date, alike: bool) -> None:
    """R230-108: the order gives no figure for a gap of age, so groups are compared."""
    young = replace(GIRL, born=born)
    assert told(replace(TWO_BEDS, neighbours=(GIRL,)), young) == ([] if alike else [("room-age", "8(1)")])


def test_without_a_birth_date_the_category_tells_a_child() -> None:
    no_date = replace(GIRL, born=None)
    assert told(replace(TWO_BEDS, neighbours=(WOMAN,)), no_date) == [("room-age", "8(1)")]
    assert told(replace(TWO_BEDS, neighbours=(Dweller(),)), no_date) == []


def test_a_note_on_compatibility_is_asked_where_there_are_neighbours() -> None:
    """R230-108, R230-109."""
    silent = replace(DRAFT, compatibility="")
    assert told(TWO_BEDS, draft=silent) == []
    full = replace(TWO_BEDS, neighbours=(WOMAN,))
    assert told(full, draft=silent) == [("room-compatibility", "8(1)")]
    assert told(replace(full, kind=UnitKind.TEMPORARY), draft=silent) == [("room-compatibility", "34(1)")]


def test_more_people_than_beds_and_a_spouse_elsewhere_are_warned_of() -> None:
    crowded = replace(TWO_BEDS, neighbours=(WOMAN, WOMAN))
    assert told(crowded) == [("room-full", "")]
    married = replace(LODGER, spouse_here="Қасымов Болат")
    assert told(TWO_BEDS, about=married) == [("couple-apart", "8(1)")]
    assert told(TWO_BEDS, WIFE, about=married) == []
    assert told(replace(TWO_BEDS, kind=UnitKind.TEMPORARY), about=married) == []


def test_a_place_begins_within_the_stay_after_the_place_before_in_an_open_room() -> None:
    assert told(None) == [("room-missing", "")]
    assert told(TWO_BEDS, draft=replace(DRAFT, since=None)) == [("date-missing", "")]
    assert told(TWO_BEDS, draft=replace(DRAFT, since=date(2026, 3, 13))) == [("date-in-future", "")]
    assert told(TWO_BEDS, draft=replace(DRAFT, since=date(2026, 1, 4))) == [("place-before-stay", "")]
    assert told(TWO_BEDS, draft=replace(DRAFT, since=date(2026, 1, 5))) == []
    placed = replace(LODGER, placed_in=new_id(), placed_since=date(2026, 3, 2))
    early = replace(DRAFT, since=date(2026, 3, 1))
    assert told(TWO_BEDS, draft=early, about=placed) == [("place-before-place", "")]
    assert told(TWO_BEDS, about=replace(placed, placed_in=ROOM_ID)) == [("place-same", "")]
    assert told(replace(TWO_BEDS, closed_on=TODAY)) == [("room-closed", "")]
    assert told(replace(TWO_BEDS, closed_on=date(2026, 3, 13))) == []


def test_in_the_round_the_clock_part_of_day_care_only_the_beds_are_counted() -> None:
    day = replace(TWO_BEDS, kind=UnitKind.DAY, neighbours=(MAN, MAN))
    assert told(day, draft=replace(DRAFT, compatibility="")) == [("room-full", "")]
    assert [has_rooms(kind, round_the_clock=False) for kind in UnitKind] == [
        kind in (UnitKind.STATIONARY, UnitKind.TEMPORARY) for kind in UnitKind
    ]
    assert has_rooms(UnitKind.DAY, round_the_clock=True)
    assert not has_rooms(UnitKind.HOME, round_the_clock=True)


@pytest.mark.parametrize(
    ("draft", "living", "codes"),
    [
        (RoomDraft(name="12", beds=2), 0, []),
        (RoomDraft(name="12", beds=2), 2, []),
        (RoomDraft(name="12", beds=2), 3, ["room-full"]),
        (RoomDraft(beds=2), 0, ["room-name-missing"]),
        (RoomDraft(name="12"), 0, ["room-beds-missing"]),
        (RoomDraft(name="12", beds=0), 0, ["room-beds-missing"]),
        (RoomDraft(name="12", beds=1000), 0, ["room-beds-missing"]),
        (RoomDraft(name="12", beds=2, closed_on=TODAY), 1, ["room-lived-in"]),
    ],
)
def test_a_room_has_a_name_and_beds_for_those_who_live_there(
    draft: RoomDraft, living: int, codes: list[str]
) -> None:
    found = list(check_room(draft, living))
    assert [one.code for one in found] == codes
    assert {one.weight for one in found} <= {Weight.STOP, Weight.WARN}

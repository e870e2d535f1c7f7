"""Rooms and who lives in them (Order 230, paras 8(1) and 34(1))."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law, NoFigure
from ssu_desktop.records.kinds import Category, Sex, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import check_fields, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import age_reached

MOST_BEDS = 99
_CHILDREN = frozenset({Category.CHILDREN, Category.MUSCULOSKELETAL})
_COUPLE = 2


@dataclass(frozen=True, kw_only=True)
class RoomDraft:
    """A room of a unit; `sex` None takes both, `for_couples` keeps it for married couples."""

    name: str = ""
    beds: int | None = None
    sex: Sex | None = None
    for_couples: bool = False
    note: str = ""
    closed_on: date | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceDraft:
    """Where somebody is to live, from when on, and what speaks for these neighbours."""

    room_id: UUID | None = None
    since: date | None = None
    with_spouse: bool = False
    compatibility: str = ""


@dataclass(frozen=True, kw_only=True)
class Dweller:
    """Who is to live in a room, or lives there: what the paragraph looks at."""

    sex: Sex | None = None
    born: date | None = None
    category: Category | None = None
    with_spouse: bool = False


@dataclass(frozen=True, kw_only=True)
class RoomFacts:
    """The room that is asked for, and who lives there on that day beside the person."""

    kind: UnitKind
    beds: int
    sex: Sex | None = None
    for_couples: bool = False
    closed_on: date | None = None
    neighbours: Sequence[Dweller] = ()


@dataclass(frozen=True, kw_only=True)
class Lodger:
    """The stay of who is to be placed.

    `here_since`: the day on which the person came to this unit. `placed_since`: since when the place lasts
    that is given up, of the room `placed_in`. `spouse_here`: the name of a husband or wife who stays in this
    unit, too.
    """

    dweller: Dweller
    here_since: date | None = None
    placed_in: UUID | None = None
    placed_since: date | None = None
    spouse_here: str = ""


def has_rooms(kind: UnitKind, *, round_the_clock: bool) -> bool:
    """Return whether people sleep in a unit: in S and T, and in the round-the-clock part of day care."""
    return kind in (UnitKind.STATIONARY, UnitKind.TEMPORARY) or (kind is UnitKind.DAY and round_the_clock)


def check_room(draft: RoomDraft, living: int = 0) -> Iterator[Finding]:
    """Yield what is wrong with a room; `living` are those who live there now."""
    yield from check_fields(draft, longest={"name": 60})
    if not draft.name:
        yield missing("name", N_("Enter the number or the name of the room."), code="room-name-missing")
    if draft.beds is None or not 1 <= draft.beds <= MOST_BEDS:
        text = N_("Enter the number of beds.")
        yield missing("beds", text, code="room-beds-missing")
    elif living > draft.beds:
        yield Finding(
            code="room-full",
            text=N_("{living} people live here, and there would be {beds} beds."),
            values={"living": living, "beds": draft.beds},
            field="beds",
        )
    if draft.closed_on is not None and living:
        yield Finding(
            code="room-lived-in",
            text=N_("People live in this room: move them before it is closed."),
            field="closed_on",
            weight=Weight.STOP,
        )


def check_place(
    draft: PlaceDraft, room: RoomFacts | None, lodger: Lodger, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against a place; the neighbours are told of as warnings with their paragraph."""
    yield from check_fields(draft)
    yield from check_happened(draft.since, today, "since")
    yield from _check_days(draft, lodger)
    if room is None:
        yield missing("room_id", N_("Choose the room."), code="room-missing")
        return
    if draft.since is None:
        return
    if room.closed_on is not None and room.closed_on <= draft.since:
        yield Finding(
            code="room-closed", text=N_("This room is closed."), field="room_id", weight=Weight.STOP
        )
    if len(room.neighbours) >= room.beds:
        yield Finding(
            code="room-full",
            text=N_("{living} people live here, and there are {beds} beds."),
            values={"living": len(room.neighbours), "beds": room.beds},
            field="room_id",
        )
    yield from _check_sex(draft, room, lodger, law)
    yield from _check_couple(draft, room, lodger, law)
    yield from _check_age(room, lodger, law, draft.since)
    yield from _check_compatibility(draft, room, law)


def _check_days(draft: PlaceDraft, lodger: Lodger) -> Iterator[Finding]:
    yield from check_order(lodger.here_since, draft.since, "since", code="place-before-stay")
    yield from check_order(lodger.placed_since, draft.since, "since", code="place-before-place")
    if draft.room_id is not None and draft.room_id == lodger.placed_in:
        yield Finding(
            code="place-same",
            text=N_("The person lives in this room already, since {day}."),
            values={"day": short(lodger.placed_since) if lodger.placed_since else ""},
            field="room_id",
            weight=Weight.STOP,
        )


def _warn(
    code: str, text: str, key: str, room: RoomFacts, law: Law, on: date | None, field: str = "room_id"
) -> Iterator[Finding]:
    """Yield a warning where the law knows this rule for the kind of unit, with its paragraph."""
    article = article_of(law, key, room.kind, on or date.max)
    if article is not None:
        yield Finding(code=code, text=text, field=field, article=article)


def _check_sex(draft: PlaceDraft, room: RoomFacts, lodger: Lodger, law: Law) -> Iterator[Finding]:
    sex = lodger.dweller.sex
    others = {one.sex for one in room.neighbours if one.sex is not None and not _couple(draft, one)}
    if sex is None:
        return
    if room.sex is not None and room.sex is not sex:
        text = N_("This room is kept for people of the other sex.")
        yield from _warn("room-sex", text, "room.sex", room, law, draft.since)
    elif others - {sex}:
        text = N_("People of the other sex live in this room.")
        yield from _warn("room-sex", text, "room.sex", room, law, draft.since)


def _couple(draft: PlaceDraft, neighbour: Dweller) -> bool:
    return draft.with_spouse and neighbour.with_spouse


def _check_couple(draft: PlaceDraft, room: RoomFacts, lodger: Lodger, law: Law) -> Iterator[Finding]:
    strangers = [one for one in room.neighbours if not _couple(draft, one)]
    found = ""
    if draft.with_spouse and (strangers or len(room.neighbours) >= _COUPLE):
        found = N_("A married couple gets a room of its own: others live in this one.")
    elif any(one.with_spouse for one in strangers):
        found = N_("A married couple lives in this room: it is theirs alone.")
    elif room.for_couples and not draft.with_spouse:
        found = N_("This room is kept for married couples.")
    if found:
        yield from _warn("room-couple", found, "room.couples", room, law, draft.since)
    if lodger.spouse_here and not draft.with_spouse:
        article = article_of(law, "room.couples", room.kind, draft.since or date.max)
        if article is not None:
            yield Finding(
                code="couple-apart",
                text=N_(
                    "{name} is the husband or wife and stays here, too: a couple gets a room of its own."
                ),
                values={"name": lodger.spouse_here},
                field="with_spouse",
                article=article,
            )


def _check_age(room: RoomFacts, lodger: Lodger, law: Law, on: date) -> Iterator[Finding]:
    """Compare by groups, children with adults: the order gives no figure for a gap of age.

    Of a temporary stay the paragraph does not name the age, so the law has no such rule there."""
    own = _is_child(lodger.dweller, law, on)
    if own is None or all(_is_child(one, law, on) in (None, own) for one in room.neighbours):
        return
    text = N_("Children and adults would live in one room.")
    yield from _warn("room-age", text, "room.age", room, law, on)


def _is_child(one: Dweller, law: Law, on: date) -> bool | None:
    """Return whether somebody is of the age of the children's units; else what the category tells."""
    if one.born is None:
        return None if one.category is None else one.category in _CHILDREN
    try:
        grown = law.known_figure("admission.age_below.children", UnitKind.STATIONARY, on=on)
    except NoFigure:
        return None
    return on < age_reached(one.born, grown.value)


def _check_compatibility(draft: PlaceDraft, room: RoomFacts, law: Law) -> Iterator[Finding]:
    if room.neighbours and not draft.compatibility:
        text = N_("Nothing is noted about health and psychological compatibility with the neighbours.")
        yield from _warn(
            "room-compatibility", text, "room.compatibility", room, law, draft.since, "compatibility"
        )

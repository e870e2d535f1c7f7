"""Today: what is due, for whom, by which article; and how full the units are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.snooze import PutOff, put_off
from ssu_desktop.actions.today_asked import Whose
from ssu_desktop.actions.today_facts import OpenStay, left_behind, open_stays, suspended, unit_counts
from ssu_desktop.actions.today_house import House, house_of
from ssu_desktop.actions.today_queue import queue_names
from ssu_desktop.actions.today_visits import RecentVisits
from ssu_desktop.law import Article
from ssu_desktop.records import Staff, Unit, User
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.rules.duty import SOON, Duty, Place, UnitStand
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.rules.term_duties import unit_duties
from ssu_desktop.rules.today import duties
from ssu_desktop.storage import Source, rows


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayLine:
    """One thing to do of one person, or of a unit itself: a duty of the rules with the name beside it.

    `days` are calendar days: above 0 late, below 0 still to go, None without a date. `unit_*` is its name.
    `on_paper`: missed on the paper of an old register, not here. `put_off` where somebody put it off.
    """

    duty: Duty
    person_id: UUID | None
    stay_id: UUID | None
    name: str
    unit_id: UUID
    unit_kk: str
    unit_ru: str
    unit_kind: UnitKind
    days: int | None
    responsible_id: UUID | None = None
    responsible: str = ""
    on_paper: bool = False
    put_off: PutOff | None = None

    @property
    def due(self) -> date | None:
        """Return the day it is due."""
        return self.duty.due

    @property
    def article(self) -> Article | None:
        """Return the paragraph it rests on."""
        return self.duty.article

    @property
    def subject(self) -> str:
        """Return what tells this duty from all others of its code: whose it is and what about."""
        return f"{self.stay_id or self.unit_id}:{self.duty.subject}"

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_kk if language == "kk" else self.unit_ru


@dataclass(frozen=True, kw_only=True)
class UnitCount:
    """How full a unit is: `present` counts all who take a place, those away and suspended too."""

    unit_id: UUID
    name_kk: str
    name_ru: str
    kind: UnitKind
    capacity: int
    present: int
    away: int
    suspended: int
    queued: int
    stand: UnitStand

    @property
    def free(self) -> int:
        """Return the free places; below 0 where there are too many people."""
        return self.capacity - self.present

    def name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.name_kk if language == "kk" else self.name_ru


@dataclass(frozen=True, kw_only=True)
class TodayPage:
    """What is due: `overdue` the latest first, `soon` within 30 days, `undated` without a legal date.

    `advised` is what an act that is no longer in force advises: nobody is late with it.
    `from_paper` are the duties missed by those who came in with an old register and have no plan here yet:
    their papers may be in order. `of_units` is what the units themselves lack, without a date. `put_off` are
    those that somebody put off, with the reason.
    `first_in_queue` is the name of whose turn it is.
    """

    day: date
    overdue: tuple[TodayLine, ...]
    soon: tuple[TodayLine, ...]
    undated: tuple[TodayLine, ...]
    advised: tuple[TodayLine, ...] = ()
    from_paper: tuple[TodayLine, ...] = ()
    of_units: tuple[TodayLine, ...] = ()
    put_off: tuple[TodayLine, ...] = ()
    units: tuple[UnitCount, ...]
    queued: int
    first_in_queue: str


def today_page(
    desk: Desk,
    unit_id: UUID | None = None,
    responsible_id: UUID | None = None,
    until: date | None = None,
) -> TodayPage:
    """Return the duties of all people, of one unit's, or of those for whom one member of staff answers.

    `until` is the last day looked at, 30 days ahead without it. A few queries, whatever their number."""
    with desk.read_rows() as source:
        visits = RecentVisits(source, desk.today)
        units = _units(source, visits)
        names = queue_names(source, desk.law, desk.today, unit_id)
        everything = _everything(desk, source, units, visits, unit_id, until)
    if responsible_id is not None:
        everything = [line for line in everything if line.responsible_id == responsible_id]
    running = [line for line in everything if not line.on_paper and line.put_off is None]
    lines = [line for line in running if not line.duty.advisory]
    dated = [line for line in lines if line.days is not None]
    return TodayPage(
        day=desk.today,
        overdue=tuple(line for line in dated if (line.days or 0) > 0),
        soon=tuple(line for line in dated if (line.days or 0) <= 0),
        undated=tuple(line for line in lines if line.days is None and line.person_id is not None),
        of_units=tuple(line for line in lines if line.days is None and line.person_id is None),
        advised=tuple(line for line in running if line.duty.advisory),
        from_paper=tuple(line for line in everything if line.on_paper and line.put_off is None),
        put_off=tuple(line for line in everything if line.put_off is not None),
        units=units if unit_id is None else tuple(unit for unit in units if unit.unit_id == unit_id),
        queued=len(names),
        first_in_queue=names[0] if names else "",
    )


def obligations(desk: Desk, unit_id: UUID | None = None) -> tuple[TodayLine, ...]:
    """Return all that Today shows in one list, what was put off included; the latest first, undated last."""
    with desk.read_rows() as source:
        visits = RecentVisits(source, desk.today)
        return tuple(_everything(desk, source, _units(source, visits), visits, unit_id))


def _everything(
    desk: Desk,
    source: Source,
    units: Iterable[UnitCount],
    visits: RecentVisits,
    unit_id: UUID | None,
    until: date | None = None,
) -> list[TodayLine]:
    """Return all lines, what was put off marked so, in their order: the latest first, undated last."""
    last = until or desk.today + timedelta(days=SOON)
    stays = open_stays(source, desk.law, desk.today, Whose(unit_id=unit_id), visits)
    lines = [line for stay in stays for line in _lines(desk, stay, last)]
    for stays in (left_behind(source, unit_id), suspended(source, unit_id)):
        lines += [line for stay in stays for line in _lines(desk, stay, last)]
    lines += [
        line for unit in units if unit_id in (None, unit.unit_id) for line in _of_unit(desk, unit, last)
    ]
    lines.sort(key=_urgency)
    return _with_put_off(lines, put_off(source, desk.today))


def _with_put_off(
    lines: list[TodayLine], known: Mapping[tuple[str, str, date | None], PutOff]
) -> list[TodayLine]:
    if not known:
        return lines
    return [
        _put_off_line(line, found) if (found := known.get((line.duty.code, line.subject, line.due))) else line
        for line in lines
    ]


def _put_off_line(line: TodayLine, found: PutOff) -> TodayLine:
    told = {name: getattr(line, name) for name in TodayLine.__slots__}
    return TodayLine(**{**told, "put_off": found})


_NOT_ON_PAPER = (Place.MOVEMENTS, Place.VISITS)


def _lines(desk: Desk, stay: OpenStay, last: date) -> Iterator[TodayLine]:
    today = desk.today
    for duty in duties(stay.facts, desk.law, desk.calendar, today, last):
        if duty.due is None or duty.due <= last:
            missed = duty.due is None or duty.due < today
            yield TodayLine(
                duty=duty,
                person_id=stay.person_id,
                stay_id=stay.facts.stay_id,
                name=stay.name,
                unit_id=stay.unit_id,
                unit_kk=stay.unit_kk,
                unit_ru=stay.unit_ru,
                unit_kind=stay.facts.unit_kind,
                days=None if duty.due is None else (today - duty.due).days,
                responsible_id=stay.responsible_id,
                responsible=stay.responsible,
                on_paper=stay.on_paper and missed and duty.place not in _NOT_ON_PAPER,
            )


def _of_unit(desk: Desk, unit: UnitCount, last: date) -> Iterator[TodayLine]:
    for duty in unit_duties(unit.stand, desk.law, desk.today):
        if duty.due is None or duty.due <= last:
            yield TodayLine(
                duty=duty,
                person_id=None,
                stay_id=None,
                name="",
                unit_id=unit.unit_id,
                unit_kk=unit.name_kk,
                unit_ru=unit.name_ru,
                unit_kind=unit.kind,
                days=None if duty.due is None else (desk.today - duty.due).days,
            )


def duties_of(desk: Desk, stay_id: UUID) -> tuple[TodayLine, ...]:
    """Return the duties of one stay, the most urgent first: what its overview shows."""
    with desk.read_rows() as source:
        visits = RecentVisits(source, desk.today)
        stays = open_stays(source, desk.law, desk.today, Whose(stay_id=stay_id), visits)
        last = desk.today + timedelta(days=SOON)
        lines = sorted((line for stay in stays for line in _lines(desk, stay, last)), key=_urgency)
        return tuple(_with_put_off(lines, put_off(source, desk.today)))


def _urgency(line: TodayLine) -> tuple[bool, bool, int]:
    """Sort the latest first, then what has no date, what is only advised last."""
    return line.duty.advisory, line.days is None, -(line.days or 0)


def own_place(desk: Desk) -> tuple[UUID | None, UUID | None]:
    """Return the unit where the signed-in user works, and the user among the staff; None where unknown."""
    with desk.read_rows() as source:
        found: Sequence[tuple[UUID | None, UUID]] = _own(source, user_id=desk.user.id)
        return found[0] if found else (None, None)


_own = rows(
    lambda: (
        select(Staff.unit_id, Staff.id)
        .join(User, User.staff_id == Staff.id)
        .where(User.id == bindparam("user_id"))
    )
)
_capacities = rows(
    lambda: select(
        Unit.id,
        Unit.name_kk,
        Unit.name_ru,
        Unit.kind,
        Unit.capacity,
        Unit.licence_until,
        Unit.closed_on,
        Unit.within_stationary,
    ).order_by(Unit.position, Unit.id)
)


def _units(source: Source, visits: RecentVisits) -> tuple[UnitCount, ...]:
    numbers, house = unit_counts(source), house_of(source)
    return tuple(_unit(row, numbers.get(row[0], Counter()), house, visits) for row in _capacities(source))


def _unit(
    row: Sequence[Any], numbers: Counter[tuple[Status, Category]], house: House, visits: RecentVisits
) -> UnitCount:
    unit_id, name_kk, name_ru, kind, capacity, until, closed_on, within_stationary = row
    states, categories = Counter[Status](), Counter[Category]()
    for (status, category), count in numbers.items():
        states[status] += count
        if status in PRESENT:
            categories[category] += count
    return UnitCount(
        unit_id=unit_id,
        name_kk=name_kk,
        name_ru=name_ru,
        kind=kind,
        capacity=capacity,
        present=categories.total(),
        away=states[Status.AWAY],
        suspended=states[Status.SUSPENDED],
        queued=states[Status.QUEUED],
        stand=UnitStand(
            kind=kind,
            licence_until=until,
            closed_on=closed_on,
            within_stationary=within_stationary,
            counts=categories,
            has_rules=unit_id in house.with_rules,
            unread=house.unread.get(unit_id, 0),
            answers=house.answers.get(unit_id, {}),
            served_since=visits.served_since(unit_id),
            visits_since=visits.first_of_unit(unit_id),
            visits_entered=visits.of_unit(unit_id),
        ),
    )

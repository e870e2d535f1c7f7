"""Today: what is due, for whom, by which article; and how full the units are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.today_facts import OpenStay, Whose, open_stays, queue_names, unit_counts
from ssu_desktop.law import Article
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.rules.duty import SOON, Duty, Place
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.rules.today import duties
from ssu_desktop.storage import Source, rows


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayLine:
    """One thing to do of one person: a duty of `rules.today` with the name beside it.

    `days` are calendar days: above 0 late, below 0 still to go, None without a date. `unit_*` is its name.
    `on_paper`: missed on the paper of an old register, not here.
    """

    duty: Duty
    person_id: UUID
    stay_id: UUID
    name: str
    unit_id: UUID
    unit_kk: str
    unit_ru: str
    unit_kind: UnitKind
    days: int | None
    on_paper: bool = False

    @property
    def due(self) -> date | None:
        """Return the day it is due."""
        return self.duty.due

    @property
    def article(self) -> Article | None:
        """Return the paragraph it rests on."""
        return self.duty.article

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

    `from_paper` are the duties missed by those who came in with an old register and have no plan here yet:
    their papers may be in order. `first_in_queue` is the name of who applied first.
    """

    day: date
    overdue: tuple[TodayLine, ...]
    soon: tuple[TodayLine, ...]
    undated: tuple[TodayLine, ...]
    from_paper: tuple[TodayLine, ...] = ()
    units: tuple[UnitCount, ...]
    queued: int
    first_in_queue: str


def today_page(desk: Desk, unit_id: UUID | None = None) -> TodayPage:
    """Return the duties of all people, or of one unit's, in a few queries whatever their number."""
    with desk.file.read_rows() as source:
        units = _units(source)
        names = queue_names(source, unit_id)
        stays = open_stays(source, desk.law, desk.today, Whose(unit_id=unit_id))
        everything = [line for stay in stays for line in _lines(desk, stay)]
    lines = [line for line in everything if not line.on_paper]
    dated = sorted((line for line in lines if line.days is not None), key=lambda line: -(line.days or 0))
    return TodayPage(
        day=desk.today,
        overdue=tuple(line for line in dated if (line.days or 0) > 0),
        soon=tuple(line for line in dated if (line.days or 0) <= 0),
        undated=tuple(line for line in lines if line.days is None),
        from_paper=tuple(line for line in everything if line.on_paper),
        units=units if unit_id is None else tuple(unit for unit in units if unit.unit_id == unit_id),
        queued=len(names),
        first_in_queue=names[0] if names else "",
    )


def _lines(desk: Desk, stay: OpenStay) -> Iterable[TodayLine]:
    today = desk.today
    last = today + timedelta(days=SOON)
    for duty in duties(stay.facts, desk.law, desk.calendar, today):
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
                on_paper=stay.on_paper and missed and duty.place is not Place.MOVEMENTS,
            )


def duties_of(desk: Desk, stay_id: UUID) -> tuple[TodayLine, ...]:
    """Return the duties of one stay, the most urgent first: what its overview shows."""
    with desk.file.read_rows() as source:
        stays = open_stays(source, desk.law, desk.today, Whose(stay_id=stay_id))
        lines = [line for stay in stays for line in _lines(desk, stay)]
    return tuple(sorted(lines, key=_urgency))


def _urgency(line: TodayLine) -> tuple[bool, int]:
    """Sort the latest first and what has no date last."""
    return line.days is None, -(line.days or 0)


def count_due(desk: Desk) -> int:
    """Return how many duties are overdue or due today: the number beside Today on the rail."""
    page = today_page(desk)
    return len(page.overdue) + sum(1 for line in page.soon if line.days == 0)


_capacities = rows(
    lambda: select(Unit.id, Unit.name_kk, Unit.name_ru, Unit.kind, Unit.capacity).order_by(
        Unit.position, Unit.id
    )
)


def _units(source: Source) -> tuple[UnitCount, ...]:
    numbers = unit_counts(source)
    return tuple(
        UnitCount(
            unit_id=unit_id,
            name_kk=name_kk,
            name_ru=name_ru,
            kind=kind,
            capacity=capacity,
            present=sum(numbers.get((unit_id, status), 0) for status in PRESENT),
            away=numbers.get((unit_id, Status.AWAY), 0),
            suspended=numbers.get((unit_id, Status.SUSPENDED), 0),
            queued=numbers.get((unit_id, Status.QUEUED), 0),
        )
        for unit_id, name_kk, name_ru, kind, capacity in _capacities(source)
    )

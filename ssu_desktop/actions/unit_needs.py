"""What the number of people asks of a unit: units of home service, posts of the night duty."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import Room, Stay, Unit
from ssu_desktop.records.kinds import Category, UnitKind
from ssu_desktop.rules.posts import HomeNeed, NightPost, home_need, night_posts
from ssu_desktop.rules.stay import PRESENT


@dataclass(frozen=True, kw_only=True)
class UnitNeeds:
    """`home` of a home-service unit; `night` of a round-the-clock part with its `beds`."""

    home: HomeNeed | None = None
    night: tuple[NightPost, ...] = ()
    beds: int = 0
    round_the_clock: bool = False


def unit_needs(desk: Desk, unit_id: UUID) -> UnitNeeds:
    """Return what the people of a unit ask for today; beds are those of its rooms, else its night stays."""
    with desk.read() as session:
        unit = session.get_one(Unit, unit_id)
        counts = _counts(session, unit_id)
        if unit.kind is UnitKind.HOME:
            return UnitNeeds(home=home_need(counts, desk.law, desk.today))
        if unit.kind is not UnitKind.DAY or not unit.round_the_clock:
            return UnitNeeds()
        beds = _beds(session, desk, unit_id)
        served = unit.categories or tuple(counts)
    return UnitNeeds(night=night_posts(served, beds, desk.law, desk.today), beds=beds, round_the_clock=True)


def _counts(session: Session, unit_id: UUID) -> Mapping[Category, int]:
    asked = select(Stay.category, func.count()).where(Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
    return dict(session.execute(asked.group_by(Stay.category)).all())


def _beds(session: Session, desk: Desk, unit_id: UUID) -> int:
    open_ones = (Room.closed_on.is_(None)) | (Room.closed_on > desk.today)
    beds = session.scalar(select(func.sum(Room.beds)).where(Room.unit_id == unit_id, open_ones))
    staying = select(func.count()).where(
        Stay.unit_id == unit_id, Stay.status.in_(PRESENT), Stay.night_stay.is_(True)
    )
    return beds or session.scalar(staying) or 0

"""Rooms and who lives in them (Order 230, paras 8(1), 34(1))."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import Sex


class Room(Kept, Base):
    """A room with so many beds; `sex` None takes both, `for_couples` keeps it for married couples."""

    __tablename__ = "room"

    unit_id: Mapped[UUID] = mapped_column(refers_to("unit.id"), index=True)
    name: Mapped[str]
    beds: Mapped[int]
    sex: Mapped[Sex | None] = mapped_column(one_of(Sex))
    for_couples: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("unit_id", "name"),
        CheckConstraint("beds >= 1", name="has_a_bed"),
        CheckConstraint("name <> ''", name="is_named"),
    )


class RoomPlace(Kept, Base):
    """Where a person lives, from `since` to `until` (the day of moving out; None: still).

    `with_spouse`: lives here with husband or wife. `compatibility` tells what spoke for these neighbours."""

    __tablename__ = "room_place"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    room_id: Mapped[UUID] = mapped_column(refers_to("room.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    with_spouse: Mapped[bool] = mapped_column(default=False)
    compatibility: Mapped[str] = mapped_column(default="")

    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="runs_forward"),)

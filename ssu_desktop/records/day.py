"""What is kept day by day: attendance in day care, visits of the home service (Order 230, paras 14, 25)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, refers_to


class Attendance(Kept, Base):
    """A day in day care: `came` and `left` are "HH:MM"; both empty: did not come, and `note` says why."""

    __tablename__ = "attendance"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"))
    day: Mapped[date]
    came: Mapped[str] = mapped_column(default="")
    left: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("stay_id", "day"),
        Index("ix_attendance_day", "day"),
        CheckConstraint("came <> '' OR \"left\" = ''", name="leaves_after_coming"),
    )


class VisitSchedule(Kept, Base):
    """On which days of the week a person is visited at home, and by whom.

    `weekdays` are digits in their order, Monday is 1: "135"."""

    __tablename__ = "visit_schedule"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    staff_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    weekdays: Mapped[str]
    at: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("weekdays <> ''", name="names_a_day"),
        CheckConstraint("until IS NULL OR until >= since", name="runs_forward"),
    )


class Visit(Kept, Base):
    """One visit that took place: `came` and `left` are "HH:MM" or empty; `services` is what was done."""

    __tablename__ = "visit"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"))
    staff_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    day: Mapped[date]
    came: Mapped[str] = mapped_column(default="")
    left: Mapped[str] = mapped_column(default="")
    services: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_visit_stay_id_day", "stay_id", "day"),
        Index("ix_visit_day", "day"),
        CheckConstraint("came <> '' OR \"left\" = ''", name="leaves_after_coming"),
    )

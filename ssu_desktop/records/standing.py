"""What stands for the whole facility: its calendar of working days, further editions of the law, snoozes."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, refers_to


class CalendarDay(Kept, Base):
    """A day that a decision of the government made a working day or a day off."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(unique=True)
    working: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")


class ConfirmedYear(Kept, Base):
    """A year whose calendar the facility has compared with the official one."""

    __tablename__ = "confirmed_year"

    year: Mapped[int] = mapped_column(unique=True)
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str] = mapped_column(default="")


class LawEdition(Kept, Base):
    """Acts, paragraph texts and figures that were added after the program was made, as one file had them."""

    __tablename__ = "law_edition"

    title: Mapped[str]
    valid_from: Mapped[date]
    added_on: Mapped[date]
    added_by: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("withdrawn_on IS NULL OR withdrawn_reason <> ''", name="withdrawn_with_a_reason"),
    )


class Snooze(Kept, Base):
    """A duty put off until a day, with the reason; `subject` names whose it is (stay, unit, document)."""

    __tablename__ = "snooze"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    code: Mapped[str]
    subject: Mapped[str]
    due: Mapped[date | None]
    until: Mapped[date]
    reason: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(refers_to("user.id"))
    set_on: Mapped[date]
    lifted_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)

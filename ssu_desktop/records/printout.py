"""What was printed: the words exactly as they stood on the paper."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, refers_to, utc_now


class Printout(Kept, Base):
    """One printed document; `content` is its text as printed, so that it reprints as it was."""

    __tablename__ = "printout"

    form: Mapped[str]
    edition: Mapped[str]
    language: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    plan_id: Mapped[UUID | None] = mapped_column(refers_to("plan.id"), index=True)
    printed_at: Mapped[datetime] = mapped_column(default=utc_now)
    printed_by: Mapped[str] = mapped_column(default="")
    pages: Mapped[int]
    reprint_of_id: Mapped[UUID | None] = mapped_column(refers_to("printout.id"))
    content: Mapped[dict[str, Any]]


class DismissedPaper(Kept, Base):
    """That a printed paper is not to be signed: it was printed by mistake; the print itself is kept."""

    __tablename__ = "dismissed_paper"

    printout_id: Mapped[UUID] = mapped_column(refers_to("printout.id"), unique=True)
    dismissed_on: Mapped[date]
    reason: Mapped[str]

    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)


class SignedCopy(Kept, Base):
    """That a printed paper came back signed, perhaps with its scan."""

    __tablename__ = "signed_copy"

    printout_id: Mapped[UUID] = mapped_column(refers_to("printout.id"), unique=True)
    signed_on: Mapped[date]
    scan_id: Mapped[UUID | None] = mapped_column(refers_to("scan.id"))
    note: Mapped[str] = mapped_column(default="")

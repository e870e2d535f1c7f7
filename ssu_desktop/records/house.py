"""The order of the house: internal rules, who knows them, self-check (Order 230, paras 9, 17, 19, 35)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import Answer, NoticeSigner


class InternalRules(Kept, Base):
    """An edition of a unit's internal rules, approved by the head; its paper lies as a scan."""

    __tablename__ = "internal_rules"

    unit_id: Mapped[UUID] = mapped_column(refers_to("unit.id"), index=True)
    approved_on: Mapped[date]
    order_number: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    scan_id: Mapped[UUID | None] = mapped_column(refers_to("scan.id"))
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("unit_id", "approved_on"),)


class Acquaintance(Kept, Base):
    """A recipient, or the legal representative, was made acquainted with the internal rules and signed."""

    __tablename__ = "acquaintance"

    rules_id: Mapped[UUID] = mapped_column(refers_to("internal_rules.id"), index=True)
    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    signed_on: Mapped[date]
    signer: Mapped[NoticeSigner] = mapped_column(one_of(NoticeSigner))

    __table_args__ = (UniqueConstraint("rules_id", "stay_id"),)


class SelfCheck(Kept, Base):
    """An answer to a point of the facility's self-check; `point` is its key in the law's data."""

    __tablename__ = "self_check"

    unit_id: Mapped[UUID] = mapped_column(refers_to("unit.id"))
    point: Mapped[str]
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    checked_on: Mapped[date]
    checked_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("unit_id", "point", "checked_on"),
        CheckConstraint("point <> ''", name="names_its_point"),
    )

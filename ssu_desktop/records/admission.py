"""What an admission establishes: the checklist's answers, the steps of intake, a referral elsewhere."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import Answer, IntakeStep


class AdmissionSheet(Kept, Base):
    """Who examined and identified the person at admission (Order 230, paras 6, 14, 25, 32 and 33)."""

    __tablename__ = "admission_sheet"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), unique=True)
    examined_on: Mapped[date | None]
    examined_by: Mapped[str] = mapped_column(default="")
    seizures_a_month: Mapped[int | None]
    limitation_level: Mapped[int | None]
    identified_on: Mapped[date | None]
    identified_how: Mapped[str] = mapped_column(default="")
    identified_by: Mapped[str] = mapped_column(default="")
    children_with: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("seizures_a_month IS NULL OR seizures_a_month >= 0", name="seizures_are_counted"),
        CheckConstraint("children_with >= 0", name="children_are_counted"),
    )


class AdmissionAnswer(Kept, Base):
    """One item of the checklist answered: a contraindication, an indication or a ground, by its `code`.

    A ground of the family's inability names the relative and the document that shows it.
    """

    __tablename__ = "admission_answer"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    code: Mapped[str]
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    relative: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("stay_id", "code"),)


class IntakeRecord(Kept, Base):
    """One step before the registration card of a temporary stay, and who did it (para 37(1))."""

    __tablename__ = "intake_record"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    step: Mapped[IntakeStep] = mapped_column(one_of(IntakeStep))
    done_on: Mapped[date]
    done_time: Mapped[str] = mapped_column(default="")
    done_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("stay_id", "step"),)


class Referral(Kept, Base):
    """A person who was not admitted and was sent to a health organisation (para 32)."""

    __tablename__ = "referral"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(refers_to("unit.id"))
    referred_on: Mapped[date]
    referred_to: Mapped[str]
    codes: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    transport: Mapped[str] = mapped_column(default="")
    accompanied_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (CheckConstraint("referred_to <> ''", name="says_where"),)

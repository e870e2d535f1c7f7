"""The stay: one episode of service in one unit, its movements, its place in the queue, its card."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to
from ssu_desktop.records.file import PersonalFile
from ssu_desktop.records.kinds import (
    Category,
    Funding,
    MovementKind,
    NoticeSigner,
    PaperKind,
    Placement,
    Status,
    StayLength,
    UnitKind,
)
from ssu_desktop.records.organisation import Unit
from ssu_desktop.records.person import Person


class Stay(Kept, Base):
    """One episode of service; `status`, `admitted_on`, `ended_on` are derived from the movements."""

    __tablename__ = "stay"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(refers_to("unit.id"))
    category: Mapped[Category] = mapped_column(one_of(Category))
    further_categories: Mapped[tuple[Category, ...]] = mapped_column(KindList(Category), default=())
    length: Mapped[StayLength] = mapped_column(one_of(StayLength), default=StayLength.PERMANENT)
    funding: Mapped[Funding] = mapped_column(one_of(Funding), default=Funding.GUARANTEED)
    planned_until: Mapped[date | None]
    came_from: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[date | None]
    decision_body: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    placement: Mapped[Placement] = mapped_column(
        one_of(Placement), default=Placement.ORDINARY, server_default="ordinary"
    )
    night_stay: Mapped[bool] = mapped_column(default=False, server_default=false())
    contract_number: Mapped[str] = mapped_column(default="", server_default=text("''"))
    contract_date: Mapped[date | None]

    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.NONE)
    status_since: Mapped[date | None]
    admitted_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    readmitted: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")
    movements: Mapped[list["Movement"]] = relationship(
        lazy="raise", order_by="(Movement.happened_on, Movement.id)", back_populates="stay"
    )
    waiting: Mapped["WaitingEntry | None"] = relationship(lazy="raise")
    personal_file: Mapped[PersonalFile | None] = relationship(lazy="raise")
    card: Mapped["RegistrationCard | None"] = relationship(lazy="raise")

    __table_args__ = (
        Index("ix_stay_open", "unit_id", "status", "admitted_on"),
        CheckConstraint(
            "ended_on IS NULL OR admitted_on IS NULL OR ended_on >= admitted_on", name="ends_after_it_began"
        ),
    )


class Movement(Kept, Base):
    """One event of a stay; never deleted, a wrong one is cancelled with a reason.

    Of a deferral the order is the recipient's notice, and `notice_signer` who signed it. `expelled`: a
    discharge by the organisation's decision. `portal_on` is the day on which the event was typed over into
    the state portal (Order 230, para 12(1)).
    """

    __tablename__ = "movement"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    kind: Mapped[MovementKind] = mapped_column(one_of(MovementKind))
    happened_on: Mapped[date]
    order_number: Mapped[str] = mapped_column(default="")
    order_date: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    destination: Mapped[str] = mapped_column(default="")
    destination_kind: Mapped[UnitKind | None] = mapped_column(one_of(UnitKind))
    until: Mapped[date | None]
    to_unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    from_unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    note: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    expelled: Mapped[bool] = mapped_column(default=False, server_default=false())
    notice_signer: Mapped[NoticeSigner | None] = mapped_column(one_of(NoticeSigner))
    portal_on: Mapped[date | None]
    portal_by: Mapped[str] = mapped_column(default="", server_default=text("''"))

    stay: Mapped[Stay] = relationship(lazy="raise", back_populates="movements")

    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= happened_on", name="until_is_not_before"),
        CheckConstraint("cancelled_at IS NULL OR cancel_reason <> ''", name="cancelled_with_a_reason"),
        CheckConstraint("kind <> 'transferred' OR to_unit_id IS NOT NULL", name="transfer_names_its_unit"),
    )


class WaitingEntry(Kept, Base):
    """The place of a stay in its unit's queue, in the order of the application's arrival.

    `applied_time` is "HH:MM" or empty; `arrival_due` is the term of arrival that the referral sets.
    """

    __tablename__ = "waiting_entry"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), unique=True)
    applied_on: Mapped[date]
    applied_time: Mapped[str] = mapped_column(default="", server_default=text("''"))
    application_number: Mapped[str] = mapped_column(default="")
    out_of_turn_reason: Mapped[str] = mapped_column(default="")
    place_kept_until: Mapped[date | None]
    arrival_due: Mapped[date | None]


class RegistrationCard(Kept, Base):
    """The card of a temporary stay (annex 9): what the person's own record does not hold."""

    __tablename__ = "registration_card"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), unique=True)
    document_kind: Mapped[PaperKind | None] = mapped_column(one_of(PaperKind))
    past_illnesses: Mapped[str] = mapped_column(default="")
    health: Mapped[str] = mapped_column(default="")
    sent_by: Mapped[str] = mapped_column(default="")
    filled_on: Mapped[date | None]
    filled_by_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))


class Assignment(Kept, Base):
    """Which member of staff answers for a person, from when until when; `ended_on` is empty while it runs."""

    __tablename__ = "assignment"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(refers_to("staff.id"), index=True)
    assigned_on: Mapped[date]
    ended_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= assigned_on", name="ends_after_it_began"),
    )


class Departure(Kept, Base):
    """A rule that was overridden: which, why, by whom; the inspection may ask for the list."""

    __tablename__ = "departure"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"), index=True)
    user_id: Mapped[UUID | None] = mapped_column(refers_to("user.id"))
    code: Mapped[str]
    finding: Mapped[str]
    article: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    happened_on: Mapped[date]

    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)

"""The head's orders (бұйрық / приказ): their register and the facility's own templates of their texts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import OrderKind


class HeadOrder(Kept, Base):
    """One order of the head, with its text in both languages; a wrong one is cancelled with a reason."""

    __tablename__ = "head_order"

    number: Mapped[str]
    issued_on: Mapped[date]
    kind: Mapped[OrderKind] = mapped_column(one_of(OrderKind), default=OrderKind.OTHER)
    subject_kk: Mapped[str]
    subject_ru: Mapped[str]
    text_kk: Mapped[str] = mapped_column(default="")
    text_ru: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(refers_to("stay.id"), index=True)
    movement_id: Mapped[UUID | None] = mapped_column(refers_to("movement.id"), index=True)
    signed_by: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("number <> ''", name="is_numbered"),
        CheckConstraint("subject_kk <> '' OR subject_ru <> ''", name="has_a_subject"),
        CheckConstraint("cancelled_at IS NULL OR cancel_reason <> ''", name="cancelled_with_a_reason"),
    )


class OrderTemplate(Kept, Base):
    """The facility's own text of one kind of order; without one the program's text serves."""

    __tablename__ = "order_template"

    kind: Mapped[OrderKind] = mapped_column(one_of(OrderKind))
    subject_kk: Mapped[str]
    subject_ru: Mapped[str]
    text_kk: Mapped[str]
    text_ru: Mapped[str]

    __table_args__ = (UniqueConstraint("kind"),)

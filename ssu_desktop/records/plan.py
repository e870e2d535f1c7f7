"""The individual plan (annex 4): versions and their activities in eight domains."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to
from ssu_desktop.records.kinds import Carried, Category, Domain, Period, PlanState, UnitKind
from ssu_desktop.records.stay import Stay


class Plan(Kept, Base):
    """One version of one plan: `number` counts the plan years of a stay, `version` their revisions."""

    __tablename__ = "plan"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[PlanState] = mapped_column(one_of(PlanState), default=PlanState.DRAFT)
    observed_from: Mapped[date | None]
    observed_until: Mapped[date | None]
    period_from: Mapped[date]
    period_until: Mapped[date]
    drafted_on: Mapped[date | None]
    filled_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
    change_reason: Mapped[str] = mapped_column(default="")

    stay: Mapped[Stay] = relationship(lazy="raise")
    items: Mapped[list["PlanItem"]] = relationship(
        lazy="raise", order_by="(PlanItem.position, PlanItem.id)", cascade="all, delete-orphan"
    )
    sections: Mapped[list["PlanSection"]] = relationship(lazy="raise", cascade="all, delete-orphan")

    __table_args__ = (
        UniqueConstraint("stay_id", "number", "version"),
        CheckConstraint("period_until >= period_from", name="period_runs_forward"),
        CheckConstraint("number >= 1 AND version >= 1", name="counted_from_one"),
        CheckConstraint("state <> 'approved' OR approved_on IS NOT NULL", name="approved_on_a_date"),
    )


class PlanItem(Kept, Base):
    """One activity: the question and answer of the assessment, the service, who does it and when.

    `service_ref` names the row of the catalogue that it was taken from, if any.
    """

    __tablename__ = "plan_item"

    plan_id: Mapped[UUID] = mapped_column(refers_to("plan.id", on_delete="CASCADE"), index=True)
    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    position: Mapped[int] = mapped_column(default=0)
    question: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    points: Mapped[int | None]
    service: Mapped[str] = mapped_column(default="")
    responsible_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    responsible_name: Mapped[str] = mapped_column(default="")
    period: Mapped[Period | None] = mapped_column(one_of(Period))
    date_from: Mapped[date | None]
    date_until: Mapped[date | None]
    service_ref: Mapped[str] = mapped_column(default="", server_default=text("''"))
    volume: Mapped[str] = mapped_column(default="", server_default=text("''"))
    frequency: Mapped[str] = mapped_column(default="", server_default=text("''"))
    carried: Mapped[Carried | None] = mapped_column(one_of(Carried))

    __table_args__ = (
        CheckConstraint("points IS NULL OR points >= 0", name="points_are_not_negative"),
        CheckConstraint(
            "date_until IS NULL OR date_from IS NULL OR date_until >= date_from", name="dates_run_forward"
        ),
    )


class PlanSection(Kept, Base):
    """One domain of a plan version: who signed it off, or why it is deliberately left empty."""

    __tablename__ = "plan_section"

    plan_id: Mapped[UUID] = mapped_column(refers_to("plan.id", on_delete="CASCADE"), index=True)
    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    signed_by_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    signed_by: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]
    empty_reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("plan_id", "domain"),)


class PlanRevision(Kept, Base):
    """The round of monitoring whose decision led to a version of a plan."""

    __tablename__ = "plan_revision"

    plan_id: Mapped[UUID] = mapped_column(refers_to("plan.id", on_delete="CASCADE"), unique=True)
    round_id: Mapped[UUID] = mapped_column(refers_to("monitoring_round.id"))


class PlanTemplate(Kept, Base):
    """Activities that plans of a category begin with; `content` holds them as a draft has them."""

    __tablename__ = "plan_template"

    title: Mapped[str]
    categories: Mapped[tuple[Category, ...]] = mapped_column(KindList(Category), default=())
    unit_kinds: Mapped[tuple[UnitKind, ...]] = mapped_column(KindList(UnitKind), default=())
    content: Mapped[dict[str, Any]]
    retired_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("title <> ''", name="is_named"),)


class OwnService(Kept, Base):
    """A service that the facility added to the catalogue of the law."""

    __tablename__ = "own_service"

    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    text_kk: Mapped[str] = mapped_column(default="")
    text_ru: Mapped[str] = mapped_column(default="")
    categories: Mapped[tuple[Category, ...]] = mapped_column(KindList(Category), default=())
    unit_kinds: Mapped[tuple[UnitKind, ...]] = mapped_column(KindList(UnitKind), default=())
    retired_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("text_kk <> '' OR text_ru <> ''", name="is_named"),)

"""The monitoring journal (annex 5): rounds with scores, decisions, and marks of activities."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to
from ssu_desktop.records.kinds import Domain, MarkKind, RoundKind
from ssu_desktop.records.stay import Stay


class MonitoringJournal(Kept, Base):
    """One journal a plan year of a stay; `plan_number` is the `Plan.number` it follows."""

    __tablename__ = "monitoring_journal"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    plan_number: Mapped[int]
    started_on: Mapped[date]
    bound_on: Mapped[date | None]

    stay: Mapped[Stay] = relationship(lazy="raise")
    rounds: Mapped[list["MonitoringRound"]] = relationship(
        lazy="raise", order_by="(MonitoringRound.held_on, MonitoringRound.id)"
    )
    marks: Mapped[list["ActivityMark"]] = relationship(lazy="raise", order_by="ActivityMark.month")

    __table_args__ = (UniqueConstraint("stay_id", "plan_number"),)


class MonitoringRound(Kept, Base):
    """One assessment: a column of annex 5; `completed_on` is empty while it is being entered."""

    __tablename__ = "monitoring_round"

    journal_id: Mapped[UUID] = mapped_column(refers_to("monitoring_journal.id"), index=True)
    kind: Mapped[RoundKind] = mapped_column(one_of(RoundKind))
    held_on: Mapped[date]
    goal: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")
    revised_domains: Mapped[tuple[Domain, ...]] = mapped_column(KindList(Domain), default=())
    recommendations: Mapped[str] = mapped_column(default="")
    specialist_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    specialist_name: Mapped[str] = mapped_column(default="")
    completed_on: Mapped[date | None]

    scores: Mapped[list["RoundScore"]] = relationship(lazy="raise", cascade="all, delete-orphan")

    __table_args__ = (
        Index(
            "uq_monitoring_round_journal_id_kind",
            "journal_id",
            "kind",
            unique=True,
            sqlite_where=text("kind <> 'extra'"),
        ),
    )


class RoundScore(Kept, Base):
    """The sum of points of one domain in one round."""

    __tablename__ = "round_score"

    round_id: Mapped[UUID] = mapped_column(refers_to("monitoring_round.id", on_delete="CASCADE"), index=True)
    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    points: Mapped[int]

    __table_args__ = (
        UniqueConstraint("round_id", "domain"),
        CheckConstraint("points BETWEEN 0 AND 999", name="points_fit_the_form"),
    )


class ActivityMark(Kept, Base):
    """What came of an activity in a month (`month` is its first day): positive change or none."""

    __tablename__ = "activity_mark"

    journal_id: Mapped[UUID] = mapped_column(refers_to("monitoring_journal.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(refers_to("plan_item.id"), index=True)
    month: Mapped[date]
    mark: Mapped[MarkKind] = mapped_column(one_of(MarkKind))
    noted_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("journal_id", "item_id", "month"),
        Index("ix_activity_mark_monthly", "journal_id", "month", "mark"),
    )

"""Needs: questionnaires by domain, the answers that were chosen, the steps of a case in health care."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to
from ssu_desktop.records.kinds import CaseStepKind, Category, Domain, Grade, UnitKind


class Questionnaire(Kept, Base):
    """One version of a questionnaire of one domain; what was once answered is never changed.

    `content` holds the questions in their order, each with its answers and their points; `code` names the
    questionnaire through all its versions. No categories or kinds of unit: it is for all.
    """

    __tablename__ = "questionnaire"

    code: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    title_kk: Mapped[str]
    title_ru: Mapped[str]
    categories: Mapped[tuple[Category, ...]] = mapped_column(KindList(Category), default=())
    unit_kinds: Mapped[tuple[UnitKind, ...]] = mapped_column(KindList(UnitKind), default=())
    example: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    retired_on: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("code <> ''", name="has_a_code"),
        CheckConstraint("version >= 1", name="counted_from_one"),
        CheckConstraint("title_kk <> '' AND title_ru <> ''", name="named_in_both_languages"),
    )


class Assessment(Kept, Base):
    """A person's answers to one version of a questionnaire; `points` is their sum.

    `answers` maps the code of a question to the code of the answer that was chosen; `round_id` is the round
    of monitoring whose cell the sum fills.
    """

    __tablename__ = "assessment"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    questionnaire_id: Mapped[UUID] = mapped_column(refers_to("questionnaire.id"))
    round_id: Mapped[UUID | None] = mapped_column(refers_to("monitoring_round.id"), index=True)
    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    assessed_on: Mapped[date]
    answers: Mapped[dict[str, Any]]
    points: Mapped[int] = mapped_column(default=0)
    specialist_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    specialist_name: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    completed_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("points >= 0", name="points_are_not_negative"),)


class CaseStep(Kept, Base):
    """One of the four steps of social work in health care (Order 153, para 9), with its three grades."""

    __tablename__ = "case_step"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    step: Mapped[CaseStepKind] = mapped_column(one_of(CaseStepKind))
    done_on: Mapped[date]
    done_by: Mapped[str] = mapped_column(default="")
    urgency: Mapped[Grade | None] = mapped_column(one_of(Grade))
    complexity: Mapped[Grade | None] = mapped_column(one_of(Grade))
    severity: Mapped[Grade | None] = mapped_column(one_of(Grade))
    note: Mapped[str] = mapped_column(default="")

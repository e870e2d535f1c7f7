"""What Today asks of the order of a house: rules, signatures, answers, contracts of paid services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from ssu_desktop.actions.today_asked import Here, Whose, of_whom
from ssu_desktop.records import Acquaintance, InternalRules, PaidContract, SelfCheck, Stay
from ssu_desktop.records.kinds import Answer
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.storage import Source, rows


def rules_in_force(source: Source) -> Mapping[UUID, tuple[UUID, date]]:
    """Return the edition of the internal rules that is in force in each unit, and its day."""
    return {unit_id: (rules_id, approved_on) for unit_id, rules_id, approved_on in _editions(source)}


@rows
def _editions() -> Select[UUID, UUID, date]:
    """Select all editions, the latest of each unit last."""
    asked = select(InternalRules.unit_id, InternalRules.id, InternalRules.approved_on)
    return asked.order_by(InternalRules.approved_on)


def signed_of(source: Source, whose: Whose) -> set[tuple[UUID, UUID]]:
    """Return which edition was signed in which stay."""
    return set(_signed(source, whose))


@of_whom
def _signed(here: Here) -> Select[UUID, UUID]:
    asked = select(Acquaintance.rules_id, Acquaintance.stay_id)
    return asked.join(Stay, Stay.id == Acquaintance.stay_id).where(*here)


def contracts_of(source: Source, whose: Whose, today: date) -> set[UUID]:
    """Return the stays that have a contract of paid services which runs today."""
    return {
        stay_id
        for stay_id, signed_on, valid_until, ended_on in _contracts(source, whose)
        if signed_on <= today
        and (valid_until is None or valid_until >= today)
        and (ended_on is None or ended_on > today)
    }


@of_whom
def _contracts(here: Here) -> Select[UUID, date, date | None, date | None]:
    asked = select(
        PaidContract.stay_id, PaidContract.signed_on, PaidContract.valid_until, PaidContract.ended_on
    )
    return asked.join(Stay, Stay.id == PaidContract.stay_id).where(*here)


@dataclass(frozen=True, kw_only=True)
class House:
    """What of the order of their houses is known, by the unit; see `UnitStand`."""

    with_rules: frozenset[UUID]
    unread: Mapping[UUID, int]
    answers: Mapping[UUID, Mapping[str, Answer]]


def house_of(source: Source) -> House:
    """Return what is known of the order of all houses."""
    with_rules = frozenset(rules_in_force(source))
    answers: dict[UUID, dict[str, Answer]] = {}
    for unit_id, point, answer in _answers(source):
        answers.setdefault(unit_id, {})[point] = answer
    return House(with_rules=with_rules, unread=dict(_unread(source)) if with_rules else {}, answers=answers)


@rows
def _unread() -> Select[UUID, int]:
    """Count in each unit who came before its edition in force was approved and has not signed it."""
    in_force = (
        select(InternalRules.unit_id, func.max(InternalRules.approved_on).label("approved_on"))
        .group_by(InternalRules.unit_id)
        .subquery()
    )
    edition = and_(
        InternalRules.unit_id == in_force.c.unit_id, InternalRules.approved_on == in_force.c.approved_on
    )
    signed = and_(Acquaintance.rules_id == InternalRules.id, Acquaintance.stay_id == Stay.id)
    return (
        select(Stay.unit_id, func.count())
        .join(InternalRules, InternalRules.unit_id == Stay.unit_id)
        .join(in_force, edition)
        .outerjoin(Acquaintance, signed)
        .where(
            Stay.status.in_(PRESENT),
            Stay.admitted_on < InternalRules.approved_on,
            Acquaintance.id.is_(None),
        )
        .group_by(Stay.unit_id)
    )


@rows
def _answers() -> Select[UUID, str, Answer]:
    """Select all answers of the self-check, the latest of each point last."""
    return select(SelfCheck.unit_id, SelfCheck.point, SelfCheck.answer).order_by(SelfCheck.checked_on)

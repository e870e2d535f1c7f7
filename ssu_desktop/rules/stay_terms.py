"""What may be changed of a stay after the admission: its term, category, decision, contract, ward."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Category, Funding, Placement, StayLength
from ssu_desktop.rules.admission import AdmissionDraft, PersonFacts, UnitFacts, check_category
from ssu_desktop.rules.admission_terms import check_decision, check_terms
from ssu_desktop.rules.entry import check_signed
from ssu_desktop.rules.fields import check_fields, check_order
from ssu_desktop.rules.finding import Finding, Weight

_TEXT_LIMITS = {"decision_number": 60, "contract_number": 60}


@dataclass(frozen=True, kw_only=True)
class TermsDraft:
    """The terms of a stay as they stand or are to stand; `revision` is that of the stay that was read."""

    category: Category
    further_categories: tuple[Category, ...] = ()
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    funding: Funding = Funding.GUARANTEED
    came_from: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    decision_body: str = ""
    placement: Placement = Placement.ORDINARY
    night_stay: bool = False
    contract_number: str = ""
    contract_date: date | None = None
    note: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class TermsGround:
    """What the terms are judged by: the unit where the person is, the person, the day of admission."""

    unit: UnitFacts
    person: PersonFacts
    admitted_on: date


def check_stay_terms(
    draft: TermsDraft, before: TermsDraft, ground: TermsGround, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against new terms of a stay, which stood as `before`.

    The term counts from the admission, a new category is judged by the age of today (who turned 18 goes on as
    an adult). What was entered with its reason before, and stays, is not asked about again.
    """
    yield from check_fields(draft, longest=_TEXT_LIMITS)
    yield from check_signed(draft.decision_date, today, "decision_date")
    yield from check_order(ground.admitted_on, draft.planned_until, "planned_until")
    known = {(one.code, one.field) for one in _standing(before, ground, law)}
    for found in _standing(draft, ground, law):
        same = found.field is None or _value(draft, found.field) == _value(before, found.field)
        if found.weight is Weight.STOP or not same or (found.code, found.field) not in known:
            yield found
    if draft.category is not before.category:
        yield from check_category(draft.category, today, ground.unit, ground.person, law)


def _value(draft: TermsDraft, field: str) -> object:
    return getattr(draft, field, None)


def _standing(draft: TermsDraft, ground: TermsGround, law: Law) -> Iterator[Finding]:
    told: dict[str, Any] = {one.name: getattr(draft, one.name) for one in fields(draft)}
    del told["revision"]
    admission = AdmissionDraft(unit_id=None, admitted_on=ground.admitted_on, **told)
    yield from check_terms(admission, ground.admitted_on, ground.unit, law)
    yield from check_decision(admission, ground.unit.kind, law)

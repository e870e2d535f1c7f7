"""A person who is not admitted and is referred to a health organisation (Order 230, para 32)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight


@dataclass(frozen=True, kw_only=True)
class ReferralDraft:
    """Where a person is sent and why; `codes` are the contraindications found, by their code."""

    unit_id: UUID | None
    referred_on: date | None
    referred_to: str = ""
    codes: tuple[str, ...] = ()
    reason: str = ""
    transport: str = ""
    accompanied_by: str = ""
    note: str = ""


def check_referral(
    draft: ReferralDraft, kind: UnitKind | None, born: date | None, law: Law, today: date
) -> Iterator[Finding]:
    """Find what is wrong with a referral: a day to come, nowhere to go, no reason (R230-051)."""
    yield from check_happened(draft.referred_on, today, "referred_on")
    yield from check_fields(draft, longest={"reason": 500})
    if draft.unit_id is None or kind is None:
        yield missing("unit_id", N_("Choose the unit."), code="unit-missing")
    if not draft.referred_to.strip():
        text = N_("Enter the health organisation.")
        yield missing("referred_to", text, code="referred-nowhere")
    if draft.referred_on is None:
        return
    if born is not None and draft.referred_on < born:
        text = N_("The day lies before the person's birth.")
        yield Finding(code="before-birth", text=text, field="referred_on", weight=Weight.STOP)
    if not draft.codes and not draft.reason.strip():
        article = article_of(law, "admission.referral", UnitKind.TEMPORARY, draft.referred_on)
        text = N_("The reason of the referral is missing.")
        yield Finding(code="referral-reason", text=text, field="reason", article=article)

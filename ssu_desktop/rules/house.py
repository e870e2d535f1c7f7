"""The order of the house: internal rules, who knows them, the self-check (Order 230, paras 9, 17, 19, 35)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Figure, Law, NoFigure
from ssu_desktop.records.kinds import Answer, NoticeSigner, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import LONGEST_NAME, check_fields, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import age_reached

_POINT = "self_check."
OWN_ENTRANCE = "own_entrance"


@dataclass(frozen=True, kw_only=True)
class RulesDraft:
    """An edition of a unit's internal rules."""

    approved_on: date | None = None
    order_number: str = ""
    approved_by: str = ""
    note: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class AcquaintanceDraft:
    """When somebody was made acquainted with the internal rules, and who signed for it."""

    signed_on: date | None = None
    signer: NoticeSigner | None = NoticeSigner.RECIPIENT


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who is to know the rules: what tells whether the person signs by oneself."""

    born: date | None = None
    legally_incapable: bool = False


@dataclass(frozen=True, kw_only=True)
class CheckDraft:
    """The answer to a point of the self-check."""

    answer: Answer | None = None
    checked_on: date | None = None
    checked_by: str = ""
    note: str = ""


def needs_rules(kind: UnitKind, law: Law, on: date) -> bool:
    """Return whether a unit of this kind needs internal rules: home service does not."""
    return article_of(law, "rules.internal", kind, on) is not None


def check_rules(draft: RulesDraft, kind: UnitKind, law: Law, today: date) -> Iterator[Finding]:
    """Find what stands against an edition of the rules: the head approves it, on a day that has come."""
    yield from check_fields(draft, longest={"order_number": 60, "approved_by": LONGEST_NAME})
    if not needs_rules(kind, law, today):
        yield Finding(
            code="rules-not-asked",
            text=N_("A unit of this kind needs no internal rules of a stay."),
            weight=Weight.STOP,
        )
        return
    yield from check_happened(draft.approved_on, today, "approved_on")
    if not draft.order_number and not draft.approved_by:
        yield Finding(
            code="rules-not-approved",
            text=N_("The internal rules are approved by the head: enter the order or who approved them."),
            field="order_number",
            article=article_of(law, "rules.internal", kind, draft.approved_on or today),
        )


def check_acquaintance(
    draft: AcquaintanceDraft, approved_on: date, reader: Reader, kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against noting that somebody was made acquainted with the rules."""
    yield from check_happened(draft.signed_on, today, "signed_on")
    yield from check_order(approved_on, draft.signed_on, "signed_on", code="signed-before-approval")
    if draft.signer is None:
        yield missing("signer", N_("Choose who signed."), code="signer-missing")
    elif draft.signer is NoticeSigner.RECIPIENT and needs_representative(reader, law, today):
        yield Finding(
            code="representative-signs",
            text=N_("A legal representative signs for a child and for a person without legal capacity."),
            field="signer",
            article=article_of(law, "rules.told", kind, today),
        )


def needs_representative(reader: Reader, law: Law, on: date) -> bool:
    """Return whether a legal representative signs: for a child, for a person without legal capacity."""
    if reader.legally_incapable:
        return True
    if reader.born is None:
        return False
    grown = law.known_figure("age.leaves_children", on=on)
    return on < age_reached(reader.born, grown.value)


def points_of(
    kind: UnitKind, law: Law, on: date, *, within_stationary: bool
) -> tuple[tuple[str, Figure], ...]:
    """Return the points of a unit's self-check by their keys, each with its paragraph.

    The own entrance is asked of day care that is a part of a stationary organisation (Order 230, para 17)."""
    keys = dict.fromkeys(one.key for one in law.figures if one.key.startswith(_POINT))
    found = []
    for key in keys:
        point = key.removeprefix(_POINT)
        if point == OWN_ENTRANCE and not within_stationary:
            continue
        try:
            found.append((point, law.figure(key, kind, on=on)))
        except NoFigure:
            continue  # a point of another kind of unit
    return tuple(found)


def check_answer(draft: CheckDraft, today: date) -> Iterator[Finding]:
    """Find what stands against the answer to a point."""
    yield from check_fields(draft, longest={"checked_by": LONGEST_NAME})
    if draft.answer is None:
        yield missing("answer", N_("Choose the answer."), code="answer-missing")
    yield from check_happened(draft.checked_on, today, "checked_on")

"""Originals in custody: taken in with written consent by an act, given back before the person leaves.

Source: Order 230, para 12(2). R230-163, R230-164, R230-183..R230-188."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import check_fields, check_not_future, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight

LEAVING = (MovementKind.DISCHARGED, MovementKind.TRANSFERRED_OUT)


@dataclass(frozen=True, kw_only=True)
class Original:
    """One original: by the law's `code`, or by a `title`; `number` is its own."""

    code: str | None = None
    title: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class CustodyDraft:
    """Originals that are taken in by one act; `accepted_by` and `handed_by` sign it."""

    originals: tuple[Original, ...] = ()
    accepted_on: date | None = None
    consent_on: date | None = None
    act_number: str = ""
    accepted_by: str = ""
    handed_by: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnDraft:
    """The giving back of originals: when, to whom, by whom."""

    returned_on: date | None = None
    returned_to: str = ""
    returned_by: str = ""


def check_custody(
    draft: CustodyDraft, kept: Collection[str], unit_kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against taking originals in; `kept` are the codes of those that lie there already.

    Refused without written consent: the order allows it with that alone. Kinds of unit of which the order
    says nothing warn."""
    yield from check_happened(draft.accepted_on, today, "accepted_on")
    yield from check_fields(draft, longest={"act_number": 60})
    day = draft.accepted_on or today
    article = article_of(law, "custody.consent", UnitKind.STATIONARY, day)
    yield from _check_originals(draft.originals, kept)
    yield from _check_consent(draft, article)
    yield from _check_signers(draft)
    if unit_kind is not UnitKind.STATIONARY:
        text = N_("The order provides for originals in custody in stationary units only.")
        yield Finding(code="custody-foreign", text=text, article=article)
    if not draft.act_number.strip():
        text = N_("The number of the act is missing.")
        yield Finding(code="act-number-missing", text=text, field="act_number", article=article)


def _check_originals(originals: tuple[Original, ...], kept: Collection[str]) -> Iterator[Finding]:
    if not originals:
        yield missing("originals", N_("Tick what is taken in."), code="originals-missing")
    for original in originals:
        yield from check_fields(original)
        if original.code is not None and original.code in kept:
            text = N_("This original lies here already: give it back before it is taken in again.")
            yield missing("originals", text, code="original-kept")


def _check_consent(draft: CustodyDraft, article: Article | None) -> Iterator[Finding]:
    if draft.consent_on is None:
        yield Finding(
            code="consent-missing",
            text=N_("Originals are kept with the person's written consent only: enter its date."),
            field="consent_on",
            article=article,
            weight=Weight.STOP,
        )
    elif draft.accepted_on is not None and draft.consent_on > draft.accepted_on:
        text = N_("The consent is given before the originals are taken in.")
        yield missing("consent_on", text, code="consent-late")


def _check_signers(draft: CustodyDraft) -> Iterator[Finding]:
    if not draft.accepted_by.strip():
        yield missing("accepted_by", N_("Enter who takes the originals in."), code="accepted-by-missing")
    if not draft.handed_by.strip():
        yield missing("handed_by", N_("Enter who hands the originals over."), code="handed-by-missing")


def check_return(draft: ReturnDraft, accepted_on: date, today: date) -> Iterator[Finding]:
    """Find what stands against giving an original back that was taken in on `accepted_on`."""
    yield from check_fields(draft)
    if draft.returned_on is None:
        yield missing("returned_on", N_("Enter the date."), code="date-missing")
    yield from check_not_future(draft.returned_on, today, "returned_on", code="date-in-future")
    yield from check_order(accepted_on, draft.returned_on, "returned_on", code="returned-before")
    if not draft.returned_to.strip():
        yield missing("returned_to", N_("Enter to whom it is given back."), code="returned-to-missing")
    if not draft.returned_by.strip():
        yield missing("returned_by", N_("Enter who gives it back."), code="returned-by-missing")


def check_leaving(kind: MovementKind, kept: int, on: date, law: Law) -> Iterator[Finding]:
    """Warn where a person leaves whose originals are still here: `kept` of them."""
    if kind in LEAVING and kept:
        yield Finding(
            code="originals-kept",
            text=N_("Give the originals back first: {count} are kept here."),
            values={"count": kept},
            article=article_of(law, "custody.consent", UnitKind.STATIONARY, on),
        )

"""The eight domains of a plan: signed off one by one, or deliberately left empty with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_, Bilingual, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.fields import LONGEST_LINE, LONGEST_NAME, check_length, check_not_future, missing
from ssu_desktop.rules.finding import Finding, Weight


@dataclass(frozen=True, kw_only=True)
class SectionState:
    """How far one domain of a plan has come; `signed_by` without a day: changed after it was signed off."""

    domain: Domain
    signed_by: str = ""
    signed_on: date | None = None
    empty_reason: str = ""

    @property
    def reopened(self) -> bool:
        """Whether a change took the sign-off back."""
        return bool(self.signed_by) and self.signed_on is None


@dataclass(frozen=True, kw_only=True)
class SignOffDraft:
    """Who signs a domain off, and when; `signed_by` stands where no member of staff is chosen."""

    signed_by_id: UUID | None = None
    signed_by: str = ""
    signed_on: date | None = None


def check_sign_off(
    draft: SignOffDraft, state: SectionState, *, filled: bool, today: date
) -> Iterator[Finding]:
    """Find what stands against signing a domain off: nobody signs, no day, nothing that could be signed."""
    if not filled and not state.empty_reason:
        text = N_("This domain has no activity yet. Say first why it is left empty.")
        yield Finding(code="section-empty", text=text, weight=Weight.STOP)
    if draft.signed_by_id is None and not draft.signed_by:
        yield missing("signed_by", N_("Choose who signs, or write the name."), code="section-nobody")
    if draft.signed_on is None:
        yield missing("signed_on", N_("Enter the date."), code="date-missing")
    yield from check_not_future(draft.signed_on, today, "signed_on", code="date-in-future")
    yield from check_length(draft.signed_by, LONGEST_NAME, "signed_by")


def check_empty_reason(reason: str, *, filled: bool) -> Iterator[Finding]:
    """Find what stands against leaving a domain empty: it is not, or the reason is too long for the form."""
    if filled and reason:
        text = N_("This domain has activities: it is not empty.")
        yield Finding(code="section-filled", text=text, weight=Weight.STOP)
    yield from check_length(reason, LONGEST_LINE, "empty_reason")


def unsigned(filled: Iterable[Domain], sections: Mapping[Domain, SectionState]) -> tuple[Domain, ...]:
    """Return the domains that somebody should still sign off: with activities, or deliberately empty."""
    with_rows = set(filled)
    return tuple(
        domain
        for domain in Domain
        for state in [sections.get(domain, SectionState(domain=domain))]
        if state.signed_on is None and (domain in with_rows or state.empty_reason)
    )


def check_signed_off(filled: Iterable[Domain], sections: Mapping[Domain, SectionState]) -> Iterator[Finding]:
    """Warn at approval of the domains that nobody signed off; where none was ever signed off, only note it.

    Signing off by domain is the facility's own custom: the law does not ask for it."""
    left = unsigned(filled, sections)
    if not left:
        return
    used = any(state.signed_by for state in sections.values())
    yield Finding(
        code="section-unsigned",
        text=N_("Not signed off: {domains}."),
        values={"domains": _in_both(left)},
        weight=Weight.WARN if used else Weight.NOTE,
    )


def check_empty_domains(
    filled: Iterable[Domain], sections: Mapping[Domain, SectionState]
) -> Iterator[Finding]:
    """Note the domains that have no activity while nobody said that this is deliberate."""
    with_rows = set(filled)
    left = [
        domain
        for domain in Domain
        if domain not in with_rows and not (domain in sections and sections[domain].empty_reason)
    ]
    if left:
        yield Finding(
            code="section-unexplained",
            text=N_("Empty, and it is not said why: {domains}."),
            values={"domains": _in_both(left)},
            weight=Weight.NOTE,
        )


def _in_both(domains: Iterable[Domain]) -> Bilingual:
    named = list(domains)
    return Bilingual(*(", ".join(translate(said, one.msgid) for one in named) for said in Language))


def remarks_on_sections(sections: Iterable[SectionState]) -> Iterator[Finding]:
    """Tell of each domain whose sign-off a change took back."""
    for state in sections:
        if state.reopened:
            yield Finding(
                code="section-reopened",
                text=N_("{domain}: changed after {name} signed it off, so the sign-off is taken back."),
                values={"domain": state.domain, "name": state.signed_by},
                weight=Weight.NOTE,
            )


def signed_words(state: SectionState) -> tuple[str, Mapping[str, object]]:
    """Return the sentence (a msgid with its values) that tells who signed a domain off."""
    day = short(state.signed_on) if state.signed_on is not None else ""
    return N_("Signed off by {name} on {day}."), {"name": state.signed_by, "day": day}

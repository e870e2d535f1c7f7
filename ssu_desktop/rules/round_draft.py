"""What is entered into a round of monitoring, and what stands against completing it (annex 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Domain, MarkKind, RoundKind, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened, check_served
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.monitoring import enter_by
from ssu_desktop.rules.working_days import WorkingDays

LOWEST, HIGHEST = 0, 999
"""The points that a cell of annex 5 takes."""


@dataclass(frozen=True, kw_only=True)
class RoundDraft:
    """One column of annex 5 as it stands on the screen; a domain without points is absent from `scores`.

    `id` names an additional round that exists; the five of the form are found by their `kind`.
    """

    kind: RoundKind
    held_on: date | None
    id: UUID | None = None
    scores: Mapping[Domain, int] = field(default_factory=dict)
    goal: str = ""
    decision: str = ""
    revised_domains: tuple[Domain, ...] = ()
    recommendations: str = ""
    specialist_id: UUID | None = None
    specialist_name: str = ""
    revision: int | None = None

    @property
    def total(self) -> int | None:
        """Return the sum over the domains; None where none has points."""
        return total(self.scores)


@dataclass(frozen=True, kw_only=True)
class MarkDraft:
    """What came of an activity in a month; `month` is any day of it. `mark` None takes the mark away.

    `revision` is that of the mark that was read: 0 where there was none, None overwrites whatever is there.
    """

    item_id: UUID
    month: date
    mark: MarkKind | None
    note: str = ""
    revision: int | None = None


def total(scores: Mapping[Domain, int]) -> int | None:
    """Return the sum of the points; None where no domain has any."""
    return sum(scores.values()) if scores else None


def differences(now: Mapping[Domain, int], before: Mapping[Domain, int]) -> dict[Domain, int]:
    """Return how the points changed, for the domains that have them in both rounds."""
    return {domain: now[domain] - before[domain] for domain in Domain if domain in now and domain in before}


def check_round(
    draft: RoundDraft,
    today: date,
    started_on: date | None = None,
    admitted_on: date | None = None,
    ended_on: date | None = None,
) -> Iterator[Finding]:
    """Find what keeps a round from being stored: no day, a day to come, points outside 0..999.

    Nobody is assessed before their admission or after they left; before the plan year `started_on` a round
    is warned of."""
    yield from check_happened(draft.held_on, today, "held_on")
    yield from check_served(draft.held_on, ended_on, "held_on", code="round-after-end")
    yield from check_fields(draft, longest={"goal": 1000, "decision": 1000, "recommendations": 2000})
    for domain, points in draft.scores.items():
        if not LOWEST <= points <= HIGHEST:
            text = N_("Points are a whole number from 0 to 999.")
            yield missing(f"scores.{domain}", text, code="points-out-of-range")
    if draft.held_on is not None and admitted_on is not None and draft.held_on < admitted_on:
        text = N_("The day lies before the admission ({day}).")
        values = {"day": short(admitted_on)}
        yield Finding(
            code="round-before-admission", text=text, values=values, field="held_on", weight=Weight.STOP
        )
    elif draft.held_on is not None and started_on is not None and draft.held_on < started_on:
        text = N_("The day lies before the start of the service ({day}).")
        values = {"day": short(started_on)}
        yield Finding(code="round-too-early", text=text, values=values, field="held_on")


def check_completing(
    draft: RoundDraft,
    unit_kind: UnitKind,
    law: Law,
    calendar: WorkingDays,
    today: date,
    started_on: date | None = None,
    unmarked: int = 0,
    admitted_on: date | None = None,
    ended_on: date | None = None,
) -> Iterator[Finding]:
    """Find what a round lacks when it is entered as done (Order 230, paras 12(4), 23(4), 28(4), 37(5)).

    `unmarked` counts the activities that have no mark since the round before."""
    yield from check_round(draft, today, started_on, admitted_on, ended_on)
    if draft.held_on is None:
        return
    article = article_of(law, "monitoring.every", unit_kind, draft.held_on)
    if not draft.scores:
        yield missing("scores", N_("No domain has points yet."), code="round-empty")
    if not draft.specialist_id and not draft.specialist_name.strip():
        text = N_("It is not said who did the monitoring.")
        yield Finding(code="round-specialist", text=text, field="specialist_id", article=article)
    if draft.revised_domains and not draft.recommendations.strip():
        text = N_("Services are to be revised, and there are no recommendations.")
        yield Finding(code="round-recommendations", text=text, field="recommendations", article=article)
    if unmarked and draft.kind is not RoundKind.ADMISSION:
        yield Finding(
            code="round-unmarked",
            text=N_("Activities without a mark since the round before: {count}. “No change” is a mark too."),
            values={"count": unmarked},
            article=article_of(law, "marks.each", unit_kind, draft.held_on),
        )
    yield from _check_correction(draft, unit_kind, draft.held_on, law)
    deadline = enter_by(draft.held_on, unit_kind, law, calendar)
    if deadline is not None and today > deadline.due:
        yield Finding(
            code="round-entered-late",
            text=N_("The monitoring of {held} was to be entered by {due}."),
            values={"held": short(draft.held_on), "due": short(deadline.due)},
            field="held_on",
            article=deadline.article,
            weight=Weight.NOTE,
        )


def _check_correction(draft: RoundDraft, unit_kind: UnitKind, day: date, law: Law) -> Iterator[Finding]:
    """Note in a temporary stay that it is not said whether the plan is corrected (para 37(4))."""
    article = article_of(law, "plan.correction_asked", unit_kind, day)
    later = draft.kind is not RoundKind.ADMISSION  # at admission there is nothing to correct yet
    if article is not None and later and not (draft.revised_domains or draft.decision.strip()):
        text = N_("It is not said whether the plan is corrected after this monitoring.")
        yield Finding(
            code="round-correction", text=text, field="decision", article=article, weight=Weight.NOTE
        )

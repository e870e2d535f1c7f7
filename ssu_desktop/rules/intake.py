"""The order of steps before the registration card of a temporary stay (Order 230, para 37(1))."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import IntakeStep, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.fields import check_fields, check_not_future
from ssu_desktop.rules.finding import Finding, Weight

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, kw_only=True)
class IntakeDraft:
    """One step and who did it; without `done_on` it is not done. `done_time` is "HH:MM" or empty."""

    step: IntakeStep
    done_on: date | None = None
    done_time: str = ""
    done_by: str = ""
    note: str = ""

    @property
    def when(self) -> tuple[date, str]:
        """Return what the steps are ordered by; only for a step that is done."""
        return self.done_on or date.max, self.done_time


def done(steps: Iterable[IntakeDraft]) -> list[IntakeDraft]:
    """Return the steps that were done, in the order that the law gives them."""
    order = list(IntakeStep)
    return sorted((one for one in steps if one.done_on is not None), key=lambda one: order.index(one.step))


def check_intake(
    steps: Sequence[IntakeDraft], law: Law, today: date, *, registered_on: date
) -> Iterator[Finding]:
    """Find what is wrong with the steps: impossible entries are refused, another order warns.

    `registered_on` is the day of the entry in the register, which comes after all of them.
    """
    for one in steps:
        yield from _check_entry(one, today)
    article = article_of(law, "admission.intake", UnitKind.TEMPORARY, registered_on)
    yield from _check_whole(steps, article)
    yield from _check_order(steps, article)
    for one in done(steps):
        if one.done_on is not None and one.done_on > registered_on:
            yield _late(
                one, "register-before-intake", N_("The register comes after “{step}” of {day}."), article
            )


def check_card_after_intake(
    steps: Sequence[IntakeDraft], filled_on: date | None, law: Law
) -> Iterator[Finding]:
    """Warn where the card is filled in before a step, or with a step missing (R230-267)."""
    if filled_on is None:
        return
    article = article_of(law, "admission.intake", UnitKind.TEMPORARY, filled_on)
    yield from _check_whole(steps, article)
    for one in done(steps):
        if one.done_on is not None and one.done_on > filled_on:
            yield _late(one, "card-before-intake", N_("The card comes after “{step}” of {day}."), article)


def _check_entry(one: IntakeDraft, today: date) -> Iterator[Finding]:
    within = f"intake.{one.step.value}."
    yield from check_fields(one, within=within)
    yield from check_not_future(one.done_on, today, f"{within}done_on", code="date-in-future")
    if one.done_time and not _TIME.fullmatch(one.done_time):
        yield Finding(
            code="time-unreadable",
            text=N_("“{time}” is no time of day: write it as 09:30."),
            values={"time": one.done_time},
            field=f"{within}done_time",
            weight=Weight.STOP,
        )
    if one.done_on is None and (one.done_time or one.done_by):
        text = N_("Enter on which day “{step}” was done.")
        yield Finding(
            code="intake-day",
            text=text,
            values={"step": one.step},
            field=f"{within}done_on",
            weight=Weight.STOP,
        )


def _check_whole(steps: Sequence[IntakeDraft], article: Article | None) -> Iterator[Finding]:
    known = {one.step for one in done(steps)}
    for step in IntakeStep:
        if step not in known:
            text = N_("“{step}” is not entered; the card and the register come after it.")
            field = f"intake.{step.value}.done_on"
            yield Finding(
                code="intake-missing", text=text, values={"step": step}, field=field, article=article
            )


def _check_order(steps: Sequence[IntakeDraft], article: Article | None) -> Iterator[Finding]:
    for before, after in pairwise(done(steps)):
        timed = bool(before.done_time and after.done_time)
        late = before.when > after.when if timed else before.when[0] > after.when[0]
        if late:
            yield Finding(
                code="intake-order",
                text=N_("“{later}” comes after “{earlier}”, not before it."),
                values={"later": after.step, "earlier": before.step},
                field=f"intake.{after.step.value}.done_on",
                article=article,
            )


def _late(one: IntakeDraft, code: str, text: str, article: Article | None) -> Finding:
    values = {"step": one.step, "day": short(one.done_on) if one.done_on else ""}
    return Finding(
        code=code, text=text, values=values, field=f"intake.{one.step.value}.done_on", article=article
    )

"""What stands against an event of a stay: the impossible is refused, the rest warns with its paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened, check_signed
from ssu_desktop.rules.fields import check_fields, check_length, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.stay import MovementFact, foreign, impossible


@dataclass(frozen=True, kw_only=True)
class MovementDraft:
    """What the user enters for an event after admission; `to_unit_id` only for a transfer between units."""

    kind: MovementKind
    happened_on: date | None
    order_number: str = ""
    order_date: date | None = None
    reason: str = ""
    destination: str = ""
    until: date | None = None
    to_unit_id: UUID | None = None
    note: str = ""


_TEXT_LIMITS = {"order_number": 60, "reason": 500}
_LAST = UUID(int=2**128 - 1)  # the draft stands last on its day
_WITH_ORDER = (
    MovementKind.LEFT,
    MovementKind.SUSPENDED,
    MovementKind.TRANSFERRED,
    MovementKind.TRANSFERRED_OUT,
    MovementKind.DISCHARGED,
)
_WITH_REASON = (
    MovementKind.LEFT,
    MovementKind.SUSPENDED,
    MovementKind.DISCHARGED,
    MovementKind.DEFERRED,
    MovementKind.NOT_ARRIVED,
)


def check_movement(
    draft: MovementDraft,
    history: Sequence[MovementFact],
    unit_kind: UnitKind,
    law: Law,
    today: date,
    unit_id: UUID | None = None,
) -> Iterator[Finding]:
    """Find what stands against an event of a stay whose standing movements are `history`.

    `unit_kind` and `unit_id` are those of the unit on the day. Refused is the impossible: a future day,
    an event that cannot follow or that a later one cannot follow. The rest warns with its paragraph.
    """
    yield from check_happened(draft.happened_on, today, "happened_on")
    yield from check_fields(draft, longest=_TEXT_LIMITS)
    yield from check_signed(draft.order_date, today, "order_date")
    if draft.happened_on is None:
        return
    yield from check_sequence(draft.kind, draft.happened_on, history)
    yield from _check_details(draft, draft.happened_on, unit_id)
    if draft.kind is MovementKind.DEFERRED:
        yield from _check_deferral(draft, draft.happened_on, history, unit_kind, law)
    yield from _check_entry(draft, article_of(law, "register.entry", unit_kind, draft.happened_on), unit_kind)


def check_sequence(
    kind: MovementKind, happened_on: date, history: Sequence[MovementFact], field: str = "happened_on"
) -> Iterator[Finding]:
    """Yield a STOP where an event cannot stand in `history`: it must follow, the later must follow it."""
    new = MovementFact(kind=kind, happened_on=happened_on, id=_LAST)
    known = set(impossible(history))
    for fact, state in impossible([*history, new]).items():
        if fact is new:
            yield Finding(
                code="movement-impossible",
                text=N_("“{movement}” cannot stand on {day}: by that day the state is “{status}”."),
                values={"movement": kind, "day": short(happened_on), "status": state.status},
                field=field,
                weight=Weight.STOP,
            )
            return
        if fact not in known:
            yield _later_impossible(fact, field)
            return


def _later_impossible(fact: MovementFact, field: str | None) -> Finding:
    return Finding(
        code="later-impossible",
        text=N_("After this the later entry “{movement}” of {day} could not stand. Cancel that one first."),
        values={"movement": fact.kind, "day": short(fact.happened_on)},
        field=field,
        weight=Weight.STOP,
    )


def _check_details(draft: MovementDraft, day: date, unit_id: UUID | None) -> Iterator[Finding]:
    yield from check_order(day, draft.until, "until")
    if draft.kind is not MovementKind.TRANSFERRED:
        return
    if draft.to_unit_id is None:
        yield missing("to_unit_id", N_("Choose the unit to transfer to."), code="transfer-where")
    elif draft.to_unit_id == unit_id:
        yield missing("to_unit_id", N_("The person is in this unit already."), code="transfer-same")


def _check_deferral(
    draft: MovementDraft, day: date, history: Sequence[MovementFact], unit_kind: UnitKind, law: Law
) -> Iterator[Finding]:
    try:
        figure = law.known_figure("arrival.deferral", unit_kind, on=day)
    except NoFigure:
        return  # H and T: the word itself is not theirs, said below
    if any(fact.kind is MovementKind.DEFERRED for fact in history):
        text = N_("The arrival may be deferred once, and it was deferred already.")
        yield Finding(code="deferred-twice", text=text, field="happened_on", article=figure.article)
    if draft.until is None:
        text = N_("Enter until when the arrival is deferred.")
        yield Finding(code="deferral-until", text=text, field="until", article=figure.article)
    elif draft.until > day + timedelta(days=figure.value):
        yield Finding(
            code="deferral-long",
            text=N_("The arrival may be deferred by {days} calendar days at most."),
            values={"days": figure.value},
            field="until",
            article=figure.article,
        )


def _check_entry(draft: MovementDraft, article: Article | None, unit_kind: UnitKind) -> Iterator[Finding]:
    if foreign(draft.kind, unit_kind):
        yield Finding(
            code="foreign-movement",
            text=N_("For this kind of unit the order knows no “{movement}”."),
            values={"movement": draft.kind},
            field="kind",
            article=article,
        )
    if draft.kind in _WITH_ORDER and not draft.order_number.strip():
        home = unit_kind is UnitKind.HOME
        text = N_("The number of the decision is missing.") if home else N_("The order number is missing.")
        yield Finding(code="order-missing", text=text, field="order_number", article=article)
    if draft.kind in _WITH_REASON and not draft.reason.strip():
        text = N_("The reason is missing.")
        yield Finding(code="reason-missing", text=text, field="reason", article=article)
    if draft.kind is MovementKind.TRANSFERRED_OUT and not draft.destination.strip():
        text = N_("It is not said where the person goes.")
        annex = Article("order-230", "annex 2")
        yield Finding(code="destination-missing", text=text, field="destination", article=annex)


def check_cancelling(movement_id: UUID, history: Sequence[MovementFact], reason: str) -> Iterator[Finding]:
    """Find what stands against cancelling a movement: no reason, or a later entry that needs it."""
    if not reason.strip():
        yield missing("reason", N_("Say why the entry is cancelled."), code="cancel-reason")
    yield from check_length(reason, _TEXT_LIMITS["reason"], "reason")
    known = set(impossible(history))
    rest = [fact for fact in history if fact.id != movement_id]
    for fact in impossible(rest):
        if fact not in known:
            yield _later_impossible(fact, None)
            return

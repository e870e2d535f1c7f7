"""What stands against an event of a stay: the impossible is refused, the rest warns with its paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import MovementKind, NoticeSigner, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened, check_signed
from ssu_desktop.rules.fields import check_fields, check_length, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.stay import DAY_OR_HOME, MovementFact, foreign, impossible
from ssu_desktop.rules.waiting import Notice, check_deferral, check_no_show


@dataclass(frozen=True, kw_only=True)
class MovementDraft:
    """What the user enters for an event after admission; `to_unit_id` only for a transfer between units.

    Of a deferral the order is the notice and `notice_signer` signed it; `expelled` is of a discharge.
    """

    kind: MovementKind
    happened_on: date | None
    order_number: str = ""
    order_date: date | None = None
    reason: str = ""
    destination: str = ""
    destination_kind: UnitKind | None = None
    until: date | None = None
    to_unit_id: UUID | None = None
    expelled: bool = False
    notice_signer: NoticeSigner | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What an event is judged by beside the stay: the unit of a transfer, the term of one who waits.

    `to_free` are the free places of the other unit; `born` and `legally_incapable` are the person's.
    """

    to_kind: UnitKind | None = None
    to_free: int = 1
    arrival_due: date | None = None
    born: date | None = None
    legally_incapable: bool = False


_ALONE = Around()


_TEXT_LIMITS = {"order_number": 60, "reason": 500}
_LAST = UUID(int=2**128 - 1)  # the draft stands last on its day
_WITH_ORDER = (
    MovementKind.ADMITTED,
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
    around: Around = _ALONE,
    *,
    instead_of: UUID | None = None,
) -> Iterator[Finding]:
    """Find what stands against an event of a stay whose standing movements are `history`.

    `unit_kind` and `unit_id` are those of the unit on the day; `instead_of` is the movement that this one
    corrects. Refused is the impossible: a future day, an event that cannot follow or that a later one
    cannot follow. The rest warns with its paragraph.
    """
    yield from check_happened(draft.happened_on, today, "happened_on")
    yield from check_fields(draft, longest=_TEXT_LIMITS)
    yield from check_signed(draft.order_date, today, "order_date")
    if draft.happened_on is None:
        return
    yield from check_sequence(draft.kind, draft.happened_on, history, instead_of=instead_of)
    yield from _check_details(draft, draft.happened_on, unit_id)
    if draft.kind is MovementKind.TRANSFERRED:
        yield from _check_transfer(draft.happened_on, unit_kind, around, law)
    if draft.kind is MovementKind.DEFERRED:
        others = [fact for fact in history if fact.id != instead_of]
        yield from _check_deferral(draft, draft.happened_on, others, unit_kind, law, around)
    if draft.kind is MovementKind.NOT_ARRIVED:
        yield from check_no_show(draft.happened_on, around.arrival_due, unit_kind, law)
    entry, where = (
        article_of(law, f"register.{key}", unit_kind, draft.happened_on) for key in ("entry", "where")
    )
    yield from _check_entry(draft, entry, where, unit_kind)


def check_sequence(
    kind: MovementKind,
    happened_on: date,
    history: Sequence[MovementFact],
    field: str = "happened_on",
    *,
    instead_of: UUID | None = None,
) -> Iterator[Finding]:
    """Yield a STOP where an event cannot stand in `history`: it must follow, the later must follow it.

    A movement that stands `instead_of` another on the same day takes its place among those of the day."""
    wrong = next((fact for fact in history if fact.id == instead_of), None)
    stays = wrong is not None and wrong.happened_on == happened_on
    place = wrong.id if wrong is not None and stays else _LAST
    new = MovementFact(kind=kind, happened_on=happened_on, id=place)
    known = set(impossible(history))
    rest = [fact for fact in history if fact is not wrong]
    for fact, state in impossible([*rest, new]).items():
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


def _check_transfer(day: date, unit_kind: UnitKind, around: Around, law: Law) -> Iterator[Finding]:
    """Find a transfer into a unit of another kind, which the order does not know, and one without a place."""
    article = article_of(law, "register.transfer", unit_kind, day)
    if around.to_kind is not None and around.to_kind is not unit_kind:
        yield Finding(
            code="transfer-other-kind",
            text=N_(
                "The order knows a transfer within one kind of organisation only. Into another kind: end the "
                "services here and admit there, so that plan, journal and deadlines begin anew."
            ),
            field="to_unit_id",
            article=article or article_of(law, "register.entry", unit_kind, day),
        )
    if around.to_kind is not None and around.to_free <= 0:
        text = N_("No place is free in the unit to transfer to.")
        yield Finding(code="transfer-no-place", text=text, field="to_unit_id")


def _check_deferral(
    draft: MovementDraft,
    day: date,
    others: Sequence[MovementFact],
    unit_kind: UnitKind,
    law: Law,
    around: Around,
) -> Iterator[Finding]:
    return check_deferral(
        draft.until,
        day,
        Notice(
            number=draft.order_number,
            dated=draft.order_date,
            signer=draft.notice_signer,
            born=around.born,
            legally_incapable=around.legally_incapable,
        ),
        arrival_due=around.arrival_due,
        deferred_already=any(fact.kind is MovementKind.DEFERRED for fact in others),
        unit_kind=unit_kind,
        law=law,
    )


def _check_entry(
    draft: MovementDraft, article: Article | None, where: Article | None, unit_kind: UnitKind
) -> Iterator[Finding]:
    if foreign(draft.kind, unit_kind):
        yield Finding(
            code="foreign-movement",
            text=N_("For this kind of unit the order knows no “{movement}”."),
            values={"movement": draft.kind},
            field="kind",
            article=article,
        )
    if draft.kind in _WITH_ORDER:
        yield from _check_order(draft, article, unit_kind)
    if draft.expelled and (draft.kind is not MovementKind.DISCHARGED or unit_kind in DAY_OR_HOME):
        text = N_("For this kind of unit the order knows no expulsion.")
        yield Finding(code="foreign-expulsion", text=text, field="expelled", article=article)
    if draft.kind in _WITH_REASON and not draft.reason.strip():
        text = N_("The reason is missing.")
        yield Finding(code="reason-missing", text=text, field="reason", article=article)
    if draft.kind is MovementKind.TRANSFERRED_OUT and not draft.destination.strip():
        text = N_("It is not said where the person goes.")
        yield Finding(code="destination-missing", text=text, field="destination", article=where)


def _check_order(draft: MovementDraft, article: Article | None, unit_kind: UnitKind) -> Iterator[Finding]:
    home = unit_kind is UnitKind.HOME
    if not draft.order_number.strip():
        text = N_("The number of the decision is missing.") if home else N_("The order number is missing.")
        yield Finding(code="order-missing", text=text, field="order_number", article=article)
    elif draft.order_date is None:
        text = N_("The date of the decision is missing.") if home else N_("The date of the order is missing.")
        yield Finding(code="order-undated", text=text, field="order_date", article=article)


def check_correction(kind: MovementKind, reason: str) -> Iterator[Finding]:
    """Find what stands against correcting a movement: no reason, or an application, whose day is the place.

    A place in the queue is moved by nobody (para 12(1)): a wrong application is cancelled and made anew."""
    if not reason.strip():
        yield missing("why", N_("Say what was wrong."), code="correct-reason")
    if not correctable(kind):
        text = N_(
            "The day of an application is not corrected: cancel the entry and enter the application anew."
        )
        yield Finding(code="application-stands", text=text, field="happened_on", weight=Weight.STOP)


def correctable(kind: MovementKind) -> bool:
    """Return whether a movement of this kind may be corrected by one that stands in its place."""
    return kind not in (MovementKind.APPLIED, MovementKind.QUEUED)


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

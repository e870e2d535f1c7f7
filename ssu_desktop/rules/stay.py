"""The states of a stay: derived from its movements by the date of the event, never typed.

What may follow what, and which words belong to which kind of unit (Order 230, paras 12(1), 23(1), 28(1),
37(2)): S and T have temporary leave and discharge; D and H have suspension and cessation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ssu_desktop.language import Language, N_, translate
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import Kind, MovementKind, Status, UnitKind
from ssu_desktop.rules.finding import Finding, Weight

from ssu_desktop.records.kinds import MovementKind, Status, UnitKind

NEXT: Mapping[Status, tuple[MovementKind, ...]] = {
    Status.NONE: (MovementKind.APPLIED, MovementKind.QUEUED, MovementKind.ADMITTED),
    Status.APPLIED: (
        MovementKind.QUEUED,
        MovementKind.DEFERRED,
        MovementKind.ADMITTED,
        MovementKind.NOT_ARRIVED,
    ),
    Status.QUEUED: (MovementKind.DEFERRED, MovementKind.ADMITTED, MovementKind.NOT_ARRIVED),
    Status.RECEIVING: (
        MovementKind.LEFT,
        MovementKind.SUSPENDED,
        MovementKind.OBSERVATION,
        MovementKind.TRANSFERRED,
        MovementKind.TRANSFERRED_OUT,
        MovementKind.DISCHARGED,
    ),
    Status.AWAY: (MovementKind.RETURNED, MovementKind.TRANSFERRED_OUT, MovementKind.DISCHARGED),
    Status.SUSPENDED: (MovementKind.RESUMED, MovementKind.TRANSFERRED_OUT, MovementKind.DISCHARGED),
    Status.OBSERVATION: (
        MovementKind.RESUMED,
        MovementKind.LEFT,
        MovementKind.SUSPENDED,
        MovementKind.TRANSFERRED,
        MovementKind.TRANSFERRED_OUT,
        MovementKind.DISCHARGED,
    ),
    Status.DISCHARGED: (),
    Status.TRANSFERRED: (),
    Status.NOT_ARRIVED: (),
}

_LEADS_TO: Mapping[MovementKind, Status] = {
    MovementKind.APPLIED: Status.APPLIED,
    MovementKind.QUEUED: Status.QUEUED,
    MovementKind.ADMITTED: Status.RECEIVING,
    MovementKind.LEFT: Status.AWAY,
    MovementKind.RETURNED: Status.RECEIVING,
    MovementKind.SUSPENDED: Status.SUSPENDED,
    MovementKind.RESUMED: Status.RECEIVING,
    MovementKind.TRANSFERRED_OUT: Status.TRANSFERRED,
    MovementKind.DISCHARGED: Status.DISCHARGED,
    MovementKind.NOT_ARRIVED: Status.NOT_ARRIVED,
    MovementKind.OBSERVATION: Status.OBSERVATION,
}

ENDED = frozenset({Status.DISCHARGED, Status.TRANSFERRED, Status.NOT_ARRIVED})
"""The states in which a stay is over."""
WAITING = frozenset({Status.APPLIED, Status.QUEUED})
"""The states before admission."""
PRESENT = frozenset({Status.RECEIVING, Status.AWAY, Status.SUSPENDED, Status.OBSERVATION})
"""The states in which a stay takes a place of its unit."""


@dataclass(frozen=True, kw_only=True)
class MovementFact:
    """One event that stands (a cancelled one is no fact); `until` is the day named for coming back."""

    kind: MovementKind
    happened_on: date
    id: UUID
    to_unit_id: UUID | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class StayState:
    """Where a stay stands: `since` is the day of the last event, `until` what that event named.

    `paused_days` counts the finished days of leave and suspension; a running pause is not in it.
    """

    status: Status = Status.NONE
    since: date | None = None
    admitted_on: date | None = None
    ended_on: date | None = None
    unit_id: UUID | None = None
    until: date | None = None
    paused_days: int = 0


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


def in_order(movements: Iterable[MovementFact]) -> list[MovementFact]:
    """Return the movements by the date of the event, then in the order of entry."""
    return sorted(movements, key=lambda fact: (fact.happened_on, fact.id))


def derive(movements: Iterable[MovementFact], first_unit_id: UUID | None = None) -> StayState:
    """Return the state of a stay that began in the unit `first_unit_id`.

    Never raises: an impossible sequence (out of an old register) gives the state of its last event.
    """
    state = StayState(unit_id=first_unit_id)
    for fact in in_order(movements):
        state = _after(state, fact)
    return state


def _after(state: StayState, fact: MovementFact) -> StayState:
    status = _LEADS_TO.get(fact.kind, state.status)
    moved = fact.kind is MovementKind.TRANSFERRED
    begins = fact.kind is MovementKind.ADMITTED and state.admitted_on is None
    return StayState(
        status=status,
        since=fact.happened_on if status is not state.status or state.since is None else state.since,
        admitted_on=fact.happened_on if begins else state.admitted_on,
        ended_on=fact.happened_on if status in ENDED else None,
        unit_id=fact.to_unit_id if moved and fact.to_unit_id is not None else state.unit_id,
        until=state.until if moved else fact.until,
        paused_days=state.paused_days + _pause(state, fact),
    )


def _pause(state: StayState, fact: MovementFact) -> int:
    if state.status not in (Status.AWAY, Status.SUSPENDED) or state.since is None:
        return 0
    return (fact.happened_on - state.since).days if _LEADS_TO.get(fact.kind) is not state.status else 0


def possible_next(state: StayState, unit_kind: UnitKind | None = None) -> tuple[MovementKind, ...]:
    """Return what may follow, in the order of the menu.

    With `unit_kind` what the law does not name for it is left out: leave for D and H, suspension for S
    and T, deferral of arrival for H and T.
    """
    return tuple(kind for kind in NEXT[state.status] if unit_kind is None or not _foreign(kind, unit_kind))


def _foreign(kind: MovementKind, unit_kind: UnitKind) -> bool:
    day_or_home = unit_kind in (UnitKind.DAY, UnitKind.HOME)
    if kind is MovementKind.LEFT:
        return day_or_home
    if kind is MovementKind.SUSPENDED:
        return not day_or_home
    if kind is MovementKind.DEFERRED:
        return unit_kind in (UnitKind.HOME, UnitKind.TEMPORARY)
    return False


def article_of(law: Law, key: str, unit_kind: UnitKind, on: date) -> Article | None:
    """Return the paragraph that the figure `key` of this kind of unit rests on; None where there is none."""
    try:
        return law.known_figure(key, unit_kind, on=on).article
    except NoFigure:
        return None


_CEASED = N_("Services ceased")
_DAY_OR_HOME = (UnitKind.DAY, UnitKind.HOME)


def movement_word(kind: MovementKind, unit_kind: UnitKind) -> str:
    """Return the msgid of an event in the words of the unit's paragraph: D and H cease, H registers."""
    if kind is MovementKind.DISCHARGED and unit_kind in _DAY_OR_HOME:
        return _CEASED
    if kind is MovementKind.ADMITTED and unit_kind is UnitKind.HOME:
        return N_("Taken on the register")
    return kind.msgid


def status_word(status: Status, unit_kind: UnitKind | None) -> str:
    """Return the msgid of a state in the words of the unit's paragraph (D and H: services ceased)."""
    return _CEASED if status is Status.DISCHARGED and unit_kind in _DAY_OR_HOME else status.msgid


def said(text: str, values: Mapping[str, object], language: Language) -> str:
    """Return a finding's or duty's `text` in `language`; words of closed lists and dates become words."""
    return translate(language, text, **{name: _value(value, language) for name, value in values.items()})


def _value(value: object, language: Language) -> object:
    if isinstance(value, Kind):
        return translate(language, value.msgid)
    return short(value) if isinstance(value, date) else value


FIRST_DAY = date(1900, 1, 1)
"""No event of a stay is older; an older date is a slip of the hand."""


def check_day(
    field: str, day: date | None, today: date | None = None, *, needed: bool = True
) -> Iterator[Finding]:
    """Find a date that is absent, older than 1900, or later than `today` (None: may lie ahead)."""
    if day is None:
        if needed:
            yield Finding(code="date-missing", text=N_("Enter the date."), field=field, weight=Weight.STOP)
    elif not FIRST_DAY <= day < date(2200, 1, 1):
        text = N_("The date {day} cannot be right.")
        yield Finding(code="date-absurd", text=text, values={"day": day}, field=field, weight=Weight.STOP)
    elif today is not None and day > today:
        text = N_("The date {day} lies in the future.")
        yield Finding(code="date-future", text=text, values={"day": day}, field=field, weight=Weight.STOP)


def check_texts(draft: object, limits: Mapping[str, int]) -> Iterator[Finding]:
    """Find the texts of `draft` that are longer than the forms can hold; `limits` is by field name."""
    for field, limit in limits.items():
        text = getattr(draft, field, "")
        if len(text) > limit:
            yield Finding(
                code="text-too-long",
                text=N_("The text is too long: {length} characters, {limit} at most."),
                values={"length": len(text), "limit": limit},
                field=field,
                weight=Weight.STOP,
            )


_TEXT_LIMITS = {"order_number": 60, "reason": 500, "destination": 300, "note": 2000}
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
    yield from check_day("happened_on", draft.happened_on, today)
    yield from check_texts(draft, _TEXT_LIMITS)
    if draft.happened_on is None:
        return
    yield from check_sequence(draft.kind, draft.happened_on, history)
    yield from _check_details(draft, draft.happened_on, unit_id)
    if draft.kind is MovementKind.DEFERRED:
        yield from _check_deferral(draft, draft.happened_on, history, unit_kind, law)
    yield from _check_entry(draft, article_of(law, "register.entry", unit_kind, draft.happened_on), unit_kind)


def check_sequence(
    kind: MovementKind, happened_on: date, history: Sequence[MovementFact]
) -> Iterator[Finding]:
    """Find whether an event can stand in `history`: it must follow, and the later ones must follow it."""
    new = MovementFact(kind=kind, happened_on=happened_on, id=_LAST)
    known = set(_impossible(history))
    for fact, state in _impossible([*history, new]).items():
        if fact is new:
            yield Finding(
                code="movement-impossible",
                text=N_("“{movement}” cannot stand on {day}: by that day the state is “{status}”."),
                values={"movement": kind, "day": happened_on, "status": state.status},
                field="happened_on",
                weight=Weight.STOP,
            )
            return
        if fact not in known:
            yield _later_impossible(fact, "happened_on")
            return


def _later_impossible(fact: MovementFact, field: str | None) -> Finding:
    return Finding(
        code="later-impossible",
        text=N_("After this the later entry “{movement}” of {day} could not stand. Cancel that one first."),
        values={"movement": fact.kind, "day": fact.happened_on},
        field=field,
        weight=Weight.STOP,
    )


def _impossible(history: Iterable[MovementFact]) -> dict[MovementFact, StayState]:
    """Return the movements that cannot follow, each with the state that it met."""
    found: dict[MovementFact, StayState] = {}
    state = StayState()
    for fact in in_order(history):
        if fact.kind not in NEXT[state.status]:
            found[fact] = state
        state = _after(state, fact)
    return found


def _check_details(draft: MovementDraft, day: date, unit_id: UUID | None) -> Iterator[Finding]:
    if draft.until is not None and draft.until < day:
        text = N_("The last day lies before the first one.")
        yield Finding(code="until-before", text=text, field="until", weight=Weight.STOP)
    if draft.kind is not MovementKind.TRANSFERRED:
        return
    if draft.to_unit_id is None:
        text = N_("Choose the unit to transfer to.")
        yield Finding(code="transfer-where", text=text, field="to_unit_id", weight=Weight.STOP)
    elif draft.to_unit_id == unit_id:
        text = N_("The person is in this unit already.")
        yield Finding(code="transfer-same", text=text, field="to_unit_id", weight=Weight.STOP)


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
    if _foreign(draft.kind, unit_kind):
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
        text = N_("Say why the entry is cancelled.")
        yield Finding(code="cancel-reason", text=text, field="reason", weight=Weight.STOP)
    known = set(_impossible(history))
    rest = [fact for fact in history if fact.id != movement_id]
    for fact in _impossible(rest):
        if fact not in known:
            yield _later_impossible(fact, None)
            return

"""The queue of a unit: whose turn it is, whose place is kept, who goes out of turn, who must arrive when.

Order 230, paras 12(1), 23(1), 28(1). What the order leaves open is decided so:

- A place counts from the application: its day, its time where it has one, then the order of entry. Nobody
  moves it by hand.
- A place that is not kept (the programme ran out while waiting, and the new one recommends services of
  another kind of organisation) is not given up: it counts anew from the day of the new programme.
- A new programme of which nothing is entered about what it recommends leaves the place where it is, with a
  remark: nobody loses a place for what was not typed.
- The term of arrival is that of the referral, entered by hand. Who has one is called, and holds a place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Figure, Law, NoFigure
from ssu_desktop.records.kinds import NoticeSigner, UnitKind
from ssu_desktop.records.person import RehabilitationProgramme
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import age_reached

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_END_OF_DAY = "24:00"
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """One who waits: the application, the day that the place counts from, and whether it was called."""

    stay_id: UUID
    entry_id: UUID
    applied_on: date
    applied_time: str = ""
    counts_from: date | None = None
    out_of_turn: bool = False
    called: bool = False


def in_line(applicants: Iterable[Applicant]) -> list[Applicant]:
    """Return who waits in their turn: those out of turn first, each by the arrival of the application.

    An application without a time stands behind those of its day that have one.
    """
    return sorted(applicants, key=_turn)


def _turn(one: Applicant) -> tuple[bool, date, str, UUID]:
    counts_from = one.counts_from or one.applied_on
    time = one.applied_time if counts_from == one.applied_on else ""
    return not one.out_of_turn, counts_from, time or _END_OF_DAY, one.entry_id


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a place in the queue counts from, and what is to be said of it."""

    counts_from: date
    remark: Finding | None = None


def place_of(
    applied_on: date,
    programmes: Sequence[RehabilitationProgramme],
    unit_kind: UnitKind,
    law: Law,
    today: date,
) -> Place:
    """Return from which day a place counts on the day `today` (paras 12(1), 23(1), 28(1)).

    Only a programme that ran out while its holder waited is asked about.
    """
    article = article_of(law, "queue.place_kept", unit_kind, today)
    place = Place(counts_from=applied_on)
    if article is None:
        return place
    in_turn = sorted(programmes, key=_issued)
    for gone, renewal in zip_longest(in_turn, in_turn[1:]):
        if _ran_out(gone, applied_on, today):
            place = _after_renewal(place, gone, renewal, unit_kind, article)
    return place


def _issued(programme: RehabilitationProgramme) -> tuple[date, date, UUID]:
    """Return what orders programmes: the day of issue, where old registers tell it, else that of the end."""
    ends = date.max if programme.indefinite else programme.until or date.min
    return programme.issued_on or ends, ends, programme.id


def _ran_out(programme: RehabilitationProgramme, applied_on: date, today: date) -> bool:
    until = programme.until
    return until is not None and not programme.indefinite and applied_on <= until < today


def _after_renewal(
    before: Place,
    gone: RehabilitationProgramme,
    renewal: RehabilitationProgramme | None,
    unit_kind: UnitKind,
    article: Article,
) -> Place:
    day = {"day": short(gone.until or before.counts_from)}
    if renewal is None:
        text = N_(
            "The programme ran out on {day}: the place is kept if the new one recommends this kind of unit."
        )
        return Place(counts_from=before.counts_from, remark=_remark("programme-ran-out", text, day, article))
    if unit_kind in renewal.recommended:
        text = N_("The programme ran out on {day} and was renewed: the place is kept.")
        return Place(counts_from=before.counts_from, remark=_remark("place-kept", text, day, article))
    if not renewal.recommended:
        text = N_(
            "The programme ran out on {day} and was renewed: enter what the new one recommends, the place "
            "depends on it."
        )
        return Place(counts_from=before.counts_from, remark=_remark("place-unsaid", text, day, article))
    since = max(before.counts_from, renewal.issued_on or date.min, (gone.until or date.min) + _DAY)
    text = N_("The place is not kept, the new programme recommends other services: it counts from {day}.")
    remark = _remark("place-not-kept", text, {"day": short(since)}, article)
    return Place(counts_from=since, remark=remark)


def _remark(code: str, text: str, values: Mapping[str, object], article: Article) -> Finding:
    return Finding(code=code, text=text, values=values, article=article, weight=Weight.NOTE)


@dataclass(frozen=True, kw_only=True)
class Resident:
    """What going out of turn asks of a person; `lives_in` is the stationary unit of a stay that runs here."""

    born: date | None = None
    without_parental_care: bool = False
    lives_in: UUID | None = None


def out_of_turn_since(resident: Resident, unit_kind: UnitKind, law: Law, on: date) -> date | None:
    """Return the day since which the person may be taken out of turn, or None where the order knows no turn.

    Para 12(1): orphans and children left without parental care who turned 18 and live in a stationary
    organisation, into a stationary one. Whether they live there is for `check_place`."""
    try:
        age = law.known_figure("queue.out_of_turn", unit_kind, on=on)
    except NoFigure:
        return None
    if resident.born is None or not resident.without_parental_care:
        return None
    since = age_reached(resident.born, age.value)
    return since if since <= on else None


def check_place(
    out_of_turn_reason: str,
    applied_time: str,
    resident: Resident,
    unit_kind: UnitKind,
    law: Law,
    on: date,
    unit_id: UUID | None = None,
) -> Iterator[Finding]:
    """Find what stands against the place that an application asks for.

    Refused: a time that is none, and a turn that the order does not know, since nobody moves a place."""
    if applied_time and not _TIME.fullmatch(applied_time):
        yield missing("applied_time", N_("Write the time as 09:30."), code="time-unreadable")
    if not out_of_turn_reason.strip():
        return
    article = article_of(law, "queue.out_of_turn", UnitKind.STATIONARY, on)
    if out_of_turn_since(resident, unit_kind, law, on) is None:
        yield Finding(
            code="no-out-of-turn",
            text=N_(
                "Only orphans and children left without parental care who turned 18 and live in a stationary "
                "organisation go out of turn, and only into a stationary unit."
            ),
            field="out_of_turn_reason",
            article=article,
            weight=Weight.STOP,
        )
    elif resident.lives_in is None or resident.lives_in == unit_id:
        text = N_("It is not on record here that the person lives in a stationary organisation.")
        yield Finding(code="lives-elsewhere", text=text, article=article)


@dataclass(frozen=True, kw_only=True)
class ArrivalDraft:
    """The term of arrival that the referral sets; empty takes it back."""

    arrival_due: date | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """How the queue of a unit stands for one who waits: free places, and how many are before and uncalled."""

    free: int
    before: int


def check_arrival(
    draft: ArrivalDraft, applied_on: date, line: Line, unit_kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against calling one who waits: the order gives no term, but it gives the turn."""
    yield from check_fields(draft)
    if draft.arrival_due is None:
        return
    if draft.arrival_due < applied_on:
        text = N_("The term of arrival lies before the application.")
        yield missing("arrival_due", text, code="arrival-before-application")
    article = article_of(law, "register.queue", unit_kind, today)
    if line.before:
        text = N_("People before in the queue who were not called: {count}.")
        yield Finding(
            code="call-out-of-turn",
            text=text,
            values={"count": line.before},
            field="arrival_due",
            article=article,
        )
    if line.free <= 0:
        text = N_("No place is free for the one who is called.")
        yield Finding(code="call-without-place", text=text, field="arrival_due", article=article)


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Until when one who was called must arrive; `deferred`: the term was moved once."""

    due: date
    deferred: bool
    article: Article | None


def arrival_of(
    unit_kind: UnitKind, arrival_due: date | None, kept_until: date | None, law: Law
) -> Arrival | None:
    """Return the arrival that is expected of one who waits, or None: who was not called is not expected.

    `arrival_due` is the term of the referral, `kept_until` that of a deferral, which comes in its stead. For
    H the order names no consequence of a term that passed: there the paragraph is that of the queue."""
    due = kept_until or arrival_due
    if due is None:
        return None
    article = article_of(law, "arrival.no_show", unit_kind, due)
    return Arrival(
        due=due,
        deferred=kept_until is not None,
        article=article or article_of(law, "register.queue", unit_kind, due),
    )


def check_no_show(day: date, due: date | None, unit_kind: UnitKind, law: Law) -> Iterator[Finding]:
    """Warn where somebody is said not to have arrived while the term of arrival still runs (12(1), 23(1))."""
    article = article_of(law, "arrival.no_show", unit_kind, day)
    if article is not None and due is not None and day <= due:
        text = N_("The place is kept until {day}: the next in the queue is called after that day.")
        values = {"day": short(due)}
        yield Finding(code="arrival-not-over", text=text, values=values, field="happened_on", article=article)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The notice that one cannot arrive in time: number, day, who signed it, and for whom.

    `born` and `legally_incapable` are the recipient's.
    """

    number: str = ""
    dated: date | None = None
    signer: NoticeSigner | None = None
    born: date | None = None
    legally_incapable: bool = False


def check_deferral(
    until: date | None,
    day: date,
    notice: Notice,
    *,
    arrival_due: date | None,
    deferred_already: bool,
    unit_kind: UnitKind,
    law: Law,
) -> Iterator[Finding]:
    """Find what stands against a deferral of arrival: once, by 30 calendar days (S) or 10 (D).

    Counted from the term of the referral, else from the day of the notice. H and T have none: there the
    event itself is foreign, which `check_movement` says."""
    try:
        figure = law.known_figure("arrival.deferral", unit_kind, on=day)
    except NoFigure:
        return
    if deferred_already:
        text = N_("The arrival may be deferred once, and it was deferred already.")
        yield Finding(code="deferred-twice", text=text, field="happened_on", article=figure.article)
    last = (arrival_due or day) + timedelta(days=figure.value)
    if until is None:
        text = N_("Enter until when the arrival is deferred.")
        yield Finding(code="deferral-until", text=text, field="until", article=figure.article)
    elif until > last:
        yield Finding(
            code="deferral-long",
            text=N_("The arrival may be deferred by {days} calendar days at most: until {last}."),
            values={"days": figure.value, "last": short(last)},
            field="until",
            article=figure.article,
        )
    yield from _check_notice(notice, day, law.known_figure("arrival.notice", unit_kind, on=day))


def _check_notice(notice: Notice, day: date, figure: Figure) -> Iterator[Finding]:
    """Find a notice without number, day or signature; `figure` has the age in months that ends minority."""
    article = figure.article
    if not notice.number.strip() or notice.dated is None:
        text = N_("The number and the day of the notice are missing.")
        yield Finding(code="notice-missing", text=text, field="order_number", article=article)
    minor = notice.born is not None and day < age_reached(notice.born, figure.value)
    if notice.signer is None:
        text = N_("It is not said who signed the notice.")
        yield Finding(code="signer-missing", text=text, field="notice_signer", article=article)
    elif (minor or notice.legally_incapable) and notice.signer is not NoticeSigner.REPRESENTATIVE:
        text = N_("For a minor or a legally incapable person the legal representative signs the notice.")
        yield Finding(code="signer-wrong", text=text, field="notice_signer", article=article)

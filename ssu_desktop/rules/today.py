"""What is due of one person: the duties of a stay on a day, over plain facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.rules.duty import Duty, Place, StayFacts
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.house_duties import living_duties
from ssu_desktop.rules.mark_duties import binding_duties, mark_duties
from ssu_desktop.rules.plan_duties import plan_duties, round_duties
from ssu_desktop.rules.stay import ENDED, WAITING
from ssu_desktop.rules.term_duties import age_duties, stay_limit, term_duties
from ssu_desktop.rules.visit_duties import visit_duties
from ssu_desktop.rules.waiting import arrival_of
from ssu_desktop.rules.working_days import WorkingDays


def duties(
    facts: StayFacts, law: Law, calendar: WorkingDays, today: date, until: date | None = None
) -> Iterator[Duty]:
    """Yield what is due of a stay, whenever it is due; the caller looks `SOON` days ahead.

    Of what comes again and again only the next one, unless all up to `until` are asked for.

    Nothing runs while a stay is suspended but the day until which it is; after its end only originals are to
    be given back. In temporary leave the duties are paused.
    """
    if facts.status in WAITING:
        yield from _of_waiting(facts, law)
    elif facts.status in (Status.RECEIVING, Status.OBSERVATION):
        yield from _of_present(facts, law, calendar, today, until)
    elif facts.status is Status.AWAY:
        yield from _of_leave(facts, law)
        for duty in _of_present(facts, law, calendar, today, until):
            yield replace(duty, paused=True)
    elif facts.status is Status.SUSPENDED:
        yield from _of_suspension(facts, law)
    elif facts.status in ENDED:
        yield from _originals(facts, facts.ended_on, law)


def _of_waiting(facts: StayFacts, law: Law) -> Iterator[Duty]:
    arrival = arrival_of(facts.unit_kind, facts.arrival_due, facts.place_kept_until, law)
    if arrival is not None:
        text = (
            N_("Arrival: the place is kept until this day")
            if arrival.deferred
            else N_("Arrival is expected by this day")
        )
        yield Duty(code="arrival", text=text, place=Place.MOVEMENTS, due=arrival.due, article=arrival.article)


def _of_leave(facts: StayFacts, law: Law) -> Iterator[Duty]:
    if facts.away_until is not None:
        yield Duty(
            code="leave-ends",
            text=N_("Return from temporary leave"),
            place=Place.MOVEMENTS,
            due=facts.away_until,
            article=article_of(law, "register.entry", facts.unit_kind, facts.away_until),
        )


def _of_suspension(facts: StayFacts, law: Law) -> Iterator[Duty]:
    if facts.suspended_until is not None:
        yield Duty(
            code="suspension-ends",
            text=N_("Services are suspended until this day: resume them or prolong it"),
            place=Place.MOVEMENTS,
            due=facts.suspended_until,
            article=article_of(law, "register.entry", facts.unit_kind, facts.suspended_until),
        )


def _of_present(
    facts: StayFacts, law: Law, calendar: WorkingDays, today: date, until: date | None
) -> Iterator[Duty]:
    started = facts.admitted_on
    if started is None:
        return
    yield from plan_duties(facts, started, law, calendar)
    yield from round_duties(facts, started, law, calendar, today, until)
    yield from mark_duties(facts, started, law, today)
    yield from binding_duties(facts, law, today)
    yield from _of_file(facts, started, law)
    yield from term_duties(facts, started, law, today)
    yield from age_duties(facts, law, today)
    yield from living_duties(facts, started, law)
    yield from visit_duties(facts.visits, law, today)
    yield from _originals(facts, stay_limit(facts, started, law), law)


def _of_file(facts: StayFacts, admitted_on: date, law: Law) -> Iterator[Duty]:
    if not facts.has_file:
        text = N_("Open the personal file")
        yield Duty(code="file-open", text=text, place=Place.FILE, article=facts.file_article)
    elif facts.documents_received < facts.documents_needed:
        yield Duty(
            code="document-missing",
            text=N_("Personal file: {received} of {needed} documents"),
            place=Place.FILE,
            values={"received": facts.documents_received, "needed": facts.documents_needed},
            article=facts.file_article,
        )
    if facts.unit_kind is UnitKind.TEMPORARY and not facts.has_card:
        yield Duty(
            code="card-missing",
            text=N_("Fill in the registration card"),
            place=Place.CARD,
            article=article_of(law, "card.filled", facts.unit_kind, admitted_on),
        )


def _originals(facts: StayFacts, leaves_on: date | None, law: Law) -> Iterator[Duty]:
    """Yield the originals that are to be given back before the person leaves, once that day is known."""
    if facts.originals and leaves_on is not None:
        yield Duty(
            code="originals-return",
            text=N_("Give the originals back: {count} are kept"),
            place=Place.FILE,
            due=leaves_on,
            values={"count": facts.originals},
            article=article_of(law, "custody.consent", facts.unit_kind, leaves_on),
        )

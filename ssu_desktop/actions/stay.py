"""A stay: admission, the movements after it, their cancelling."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.admission_sheet import cleaned_sheet, sheet_questions, store_sheet
from ssu_desktop.actions.custody import count_kept
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.file_opening import open_file
from ssu_desktop.actions.naming import refresh_keys_of
from ssu_desktop.actions.overlap import other_stays, overlapping
from ssu_desktop.actions.presence import movements_of, refresh_present, standing, state_on
from ssu_desktop.actions.queue_line import kept_for_others, queue_of, taken_in, uncalled_before
from ssu_desktop.actions.room_places import give_up_place, take_place_back
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.law import Law
from ssu_desktop.records import (
    Disability,
    Movement,
    Person,
    Stay,
    Unit,
    WaitingEntry,
    new_id,
    utc_now,
)
from ssu_desktop.records.kinds import MovementKind, Placement, Status
from ssu_desktop.rules.admission import (
    AdmissionDraft,
    PersonFacts,
    UnitFacts,
    check_admission,
    check_category,
)
from ssu_desktop.rules.admission_sheet import SheetDraft, SheetGround, check_sheet
from ssu_desktop.rules.admission_terms import check_decision
from ssu_desktop.rules.custody import check_leaving
from ssu_desktop.rules.fields import cleaned, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.movement import Around, MovementDraft, check_cancelling, check_movement
from ssu_desktop.rules.overlap import check_running_again
from ssu_desktop.rules.person import latest_disability
from ssu_desktop.rules.stay import PRESENT, WAITING, MovementFact
from ssu_desktop.rules.transfer import check_transfer_target

NO_REASONS: Mapping[str, str] = {}


@dataclass(frozen=True)
class _Ground:
    """What an admission is judged by: the unit, the person, the stay that waits for it (if any)."""

    unit: UnitFacts | None
    person: PersonFacts
    waiting_stay_id: UUID | None = None
    history: tuple[MovementFact, ...] = ()


def check_admission_draft(
    desk: Desk, person_id: UUID, draft: AdmissionDraft, sheet: SheetDraft | None = None
) -> tuple[Finding, ...]:
    """Return what stands against the admission as it is typed; nothing is stored."""
    return _judged(desk, person_id, draft, sheet)[0]


def _judged(
    desk: Desk, person_id: UUID, draft: AdmissionDraft, sheet: SheetDraft | None
) -> tuple[tuple[Finding, ...], _Ground]:
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            return (gone(),), _Ground(None, PersonFacts())
        ground = _ground(session, desk.law, person, draft.unit_id, draft.admitted_on or desk.today)
    found = check_admission(draft, ground.unit, ground.person, desk.law, desk.today, ground.history)
    return (*found, *_sheet_findings(desk, draft, ground, sheet)), ground


def _sheet_findings(
    desk: Desk, draft: AdmissionDraft, ground: _Ground, sheet: SheetDraft | None
) -> Iterator[Finding]:
    """Yield what the checklist and the decision say; one from an old register has no sheet to judge."""
    unit, category, day = ground.unit, draft.category, draft.admitted_on
    if sheet is None or unit is None or category is None or day is None:
        return
    yield from check_decision(draft, unit.kind, desk.law)
    about = SheetGround(kind=unit.kind, category=category, admitted_on=day, born=ground.person.born)
    yield from check_sheet(sheet, about, desk.law, desk.today)


def _ground(session: Session, law: Law, person: Person, unit_id: UUID | None, day: date) -> _Ground:
    stays = list(session.scalars(select(Stay).where(Stay.person_id == person.id).order_by(Stay.id)))
    waiting = next((stay for stay in stays if _waits(stay) and stay.unit_id == unit_id), None)
    history = () if waiting is None else standing(movements_of(session, [waiting.id])[waiting.id])
    return _Ground(
        unit_facts(session, law, day, unit_id, waiting.id if waiting else None),
        person_facts(session, person, stays, unit_id, day),
        waiting.id if waiting else None,
        tuple(history),
    )


def _waits(stay: Stay) -> bool:
    return stay.status in WAITING or stay.status is Status.NONE


def person_facts(
    session: Session, person: Person, stays: list[Stay], unit_id: UUID | None, day: date
) -> PersonFacts:
    """Return what admission and queueing ask of a person with these stays."""
    disabilities = session.scalars(select(Disability).where(Disability.person_id == person.id))
    disability = latest_disability(disabilities, day)
    running = [stay for stay in stays if stay.status in PRESENT]
    return PersonFacts(
        born=person.born,
        sex=person.sex,
        group=disability.group if disability else None,
        stays_here=any(stay.unit_id == unit_id for stay in running),
        stays_elsewhere=any(stay.unit_id != unit_id for stay in running),
        ended_on=max((stay.ended_on for stay in stays if stay.ended_on and stay.admitted_on), default=None),
    )


def unit_facts(
    session: Session, law: Law, day: date, unit_id: UUID | None, waiting_stay_id: UUID | None = None
) -> UnitFacts | None:
    """Return what admission on a day asks of a unit; None where there is none of this id."""
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    if unit is None:
        return None
    queue = queue_of(session, law, day, unit.id)
    return UnitFacts(
        kind=unit.kind,
        capacity=unit.capacity,
        taken=taken_in(session, unit.id),
        kept=kept_for_others(queue, waiting_stay_id),
        waiting_before=uncalled_before(queue, waiting_stay_id),
        categories=unit.categories,
        registered_on=unit.registered_on,
        closed_on=unit.closed_on,
        licence_issued_on=unit.licence_issued_on,
        licence_until=unit.licence_until,
        establishment=unit.establishment,
        supported=taken_in(session, unit.id, Placement.INDEPENDENT),
    )


def admit(
    desk: Desk,
    person_id: UUID,
    draft: AdmissionDraft,
    reasons: Mapping[str, str] = NO_REASONS,
    sheet: SheetDraft | None = None,
) -> Saved | Refused:
    """Admit a person into a unit, from its queue where the person stands in it; `Saved.id` is the stay.

    Opens the personal file, or goes on with that of an earlier stay in a unit of this kind, and keeps the
    admission sheet; without a sheet (an old register) nothing of it is asked. The ground for going out of
    turn is kept as the reason of that departure from the rule.
    """
    draft, sheet = cleaned(draft), sheet and cleaned_sheet(sheet)
    if draft.out_of_turn_reason:
        reasons = {**reasons, "out-of-turn": draft.out_of_turn_reason}
    findings, ground = _judged(desk, person_id, replace(draft, out_of_turn_reason=""), sheet)
    if (standing_in_the_way := unanswered(findings, reasons)) or draft.admitted_on is None:
        return Refused(standing_in_the_way)
    with desk.write(N_("Admit a person")) as session:
        stay = _stay_for(session, person_id, ground.waiting_stay_id)
        _enter(session, stay, draft, draft.admitted_on)
        if sheet is not None and ground.unit is not None:
            asked = sheet_questions(desk, ground.unit.kind, stay.category, draft.admitted_on)
            store_sheet(session, stay.id, sheet, asked)
        record_departures(session, desk, findings, reasons, person_id)
        return Saved(stay.id, findings)


def _stay_for(session: Session, person_id: UUID, waiting_stay_id: UUID | None) -> Stay:
    if waiting_stay_id is not None:
        return session.get_one(Stay, waiting_stay_id)
    stay = Stay(id=new_id(), person_id=person_id)
    session.add(stay)
    return stay


def _enter(session: Session, stay: Stay, draft: AdmissionDraft, admitted_on: date) -> None:
    """Let a stay begin, with its admission and its file, and derive what follows from it."""
    copy_draft(draft, stay)
    stay.admitted_on = None  # derived below from the movement
    session.flush()
    session.add(
        Movement(
            id=new_id(),
            stay_id=stay.id,
            kind=MovementKind.ADMITTED,
            happened_on=admitted_on,
            order_number=draft.order_number,
            order_date=draft.order_date,
        )
    )
    refresh_present(session, stay.person_id)
    open_file(session, stay, admitted_on)
    refresh_keys_of(session, stay.person_id)


def check_movement_draft(desk: Desk, stay_id: UUID, draft: MovementDraft) -> tuple[Finding, ...]:
    """Return what stands against an event of a stay as it is typed; nothing is stored."""
    with desk.read() as session:
        return _movement_findings(session, desk, stay_id, draft)


def _movement_findings(
    session: Session, desk: Desk, stay_id: UUID, draft: MovementDraft
) -> tuple[Finding, ...]:
    stay = session.get(Stay, stay_id)
    if stay is None:
        return (gone(),)
    return movement_findings(session, desk, stay, movements_of(session, [stay_id])[stay_id], draft)


def movement_findings(
    session: Session,
    desk: Desk,
    stay: Stay,
    movements: Sequence[Movement],
    draft: MovementDraft,
    *,
    instead_of: UUID | None = None,
) -> tuple[Finding, ...]:
    """Return what stands against an event among the movements of a stay; `instead_of` is what it corrects."""
    unit_id = state_on(stay, movements, draft.happened_on, without=instead_of).unit_id or stay.unit_id
    kind = session.get_one(Unit, unit_id).kind
    around = _around(session, stay, draft)
    history, kept = standing(movements), count_kept(session, stay.id)
    return (
        *check_movement(draft, history, kind, desk.law, desk.today, unit_id, around, instead_of=instead_of),
        *check_leaving(draft.kind, kept, draft.happened_on or desk.today, desk.law),
        *check_transfer_target(draft, kind, desk.law, desk.today),
        *overlapping(session, stay, movements, draft, instead_of),
        *_fitting(session, desk, stay, draft),
    )


def _fitting(session: Session, desk: Desk, stay: Stay, draft: MovementDraft) -> Iterator[Finding]:
    """Find an event before the birth, and an admission that no longer fits the person on its new day."""
    person, day = session.get_one(Person, stay.person_id), draft.happened_on
    if day is None or person.born is None:
        return
    if day < person.born:
        yield missing("happened_on", N_("The day lies before the person's birth."), code="before-birth")
    elif draft.kind is MovementKind.ADMITTED:
        found = _unfit(session, desk, stay, person, day)
        known = _unfit(session, desk, stay, person, stay.admitted_on or day)
        yield from (one for code, one in found.items() if code not in known)


def _unfit(session: Session, desk: Desk, stay: Stay, person: Person, day: date) -> dict[str, Finding]:
    unit = unit_facts(session, desk.law, day, stay.unit_id, stay.id)
    if unit is None:
        return {}
    facts = person_facts(session, person, [stay], stay.unit_id, day)
    return {one.code: one for one in check_category(stay.category, day, unit, facts, desk.law)}


def _around(session: Session, stay: Stay, draft: MovementDraft) -> Around:
    if draft.kind is MovementKind.TRANSFERRED:
        target = session.get(Unit, draft.to_unit_id) if draft.to_unit_id is not None else None
        if target is None:
            return Around()
        own = stay.unit_id == target.id and stay.status in PRESENT  # a transfer there is being corrected
        return Around(to_kind=target.kind, to_free=target.capacity - taken_in(session, target.id) + own)
    if draft.kind is MovementKind.NOT_ARRIVED:
        terms = select(WaitingEntry.place_kept_until, WaitingEntry.arrival_due)
        kept_until, due = session.execute(terms.where(WaitingEntry.stay_id == stay.id)).one_or_none() or (
            None,
            None,
        )
        return Around(arrival_due=kept_until or due)
    if draft.kind is not MovementKind.DEFERRED:
        return Around()
    person = session.get_one(Person, stay.person_id)
    return Around(
        arrival_due=session.scalar(select(WaitingEntry.arrival_due).where(WaitingEntry.stay_id == stay.id)),
        born=person.born,
        legally_incapable=person.legally_incapable,
    )


def record_movement(
    desk: Desk, stay_id: UUID, draft: MovementDraft, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Enter an event of a stay, also one of the past; `Saved.id` is the movement.

    What follows from it (state, unit, end, the mark of re-admission) is derived again.
    """
    draft = cleaned(draft)
    findings = check_movement_draft(desk, stay_id, draft)
    if (standing_in_the_way := unanswered(findings, reasons)) or draft.happened_on is None:
        return Refused(standing_in_the_way)
    with desk.write(ACTION_OF[draft.kind]) as session:
        stay = session.get_one(Stay, stay_id)
        movement = add_movement(session, stay, draft, draft.happened_on)
        record_departures(session, desk, findings, reasons, stay.person_id)
        return Saved(movement.id, findings)


def add_movement(
    session: Session, stay: Stay, draft: MovementDraft, happened_on: date, movement_id: UUID | None = None
) -> Movement:
    """Add an event to a stay and derive again what follows from it, in the caller's transaction."""
    before = state_on(stay, movements_of(session, [stay.id])[stay.id], happened_on)
    movement = Movement(id=movement_id or new_id(), stay_id=stay.id, kind=draft.kind, happened_on=happened_on)
    copy_draft(draft, movement)
    if draft.kind is MovementKind.TRANSFERRED:
        movement.from_unit_id = before.unit_id or stay.unit_id
    session.add(movement)
    refresh_present(session, stay.person_id)
    keep_place(session, stay)
    give_up_place(session, stay, happened_on)
    return movement


def keep_place(session: Session, stay: Stay) -> None:
    """Let the queue keep the place until the day that a standing deferral names."""
    entry = session.scalar(select(WaitingEntry).where(WaitingEntry.stay_id == stay.id))
    if entry is not None:
        facts = standing(movements_of(session, [stay.id])[stay.id])
        deferrals = [fact.until for fact in facts if fact.kind is MovementKind.DEFERRED]
        entry.place_kept_until = deferrals[-1] if deferrals else None


ACTION_OF: Mapping[MovementKind, str] = {
    MovementKind.APPLIED: N_("Put a person in the queue"),
    MovementKind.QUEUED: N_("Put a person in the queue"),
    MovementKind.ADMITTED: N_("Admit a person"),
    MovementKind.LEFT: N_("Enter a temporary leave"),
    MovementKind.RETURNED: N_("Enter a return"),
    MovementKind.SUSPENDED: N_("Suspend services"),
    MovementKind.RESUMED: N_("Resume services"),
    MovementKind.TRANSFERRED: N_("Transfer between units"),
    MovementKind.TRANSFERRED_OUT: N_("Transfer to another organisation"),
    MovementKind.DISCHARGED: N_("Enter a departure"),
    MovementKind.NOT_ARRIVED: N_("Enter that a person did not arrive"),
    MovementKind.DEFERRED: N_("Defer an arrival"),
    MovementKind.OBSERVATION: N_("Move to observation"),
}
"""What the history calls the entry of each event, as a msgid."""


def cancel_movement(desk: Desk, movement_id: UUID, reason: str) -> Saved | Refused:
    """Cancel a wrong event with a reason; it stays on the record, and what follows is derived again.

    Refused where a later event needs it.
    """
    reason = clean(reason)
    with desk.read() as session:
        movement = session.get(Movement, movement_id)
        if movement is None or movement.cancelled_at is not None:
            return Refused((gone(),))
        stay = session.get_one(Stay, movement.stay_id)
        movements = movements_of(session, [stay.id])[stay.id]
        findings = (
            *check_cancelling(movement_id, standing(movements), reason),
            *check_running_again(state_on(stay, movements, without=movement_id), other_stays(session, stay)),
        )
    if findings:
        return Refused(findings)
    with desk.write(N_("Cancel an entry")) as session:
        movement = session.get_one(Movement, movement_id)
        movement.cancelled_at, movement.cancel_reason = utc_now(), reason
        stay = session.get_one(Stay, movement.stay_id)
        refresh_present(session, stay.person_id)
        keep_place(session, stay)
        take_place_back(session, movement)
        give_up_place(session, stay, movement.happened_on)
        return Saved(movement_id)

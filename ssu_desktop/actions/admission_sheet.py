"""The admission sheet of a stay: its checklist, examination, identification and steps of intake."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.presence import movements_of
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.law import AdmissionItem, Law
from ssu_desktop.records import (
    AdmissionAnswer,
    AdmissionSheet,
    IntakeRecord,
    Person,
    Stay,
    Unit,
    new_id,
    utc_now,
)
from ssu_desktop.records.kinds import Category, IntakeStep, UnitKind
from ssu_desktop.rules.admission_sheet import (
    AnswerDraft,
    SheetDraft,
    SheetGround,
    check_sheet,
    limitation_levels,
)
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.intake import IntakeDraft, check_card_after_intake
from ssu_desktop.rules.stay import first_unit


@dataclass(frozen=True, kw_only=True)
class SheetQuestions:
    """What an admission asks: `items` part by part, and which numbers; `levels` is empty where none is."""

    kind: UnitKind
    category: Category
    items: tuple[AdmissionItem, ...]
    seizures: bool
    levels: tuple[int, ...]

    @property
    def of_temporary_stay(self) -> bool:
        """Return whether identification, the steps of intake and accompanying children are asked."""
        return self.kind is UnitKind.TEMPORARY


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """The sheet of a stay with its questions; `draft` is empty where nothing was entered yet."""

    stay_id: UUID
    person_id: UUID
    admitted_on: date | None
    questions: SheetQuestions
    draft: SheetDraft
    entered: bool


def sheet_questions(desk: Desk, unit_kind: UnitKind, category: Category, on: date) -> SheetQuestions:
    """Return what is asked of a category at an admission on the day `on`."""
    items = tuple(desk.law.admission_checklist(unit_kind, category, on))
    return SheetQuestions(
        kind=unit_kind,
        category=category,
        items=items,
        seizures=any(item.seizures_from for item in items),
        levels=limitation_levels(unit_kind, category, on, desk.law),
    )


def read_sheet(desk: Desk, stay_id: UUID) -> SheetPage | None:
    """Return the sheet of a stay, filled or empty; None where there is no such stay."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return None
        kind, admitted_on = _admission_of(session, stay)
        sheet = _sheet(session, stay_id)
        draft = SheetDraft(revision=0) if sheet is None else _draft(session, sheet)
        return SheetPage(
            stay_id=stay_id,
            person_id=stay.person_id,
            admitted_on=admitted_on,
            questions=sheet_questions(desk, kind, stay.category, admitted_on or desk.today),
            draft=draft,
            entered=sheet is not None,
        )


def impossible_entries(
    desk: Desk, person_id: UUID, questions: SheetQuestions, on: date, draft: SheetDraft
) -> tuple[Finding, ...]:
    """Return what cannot be on the sheet of a person, whatever the reason; nothing is stored."""
    with desk.read() as session:
        person = session.get(Person, person_id)
        born = person.born if person is not None else None
    ground = SheetGround(kind=questions.kind, category=questions.category, admitted_on=on, born=born)
    found = check_sheet(cleaned_sheet(draft), ground, desk.law, desk.today)
    return tuple(finding for finding in found if finding.weight is Weight.STOP)


def save_sheet(
    desk: Desk, stay_id: UUID, draft: SheetDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Enter or change the sheet of a stay afterwards; the history keeps what it said.

    `Saved.id` is the stay."""
    draft, given = cleaned_sheet(draft), reasons or {}
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return Refused((gone(),))
        person = session.get_one(Person, stay.person_id)
        kind, admitted_on = _admission_of(session, stay)
        ground = SheetGround(
            kind=kind, category=stay.category, admitted_on=admitted_on or desk.today, born=person.born
        )
        findings = [
            *check_sheet(draft, ground, desk.law, desk.today),
            *check_fresh(_sheet(session, stay_id), draft.revision),
        ]
    if standing_in_the_way := unanswered(findings, given):
        return Refused(standing_in_the_way)
    with desk.write(N_("Save the admission sheet")) as session:
        store_sheet(session, stay_id, draft, sheet_questions(desk, kind, ground.category, ground.admitted_on))
        record_departures(session, desk, findings, given, person.id)
        return Saved(stay_id, tuple(findings))


def cleaned_sheet(draft: SheetDraft) -> SheetDraft:
    """Return the draft with every text tidied, those of the answers and the steps too."""
    return cleaned(
        SheetDraft(
            **{
                **vars(draft),
                "answers": tuple(cleaned(answer) for answer in draft.answers),
                "intake": tuple(cleaned(step) for step in draft.intake),
            }
        )
    )


def store_sheet(session: Session, stay_id: UUID, draft: SheetDraft, questions: SheetQuestions) -> None:
    """Keep the sheet, the answers to `questions` and the steps, in the caller's transaction."""
    sheet = _sheet(session, stay_id)
    if sheet is None:
        sheet = AdmissionSheet(id=new_id(), stay_id=stay_id)
        session.add(sheet)
    copy_draft(draft, sheet)
    sheet.changed_at = utc_now()  # another answer is another revision of the sheet
    asked = {item.code for item in questions.items}
    _store_answers(session, stay_id, {one.code: one for one in draft.answers if one.code in asked})
    if questions.of_temporary_stay:
        _store_intake(session, stay_id, {one.step: one for one in draft.intake if one.done_on is not None})


def _store_answers(session: Session, stay_id: UUID, wanted: Mapping[str, AnswerDraft]) -> None:
    known = {answer.code: answer for answer in _answers(session, stay_id)}
    for code, answer in known.items():
        if code not in wanted:
            session.delete(answer)
    for code, draft in wanted.items():
        record = known.get(code) or AdmissionAnswer(id=new_id(), stay_id=stay_id)
        copy_draft(draft, record)
        session.add(record)


def _store_intake(session: Session, stay_id: UUID, wanted: Mapping[IntakeStep, IntakeDraft]) -> None:
    known = {record.step: record for record in _intake(session, stay_id)}
    for step, record in known.items():
        if step not in wanted:
            session.delete(record)
    for step, draft in wanted.items():
        record = known.get(step) or IntakeRecord(id=new_id(), stay_id=stay_id)
        copy_draft(draft, record)
        session.add(record)


def check_card_day(session: Session, stay_id: UUID, filled_on: date | None, law: Law) -> Iterator[Finding]:
    """Yield what the steps of intake say to a card filled in on a day; a stay without a sheet has none."""
    if _sheet(session, stay_id) is not None:
        yield from check_card_after_intake(_read_intake(session, stay_id), filled_on, law)


def _read_intake(session: Session, stay_id: UUID) -> tuple[IntakeDraft, ...]:
    return tuple(draft_of(IntakeDraft, record) for record in _intake(session, stay_id))


def _draft(session: Session, sheet: AdmissionSheet) -> SheetDraft:
    return draft_of(
        SheetDraft,
        sheet,
        answers=tuple(draft_of(AnswerDraft, answer) for answer in _answers(session, sheet.stay_id)),
        intake=_read_intake(session, sheet.stay_id),
    )


def _admission_of(session: Session, stay: Stay) -> tuple[UnitKind, date | None]:
    """Return the kind of the unit into which the stay began, and the day."""
    movements = movements_of(session, [stay.id])[stay.id]
    unit = session.get_one(Unit, first_unit(stay, movements))
    return unit.kind, stay.admitted_on


def _sheet(session: Session, stay_id: UUID) -> AdmissionSheet | None:
    return session.scalar(select(AdmissionSheet).where(AdmissionSheet.stay_id == stay_id))


def _answers(session: Session, stay_id: UUID) -> Sequence[AdmissionAnswer]:
    asked = select(AdmissionAnswer).where(AdmissionAnswer.stay_id == stay_id)
    return session.scalars(asked.order_by(AdmissionAnswer.code)).all()


def _intake(session: Session, stay_id: UUID) -> Sequence[IntakeRecord]:
    order = list(IntakeStep)
    records = session.scalars(select(IntakeRecord).where(IntakeRecord.stay_id == stay_id))
    return sorted(records, key=lambda record: order.index(record.step))

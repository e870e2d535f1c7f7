"""The texts of orders: the program's or the facility's own, filled from an event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop import paths
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.orders import numbers_of_year
from ssu_desktop.actions.presence import movements_of, state_on
from ssu_desktop.actions.printing_office import Office
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of
from ssu_desktop.forms.fill import head_name
from ssu_desktop.language import N_, Language
from ssu_desktop.language.dates import short, since, up_to, worded
from ssu_desktop.records import Movement, OrderTemplate, Person, PersonalFile, Stay, new_id
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.rules.order import (
    KIND_OF,
    OrderDraft,
    TemplateDraft,
    check_template,
    cleaned_template,
    filled,
    next_number,
)


@dataclass(frozen=True, kw_only=True)
class TemplateRow:
    """The text of one kind of order that is in use; `own`: the facility wrote it."""

    kind: OrderKind
    own: bool
    draft: TemplateDraft


def order_templates(desk: Desk) -> tuple[TemplateRow, ...]:
    """Return the texts of all kinds of orders that have one."""
    with desk.read_house() as session:
        own = {one.kind: one for one in session.scalars(select(OrderTemplate))}
    rows = []
    for kind in OrderKind:
        if kind is OrderKind.OTHER:
            continue
        kept = own.get(kind)
        draft = draft_of(TemplateDraft, kept, revision=kept.revision) if kept else usual_text(kind)
        rows.append(TemplateRow(kind=kind, own=kept is not None, draft=draft))
    return tuple(rows)


def usual_text(kind: OrderKind) -> TemplateDraft:
    """Return the program's own text of a kind of order."""
    told = _usual()[kind.value]
    return TemplateDraft(
        subject_kk=told["subject_kk"],
        subject_ru=told["subject_ru"],
        text_kk=told["text_kk"],
        text_ru=told["text_ru"],
    )


@cache
def _usual() -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = json.loads(
        (paths.resources() / "forms" / "orders.json").read_text(encoding="utf-8")
    )
    return told


def save_template(desk: Desk, kind: OrderKind, draft: TemplateDraft) -> Saved | Refused:
    """Keep the facility's own text of a kind of order. Refused are holes that nothing fills."""
    draft = cleaned_template(draft)
    findings = list(check_template(draft))
    with desk.read_house() as session:
        kept = _own(session, kind)
        if kept is not None:
            findings += check_fresh(kept, draft.revision)
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Change the text of an order")) as session:
        own = _own(session, kind) or OrderTemplate(id=new_id(), kind=kind)
        copy_draft(draft, own)
        session.add(own)
        session.flush()
        return Saved(own.id)


def drop_template(desk: Desk, kind: OrderKind) -> Saved | None:
    """Go back to the program's text of a kind of order; None where it is in use already."""
    with desk.write(N_("Change the text of an order")) as session:
        own = _own(session, kind)
        if own is None:
            return None
        session.delete(own)
        return Saved(own.id)


def _own(session: Session, kind: OrderKind) -> OrderTemplate | None:
    return session.scalar(select(OrderTemplate).where(OrderTemplate.kind == kind))


def begin_order(desk: Desk, kind: OrderKind = OrderKind.OTHER, movement_id: UUID | None = None) -> OrderDraft:
    """Return an order to be written: with the next number; of an event also with its text."""
    with desk.read() as session:
        office = Office(session, Language.KK, desk.today, desk.law)
        head = head_name(office.head(desk.today), Language.KK)
        begun = OrderDraft(
            number=next_number(numbers_of_year(session, desk.today.year)),
            issued_on=desk.today,
            kind=kind,
            signed_by=head,
        )
        movement = session.get(Movement, movement_id) if movement_id else None
        return begun if movement is None else _of_movement(session, office, begun, movement)


def _of_movement(session: Session, office: Office, begun: OrderDraft, movement: Movement) -> OrderDraft:
    kind = KIND_OF.get(movement.kind, OrderKind.OTHER)
    stay = session.get_one(Stay, movement.stay_id)
    own = _own(session, kind)
    template = draft_of(TemplateDraft, own) if own else usual_text(kind)
    issued_on = movement.order_date or movement.happened_on
    kazakh = _values(session, office, stay, movement, Language.KK)
    russian = _values(session, office, stay, movement, Language.RU)
    return replace(
        begun,
        subject_kk=filled(template.subject_kk, kazakh),
        subject_ru=filled(template.subject_ru, russian),
        text_kk=filled(template.text_kk, kazakh),
        text_ru=filled(template.text_ru, russian),
        kind=kind,
        number=movement.order_number or next_number(numbers_of_year(session, issued_on.year)),
        issued_on=issued_on,
        person_id=stay.person_id,
        stay_id=stay.id,
        movement_id=movement.id,
    )


def _values(
    session: Session, office: Office, stay: Stay, movement: Movement, language: Language
) -> Mapping[str, str]:
    person = session.get_one(Person, stay.person_id)
    file = session.scalar(select(PersonalFile).where(PersonalFile.stay_id == stay.id))
    day = movement.happened_on
    moved = movements_of(session, [stay.id])[stay.id]
    here = movement.from_unit_id or state_on(stay, moved, day).unit_id or stay.unit_id
    units = {unit_id: unit.name(language.value) for unit_id, unit in office.units.items()}
    kazakh = language is Language.KK
    organisation = office.organisation
    return {
        "person": person.full_name,
        "birth_date": short(person.born) if person.born else "",
        "iin": person.iin or "",
        "unit": units.get(here, ""),
        "to_unit": units.get(movement.to_unit_id, "") if movement.to_unit_id else "",
        "date": worded(day, language),
        "from": since(day, language),
        "until": up_to(movement.until, language) if movement.until else "",
        "ground": movement.reason or _decision(stay),
        "destination": movement.destination,
        "file_number": file.number if file else "",
        "organisation": organisation.name_kk if kazakh else organisation.name_ru,
        "head": head_name(office.head(day), language),
    }


def _decision(stay: Stay) -> str:
    """Return the decision of the local executive body that the stay rests on, as a ground."""
    if not stay.decision_number:
        return ""
    of = _dated(stay.decision_date)
    return f"№ {stay.decision_number}{of}" + (f", {stay.decision_body}" if stay.decision_body else "")


def _dated(day: date | None) -> str:
    return f", {short(day)}" if day else ""

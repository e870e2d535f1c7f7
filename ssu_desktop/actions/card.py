"""The registration card of a temporary stay (annex 9): its fields and those of the person it shows."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.admission_sheet import check_card_day
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Person, RegistrationCard, Stay, new_id
from ssu_desktop.rules.card import CardDraft, check_card
from ssu_desktop.rules.fields import cleaned

_OF_THE_PERSON = ("nationality", "birthplace", "registered_address", "education", "profession")


def read_card(desk: Desk, stay_id: UUID) -> CardDraft | None:
    """Return the card of a stay, with what the person's record knows where no card is filled in yet.

    None where there is no such stay. The tables of the card are on the person's page
    (`actions.person.person_page`: papers, relatives, convictions).
    """
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return None
        person = session.get_one(Person, stay.person_id)
        known = {name: getattr(person, name) for name in _OF_THE_PERSON}
        known["person_revision"] = person.revision
        card = _card(session, stay_id)
        if card is None:
            return CardDraft(**known, sent_by=stay.came_from, revision=0)
        return draft_of(CardDraft, card, **known)


def _card(session: Session, stay_id: UUID) -> RegistrationCard | None:
    return session.scalar(select(RegistrationCard).where(RegistrationCard.stay_id == stay_id))


def save_card(
    desk: Desk, stay_id: UUID, draft: CardDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Save the card and what it corrects of the person; `Saved.id` is the card.

    A card that is filled in before the steps of intake needs a reason (para 37(1)).
    """
    draft, given = cleaned(draft), reasons or {}
    findings = list(check_card(draft, desk.today))
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return Refused((gone(),))
        findings += check_fresh(session.get_one(Person, stay.person_id), draft.person_revision)
        card = _card(session, stay_id)
        findings += check_fresh(card, draft.revision)
        if card is None or card.filled_on != draft.filled_on:
            findings += check_card_day(session, stay_id, draft.filled_on, desk.law)
    if standing_in_the_way := unanswered(findings, given):
        return Refused(standing_in_the_way)
    with desk.write(N_("Save the registration card")) as session:
        card = _card(session, stay_id)
        if card is None:
            card = RegistrationCard(id=new_id(), stay_id=stay_id)
            session.add(card)
        copy_draft(draft, card)
        person = session.get_one(Person, session.get_one(Stay, stay_id).person_id)
        for name in _OF_THE_PERSON:
            setattr(person, name, getattr(draft, name))
        record_departures(session, desk, findings, given, person.id)
        return Saved(card.id)

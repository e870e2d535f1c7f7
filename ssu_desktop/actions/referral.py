"""Referrals to health care of people who were not admitted, and the paper that they take along."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.forms.referral import ReferralPaper, draw_referral
from ssu_desktop.language import N_, Language
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records import Organisation, Person, Referral, Unit, new_id
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.referral import ReferralDraft, check_referral


@dataclass(frozen=True, kw_only=True)
class ReferralRow:
    """One referral of a person; `reasons` are the contraindications by language, then the written reason."""

    id: UUID
    referred_on: date
    referred_to: str
    unit_name_kk: str
    unit_name_ru: str
    reasons: Mapping[Language, tuple[str, ...]]
    transport: str
    accompanied_by: str
    note: str

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru


def record_referral(
    desk: Desk, person_id: UUID, draft: ReferralDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Enter that a person was sent to health care instead of being admitted; `Saved.id` is the referral."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            return Refused((gone(),))
        unit = session.get(Unit, draft.unit_id) if draft.unit_id else None
        findings = tuple(
            check_referral(draft, unit.kind if unit else None, person.born, desk.law, desk.today)
        )
    if standing_in_the_way := unanswered(findings, given):
        return Refused(standing_in_the_way)
    with desk.write(N_("Refer a person to health care")) as session:
        referral = Referral(id=new_id(), person_id=person_id)
        copy_draft(draft, referral)
        referral.codes = " ".join(draft.codes)
        session.add(referral)
        record_departures(session, desk, findings, given, person_id)
        return Saved(referral.id, findings)


def list_referrals(desk: Desk, person_id: UUID) -> tuple[ReferralRow, ...]:
    """Return the referrals of a person, the latest first."""
    asked = (
        select(Referral, Unit)
        .join(Unit, Unit.id == Referral.unit_id)
        .where(Referral.person_id == person_id)
        .order_by(Referral.referred_on.desc(), Referral.id.desc())
    )
    with desk.read() as session:
        return tuple(_row(referral, unit, desk.law) for referral, unit in session.execute(asked))


def _row(referral: Referral, unit: Unit, law: Law) -> ReferralRow:
    return ReferralRow(
        id=referral.id,
        referred_on=referral.referred_on,
        referred_to=referral.referred_to,
        unit_name_kk=unit.name_kk,
        unit_name_ru=unit.name_ru,
        reasons={language: _reasons(referral, law, language) for language in Language},
        transport=referral.transport,
        accompanied_by=referral.accompanied_by,
        note=referral.note,
    )


def _reasons(referral: Referral, law: Law, language: Language) -> tuple[str, ...]:
    items = law.items_on(referral.referred_on)
    found = [items[code].name(language) for code in referral.codes.split() if code in items]
    return (*found, referral.reason) if referral.reason else tuple(found)


def referral_paper(desk: Desk, referral_id: UUID, language: Language) -> bytes:
    """Return the referral as a PDF of one page in `language`."""
    with desk.read() as session:
        referral = session.get_one(Referral, referral_id)
        person = session.get_one(Person, referral.person_id)
        unit = session.get_one(Unit, referral.unit_id)
        organisation = session.scalars(select(Organisation).limit(1)).one()
        paper = ReferralPaper(
            organisation=organisation.name_kk if language is Language.KK else organisation.name_ru,
            unit=unit.name(language),
            address=", ".join(part for part in (organisation.address, organisation.phone) if part),
            referred_on=short(referral.referred_on),
            referred_to=referral.referred_to,
            person=person.full_name,
            born=short(person.born) if person.born else "",
            reasons=_reasons(referral, desk.law, language),
            transport=referral.transport,
            accompanied_by=referral.accompanied_by,
            note=referral.note,
        )
    return draw_referral(paper, language)

"""The registration card of a temporary stay (annex 9) from the person and the stay's card."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from ssu_desktop.forms.annex_9 import Annex9, Conviction, IdentityDocument, Relative
from ssu_desktop.forms.fill import day, staff_name, word
from ssu_desktop.language import Language
from ssu_desktop.records import person as kept
from ssu_desktop.records.kinds import PaperKind
from ssu_desktop.records.organisation import Staff
from ssu_desktop.records.stay import RegistrationCard, Stay
from ssu_desktop.rules.person import latest_paper

_UNDERLINED = {PaperKind.IDENTITY_CARD: "id_card", PaperKind.PASSPORT: "passport"}


def fill_annex_9(*, stay: Stay, staff: Mapping[UUID, Staff], language: Language) -> Annex9:
    """Return the card's texts.

    To be loaded: the stay's `card` (may be none yet) and `person`, of the person `relatives`, `papers`
    and `convictions`."""
    person = stay.person
    papers = {kind: _paper(person.papers, kind) for kind in PaperKind}
    card = Annex9(
        language=language,
        bookmark=person.full_name,
        surname=person.surname,
        given=person.given_name,
        patronymic=person.patronymic,
        sex=word(person.sex, language),
        born=day(person.born),
        nationality=person.nationality,
        birthplace=person.birthplace,
        address=person.registered_address,
        id_card=papers[PaperKind.IDENTITY_CARD] or IdentityDocument(),
        passport=papers[PaperKind.PASSPORT] or IdentityDocument(),
        iin=papers[PaperKind.IIN] or IdentityDocument(number=person.iin or ""),
        education=person.education,
        profession=person.profession,
        relatives=tuple(_relative(one, language) for one in person.relatives),
        convictions=tuple(_conviction(one) for one in person.convictions),
    )
    return _completed(card, stay.card, staff) if stay.card else card


def _completed(card: Annex9, kept_card: RegistrationCard, staff: Mapping[UUID, Staff]) -> Annex9:
    kind = kept_card.document_kind
    return replace(
        card,
        document=_UNDERLINED.get(kind, "") if kind else "",
        illnesses=kept_card.past_illnesses,
        health=kept_card.health,
        sent_by=kept_card.sent_by,
        date=day(kept_card.filled_on),
        specialist=staff_name(staff, kept_card.filled_by_id),
    )


def _paper(papers: Iterable[kept.IdentityPaper], kind: PaperKind) -> IdentityDocument | None:
    """Of several documents of a kind the form has room for one: the latest."""
    paper = latest_paper(one for one in papers if one.kind is kind)
    if paper is None:
        return None
    return IdentityDocument(
        number=paper.number,
        issued=day(paper.issued_on),
        valid=day(paper.valid_until),
        issued_by=paper.issued_by,
    )


def _relative(relative: kept.Relative, language: Language) -> Relative:
    year = relative.birth_year or (relative.born.year if relative.born else None)
    return Relative(
        kinship=word(relative.relation, language),
        name=relative.full_name,
        born=str(year) if year else "",
        lives=relative.address,
    )


def _conviction(conviction: kept.Conviction) -> Conviction:
    return Conviction(
        article=conviction.article,
        term=conviction.term,
        period=conviction.served_when,
        where=conviction.served_where,
    )

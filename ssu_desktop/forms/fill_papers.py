"""The facility's own papers from records: originals in custody, the inventory, what goes with a transfer."""

from collections.abc import Sequence
from datetime import date

from ssu_desktop.forms.custody import CustodyAct, CustodyReceipt, CustodyReturn, OriginalLine
from ssu_desktop.forms.fill import day, head_name, official_day, organisation_name
from ssu_desktop.forms.order import OrderPaper
from ssu_desktop.forms.transfer import AnnexLine, Inventory, InventoryLine, TransferAct
from ssu_desktop.language import Language
from ssu_desktop.records.file import Custody, PersonalFile
from ssu_desktop.records.order import HeadOrder
from ssu_desktop.records.organisation import Organisation, Signatory
from ssu_desktop.records.person import Person

Titled = tuple[Custody, str]
"""An original and what it is, in the form's language."""


def _lines(originals: Sequence[Titled]) -> tuple[OriginalLine, ...]:
    return tuple(OriginalLine(title=title, number=one.number, note=one.note) for one, title in originals)


def fill_custody_act(
    organisation: Organisation,
    file: PersonalFile,
    person: Person,
    originals: Sequence[Titled],
    language: Language,
) -> CustodyAct:
    """Return the act of taking in; `originals` came by one act."""
    first = originals[0][0]
    return CustodyAct(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(organisation, language),
        person=person.full_name,
        act_number=first.act_number,
        act_date=official_day(first.accepted_on, language),
        rows=_lines(originals),
        place=organisation.place,
        born=day(person.born),
        file=file.number,
        consent=official_day(first.consent_on, language),
        total=str(len(originals)),
        kept=first.place,
        handed=first.handed_by,
        accepted=first.accepted_by,
    )


def fill_custody_receipt(
    organisation: Organisation, person: Person, originals: Sequence[Titled], language: Language
) -> CustodyReceipt:
    """Return the receipt for originals that came by one act."""
    first = originals[0][0]
    return CustodyReceipt(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(organisation, language),
        person=person.full_name,
        act_number=first.act_number,
        act_date=official_day(first.accepted_on, language),
        rows=_lines(originals),
        accepted=first.accepted_by,
        date=official_day(first.accepted_on, language),
    )


def fill_custody_return(
    organisation: Organisation, person: Person, originals: Sequence[Titled], language: Language
) -> CustodyReturn:
    """Return the act of giving back; `originals` were given back on one day to one person."""
    first = originals[0][0]
    return CustodyReturn(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(organisation, language),
        person=person.full_name,
        act_number=first.act_number,
        act_date=official_day(first.accepted_on, language),
        rows=_lines(originals),
        date=official_day(first.returned_on, language),
        place=organisation.place,
        born=day(person.born),
        total=str(len(originals)),
        handed=first.returned_by,
        accepted=first.returned_to,
    )


def fill_inventory(
    organisation: Organisation,
    file: PersonalFile,
    person: Person,
    rows: Sequence[InventoryLine],
    language: Language,
    *,
    made: str,
    on: date,
) -> Inventory:
    """Return the inventory of what lies in a file on the day `on`."""
    return Inventory(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(organisation, language),
        number=file.number,
        person=person.full_name,
        born=day(person.born),
        rows=tuple(rows),
        count=str(len(rows)),
        pages=pages_of(rows),
        made=made,
        date=official_day(on, language),
    )


def pages_of(rows: Sequence[InventoryLine]) -> str:
    """Return the sum of the pages that are known."""
    return str(sum(int(row.pages) for row in rows if row.pages))


def fill_transfer_act(
    inventory: Inventory,
    place: str,
    annexes: Sequence[AnnexLine],
    *,
    receiver: str,
    head: Signatory | None,
    on: date | None,
) -> TransferAct:
    """Return the act by which a file goes to another organisation, with what its inventory says."""
    language = inventory.language
    return TransferAct(
        language=language,
        bookmark=inventory.bookmark,
        organisation=inventory.organisation,
        number=inventory.number,
        date=official_day(on, language),
        place=place,
        person=inventory.person,
        born=inventory.born,
        receiver=receiver,
        count=inventory.count,
        pages=inventory.pages,
        rows=tuple(annexes),
        handed=head_name(head, language),
    )


def fill_order(
    organisation: Organisation, order: HeadOrder, language: Language, *, copy: bool = False
) -> OrderPaper:
    """Return an order in the form's language; what is written in the other one only stands in that."""
    kazakh = language is Language.KK
    subjects = (order.subject_kk, order.subject_ru) if kazakh else (order.subject_ru, order.subject_kk)
    texts = (order.text_kk, order.text_ru) if kazakh else (order.text_ru, order.text_kk)
    return OrderPaper(
        language=language,
        bookmark=f"№ {order.number}",
        organisation=organisation_name(organisation, language),
        number=order.number,
        date=official_day(order.issued_on, language),
        place=organisation.place,
        subject=subjects[0] or subjects[1],
        text=texts[0] or texts[1],
        head=order.signed_by,
        copy=copy,
        cancelled=order.cancel_reason if order.cancelled_at else "",
    )

"""The facility's own papers as PDF: previews that leave no trace, prints that are remembered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.custody import together_with
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.file_rows import DocumentState
from ssu_desktop.actions.orders import OrderQuery, found_orders, register_lines
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_office import NO_FILE, NOT_FOUND, CannotPrint, Filled, Office
from ssu_desktop.actions.printing_paid import filled_act, filled_contract
from ssu_desktop.actions.printouts import Printed
from ssu_desktop.forms.fill import day, organisation_name, word
from ssu_desktop.forms.fill_papers import (
    Titled,
    fill_custody_act,
    fill_custody_receipt,
    fill_custody_return,
    fill_inventory,
    fill_order,
)
from ssu_desktop.forms.order import OrderRegister
from ssu_desktop.forms.transfer import Inventory, InventoryLine
from ssu_desktop.language import Language
from ssu_desktop.records import Custody, HeadOrder, Person, PersonalFile, Stay


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A paper and what it is of.

    An original (with all of its act), a person's file, an order, a register, a contract, an act."""

    form: str
    record_id: UUID | None = None
    orders: OrderQuery | None = None


def preview_paper(desk: Desk, asked: Asked, language: Language) -> bytes:
    """Return the PDF that `print_paper` would give, marked as a preview. Raises CannotPrint."""
    return draw_preview(asked.form, _filled(desk, asked, language), language)


def print_paper(desk: Desk, asked: Asked, language: Language) -> Printed:
    """Print a paper, remember it word for word, and journal it. Raises CannotPrint."""
    return print_filled(desk, asked.form, _filled(desk, asked, language), language)


def _filled(desk: Desk, asked: Asked, language: Language) -> Sequence[Filled]:
    with desk.read() as session:
        return [_FILLING[asked.form](desk, Office(session, language, desk.today, desk.law), asked)]


def _originals(desk: Desk, office: Office, found: Sequence[Custody]) -> list[Titled]:
    """Return originals with their titles in the form's language."""
    if not found:
        raise CannotPrint(NOT_FOUND)
    names = {row.code: row for row in desk.law.document_rows}
    kazakh = office.language is Language.KK
    titled = []
    for one in found:
        row = names.get(one.code or "")
        titled.append((one, (row.name_kk if kazakh else row.name_ru) if row else one.title))
    return titled


def _whose(office: Office, file_id: UUID) -> tuple[PersonalFile, Person]:
    file = office.session.get_one(PersonalFile, file_id)
    stay = office.session.get_one(Stay, file.stay_id)
    return file, office.session.get_one(Person, stay.person_id)


def _of_one_act(desk: Desk, office: Office, asked: Asked) -> list[Titled]:
    found = together_with(office.session, asked.record_id) if asked.record_id else ()
    return _originals(desk, office, found)


def _custody_act(desk: Desk, office: Office, asked: Asked) -> Filled:
    originals = _of_one_act(desk, office, asked)
    file, person = _whose(office, originals[0][0].file_id)
    content = fill_custody_act(office.organisation, file, person, originals, office.language)
    return Filled(content=content, person_id=person.id)


def _custody_receipt(desk: Desk, office: Office, asked: Asked) -> Filled:
    originals = _of_one_act(desk, office, asked)
    _file, person = _whose(office, originals[0][0].file_id)
    content = fill_custody_receipt(office.organisation, person, originals, office.language)
    return Filled(content=content, person_id=person.id)


def _custody_return(desk: Desk, office: Office, asked: Asked) -> Filled:
    """Return the act of giving back all that went with this original on the same day to the same person."""
    together = together_with(office.session, asked.record_id) if asked.record_id else ()
    one = next((one for one in together if one.id == asked.record_id), None)
    if one is None or one.returned_on is None:
        raise CannotPrint(NOT_FOUND)
    same = [
        each
        for each in together
        if (each.returned_on, each.returned_to) == (one.returned_on, one.returned_to)
    ]
    _file, person = _whose(office, one.file_id)
    originals = _originals(desk, office, same)
    content = fill_custody_return(office.organisation, person, originals, office.language)
    return Filled(content=content, person_id=person.id)


def inventory_of(desk: Desk, office: Office, file_id: UUID) -> tuple[Inventory, Person]:
    """Return the inventory of a file, and whose it is. Raises CannotPrint."""
    if office.session.get(PersonalFile, file_id) is None:
        raise CannotPrint(NO_FILE)
    file, person = _whose(office, file_id)
    page = file_page(desk, file.stay_id)
    rows = page.rows if page else ()
    lines = [
        InventoryLine(
            title=row.title(office.language.value),
            form=word(row.form, office.language),
            received=day(row.received_on),
            pages="" if row.pages is None else str(row.pages),
            note=row.note,
        )
        for row in rows
        if row.state is DocumentState.RECEIVED
    ]
    made, on = desk.user.full_name, office.today
    content = fill_inventory(office.organisation, file, person, lines, office.language, made=made, on=on)
    return content, person


def _inventory(desk: Desk, office: Office, asked: Asked) -> Filled:
    """Return the inventory of the file of a person."""
    found = select(PersonalFile.id).join(Stay, Stay.id == PersonalFile.stay_id)
    latest = found.where(Stay.person_id == asked.record_id).order_by(Stay.admitted_on.desc(), Stay.id.desc())
    file_id = office.session.scalar(latest.limit(1))
    if file_id is None:
        raise CannotPrint(NO_FILE)
    content, person = inventory_of(desk, office, file_id)
    return Filled(content=content, person_id=person.id)


def _order(desk: Desk, office: Office, asked: Asked) -> Filled:  # noqa: ARG001 - as all fillings
    order = office.session.get(HeadOrder, asked.record_id)
    if order is None:
        raise CannotPrint(NOT_FOUND)
    content = fill_order(office.organisation, order, office.language)
    return Filled(content=content, person_id=order.person_id, order_id=order.id)


def _order_register(desk: Desk, office: Office, asked: Asked) -> Filled:
    query = asked.orders or OrderQuery()
    orders = found_orders(desk, replace(query, newest_first=False))
    period = str(query.year) if query.year else ""
    content = OrderRegister(
        language=office.language,
        bookmark=period,
        organisation=organisation_name(office.organisation, office.language),
        period=period,
        rows=register_lines(orders, office.language),
    )
    return Filled(content=content, people=tuple(one.person_id for one in orders if one.person_id))


def _paid_contract(desk: Desk, office: Office, asked: Asked) -> Filled:  # noqa: ARG001 - as all fillings
    return filled_contract(office, asked.record_id)


def _paid_act(desk: Desk, office: Office, asked: Asked) -> Filled:  # noqa: ARG001 - as all fillings
    return filled_act(office, asked.record_id)


_FILLING: Mapping[str, Callable[[Desk, Office, Asked], Filled]] = {
    "custody-act": _custody_act,
    "custody-receipt": _custody_receipt,
    "custody-return": _custody_return,
    "inventory": _inventory,
    "paid-contract": _paid_contract,
    "paid-act": _paid_act,
    "order": _order,
    "order-register": _order_register,
}

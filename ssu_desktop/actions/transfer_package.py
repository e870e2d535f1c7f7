"""What goes with a person to another organisation, printed together: inventory, act, order, plan, journal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.custody import count_kept
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.file_rows import DocumentState
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_loading import fill_for_person
from ssu_desktop.actions.printing_office import (
    LATEST,
    NO_FILE,
    NOT_FOUND,
    CannotPrint,
    Filled,
    Office,
)
from ssu_desktop.actions.printing_papers import inventory_of
from ssu_desktop.actions.printouts import Printed
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.fill import day
from ssu_desktop.forms.fill_papers import fill_order, fill_transfer_act
from ssu_desktop.forms.transfer import AnnexLine
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import HeadOrder, Movement, PersonalFile, Stay, Unit
from ssu_desktop.records.kinds import MovementKind, OrderKind, UnitKind

PACKAGE = "transfer-package"

_INVENTORY, _ACT = N_("Inventory of the file"), N_("Acceptance-transfer act")
_ORDER, _CONTRACT = N_("Copy of the discharge order"), N_("Rehabilitation contract")
_PLAN, _JOURNAL = N_("Individual plan (annex 4)"), N_("Monitoring journal (annex 5)")
_NO_TRANSFER = N_("The transfer is not entered yet: date and receiving organisation stay blank.")
_NO_ORDER = N_("The discharge order is not written here: put its copy in.")
_NO_PLAN = N_("There is no individual plan.")
_DRAFT = N_("The individual plan is not approved.")
_NO_JOURNAL = N_("There is no monitoring journal.")
_NO_CONTRACT = N_("The rehabilitation contract is not in the file.")
_PUT_CONTRACT = N_("Put the rehabilitation contract in: it lies in the file on paper.")
_MISSING = N_("Documents that the file lacks: {count}.")
_ORIGINALS = N_("Originals that are still kept here: {count}. Give them back first.")


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What is missing, as a msgid with its values."""

    text: str
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class _Transfer:
    """The stay, its file and the event by which the person goes; `movement` None before it is entered."""

    stay: Stay
    file: PersonalFile
    kind: UnitKind
    movement: Movement | None
    order: HeadOrder | None


def package_lacks(desk: Desk, person_id: UUID) -> tuple[Remark, ...]:
    """Return what the package of a person lacks, to be told before it is printed. Raises CannotPrint."""
    with desk.read() as session:
        office = Office(session, Language.KK, desk.today, desk.law)
        transfer = _transfer(session, person_id)
        return tuple(_lacks(desk, office, transfer))


def _lacks(desk: Desk, office: Office, transfer: _Transfer) -> Iterator[Remark]:
    if transfer.movement is None:
        yield Remark(text=_NO_TRANSFER)
    if transfer.order is None:
        yield Remark(text=_NO_ORDER)
    yield from _papers_lacking(office, transfer.stay.person_id)
    if transfer.kind is UnitKind.TEMPORARY:
        yield Remark(text=_PUT_CONTRACT if _has_contract(desk, transfer) else _NO_CONTRACT)
    page = file_page(desk, transfer.stay.id)
    if page is not None and not page.completeness.complete:
        yield Remark(text=_MISSING, count=page.completeness.needed - page.completeness.received)
    if kept := count_kept(office.session, transfer.stay.id):
        yield Remark(text=_ORIGINALS, count=kept)


def _papers_lacking(office: Office, person_id: UUID) -> Iterator[Remark]:
    plan = _printed(office, "annex-4", person_id)
    if plan is None:
        yield Remark(text=_NO_PLAN)
    elif plan.content.draft:
        yield Remark(text=_DRAFT)
    if _printed(office, "annex-5", person_id) is None:
        yield Remark(text=_NO_JOURNAL)


def preview_package(desk: Desk, person_id: UUID, language: Language) -> bytes:
    """Return the PDF that `print_package` would give, marked as a preview. Raises CannotPrint."""
    return draw_preview(PACKAGE, _parts(desk, person_id, language), language)


def print_package(desk: Desk, person_id: UUID, language: Language) -> Printed:
    """Print the package as one PDF with a bookmark for each paper; each is remembered and journalled.

    What is lacking is left out, see `package_lacks`. Raises CannotPrint where there is no file."""
    return print_filled(desk, PACKAGE, _parts(desk, person_id, language), language)


def _parts(desk: Desk, person_id: UUID, language: Language) -> list[Filled]:
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        transfer = _transfer(session, person_id)
        return [_marked(one, language) for one in _papers(desk, office, transfer)]


_BOOKMARKS = {
    "inventory": _INVENTORY,
    "transfer-act": _ACT,
    "order": _ORDER,
    "annex-4": _PLAN,
    "annex-5": _JOURNAL,
}


def _marked(one: Filled, language: Language) -> Filled:
    bookmark = translate(language, _BOOKMARKS[one.form])
    return replace(one, content=replace(one.content, bookmark=bookmark))


def _papers(desk: Desk, office: Office, transfer: _Transfer) -> Iterator[Filled]:
    inventory, person = inventory_of(desk, office, transfer.file.id)
    movement = transfer.movement
    on = movement.happened_on if movement else None
    others = [
        paper for form in ("annex-4", "annex-5") if (paper := _printed(office, form, person.id)) is not None
    ]
    act = fill_transfer_act(
        inventory,
        office.organisation.place,
        list(_annexes(desk, office, transfer, others)),
        receiver=movement.destination if movement else "",
        head=office.head(on or office.today),
        on=on,
    )
    yield Filled(content=inventory, form="inventory", person_id=person.id)
    yield Filled(content=act, form="transfer-act", person_id=person.id)
    if transfer.order is not None:
        order = fill_order(office.organisation, transfer.order, office.language, copy=True)
        yield Filled(content=order, form="order", person_id=person.id, order_id=transfer.order.id)
    yield from others


def _annexes(desk: Desk, office: Office, transfer: _Transfer, others: list[Filled]) -> Iterator[AnnexLine]:
    """Yield what goes along with the file, each with its number, or with the word that it is not there."""
    language = office.language
    absent = translate(language, N_("not there|of a paper"))
    number, on = _order_told(transfer)
    told = f"№ {number}" + (f", {day(on)}" if on else "") if number else ""
    yield AnnexLine(title=translate(language, _ORDER), number=told, note="" if number else absent)
    if transfer.kind is UnitKind.TEMPORARY:
        stay, there = transfer.stay, _has_contract(desk, transfer)
        dated = ", ".join(part for part in (stay.contract_number, day(stay.contract_date)) if part)
        yield AnnexLine(
            title=translate(language, _CONTRACT), number=dated, note="" if there or dated else absent
        )
    papers = {one.form: one for one in others}
    for form, title in (("annex-4", _PLAN), ("annex-5", _JOURNAL)):
        period = _period(papers[form]) if form in papers else ""
        note = "" if form in papers else absent
        yield AnnexLine(title=translate(language, title), number=period, note=note)


def _period(paper: Filled) -> str:
    plan = paper.content
    days = (plan.period_from, plan.period_until) if isinstance(plan, Annex4) else ()
    return " – ".join(one for one in days if one)


def _order_told(transfer: _Transfer) -> tuple[str, date | None]:
    if transfer.order is not None:
        return transfer.order.number, transfer.order.issued_on
    movement = transfer.movement
    return (movement.order_number, movement.order_date) if movement else ("", None)


def _printed(office: Office, form: str, person_id: UUID) -> Filled | None:
    """Return a form of the person, None where there is nothing to fill it with."""
    try:
        (found,) = fill_for_person(office, form, person_id, LATEST)
    except CannotPrint:
        return None
    return replace(found, form=form)


def _has_contract(desk: Desk, transfer: _Transfer) -> bool:
    page = file_page(desk, transfer.stay.id)
    rows = page.rows if page else ()
    return any(row.code == "T.file.contract" and row.state is DocumentState.RECEIVED for row in rows)


def _transfer(session: Session, person_id: UUID) -> _Transfer:
    latest = select(PersonalFile, Stay).join(Stay, Stay.id == PersonalFile.stay_id)
    latest = latest.where(Stay.person_id == person_id, Stay.admitted_on.is_not(None))
    found = session.execute(latest.order_by(Stay.admitted_on.desc(), Stay.id.desc()).limit(1)).one_or_none()
    if found is None:
        raise CannotPrint(NO_FILE)
    file, stay = found
    unit = session.get(Unit, stay.unit_id)
    if unit is None:
        raise CannotPrint(NOT_FOUND)
    movement = session.scalar(
        select(Movement)
        .where(
            Movement.stay_id == stay.id,
            Movement.kind == MovementKind.TRANSFERRED_OUT,
            Movement.cancelled_at.is_(None),
        )
        .order_by(Movement.happened_on.desc(), Movement.id.desc())
        .limit(1)
    )
    return _Transfer(
        stay=stay, file=file, kind=unit.kind, movement=movement, order=_order_of(session, stay, movement)
    )


def _order_of(session: Session, stay: Stay, movement: Movement | None) -> HeadOrder | None:
    """Return the order of the person's leaving: that of the event, else the latest one of the stay."""
    asked = select(HeadOrder).where(HeadOrder.stay_id == stay.id, HeadOrder.cancelled_at.is_(None))
    asked = asked.where(HeadOrder.kind.in_((OrderKind.TRANSFER_OUT, OrderKind.DISCHARGE)))
    orders = session.scalars(asked.order_by(HeadOrder.issued_on, HeadOrder.id)).all()
    of_event = [one for one in orders if movement is not None and one.movement_id == movement.id]
    found = of_event or orders
    return found[-1] if found else None

"""The register of the head's orders: listed, written, cancelled, exported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.actions.taken_out import note_export
from ssu_desktop.exchange.workbook import write_table
from ssu_desktop.forms.order import OrderLine
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import N_, Language, spoken, translate
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.records import HeadOrder, Movement, Person, new_id, utc_now
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.order import OrderDraft, check_order_draft, cleaned_order
from ssu_desktop.storage import records_with


@dataclass(frozen=True, kw_only=True)
class OrderQuery:
    """Which orders: of a year, of a kind, with some words in number, subject or the person's name."""

    year: int | None = None
    kind: OrderKind | None = None
    text: str = ""
    newest_first: bool = True


@dataclass(frozen=True, kw_only=True)
class OrderRow:
    """An order in the register."""

    id: UUID
    number: str
    issued_on: date
    kind: OrderKind
    subject_kk: str
    subject_ru: str
    person_id: UUID | None
    person_name: str
    cancelled: bool
    cancel_reason: str

    def subject(self, language: str) -> str:
        """Return the subject in `language`, else in the other one."""
        both = (self.subject_kk, self.subject_ru)
        first, second = both if language == "kk" else both[::-1]
        return first or second


def found_orders(desk: Desk, query: OrderQuery) -> tuple[OrderRow, ...]:
    """Return the orders that the query finds, the newest first or in the order of their giving."""
    with desk.read_rows() as source:
        rows = [_row(*found) for found in _all_orders(source)]
    words = search_key(query.text).split()
    rows = [row for row in rows if _fits(row, query) and _has(row, words)]
    return tuple(reversed(rows) if query.newest_first else rows)


_all_orders = records_with(
    lambda: (
        select(HeadOrder, Person.surname, Person.given_name, Person.patronymic)
        .outerjoin(Person, Person.id == HeadOrder.person_id)
        .order_by(HeadOrder.issued_on, HeadOrder.id)
    )
)


def _row(order: HeadOrder, surname: str | None, given: str | None, patronymic: str | None) -> OrderRow:
    return OrderRow(
        id=order.id,
        number=order.number,
        issued_on=order.issued_on,
        kind=order.kind,
        subject_kk=order.subject_kk,
        subject_ru=order.subject_ru,
        person_id=order.person_id,
        person_name=" ".join(part for part in (surname, given, patronymic) if part),
        cancelled=order.cancelled_at is not None,
        cancel_reason=order.cancel_reason,
    )


def _fits(row: OrderRow, query: OrderQuery) -> bool:
    return query.year in (None, row.issued_on.year) and query.kind in (None, row.kind)


def _has(row: OrderRow, words: Sequence[str]) -> bool:
    sought = search_key(" ".join((row.number, row.subject_kk, row.subject_ru, row.person_name)))
    return all(word in sought for word in words)


def order_years(desk: Desk) -> tuple[int, ...]:
    """Return the years that have orders, and this one, the latest first."""
    years = {row.issued_on.year for row in found_orders(desk, OrderQuery())} | {desk.today.year}
    return tuple(sorted(years, reverse=True))


def read_order(desk: Desk, order_id: UUID) -> OrderDraft | None:
    """Return an order as the draft that a change begins from."""
    with desk.read() as session:
        order = session.get(HeadOrder, order_id)
        return None if order is None else draft_of(OrderDraft, order, revision=order.revision)


def order_of_movement(desk: Desk, movement_id: UUID) -> UUID | None:
    """Return the order of an event that was written here and stands; None where there is none."""
    asked = select(HeadOrder.id).where(HeadOrder.movement_id == movement_id, HeadOrder.cancelled_at.is_(None))
    with desk.read() as session:
        return session.scalar(asked.order_by(HeadOrder.id.desc()).limit(1))


def numbers_of_year(session: Session, year: int, but: UUID | None = None) -> list[str]:
    """Return the numbers of a year's orders that stand, in the order of their giving, without one of them."""
    asked = (
        select(HeadOrder.id, HeadOrder.number)
        .where(
            HeadOrder.issued_on.between(date(year, 1, 1), date(year, 12, 31)),
            HeadOrder.cancelled_at.is_(None),
        )
        .order_by(HeadOrder.issued_on, HeadOrder.id)
    )
    return [number for order_id, number in session.execute(asked) if order_id != but]


def save_order(
    desk: Desk, order_id: UUID | None, draft: OrderDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Write an order, or change it; its number and date go into the event that it is about."""
    draft = cleaned_order(draft)
    with desk.read() as session:
        findings = tuple(_check(session, desk, order_id, draft))
    if (standing := unanswered(findings, reasons or {})) or draft.issued_on is None:
        return Refused(standing)
    with desk.write(N_("Write an order of the head")) as session:
        order = session.get_one(HeadOrder, order_id) if order_id else HeadOrder(id=new_id())
        copy_draft(draft, order)
        session.add(order)
        session.flush()
        if draft.movement_id is not None:
            movement = session.get_one(Movement, draft.movement_id)
            movement.order_number, movement.order_date = draft.number, draft.issued_on
        record_departures(session, desk, findings, reasons or {}, draft.person_id)
        return Saved(order.id, findings)


def _check(session: Session, desk: Desk, order_id: UUID | None, draft: OrderDraft) -> Iterator[Finding]:
    order = session.get(HeadOrder, order_id) if order_id else None
    movement = session.get(Movement, draft.movement_id) if draft.movement_id else None
    if (order_id and order is None) or (draft.movement_id and movement is None):
        yield gone()
        return
    if order is not None:
        yield from check_fresh(order, draft.revision)
        if order.cancelled_at is not None:
            text = N_("This order is cancelled and stays as it is.")
            yield missing("number", text, code="order-cancelled")
    year = (draft.issued_on or desk.today).year
    named = movement.order_number if movement is not None else ""
    before = order.number if order is not None else ""
    taken = numbers_of_year(session, year, order_id)
    yield from check_order_draft(draft, desk.today, taken, "" if named == before else named)


def cancel_order(desk: Desk, order_id: UUID, reason: str) -> Saved | Refused:
    """Cancel an order with a reason; it stays in the register, struck out."""
    if not reason.strip():
        text = N_("Say why the order is cancelled.")
        return Refused((missing("reason", text, code="cancel-reason"),))
    with desk.read() as session:
        order = session.get(HeadOrder, order_id)
        if order is None or order.cancelled_at is not None:
            return Refused((gone(),))
    with desk.write(N_("Cancel an order of the head")) as session:
        order = session.get_one(HeadOrder, order_id)
        order.cancelled_at, order.cancel_reason = utc_now(), reason.strip()
    return Saved(order_id)


def register_lines(rows: Sequence[OrderRow], language: Language) -> tuple[OrderLine, ...]:
    """Return orders as lines of their register, on paper and in Excel."""
    return tuple(
        OrderLine(
            number=row.number,
            date=short(row.issued_on),
            kind=translate(language, row.kind.msgid),
            subject=row.subject(language.value),
            person=row.person_name,
            note=_note(row, language),
        )
        for row in rows
    )


def _note(row: OrderRow, language: Language) -> str:
    return translate(language, N_("Cancelled: {reason}"), reason=row.cancel_reason) if row.cancelled else ""


def export_orders(desk: Desk, query: OrderQuery, path: Path) -> int:
    """Write the register that the query finds to an `.xlsx`; return its rows.

    Raises OSError where the file cannot be written: then nothing is left."""
    language, say = spoken(), load_wording("order-register").say
    orders = found_orders(desk, query)
    lines = register_lines(orders, language)
    headings = [say(f"column_{column}", language) for column in range(2, 8)]
    rows = [(line.number, line.date, line.kind, line.subject, line.person, line.note) for line in lines]
    write_table(path, translate(language, N_("Orders")), headings, rows)
    people = [one.person_id for one in orders if one.person_id]
    note_export(desk, "head_order", None, path, len(rows), people)
    return len(rows)

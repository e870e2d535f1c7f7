"""The cells of the plan's table: what stands in them, and what typed text means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from uuid import UUID

from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import parse_date, short
from ssu_desktop.records.kinds import Period
from ssu_desktop.rules.plan_draft import HIGHEST_POINTS, ItemDraft

DASH = "–"
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./, ](\d{1,2})[./, ]?|(\d{2})(\d{2})")
_MAY_BE_ONE_DATE = 4  # so many parts between hyphens are two ISO halves at least


class PlanColumn(IntEnum):
    """The columns of the plan's table, those of annex 4 with points and period apart."""

    NUMBER = 0
    QUESTION = 1
    ANSWER = 2
    POINTS = 3
    SERVICE = 4
    AMOUNT = 5
    RESPONSIBLE = 6
    PERIOD = 7
    DATES = 8


TITLES = {
    PlanColumn.NUMBER: N_("No."),
    PlanColumn.QUESTION: N_("Question|plan"),
    PlanColumn.ANSWER: N_("Answer|plan"),
    PlanColumn.POINTS: N_("Points|short"),
    PlanColumn.SERVICE: N_("Service"),
    PlanColumn.AMOUNT: N_("Amount|plan"),
    PlanColumn.RESPONSIBLE: N_("Specialist|plan"),
    PlanColumn.PERIOD: N_("Period|plan"),
    PlanColumn.DATES: N_("Exact dates"),
}
FIELDS = {
    "question": PlanColumn.QUESTION,
    "answer": PlanColumn.ANSWER,
    "points": PlanColumn.POINTS,
    "service": PlanColumn.SERVICE,
    "volume": PlanColumn.AMOUNT,
    "frequency": PlanColumn.AMOUNT,
    "responsible_id": PlanColumn.RESPONSIBLE,
    "responsible_name": PlanColumn.RESPONSIBLE,
    "period": PlanColumn.PERIOD,
    "date_from": PlanColumn.DATES,
    "date_until": PlanColumn.DATES,
}
"""The column in which a field of a draft's row stands."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a cell is read by: the staff by id, the first day of the plan, today."""

    staff: Mapping[UUID, str]
    starts: date | None
    today: date


def cell_text(item: ItemDraft, column: PlanColumn, reading: Reading) -> str:
    """Return what stands in a cell, in the language of the interface."""
    if column is PlanColumn.POINTS:
        return "" if item.points is None else str(item.points)
    if column is PlanColumn.RESPONSIBLE:
        named = reading.staff.get(item.responsible_id, "") if item.responsible_id else ""
        return named or item.responsible_name
    if column is PlanColumn.PERIOD:
        return _(item.period.msgid) if item.period else ""
    if column is PlanColumn.AMOUNT:
        return amount_text(item)
    if column is PlanColumn.DATES:
        return f" {DASH} ".join(short(day) for day in (item.date_from, item.date_until) if day is not None)
    return {
        PlanColumn.QUESTION: item.question,
        PlanColumn.ANSWER: item.answer,
        PlanColumn.SERVICE: item.service,
    }.get(column, "")


def amount_text(item: ItemDraft) -> str:
    """Return how much and how often, as it is typed: `1 сағат; аптасына 3 рет`."""
    return f"{item.volume}; {item.frequency}" if item.frequency else item.volume


def _with_amount(item: ItemDraft, text: str) -> ItemDraft:
    volume, _sign, frequency = text.partition(";")
    return replace(item, volume=volume.strip(), frequency=frequency.strip())


def with_text(item: ItemDraft, column: PlanColumn, text: str, reading: Reading) -> ItemDraft | None:
    """Return the row with what was typed into a cell; None where that cannot be read."""
    if column is PlanColumn.POINTS:
        return _with_points(item, text.strip())
    if column is PlanColumn.DATES:
        return _with_dates(item, text.strip(), reading)
    if column is PlanColumn.RESPONSIBLE:
        return _with_responsible(item, text, reading)
    if column is PlanColumn.PERIOD:
        return replace(item, period=next((one for one in Period if text in (one, _(one.msgid))), None))
    return _with_words(item, column, text)


def _with_words(item: ItemDraft, column: PlanColumn, text: str) -> ItemDraft:
    if column is PlanColumn.AMOUNT:
        return _with_amount(item, text)
    if column is PlanColumn.QUESTION:
        return replace(item, question=text)
    if column is PlanColumn.ANSWER:
        return replace(item, answer=text)
    return replace(item, service=text, service_ref=item.service_ref if text.strip() else "")


def _with_points(item: ItemDraft, text: str) -> ItemDraft | None:
    if not text:
        return replace(item, points=None)
    if not text.isdecimal() or int(text) > HIGHEST_POINTS:
        return None
    return replace(item, points=int(text))


def _with_responsible(item: ItemDraft, text: str, reading: Reading) -> ItemDraft:
    name = text.strip()
    for staff_id, short_name in reading.staff.items():
        if short_name == name:
            return replace(item, responsible_id=staff_id, responsible_name="")
    return replace(item, responsible_id=None, responsible_name=name)


def _with_dates(item: ItemDraft, text: str, reading: Reading) -> ItemDraft | None:
    if not text:
        return replace(item, date_from=None, date_until=None)
    span = read_span(text, reading)
    return None if span is None else replace(item, date_from=span[0], date_until=span[1])


def read_span(text: str, reading: Reading) -> tuple[date, date] | None:
    """Return two days typed as `19.03-1.4`, `190326-010426`, with years or without; one day stands for both.

    Without a year it is the first such day from the plan's beginning on. None where it cannot be read, or
    the second lies before the first.
    """
    parts = _halves(text)
    days = [_read_day(part, reading) for part in parts]
    if not days or len(days) > 2 or any(day is None for day in days):
        return None
    first, last = days[0], days[-1]
    if first is None or last is None or last < first:
        return None
    return first, last


def _halves(text: str) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > 1 or "-" not in text:
        return parts
    pieces = [piece.strip() for piece in text.split("-") if piece.strip()]
    if len(pieces) < _MAY_BE_ONE_DATE - 1:
        return pieces
    half = (len(pieces) + 1) // 2 if len(pieces) > _MAY_BE_ONE_DATE else len(pieces)
    return [piece for piece in ("-".join(pieces[:half]), "-".join(pieces[half:])) if piece]


def _read_day(text: str, reading: Reading) -> date | None:
    found = parse_date(text, reading.today)
    if found is not None:
        return found
    hit = _DAY_AND_MONTH.fullmatch(text)
    if hit is None:
        return None
    day, month = int(hit[1] or hit[3]), int(hit[2] or hit[4])
    start = reading.starts or reading.today
    for year in (start.year, start.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= start:
            return found
    return None

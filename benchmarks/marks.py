"""The marks of a whole unit: the first page of the grid, a mark by a key, the rest of the unit at once."""

import statistics
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from benchmarks.files import TODAY, ask_all, asked, empty_file, fill_people, opened, raw_connection
from benchmarks.measure import Row, Scale, compare, elapsed, timed, told
from benchmarks.year import planned_item
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.monitoring_editing import set_mark
from ssu_desktop.actions.unit_marks import (
    MarksAsked,
    count_activities,
    count_rest,
    mark_rest,
    unit_activities,
)
from ssu_desktop.records import Kept, MonitoringJournal, Plan, Stay, Unit, new_id
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, Status
from ssu_desktop.rules.plan import months_after
from ssu_desktop.rules.round_draft import MarkDraft
from ssu_desktop.storage import Actor, insert_many

_UNITS, _PRESENT = 4, (4, 5)  # of those whom `fill_people` invents four of five are present
_MONTH = TODAY.replace(day=1)
_QUARTER = tuple(months_after(_MONTH, back) for back in (-2, -1, 0))


def marks_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure the grid of a unit of `scale.unit` people with eight activities each."""
    with opened(empty_file(place / "marks.ssu")) as desk, raw_connection(desk) as raw:
        fill_people(desk, scale.unit * _UNITS * _PRESENT[1] // _PRESENT[0])
        unit_id = _plan_everyone(desk)
        grid = MarksAsked(unit_id=unit_id, months=_QUARTER)
        return (_page(desk, raw, scale, grid), _key(desk, scale, grid), _rest(desk, unit_id))


def _plan_everyone(desk: Desk) -> UUID:
    """Give everyone present in the first unit an approved plan and a journal; return the unit."""
    with desk.file.write("Plans", Actor(desk.user.id, desk.user.full_name)) as session:
        unit_id = session.scalars(select(Unit.id).order_by(Unit.position)).first()
        if unit_id is None:
            raise LookupError("there is no unit")
        here = select(Stay.id).where(Stay.unit_id == unit_id, Stay.status == Status.RECEIVING)
        records: list[Kept] = []
        for stay_id in session.scalars(here):
            plan = Plan(
                id=new_id(),
                stay_id=stay_id,
                number=1,
                state=PlanState.APPROVED,
                period_from=TODAY - timedelta(days=200),
                period_until=TODAY + timedelta(days=164),
                approved_on=TODAY - timedelta(days=190),
                approved_by="Сейтқали Арман Болатұлы",
            )
            records += [plan, *(planned_item(plan.id, domain, place) for place, domain in enumerate(Domain))]
            records.append(
                MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=1, started_on=plan.period_from)
            )
        insert_many(session, records)
    return unit_id


def _page(desk: Desk, raw: Any, scale: Scale, grid: MarksAsked) -> Row:
    def first() -> None:
        count_activities(desk, grid)
        unit_activities(desk, grid)

    pair = compare(first, partial(ask_all, raw, asked(desk, first)), rounds=scale.rounds, times=3)
    return Row(
        what=f"the grid of marks, {scale.unit} people, {count_activities(desk, grid)} activities: first page",
        against="half a glance; beside it the same queries by the driver alone",
        goal="≤ 50 ms",
        measured=pair.told(),
        met=pair.ours <= 0.05,
    )


def _key(desk: Desk, scale: Scale, grid: MarksAsked) -> Row:
    rows = cycle(unit_activities(desk, grid))

    def strike() -> None:
        """Mark a cell and read the page again, as the key does."""
        row = next(rows)
        draft = MarkDraft(item_id=row.item_id, month=_MONTH, mark=MarkKind.POSITIVE)
        if isinstance(set_mark(desk, row.stay_id, draft), Refused):
            raise LookupError("the mark was refused")
        unit_activities(desk, grid)

    strike()
    spent = statistics.median(timed(strike, clock=elapsed) for _ in range(scale.rounds))
    return Row(
        what="the same: a mark by a key, stored and shown",
        against="one glance",
        goal="≤ 100 ms",
        measured=told(spent),
        met=spent <= 0.1,
    )


def _rest(desk: Desk, unit_id: UUID) -> Row:
    left = count_rest(desk, unit_id, _MONTH)
    spent = timed(partial(mark_rest, desk, unit_id, _MONTH), clock=elapsed)
    return Row(
        what=f"the same: “no change” for the rest, {left} marks with their journal rows",
        against="a blink",
        goal="≤ 1 s",
        measured=told(spent),
        met=spent <= 1.0,
    )

"""A person's page, Today, and a preview: what is read and worked out before something can be seen."""

import statistics
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from benchmarks.files import ask_all, asked, empty_file, opened, raw_connection
from benchmarks.measure import Row, Scale, compare, timed, told
from benchmarks.year import work_a_year
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.person import person_page
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.plan import plan_page
from ssu_desktop.actions.printing import preview_plan_draft
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.today import duties_of, today_page
from ssu_desktop.language import Language
from ssu_desktop.records import Plan, Stay
from ssu_desktop.records.kinds import PlanState, Status


def person_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure opening a person's page and Today in a file with a year's work, and a preview."""
    path = empty_file(place / "person.ssu")
    with opened(path) as desk, raw_connection(desk) as raw:
        work_a_year(desk, scale)
        return (_page(desk, raw, scale), _today(desk, raw, scale), _preview(desk, scale))


def _page(desk: Desk, raw: Any, scale: Scale) -> Row:
    with desk.read() as session:
        stay = session.scalars(select(Stay).where(Stay.status == Status.RECEIVING).order_by(Stay.id)).first()
    if stay is None:
        raise LookupError("nobody is receiving services")
    everything = partial(read_all_tabs, desk, stay.person_id, stay.id)
    queries = asked(desk, everything)
    pair = compare(everything, partial(ask_all, raw, queries), rounds=scale.rounds, times=3)
    return Row(
        what="opening a person's page, all tabs' first data: overview, duties, movements, file, "
        "plan with its activities, monitoring with its rounds and marks",
        against="the same queries by the driver alone",
        goal="≤ 3x and ≤ 50 ms",
        measured=pair.told(),
        met=pair.ratio <= 3 and pair.ours <= 0.05,
    )


def read_all_tabs(desk: Desk, person_id: UUID, stay_id: UUID) -> None:
    """Read what the tabs of a person's page show when they are first looked at."""
    person_page(desk, person_id)
    duties_of(desk, stay_id)
    stay_history(desk, person_id)
    file_page(desk, stay_id)
    plan_page(desk, stay_id)
    monitoring_page(desk, stay_id)


def _today(desk: Desk, raw: Any, scale: Scale) -> Row:
    page = partial(today_page, desk)
    pair = compare(page, partial(ask_all, raw, asked(desk, page)), rounds=scale.rounds)
    return Row(
        what=f"Today for {scale.people} people, four units, every rule",
        against="the same queries by the driver alone",
        goal="≤ 5x and ≤ 150 ms",
        measured=pair.told(),
        met=pair.ratio <= 5 and pair.ours <= 0.15,
    )


def _preview(desk: Desk, scale: Scale) -> Row:
    from ssu_desktop.screens.pdf import PdfPages

    with desk.read() as session:
        plan = session.scalars(select(Plan).where(Plan.state == PlanState.DRAFT).order_by(Plan.id)).first()
        view = None if plan is None else plan_page(desk, plan.stay_id)
    if plan is None or view is None or view.plan is None:
        raise LookupError("there is no draft of a plan")
    draft, plan_id = view.plan.draft, plan.id

    def draw(number: int) -> None:
        changed = replace(draft, items=(replace(draft.items[0], answer=f"{number} рет"), *draft.items[1:]))
        pdf = preview_plan_draft(desk, plan_id, changed, Language.KK)
        PdfPages(pdf).picture(0, width=794)

    draw(0)
    spent = statistics.median(timed(partial(draw, number)) for number in range(scale.rounds))
    return Row(
        what="preview page of annex 4 after a field changed",
        against="one glance",
        goal="≤ 100 ms",
        measured=told(spent),
        met=spent <= 0.1,
    )

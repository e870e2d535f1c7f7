"""How the demo's people wait: the application, the call, the notice that one cannot come."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.waiting import apply, out_of_turn_ground, set_arrival
from ssu_desktop.records.kinds import Category, MovementKind, NoticeSigner
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.waiting import ArrivalDraft

Story = Mapping[str, Any]
Done = Callable[[Callable[[Mapping[str, str]], Saved | Refused]], UUID]


def wait(desk: Desk, told: Story, story: Story, person_id: UUID, unit_id: UUID, done: Done) -> None:
    """Queue the person of a story, out of turn where the order knows it; call and defer as it tells."""
    applied_on = _day(desk, -story["ago"])
    draft = ApplicationDraft(
        unit_id=unit_id,
        category=Category(story["category"]),
        applied_on=applied_on,
        applied_time=story.get("time", ""),
        application_number=f"Ө-{story['ago']}",
        came_from=told["origins"][2] if story.get("orphan") else "",
        out_of_turn_reason=out_of_turn_ground(desk, person_id, unit_id, applied_on),
    )
    stay_id = done(lambda reasons: apply(desk, person_id, draft, reasons))
    if "call" in story:
        term = ArrivalDraft(arrival_due=_day(desk, story["call"]))
        done(lambda reasons: set_arrival(desk, stay_id, term, reasons))
    if "defer" in story:
        notice = MovementDraft(
            kind=MovementKind.DEFERRED,
            happened_on=_day(desk, -1),
            until=_day(desk, story["defer"]),
            order_number=f"Х-{story['ago']}",
            order_date=_day(desk, -1),
            notice_signer=NoticeSigner.RECIPIENT,
            reason=told["leave_reasons"][1],
        )
        done(lambda reasons: record_movement(desk, stay_id, notice, reasons))


def _day(desk: Desk, days: int) -> date:
    return desk.today + timedelta(days=days)

"""A duty put off until a day, with the reason: never silently, and never longer than that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Date, bindparam, select

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import Snooze, User
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.snooze import SnoozeDraft, check_snooze
from ssu_desktop.storage import Source, rows

if TYPE_CHECKING:
    from ssu_desktop.actions.today import TodayLine


@dataclass(frozen=True, kw_only=True, slots=True)
class PutOff:
    """That a duty was put off: until when it stays away, why, by whom."""

    id: UUID
    until: date
    reason: str
    by: str


_running = rows(
    lambda: (
        select(
            Snooze.code, Snooze.subject, Snooze.due, Snooze.id, Snooze.until, Snooze.reason, User.full_name
        )
        .outerjoin(User, User.id == Snooze.user_id)
        .where(Snooze.lifted_on.is_(None), Snooze.until > bindparam("today", type_=Date))
        .order_by(Snooze.id)
    )
)


def put_off(source: Source, today: date) -> Mapping[tuple[str, str, date | None], PutOff]:
    """Return what is put off on a day, by code, subject and the day it was due.

    A duty that has got another due day since is another one: it comes back by itself."""
    return {
        (code, subject, due): PutOff(id=snooze_id, until=until, reason=reason, by=by or "")
        for code, subject, due, snooze_id, until, reason, by in _running(source, today=today)
    }


def snooze(desk: Desk, line: "TodayLine", draft: SnoozeDraft) -> Saved | Refused:
    """Put a duty off until a day: it stays on the list, apart from what is due, and comes back by itself."""
    draft = cleaned(draft)
    if (standing := unanswered(check_snooze(draft, desk.today), {})) or draft.until is None:
        return Refused(standing)
    with desk.write(N_("Put a duty off")) as session:
        if line.put_off is not None:
            former = session.get(Snooze, line.put_off.id)
            if former is not None:
                former.lifted_on = desk.today
        kept = Snooze(
            person_id=line.person_id,
            unit_id=line.unit_id,
            code=line.duty.code,
            subject=line.subject,
            due=line.due,
            until=draft.until,
            reason=draft.reason,
            user_id=desk.user.id,
            set_on=desk.today,
        )
        session.add(kept)
        session.flush()
        return Saved(kept.id)


def lift_snooze(desk: Desk, snooze_id: UUID) -> Saved | Refused:
    """Let a duty that was put off come back at once."""
    with desk.write(N_("Take a duty up again")) as session:
        kept = session.get(Snooze, snooze_id)
        if kept is None or kept.lifted_on is not None:
            return Refused((gone(),))
        kept.lifted_on = desk.today
    return Saved(snooze_id)

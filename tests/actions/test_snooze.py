"""A duty that is put off stays in sight, comes back on its day, and at once when its due day changes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.snooze import lift_snooze, snooze
from ssu_desktop.actions.today import TodayLine, duties_of, obligations, today_page
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.snooze import SnoozeDraft
from tests.support.stays import admitted

UNTIL = date(2026, 3, 20)
DRAFT = SnoozeDraft(until=UNTIL, reason="дәрігер демалыста")


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """Return a stay that has duties."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


def line(desk: Desk, code: str = "plan-draft") -> TodayLine:
    """Return the one line of a code, put off or not."""
    (found,) = [line for line in obligations(desk) if line.duty.code == code]
    return found


def shown(desk: Desk) -> list[str]:
    """Return the codes of what is due, what was put off apart."""
    page = today_page(desk)
    return [line.duty.code for line in (*page.overdue, *page.soon, *page.undated)]


def test_a_duty_put_off_stands_apart_with_its_reason_and_comes_back_on_its_day(
    desk: Desk, stay_id: UUID
) -> None:
    assert "plan-draft" in shown(desk)
    assert isinstance(snooze(desk, line(desk), DRAFT), Saved)
    assert "plan-draft" not in shown(desk)
    (apart,) = today_page(desk).put_off
    assert apart.put_off is not None
    assert (apart.put_off.until, apart.put_off.reason, apart.put_off.by) == (
        UNTIL,
        "дәрігер демалыста",
        desk.user.full_name,
    )
    assert line(desk).put_off is not None  # the whole list tells of it too
    assert any(one.put_off for one in duties_of(desk, stay_id))
    for day, back in ((date(2026, 3, 19), False), (UNTIL, True), (date(2026, 3, 21), True)):
        assert ("plan-draft" in shown(replace(desk, clock=lambda day=day: day))) is back


def test_other_duties_of_the_person_go_on(desk: Desk, stay_id: UUID) -> None:
    before = set(shown(desk))
    snooze(desk, line(desk), DRAFT)
    assert set(shown(desk)) == before - {"plan-draft"}


def test_a_duty_is_taken_up_again_and_put_off_anew(desk: Desk, stay_id: UUID) -> None:
    saved = snooze(desk, line(desk), DRAFT)
    assert isinstance(saved, Saved)
    assert isinstance(lift_snooze(desk, saved.id), Saved)
    assert "plan-draft" in shown(desk)
    assert isinstance(lift_snooze(desk, saved.id), Refused)
    snooze(desk, line(desk), DRAFT)
    snooze(desk, line(desk), SnoozeDraft(until=date(2026, 3, 25), reason="тағы"))
    found = line(desk).put_off
    assert found is not None
    assert (found.until, found.reason) == (date(2026, 3, 25), "тағы")


def test_nothing_is_put_off_without_a_reason(desk: Desk, stay_id: UUID) -> None:
    assert isinstance(snooze(desk, line(desk), SnoozeDraft(until=UNTIL)), Refused)
    assert "plan-draft" in shown(desk)

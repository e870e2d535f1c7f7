"""What is to be typed over into the portal: R230-137."""

from datetime import UTC, date, datetime

import pytest

from ssu_desktop.records import Movement
from ssu_desktop.rules.portal import is_outstanding, outstanding

DAY, MOMENT = date(2026, 3, 12), datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("portal_on", "cancelled_at", "waits"),
    [(None, None, True), (DAY, None, False), (None, MOMENT, False), (DAY, MOMENT, True)],
)
def test_an_event_waits_for_the_portal_while_the_portal_says_otherwise(
    portal_on: date | None, cancelled_at: datetime | None, waits: bool
) -> None:
    movement = Movement(portal_on=portal_on, cancelled_at=cancelled_at)
    assert is_outstanding(movement) is waits
    assert outstanding([movement]) == ([movement] if waits else [])

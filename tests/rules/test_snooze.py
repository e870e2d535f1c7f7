"""A duty is put off until a day to come, for at most a quarter, and never without a reason."""

from datetime import date, timedelta

import pytest

from ssu_desktop.rules.snooze import LONGEST, SnoozeDraft, check_snooze

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("until", "reason", "codes"),
    [
        (TODAY + timedelta(days=1), "дәрігер демалыста", []),
        (TODAY, "дәрігер демалыста", ["day-is-over"]),
        (TODAY + timedelta(days=LONGEST), "дәрігер демалыста", []),
        (TODAY + timedelta(days=LONGEST + 1), "дәрігер демалыста", ["too-long"]),
        (None, "дәрігер демалыста", ["date-missing"]),
        (TODAY + timedelta(days=1), "  ", ["reason-missing"]),
        (date(2999, 1, 1), "дәрігер демалыста", ["date-out-of-time", "too-long"]),
    ],
)
def test_what_can_be_put_off(until: date | None, reason: str, codes: list[str]) -> None:
    found = check_snooze(SnoozeDraft(until=until, reason=reason), TODAY)
    assert [finding.code for finding in found] == codes

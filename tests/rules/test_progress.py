"""Who improves, who declines, who was not assessed in time."""

from datetime import date

import pytest

from ssu_desktop.law import Article
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.plan import Deadline
from ssu_desktop.rules.progress import Course, Missed, change_of, course_of, missed_round

FIRST = {Domain.HOUSEHOLD: 12, Domain.MEDICAL: 7}
MISSED = Missed(kind=RoundKind.MONTHS_3, due=date(2026, 3, 1))
DUE = {
    RoundKind.ADMISSION: date(2025, 12, 1),
    RoundKind.MONTHS_3: date(2026, 3, 1),
    RoundKind.MONTHS_6: date(2026, 6, 1),
}


@pytest.mark.parametrize(
    ("points", "missed", "course"),
    [
        ([FIRST, {Domain.HOUSEHOLD: 11, Domain.MEDICAL: 7}], None, Course.IMPROVES),
        ([FIRST, {Domain.HOUSEHOLD: 12, Domain.MEDICAL: 8}], None, Course.DECLINES),
        ([FIRST, {Domain.HOUSEHOLD: 11, Domain.MEDICAL: 8}], None, Course.SAME),
        ([FIRST, {Domain.HOUSEHOLD: 12, Domain.LABOUR: 5}], None, Course.SAME),  # only what both have
        ([FIRST], None, Course.ONCE),
        ([FIRST, {Domain.LABOUR: 5}], None, Course.ONCE),  # nothing to compare
        ([], None, Course.NOT_YET),
        ([], MISSED, Course.NOT_ASSESSED),
        ([FIRST, {Domain.HOUSEHOLD: 1}], MISSED, Course.NOT_ASSESSED),
    ],
)
def test_the_last_two_rounds_say_how_it_goes(
    points: list[dict[Domain, int]], missed: Missed | None, course: Course
) -> None:
    assert course_of(points, missed) is course


@pytest.mark.parametrize(
    ("held", "today", "missed"),
    [
        ({RoundKind.ADMISSION}, date(2026, 3, 1), None),  # its own day is not over
        ({RoundKind.ADMISSION}, date(2026, 3, 2), RoundKind.MONTHS_3),
        ({RoundKind.ADMISSION, RoundKind.MONTHS_3}, date(2026, 3, 2), None),
        ({RoundKind.MONTHS_3}, date(2026, 3, 2), None),  # the latest one counts
        (set(), date(2025, 11, 30), None),
    ],
)
def test_the_round_that_was_due_last_is_missed_until_it_is_held(
    held: set[RoundKind], today: date, missed: RoundKind | None
) -> None:
    article = Article(act="order-230", paragraph="12(4)")
    due = {kind: Deadline(day, article) for kind, day in DUE.items()}
    found = missed_round(due, frozenset(held), today)
    assert (found.kind if found is not None else None) is missed


def test_a_difference_counts_the_domains_that_both_rounds_have() -> None:
    assert change_of({Domain.HOUSEHOLD: 10, Domain.LABOUR: 5}, FIRST) == -2
    assert change_of({Domain.LABOUR: 5}, FIRST) is None

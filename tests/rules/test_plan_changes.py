"""What a new version of a plan changes: a table of cases."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.records.kinds import Carried, Domain
from ssu_desktop.rules.plan_changes import Change, changes_between
from ssu_desktop.rules.plan_draft import ItemDraft

FEED = ItemDraft(domain=Domain.HOUSEHOLD, question="Өзі тамақтана ма?", service="Тамақтандыру", points=2)
WASH = ItemDraft(domain=Domain.HOUSEHOLD, question="Өзі жуына ма?", service="Жуындыру")
SAME, ADDED, CHANGED = Change.SAME, Change.ADDED, Change.CHANGED


@pytest.mark.parametrize(
    ("old", "new", "rows", "taken_out"),
    [
        ((FEED, WASH), (FEED, WASH), (SAME, SAME), ()),
        ((FEED, WASH), (WASH, FEED), (SAME, SAME), ()),
        ((FEED,), (replace(FEED, carried=Carried.CONTINUES, service_ref="own:1"),), (SAME,), ()),
        ((FEED,), (replace(FEED, volume="3 рет"),), (CHANGED,), ()),
        ((FEED,), (replace(FEED, date_until=date(2026, 4, 1)),), (CHANGED,), ()),
        ((FEED,), (replace(FEED, service="Тамақтануға көмек"),), (CHANGED,), ()),
        ((FEED,), (replace(FEED, domain=Domain.MEDICAL),), (ADDED,), (FEED,)),
        ((FEED, WASH), (WASH,), (SAME,), (FEED,)),
        ((FEED,), (FEED, WASH), (SAME, ADDED), ()),
        ((FEED,), (FEED, FEED), (SAME, ADDED), ()),
        ((FEED, FEED), (FEED,), (SAME,), (FEED,)),
        ((WASH, FEED), (replace(FEED, points=1), FEED), (ADDED, SAME), (WASH,)),
        ((), (ItemDraft(domain=Domain.LEGAL),), (ADDED,), ()),
    ],
)
def test_versions_are_compared_activity_by_activity(
    old: tuple[ItemDraft, ...],
    new: tuple[ItemDraft, ...],
    rows: tuple[Change, ...],
    taken_out: tuple[ItemDraft, ...],
) -> None:
    changes = changes_between(old, new)
    assert (changes.rows, changes.taken_out) == (rows, taken_out)
    assert changes.any == (bool(taken_out) or set(rows) - {SAME} != set())

"""Where a file goes along to (R230-165, R230-170): within one kind, from home service to any."""

from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.transfer import check_transfer_target

LAW, TODAY = load_law(), date(2026, 3, 12)


@pytest.mark.parametrize("here", list(UnitKind))
@pytest.mark.parametrize("there", [None, *UnitKind])
def test_to_another_kind_one_is_discharged_except_from_home_service(
    here: UnitKind, there: UnitKind | None
) -> None:
    draft = MovementDraft(kind=MovementKind.TRANSFERRED_OUT, happened_on=TODAY, destination_kind=there)
    found = list(check_transfer_target(draft, here, LAW, TODAY))
    warned = here is not UnitKind.HOME and there not in (None, here)
    assert [one.code for one in found] == (["transfer-other-kind"] if warned else [])
    assert all(one.weight is Weight.WARN and one.article for one in found)


@pytest.mark.parametrize(
    ("kind", "paragraph"), [("S", "12(2)"), ("D", "23(2)"), ("H", "28(2)"), ("T", "37(3)")]
)
def test_the_transfer_of_a_file_has_its_paragraph_for_each_kind(kind: str, paragraph: str) -> None:
    figure = LAW.figure("file.transfer", UnitKind(kind), on=TODAY)
    assert figure.article.paragraph == paragraph
    assert LAW.figure("file.transfer", UnitKind(kind), on=date(2023, 7, 1)) == figure


def test_other_events_ask_nothing_of_the_kind() -> None:
    draft = MovementDraft(kind=MovementKind.DISCHARGED, happened_on=TODAY, destination_kind=UnitKind.DAY)
    assert list(check_transfer_target(draft, UnitKind.STATIONARY, LAW, TODAY)) == []

"""Who was where on a day, out of the events: the day before, the day, the day after each of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.actions.correction import correct_movement
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_present
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.present import PresentCount, count_present, present_on
from ssu_desktop.actions.printing import CannotPrint, list_printouts, preview_form, print_unit
from ssu_desktop.actions.stay import cancel_movement, record_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.waiting import apply
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.person import PersonDraft
from tests.support.stays import ANOTHER_KIND, admitted, move, saved

K = MovementKind
S, D = UnitKind.STATIONARY, UnitKind.DAY


def day(number: int, month: int = 2) -> date:
    """Return a day of 2026."""
    return date(2026, month, number)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """Return a stay of February: in on the 2nd, away from the 10th to the 15th, out on the 20th."""
    made = admitted(desk, aigul, units[S], day(2))
    for kind, on in ((K.LEFT, day(10)), (K.RETURNED, day(15)), (K.DISCHARGED, day(20))):
        saved(record_movement(desk, made, move(kind, on)))
    return made


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (day(1), None),
        (day(2), Status.RECEIVING),
        (day(9), Status.RECEIVING),
        (day(10), Status.AWAY),
        (day(14), Status.AWAY),
        (day(15), Status.RECEIVING),
        (day(19), Status.RECEIVING),
        (day(20), None),
        (day(21), None),
    ],
)
def test_the_state_of_each_day_is_that_of_its_end(
    desk: Desk, stay_id: UUID, on: date, state: Status | None
) -> None:
    assert [row.status for row in present_on(desk, on)] == ([state] if state else [])


def test_a_cancelled_or_corrected_event_changes_the_days_that_it_touched(desk: Desk, stay_id: UUID) -> None:
    (row,) = present_on(desk, day(9))
    events = {one.kind: one.id for one in stay_history(desk, row.person_id)[0].movements}
    saved(correct_movement(desk, events[K.LEFT], move(K.LEFT, day(6)), "күні қате"))
    assert [one.status for one in present_on(desk, day(9))] == [Status.AWAY]
    saved(cancel_movement(desk, events[K.DISCHARGED], "қате"))
    assert [one.since for one in present_on(desk, day(25))] == [day(15)]


def test_a_transfer_moves_the_person_on_its_day(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    made = admitted(desk, aigul, units[S], day(2))
    on = move(K.TRANSFERRED, day(10), to_unit_id=units[D])
    saved(record_movement(desk, made, on, ANOTHER_KIND))
    assert [row.unit_id for row in present_on(desk, day(9))] == [units[S]]
    assert [row.unit_id for row in present_on(desk, day(10))] == [units[D]]
    assert present_on(desk, day(9), units[D]) == ()
    assert len(present_on(desk, day(9), units[S])) == 1


def test_the_count_tells_the_absent_and_the_suspended_apart(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    erlan = saved(save_person(desk, None, PersonDraft(surname="Омаров")))
    away, suspended = admitted(desk, aigul, units[S], day(2)), admitted(desk, erlan, units[D], day(2))
    saved(record_movement(desk, away, move(K.LEFT, day(5))))
    saved(record_movement(desk, suspended, move(K.SUSPENDED, day(6))))
    assert count_present(present_on(desk, day(4))) == PresentCount(here=2)
    counted = count_present(present_on(desk, day(6)))
    assert (counted, counted.taken) == (PresentCount(here=0, away=1, suspended=1), 2)


def test_who_waits_is_not_present(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    draft = ApplicationDraft(unit_id=units[S], category=Category.ELDERLY, applied_on=day(2))
    saved(apply(desk, aigul, draft))
    assert present_on(desk, day(5)) == ()


def test_the_list_of_a_day_is_printed_and_remembered_and_goes_to_excel(
    desk: Desk, units: dict[UnitKind, UUID], stay_id: UUID, tmp_path: Path
) -> None:
    printed = print_unit(desk, "present", units[S], Language.KK, on=day(10))
    assert printed.pages == 1
    (remembered,) = list_printouts(desk, unit_id=units[S])
    assert remembered.form == "present"
    assert preview_form(desk, "present", units[S], Language.RU, on=day(10))
    with pytest.raises(CannotPrint):
        print_unit(desk, "present", units[S], Language.KK, on=day(1))
    assert export_present(desk, tmp_path / "day.xlsx", day(10), units[S]) == 1
    rows = read_workbook(tmp_path / "day.xlsx")[0].rows
    assert [str(cell) for cell in rows[1].cells if "Қасымова" in str(cell)]


def test_the_queue_of_a_unit_is_printed_and_an_empty_one_is_not(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    with pytest.raises(CannotPrint):
        print_unit(desk, "queue", units[S], Language.KK)
    draft = ApplicationDraft(unit_id=units[S], category=Category.ELDERLY, applied_on=day(2))
    saved(apply(desk, aigul, replace(draft, applied_time="09:30")))
    assert print_unit(desk, "queue", units[S], Language.RU).pages == 1

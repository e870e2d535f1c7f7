"""The register: a row a stay, with its events in their columns."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.register import count_register, register_rows, started_on
from ssu_desktop.actions.stay import cancel_movement, record_movement
from ssu_desktop.actions.waiting import apply
from ssu_desktop.forms.annex_2 import JournalRow
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from tests.support.stays import ANOTHER_KIND, admitted, move, not_arrived, saved

K = MovementKind
S, D = UnitKind.STATIONARY, UnitKind.DAY


def _rows(desk: Desk, unit_id: UUID, *statuses: Status) -> list[JournalRow]:
    return [row.cells for row in register_rows(desk, unit_id, Language.KK, statuses)]


def test_a_stay_is_one_row_with_its_leaves_stacked(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 1, 5))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 1, 10), until=date(2026, 1, 12))))
    saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 1, 13))))
    wrong = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 2, 1))))
    saved(cancel_movement(desk, wrong, "қате"))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 1))))
    (row,) = register_rows(desk, units[S], Language.KK)
    assert row.status is Status.AWAY
    assert row.cells.born == "11.05.1943, 82 жаста"
    assert row.cells.admitted == "05.01.2026, № 14-ө"
    assert row.cells.left == "10.01.2026, № 20-ө\n01.03.2026, № 20-ө"
    assert row.cells.discharged == row.cells.reason == ""


def test_suspension_and_cessation_stand_with_their_reasons(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[D], date(2026, 1, 5))
    saved(record_movement(desk, stay_id, move(K.SUSPENDED, date(2026, 2, 1), reason="емделуде")))
    saved(record_movement(desk, stay_id, move(K.RESUMED, date(2026, 2, 9))))
    saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 1), reason="көшті")))
    (row,) = _rows(desk, units[D])
    assert (row.status, row.reason, row.destination) == (
        "қызмет көрсету тоқтатылды",
        "емделуде\nкөшті",
        "Алматы",
    )


def test_who_did_not_arrive_has_the_day_beside_the_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = ApplicationDraft(unit_id=units[D], category=Category.ELDERLY, applied_on=date(2026, 1, 5))
    stay_id = saved(apply(desk, aigul, draft))
    saved(not_arrived(desk, stay_id, date(2026, 2, 1), "бас тартты"))
    (row,) = _rows(desk, units[D])
    assert (row.admitted, row.discharged, row.reason) == ("", "01.02.2026", "бас тартты")


def test_whoever_returned_has_a_second_row_with_the_mark(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-144."""
    first = admitted(desk, aigul, units[S], date(2025, 5, 5))
    saved(record_movement(desk, first, move(K.TRANSFERRED_OUT, date(2025, 9, 1))))
    admitted(desk, aigul, units[S], date(2026, 3, 4))
    rows = _rows(desk, units[S])
    assert [row.admitted for row in rows] == ["05.05.2025, № 14-ө", "04.03.2026, № 14-ө, қайта оралды"]
    assert [row.transferred for row in rows] == ["01.09.2025, № 20-ө", ""]
    assert count_register(desk, units[S]) == 2
    second = register_rows(desk, units[S], Language.KK, limit=1, offset=1)
    assert [row.cells for row in second] == rows[1:]
    assert count_register(desk, units[UnitKind.HOME]) == 0


def test_who_went_on_to_another_unit_stays_in_the_register_of_the_first(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    draft = replace(move(MovementKind.TRANSFERRED, date(2026, 3, 8)), to_unit_id=units[D])
    saved(record_movement(desk, stay_id, draft, ANOTHER_KIND))
    [there] = register_rows(desk, units[S], Language.KK)
    [here] = register_rows(desk, units[D], Language.KK)
    assert (there.status, here.status) == (Status.TRANSFERRED, Status.RECEIVING)
    assert (there.cells.admitted, there.cells.transferred) == ("04.03.2026, № 14-ө", "08.03.2026, № 20-ө")
    assert there.cells.destination == "Күндізгі бөлімше"
    assert (here.cells.admitted, here.cells.transferred) == ("08.03.2026, № 20-ө", "")
    assert here.cells.destination == ""


def test_a_state_is_looked_for_as_the_register_of_the_unit_has_it(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    draft = replace(move(MovementKind.TRANSFERRED, date(2026, 3, 8)), to_unit_id=units[D])
    saved(record_movement(desk, stay_id, draft, ANOTHER_KIND))
    assert _rows(desk, units[S], Status.RECEIVING) == []
    assert count_register(desk, units[S], [Status.RECEIVING]) == 0
    assert [row.number for row in _rows(desk, units[S], Status.TRANSFERRED)] == ["1"]
    assert count_register(desk, units[D], [Status.RECEIVING]) == 1


def test_a_units_register_was_begun_on_the_day_of_the_first_arrival_there(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    draft = replace(move(MovementKind.TRANSFERRED, date(2026, 3, 8)), to_unit_id=units[D])
    saved(record_movement(desk, stay_id, draft, ANOTHER_KIND))
    with desk.read() as session:
        assert started_on(session, units[S]) == date(2026, 3, 4)
        assert started_on(session, units[D]) == date(2026, 3, 8)
        assert started_on(session, units[UnitKind.HOME]) is None


def test_an_expulsion_is_the_reason_in_the_language_of_the_form(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-140
    stay_id = admitted(desk, aigul, units[S])
    out = move(K.DISCHARGED, date(2026, 3, 9), expelled=True, reason="ішкі тәртіпті бұзу")
    saved(record_movement(desk, stay_id, out))
    reasons = [register_rows(desk, units[S], language)[0].cells.reason for language in Language]
    assert reasons == ["шығарып жіберілді, ішкі тәртіпті бұзу", "отчислен(а), ішкі тәртіпті бұзу"]

"""The queue: order of arrival, deferral, no arrival, admission from it."""

from datetime import date
from uuid import UUID

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.stay import admit, cancel_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.waiting import apply, defer_arrival, did_not_arrive, list_queue
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.person import PersonDraft
from tests.support.stays import admission, codes, saved


def application(unit_id: UUID, day: date) -> ApplicationDraft:
    """Return an ordinary application of an elderly person."""
    return ApplicationDraft(unit_id=unit_id, category=Category.ELDERLY, applied_on=day)


def another(desk: Desk) -> UUID:
    """Return a second person."""
    return saved(save_person(desk, None, PersonDraft(surname="Омаров", given_name="Ерлан")))


def test_the_queue_stands_in_the_order_of_applications(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id, erlan = units[UnitKind.STATIONARY], another(desk)
    saved(apply(desk, aigul, application(unit_id, date(2026, 3, 2))))
    saved(apply(desk, erlan, application(unit_id, date(2026, 2, 27))))
    rows = list_queue(desk, unit_id)
    assert [(row.place, row.name, row.days_waiting) for row in rows] == [
        (1, "Омаров Ерлан", 13),
        (2, "Қасымова Айгүл Болатқызы", 10),
    ]
    assert codes(apply(desk, aigul, application(unit_id, date(2026, 3, 3)))) == ["waits-already"]
    assert list_queue(desk, units[UnitKind.HOME]) == ()


def test_admission_takes_up_the_stay_that_waits_and_goes_by_the_order(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id, erlan = units[UnitKind.STATIONARY], another(desk)
    saved(apply(desk, erlan, application(unit_id, date(2026, 2, 27))))
    waiting = saved(apply(desk, aigul, application(unit_id, date(2026, 3, 2))))
    assert codes(admit(desk, aigul, admission(unit_id))) == ["out-of-turn"]
    early = admission(unit_id, date(2026, 3, 1), out_of_turn_reason="жетім")
    assert codes(admit(desk, aigul, early)) == ["later-impossible"]
    assert saved(admit(desk, aigul, admission(unit_id), {"out-of-turn": "сот шешімі"})) == waiting
    assert [row.name for row in list_queue(desk)] == ["Омаров Ерлан"]


def test_the_ground_for_going_out_of_turn_is_kept(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    saved(apply(desk, another(desk), application(unit_id, date(2026, 2, 27))))
    saved(admit(desk, aigul, admission(unit_id, out_of_turn_reason="жетім, 18 жасқа толды")))
    (departure,) = list_departures(desk, person_id=aigul)
    assert (departure.code, departure.reason) == ("out-of-turn", "жетім, 18 жасқа толды")


def test_arrival_is_deferred_once_and_by_thirty_days_in_a_stationary_unit(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(apply(desk, aigul, application(units[UnitKind.STATIONARY], date(2026, 3, 2))))
    day = date(2026, 3, 10)
    assert codes(defer_arrival(desk, stay_id, day, date(2026, 4, 10), "ауруханада")) == ["deferral-long"]
    deferral = saved(defer_arrival(desk, stay_id, day, date(2026, 4, 9), "ауруханада"))
    assert list_queue(desk)[0].place_kept_until == date(2026, 4, 9)
    assert codes(defer_arrival(desk, stay_id, day, date(2026, 4, 1), "тағы")) == ["deferred-twice"]
    saved(cancel_movement(desk, deferral, "қате"))
    assert list_queue(desk)[0].place_kept_until is None


def test_whoever_did_not_arrive_leaves_the_queue(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(apply(desk, aigul, application(units[UnitKind.DAY], date(2026, 3, 2))))
    assert codes(did_not_arrive(desk, stay_id, date(2026, 3, 11), "")) == ["reason-missing"]
    saved(did_not_arrive(desk, stay_id, date(2026, 3, 11), "келмеді"))
    assert list_queue(desk) == ()
    (row,) = stay_history(desk, aigul)
    assert (row.status, row.possible) == (Status.NOT_ARRIVED, ())
    assert row.movements[-1].kind is MovementKind.NOT_ARRIVED


def test_a_temporary_unit_knows_no_queue(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    draft = ApplicationDraft(
        unit_id=units[UnitKind.TEMPORARY], category=Category.HOMELESS, applied_on=date(2026, 3, 2)
    )
    assert codes(apply(desk, aigul, draft)) == ["no-queue"]

"""The queue: order of arrival, deferral, no arrival, admission from it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_header, save_person
from ssu_desktop.actions.stay import admit, cancel_movement, record_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.waiting import (
    apply,
    list_queue,
    next_in_line,
    out_of_turn_ground,
    queue_counts,
    set_arrival,
)
from ssu_desktop.records.kinds import Category, MovementKind, NoticeSigner, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.person import PersonDraft, ProgrammeDraft
from ssu_desktop.rules.waiting import ArrivalDraft
from tests.support.stays import admission, admitted, codes, not_arrived, saved

K = MovementKind


def application(unit_id: UUID, day: date) -> ApplicationDraft:
    """Return an ordinary application of an elderly person."""
    return ApplicationDraft(unit_id=unit_id, category=Category.ELDERLY, applied_on=day)


def another(desk: Desk) -> UUID:
    """Return a second person."""
    return saved(save_person(desk, None, PersonDraft(surname="Омаров", given_name="Ерлан")))


def test_the_queue_stands_in_the_order_of_applications(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-145, R230-146
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


def deferral(day: date, until: date, **others: object) -> MovementDraft:
    """Return a deferral by a notice that the recipient signed."""
    usual: dict[str, object] = {
        "order_number": "Х-77",
        "order_date": day,
        "notice_signer": NoticeSigner.RECIPIENT,
        "reason": "ауруханада",
    }
    return MovementDraft(kind=K.DEFERRED, happened_on=day, until=until, **{**usual, **others})  # type: ignore[arg-type] - by name


def test_arrival_is_deferred_once_and_by_thirty_days_in_a_stationary_unit(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-149, R230-151
    stay_id = saved(apply(desk, aigul, application(units[UnitKind.STATIONARY], date(2026, 3, 2))))
    day = date(2026, 3, 10)
    assert codes(record_movement(desk, stay_id, deferral(day, date(2026, 4, 10)))) == ["deferral-long"]
    unsigned = deferral(day, date(2026, 4, 9), order_number="", notice_signer=None)
    assert codes(record_movement(desk, stay_id, unsigned)) == ["notice-missing", "signer-missing"]
    first = saved(record_movement(desk, stay_id, deferral(day, date(2026, 4, 9))))
    assert list_queue(desk)[0].place_kept_until == date(2026, 4, 9)
    assert codes(record_movement(desk, stay_id, deferral(day, date(2026, 4, 1)))) == ["deferred-twice"]
    saved(cancel_movement(desk, first, "қате"))
    assert list_queue(desk)[0].place_kept_until is None


def test_the_deferral_counts_from_the_term_of_the_referral(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-150
    stay_id = saved(apply(desk, aigul, application(units[UnitKind.DAY], date(2026, 3, 2))))
    saved(set_arrival(desk, stay_id, ArrivalDraft(arrival_due=date(2026, 3, 20))))
    day = date(2026, 3, 12)
    assert codes(record_movement(desk, stay_id, deferral(day, date(2026, 3, 31)))) == ["deferral-long"]
    saved(record_movement(desk, stay_id, deferral(day, date(2026, 3, 30))))
    (row,) = list_queue(desk)
    assert row.arrival is not None
    assert (row.arrival.due, row.arrival.deferred) == (date(2026, 3, 30), True)


def test_home_service_has_no_deferral_and_takes_off_the_queue(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-153
    saved(apply(desk, aigul, application(units[UnitKind.HOME], date(2026, 3, 2))))
    (row,) = stay_history(desk, aigul)
    assert K.DEFERRED not in row.possible
    saved(not_arrived(desk, row.id, date(2026, 3, 12), "бас тартты"))
    (row,) = stay_history(desk, aigul)
    assert (row.status_word, row.movements[-1].word) == ("Taken off the queue", "Taken off the queue")


def test_the_time_of_the_application_decides_within_a_day(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-145
    unit_id, day = units[UnitKind.STATIONARY], date(2026, 3, 2)
    late, early = (replace(application(unit_id, day), applied_time=time) for time in ("15:20", "09:05"))
    saved(apply(desk, aigul, late))
    saved(apply(desk, another(desk), early))
    assert [row.applied_time for row in list_queue(desk, unit_id)] == ["09:05", "15:20"]
    wrong = replace(application(units[UnitKind.DAY], day), applied_time="25:00")
    assert codes(apply(desk, aigul, wrong)) == ["time-unreadable"]


def test_who_was_called_holds_a_place_and_lets_the_next_ones_go_by(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id, erlan = units[UnitKind.STATIONARY], another(desk)
    first = saved(apply(desk, erlan, application(unit_id, date(2026, 2, 27))))
    second = saved(apply(desk, aigul, application(unit_id, date(2026, 3, 2))))
    term = ArrivalDraft(arrival_due=date(2026, 3, 11))
    assert codes(set_arrival(desk, second, term)) == ["call-out-of-turn"]
    saved(set_arrival(desk, first, term))
    rows = list_queue(desk, unit_id)
    assert [row.is_late(desk.today) for row in rows] == [True, False]
    (count,) = (one for one in queue_counts(desk, rows) if one.unit_id == unit_id)
    assert (count.capacity, count.taken, count.kept, count.free, count.waiting) == (50, 0, 1, 49, 2)
    assert UnitKind.TEMPORARY not in {one.kind for one in queue_counts(desk, rows)}
    saved(admit(desk, aigul, admission(unit_id)))  # nobody uncalled is before


def test_whose_arrival_was_deferred_was_called_and_holds_a_place_too(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id, day = units[UnitKind.STATIONARY], date(2026, 3, 10)
    first = saved(apply(desk, another(desk), application(unit_id, date(2026, 2, 27))))
    second = saved(apply(desk, aigul, application(unit_id, date(2026, 3, 2))))
    saved(record_movement(desk, first, deferral(day, date(2026, 4, 1))))
    saved(set_arrival(desk, second, ArrivalDraft(arrival_due=date(2026, 3, 11))))  # nobody uncalled is before


def test_after_one_who_did_not_arrive_it_is_the_turn_of_the_next(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-152
    unit_id, erlan = units[UnitKind.STATIONARY], another(desk)
    first = saved(apply(desk, erlan, application(unit_id, date(2026, 2, 27))))
    saved(set_arrival(desk, first, ArrivalDraft(arrival_due=date(2026, 3, 11))))
    saved(apply(desk, aigul, application(unit_id, date(2026, 3, 2))))
    saved(not_arrived(desk, first, date(2026, 3, 12), "келмеді"))
    found = next_in_line(desk, unit_id)
    assert found is not None
    assert (found.person_id, found.place) == (aigul, 1)
    assert next_in_line(desk, units[UnitKind.DAY]) is None


def test_a_programme_renewed_for_another_kind_moves_the_place_and_says_why(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-147
    unit_id = units[UnitKind.STATIONARY]
    saved(apply(desk, aigul, application(unit_id, date(2026, 2, 2))))
    saved(apply(desk, another(desk), application(unit_id, date(2026, 3, 2))))
    old = ProgrammeDraft(number="1", until=date(2026, 3, 1), recommended=(UnitKind.STATIONARY,))
    saved(save_belonging(desk, aigul, None, old))
    first, _second = list_queue(desk, unit_id)
    assert first.person_id == aigul
    assert first.remark is not None
    assert first.remark.code == "programme-ran-out"
    new = ProgrammeDraft(number="2", issued_on=date(2026, 3, 5), recommended=(UnitKind.HOME,))
    new_id = saved(save_belonging(desk, aigul, None, new))
    _first, second = list_queue(desk, unit_id)
    assert (second.person_id, second.counts_from) == (aigul, date(2026, 3, 5))
    assert codes(admit(desk, aigul, admission(unit_id, date(2026, 3, 12)))) == ["out-of-turn"]
    kept = replace(new, recommended=(UnitKind.HOME, UnitKind.STATIONARY))
    saved(save_belonging(desk, aigul, new_id, kept))
    assert list_queue(desk, unit_id)[0].person_id == aigul


def test_an_orphan_of_eighteen_goes_before_the_others_and_the_ground_is_kept(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-148
    unit_id = units[UnitKind.STATIONARY]
    saved(apply(desk, aigul, application(unit_id, date(2026, 2, 2))))
    draft = PersonDraft(surname="Жақыпов", born=date(2008, 3, 1), without_parental_care=True)
    orphan = saved(save_person(desk, None, draft))
    ground = out_of_turn_ground(desk, orphan, unit_id, date(2026, 3, 3))
    assert "01.03.2026" in ground
    assert out_of_turn_ground(desk, orphan, unit_id, date(2026, 2, 28)) == ""
    assert out_of_turn_ground(desk, orphan, units[UnitKind.DAY], date(2026, 3, 3)) == ""
    assert out_of_turn_ground(desk, aigul, unit_id, date(2026, 3, 3)) == ""
    asks = replace(
        application(unit_id, date(2026, 3, 3)), category=Category.ADULTS, out_of_turn_reason=ground
    )
    assert codes(apply(desk, orphan, asks)) == ["group-missing", "lives-elsewhere"]
    saved(apply(desk, orphan, asks, {"group-missing": "куәлік кейін", "lives-elsewhere": "балалар үйінен"}))
    rows = list_queue(desk, unit_id)
    assert [(row.person_id, row.out_of_turn_reason) for row in rows] == [(orphan, ground), (aigul, "")]
    nobody = replace(application(units[UnitKind.DAY], date(2026, 3, 3)), out_of_turn_reason="танысы")
    assert codes(apply(desk, aigul, nobody)) == ["no-out-of-turn"]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 3, 10), []),
        (date(2026, 3, 11), ["arrival-not-over"]),  # the last day itself is still in time
        (date(2026, 3, 12), ["arrival-not-over"]),
    ],
)
def test_nobody_is_said_not_to_have_arrived_before_the_term_is_over_without_a_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, due: date, expected: list[str]
) -> None:  # R230-152
    draft = ApplicationDraft(
        unit_id=units[UnitKind.DAY], category=Category.ELDERLY, applied_on=date(2026, 2, 2)
    )
    stay_id = saved(apply(desk, aigul, draft))
    saved(set_arrival(desk, stay_id, ArrivalDraft(arrival_due=due)))
    answer = not_arrived(desk, stay_id, date(2026, 3, 11), "бас тартты")
    assert (codes(answer) if expected else []) == expected


def test_whoever_did_not_arrive_leaves_the_queue(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(apply(desk, aigul, application(units[UnitKind.DAY], date(2026, 3, 2))))
    assert codes(not_arrived(desk, stay_id, date(2026, 3, 11), "")) == ["reason-missing"]
    saved(not_arrived(desk, stay_id, date(2026, 3, 11), "келмеді"))
    assert list_queue(desk) == ()
    (row,) = stay_history(desk, aigul)
    assert (row.status, row.possible) == (Status.NOT_ARRIVED, ())
    assert row.movements[-1].kind is MovementKind.NOT_ARRIVED


def test_a_temporary_unit_knows_no_queue(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    draft = ApplicationDraft(
        unit_id=units[UnitKind.TEMPORARY], category=Category.HOMELESS, applied_on=date(2026, 3, 2)
    )
    assert codes(apply(desk, aigul, draft)) == ["no-queue"]


def test_who_is_served_here_and_waits_elsewhere_is_seen_as_served(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    served = admitted(desk, aigul, units[UnitKind.DAY], date(2025, 9, 1))
    draft = ApplicationDraft(
        unit_id=units[UnitKind.STATIONARY], category=Category.ELDERLY, applied_on=date(2026, 3, 2)
    )
    saved(apply(desk, aigul, draft, {"is-elsewhere": "күндізгі бөлімшеден ауысады"}))
    header = person_header(desk, aigul)
    assert header is not None
    assert header.stay is not None
    assert (header.stay.id, header.status) == (served, Status.RECEIVING)

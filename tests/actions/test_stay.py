"""The stay at work: admission, movements, back-dating, return of a person, cancelling."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.person import person_header, save_person
from ssu_desktop.actions.register import count_register, register_rows
from ssu_desktop.actions.stay import admit, cancel_movement, check_admission_draft, record_movement
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.actions.waiting import apply, set_arrival
from ssu_desktop.language import Language
from ssu_desktop.law import Article
from ssu_desktop.records import Departure, Unit
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    Funding,
    MovementKind,
    Status,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.admission import AdmissionDraft, ApplicationDraft
from ssu_desktop.rules.person import DisabilityDraft, PersonDraft
from ssu_desktop.rules.waiting import ArrivalDraft
from tests.support.by_hand import by_hand
from tests.support.stays import ANOTHER_KIND, admission, codes, move, saved

K = MovementKind


def only_stay(desk: Desk, person_id: UUID) -> StayRow:
    """Return the one stay of a person."""
    (row,) = stay_history(desk, person_id)
    return row


def test_admission_opens_the_stay_and_the_personal_file(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-155, R230-168."""
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    stay = only_stay(desk, aigul)
    assert (stay.id, stay.status, stay.admitted_on) == (stay_id, Status.RECEIVING, date(2026, 3, 4))
    assert (stay.file_number, stay.readmitted) == ("S-2026/1", False)
    header = person_header(desk, aigul)
    assert header is not None
    assert (header.status, header.category) == (Status.RECEIVING, Category.ELDERLY)


def test_a_day_to_come_or_no_unit_is_refused(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    tomorrow = admission(units[UnitKind.STATIONARY], date(2026, 3, 13), order_date=desk.today)
    assert codes(admit(desk, aigul, tomorrow, {"date-in-future": "мұқтаж"})) == ["date-in-future"]
    nowhere = AdmissionDraft(unit_id=None, category=None, admitted_on=None)
    assert set(codes(admit(desk, aigul, nowhere))) >= {"unit-missing", "category-missing", "date-missing"}


def test_nobody_is_admitted_twice_into_one_unit(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    assert codes(admit(desk, aigul, admission(units[UnitKind.STATIONARY]))) == ["is-here"]
    assert codes(admit(desk, aigul, admission(units[UnitKind.HOME]))) == ["is-elsewhere"]


def test_what_the_law_does_not_like_is_done_with_a_reason_that_is_kept(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.STATIONARY], category=Category.CHILDREN, order_number="")
    assert codes(admit(desk, aigul, draft)) == ["too-old", "order-missing"]
    findings = {finding.code: finding for finding in check_admission_draft(desk, aigul, draft)}
    assert findings["too-old"].article == Article("order-230", "6(1)")
    saved(admit(desk, aigul, draft, {"too-old": "сот шешімі", "order-missing": "кейін беріледі"}))
    with desk.read() as session:
        kept = {row.code: row.reason for row in session.scalars(select(Departure))}
    assert kept == {"too-old": "сот шешімі", "order-missing": "кейін беріледі"}


def test_the_last_place_is_given_without_a_word_and_the_next_one_warns(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    with by_hand(desk, "shrink") as session:
        session.get_one(Unit, unit_id).capacity = 1
    assert check_admission_draft(desk, aigul, admission(unit_id)) == ()
    with by_hand(desk, "shrink") as session:
        session.get_one(Unit, unit_id).capacity = 0
    assert [found.code for found in check_admission_draft(desk, aigul, admission(unit_id))] == ["no-place"]


def test_a_place_kept_for_one_who_was_called_is_not_free_for_another(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id = units[UnitKind.DAY]
    with by_hand(desk) as session:
        session.get_one(Unit, unit_id).capacity = 1
    called = ApplicationDraft(unit_id=unit_id, category=Category.ELDERLY, applied_on=date(2026, 2, 2))
    waiting = saved(apply(desk, aigul, called))
    saved(set_arrival(desk, waiting, ArrivalDraft(arrival_due=date(2026, 3, 20))))
    other = saved(save_person(desk, None, PersonDraft(surname="Бекова", given_name="Сара")))
    refused = admit(desk, other, admission(unit_id, date(2026, 3, 10)))
    assert codes(refused) == ["no-place"]
    assert isinstance(refused, Refused)
    assert refused.findings[0].values == {"taken": 0, "capacity": 1, "kept": 1}
    saved(admit(desk, aigul, admission(unit_id, date(2026, 3, 10))))


def test_a_temporary_stay_has_a_term_of_three_months_at_most(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    def found(until: date | None) -> list[str]:
        draft = admission(
            units[UnitKind.STATIONARY],
            length=StayLength.TEMPORARY,
            planned_until=until,
            contract_number="7",
            contract_date=date(2026, 3, 3),
        )
        return [finding.code for finding in check_admission_draft(desk, aigul, draft)]

    assert found(date(2026, 6, 3)) == []
    assert found(date(2026, 6, 4)) == []
    assert found(date(2026, 6, 5)) == ["stay-term"]
    assert found(None) == ["stay-term"]


def test_leave_return_and_discharge_follow_one_another(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6), until=date(2026, 3, 9))))
    assert only_stay(desk, aigul).status is Status.AWAY
    assert only_stay(desk, aigul).possible == (K.RETURNED, K.TRANSFERRED_OUT, K.DISCHARGED)
    saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 3, 9))))
    saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 12))))
    stay = only_stay(desk, aigul)
    assert (stay.status, stay.ended_on, stay.possible) == (Status.DISCHARGED, date(2026, 3, 12), ())
    refused = record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 12)))
    assert codes(refused) == ["movement-impossible"]


def test_an_event_before_admission_is_refused(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    for day, expected in ((date(2026, 3, 3), False), (date(2026, 3, 4), True), (date(2026, 3, 5), True)):
        answer = record_movement(desk, stay_id, move(K.DISCHARGED, day))
        assert isinstance(answer, Saved) is expected
        if isinstance(answer, Saved):
            saved(cancel_movement(desk, answer.id, "қате"))


def test_a_back_dated_event_recomputes_what_follows(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY], date(2026, 1, 5))))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 1))))
    refused = record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 2, 1)))
    assert codes(refused) == ["later-impossible"]
    target = units[UnitKind.TEMPORARY]
    transfer_there = move(K.TRANSFERRED, date(2026, 2, 1), to_unit_id=target)
    assert codes(record_movement(desk, stay_id, transfer_there)) == ["transfer-other-kind"]
    saved(record_movement(desk, stay_id, transfer_there, ANOTHER_KIND))
    stay = only_stay(desk, aigul)
    assert (stay.status, stay.unit_id) == (Status.AWAY, target)
    transfer = stay.movements[1]
    saved(cancel_movement(desk, transfer.id, "бөлімше қате"))
    assert only_stay(desk, aigul).unit_id == units[UnitKind.STATIONARY]


def test_cancelling_what_a_later_event_needs_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    back = saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 3, 7))))
    assert codes(cancel_movement(desk, leave, "қате")) == ["later-impossible"]
    assert codes(cancel_movement(desk, back, "  ")) == ["cancel-reason"]
    saved(cancel_movement(desk, back, "қате"))
    saved(cancel_movement(desk, leave, "қате"))
    stay = only_stay(desk, aigul)
    assert stay.status is Status.RECEIVING
    assert [movement.cancelled for movement in stay.movements] == [False, True, True]


def test_day_and_home_units_suspend_and_cease_in_the_words_of_their_paragraph(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-141, R230-142."""
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.HOME])))
    assert K.LEFT not in only_stay(desk, aigul).possible
    leave = record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6)))
    assert codes(leave) == ["foreign-movement"]
    saved(record_movement(desk, stay_id, move(K.SUSPENDED, date(2026, 3, 6))))
    saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 8))))
    stay = only_stay(desk, aigul)
    assert stay.status_word == "Services ceased"
    assert [row.word for row in stay.movements] == ["Taken on the register", "Suspended", "Services ceased"]


def test_whoever_comes_again_has_returned_and_the_file_goes_on(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-144, R230-155."""
    unit_id = units[UnitKind.STATIONARY]
    first = saved(admit(desk, aigul, admission(unit_id, date(2025, 11, 3))))
    saved(record_movement(desk, first, move(K.DISCHARGED, date(2026, 2, 2))))
    second = saved(admit(desk, aigul, admission(unit_id, date(2026, 3, 10))))
    newest, oldest = stay_history(desk, aigul)
    assert (newest.id, newest.readmitted, newest.file_number) == (second, True, "S-2025/1")
    assert (oldest.id, oldest.readmitted, oldest.file_number) == (first, False, "")


def test_a_file_that_went_to_another_organisation_comes_back_with_the_person(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-155."""
    unit_id = units[UnitKind.STATIONARY]
    first = saved(admit(desk, aigul, admission(unit_id, date(2025, 11, 3))))
    saved(record_movement(desk, first, move(K.TRANSFERRED_OUT, date(2026, 2, 2))))
    saved(admit(desk, aigul, admission(unit_id, date(2026, 3, 10))))
    assert [stay.file_number for stay in stay_history(desk, aigul)] == ["S-2025/1", ""]


def test_the_group_of_a_disability_that_was_replaced_counts_no_more(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.STATIONARY], category=Category.DISABLED)
    second = DisabilityDraft(group=DisabilityGroup.SECOND, established_on=date(2020, 1, 1), indefinite=True)
    saved(save_belonging(desk, aigul, None, second))
    assert check_admission_draft(desk, aigul, draft) == ()
    third = DisabilityDraft(group=DisabilityGroup.THIRD, established_on=date(2025, 1, 1), indefinite=True)
    saved(save_belonging(desk, aigul, None, third))
    assert [found.code for found in check_admission_draft(desk, aigul, draft)] == ["group-missing"]


def test_a_transfer_entered_late_lets_the_next_one_lead_from_where_it_led(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first, between, last = units[UnitKind.STATIONARY], units[UnitKind.HOME], units[UnitKind.DAY]
    stay_id = saved(admit(desk, aigul, admission(first)))
    on = move(K.TRANSFERRED, date(2026, 3, 10), to_unit_id=last)
    saved(record_movement(desk, stay_id, on, ANOTHER_KIND))
    before = move(K.TRANSFERRED, date(2026, 3, 6), to_unit_id=between)
    late = saved(record_movement(desk, stay_id, before, ANOTHER_KIND))
    assert count_register(desk, between) == 1
    [row] = register_rows(desk, between, Language.RU)
    assert (row.cells.admitted, row.cells.transferred) == ("06.03.2026, № 20-ө", "10.03.2026, № 20-ө")
    saved(cancel_movement(desk, late, "қате"))
    assert count_register(desk, between) == 0
    [row] = register_rows(desk, first, Language.RU)
    assert row.cells.transferred == "10.03.2026, № 20-ө"


def test_the_reason_of_a_cancelling_is_clean_and_fits(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY])))
    left = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    assert codes(cancel_movement(desk, left, "а" * 501)) == ["text-too-long"]
    assert codes(cancel_movement(desk, left, "\u200b ")) == ["cancel-reason"]
    saved(cancel_movement(desk, left, " қате\u200b  енгізілген "))
    assert only_stay(desk, aigul).movements[-1].cancel_reason == "қате енгізілген"


def test_who_pays_is_kept_with_the_stay(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    """R230-024."""
    saved(admit(desk, aigul, admission(units[UnitKind.HOME], funding=Funding.PAID)))
    assert only_stay(desk, aigul).funding is Funding.PAID

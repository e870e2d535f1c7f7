"""Two records of one person become one: nothing is lost, and it can be taken back."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

from PIL import Image
from sqlalchemy import select

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.merge import MOVED, conflicts, merge_people
from ssu_desktop.actions.people import find_people, list_people
from ssu_desktop.actions.person import person_page, save_person
from ssu_desktop.actions.photo import photo, set_photo
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.records import (
    Base,
    HeadOrder,
    Movement,
    Person,
    Photo,
    Printout,
    Referral,
    Scan,
    Snooze,
    Stay,
    new_id,
)
from ssu_desktop.records.kinds import (
    Category,
    MovementKind,
    OrderKind,
    RelationKind,
    ScanMedia,
    Sex,
    Status,
    UnitKind,
)
from ssu_desktop.rules.person import PersonDraft, RelativeDraft
from ssu_desktop.storage.undo import last_action, undo_action
from tests.support.by_hand import by_hand

DOUBLE = PersonDraft(
    surname="Касымова",
    given_name="Айгуль",
    born=date(1943, 5, 12),
    sex=Sex.FEMALE,
    phone="8 701",
    note="екінші карточка",
)


def second_record(desk: Desk) -> UUID:
    saved = save_person(desk, None, DOUBLE)
    assert isinstance(saved, Saved)
    return saved.id


def admitted(desk: Desk, person_id: UUID, unit_id: UUID, on: date, until: date | None = None) -> UUID:
    stay = Stay(id=new_id(), person_id=person_id, unit_id=unit_id, category=Category.ELDERLY)
    with by_hand(desk) as session:
        session.add(stay)
        session.add(Movement(stay_id=stay.id, kind=MovementKind.ADMITTED, happened_on=on))
        if until:
            session.add(Movement(stay_id=stay.id, kind=MovementKind.DISCHARGED, happened_on=until))
        refresh_present(session, person_id)
    return stay.id


def test_everything_of_the_second_record_moves_to_the_first(
    desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]
) -> None:
    drop = second_record(desk)
    save_belonging(desk, drop, None, RelativeDraft(relation=RelationKind.SON, full_name="Қасымов Ерлан"))
    stay_id = admitted(desk, drop, units[UnitKind.STATIONARY], date(2026, 1, 5))
    with by_hand(desk) as session:
        session.add(Printout(form="annex-3", edition="1", language="kk", person_id=drop, pages=1, content={}))
    made = BytesIO()
    Image.new("RGB", (9, 9)).save(made, "PNG")
    set_photo(desk, drop, made.getvalue())

    assert merge_people(desk, aigul, drop) == Saved(aigul)

    page = person_page(desk, aigul)
    assert page is not None
    assert [entry.draft.full_name for entry in page.relatives] == ["Қасымов Ерлан"]
    assert [stay.id for stay in page.stays] == [stay_id]
    assert page.header.status is Status.RECEIVING
    assert page.person.phone == "8 701"
    assert "екінші карточка" in page.person.note
    assert "12.05.1943" in page.person.note
    assert page.person.born == date(1943, 5, 11)
    assert [name.full_name for name in page.former_names] == ["Касымова Айгуль"]
    assert photo(desk, aigul) is not None
    with desk.read() as session:
        assert session.scalars(select(Printout.person_id)).all() == [aigul]
        assert session.get_one(Person, drop).present_status is Status.NONE


def test_after_merging_the_person_is_listed_once_and_found_by_both_names(desk: Desk, aigul: UUID) -> None:
    drop = second_record(desk)
    merge_people(desk, aigul, drop)
    assert list_people(desk).total == 1
    for text in ("айгуль", "айгүл болат"):
        assert [row.id for row in find_people(desk, text)] == [aigul]


def test_the_user_chooses_which_value_stays_and_the_other_is_noted(desk: Desk, aigul: UUID) -> None:
    drop = second_record(desk)
    assert conflicts(desk, aigul, drop) == {"born": (date(1943, 5, 11), date(1943, 5, 12))}
    merge_people(desk, aigul, drop, {"born": "drop"})
    page = person_page(desk, aigul)
    assert page is not None
    assert page.person.born == date(1943, 5, 12)
    assert "11.05.1943" in page.person.note


def test_two_running_stays_need_a_reason_and_two_in_turn_do_not(
    desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]
) -> None:
    drop = second_record(desk)
    admitted(desk, aigul, units[UnitKind.DAY], date(2025, 1, 5), date(2025, 6, 1))
    admitted(desk, drop, units[UnitKind.STATIONARY], date(2026, 1, 5))
    third = save_person(desk, None, replace(DOUBLE, given_name="А.", born=None))
    assert isinstance(third, Saved)
    admitted(desk, third.id, units[UnitKind.HOME], date(2026, 2, 1))
    assert isinstance(merge_people(desk, aigul, drop), Saved)
    page = person_page(desk, aigul)
    assert page is not None
    assert [stay.readmitted for stay in page.stays] == [True, False]
    refused = merge_people(desk, aigul, third.id)
    assert isinstance(refused, Refused)
    assert [finding.code for finding in refused.findings] == ["merge-both-open"]
    assert isinstance(merge_people(desk, aigul, third.id, reasons={"merge-both-open": "тексерілді"}), Saved)


def test_a_record_is_not_merged_with_itself_or_twice(desk: Desk, aigul: UUID) -> None:
    drop = second_record(desk)
    assert isinstance(merge_people(desk, aigul, aigul), Refused)
    assert isinstance(merge_people(desk, aigul, new_id()), Refused)
    assert isinstance(merge_people(desk, aigul, drop), Saved)
    assert isinstance(merge_people(desk, aigul, drop), Refused)
    assert isinstance(save_person(desk, drop, DOUBLE), Refused)


def test_merging_is_taken_back_by_undo(desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]) -> None:
    drop = second_record(desk)
    stay_id = admitted(desk, drop, units[UnitKind.STATIONARY], date(2026, 1, 5))
    with by_hand(desk) as session:
        session.add(Printout(form="annex-3", edition="1", language="kk", person_id=drop, pages=1, content={}))
    before = person_page(desk, drop), person_page(desk, aigul)
    merge_people(desk, aigul, drop)
    with desk.read() as session:
        last = last_action(session, desk.user.id)
    assert last is not None
    with desk.write("undo") as session:
        undo_action(session, last.action_id)
    after = person_page(desk, drop), person_page(desk, aigul)
    for was, now in zip(before, after, strict=True):
        assert was is not None
        assert now is not None
        assert replace(now.person, revision=0) == replace(was.person, revision=0)
        assert now.header.status is was.header.status
        assert now.former_names == was.former_names
    assert after[0] is not None
    assert [stay.id for stay in after[0].stays] == [stay_id]
    assert list_people(desk).total == 2


def test_a_mark_of_either_record_stands_after_merging(desk: Desk, aigul: UUID) -> None:
    saved = save_person(desk, None, replace(DOUBLE, without_parental_care=True))
    assert isinstance(saved, Saved)
    merge_people(desk, aigul, saved.id)
    page = person_page(desk, aigul)
    assert page is not None
    assert (page.person.without_parental_care, page.person.legally_incapable) == (True, False)


def test_whatever_is_kept_of_a_person_goes_along_when_two_records_become_one() -> None:
    of_people = {
        mapper.class_
        for mapper in Base.registry.mappers
        if any(
            key.column.table.name == "person" and key.parent.name == "person_id"
            for key in mapper.local_table.foreign_keys
        )
    }
    assert of_people == {*MOVED, Photo}


def test_what_the_law_at_work_keeps_of_a_person_goes_along_and_comes_back_by_undo(
    desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]
) -> None:
    drop = second_record(desk)
    with by_hand(desk, "kept") as session:
        session.add_all(
            (
                Referral(
                    person_id=drop,
                    unit_id=units[UnitKind.TEMPORARY],
                    referred_on=date(2026, 3, 4),
                    referred_to="Аурухана",
                ),
                Scan(person_id=drop, name="a.pdf", media=ScanMedia.PDF, digest="0" * 64, size=1, pages=1),
                HeadOrder(
                    person_id=drop,
                    number="1",
                    issued_on=date(2026, 3, 4),
                    kind=OrderKind.OTHER,
                    subject_kk="Бұйрық",
                    subject_ru="",
                ),
                Snooze(
                    person_id=drop,
                    unit_id=units[UnitKind.TEMPORARY],
                    code="plan-draft",
                    subject="x",
                    until=date(2026, 4, 1),
                    reason="кейін",
                    set_on=date(2026, 3, 4),
                ),
            )
        )

    def whose() -> list[UUID | None]:
        with desk.read() as session:
            return [
                session.scalars(select(kind.person_id)).one() for kind in (Referral, Scan, HeadOrder, Snooze)
            ]

    assert isinstance(merge_people(desk, aigul, drop), Saved)
    assert whose() == [aigul] * 4
    done = last_done(desk)
    assert done is not None
    assert isinstance(undo(desk, done.action_id), Saved)
    assert whose() == [drop] * 4

"""Nothing that tells where a victim lives, and nobody of another's people, comes out on any way."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.actions.assignment import assign
from ssu_desktop.actions.backups import is_uncovered
from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.file_opening import open_personal_file
from ssu_desktop.actions.merge import merge_people
from ssu_desktop.actions.orders import OrderQuery, save_order
from ssu_desktop.actions.organisation import save_staff
from ssu_desktop.actions.people import PeopleQuery, count_by_status, list_people
from ssu_desktop.actions.person import person_page, save_person
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing import print_form, print_unit
from ssu_desktop.actions.printing_papers import Asked, print_paper
from ssu_desktop.actions.scans import attach_scan
from ssu_desktop.actions.scope import veils_of
from ssu_desktop.actions.signing import attach_signed, papers_of
from ssu_desktop.actions.stay import admit, check_admission_draft
from ssu_desktop.language import Language
from ssu_desktop.records import Movement, Person, new_id
from ssu_desktop.records.kinds import Category, MovementKind, PaperKind, RelationKind, Role, UnitKind
from ssu_desktop.rules.order import OrderDraft
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.rules.person import PersonDraft, RelativeDraft
from tests.actions.ways_out import NOT_WALKED, Sought, sought, walk, ways
from tests.support.by_hand import by_hand
from tests.support.papers import pdf
from tests.support.stays import admission, admitted

MARK = "ZQX77"
OTHER = "Жасырынова"

# Written out: on which ways a user who is named for it gets at what is hidden from all others.
COMES_OUT = {
    "card.read_card",
    "correction.movement_draft",
    "export.export_register",
    "history.read_history",
    "journal.journal_entries",
    "merge.conflicts",
    "order_texts.begin_order",
    "orders.read_order",
    "pack.gather",
    "pack.preview_pack",
    "pack.print_pack",
    "person.open_person",
    "person.person_page",
    "personal_file.file_page",
    "printing.preview_form",
    "printing.print_form",
    "printing.print_unit",
    "printing_papers.preview_paper",
    "printing_papers.print_paper",
    "printouts.preview_printout",
    "printouts.reprint",
    "printouts.reprint_page",
    "register.register_rows",
    "scans.copy_scan",
    "scans.scan_content",
    "signing.found_papers",
    "signing.papers_of",
    "stay_history.stay_history",
    "stay_terms.terms_of",
}

# What stands before the tables so that it does not, and one way on which it would come out without it.
VEILS = {
    "person": "person.person_page",
    "relative": "person.person_page",
    "stay": "stay_history.stay_history",
    "movement": "stay_history.stay_history",
    "head_order": "orders.read_order",
    "scan": "scans.scan_content",
    "printout": "printouts.preview_printout",
    "change": "history.read_history",
    "registration_card": "card.read_card",
}


def _id(answer: object) -> UUID:
    assert isinstance(answer, Saved), answer
    return answer.id


@pytest.fixture
def victim(desk: Desk, aigul: UUID, units: dict[UnitKind, UUID], tmp_path: Path) -> Sought:
    """A victim of violence in whose every paper and record stands MARK."""
    draft = admission(units[UnitKind.TEMPORARY], category=Category.VIOLENCE, came_from=MARK)
    reasons = dict.fromkeys((one.code for one in check_admission_draft(desk, aigul, draft)), "себебі бар")
    stay = _id(admit(desk, aigul, draft, reasons))
    page = person_page(desk, aigul)
    assert page is not None
    told = replace(page.person, address=MARK, registered_address=MARK, phone=MARK)
    _id(save_person(desk, aigul, told))
    relative = RelativeDraft(
        relation=RelationKind.DAUGHTER, full_name="Қасымова Сәуле", address=MARK, phone=MARK
    )
    _id(save_belonging(desk, aigul, None, relative))
    card = read_card(desk, stay)
    assert card is not None
    texts = dict.fromkeys(("sent_by", "health", "past_illnesses"), MARK)
    _id(save_card(desk, stay, replace(card, document_kind=PaperKind.PASSPORT, **texts)))
    movement = _leaves(desk, stay)
    _id(start_plan(desk, stay))
    order = OrderDraft(number="1", issued_on=date(2026, 3, 5), subject_kk="Шығару", subject_ru="Выпуск")
    text = replace(order, text_kk=MARK, text_ru=MARK, person_id=aigul, stay_id=stay, movement_id=movement)
    order_id = _id(save_order(desk, None, text, {"order-number": "с"}))
    _print(desk, aigul, units[UnitKind.TEMPORARY], order_id)
    _scan(desk, aigul, stay, tmp_path)
    double = _id(
        save_person(desk, None, PersonDraft(surname="Қасымова", given_name="Айша", address="Алматы"))
    )
    return sought(desk, aigul, double, MARK)


def _leaves(desk: Desk, stay: UUID) -> UUID:
    with by_hand(desk) as session:
        movement = Movement(
            id=new_id(), stay_id=stay, kind=MovementKind.LEFT, happened_on=date(2026, 3, 9), destination=MARK
        )
        session.add(movement)
        return movement.id


def _print(desk: Desk, person: UUID, unit: UUID, order: UUID) -> None:
    for form in ("annex-3", "annex-9"):
        print_form(desk, form, person, Language.KK)
    print_unit(desk, "annex-2", unit, Language.KK)
    print_paper(desk, Asked(form="order", record_id=order), Language.KK)
    print_paper(desk, Asked(form="order-register", orders=OrderQuery()), Language.KK)


def _scan(desk: Desk, person: UUID, stay: UUID, folder: Path) -> None:
    paper = folder / f"{MARK}.pdf"
    paper.write_bytes(pdf(words=MARK))
    page = file_page(desk, stay)
    file_id = page.file_id if page is not None and page.file_id else _id(open_personal_file(desk, stay))
    _id(attach_scan(desk, file_id, paper, code="T.file.identity"))
    signed = next(one for one in papers_of(desk, person) if one.form == "annex-9")
    _id(attach_signed(desk, signed.id, paper, desk.today))


def sits(desk: Desk, *roles: Role, sees_victims: bool = False, staff_id: UUID | None = None) -> Desk:
    """Let another user sit at the open file, behind the veils that are that user's."""
    user = replace(desk.user, roles=roles, sees_victims=sees_victims, staff_id=staff_id)
    desk.file.veil(veils_of(user))
    return replace(desk, user=user)


def leaks(desk: Desk, what: Sought, text: str, folder: Path, only: str = "") -> set[str]:
    """Return the ways on which a text comes out."""
    return {name for name, told in walk(desk, what, folder, only) if text in told}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the ways write their files."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_every_function_of_the_actions_is_walked_or_named_as_one_that_is_not() -> None:
    walked = set(ways())
    assert len(walked) > 100
    assert not NOT_WALKED & walked


def test_a_named_user_gets_at_what_is_hidden_on_the_ways_written_here(
    desk: Desk, victim: Sought, folder: Path
) -> None:
    named = sits(desk, Role.HEAD, Role.ADMINISTRATOR, sees_victims=True)
    assert leaks(named, victim, MARK, folder) == COMES_OUT


@pytest.mark.parametrize("roles", [(Role.HEAD, Role.ADMINISTRATOR), (Role.SPECIALIST,), (Role.AUDITOR,)])
def test_nothing_that_tells_where_a_victim_is_comes_out_to_who_is_not_named(
    desk: Desk, victim: Sought, folder: Path, roles: tuple[Role, ...]
) -> None:
    assert leaks(sits(desk, *roles), victim, MARK, folder) == set()


def test_without_any_one_of_its_veils_it_would_come_out(desk: Desk, victim: Sought, folder: Path) -> None:
    head = sits(desk, Role.HEAD, Role.ADMINISTRATOR)
    all_veils = veils_of(head.user)
    assert {veil.table for veil in all_veils} == VEILS.keys()
    for table, way in VEILS.items():
        desk.file.veil(tuple(veil for veil in all_veils if veil.table != table))
        assert way in leaks(head, victim, MARK, folder, only=way), table


def test_what_hides_a_victim_holds_for_the_record_that_was_merged_into_hers(
    desk: Desk, victim: Sought, folder: Path
) -> None:
    with by_hand(desk) as session:
        session.get_one(Person, victim.other).address = MARK + "9"
    _id(merge_people(desk, victim.person, victim.other, {"address": "keep"}, {"merge-both-open": "бір адам"}))
    head = sits(desk, Role.HEAD, Role.ADMINISTRATOR)
    assert leaks(head, victim, MARK, folder) == set()
    assert leaks(head, replace(victim, person=victim.other), MARK, folder) == set()


@pytest.fixture
def others(desk: Desk, victim: Sought, tmp_path: Path) -> Sought:
    """Somebody with a stay, papers, an order and a history, for whom a care worker does not answer."""
    page = person_page(desk, victim.person)
    assert page is not None
    _id(save_person(desk, victim.person, replace(page.person, surname=OTHER)))
    return replace(victim, text=OTHER)


def test_a_care_worker_finds_nobody_but_the_own_people_on_any_way(
    desk: Desk, others: Sought, units: dict[UnitKind, UUID], folder: Path
) -> None:
    staff = _id(save_staff(desk, None, StaffDraft(surname="Әлиева", given_name="Нұргүл")))
    own = _id(save_person(desk, None, PersonDraft(surname="Меншікова")))
    _id(assign(desk, admitted(desk, own, units[UnitKind.STATIONARY]), staff))
    everybody = leaks(sits(desk, Role.HEAD, Role.ADMINISTRATOR), others, OTHER, folder)
    assert {
        "people.list_people",
        "people.find_people",
        "orders.found_orders",
        "today.today_page",
    } <= everybody
    worker = sits(desk, Role.CARE_WORKER, staff_id=staff)
    assert leaks(worker, others, OTHER, folder) == set()
    assert [row.full_name for row in list_people(worker).rows] == ["Меншікова"]
    for text, found in (("меншік", 1), ("ме", 1), ("шікова", 1), ("ова", 1), ("ик", 0), (OTHER, 0), ("", 1)):
        asked = list_people(worker, PeopleQuery(text=text))
        assert (len(asked.rows), asked.total) == (found, found), text
    assert sum(count_by_status(worker).values()) == 1


def test_every_table_with_people_is_veiled_from_who_answers_for_nobody(desk: Desk, others: Sought) -> None:
    worker = sits(desk, Role.CARE_WORKER)
    about_people = {veil.table for veil in veils_of(worker.user)}
    assert {
        "person",
        "person_search",
        "stay",
        "plan_item",
        "activity_mark",
        "photo",
        "change",
    } <= about_people
    for table in about_people:
        nobody = "WHERE person_id IS NOT NULL" if table in ("change", "snooze", "scan") else ""
        with worker.read_rows() as source:
            (seen,) = source.execute(f"SELECT count(*) FROM {table} {nobody}").fetchone()  # noqa: S608
        assert seen == 0, table


def test_what_looks_after_the_whole_file_sees_past_the_veils(desk: Desk, others: Sought) -> None:
    """A care worker who closes the program must not sweep away the scans of other people."""
    worker = sits(desk, Role.CARE_WORKER)
    before = sorted(path.name for path in desk.file.scans.iterdir())
    assert before
    assert worker.file.check() == ()
    assert sorted(path.name for path in desk.file.scans.iterdir()) == before
    assert is_uncovered(worker)

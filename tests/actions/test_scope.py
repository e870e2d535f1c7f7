"""How far each role reaches: own domains, own people, and what is hidden of victims."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from ssu_desktop.actions.assignment import assign
from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.export import export_register
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.journal import JournalQuery, journal_entries
from ssu_desktop.actions.monitoring_editing import save_round, set_mark
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_staff, save_staff
from ssu_desktop.actions.person import open_person, person_page, save_person
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.plan_section import sign_section
from ssu_desktop.actions.printing import preview_form, print_form
from ssu_desktop.actions.printouts import preview_printout, reprint, reprint_page
from ssu_desktop.actions.stay import admit, check_admission_draft
from ssu_desktop.actions.users import add_user
from ssu_desktop.actions.visit_schedules import save_schedule, schedules_of_unit
from ssu_desktop.actions.visits import save_visits
from ssu_desktop.language import Language
from ssu_desktop.records import Person, RegistrationCard, Relative, Scan, new_id
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    MarkKind,
    Post,
    RelationKind,
    Role,
    RoundKind,
    ScanMedia,
    UnitKind,
)
from ssu_desktop.rules.organisation import StaffDraft, UserDraft
from ssu_desktop.rules.person import PersonDraft, RelativeDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.plan_section import SignOffDraft
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft
from ssu_desktop.rules.visit import ScheduleDraft, VisitDraft
from ssu_desktop.storage import Actor
from ssu_desktop.storage.errors import NotAllowed
from ssu_desktop.storage.veil import MASK
from tests.actions.conftest import TODAY
from tests.support.by_hand import by_hand
from tests.support.datafile import PASSWORD
from tests.support.stays import admission, admitted, codes

SitDown = Callable[..., Desk]


def words_of(pdf: bytes) -> str:
    """Return the words of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


Victim = tuple[UUID, UUID]
ADDRESS = "Қостанай, Байтұрсынұлы көшесі, 3"


@pytest.fixture
def sits(desk: Desk, file_path: Path) -> Iterator[SitDown]:
    """Let another user, with these roles, sit down at the file in place of the first one."""
    opened: list[Desk] = []

    def sit_down(*roles: Role, domain: Domain | None = None, sees_victims: bool = False) -> Desk:
        draft = StaffDraft(surname="Әлиева", given_name="Нұргүл", post=Post.PSYCHOLOGIST, domain=domain)
        member = next((one.id for one in list_staff(desk) if one.draft.surname == "Әлиева"), None)
        if member is None:
            member = _id(save_staff(desk, None, draft))
        user = UserDraft(
            login="nurgul",
            full_name="Әлиева Нұргүл",
            role=roles[0],
            further_roles=roles[1:],
            staff_id=member,
            sees_victims=sees_victims,
            password=PASSWORD,
        )
        assert isinstance(add_user(desk, user), Saved)
        desk.file.close()
        opened.append(open_desk(file_path, "nurgul", PASSWORD, clock=lambda: TODAY))
        return opened[0]

    yield sit_down
    for one in opened:
        one.file.close()


def _id(answer: object) -> UUID:
    assert isinstance(answer, Saved), answer
    return answer.id


@pytest.fixture
def stay(desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]) -> UUID:
    """The stay of Қасымова in the stationary unit."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


@pytest.fixture
def plan(desk: Desk, stay: UUID) -> UUID:
    """Her plan: one household activity."""
    plan_id = _id(start_plan(desk, stay))
    _put(desk, plan_id, ItemDraft(domain=Domain.HOUSEHOLD, service="Киінуге көмек"))
    return plan_id


def _put(desk: Desk, plan_id: UUID, *added: ItemDraft, but: Domain | None = None) -> None:
    view = read_plan(desk, plan_id)
    assert view is not None
    items = tuple(item for item in view.draft.items if item.domain is not but)
    _id(save_plan(desk, plan_id, replace(view.draft, items=(*added, *items))))


OWN = ItemDraft(domain=Domain.PSYCHOLOGICAL, service="Әңгімелесу")


def test_a_specialist_writes_the_own_domain_of_a_plan(plan: UUID, sits: SitDown) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    _put(psychologist, plan, OWN)
    view = read_plan(psychologist, plan)
    assert view is not None
    assert {item.domain for item in view.draft.items} == {Domain.PSYCHOLOGICAL, Domain.HOUSEHOLD}
    _put(psychologist, plan, but=Domain.PSYCHOLOGICAL)


@pytest.mark.parametrize("domain", [Domain.HOUSEHOLD, Domain.LEGAL])
def test_a_specialist_adds_nothing_to_another_domain(plan: UUID, sits: SitDown, domain: Domain) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    with pytest.raises(NotAllowed):
        _put(psychologist, plan, replace(OWN, domain=domain))


def test_a_specialist_takes_nothing_out_of_another_domain_nor_into_the_own(plan: UUID, sits: SitDown) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    with pytest.raises(NotAllowed):
        _put(psychologist, plan, but=Domain.HOUSEHOLD)
    view = read_plan(psychologist, plan)
    assert view is not None
    moved = tuple(replace(item, domain=Domain.PSYCHOLOGICAL) for item in view.draft.items)
    with pytest.raises(NotAllowed):
        save_plan(psychologist, plan, replace(view.draft, items=moved))


def test_a_specialist_does_not_change_the_plan_as_a_whole(plan: UUID, sits: SitDown) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    view = read_plan(psychologist, plan)
    assert view is not None
    with pytest.raises(NotAllowed):
        save_plan(psychologist, plan, replace(view.draft, review_on=date(2026, 6, 1)))


def test_a_specialist_signs_the_own_domain_only(plan: UUID, sits: SitDown) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    _put(psychologist, plan, OWN)
    signed = SignOffDraft(signed_by_id=psychologist.user.staff_id, signed_on=TODAY)
    _id(sign_section(psychologist, plan, Domain.PSYCHOLOGICAL, signed))
    with pytest.raises(NotAllowed):
        sign_section(psychologist, plan, Domain.HOUSEHOLD, signed)


def test_a_specialist_scores_the_own_domain_only(stay: UUID, plan: UUID, sits: SitDown) -> None:
    psychologist = sits(Role.SPECIALIST, domain=Domain.PSYCHOLOGICAL)
    draft = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 4))
    _id(save_round(psychologist, stay, replace(draft, scores={Domain.PSYCHOLOGICAL: 12})))
    with pytest.raises(NotAllowed):
        save_round(psychologist, stay, replace(draft, scores={Domain.PSYCHOLOGICAL: 12, Domain.LEGAL: 3}))


def test_medical_staff_has_the_medical_domain_whoever_it_is(plan: UUID, sits: SitDown) -> None:
    nurse = sits(Role.MEDICAL)
    _put(nurse, plan, replace(OWN, domain=Domain.MEDICAL))
    with pytest.raises(NotAllowed):
        _put(nurse, plan, OWN)


def test_a_care_worker_opens_and_marks_only_the_own_people(
    desk: Desk, aigul: UUID, stay: UUID, plan: UUID, sits: SitDown
) -> None:
    staff = _id(save_staff(desk, None, StaffDraft(surname="Әлиева", given_name="Нұргүл")))
    other = _id(save_person(desk, None, PersonDraft(surname="Омаров")))
    _id(assign(desk, stay, staff))
    view = read_plan(desk, plan)
    assert view is not None
    worker = sits(Role.CARE_WORKER)
    page = open_person(worker, aigul)
    assert page is not None
    assert [one.id for one in page.stays] == [stay]
    mark = MarkDraft(item_id=view.draft.items[0].id or stay, month=TODAY, mark=MarkKind.POSITIVE)
    _id(set_mark(worker, stay, mark))
    assert open_person(worker, other) is None


def test_a_care_worker_does_not_see_the_stay_of_one_who_is_left_to_another(
    desk: Desk, aigul: UUID, stay: UUID, sits: SitDown
) -> None:
    staff = _id(save_staff(desk, None, StaffDraft(surname="Әлиева", given_name="Нұргүл")))
    _id(assign(desk, stay, staff))
    _id(assign(desk, stay, None))
    worker = sits(Role.CARE_WORKER)
    assert person_page(worker, aigul) is None
    assert open_person(worker, aigul) is None


def test_a_care_worker_enters_the_visits_of_the_own_people_only(
    desk: Desk, aigul: UUID, units: dict[UnitKind, UUID], sits: SitDown
) -> None:
    staff = _id(save_staff(desk, None, StaffDraft(surname="Әлиева", given_name="Нұргүл")))
    own = admitted(desk, aigul, units[UnitKind.HOME])
    _id(assign(desk, own, staff))
    left_to_another = admitted(
        desk, _id(save_person(desk, None, PersonDraft(surname="Омаров"))), units[UnitKind.HOME]
    )
    worker = sits(Role.CARE_WORKER)
    _id(save_visits(worker, units[UnitKind.HOME], [VisitDraft(stay_id=own, day=TODAY)]))
    other = save_visits(worker, units[UnitKind.HOME], [VisitDraft(stay_id=left_to_another, day=TODAY)])
    assert codes(other) == ["record-gone"]
    assert [row.stay_id for row in schedules_of_unit(worker, units[UnitKind.HOME])] == [own]
    with pytest.raises(NotAllowed):
        save_schedule(worker, own, None, ScheduleDraft(weekdays="14", since=TODAY))


@pytest.fixture
def victim(desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]) -> tuple[UUID, UUID]:
    """Қасымова as a victim of violence with an address, a relative and a card: the person and the stay."""
    draft = admission(units[UnitKind.TEMPORARY], category=Category.VIOLENCE)
    reasons = dict.fromkeys(
        (finding.code for finding in check_admission_draft(desk, aigul, draft)), "себебі бар"
    )
    stay_id = _id(admit(desk, aigul, draft, reasons))
    relative = RelativeDraft(relation=RelationKind.DAUGHTER, full_name="Қасымова Сәуле", address=ADDRESS)
    _id(save_belonging(desk, aigul, None, relative))
    with by_hand(desk) as session:
        person = session.get_one(Person, aigul)
        person.address = person.registered_address = ADDRESS
        person.phone = "8 701 000 00 00"
        session.add(RegistrationCard(stay_id=stay_id, sent_by=ADDRESS))
    return aigul, stay_id


def test_the_address_of_a_victim_is_hidden_from_all_who_are_not_named_for_it(
    victim: Victim, sits: SitDown
) -> None:
    registrar = sits(Role.REGISTRAR, Role.HEAD)
    page = open_person(registrar, victim[0])
    assert page is not None
    assert (page.person.address, page.person.registered_address, page.person.phone) == (MASK,) * 3
    assert [entry.draft.address for entry in page.relatives] == [MASK]
    card = read_card(registrar, victim[1])
    assert card is None or ADDRESS not in str(card)


def test_a_named_user_sees_the_address_and_the_card_of_a_victim(victim: Victim, sits: SitDown) -> None:
    registrar = sits(Role.REGISTRAR, sees_victims=True)
    page = open_person(registrar, victim[0])
    card = read_card(registrar, victim[1])
    assert page is not None
    assert card is not None
    assert (page.person.address, card.sent_by) == (ADDRESS, ADDRESS)


def test_an_ordinary_address_is_seen_by_all_and_an_empty_one_stays_empty(
    desk: Desk, aigul: UUID, stay: UUID, sits: SitDown
) -> None:
    with by_hand(desk) as session:
        session.get_one(Person, aigul).address = ADDRESS
    page = person_page(sits(Role.AUDITOR), aigul)
    assert page is not None
    assert (page.person.address, page.person.phone) == (ADDRESS, "")


def test_what_is_hidden_is_kept_when_the_rest_of_the_record_is_changed(victim: Victim, sits: SitDown) -> None:
    registrar = sits(Role.REGISTRAR)
    page = person_page(registrar, victim[0])
    assert page is not None
    _id(save_person(registrar, victim[0], replace(page.person, profession="аспаз")))
    (relative,) = page.relatives
    _id(save_belonging(registrar, victim[0], relative.id, replace(relative.draft, full_name="Қасымова С.")))
    with registrar.file.write("look", Actor(None, "")) as session:  # past the veils
        person = session.get_one(Person, victim[0])
        assert (person.profession, person.address, person.registered_address) == ("аспаз", ADDRESS, ADDRESS)
        assert session.get_one(Relative, relative.id).address == ADDRESS


def test_a_hidden_address_and_a_hidden_card_are_not_written_over(victim: Victim, sits: SitDown) -> None:
    registrar = sits(Role.REGISTRAR)
    page = person_page(registrar, victim[0])
    assert page is not None
    with pytest.raises(NotAllowed):
        save_person(registrar, victim[0], replace(page.person, address="Алматы"))
    card = read_card(registrar, victim[1])
    if card is not None:
        with pytest.raises(NotAllowed):
            save_card(registrar, victim[1], replace(card, sent_by="полиция"))


@pytest.mark.parametrize("form", ["annex-2", "annex-3", "annex-9"])
def test_no_paper_that_is_printed_for_others_holds_the_address_of_a_victim(
    victim: Victim, units: dict[UnitKind, UUID], sits: SitDown, form: str
) -> None:
    head = sits(Role.HEAD)
    subject = units[UnitKind.TEMPORARY] if form == "annex-2" else victim[0]
    text = words_of(preview_form(head, form, subject, Language.KK))
    assert "Қасымова" in text
    assert "Байтұрсынұлы" not in text


def test_no_file_that_is_written_for_others_holds_the_address_of_a_victim(
    victim: Victim, units: dict[UnitKind, UUID], sits: SitDown, tmp_path: Path
) -> None:
    head = sits(Role.HEAD)
    path = tmp_path / "register.xlsx"
    export_register(head, units[UnitKind.TEMPORARY], path)
    sheet = load_workbook(path).active
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("Қасымова" in text for text in told)
    assert not any("Байтұрсынұлы" in text for text in told)


def test_the_history_of_a_victim_does_not_tell_the_address_either(victim: Victim, sits: SitDown) -> None:
    head = sits(Role.HEAD)
    told = str(read_history(head, HistoryQuery(person_id=victim[0]), Language.KK))
    assert "Сәуле" in told
    assert "Байтұрсынұлы" not in told
    assert "Байтұрсынұлы" not in str(list(journal_entries(head, JournalQuery(person_id=victim[0]))))


def test_a_paper_that_was_printed_with_the_address_of_a_victim_is_not_shown_again(
    desk: Desk, victim: Victim, sits: SitDown
) -> None:
    printed = print_form(desk, "annex-3", victim[0], Language.KK).printout_ids[0]
    head = sits(Role.HEAD)
    for look in (preview_printout, reprint):
        with pytest.raises(NotAllowed):
            look(head, printed)
    with pytest.raises(NotAllowed):
        reprint_page(head, printed, 1)


def test_a_care_worker_sees_the_scan_of_the_internal_rules_which_is_of_nobody(
    desk: Desk, sits: SitDown
) -> None:
    with by_hand(desk) as session:
        session.add(
            Scan(id=new_id(), person_id=None, name="қағидалар.pdf", media=ScanMedia.PDF, digest="0", size=1)
        )
    with sits(Role.CARE_WORKER).read() as session:
        assert [scan.name for scan in session.scalars(select(Scan))] == ["қағидалар.pdf"]

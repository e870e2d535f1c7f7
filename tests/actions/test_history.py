"""The history of a person, a record, all: words, fields before and after, pages; taking actions back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from ssu_desktop.actions.backups import keep_backup
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import FieldChange, HistoryQuery, Record, count_history, read_history
from ssu_desktop.actions.history_words import HIDDEN, RECORDS, field_word
from ssu_desktop.actions.opening import leave_desk, open_desk
from ssu_desktop.actions.person import person_header, save_person
from ssu_desktop.actions.personal_file import file_page, save_document
from ssu_desktop.actions.photo import set_photo
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.undo import LastDone, last_done, own_action, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Base, Kept, Unit
from ssu_desktop.records.kinds import Domain, MovementKind, Operation, Role, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.personal_file import DocumentDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.storage import insert_many
from ssu_desktop.storage.errors import NotAllowed, WrongPassword
from ssu_desktop.storage.snapshot import Occasion
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.people import person
from tests.support.stays import admitted, move, saved


def test_actions_are_told_newest_first_with_values_in_words(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    saved(record_movement(desk, stay_id, move(MovementKind.LEFT, date(2026, 3, 6))))
    newest, admission, *_entered = read_history(desk, HistoryQuery(person_id=aigul), Language.RU)
    assert (newest.action, newest.who) == ("Enter a temporary leave", desk.user.full_name)
    told = {(change.record, change.field): (change.before, change.after) for change in newest.changes}
    assert told["Movement", "Date"] == ("", "06.03.2026")
    assert told["Stay", "Status"][0] != told["Stay", "Status"][1]
    first = {(change.record, change.field): change.after for change in admission.changes}
    assert first["Stay", "Unit"] == "Стационарное отделение"
    assert first["Personal file", "Number"] == "S-2026/1"


def test_the_history_comes_by_pages(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    everything = read_history(desk, HistoryQuery(person_id=aigul), Language.KK)
    assert count_history(desk, HistoryQuery(person_id=aigul)) == len(everything) == 2
    assert read_history(desk, HistoryQuery(person_id=aigul), Language.KK, limit=1, offset=1) == everything[1:]


def test_every_kept_record_and_every_field_of_it_has_its_word() -> None:
    kept = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, Kept)]
    for mapper in kept:
        table = mapper.local_table
        assert table.name in RECORDS
        own = [column.name for column in mapper.columns if not column.foreign_keys]
        unnamed = [name for name in own if name not in HIDDEN and field_word(str(table.name), name) is None]
        assert not unnamed, table.name


def test_the_history_of_a_plan_has_its_activities_also_those_that_were_removed(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = saved(start_plan(desk, admitted(desk, aigul, units[UnitKind.STATIONARY])))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(domain=Domain.MEDICAL, service="Қарау")
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    view = read_plan(desk, plan_id)
    assert view is not None
    saved(save_plan(desk, plan_id, replace(view.draft, items=())))
    gone, entered, *begun = read_history(desk, HistoryQuery(record=Record("plan", plan_id)), Language.RU)
    assert ("Activity of the plan", "Service", "Қарау", "") in [_told(change) for change in gone.changes]
    assert ("Activity of the plan", "Service", "", "Қарау") in [_told(change) for change in entered.changes]
    assert [row.action for row in begun] == ["Begin a plan"]
    assert count_history(desk, HistoryQuery(record=Record("plan", plan_id))) == 3


def _told(change: FieldChange) -> tuple[str, str, str, str]:
    return change.record, change.field, change.before, change.after


def test_a_record_of_the_facility_has_its_history_too(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    with desk.write("Change a unit") as session:
        session.get_one(Unit, units[UnitKind.DAY]).capacity = 30
    newest, *_older = read_history(
        desk, HistoryQuery(record=Record("unit", units[UnitKind.DAY])), Language.RU
    )
    assert ("Unit", "Places", "50", "30") in [_told(change) for change in newest.changes]
    assert (newest.who, newest.about) == (desk.user.full_name, "Дневное отделение")
    of_all = read_history(desk, HistoryQuery(record=Record("unit")), Language.RU)
    assert len(of_all) == 2
    assert read_history(desk, HistoryQuery(record=Record("staff")), Language.RU) == ()


def test_the_whole_history_is_narrowed_by_days_and_users(desk: Desk, aigul: UUID) -> None:
    everything = read_history(desk, HistoryQuery(), Language.KK)
    last, first = (everything[place].at.astimezone().date() for place in (0, -1))
    assert [row.action for row in everything] == ["Add a person", "Signed in", "prepare"]
    assert everything[0].about == "Қасымова Айгүл Болатқызы"
    assert read_history(desk, HistoryQuery(since=first, until=last), Language.KK) == everything
    for nothing in (
        HistoryQuery(since=last + timedelta(1)),
        HistoryQuery(until=first - timedelta(1)),
        HistoryQuery(user_id=aigul),
    ):
        assert read_history(desk, nothing, Language.KK) == ()
        assert count_history(desk, nothing) == 0
    mine = read_history(desk, HistoryQuery(user_id=desk.user.id, changing=True), Language.KK)
    assert [row.action for row in mine] == ["Add a person", "prepare"]


def test_of_an_action_with_very_many_entries_the_first_are_told_and_that_there_are_more(
    desk: Desk, aigul: UUID
) -> None:
    many = 150
    with desk.write("Import a register") as session:
        insert_many(session, [person(f"А{number}") for number in range(many)])
    imported, entered, *_older = read_history(desk, HistoryQuery(changing=True), Language.RU)
    told = [change.after for change in imported.changes if change.field == "Surname"]
    assert (told, imported.cut, entered.cut) == ([f"А{number}" for number in range(100)], True, False)
    assert imported.about == "Человек"
    saved(undo(desk, imported.action_id))


def test_what_was_printed_and_how_one_signed_in_is_told_in_words(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    print_form(desk, "annex-3", aigul, Language.KK)
    newest, *_rest = read_history(desk, HistoryQuery(), Language.RU)
    keep_backup(desk, Occasion.CLOSE)
    told = {change.field: change.after for change in newest.changes}
    assert (told["Form"], told["Language"]) == ("Личное дело (приложение 3)", "каз.")
    (backed_up,) = (
        row for row in read_history(desk, HistoryQuery(), Language.RU) if row.operation is Operation.BACKUP
    )
    told = {change.field: change.after for change in backed_up.changes}
    assert (backed_up.about, told["Occasion"]) == ("Файл данных", "при закрытии")
    signed_in = next(
        row for row in read_history(desk, HistoryQuery(), Language.RU) if row.action == "Signed in"
    )
    assert [change.after for change in signed_in.changes] == ["пароль"]


def test_an_action_is_taken_back_after_the_program_was_started_again(file_path: Path) -> None:
    first = open_desk(file_path, LOGIN, PASSWORD)
    person_id = saved(save_person(first, None, PersonDraft(surname="Омаров")))
    leave_desk(first)
    again = open_desk(file_path, LOGIN, PASSWORD)
    newest, *_older = read_history(again, HistoryQuery(user_id=again.user.id, changing=True), Language.KK)
    assert own_action(again, newest.action_id) == LastDone(newest.action_id)
    saved(undo(again, newest.action_id))
    assert person_header(again, person_id) is None
    leave_desk(again)


def test_an_earlier_action_is_taken_back_where_nothing_was_built_upon_it(desk: Desk, aigul: UUID) -> None:
    person_id = saved(save_person(desk, None, PersonDraft(surname="Омаров")))
    saved(save_person(desk, None, PersonDraft(surname="Ким")))
    _newest, earlier, *_older = read_history(desk, HistoryQuery(changing=True), Language.KK)
    saved(undo(desk, earlier.action_id))
    assert person_header(desk, person_id) is None
    assert person_header(desk, aigul) is not None
    done = own_action(desk, earlier.action_id)
    assert done is not None
    assert done.final is not None
    assert "undone already" in done.final.text


def test_what_somebody_else_did_is_not_taken_back(desk: Desk, aigul: UUID) -> None:
    newest, *_older = read_history(desk, HistoryQuery(changing=True), Language.KK)
    other = replace(desk, user=replace(desk.user, id=aigul))
    assert own_action(other, newest.action_id) is None
    refused = undo(other, newest.action_id)
    assert isinstance(refused, Refused)
    assert refused.findings[0].text == "Only who did it can take it back."
    assert person_header(desk, aigul) is not None


def test_who_may_not_see_people_reads_the_history_of_the_facility_alone(desk: Desk, aigul: UUID) -> None:
    administrator = replace(desk, user=replace(desk.user, roles=(Role.ADMINISTRATOR,)))
    told = read_history(administrator, HistoryQuery(), Language.RU)
    assert [row.action for row in told] == ["Signed in", "prepare"]
    assert count_history(administrator, HistoryQuery()) == 2
    assert len(read_history(administrator, HistoryQuery(record=Record("unit")), Language.RU)) == 1
    for query in (HistoryQuery(person_id=aigul), HistoryQuery(record=Record("stay", aigul))):
        with pytest.raises(NotAllowed):
            read_history(administrator, query, Language.RU)


def test_the_whole_history_is_not_for_everybody_but_one_s_own_actions_are(desk: Desk, aigul: UUID) -> None:
    nurse = replace(desk, user=replace(desk.user, roles=(Role.MEDICAL,)))
    with pytest.raises(NotAllowed):
        read_history(nurse, HistoryQuery(), Language.RU)
    mine = read_history(nurse, HistoryQuery(user_id=nurse.user.id, changing=True), Language.RU)
    assert [row.action for row in mine] == ["Add a person", "prepare"]
    assert read_history(nurse, HistoryQuery(person_id=aigul), Language.RU)


def test_a_refused_sign_in_is_told_with_its_moment_and_the_name_that_was_typed(file_path: Path) -> None:
    before = datetime.now().astimezone()
    with pytest.raises(WrongPassword):
        open_desk(file_path, LOGIN, "not the password")
    after = datetime.now().astimezone()
    desk = open_desk(file_path, LOGIN, PASSWORD)
    (refused,) = (
        row
        for row in read_history(desk, HistoryQuery(), Language.RU)
        if row.operation is Operation.REFUSED_SIGN_IN
    )
    desk.file.close()
    told = {change.field: change.after for change in refused.changes}
    assert (refused.who, told["User name"], told["With"]) == (LOGIN, LOGIN, "пароль")
    assert told["Tried at"][:10] in (f"{before:%d.%m.%Y}", f"{after:%d.%m.%Y}")


def test_signing_in_and_out_is_told(file_path: Path) -> None:
    for _time in range(2):
        leave_desk(open_desk(file_path, LOGIN, PASSWORD))
    desk = open_desk(file_path, LOGIN, PASSWORD)
    told = [row.operation for row in read_history(desk, HistoryQuery(), Language.KK)]
    desk.file.close()
    assert told == [
        *(Operation.SIGN_IN, Operation.SIGN_OUT, Operation.SIGN_IN, Operation.SIGN_OUT, Operation.SIGN_IN),
        Operation.INSERT,
    ]


def test_saving_a_plan_is_taken_back(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    plan_id = saved(start_plan(desk, admitted(desk, aigul, units[UnitKind.STATIONARY])))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(domain=Domain.MEDICAL, service="Қарау")
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    done = last_done(desk)
    assert done is not None
    newest = read_history(desk, HistoryQuery(person_id=aigul), Language.KK)[0]
    assert (newest.action_id, newest.action) == (done.action_id, "Save a plan")
    saved(undo(desk, done.action_id))
    view = read_plan(desk, plan_id)
    assert view is not None
    assert view.items == ()
    assert read_history(desk, HistoryQuery(person_id=aigul), Language.KK)[0].action == "Take back an action"


def test_a_tick_and_then_the_admission_before_it_are_taken_back(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    admission = last_done(desk)
    assert admission is not None
    page = file_page(desk, stay_id)
    assert page is not None
    tick = DocumentDraft(code="S.file.application", received_on=date(2026, 3, 5))
    saved(save_document(desk, page.file_id, tick))
    assert isinstance(undo(desk, admission.action_id), Refused)  # the tick hangs on it
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    page = file_page(desk, stay_id)
    assert page is not None
    assert page.completeness.received == 0
    saved(undo(desk, admission.action_id))
    header = person_header(desk, aigul)
    assert header is not None
    assert header.stay is None
    assert stay_history(desk, aigul) == ()


def test_a_print_or_an_approval_is_not_offered_to_be_taken_back_and_the_reason_is_told(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    done = last_done(desk)
    assert done is not None
    assert done.final is None
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    print_form(desk, "annex-3", aigul, Language.KK)
    done = last_done(desk)
    assert done is not None
    assert done.final is not None
    assert "stands on paper" in done.final.text
    answer = undo(desk, done.action_id)
    assert isinstance(answer, Refused)
    assert answer.findings == (done.final,)


def test_a_photo_put_in_the_place_of_another_is_not_offered_to_be_taken_back(desk: Desk, aigul: UUID) -> None:
    for colour in ("white", "black"):
        picture = BytesIO()
        Image.new("RGB", (20, 20), colour).save(picture, "PNG")
        saved(set_photo(desk, aigul, picture.getvalue()))
        done = last_done(desk)
        assert done is not None
        assert (done.final is None) is (colour == "white")

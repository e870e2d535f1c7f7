"""The history of a person: actions in words, fields before and after, pages; taking back the last action."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

from PIL import Image

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import HistoryQuery, count_history, read_history
from ssu_desktop.actions.history_words import FIELDS, HIDDEN, RECORDS
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.personal_file import file_page, save_document
from ssu_desktop.actions.photo import set_photo
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Base
from ssu_desktop.records.kinds import Domain, MovementKind, UnitKind
from ssu_desktop.rules.personal_file import DocumentDraft
from ssu_desktop.rules.plan_draft import ItemDraft
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


def test_every_field_of_a_persons_records_has_its_word() -> None:
    for name in RECORDS:
        columns = [column for column in Base.metadata.tables[name].columns if not column.foreign_keys]
        unnamed = {column.name for column in columns} - HIDDEN - set(FIELDS)
        known = {"jpeg", "present_admitted_on", "present_category", "status_since", "cancelled_at", "user_id"}
        papers = {"printed_at", "printed_by", "content", "edition", "language", "finding", "document_kind"}
        assert unnamed <= known | papers, name


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

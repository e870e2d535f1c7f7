"""Unsaved input survives the end of the program."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.drafts import (
    drop_draft,
    list_drafts,
    load_draft,
    packed,
    save_draft,
    unpacked,
)
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Category, Sex, UnitKind
from ssu_desktop.rules.organisation import OrganisationDraft, SetupDraft, UnitDraft
from ssu_desktop.rules.person import PersonDraft
from tests.support.datafile import LOGIN, PASSWORD

DRAFT = PersonDraft(surname="Қасымова", born=date(1943, 5, 11), sex=Sex.FEMALE, note="бір\nекі")


def test_input_that_was_kept_is_offered_again_after_the_program_died(desk: Desk, file_path: Path) -> None:
    save_draft(desk, "person:new", packed(DRAFT))
    desk.file._lock.close()  # the process is gone: nothing was closed in order
    again = open_desk(file_path, LOGIN, PASSWORD)
    try:
        [kept] = list_drafts(again)
        assert kept.key == "person:new"
        assert unpacked(PersonDraft, kept.content) == DRAFT
    finally:
        again.file.close()


def test_later_input_stands_in_place_of_the_earlier_one(desk: Desk) -> None:
    save_draft(desk, "person:new", {"surname": "Қ"})
    save_draft(desk, "person:new", {"surname": "Қасымова"})
    assert load_draft(desk, "person:new") == {"surname": "Қасымова"}
    assert len(list_drafts(desk)) == 1


def test_dropped_input_is_gone_and_dropping_nothing_is_no_error(desk: Desk) -> None:
    save_draft(desk, "a", {"x": 1})
    save_draft(desk, "b", {"x": 2})
    drop_draft(desk, "a")
    drop_draft(desk, "a")
    assert load_draft(desk, "a") is None
    assert load_draft(desk, "b") == {"x": 2}
    assert [kept.key for kept in list_drafts(desk)] == ["b"]


def test_kept_input_leaves_no_trace_in_the_change_journal(desk: Desk) -> None:
    def rows() -> int | None:
        with desk.read() as session:
            return session.scalar(select(func.count()).select_from(Change))

    before = rows()
    save_draft(desk, "person:new", packed(DRAFT))
    drop_draft(desk, "person:new")
    assert rows() == before


def test_drafts_within_a_draft_go_and_come_back_whole() -> None:
    draft = SetupDraft(
        organisation=OrganisationDraft(name_kk="а", name_ru="б"),
        units=(UnitDraft(kind=UnitKind.DAY, categories=(Category.CHILDREN, Category.ELDERLY), capacity=5),),
    )
    assert unpacked(SetupDraft, packed(draft)) == draft


def test_content_of_another_version_gives_what_is_known_and_never_a_wrong_type() -> None:
    content = {"surname": "Ким", "a_field_of_tomorrow": 1}
    assert unpacked(PersonDraft, content) == PersonDraft(surname="Ким")
    with pytest.raises(ValueError, match="isoformat"):
        unpacked(PersonDraft, {"born": "yesterday"})

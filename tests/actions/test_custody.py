"""Originals in custody in the data file: the register, the warning at leaving, the receipt on the list."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.custody import custody_begun, custody_of, give_back, originals_on_list, take_in
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.file_rows import DocumentState
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.records import Departure
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.custody import CustodyDraft, Original, ReturnDraft
from tests.support.stays import admitted, codes, move, saved

IDENTITY, PENSION = (
    Original(code="S.custody.identity", number="041234567"),
    Original(code="S.custody.pension"),
)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


@pytest.fixture
def file_id(desk: Desk, stay_id: UUID) -> UUID:
    """The file of Қасымова."""
    page = file_page(desk, stay_id)
    assert page is not None
    return page.file_id


def draft_of(desk: Desk, file_id: UUID, *originals: Original) -> CustodyDraft:
    """Return a taking in of these originals as it is begun, with the consent."""
    return replace(custody_begun(desk, file_id), originals=originals, consent_on=date(2026, 3, 5))


def returning(desk: Desk) -> ReturnDraft:
    """Return the giving back of today."""
    return ReturnDraft(returned_on=desk.today, returned_to="Қасымова А. Б.", returned_by="Сейтқали А. М.")


def test_the_order_names_five_originals(desk: Desk) -> None:
    assert [row.code.rpartition(".")[2] for row in originals_on_list(desk)] == [
        *("identity", "disability", "pension", "veteran", "benefit_book")
    ]


def test_two_originals_come_by_one_act_and_the_receipt_is_asked_for(
    desk: Desk, stay_id: UUID, file_id: UUID
) -> None:
    begun = draft_of(desk, file_id, IDENTITY, PENSION)
    assert (begun.act_number, begun.handed_by) == ("1", "Қасымова Айгүл Болатқызы")
    saved(take_in(desk, file_id, begun))
    rows = custody_of(desk, file_id)
    assert [(row.title("ru"), row.number, row.act_number) for row in rows] == [
        ("Документ, удостоверяющий личность (подлинник)", "041234567", "1"),
        ("Пенсионное удостоверение (подлинник)", "", "1"),
    ]
    page = file_page(desk, stay_id)
    assert page is not None
    states = {row.code: row.state for row in page.rows}
    assert states["S.file.custody_receipt"] is DocumentState.MISSING  # R230-180
    assert custody_begun(desk, file_id).act_number == "2"
    assert codes(take_in(desk, file_id, draft_of(desk, file_id, IDENTITY))) == ["original-kept"]


def test_without_consent_nothing_is_kept(desk: Desk, file_id: UUID) -> None:
    draft = replace(draft_of(desk, file_id, IDENTITY), consent_on=None)
    assert codes(take_in(desk, file_id, draft, {"consent-missing": "ауызша"})) == ["consent-missing"]
    assert custody_of(desk, file_id) == ()


def test_leaving_warns_until_the_originals_are_given_back(desk: Desk, stay_id: UUID, file_id: UUID) -> None:
    custody_id = saved(take_in(desk, file_id, draft_of(desk, file_id, IDENTITY)))
    out = move(MovementKind.TRANSFERRED_OUT, desk.today)
    answer = record_movement(desk, stay_id, out)
    assert isinstance(answer, Refused)
    (warning,) = answer.findings
    assert (warning.code, warning.values) == ("originals-kept", {"count": 1})
    (row,) = custody_of(desk, file_id)
    saved(give_back(desk, {custody_id: row.revision}, returning(desk)))
    assert custody_of(desk, file_id)[0].returned_to == "Қасымова А. Б."
    saved(record_movement(desk, stay_id, out))


def test_who_leaves_without_the_originals_leaves_a_reason(desk: Desk, stay_id: UUID, file_id: UUID) -> None:
    saved(take_in(desk, file_id, draft_of(desk, file_id, IDENTITY)))
    out = move(MovementKind.DISCHARGED, desk.today)
    saved(record_movement(desk, stay_id, out, {"originals-kept": "мұрагер алады"}))
    with desk.read() as session:
        assert session.scalars(select(Departure.reason)).all() == ["мұрагер алады"]


def test_what_was_given_back_is_not_given_back_again_and_a_stale_row_is_refused(
    desk: Desk, file_id: UUID
) -> None:
    custody_id = saved(take_in(desk, file_id, draft_of(desk, file_id, IDENTITY)))
    (row,) = custody_of(desk, file_id)
    assert codes(give_back(desk, {custody_id: row.revision + 1}, returning(desk))) == ["changed-meanwhile"]
    saved(give_back(desk, {custody_id: row.revision}, returning(desk)))
    assert codes(give_back(desk, {custody_id: None}, returning(desk))) == ["record-gone"]
    assert codes(give_back(desk, {}, returning(desk))) == ["record-gone"]

"""The first start, and sitting down at a file that is there."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.opening import Created, create_facility, open_desk
from ssu_desktop.actions.organisation import list_units, read_organisation
from ssu_desktop.actions.signatories import list_signatories
from ssu_desktop.actions.users import (
    add_user,
    change_password,
    close_user,
    list_users,
    renew_recovery_code,
    reopen_user,
)
from ssu_desktop.language import Language
from ssu_desktop.records import Change, User, new_id
from ssu_desktop.records.kinds import Category, Operation, Role, UnitKind
from ssu_desktop.rules.organisation import OrganisationDraft, SetupDraft, UnitDraft, UserDraft
from ssu_desktop.storage import DataFileError, DataFileExists, WrongPassword, list_logins
from tests.support.by_hand import by_hand
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.forking import ended, needs_fork

FOUNDER = (Role.ADMINISTRATOR, Role.HEAD)
SETUP = SetupDraft(
    organisation=OrganisationDraft(
        name_kk="«Мейірім» орталығы", name_ru="Центр «Мейірім»", region="Қостанай", address="Ленин к., 1"
    ),
    head_name="Сейтқали Арман Болатұлы",
    units=(
        UnitDraft(
            name_kk="Стационар",
            name_ru="Стационар",
            kind=UnitKind.STATIONARY,
            categories=(Category.ADULTS,),
            capacity=50,
        ),
        UnitDraft(name_kk="Күндізгі", name_ru="Дневное", kind=UnitKind.DAY, capacity=20),
    ),
    user=UserDraft(
        login="aigul",
        full_name="Айгүл Серікқызы",
        language=Language.RU,
        password="үш сөзден тұратын",  # noqa: S106 - a password of tests
    ),
)


def test_first_start_makes_a_file_with_all_that_was_entered_and_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "centre.ssu"
    created = create_facility(path, SETUP, clock=lambda: date(2026, 3, 12))
    assert isinstance(created, Created)
    desk = created.desk
    try:
        assert replace(read_organisation(desk), revision=None) == SETUP.organisation
        assert [replace(unit.draft, revision=None) for unit in list_units(desk)] == list(SETUP.units)
        assert [row.name for row in list_signatories(desk)] == ["Сейтқали Арман Болатұлы"]
        assert [(row.login, row.roles) for row in list_users(desk)] == [("aigul", FOUNDER)]
        assert (desk.user.roles, desk.user.sees_victims) == (FOUNDER, True)
        assert (desk.user.language, desk.today) == ("ru", date(2026, 3, 12))
        assert desk.file.check() == ()
    finally:
        desk.file.close()
    again = open_desk(path, "aigul", SETUP.user.password)
    assert again.user == desk.user
    again.file.close()
    rescued = open_desk(path, recovery_code=created.recovery_code)
    assert rescued.user == desk.user
    rescued.file.close()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organisation": OrganisationDraft(name_ru="Центр")}, "organisation.name_kk"),
        ({"organisation": replace(SETUP.organisation, bin="12")}, "organisation.bin"),
        ({"organisation": replace(SETUP.organisation, bin="123456789012")}, "organisation.bin"),
        (
            {"organisation": replace(SETUP.organisation, file_number_pattern="{nom}")},
            "organisation.file_number_pattern",
        ),
        ({"units": ()}, "units"),
        ({"units": (replace(SETUP.units[0], capacity=None),)}, "units.0.capacity"),
        ({"units": (replace(SETUP.units[0], name_ru=" "),)}, "units.0.name_ru"),
        ({"units": (SETUP.units[0], replace(SETUP.units[1], name_kk="Стационар"))}, "units.1.name_kk"),
        ({"user": replace(SETUP.user, login="")}, "user.login"),
        ({"user": replace(SETUP.user, password="1234567")}, "user.password"),  # noqa: S106 - a password of tests
        ({"head_name": "Ә" * 201}, "head_name"),
    ],
)
def test_first_start_that_is_not_complete_is_refused_beside_the_field_and_makes_nothing(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    refused = create_facility(tmp_path / "centre.ssu", replace(SETUP, **change))  # type: ignore[arg-type]  # any field
    assert isinstance(refused, Refused)
    assert [finding.field for finding in refused.findings] == [field]
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_is_never_written_over(file_path: Path) -> None:
    with pytest.raises(DataFileExists):
        create_facility(file_path, SETUP)
    open_desk(file_path, LOGIN, PASSWORD).file.close()


def test_sign_in_is_journalled_and_a_wrong_password_is_told_apart(file_path: Path) -> None:
    with pytest.raises(WrongPassword):
        open_desk(file_path, LOGIN, "басқа")
    desk = open_desk(file_path, LOGIN, PASSWORD)
    with desk.read() as session:
        signed_in = session.scalars(select(Change).where(Change.operation == Operation.SIGN_IN)).all()
        assert [row.user_id for row in signed_in] == [desk.user.id]
    desk.file.close()


NURSE = UserDraft(login="nurse", full_name="Мейірбике", role=Role.MEDICAL, password="ұзақ құпия сөзі")  # noqa: S106 - a password of tests


def test_second_user_opens_the_file_until_closed(desk: Desk, file_path: Path) -> None:
    added = add_user(desk, NURSE)
    assert isinstance(added, Saved)
    desk.file.close()
    nurse = open_desk(file_path, "nurse", NURSE.password)
    assert (nurse.user.id, nurse.user.roles) == (added.id, (Role.MEDICAL,))
    nurse.file.close()
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert isinstance(close_user(head, added.id), Saved)
    assert [(row.login, row.active) for row in list_users(head)] == [(LOGIN, True), ("nurse", False)]
    head.file.close()
    with pytest.raises(DataFileError):
        open_desk(file_path, "nurse", NURSE.password)


def test_a_closed_user_has_no_password_to_change_and_is_reopened_with_a_new_one(
    desk: Desk, file_path: Path
) -> None:
    added = add_user(desk, NURSE)
    assert isinstance(added, Saved)
    assert isinstance(reopen_user(desk, added.id, "бес тыныш сөз тұр"), Refused)
    close_user(desk, added.id)
    refused = change_password(desk, added.id, "бес тыныш сөз тұр")
    assert isinstance(refused, Refused)
    assert [finding.code for finding in refused.findings] == ["user-closed"]
    assert isinstance(reopen_user(desk, added.id, "short"), Refused)
    assert reopen_user(desk, added.id, "бес тыныш сөз тұр") == Saved(added.id)
    assert [row.active for row in list_users(desk)] == [True, True]
    desk.file.close()
    with pytest.raises(WrongPassword):
        open_desk(file_path, "nurse", NURSE.password)
    open_desk(file_path, "nurse", "бес тыныш сөз тұр").file.close()


@needs_fork
@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_a_power_cut_while_a_user_is_closed_leaves_no_living_key_and_the_next_opening_ends_it(
    desk: Desk, file_path: Path, moment: str
) -> None:
    added = add_user(desk, NURSE)
    assert isinstance(added, Saved)
    desk.file.close()

    def close() -> None:
        head = open_desk(file_path, LOGIN, PASSWORD)
        event.listen(Session, moment, lambda _session: os._exit(9))
        close_user(head, added.id)

    assert ended(close) == 9
    assert list_logins(file_path) == (LOGIN,)
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert [(row.login, row.active) for row in list_users(head)] == [(LOGIN, True), ("nurse", False)]
    assert head.file.check() == ()
    head.file.close()


def test_a_key_whose_user_is_closed_or_was_never_stored_is_taken_away_at_the_next_opening(
    desk: Desk, file_path: Path
) -> None:
    added = add_user(desk, NURSE)
    assert isinstance(added, Saved)
    with by_hand(desk) as session:
        session.get_one(User, added.id).active = False
    desk.file.put_user_slot(new_id(), "nobody", "төрт тыныш сөз")
    desk.file.close()
    assert list_logins(file_path) == (LOGIN, "nurse", "nobody")
    with pytest.raises(DataFileError):
        open_desk(file_path, "nurse", NURSE.password)
    assert list_logins(file_path) == (LOGIN,)


def test_user_name_twice_short_password_and_closing_oneself_are_refused(desk: Desk) -> None:
    def codes(answer: Saved | Refused) -> list[str]:
        return [finding.code for finding in answer.findings] if isinstance(answer, Refused) else []

    assert codes(add_user(desk, replace(NURSE, login=LOGIN))) == ["login-taken"]
    assert codes(add_user(desk, replace(NURSE, login=LOGIN.upper()))) == ["login-taken"]
    assert codes(add_user(desk, replace(NURSE, password="1"))) == ["password-too-short"]  # noqa: S106 - a password of tests
    assert codes(close_user(desk, desk.user.id)) == ["close-oneself"]
    assert codes(change_password(desk, desk.user.id, "short")) == ["password-too-short"]


def test_new_password_and_new_recovery_code_open_and_the_old_ones_do_not(desk: Desk, file_path: Path) -> None:
    change_password(desk, desk.user.id, "жаңа құпия сөз тіркесі")
    code = renew_recovery_code(desk)
    desk.file.close()
    with pytest.raises(WrongPassword):
        open_desk(file_path, LOGIN, PASSWORD)
    open_desk(file_path, LOGIN, "жаңа құпия сөз тіркесі").file.close()
    rescued = open_desk(file_path, recovery_code=code)
    assert rescued.file.check() == ()
    rescued.file.close()

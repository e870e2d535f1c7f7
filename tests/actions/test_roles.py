"""Who may do what: the table against the sources, each role against each action, and its refusals."""

from dataclasses import replace
from pathlib import Path

import pytest

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import list_people
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.roles import READ, deeds
from ssu_desktop.actions.users import add_user, change_roles, list_users
from ssu_desktop.records.kinds import Role
from ssu_desktop.rules.organisation import RolesDraft, UserDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.storage import DataFileError
from ssu_desktop.storage.errors import NotAllowed
from tests.actions.conftest import TODAY
from tests.support.datafile import PASSWORD

# Head, social worker, sPecialist, medical, care worker, registrar, auditor, administrator.
LETTERS = dict(zip("HSPMCRAD", Role, strict=True))
EVERYBODY = "HSPMCRAD"

# Written out, and not read from the table: what each role may do at all.
EXPECTED = {
    "Read people's records": "HSPMCRA",
    "See a person's page": "HSPMCRA",
    "Look at a scan": "HSPMCRA",
    "List by a command": "HSPMCRA",
    "Look at the scan of the internal rules": "HSPMCRA",
    "Add a person": "HSR",
    "Change a person's record": "HSR",
    "Change a person's name": "HSR",
    "Enter a relative": "HSR",
    "Remove a relative": "HSR",
    "Enter an identity document": "HSR",
    "Remove an identity document": "HSR",
    "Enter a conviction": "HSR",
    "Remove a conviction": "HSR",
    "Set the photo": "HSR",
    "Remove the photo": "HSR",
    "Merge two records of one person": "HSR",
    "Enter a disability": "HSM",
    "Remove a disability": "HSM",
    "Enter a rehabilitation programme": "HSM",
    "Remove a rehabilitation programme": "HSM",
    "Save the admission sheet": "HSM",
    "Refer a person to health care": "HSM",
    "Enter a step of social work": "HSM",
    "Put a person in the queue": "HSR",
    "Enter the term of arrival": "HSR",
    "Admit a person": "HSR",
    "Enter a temporary leave": "HSR",
    "Enter a return": "HSR",
    "Suspend services": "HSR",
    "Resume services": "HSR",
    "Transfer between units": "HSR",
    "Transfer to another organisation": "HSR",
    "Enter a departure": "HSR",
    "Enter that a person did not arrive": "HSR",
    "Defer an arrival": "HSR",
    "Move to observation": "HSR",
    "Cancel an entry": "HSR",
    "Correct an entry": "HSR",
    "Change the terms of a stay": "HSR",
    "Save the registration card": "HSR",
    "Mark as typed over into the portal": "HSR",
    "Open a personal file": "HSR",
    "Place a person in a room": "HSR",
    "End a place in a room": "HSR",
    "Note an acquaintance with the internal rules": "HSR",
    "Add a room": "HS",
    "Change a room": "HS",
    "Remove a room": "HS",
    "Add internal rules": "HS",
    "Change the internal rules": "HS",
    "Remove internal rules": "HS",
    "Attach the scan of the internal rules": "HS",
    "Answer a point of the self-check": "HS",
    "Conclude a contract": "HSR",
    "Change a contract of paid services": "HSR",
    "End a contract of paid services": "HSR",
    "Make an act": "HSR",
    "Change an act of paid services": "HSR",
    "Add a price": "HS",
    "Change a price": "HS",
    "Remove a price": "HS",
    "Tick a document of the personal file": "HSR",
    "Take a document off the list": "HSR",
    "Save the personal file": "HSR",
    "Attach a scan": "HSR",
    "Take a scan off the file": "HSR",
    "Attach the scan of a signed paper": "HSR",
    "Mark papers as signed": "HSR",
    "Dismiss papers": "HSR",
    "Let papers wait again": "HSR",
    "Take originals into custody": "HSR",
    "Give originals back": "HSR",
    "Save a plan": "HSPM",
    "Sign a domain of the plan off": "HSPM",
    "Take a sign-off back": "HSPM",
    "Leave a domain of the plan empty": "HSPM",
    "Save an assessment": "HSPM",
    "Complete an assessment": "HSPM",
    "Throw away an assessment": "HSPM",
    "Begin a plan": "HS",
    "Copy activities into a plan": "HS",
    "Begin a plan from a template": "HS",
    "Begin a new version of a plan": "HS",
    "Delete a draft of a plan": "HS",
    "Fill in a plan": "HS",
    "Return a plan to draft": "HS",
    "Keep a template of a plan": "HS",
    "Remove a template of a plan": "HS",
    "Approve a plan": "H",
    "Save a round": "HSPM",
    "Mark an activity": "HSPMC",
    "Enter the attendance of a day": "HSCR",
    "Enter home visits": "HSCR",
    "Plan home visits": "HS",
    "Change the schedule of visits": "HS",
    "Remove a schedule of visits": "HS",
    "Mark the rest as unchanged": "HS",
    "Complete a monitoring round": "HS",
    "Take away a round that was not held": "HS",
    "Bind the plan and the journal of a year": "HS",
    "Put a duty off": "HSR",
    "Take a duty up again": "HSR",
    "Name who answers for a person": "HSR",
    "Write an order of the head": "HSR",
    "Cancel an order of the head": "HSR",
    "Change the text of an order": "HSR",
    "Print a form": "HSPMCR",
    "Print a form again": "HSPMCR",
    "Print a jammed page again": "HSPMCR",
    "Export a list": "HSR",
    "Save a copy of a scan": "HSR",
    "Import a register": "HSR",
    "Save a questionnaire": "HS",
    "Retire a questionnaire": "HS",
    "Use a questionnaire again": "HS",
    "Export questionnaires": "HS",
    "Take questionnaires in from a file": "HS",
    "Add an own service": "HS",
    "Change an own service": "HS",
    "Set up the facility": "HD",
    "Change the organisation": "HD",
    "Add a unit": "HD",
    "Change a unit": "HD",
    "Add a member of staff": "HD",
    "Change a member of staff": "HD",
    "Change who signs": "HD",
    "Correct the calendar": "HD",
    "Confirm the calendar of a year": "HD",
    "Take in the calendar of a year": "HD",
    "Export the calendar of a year": "HD",
    "Add an edition of the law": "HD",
    "Withdraw an edition of the law": "HD",
    "Export an edition of the law": "HD",
    "Add a user": "D",
    "Change what a user may do": "D",
    "Close a user": "D",
    "Reopen a user": "D",
    "Change a password": "D",
    "New recovery code": "D",
    "Change the key of the data file": "D",
    "Change one's own password": EVERYBODY,
    "Restore from a backup": "HD",
    "Signed in": EVERYBODY,
    "Signed out": EVERYBODY,
    "Read the whole history": "HAD",
    "Automatic backup": EVERYBODY,
    "Backup for the stick": EVERYBODY,
    "Restored from a backup": EVERYBODY,
    "Finish closing a user": EVERYBODY,
    "draft": EVERYBODY,
    "undo": EVERYBODY,
    "Change the language": EVERYBODY,
    "Change the text size": EVERYBODY,
}


def test_each_role_may_do_what_is_written_here_and_nothing_else(desk: Desk) -> None:
    assert sorted(EXPECTED) == sorted(action for deed in deeds() for action in deed.actions)
    for letter, role in LETTERS.items():
        alone = replace(desk, user=replace(desk.user, roles=(role,)))
        allowed = {action for action in EXPECTED if _is_let(alone, action)}
        assert allowed == {action for action, letters in EXPECTED.items() if letter in letters}, role


def _is_let(desk: Desk, action: str) -> bool:
    """Return whether a desk opens its file for an action; nothing is written."""
    try:
        with desk.read() if action == READ else desk.write(action):
            return True
    except NotAllowed:
        return False


def test_two_roles_together_may_do_what_either_may(desk: Desk) -> None:
    both = replace(desk, user=replace(desk.user, roles=(Role.AUDITOR, Role.ADMINISTRATOR)))
    assert both.may(READ)
    assert both.may("Add a user")
    assert not both.may("Add a person")


def test_an_action_that_no_row_names_is_a_mistake_of_the_program(desk: Desk) -> None:
    with pytest.raises(LookupError, match=r"roles\.json"):
        desk.write("Do something new")


def sit_down(path: Path, login: str) -> Desk:
    return open_desk(path, login, PASSWORD, clock=lambda: TODAY)


AUDITOR = UserDraft(login="auditor", full_name="Ревизор", role=Role.AUDITOR, password=PASSWORD)
ADMINISTRATOR = replace(AUDITOR, login="usb", full_name="Серік", role=Role.ADMINISTRATOR)


def test_an_auditor_reads_and_is_told_in_words_why_nothing_can_be_changed(
    desk: Desk, file_path: Path
) -> None:
    assert isinstance(add_user(desk, AUDITOR), Saved)
    desk.file.close()
    auditor = sit_down(file_path, "auditor")
    assert list_people(auditor).total == 0
    with pytest.raises(DataFileError) as refused:
        save_person(auditor, None, PersonDraft(surname="Қасымова"))
    assert "Add a person" in str(refused.value) or "Адам" in str(refused.value)
    assert list_people(auditor).total == 0
    auditor.file.close()


def test_an_administrator_without_another_role_reads_no_records_but_makes_users(
    desk: Desk, file_path: Path
) -> None:
    assert isinstance(add_user(desk, ADMINISTRATOR), Saved)
    desk.file.close()
    administrator = sit_down(file_path, "usb")
    with pytest.raises(NotAllowed):
        list_people(administrator)
    assert isinstance(add_user(administrator, AUDITOR), Saved)
    administrator.file.close()


def test_new_roles_hold_from_the_next_sign_in(desk: Desk, file_path: Path) -> None:
    added = add_user(desk, AUDITOR)
    assert isinstance(added, Saved)
    draft = RolesDraft(role=Role.AUDITOR, further_roles=(Role.REGISTRAR,), sees_victims=True)
    assert isinstance(change_roles(desk, added.id, draft), Saved)
    desk.file.close()
    both = sit_down(file_path, "auditor")
    assert both.user.roles == (Role.AUDITOR, Role.REGISTRAR)
    assert both.user.sees_victims
    assert isinstance(save_person(both, None, PersonDraft(surname="Қасымова")), Saved)
    both.file.close()


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    refused = change_roles(desk, desk.user.id, RolesDraft(role=Role.HEAD))
    assert isinstance(refused, Refused)
    assert [finding.code for finding in refused.findings] == ["last-administrator"]
    assert isinstance(add_user(desk, ADMINISTRATOR), Saved)
    assert isinstance(change_roles(desk, desk.user.id, RolesDraft(role=Role.HEAD)), Saved)


def test_roles_that_were_changed_meanwhile_are_not_written_over(desk: Desk) -> None:
    added = add_user(desk, AUDITOR)
    assert isinstance(added, Saved)
    (read,) = [row for row in list_users(desk) if row.id == added.id]
    assert isinstance(change_roles(desk, added.id, RolesDraft(role=Role.MEDICAL)), Saved)
    stale = change_roles(desk, added.id, RolesDraft(role=Role.REGISTRAR, revision=read.revision))
    assert isinstance(stale, Refused)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CARE_WORKER])
def test_a_role_with_own_domains_or_people_needs_a_member_of_staff(desk: Desk, role: Role) -> None:
    refused = add_user(desk, replace(AUDITOR, role=role))
    assert isinstance(refused, Refused)
    assert [finding.field for finding in refused.findings] == ["staff_id"]

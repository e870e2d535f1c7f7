"""Who may open the data file: users and their passwords. A user is a record here and a key slot beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import search_key
from ssu_desktop.records import User, new_id
from ssu_desktop.records.kinds import Operation, Role
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.organisation import UserDraft, check_password, check_user
from ssu_desktop.storage import DataFile, note


@dataclass(frozen=True, kw_only=True)
class UserRow:
    """A user as the settings show it."""

    id: UUID
    login: str
    full_name: str
    role: Role
    language: str
    active: bool


def list_users(desk: Desk) -> tuple[UserRow, ...]:
    """Return all users, those who were closed too, by their user name."""
    asked = select(User.id, User.login, User.full_name, User.role, User.language, User.active)
    with desk.read() as session:
        return tuple(UserRow(**row) for row in session.execute(asked.order_by(User.login)).mappings())


def add_user(desk: Desk, draft: UserDraft) -> Saved | Refused:
    """Add a user with a key slot of their own."""
    draft = cleaned(draft)
    with desk.read() as session:
        findings = (*check_user(draft), *_check_login(session, draft.login))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    user = User(id=new_id())
    user_id = user.id
    copy_draft(draft, user)
    with desk.write(N_("Add a user")) as session:
        session.add(user)
        session.flush()
        desk.file.put_user_slot(user_id, draft.login, draft.password)
    return Saved(user_id)


def _check_login(session: Session, login: str) -> Iterator[Finding]:
    if any(search_key(login) == search_key(taken) for taken in session.scalars(select(User.login))):
        yield Finding(
            code="login-taken",
            text=N_("There is already a user named {login}."),
            values={"login": login},
            field="login",
            weight=Weight.STOP,
        )


def close_user(desk: Desk, user_id: UUID) -> Saved | Refused:
    """Take a user's key away; the record stays, for history's sake.

    The key goes first: a power cut between the two is mended by `finish_closing`."""
    with desk.read() as session:
        findings = tuple(_check_closing(session, desk, user_id))
    if findings:
        return Refused(findings)
    with desk.write(N_("Close a user")) as session:
        session.get_one(User, user_id).active = False
        session.flush()
        desk.file.remove_user_slot(user_id)
    return Saved(user_id)


def _check_closing(session: Session, desk: Desk, user_id: UUID) -> Iterator[Finding]:
    user = session.get(User, user_id)
    if user is None or not user.active:
        yield gone()
    elif user_id == desk.user.id:
        yield Finding(
            code="close-oneself",
            text=N_("You cannot close yourself. Another user can do it."),
            weight=Weight.STOP,
        )
    elif user.role is Role.ADMINISTRATOR and _active_administrators(session) == {user_id}:
        yield Finding(
            code="last-administrator",
            text=N_("This is the last administrator. Make another one first."),
            weight=Weight.STOP,
        )


def _active_administrators(session: Session) -> set[UUID]:
    asked = select(User.id).where(User.active.is_(True), User.role == Role.ADMINISTRATOR)
    return set(session.scalars(asked))


def reopen_user(desk: Desk, user_id: UUID, password: str) -> Saved | Refused:
    """Let a closed user open the file again, with a new password."""
    with desk.read() as session:
        user = session.get(User, user_id)
    if user is None or user.active:
        return Refused((gone(),))
    if findings := tuple(check_password(password)):
        return Refused(findings)
    with desk.write(N_("Reopen a user")) as session:
        session.get_one(User, user_id).active = True
        session.flush()
        desk.file.put_user_slot(user_id, user.login, password)
    return Saved(user_id)


def drop_idle_slots(file: DataFile) -> None:
    """Take away the keys whose user is closed or was never stored: a power cut can leave such a one."""
    with file.read() as session:
        active = set(session.scalars(select(User.id).where(User.active.is_(True))))
    if active & file.slot_owners:
        for owner in file.slot_owners - active:
            file.remove_user_slot(owner)


def finish_closing(desk: Desk) -> None:
    """Close the users whose key is gone already: a power cut came between the key and the record."""
    with desk.read() as session:
        active = set(session.scalars(select(User.id).where(User.active.is_(True))))
    if keyless := active - desk.file.slot_owners - {desk.user.id}:
        with desk.write(N_("Close a user")) as session:
            for user_id in keyless:
                session.get_one(User, user_id).active = False


def change_password(desk: Desk, user_id: UUID, password: str) -> Saved | Refused:
    """Give a user a new password; the old one opens the file no more."""
    with desk.read() as session:
        user = session.get(User, user_id)
    if user is None:
        return Refused((gone(),))
    if not user.active:
        text = N_("{name} is closed and has no password. Nothing was changed: reopen the user instead.")
        closed = Finding(code="user-closed", text=text, values={"name": user.full_name}, weight=Weight.STOP)
        return Refused((closed,))
    if findings := tuple(check_password(password)):
        return Refused(findings)
    with desk.write(N_("Change a password")) as session:
        note(session, Operation.UPDATE, "user", user_id, None, {"changed": "password"})
        desk.file.put_user_slot(user_id, user.login, password)
    return Saved(user_id)


def renew_recovery_code(desk: Desk) -> str:
    """Return a new recovery code; the old one opens the file no more. It is shown once: print it."""
    with desk.write(N_("New recovery code")) as session:
        note(session, Operation.UPDATE, "user", None, None, {"changed": "recovery code"})
        return desk.file.new_recovery_code()

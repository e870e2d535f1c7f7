"""Who may open the data file: users and their passwords. A user is a record here and a key slot beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.key_change import after_closing
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import search_key
from ssu_desktop.records import User, new_id
from ssu_desktop.records.kinds import Operation, Role
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.organisation import RolesDraft, UserDraft, check_password, check_roles, check_user
from ssu_desktop.storage import DataFile, note, rows


@dataclass(frozen=True, kw_only=True)
class UserRow:
    """A user as the settings show it."""

    id: UUID
    login: str
    full_name: str
    roles: tuple[Role, ...]
    sees_victims: bool
    staff_id: UUID | None
    language: str
    active: bool
    revision: int


def list_users(desk: Desk) -> tuple[UserRow, ...]:
    """Return all users, those who were closed too, by their user name."""
    with desk.read_house() as session:
        return tuple(
            UserRow(
                id=user.id,
                login=user.login,
                full_name=user.full_name,
                roles=all_roles(user),
                sees_victims=user.sees_victims,
                staff_id=user.staff_id,
                language=user.language,
                active=user.active,
                revision=user.revision,
            )
            for user in session.scalars(select(User).order_by(User.login))
        )


def add_user(desk: Desk, draft: UserDraft) -> Saved | Refused:
    """Add a user with a key slot of their own."""
    draft = cleaned(draft)
    with desk.read_house() as session:
        findings = (*check_user(draft), *check_roles(draft), *_check_login(session, draft.login))
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


def change_roles(desk: Desk, user_id: UUID, draft: RolesDraft) -> Saved | Refused:
    """Give a user other roles; they hold from the next sign-in on.

    Refused where nobody would be administrator any more, and where the user was changed since."""
    with desk.read_house() as session:
        findings = (*check_roles(draft), *_check_change(session, user_id, draft))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Change what a user may do")) as session:
        copy_draft(draft, session.get_one(User, user_id))
    return Saved(user_id)


def _check_change(session: Session, user_id: UUID, draft: RolesDraft) -> Iterator[Finding]:
    user = session.get(User, user_id)
    if user is None:
        yield gone()
        return
    yield from check_fresh(user, draft.revision)
    stays = Role.ADMINISTRATOR in (draft.role, *draft.further_roles)
    if not stays and _active_administrators(session) == {user_id}:
        yield _last_administrator()


def close_user(desk: Desk, user_id: UUID) -> Saved | Refused:
    """Take a user's key away and change the key of the file, which they know; the record stays, for history.

    Their slot goes first: a power cut between the two is mended by `finish_closing`. The key is changed at
    the next sign-in where it cannot be changed now; a remark says so."""
    with desk.read_house() as session:
        findings = tuple(_check_closing(session, desk, user_id))
    if findings:
        return Refused(findings)
    with desk.write(N_("Close a user")) as session:
        session.get_one(User, user_id).active = False
        session.flush()
        desk.file.remove_user_slot(user_id)
    return Saved(user_id, after_closing(desk))


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
    elif _active_administrators(session) == {user_id}:
        yield _last_administrator()


def _last_administrator() -> Finding:
    text = N_("This is the last administrator. Make another one first.")
    return Finding(code="last-administrator", text=text, weight=Weight.STOP)


def _active_administrators(session: Session) -> set[UUID]:
    active = session.scalars(select(User).where(User.active.is_(True)))
    return {user.id for user in active if Role.ADMINISTRATOR in all_roles(user)}


def all_roles(user: User) -> tuple[Role, ...]:
    """Return all roles of a user, the first one first."""
    return (user.role, *user.further_roles)


def reopen_user(desk: Desk, user_id: UUID, password: str) -> Saved | Refused:
    """Let a closed user open the file again, with a new password."""
    with desk.read_house() as session:
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
    with file.read_rows() as source:
        active = {user_id for (user_id,) in _active(source)}
    if active & file.slot_owners:
        for owner in file.slot_owners - active:
            file.remove_user_slot(owner)


_active = rows(lambda: select(User.id).where(User.active.is_(True)))


def finish_closing(desk: Desk) -> None:
    """Close the users whose key is gone already: a power cut came between the key and the record."""
    with desk.read_house() as session:
        active = {user_id for (user_id,) in _active(session)}
    if keyless := active - desk.file.slot_owners - {desk.user.id}:
        with desk.write(N_("Finish closing a user")) as session:
            for user_id in keyless:
                session.get_one(User, user_id).active = False


def change_password(desk: Desk, user_id: UUID, password: str) -> Saved | Refused:
    """Give a user a new password; the old one opens the file no more."""
    with desk.read_house() as session:
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


def change_own_password(desk: Desk, present: str, password: str) -> Saved | Refused:
    """Give the user at the desk a new password; the present one is asked for, as a desk may stand unlocked.

    Raises TooManyTries where that was wrong too often."""
    if not desk.file.is_opened_by(desk.user.id, present):
        text = N_("This is not the present password.")
        return Refused((Finding(code="password-wrong", text=text, field="present", weight=Weight.STOP),))
    if findings := tuple(check_password(password)):
        return Refused(findings)
    with desk.write(N_("Change one's own password")) as session:
        note(session, Operation.UPDATE, "user", desk.user.id, None, {"changed": "password"})
        desk.file.put_user_slot(desk.user.id, desk.user.login, password)
    return Saved(desk.user.id)


def renew_recovery_code(desk: Desk) -> str:
    """Return a new recovery code; the old one opens the file no more. It is shown once: print it."""
    with desk.write(N_("New recovery code")) as session:
        note(session, Operation.UPDATE, "user", None, None, {"changed": "recovery code"})
        return desk.file.new_recovery_code()

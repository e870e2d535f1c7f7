"""Found a facility's data file, or sit down at one that is there."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.backups import note_kept_before, note_restored
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, unanswered
from ssu_desktop.actions.key_change import make_up_for_key_change
from ssu_desktop.actions.rulebook import read_rulebook
from ssu_desktop.actions.scope import veils_of
from ssu_desktop.actions.signed_in import SignedIn
from ssu_desktop.actions.stored import copy_draft
from ssu_desktop.actions.users import all_roles, drop_idle_slots, finish_closing
from ssu_desktop.language import N_, Language
from ssu_desktop.language.names import sort_key, split_name
from ssu_desktop.records import Organisation, Signatory, Staff, Unit, User, new_id
from ssu_desktop.records.kinds import Domain, Operation, Post, Role
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import (
    SHORTEST_PASSWORD,
    OrganisationDraft,
    SetupDraft,
    UserDraft,
    check_setup,
)
from ssu_desktop.storage import (
    DataFile,
    DataFileError,
    create_data_file,
    note,
    open_data_file,
    records,
    rows,
)
from ssu_desktop.storage.errors import NOTHING_MADE, without_room
from ssu_desktop.storage.recovery import read_code
from ssu_desktop.storage.sealing import EarlyKey

Clock = Callable[[], date]

_NO_ROOM = N_(
    "The disk is full, and “{path}” needs some room to be opened: every sign-in is written down. The data "
    "is safe. Free some space and open it again."
)

# Folders that a program sends to a server by itself, by a part of their name.
_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "yandex.disk": "Яндекс Диск",
    "yandexdisk": "Яндекс Диск",
    "яндекс.диск": "Яндекс Диск",
    "яндекс диск": "Яндекс Диск",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "облако mail": "Облако Mail",
    "mail.ru cloud": "Облако Mail",
}


def cloud_of(path: Path) -> str:
    """Return the name of the cloud service that would copy this folder away, or nothing."""
    parts = [part.casefold() for part in path.parts]
    return next((name for sign, name in _CLOUDS.items() if any(sign in part for part in parts)), "")


def is_group_of(code: str, place: int, typed: str) -> bool:
    """Return whether `typed` is group `place` (from 0) of the recovery code, as a person may write it."""
    groups = code.split("-")
    groups[place] = typed
    try:
        return read_code("-".join(groups)) == code
    except DataFileError:
        return False


def recovery_sheet(
    code: str,
    organisation: OrganisationDraft,
    language: Language,
    *,
    file_name: str = "",
    made_on: date | None = None,
) -> bytes:
    """Return one page (PDF) with the recovery code, in both languages, `language` first."""
    from ssu_desktop.forms.recovery_sheet import RecoverySheet, draw_recovery_sheet

    sheet = RecoverySheet(
        code=code,
        names={Language.KK: organisation.name_kk, Language.RU: organisation.name_ru},
        file_name=file_name,
        made_on=made_on,
    )
    return draw_recovery_sheet(sheet, language)


@dataclass(frozen=True)
class Created:
    """The file stands and is open at `desk`; the recovery code is known only now: show and print it."""

    desk: Desk
    recovery_code: str


def create_facility(
    path: Path,
    draft: SetupDraft,
    reasons: Mapping[str, str] | None = None,
    *,
    clock: Clock = date.today,
    shortest_password: int = SHORTEST_PASSWORD,
) -> Created | Refused:
    """Make the data file `path` with its organisation, units and first user, and sit down at it.

    Raises DataFileError where the folder cannot be written or the file is there already; then nothing
    is left behind."""
    draft = tidy_setup(draft)
    findings = tuple(check_setup(draft, shortest_password=shortest_password))
    if standing := unanswered(findings, reasons or {}):
        return Refused(standing)
    user_id = new_id()
    made = create_data_file(path, login=draft.user.login, password=draft.user.password, user_id=user_id)
    try:
        desk = _desk(made.file, _signed_in(user_id, draft.user), clock)
        with without_room(NOTHING_MADE, path=str(path)):
            _store_facility(desk, draft, findings, reasons or {})
    except BaseException:
        made.file.close()
        shutil.rmtree(path, ignore_errors=True)
        raise
    return Created(desk, made.recovery_code)


def tidy_setup(draft: SetupDraft) -> SetupDraft:
    """Return the draft with all its texts cleaned.

    The first user may do everything: whoever founds the file gives others their roles."""
    return replace(
        cleaned(draft),
        organisation=cleaned(draft.organisation),
        units=tuple(cleaned(unit) for unit in draft.units),
        user=replace(
            cleaned(draft.user), role=Role.ADMINISTRATOR, further_roles=(Role.HEAD,), sees_victims=True
        ),
    )


def _store_facility(
    desk: Desk, draft: SetupDraft, findings: tuple[Finding, ...], reasons: Mapping[str, str]
) -> None:
    with desk.write(N_("Set up the facility")) as session:
        user = User(id=desk.user.id)
        copy_draft(draft.user, user)
        organisation = Organisation()
        copy_draft(draft.organisation, organisation)
        session.add_all([user, organisation])
        for position, unit_draft in enumerate(draft.units):
            unit = Unit(position=position)
            copy_draft(unit_draft, unit)
            session.add(unit)
        if draft.head_name:
            session.add(Signatory(name=draft.head_name))
        session.flush()
        if draft.user_post is not None:
            user.staff_id = _first_staff(session, draft, draft.user_post)
            session.flush()
        record_departures(session, desk, findings, reasons)


def _first_staff(session: Session, draft: SetupDraft, post: Post) -> UUID:
    """Add the first user, and the head where that is somebody else; return the user's id among the staff."""
    user = _member(draft.user.full_name, post)
    session.add(user)
    if draft.head_name and post is not Post.HEAD:
        session.add(_member(draft.head_name, Post.HEAD))
    session.flush()
    return user.id


def _member(name: str, post: Post) -> Staff:
    surname, given_name, patronymic = split_name(name)
    if not surname:  # a Kazakh name without one, such as Серік Болатұлы
        surname, given_name = given_name, ""
    member = Staff(surname=surname, given_name=given_name, patronymic=patronymic, post=post)
    member.sort_key = sort_key(member.full_name)
    return member


def open_desk(
    path: Path,
    login: str | None = None,
    password: str | None = None,
    recovery_code: str | None = None,
    *,
    clock: Clock = date.today,
    accept_lost_tail: bool = False,
    early: EarlyKey | None = None,
) -> Desk:
    """Open the data file with a user's password, or with the recovery code, and sit down at it.

    The sign-in is journalled; what a power cut left undone between users and their keys is finished first.
    `accept_lost_tail` opens a file whose last entries are lost, when the user was told so; `early` is the key
    that `begin_key` is deriving already. Raises DataFileError with a message for the user."""
    with without_room(_NO_ROOM, path=str(path)):
        file = open_data_file(
            path,
            login=login,
            password=password,
            recovery_code=recovery_code,
            accept_lost_tail=accept_lost_tail,
            early=early,
        )
        try:
            return _sit_down(file, "recovery code" if recovery_code else "password", clock)
        except BaseException:
            with suppress(DataFileError):
                file.close()
            raise


def leave_desk(desk: Desk) -> None:
    """Journal that the user signs out, and close the data file; a full disk holds nobody."""
    try:
        with suppress(DataFileError), desk.write(N_("Signed out")) as session:
            note(session, Operation.SIGN_OUT, "user", desk.user.id, None, {})
    finally:
        desk.file.close()


def _sit_down(file: DataFile, how: str, clock: Clock) -> Desk:
    drop_idle_slots(file)
    with file.read() as session:
        user = _user(session, file.user_id)
    file.veil(veils_of(user))
    desk = _desk(file, user, clock)
    finish_closing(desk)
    note_restored(desk)
    note_kept_before(desk)
    with desk.write(N_("Signed in")) as session:
        note(session, Operation.SIGN_IN, "user", user.id, None, {"with": how})
    make_up_for_key_change(desk)
    return desk


def _user(session: Session, user_id: UUID | None) -> SignedIn:
    """Return who sits down: the user of the key slot, or the first administrator with the recovery code."""
    found = _by_id.first(session, user_id=user_id) if user_id else _first_administrator(session)
    if found is None or not found.active:
        raise DataFileError(N_("This user may no longer open the data file. Ask the administrator."))
    return SignedIn(
        id=found.id,
        login=found.login,
        full_name=found.full_name,
        roles=all_roles(found),
        language=found.language,
        text_size=found.text_size,
        sees_victims=found.sees_victims,
        staff_id=found.staff_id,
        domains=_domains(session, found),
    )


_by_id = records(lambda: select(User).where(User.id == bindparam("user_id")))


def _domains(session: Session, user: User) -> frozenset[Domain]:
    """Return the domains of a specialist: that of the member of staff, and of medical staff theirs."""
    own = {domain for (domain,) in _of_staff(session, staff_id=user.staff_id) if domain is not None}
    return frozenset(own | {Domain.MEDICAL} if Role.MEDICAL in all_roles(user) else own)


_of_staff = rows(lambda: select(Staff.domain).where(Staff.id == bindparam("staff_id")))


def _first_administrator(session: Session) -> User | None:
    users = session.scalars(select(User).where(User.active.is_(True)).order_by(User.id)).all()
    return next(
        (user for user in users if Role.ADMINISTRATOR in all_roles(user)), users[0] if users else None
    )


def _signed_in(user_id: UUID, draft: UserDraft) -> SignedIn:
    return SignedIn(
        id=user_id,
        login=draft.login,
        full_name=draft.full_name,
        roles=(draft.role, *draft.further_roles),
        language=draft.language.value,
        sees_victims=draft.sees_victims,
    )


def _desk(file: DataFile, user: SignedIn, clock: Clock) -> Desk:
    return Desk(file=file, rulebook=read_rulebook(file), user=user, clock=clock)

"""Who may open the data file: added, closed, given a new password; and the recovery code made anew."""

from collections.abc import Mapping
from typing import TypedDict, cast
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.users import (
    UserRow,
    add_user,
    change_password,
    change_roles,
    close_user,
    list_users,
    reopen_user,
)
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.records.kinds import Role
from ssu_desktop.rules.organisation import RolesDraft, UserDraft
from ssu_desktop.screens.ask import FormDialog, confirm, tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import CheckField, ChoiceField, PickField
from ssu_desktop.screens.deciding import answered, careful, submitting
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.key_buttons import KeyButtons
from ssu_desktop.screens.own_password import differing, patient
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.password import new_password, password_rows
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.ticks import KindsField
from ssu_desktop.screens.work import run_in_background


class UsersSection(ListSection[UserRow]):
    """The users; a closed one stays in the history."""

    code = "users"
    deed = N_("Add a user")
    title_msgid = N_("Users")
    recorded = "user"
    hint = N_("Each person signs in with a name and a password of their own: the history shows who did what.")
    add_verb = N_("Add a user…")
    edit_verb = N_("Roles…")
    password_verb = N_("Change the password")
    reopen_verb = N_("Reopen the user")
    remove_verb = N_("Close|entry")

    def columns(self) -> list[Column[UserRow]]:
        """Name, login, role, state."""
        return [
            Column(title=N_("Name"), value=lambda row: row.full_name, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("User name"), value=lambda row: row.login, spare=True, width=150),
            Column(title=N_("Roles"), value=_roles, width=180),
            Column(title=N_("State"), value=_state, kind=ColumnKind.CHIP, width=140),
        ]

    def more_buttons(self) -> None:
        """Put the recovery code and the key above the list: they belong to no single user."""
        self.password_button = button()
        self._put(self.password_button, self.password_verb, self.change_password)
        self.keys = KeyButtons(self.desk, self.words)
        self.keys.changed.connect(lambda: self.tell_saved(undo=False))
        self.column.addWidget(self.keys)

    def rows(self) -> tuple[UserRow, ...]:
        """Read the users."""
        return list_users(self.desk)

    def allow(self) -> None:
        """A closed user can only be reopened: with a new password, as the old one is gone."""
        row = self.table.current()
        verb = self.password_verb if row is None or row.active else self.reopen_verb
        self.words.say(self.password_button.setText, verb)
        self.password_button.setEnabled(row is not None)
        for one in (self.edit_button, self.remove_button):
            one.setEnabled(row is not None and row.active)

    def add(self) -> None:
        """Add a user with a first password."""
        password = new_password()
        dialog = FormDialog(
            self,
            N_("A new user"),
            [
                TextField("full_name", N_("Full name"), hint=N_("surname, given name, patronymic")),
                TextField("login", N_("User name for signing in"), longest=60),
                *_role_rows(self.desk),
                *password_rows(password),
            ],
            N_("Add the user"),
            submitting(
                patient(
                    careful(lambda values, _reasons: differing(values) or add_user(self.desk, _user(values)))
                ),
                lambda _saved: self.tell_saved(undo=False),
            ),
        )
        dialog.fields["role"].set_value(Role.SOCIAL_WORKER)
        dialog.exec()

    def edit(self) -> None:
        """Give the chosen user other roles."""
        row = self.table.current()
        if row is None or not row.active:
            return
        user_id, revision = row.id, row.revision
        dialog = FormDialog(
            self,
            N_("What {name} may do"),
            _role_rows(self.desk),
            N_("Save"),
            submitting(
                careful(
                    lambda values, _reasons: change_roles(
                        self.desk, user_id, RolesDraft(**_what_may(values), revision=revision)
                    )
                ),
                lambda _saved: self.tell_saved(undo=False),
            ),
            name=row.full_name,
        )
        dialog.fields["role"].set_value(row.roles[0])
        dialog.fields["further_roles"].set_value(row.roles[1:])
        dialog.fields["staff_id"].set_value(row.staff_id)
        dialog.fields["sees_victims"].set_value(row.sees_victims)
        dialog.exec()

    def change_password(self) -> None:
        """Give the chosen user a new password; a closed one opens the file again with it."""
        row = self.table.current()
        if row is None:
            return
        user_id, act = row.id, change_password if row.active else reopen_user
        FormDialog(
            self,
            N_("A new password"),
            password_rows(new_password()),
            self.password_verb if row.active else self.reopen_verb,
            submitting(
                patient(
                    careful(
                        lambda values, _reasons: (
                            differing(values) or act(self.desk, user_id, str(values["password"]))
                        )
                    )
                ),
                lambda _saved: self.tell_saved(undo=False),
            ),
        ).exec()

    def remove(self) -> None:
        """Close the chosen user: their password opens the file no more."""
        row = self.table.current()
        title = N_("Close the user {name}?")
        text = N_(
            "Their password opens the data file no more, and its key is changed: an old copy of the folder "
            "does not help them either. What they did stays in the history. If they have seen the sheet with "
            "the recovery code, make a new code first."
        )
        if row is None or not confirm(
            self, title, N_("Close the user"), text=text, danger=True, name=row.full_name
        ):
            return
        if not self.keys.code_can_follow():
            return
        self.setEnabled(False)
        run_in_background(
            self,
            lambda _progress: answered(lambda: close_user(self.desk, row.id)),
            self._closed,
            N_("Closing a user"),
            failed=self._not_closed,
            quiet=True,
        )

    def _not_closed(self, error: Exception) -> None:
        self.setEnabled(True)
        raise error  # what the data file cannot take was answered: this is a bug, to be seen as such

    def _closed(self, answer: Saved | Refused) -> None:
        self.setEnabled(True)
        if isinstance(answer, Refused):
            self.done(answer)
            return
        self.tell_saved(undo=False)
        for remark in answer.remarks:
            tell(self.window(), N_("The key is still to be changed"), remark.text, **remark.values)

    def refresh(self) -> None:
        """Read the users again, and how it stands with the key."""
        super().refresh()
        self.keys.desk = self.desk
        self.keys.refresh()


def _user(values: Mapping[str, object]) -> UserDraft:
    return UserDraft(
        full_name=str(values["full_name"]),
        login=str(values["login"]),
        language=Language(spoken()),
        password=str(values["password"]),
        **_what_may(values),
    )


class _WhatMay(TypedDict):
    role: Role
    further_roles: tuple[Role, ...]
    sees_victims: bool
    staff_id: UUID | None


def _what_may(values: Mapping[str, object]) -> _WhatMay:
    role = cast("Role", values["role"])
    further = cast("tuple[Role, ...]", values["further_roles"])
    return {
        "role": role,
        "further_roles": tuple(one for one in further if one is not role),
        "sees_victims": bool(values["sees_victims"]),
        "staff_id": cast("UUID | None", values["staff_id"]),
    }


def _role_rows(desk: Desk) -> list[AnyField | list[AnyField]]:
    """Return the fields that say what a user may do."""
    staff = [(member.id, member.full_name) for member in list_staff(desk)]
    return [
        [
            ChoiceField("role", N_("Role"), Role, empty=False),
            PickField("staff_id", N_("Who among the staff"), lambda: staff),
        ],
        KindsField("further_roles", N_("Further roles"), Role),
        CheckField("sees_victims", N_("Sees addresses and cards of victims of violence and trafficking")),
    ]


def _roles(row: UserRow) -> str:
    return ", ".join(_(role.msgid) for role in row.roles)


def _state(row: UserRow) -> Chip:
    return Chip(_(N_("active")), Tone.DONE) if row.active else Chip(_(N_("closed|user")), Tone.NEUTRAL)

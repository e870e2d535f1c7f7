"""The short forms of one domain of a plan: who signs it off, why it is left empty."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.plan import PlanView
from ssu_desktop.actions.plan_section import leave_empty, sign_section
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.plan_section import SignOffDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import careful, submitting
from ssu_desktop.screens.texts import NotesField, TextField


def sign_dialog(parent: QWidget, desk: Desk, plan: PlanView, domain: Domain) -> FormDialog:
    """Return the form that signs a domain off; its own specialist is proposed."""
    staff = sorted(list_staff(desk), key=lambda member: member.domain is not domain)
    who: PickField[UUID] = PickField(
        "signed_by_id", N_("Specialist"), lambda: [(member.id, member.short_name) for member in staff]
    )
    own = [member.id for member in staff if member.domain is domain]
    who.set_value(own[0] if len(own) == 1 else None)
    name = TextField("signed_by", N_("or the name of somebody else"))
    day = DateField("signed_on", N_("Signed off on"), lambda: desk.today)
    day.set_value(desk.today)

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Any:
        draft = SignOffDraft(
            signed_by_id=cast("UUID | None", values["signed_by_id"]),
            signed_by=str(values["signed_by"]),
            signed_on=cast("date | None", values["signed_on"]),
        )
        return sign_section(desk, plan.id, domain, draft)

    submit = submitting(careful(act), lambda _saved: None)
    return FormDialog(parent, N_("Sign the domain off"), [who, name, day], N_("Sign off"), submit)


def empty_dialog(parent: QWidget, desk: Desk, plan: PlanView, domain: Domain) -> FormDialog:
    """Return the form that says why a domain is left empty; without words it is an open question again."""
    reason = NotesField("empty_reason", N_("Why is this domain left empty? The plan prints it."))
    state = plan.sections.get(domain)
    reason.set_value(state.empty_reason if state is not None else "")

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Any:
        return leave_empty(desk, plan.id, domain, str(values["empty_reason"]))

    submit = submitting(careful(act), lambda _saved: None)
    return FormDialog(parent, N_("A domain without activities"), [reason], N_("Save"), submit)

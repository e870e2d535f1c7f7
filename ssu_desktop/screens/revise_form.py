"""From the decision of a round to a new version of the plan: why, already in the words of the round."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring import RoundColumn
from ssu_desktop.actions.plan_editing import revise_after
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.deciding import submitting
from ssu_desktop.screens.findings import Explain
from ssu_desktop.screens.texts import NotesField


def asks_for_revision(shown: RoundColumn) -> bool:
    """Return whether a completed round names domains to be revised, and no version came of it yet."""
    return shown.completed_on is not None and bool(shown.revised_domains) and shown.revised is None


def reason_of(shown: RoundColumn) -> str:
    """Return the reason that a round's decision gives, in the language of the interface."""
    day = short(shown.held_on) if shown.held_on is not None else ""
    told = [_(N_("Monitoring of {day} ({round})."), day=day, round=_(shown.kind.msgid))]
    if shown.decision:
        told.append(shown.decision)
    if shown.revised_domains:
        names = ", ".join(_(domain.msgid) for domain in shown.revised_domains)
        told.append(_(N_("To be revised: {domains}."), domains=names))
    if shown.recommendations:
        told.append(_(N_("Recommendations: {text}"), text=shown.recommendations))
    return "\n".join(told)


def revise_dialog(
    parent: QWidget,
    desk: Desk,
    round_id: UUID,
    shown: RoundColumn,
    explain: Explain,
    done: Callable[[Saved], object],
) -> FormDialog:
    """Return the form that begins the version of the plan which the round decided upon."""
    reason = NotesField("reason", N_("Why is the plan revised?"), lines=5)
    reason.set_value(reason_of(shown))

    def act(values: Mapping[str, Any], _reasons: Mapping[str, str]) -> Any:
        return revise_after(desk, round_id, values["reason"])

    verb, title = N_("Begin a new version"), N_("A new version of the plan")
    return FormDialog(parent, title, [reason], verb, submitting(act, done), explain)

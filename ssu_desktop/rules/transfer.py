"""Where a file goes along to (R230-170): to organisations of its kind, from home service to any."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.movement import MovementDraft


def check_transfer_target(
    draft: MovementDraft, unit_kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Warn of a transfer to an organisation of another kind; from home service a person may go to any.

    Source: Order 230, paras 12(2), 23(2), 28(2), 37(3)."""
    there = draft.destination_kind
    if draft.kind is not MovementKind.TRANSFERRED_OUT or there is None:
        return
    if unit_kind is not UnitKind.HOME and there is not unit_kind:
        yield Finding(
            code="transfer-other-kind",
            text=N_("A file goes along within one kind of organisation; to another kind one is discharged."),
            field="destination_kind",
            article=article_of(law, "file.transfer", unit_kind, draft.happened_on or today),
        )

"""Short ways to admit a person and to move a stay in the tests of the actions."""

from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.records.kinds import Category, MovementKind
from ssu_desktop.rules.admission import AdmissionDraft
from ssu_desktop.rules.movement import MovementDraft


def admission(unit_id: UUID, day: date = date(2026, 3, 4), **others: object) -> AdmissionDraft:
    """Return the draft of an ordinary admission of an elderly person."""
    usual: dict[str, object] = {
        "unit_id": unit_id,
        "category": Category.ELDERLY,
        "admitted_on": day,
        "order_number": "14-ө",
        "order_date": day,
    }
    return AdmissionDraft(**{**usual, **others})  # type: ignore[arg-type] - the fields come by name


def move(kind: MovementKind, day: date, **others: object) -> MovementDraft:
    """Return the draft of an event with its order and reason."""
    usual: dict[str, object] = {
        "order_number": "20-ө",
        "order_date": day,
        "reason": "өтініш бойынша",
        "destination": "Алматы",
    }
    return MovementDraft(kind=kind, happened_on=day, **{**usual, **others})  # type: ignore[arg-type] - by name


def admitted(desk: Desk, person_id: UUID, unit_id: UUID, day: date = date(2026, 3, 4)) -> UUID:
    """Admit a person and return the stay."""
    return saved(admit(desk, person_id, admission(unit_id, day)))


def not_arrived(desk: Desk, stay_id: UUID, day: date, reason: str) -> Saved | Refused:
    """Enter that one who waited did not arrive."""
    draft = MovementDraft(kind=MovementKind.NOT_ARRIVED, happened_on=day, reason=reason)
    return record_movement(desk, stay_id, draft)


def saved(answer: Saved | Refused) -> UUID:
    """Return the id of what was saved; fails with the findings where it was refused."""
    assert isinstance(answer, Saved), answer
    return answer.id


def codes(answer: Saved | Refused) -> list[str]:
    """Return the codes of what refused an action."""
    assert isinstance(answer, Refused), answer
    return [finding.code for finding in answer.findings]


ANOTHER_KIND = {"transfer-other-kind": "басшының шешімі"}
"""The reason for a transfer into a unit of another kind, which the order does not know."""

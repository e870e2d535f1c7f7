"""What of a stay stands on the state portal already: the journal there is the official one (R230-137).

Order 230, paras 12(1), 23(1), 28(1), 37(2): the organisation keeps the journal on the portal. What is kept
here is typed over by hand, and marked.
"""

from collections.abc import Iterable

from ssu_desktop.records.stay import Movement


def is_outstanding(movement: Movement) -> bool:
    """Return whether the portal still says otherwise of an event.

    One that stands and was not typed over, or one that was typed over and is cancelled here since."""
    if movement.cancelled_at is not None:
        return movement.portal_on is not None
    return movement.portal_on is None


def outstanding(movements: Iterable[Movement]) -> list[Movement]:
    """Return the events of which the portal still says otherwise."""
    return [movement for movement in movements if is_outstanding(movement)]

"""What a button calls the entry of an event, in the words of the unit's kind."""

from collections.abc import Mapping

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.stay import ARRIVING, DAY_OR_HOME

_VERBS: Mapping[MovementKind, str] = {
    MovementKind.APPLIED: N_("Register the application"),
    MovementKind.QUEUED: N_("Put in the queue|verb"),
    MovementKind.DEFERRED: N_("Defer the arrival"),
    MovementKind.ADMITTED: N_("Admit"),
    MovementKind.LEFT: N_("Enter a leave"),
    MovementKind.RETURNED: N_("Enter the return"),
    MovementKind.SUSPENDED: N_("Suspend services|verb"),
    MovementKind.RESUMED: N_("Resume services|verb"),
    MovementKind.TRANSFERRED: N_("Transfer to another unit"),
    MovementKind.TRANSFERRED_OUT: N_("Transfer to another organisation|verb"),
    MovementKind.DISCHARGED: N_("Discharge"),
    MovementKind.NOT_ARRIVED: N_("Enter as not arrived"),
    MovementKind.OBSERVATION: N_("Move to observation|verb"),
}


def movement_verb(kind: MovementKind, unit_kind: UnitKind | None) -> str:
    """Return the msgid of the verb: a day centre and home service cease services, they do not discharge."""
    if kind is MovementKind.DISCHARGED and unit_kind in DAY_OR_HOME:
        return N_("Cease services")
    if kind is MovementKind.ADMITTED and unit_kind is UnitKind.HOME:
        return N_("Take on the register")
    if kind is MovementKind.NOT_ARRIVED and unit_kind not in (None, *ARRIVING):
        return N_("Take off the queue")
    return _VERBS[kind]

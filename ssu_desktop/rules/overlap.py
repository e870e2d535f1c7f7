"""Two stays of one person on the same days: entered with a reason, and in one unit at once never."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.stay import PRESENT, StayState


@dataclass(frozen=True, kw_only=True)
class OtherStay:
    """Another stay of the person: from the admission until the day of leaving, None while it runs."""

    unit_id: UUID
    admitted_on: date
    ended_on: date | None = None


def check_overlap(before: StayState, after: StayState, others: Iterable[OtherStay]) -> Iterator[Finding]:
    """Warn where a stay that stood as `before` comes to share days with another one as it stands `after`.

    Who leaves and comes again on one day shares none. Two stays that shared days before stood with a reason.
    """
    for other in others:
        if _share_days(after, other) and not _share_days(before, other):
            text = N_("Another stay of this person began on {day}: the two stays overlap.")
            values = {"day": short(other.admitted_on)}
            yield Finding(code="stays-overlap", text=text, values=values, field="happened_on")
            return


def _share_days(stay: StayState, other: OtherStay) -> bool:
    if stay.admitted_on is None:
        return False
    before_its_end = stay.admitted_on < (other.ended_on or date.max)
    return before_its_end and other.admitted_on < (stay.ended_on or date.max)


def check_running_again(after: StayState, others: Iterable[OtherStay]) -> Iterator[Finding]:
    """Refuse what lets a stay run on where another one of the person runs in the same unit."""
    if after.status in PRESENT and any(
        other.ended_on is None and other.unit_id == after.unit_id for other in others
    ):
        text = N_("The person is on the register of this unit already.")
        yield missing("reason", text, code="is-here")

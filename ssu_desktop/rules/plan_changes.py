"""What a version of a plan changes against the one before: activities added, changed and taken out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ssu_desktop.language.names import search_key
from ssu_desktop.rules.plan_draft import ItemDraft


class Change(Enum):
    """What became of an activity."""

    SAME = auto()
    ADDED = auto()
    CHANGED = auto()


@dataclass(frozen=True, kw_only=True)
class PlanChanges:
    """One change for each activity of the new version in its order; `taken_out` are those of the old one."""

    rows: tuple[Change, ...]
    taken_out: tuple[ItemDraft, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.taken_out) or any(change is not Change.SAME for change in self.rows)


def changes_between(old: Sequence[ItemDraft], new: Sequence[ItemDraft]) -> PlanChanges:
    """Compare two versions: first what is the same word for word, then by service, then by question.

    Activities have no name that outlives a version, so one that was rewritten from its question to its
    service counts as taken out and added."""
    left, found = list(old), dict[int, Change]()
    for alike, change in (
        (_whole, Change.SAME),
        (_service, Change.CHANGED),
        (_question, Change.CHANGED),
    ):
        for place, item in enumerate(new):
            partner = None if place in found else _partner(item, left, alike)
            if partner is not None:
                left.remove(partner)
                found[place] = change
    rows = tuple(found.get(place, Change.ADDED) for place in range(len(new)))
    return PlanChanges(rows=rows, taken_out=tuple(left))


def _partner(
    item: ItemDraft, left: Sequence[ItemDraft], alike: Callable[[ItemDraft], object]
) -> ItemDraft | None:
    wanted = alike(item)
    if wanted is None:
        return None
    return next((other for other in left if other.domain is item.domain and alike(other) == wanted), None)


def _whole(item: ItemDraft) -> ItemDraft:
    name = "" if item.responsible_id is not None else item.responsible_name
    return replace(item, id=None, carried=None, service_ref="", responsible_name=name)


def _service(item: ItemDraft) -> str | None:
    return search_key(item.service) or None


def _question(item: ItemDraft) -> str | None:
    return search_key(item.question) or None

"""What a rule says about a draft or a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum

from ssu_desktop.law import Article


class Weight(StrEnum):
    """`STOP`: the impossible, refused. `WARN`: allowed, with a reason that is recorded. `NOTE`: told only."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One remark: `text` is a msgid with named holes that `values` fill; `field` names the draft's field."""

    code: str
    text: str
    values: Mapping[str, object] = made(default_factory=dict)
    field: str | None = None
    article: Article | None = None
    weight: Weight = Weight.WARN


def blocks(findings: Iterable[Finding]) -> bool:
    """Return whether any finding refuses the action outright."""
    return any(finding.weight is Weight.STOP for finding in findings)

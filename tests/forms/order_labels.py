"""The labels of the annexes as the order has them, read from the source beside this file."""

import re
from dataclasses import dataclass
from pathlib import Path

_SOURCE = Path(__file__).with_name("order-230-forms.md")
_MENDED = {"ЖЫЛҒЫ": "жылғы", "_____ қолы": "_____ қолы)", "_____, подпись)": "_____ подпись)"}


@dataclass(frozen=True)
class OrderLabel:
    kk: str
    ru: str
    sure: bool


def bare(text: str) -> str:
    """Return the letters of a label without its blanks and white space."""
    return "".join(text.replace("_", "").split())


def labels_of(annex: str) -> list[OrderLabel]:
    """Return the labels of "2", "3", "4", "5" or "9" in their order, slips put right as the source says."""
    chapter = re.split(r"^## ", _SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (body,) = [part for part in chapter if part.startswith(f"Annex {annex} ")]
    found: list[OrderLabel] = []
    for row in body.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) == 5 and cells[1].startswith("`"):
            found += _labels_of_row(cells[1], cells[2], sure=cells[3] == "y")
    return found


def _labels_of_row(kk: str, ru: str, *, sure: bool) -> list[OrderLabel]:
    originals = re.findall(r"`([^`]*)`", kk)
    renderings = ru.split("; ") if len(originals) > 1 else [ru]
    for old, new in _MENDED.items():
        originals = [original.replace(old, new) for original in originals]
    return [OrderLabel(a, b, sure) for a, b in zip(originals, renderings, strict=True)]

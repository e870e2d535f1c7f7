"""What a dry run says about each row of a register, in the order of the rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ssu_desktop.actions.register_import import CATEGORY_ASSUMED, ImportProposal
from ssu_desktop.language import N_, _
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.chips import Chip, Tone

Told = tuple[str, Mapping[str, object]]  # a msgid and what fills its holes


class Fate(StrEnum):
    """What becomes of a row."""

    COMES = "comes"
    DOUBTFUL = "doubtful"
    KNOWN = "known"
    SKIPPED = "skipped"


class Sieve(StrEnum):
    """Which rows the list shows."""

    ALL = "all"
    COMES = "comes"
    DOUBTFUL = "doubtful"
    MENDED = "mended"
    SKIPPED = "skipped"
    KNOWN = "known"


SIEVE_WORDS = {
    Sieve.ALL: N_("All {n}"),
    Sieve.COMES: N_("Come in {n}"),
    Sieve.DOUBTFUL: N_("Doubtful {n}"),
    Sieve.MENDED: N_("Mended {n}"),
    Sieve.SKIPPED: N_("Left out {n}"),
    Sieve.KNOWN: N_("Already known {n}"),
}

_CHIPS = {
    Fate.COMES: (N_("comes in"), Tone.DONE),
    Fate.DOUBTFUL: (N_("comes in, doubtful"), Tone.SOON),
    Fate.KNOWN: (N_("already known"), Tone.NEUTRAL),
    Fate.SKIPPED: (N_("left out"), Tone.LATE),
}


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """One row of the register: its number in Excel, the name, what becomes of it and why."""

    number: int
    name: str
    fate: Fate
    doubts: tuple[Told, ...] = ()
    mended: tuple[Told, ...] = ()
    note: str = ""

    @property
    def chip(self) -> Chip:
        """The fate as a chip."""
        words, tone = _CHIPS[self.fate]
        return Chip(_(words), tone)

    @property
    def why(self) -> str:
        """The reasons, one after another."""
        return "  ".join(spoken_line(told) for told in (*self.doubts, *self.mended))

    def passes(self, sieve: Sieve) -> bool:
        """Return whether the list shows this row."""
        return {
            Sieve.ALL: True,
            Sieve.COMES: self.fate in (Fate.COMES, Fate.DOUBTFUL),
            Sieve.DOUBTFUL: bool(self.doubts) and self.fate is not Fate.SKIPPED,
            Sieve.MENDED: bool(self.mended),
            Sieve.SKIPPED: self.fate is Fate.SKIPPED,
            Sieve.KNOWN: self.fate is Fate.KNOWN,
        }[sieve]


def spoken_line(told: Told) -> str:
    """Return a remark in the language of the interface."""
    text, values = told
    return _(text, **spelt_values(values))


def lines_of(proposal: ImportProposal) -> tuple[RowLine, ...]:
    """Return all rows that hold something, in the order of the register."""
    doubts: dict[int, list[Told]] = {}
    for doubt in proposal.doubtful:
        doubts.setdefault(doubt.row, []).append((doubt.reason, doubt.values))
    lines = [*_incoming(proposal, doubts), *_known(proposal, doubts), *_skipped(proposal)]
    return tuple(sorted(lines, key=lambda line: line.number))


def _incoming(proposal: ImportProposal, doubts: Mapping[int, list[Told]]) -> Iterable[RowLine]:
    for each in proposal.incoming:
        row = each.row
        found = tuple(doubts.get(row.row, ()))
        mended: list[Told] = [(remark.reason, remark.values) for remark in row.mended]
        if each.category_assumed and each.served:
            mended_note = spoken_line((CATEGORY_ASSUMED, {"category": each.category}))
        else:
            mended_note = ""
        yield RowLine(
            number=row.row,
            name=row.full_name,
            fate=Fate.DOUBTFUL if found else Fate.COMES,
            doubts=found,
            mended=tuple(mended),
            note="\n".join(part for part in (mended_note, row.note) if part),
        )


def _known(proposal: ImportProposal, doubts: Mapping[int, list[Told]]) -> Iterable[RowLine]:
    for each in proposal.known:
        yield RowLine(
            number=each.row.row,
            name=each.row.full_name,
            fate=Fate.KNOWN,
            doubts=tuple(doubts.get(each.row.row, ())),
        )


def _skipped(proposal: ImportProposal) -> Iterable[RowLine]:
    for each in proposal.proposal.skipped:
        yield RowLine(
            number=each.row, name=each.name, fate=Fate.SKIPPED, doubts=((each.reason, each.values),)
        )

"""Annex 4 to Order 230: the individual plan (edition in force from 01.01.2025)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.parts import DASH, Pen, halves, ruled_value
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import Block, Style, gap
from ssu_desktop.records.kinds import Domain, UnitKind

_SHARES = (26, 88, 82, 118, 112, 72)
_HAND = 20.0
_EMPTY_NUMBERS = ("1", "2", "3")
_SIGNERS = ("social_worker", "psychologist", "medic", "specialist", "consultant")
_NOT_FOR = {
    "psychologist": {UnitKind.HOME},
    "medic": {UnitKind.HOME},
    "consultant": {UnitKind.STATIONARY, UnitKind.DAY, UnitKind.TEMPORARY},
}


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One activity of the plan; `domain` is a value of `records.kinds.Domain`."""

    domain: str
    question: str = ""
    answer: str = ""
    volume: str = ""
    specialist: str = ""
    dates: str = ""


@dataclass(frozen=True, kw_only=True)
class EmptyDomain:
    """A domain that is deliberately left without an activity, and why."""

    domain: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs the plan: `role` is social_worker, psychologist, medic, specialist or consultant."""

    role: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex4(Content):
    """The texts of a plan. `draft` marks a plan that is not approved; dates are official ones.

    A domain without rows has a dash in an approved plan and room to write in a draft or an empty form; one
    that is deliberately empty says why in the column of the service.
    """

    kind: str = ""
    head: str = ""
    approved: str = ""
    organisation: str = ""
    name: str = ""
    born: str = ""
    diagnosis: str = ""
    admitted: str = ""
    observed_from: str = ""
    observed_until: str = ""
    period_from: str = ""
    period_until: str = ""
    rows: tuple[PlanRow, ...] = ()
    empty: tuple[EmptyDomain, ...] = ()
    reviewed: str = ""
    signers: tuple[Signer, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the heading, the table of the eight domains, and who drew the plan up."""
        _approval(pen, self)
        pen.put(pen.title("title"))
        pen.put(pen.line("name", self.name))
        pen.put(pen.line("born", self.born))
        pen.put(pen.line("diagnosis", self.diagnosis, blanks=2))
        pen.put(pen.line("admitted", self.admitted, part=self.kind))
        not_observed = self.kind == UnitKind.TEMPORARY  # para 37(4)
        pen.put(pen.line("observed", self.observed_from, self.observed_until, dash=not_observed))
        pen.put(pen.line("period", self.period_from, self.period_until))
        after = _after_table(pen, self)
        pen.put_above_table(pen.text("measures"), below=130.0)
        _table(pen, self, tail=sum(line.height for block in after[:2] for line in block))
        for block in after:
            pen.put(block)
        pen.put(pen.footnotes("footnote_1", "footnote_2"))


def _approval(pen: Pen, content: Annex4) -> None:
    small = Style(8.5, align="centre")
    centred = Style(pen.style.size, align="centre")
    breadth = pen.corner_width
    pen.put(
        pen.reference(),
        gap(6),
        pen.corner("approve", style=centred),
        pen.in_corner(ruled_value(content.head, breadth, centred)),
        pen.in_corner(ruled_value("", breadth, centred)),
        pen.corner("approve_hint", part=content.kind, style=small),
        gap(4),
        pen.date_in_corner("approved_on", content.approved),
        pen.in_corner(ruled_value(content.organisation, breadth, centred)),
        [] if content.organisation else pen.in_corner(ruled_value("", breadth, centred)),
        pen.corner("organisation_hint", part=content.kind, style=small),
    )


def _table(pen: Pen, content: Annex4, *, tail: float) -> None:
    heads = numbered_heads([pen.say(f"column_{column}") for column in range(1, 7)])
    rows = tuple(row for domain in Domain for row in _domain_rows(pen, content, domain))
    put_table(pen.sheets, Table(shares=_SHARES, heads=heads, rows=rows, size=9.5, tail=tail))


def _domain_rows(pen: Pen, content: Annex4, domain: Domain) -> Iterable[Row]:
    code = domain.value
    yield Row((Cell(pen.say(f"domain_{code}"), Face.BOLD, "centre"),), section=True)
    filled = [row for row in content.rows if row.domain == code]
    for number, row in enumerate(filled, start=1):
        yield Row(
            (
                Cell(str(number), align="centre"),
                Cell(row.question),
                Cell(row.answer),
                Cell(row.volume),
                Cell(row.specialist, signed=True),
                Cell(row.dates),
            ),
            least=_HAND,
        )
    reason = next((one.reason for one in content.empty if one.domain == code), "")
    if not filled and reason:
        dash = Cell(DASH, align="centre")
        yield Row((dash, dash, dash, Cell(reason), dash, dash))
    elif not filled and content.rows and not content.draft:
        yield Row(tuple(Cell(DASH, align="centre") for _ in _SHARES))
    elif not filled:
        empty = (Cell(),) * (len(_SHARES) - 1)
        yield from (Row((Cell(number, align="centre"), *empty), least=_HAND) for number in _EMPTY_NUMBERS)


def _after_table(pen: Pen, content: Annex4) -> list[Block]:
    """Return the date of the review and the signature lines, at least one for each role."""
    blocks = [gap(6) + pen.line("reviewed", content.reviewed)]
    hints = halves(pen.say("signer_hint"))
    for role in _SIGNERS:
        signers = [signer for signer in content.signers if signer.role == role]
        not_concerned = content.kind in _NOT_FOR.get(role, set())
        for signer in signers or [Signer(role=role, name=DASH if not_concerned else "")]:
            named = ", ".join(part for part in (signer.name, signer.date) if part)
            blocks.append(pen.signature(role, named, hints))
    return blocks

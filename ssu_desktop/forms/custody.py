"""Originals in custody (Order 230, para 12(2)): acceptance-transfer act, receipt, act of giving back."""

from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.papers import date_and_place, letterhead, put_rows, signed
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.text import Block, gap

_SHARES = (24.0, 250.0, 110.0, 110.0)
_EMPTY = 5


@dataclass(frozen=True, kw_only=True)
class OriginalLine:
    """One original on the paper."""

    title: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Originals(Content):
    """What the three papers share; `count` is how many there are."""

    organisation: str = ""
    person: str = ""
    act_number: str = ""
    act_date: str = ""
    rows: tuple[OriginalLine, ...] = ()

    def put_originals(self, pen: Pen) -> None:
        """Draw the table of the originals."""
        cells = [(row.title, row.number, row.note) for row in self.rows]
        put_rows(pen, _SHARES, cells, _EMPTY)


def _titles(pen: Pen, number: str = "") -> tuple[Block, Block]:
    """Return what the act is, and under it what it is about."""
    return pen.title("title", value=number, size=14)[:-1], pen.title("subtitle", size=12)[1:]


@dataclass(frozen=True, kw_only=True)
class CustodyAct(_Originals):
    """The act by which originals are taken in; both sign it."""

    place: str = ""
    born: str = ""
    file: str = ""
    consent: str = ""
    total: str = ""
    kept: str = ""
    handed: str = ""
    accepted: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more where there are many originals."""
        pen.put(letterhead(pen, self.organisation), *_titles(pen, self.act_number))
        pen.put(date_and_place(pen, self.act_date, self.place))
        for key in ("person", "born", "file", "consent"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(gap(4), pen.text("body"), gap(4))
        self.put_originals(pen)
        pen.put(gap(4), pen.line("total", self.total), pen.line("kept", self.kept))
        pen.put(signed(pen, "handed", self.handed), signed(pen, "accepted", self.accepted))


@dataclass(frozen=True, kw_only=True)
class CustodyReturn(_Originals):
    """The act by which originals are given back; both sign it."""

    date: str = ""
    place: str = ""
    born: str = ""
    total: str = ""
    handed: str = ""
    accepted: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more where there are many originals."""
        pen.put(letterhead(pen, self.organisation), *_titles(pen))
        pen.put(date_and_place(pen, self.date, self.place))
        for key in ("person", "born"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(pen.line("act", self.act_number, self.act_date), gap(4), pen.text("body"), gap(4))
        self.put_originals(pen)
        pen.put(gap(4), pen.line("total", self.total))
        pen.put(signed(pen, "handed", self.handed), signed(pen, "accepted", self.accepted))


@dataclass(frozen=True, kw_only=True)
class CustodyReceipt(_Originals):
    """The receipt for the originals; it lies in the file."""

    accepted: str = ""
    date: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more where there are many originals."""
        pen.put(letterhead(pen, self.organisation), pen.title("title", size=16))
        pen.put(pen.line("body", self.accepted), gap(4))
        self.put_originals(pen)
        pen.put(gap(4), pen.line("person", self.person), pen.line("act", self.act_number, self.act_date))
        pen.put(signed(pen, "accepted", self.accepted), gap(8), pen.line("date", self.date))

"""What goes with a person to another organisation: the inventory of the file, and the act of its transfer."""

from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.papers import date_and_place, letterhead, put_rows, signed
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.text import gap

_INVENTORY = (24.0, 214.0, 66.0, 64.0, 62.0, 92.0)
_ANNEXES = (24.0, 250.0, 130.0, 110.0)
_EMPTY = 14
_EMPTY_ANNEXES = 5


@dataclass(frozen=True, kw_only=True)
class InventoryLine:
    """One document of the file on its inventory."""

    title: str = ""
    form: str = ""
    received: str = ""
    pages: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Inventory(Content):
    """The inventory (тізімдеме / опись) of the documents in a personal file."""

    organisation: str = ""
    number: str = ""
    person: str = ""
    born: str = ""
    rows: tuple[InventoryLine, ...] = ()
    count: str = ""
    pages: str = ""
    made: str = ""
    date: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the heading and the table over as many pages as it takes."""
        pen.put(letterhead(pen, self.organisation), pen.title("title", value=self.number))
        pen.put(pen.line("person", self.person), pen.line("born", self.born), gap(6))
        cells = [(row.title, row.form, row.received, row.pages, row.note) for row in self.rows]
        put_rows(pen, _INVENTORY, cells, _EMPTY, size=10)
        pen.put(gap(6), pen.line("total", self.count, self.pages))
        pen.put(signed(pen, "made", self.made), gap(8), pen.line("date", self.date))


@dataclass(frozen=True, kw_only=True)
class AnnexLine:
    """One paper that goes along with the file."""

    title: str = ""
    number: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferAct(Content):
    """The acceptance-transfer act of a personal file; both organisations sign it."""

    organisation: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    person: str = ""
    born: str = ""
    receiver: str = ""
    count: str = ""
    pages: str = ""
    rows: tuple[AnnexLine, ...] = ()
    handed: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page."""
        pen.put(letterhead(pen, self.organisation), pen.title("title", value=self.number))
        pen.put(date_and_place(pen, self.date, self.place))
        pen.put(pen.line("person", self.person), pen.line("born", self.born))
        pen.put(pen.line("sender", self.organisation), pen.line("receiver", self.receiver))
        pen.put(pen.line("inventory", self.count, self.pages), gap(4), pen.text("body"), gap(4))
        cells = [(row.title, row.number, row.note) for row in self.rows]
        put_rows(pen, _ANNEXES, cells, _EMPTY_ANNEXES)
        pen.put(gap(4), signed(pen, "handed", self.handed), gap(4), pen.text("stamp"), gap(18 * MM))
        pen.put(signed(pen, "accepted"), gap(4), pen.text("stamp"), gap(12 * MM))

"""Paid services (Order 230, paras 4-5, 13-5, 24-5, 29-5): the contract and the act of services given."""

from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.papers import date_and_place, letterhead, put_rows, signed
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.text import gap

_SHARES = (24.0, 172.0, 70.0, 64.0, 74.0, 80.0)
_EMPTY = 6


@dataclass(frozen=True, kw_only=True)
class PaidLine:
    """One service: its measure, how many, the price and the sum in tenge."""

    title: str = ""
    measure: str = ""
    count: str = ""
    price: str = ""
    sum: str = ""


@dataclass(frozen=True, kw_only=True)
class _Paid(Content):
    """What the contract and the act share; the sum stands in figures and in words."""

    organisation: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    head: str = ""
    customer: str = ""
    person: str = ""
    rows: tuple[PaidLine, ...] = ()
    total: str = ""
    words: str = ""
    tiyn: str = ""

    def put_services(self, pen: Pen) -> None:
        """Draw the table of the services with their sum."""
        cells = [(row.title, row.measure, row.count, row.price, row.sum) for row in self.rows]
        put_rows(pen, _SHARES, cells, _EMPTY, size=10)
        pen.put(gap(4), pen.line("total", self.total), pen.line("words", self.words, self.tiyn))

    def put_signatures(self, pen: Pen) -> None:
        """Draw the lines on which both sides sign."""
        pen.put(gap(6), signed(pen, "provider_signs", self.head), gap(4), pen.text("stamp"), gap(10))
        pen.put(signed(pen, "customer_signs", self.customer))


@dataclass(frozen=True, kw_only=True)
class PaidContractPaper(_Paid):
    """The contract: who gives what to whom for how much, by which decision, until when."""

    born: str = ""
    approved: str = ""
    until: str = ""
    note: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more where there are many services."""
        pen.put(letterhead(pen, self.organisation), pen.title("title", value=self.number))
        pen.put(date_and_place(pen, self.date, self.place))
        pen.put(pen.line("provider", self.organisation, self.head), pen.line("customer", self.customer))
        pen.put(pen.line("person", self.person, self.born), gap(4), pen.text("subject"), gap(4))
        self.put_services(pen)
        for key in ("approved", "until"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(gap(4))
        for key in ("clause_act", "clause_guaranteed", "clause_copies"):
            pen.put(pen.text(key))
        pen.put(pen.line("note", self.note))
        self.put_signatures(pen)


@dataclass(frozen=True, kw_only=True)
class PaidActPaper(_Paid):
    """The act: what of a contract was given in which days."""

    contract: str = ""
    contract_date: str = ""
    period: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more where there are many services."""
        pen.put(letterhead(pen, self.organisation), pen.title("title", value=self.number))
        pen.put(date_and_place(pen, self.date, self.place))
        pen.put(pen.line("contract", self.contract, self.contract_date))
        for key in ("customer", "person", "period"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(gap(4), pen.text("subject"), gap(4))
        self.put_services(pen)
        pen.put(gap(4), pen.text("agreed"))
        self.put_signatures(pen)

"""Annex 9 to Order 230: the registration card of a temporary stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import gap

_HAND = 18.0
_LEAST_ROWS = 3
_DOCUMENT_SHARES = (120, 94, 80, 86, 116)
_RELATIVE_SHARES = (32, 92, 172, 60, 140)
_CONVICTION_SHARES = (32, 150, 94, 94, 126)


@dataclass(frozen=True, kw_only=True)
class IdentityDocument:
    """A row of the table of documents."""

    number: str = ""
    issued: str = ""
    valid: str = ""
    issued_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A row of the table of close relatives."""

    kinship: str = ""
    name: str = ""
    born: str = ""
    lives: str = ""


@dataclass(frozen=True, kw_only=True)
class Conviction:
    """A row of the table of convictions."""

    article: str = ""
    term: str = ""
    period: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex9(Content):
    """The texts of the card; `document` is what is underlined in line 9: passport, id_card or nothing."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    sex: str = ""
    born: str = ""
    nationality: str = ""
    birthplace: str = ""
    address: str = ""
    document: str = ""
    id_card: IdentityDocument = IdentityDocument()
    passport: IdentityDocument = IdentityDocument()
    iin: IdentityDocument = IdentityDocument()
    education: str = ""
    profession: str = ""
    relatives_note: str = ""
    relatives: tuple[Relative, ...] = ()
    convictions: tuple[Conviction, ...] = ()
    illnesses: str = ""
    health: str = ""
    sent_by: str = ""
    date: str = ""
    specialist: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the 19 numbered lines and the three tables; a table has at least three rows."""
        pen.put(pen.reference())
        pen.put(pen.title("title"))
        for key in ("surname", "given", "patronymic", "sex", "born", "nationality", "birthplace"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(pen.line("address", self.address, blanks=2))
        _documents(pen, self)
        pen.put(gap(4), pen.line("education", self.education))
        pen.put(pen.line("profession", self.profession))
        _relatives(pen, self)
        _convictions(pen, self)
        pen.put(gap(4), pen.line("illnesses", self.illnesses, blanks=2))
        pen.put(pen.line("health", self.health))
        pen.put(pen.line("sent_by", self.sent_by))
        pen.put(
            gap(6),
            pen.line("signature"),
            pen.line("date", self.date),
            pen.line("specialist", self.specialist),
        )


def _table(pen: Pen, name: str, shares: tuple[float, ...], rows: Sequence[Sequence[str]]) -> None:
    heads = numbered_heads([pen.say(f"{name}_column_{column}") for column in range(1, 6)])
    body = tuple(Row(tuple(Cell(text) for text in row), least=_HAND) for row in rows)
    put_table(pen.sheets, Table(shares=shares, heads=heads, rows=body, size=9.5))


def _documents(pen: Pen, card: Annex9) -> None:
    pen.put_above_table(pen.text("document", part=card.document))
    rows = [
        (pen.say(key), one.number, one.issued, one.valid, one.issued_by)
        for key, one in (("id_card", card.id_card), ("passport", card.passport), ("iin", card.iin))
    ]
    _table(pen, "document", _DOCUMENT_SHARES, rows)


def _relatives(pen: Pen, card: Annex9) -> None:
    pen.put_above_table(pen.line("relatives", card.relatives_note))
    padded = (*card.relatives, *([Relative()] * (_LEAST_ROWS - len(card.relatives))))
    rows = [
        (str(number), one.kinship, one.name, one.born, one.lives)
        for number, one in enumerate(padded, start=1)
    ]
    _table(pen, "relative", _RELATIVE_SHARES, rows)


def _convictions(pen: Pen, card: Annex9) -> None:
    pen.put_above_table(pen.text("convictions"))
    padded = (*card.convictions, *([Conviction()] * (_LEAST_ROWS - len(card.convictions))))
    rows = [
        (str(number), one.article, one.term, one.period, one.where)
        for number, one in enumerate(padded, start=1)
    ]
    _table(pen, "conviction", _CONVICTION_SHARES, rows)

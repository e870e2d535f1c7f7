"""Annex 5 to Order 230: the monitoring journal (edition in force from 01.01.2025), and its continuation.

The order demands marks, recommendations and later rounds for which its form has no place: they go to a
continuation sheet of our own layout, which says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.parts import DASH, Pen
from ssu_desktop.forms.table import Cell, Head, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import gap
from ssu_desktop.records.kinds import Domain

COLUMNS = 5
_SHARES = (20, 105, 75, 75, 75, 75, 75)
_MARK_SHARES = (26, 150, 84, 60, 92, 80)
_ADVICE_SHARES = (26, 70, 250, 146)
_GAP_SHARES = (26, 110, 80, 80, 196)
_HAND = 20.0
_EMPTY_MARKS, _EMPTY_ADVICE = 12, 6


@dataclass(frozen=True, kw_only=True)
class Round:
    """One assessment: `points` are those of the eight domains in the form's order.

    `label` is the heading of its column, used only beyond the five columns of the form."""

    label: str = ""
    assessed: str = ""
    points: tuple[str, ...] = ()
    total: str = ""
    goal: str = ""
    decision: str = ""
    specialist: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityMark:
    """What came of one activity in one month: positive change or no change."""

    activity: str = ""
    domain: str = ""
    month: str = ""
    result: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """A recommendation of a specialist."""

    date: str = ""
    text: str = ""
    author: str = ""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A round that was not held when it was due, and the absences that explain it."""

    label: str = ""
    due: str = ""
    held: str = ""
    away: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex5(Content):
    """The texts of one plan year's journal.

    `rounds` come in time order, an empty `Round()` where one was left out; those beyond the fifth, the
    marks and the recommendations go to the continuation sheet. `continued`: print that sheet though
    there is nothing on it, to be written by hand."""

    name: str = ""
    born: str = ""
    diagnosis: str = ""
    rounds: tuple[Round, ...] = ()
    marks: tuple[ActivityMark, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    continued: bool = False

    def draw(self, pen: Pen) -> None:
        """Draw the journal, and its continuation sheet when something belongs there."""
        pen.put(pen.reference())
        pen.put(pen.title("title"))
        _person(pen, self)
        five = (*self.rounds, *([Round()] * COLUMNS))[:COLUMNS]
        _rounds_table(pen, five, [pen.say(f"round_{number}") for number in range(1, COLUMNS + 1)])
        if self.continued or self.marks or self.recommendations or self.gaps or self.rounds[COLUMNS:]:
            pen.sheets.turn()
            continuation(pen, self)


def _person(pen: Pen, content: Annex5) -> None:
    pen.put(pen.line("name", content.name))
    pen.put(pen.line("born", content.born))
    pen.put(pen.line("diagnosis", content.diagnosis, blanks=2))
    pen.put(gap(8))


def _rounds_table(pen: Pen, rounds: Sequence[Round], labels: Sequence[str]) -> None:
    heads = (
        Head(pen.say("column_1"), 0, 0, 0, 1),
        Head(pen.say("column_2"), 1, 1, 0, 1),
        Head(pen.say("column_3"), 2, 1 + COLUMNS, 0, 0),
        *(Head(label, 2 + column, 2 + column, 1, 1) for column, label in enumerate(labels)),
    )
    table = Table(shares=_SHARES, heads=heads, rows=tuple(_round_rows(pen, rounds)), size=9.0)
    put_table(pen.sheets, table)


def _round_rows(pen: Pen, rounds: Sequence[Round]) -> Iterable[Row]:
    def row(
        number: str, key: str, text: Callable[[Round], str], *, least: float = _HAND, signed: bool = False
    ) -> Row:
        align = "left" if key in {"goal", "decision", "specialist"} else "centre"
        cells = [Cell(text(one), align=align, signed=signed) for one in rounds]
        label = Cell(pen.say(key), Face.BOLD if key == "total" else Face.REGULAR)
        return Row((Cell(number, align="centre"), label, *cells), least=least, joined=not number)

    yield row("1", "assessed", lambda one: one.assessed)
    for place, domain in enumerate(Domain):
        yield row("" if place else "2", f"domain_{domain.value}", _points(place))
    yield row("", "total", lambda one: one.total)
    yield row("", "goal", lambda one: one.goal, least=60.0)
    yield row("3", "decision", lambda one: one.decision, least=80.0)
    yield row("4", "specialist", lambda one: one.specialist, least=66.0, signed=True)


def _points(place: int) -> Callable[[Round], str]:
    return lambda one: one.points[place] if place < len(one.points) else ""


def continuation(pen: Pen, content: Annex5) -> None:
    """Draw the continuation sheet from the top of a page."""
    pen.put(pen.title("more_title"))
    pen.put(pen.text("more_note", size=9.0, face=Face.ITALIC), gap(4))
    pen.put(pen.line("name", content.name))
    _more_rounds(pen, content.rounds[COLUMNS:])
    if content.gaps:
        _gaps(pen, content.gaps)
    if content.continued or content.marks:
        _marks(pen, content.marks or (ActivityMark(),) * _EMPTY_MARKS)
    if content.continued or content.recommendations:
        _recommendations(pen, content.recommendations or (Recommendation(),) * _EMPTY_ADVICE)


def _more_rounds(pen: Pen, rounds: tuple[Round, ...]) -> None:
    for start in range(0, len(rounds), COLUMNS):
        batch = rounds[start : start + COLUMNS]
        five = (*batch, *([Round()] * COLUMNS))[:COLUMNS]
        pen.put_above_table(pen.text("more_rounds", face=Face.BOLD))
        _rounds_table(pen, five, [one.label for one in five])


def _gaps(pen: Pen, gaps: Sequence[Gap]) -> None:
    pen.put_above_table(pen.text("more_gaps", face=Face.BOLD))
    keys = ("gap_round", "gap_due", "gap_held", "gap_away")
    heads = numbered_heads([pen.say("column_1"), *(pen.say(f"more_{key}") for key in keys)])
    rows = tuple(
        _numbered(number, (one.label, one.due, one.held or DASH, one.away))
        for number, one in enumerate(gaps, start=1)
    )
    put_table(pen.sheets, Table(shares=_GAP_SHARES, heads=heads, rows=rows, size=9.5))


def _marks(pen: Pen, marks: Sequence[ActivityMark]) -> None:
    pen.put_above_table(pen.text("more_marks", face=Face.BOLD))
    keys = ("mark_activity", "mark_domain", "mark_month", "mark_result", "mark_note")
    heads = numbered_heads([pen.say("column_1"), *(pen.say(f"more_{key}") for key in keys)])
    rows = tuple(
        _numbered(number, (mark.activity, mark.domain, mark.month, mark.result, mark.note))
        for number, mark in enumerate(marks, start=1)
    )
    put_table(pen.sheets, Table(shares=_MARK_SHARES, heads=heads, rows=rows, size=9.5))


def _recommendations(pen: Pen, recommendations: Sequence[Recommendation]) -> None:
    pen.put_above_table(pen.text("more_recommendations", face=Face.BOLD))
    keys = ("recommendation_date", "recommendation_text", "recommendation_author")
    heads = numbered_heads([pen.say("column_1"), *(pen.say(f"more_{key}") for key in keys)])
    rows = tuple(
        _numbered(number, (one.date, one.text), signed=one.author)
        for number, one in enumerate(recommendations, start=1)
    )
    put_table(pen.sheets, Table(shares=_ADVICE_SHARES, heads=heads, rows=rows, size=9.5))


def _numbered(number: int, texts: Sequence[str], *, signed: str | None = None) -> Row:
    cells = [Cell(str(number), align="centre"), *(Cell(text) for text in texts)]
    if signed is not None:
        cells.append(Cell(signed, signed=True))
    return Row(tuple(cells), least=_HAND)

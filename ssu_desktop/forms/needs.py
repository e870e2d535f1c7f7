"""Needs on paper: what was asked, answered and summed up, and the steps of social work with a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.papers import letterhead, signed
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import gap

_SHARES = (24.0, 230.0, 190.0, 52.0)
_SIZE, _LEAST, _TAIL = 10.0, 20.0, 40.0
_EMPTY = 14
_STEPS = 4
_GRADED = 2  # the step that determines urgency, complexity and severity (Order 153, para 9(2))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question with the answer that was chosen."""

    question: str = ""
    answer: str = ""
    points: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessedDomain:
    """The assessment of one domain: by which questionnaire, when, by whom, and the sum of its points."""

    title: str = ""
    day: str = ""
    specialist: str = ""
    rows: tuple[Asked, ...] = ()
    total: str = ""

    @property
    def heading(self) -> str:
        """What stands above its questions."""
        return " · ".join(part for part in (self.title, self.day, self.specialist) if part)


@dataclass(frozen=True, kw_only=True)
class NeedsSheet(Content):
    """The sheet of the assessment of needs: the latest of each domain of a stay."""

    organisation: str = ""
    unit: str = ""
    name: str = ""
    born: str = ""
    domains: tuple[AssessedDomain, ...] = ()
    total: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the questions over as many pages as they take; who assessed signs at the end."""
        pen.put(letterhead(pen, self.organisation), pen.title("title"))
        for key in ("name", "born", "unit"):
            pen.put(pen.line(key, getattr(self, key)))
        pen.put(gap(6))
        empty = AssessedDomain(rows=(Asked(),) * _EMPTY)
        rows = [row for one in self.domains or (empty,) for row in _rows(pen, one)]
        heads = numbered_heads([pen.say(f"column_{number}") for number in range(1, len(_SHARES) + 1)])
        put_table(pen.sheets, Table(shares=_SHARES, heads=heads, rows=tuple(rows), size=_SIZE, tail=_TAIL))
        pen.put(gap(6), pen.line("total", self.total))
        for name in dict.fromkeys(one.specialist for one in self.domains or (empty,)):
            pen.put(signed(pen, "specialist", name))


def _rows(pen: Pen, one: AssessedDomain) -> Iterator[Row]:
    if one.heading:
        yield Row((Cell(one.heading, Face.BOLD),), section=True)
    for number, asked in enumerate(one.rows, start=1):
        figures = (Cell(str(number), align="centre"), Cell(asked.points, align="centre"))
        yield Row((figures[0], Cell(asked.question), Cell(asked.answer), figures[1]), least=_LEAST)
    words = Cell(pen.say("sum"), Face.BOLD)
    yield Row((Cell(), words, Cell(), Cell(one.total, Face.BOLD, "centre")), least=_LEAST)


@dataclass(frozen=True, kw_only=True)
class WorkStep:
    """One step as it was done; only the assessment has grades."""

    day: str = ""
    done_by: str = ""
    urgency: str = ""
    complexity: str = ""
    severity: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseHistory(Content):
    """The four steps of social work with a person in a unit of health care (Order 153, para 9)."""

    organisation: str = ""
    unit: str = ""
    name: str = ""
    born: str = ""
    steps: tuple[WorkStep, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the steps one below another; who did each of them signs it."""
        pen.put(letterhead(pen, self.organisation), pen.title("title"))
        for key in ("name", "born", "unit"):
            pen.put(pen.line(key, getattr(self, key)))
        steps = (*self.steps, *(WorkStep(),) * _STEPS)[:_STEPS]
        for number, step in enumerate(steps, start=1):
            head = [gap(8), pen.text(f"step_{number}", face=Face.BOLD), pen.line("done", step.day)]
            if number == _GRADED:
                head.append(pen.line("grades", step.urgency, step.complexity, step.severity))
            pen.put(*head)
            pen.put(pen.line(f"note_{number}", step.note, blanks=2))
            pen.put(signed(pen, "worker", step.done_by))

"""The coverage of the law: the rows of docs/law-coverage.csv, what is wrong with them, the page of them.

`make law-coverage` writes docs/law-coverage.md. A row says of one rule of an act where the program keeps it:
`covered` (which modules, which tests; what is left of the rule stands in `reason`), `later` (`where` names
the capability) or `not software`.
"""

import ast
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
DATA, PAGE = TOP / "docs" / "law-coverage.csv", TOP / "docs" / "law-coverage.md"

COUNTS = {
    "R230-": 318,
    "R153-": 32,
    "R330-": 13,
    "R240-R": 66,
    "R240-H": 37,
    "R240-S": 29,
    "R165-E": 29,
    "R165-C": 8,
    "R165-F": 11,
}
"""How many rules each act or annex has; they are numbered from 1 on."""

STATES = ("covered", "later", "not software")
CAPABILITIES = {
    "home service": "the journal kept at the family's home, contract, visits by an interval, forms of 2009",
    "staffing and equipment norms": "annexes 1, 6 to 8 and 10, vehicles, the load of staff",
    "rooms and places": "rooms, beds and areas, who lives with whom",
    "paid services": "price list, contract and act of paid services beside the guaranteed volume",
    "complaints book": "complaints, measures, weekly and monthly reviews",
    "inspector's folder": "self-checks, internal rules and registers that an inspection asks a facility for",
    "needs assessment": "questionnaires with points, the four steps of Order 153, the help of the plan",
    "service catalogue": "services by domain, kind of unit, sector and category, with their act",
    "users and roles": "who may see and do what; cards of victims for named users only",
    "statistics and reports": "counts and indicators over years and units",
    "sector journals": "journals of specialists, stores, meals and money in other sectors; not planned yet",
}
"""What is to come, by name: a rule that is `later` names one of these."""

NOW = tuple(str(number) for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 14))
"""The sections of Order 230 that are kept now; of them only what these capabilities hold may be later."""
LATER_OF_NOW = frozenset(
    {"rooms and places", "paid services", "staffing and equipment norms", "inspector's folder"}
)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of the table; `where` holds "path" or "path:name", `tests` the paths of test modules."""

    id: str
    section: str
    paragraph: str
    kinds: str
    rule: str
    state: str
    where: tuple[str, ...]
    tests: tuple[str, ...]
    reason: str


def read_rules(path: Path = DATA) -> list[Rule]:
    """Read the table; lists within a cell are separated by "; "."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_rule(row) for row in csv.DictReader(file)]


def _rule(row: Mapping[str, str]) -> Rule:
    return Rule(
        id=row["id"],
        section=row["section"],
        paragraph=row["paragraph"],
        kinds=row["kinds"],
        rule=row["rule"],
        state=row["state"],
        where=_listed(row["where"]),
        tests=_listed(row["tests"]),
        reason=row["reason"],
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("; ") if part)


# -- the ids that a text names ------------------------------------------------------------------------------

_ID = r"R(?:230|153|330|240|165)-[A-Z]?\d{2,3}"
_NAMED = re.compile(rf"\b({_ID})(?:(?: to |\.\.)({_ID}))?\b")


def named_ids(text: str) -> frozenset[str]:
    """Return the rules that a text names, alone or as a range: "R230-053 to R230-104", "R230-183..R230-188".

    Line breaks and comment signs do not part a range; one that runs backwards or over two acts is an error.
    """
    found: set[str] = set()
    for match in _NAMED.finditer(re.sub(r"[\s#]+", " ", text)):
        first, last = match[1], match[2] or match[1]
        prefix, start = _parted(first)
        other, end = _parted(last)
        if prefix != other or end < start:
            raise ValueError(f"no range of rules: {match[0]}")
        found.update(made_id(prefix, number) for number in range(start, end + 1))
    return frozenset(found)


def _parted(rule_id: str) -> tuple[str, int]:
    number = re.search(r"\d+$", rule_id)
    assert number is not None, rule_id
    return rule_id[: number.start()], int(number[0])


def made_id(prefix: str, number: int) -> str:
    """Return the id of a rule as it is written: three digits where an act has more than 99."""
    return f"{prefix}{number:03}" if COUNTS.get(prefix, 0) > 99 else f"{prefix}{number:02}"


# -- what is wrong with the table ---------------------------------------------------------------------------


def problems(rules: Sequence[Rule], top: Path = TOP) -> list[str]:
    """Return in words all that is wrong; an empty list is what `make test` wants."""
    found = list(_wrong_ids(rules))
    for rule in rules:
        found.extend(f"{rule.id}: {wrong}" for wrong in _wrong_row(rule, top))
    return found


def _wrong_ids(rules: Iterable[Rule]) -> Iterator[str]:
    counted = Counter(rule.id for rule in rules)
    expected = {made_id(prefix, number) for prefix, most in COUNTS.items() for number in range(1, most + 1)}
    yield from (f"{one}: is missing" for one in sorted(expected - set(counted)))
    yield from (f"{one}: is no rule" for one in sorted(set(counted) - expected))
    yield from (f"{one}: stands {count} times" for one, count in sorted(counted.items()) if count > 1)


def _wrong_row(rule: Rule, top: Path) -> Iterator[str]:
    if not (rule.section and rule.paragraph and rule.kinds and rule.rule.endswith(".")):
        yield "section, paragraph, kinds or the sentence is missing"
    if rule.state == "covered":
        yield from _wrong_places(rule, top)
        yield from _wrong_tests(rule, top)
    elif rule.state in STATES:
        yield from _wrong_promise(rule)
    else:
        yield f"“{rule.state}” is no state"


def _wrong_places(rule: Rule, top: Path) -> Iterator[str]:
    if not rule.where:
        yield "it is not said where it lives"
    for place in rule.where:
        path, _, name = place.partition(":")
        if not (top / path).is_file():
            yield f"there is no {path}"
        elif name and name not in names_in(top / path):
            yield f"there is no {name} in {path}"


def _wrong_tests(rule: Rule, top: Path) -> Iterator[str]:
    if not rule.tests:
        yield "no test shows it"
    for path in rule.tests:
        if not (top / path).is_file() or not Path(path).name.startswith("test_"):
            yield f"there is no test {path}"
        elif rule.id not in ids_in(top / path):
            yield f"{path} does not name it"


def _wrong_promise(rule: Rule) -> Iterator[str]:
    if not rule.reason.endswith("."):
        yield "the reason is missing or no sentence"
    if rule.tests:
        yield "a rule that is not covered has no tests"
    if rule.state == "later":
        if len(rule.where) != 1 or rule.where[0] not in CAPABILITIES:
            yield f"{rule.where} is no capability that is to come"
        elif _is_now(rule) and rule.where[0] not in LATER_OF_NOW:
            yield f"its section is kept now, it cannot wait for “{rule.where[0]}”"
    elif rule.where:
        yield "what is not software lives nowhere"


def _is_now(rule: Rule) -> bool:
    return rule.id.startswith("R230-") and re.split(r"\D", rule.section)[0] in NOW


@cache
def ids_in(path: Path) -> frozenset[str]:
    """Return the rules that a module names."""
    return named_ids(path.read_text(encoding="utf-8"))


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return what a place may name: functions, classes, `Class.field` of a module; keys and codes of data."""
    text = path.read_text(encoding="utf-8")
    return frozenset(_names(ast.parse(text)) if path.suffix == ".py" else _keys(json.loads(text)))


def _names(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    yield f"{node.name}.{field.target.id}"


def _keys(rows: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> Iterator[str]:
    if isinstance(rows, Mapping):
        yield from rows
        return
    yield from (str(row[name]) for row in rows for name in ("key", "code") if name in row)


# -- the page -----------------------------------------------------------------------------------------------

_ABOUT = """# The law and the program

Made by `make law-coverage` from [law-coverage.csv](law-coverage.csv); change the table, not this page: a test
compares them.

Each rule that was found in five acts has one line: Order 230 (R230, the rules of facilities), Order 153
(R153, health care), Order 165 (R165, education), and two repealed acts that serve as models, Resolution 330
(R330) and Order 240 (R240).

- **covered**: the program keeps it, in the modules named; the tests named show it, and name the rule. What is
  still open of it stands in the last column.
- **later**: it waits for a capability, which is named with the reason.
- **not software**: there is nothing that a program could do, or only words of an act.

S is a stationary unit, D day care, H home service, T temporary stay.
"""


def page(rules: Sequence[Rule]) -> str:
    """Return the page: the summary, what is to come, and every rule under its section."""
    sections = list(dict.fromkeys(rule.section for rule in rules))
    parts = [_ABOUT, _summary(rules, sections), _to_come(rules)]
    for section in sections:
        rows = [_row(rule) for rule in rules if rule.section == section]
        head = "| rule | paragraph | units | what it says | state | where, and which test | why |"
        parts.append("\n".join([f"## {section}\n", head, _rule_of(7), *rows]) + "\n")
    return "\n".join(parts)


def _rule_of(columns: int) -> str:
    return "|" + " --- |" * columns


def _summary(rules: Sequence[Rule], sections: Iterable[str]) -> str:
    lines = ["| section | covered | later | not software | rules |", _rule_of(5)]
    for section in sections:
        lines.append(_counts(section, [rule for rule in rules if rule.section == section]))
    lines.append(_counts("**all**", rules))
    return "## In short\n\n" + "\n".join(lines) + "\n"


def _counts(name: str, rules: Sequence[Rule]) -> str:
    counted = Counter(rule.state for rule in rules)
    numbers = " | ".join(str(counted[state] or "–") for state in STATES)
    return f"| {name} | {numbers} | {len(rules)} |"


def _to_come(rules: Sequence[Rule]) -> str:
    counted = Counter(rule.where[0] for rule in rules if rule.state == "later")
    lines = ["| capability | what it is | rules that wait for it |", _rule_of(3)]
    lines += [f"| {name} | {CAPABILITIES[name]} | {counted[name]} |" for name in CAPABILITIES]
    return "## What is to come\n\n" + "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    covered = rule.state == "covered"
    places = [f"`{place.removeprefix('ssu_desktop/')}`" if covered else place for place in rule.where]
    tests = [f"[{Path(path).name}](../{path})" for path in rule.tests]
    shown = "<br>".join([*places, *tests])
    cells = (rule.id, rule.paragraph, rule.kinds, rule.rule, rule.state, shown, rule.reason)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(read_rules()), encoding="utf-8")

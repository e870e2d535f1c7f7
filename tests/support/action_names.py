"""The names of all actions, as the sources have them."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ssu_desktop.actions.roles import READ

SOURCES = Path(__file__).resolve().parents[2] / "ssu_desktop"


def _texts(expression: ast.expr, known: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the texts that an expression of the sources can be; a name stands for its value."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(value=ast.Name(id=name)):
            assert name in known, f"the test cannot read what {name} stands for"
            yield from _texts(known[name], known)
        case _:
            inner = _PARTS[type(expression)](expression)
            for part in inner:
                yield from _texts(part, known)


_PARTS: dict[type[ast.expr], Callable[[Any], list[ast.expr]]] = {
    ast.Call: lambda call: [part for part in call.args if not isinstance(part, ast.Name)],  # N_ or _Sort
    ast.IfExp: lambda choice: [choice.body, choice.orelse],
    ast.Dict: lambda table: table.values,
}


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Return what the names of a module stand for, such as the constant of an action."""
    known: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    known[target.id] = node.value
    if sorts := known.get("_SORTS"):
        known["saving"] = known["removing"] = sorts
    return known


def _asked(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the first argument of each `desk.write(...)` and `require(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_desk = ast.unparse(node.func.value).endswith("desk")
            if of_desk and node.func.attr in ("write", "require"):
                yield node.args[0]


def named_in_sources() -> set[str]:
    """Return the names of all actions that are asked for at a desk."""
    paths = [path for path in SOURCES.rglob("*.py") if path.name != "desk.py" and path.parent.name != "demo"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    shared = {name: value for tree in trees for name, value in _constants(tree).items() if name.isupper()}
    return {READ} | {
        text for tree in trees for one in _asked(tree) for text in _texts(one, shared | _constants(tree))
    }

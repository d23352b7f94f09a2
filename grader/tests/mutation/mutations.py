"""Mutants of a program: the same program with one small mistake in it.

Operators (operators.py, classics.py) say what may stand in a node's place; here each of them is tried at each place of a
program. Annotations, aliases of types, strings and imports stay as they are. Two mutants that do the same count once, for the operator
that is named first.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

New = ast.AST | list[ast.stmt]
"""What may stand in a node's place; a list (also an empty one) in a statement's."""
Operator = Callable[[Any], Iterator[New]]
Node = TypeVar("Node", bound=ast.AST)
REFERENCE = "reference"
AROUND = "around"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FIXED = ("annotation", "returns", "type_comment", "type_params", "op", "ops", "ctx", "targets", "target", "optional_vars")
"""Parts of a node in which nothing is mutated (an operator can still replace the node)."""


@dataclass(frozen=True)
class Mutant:
    """A program with one mistake. `line` is the original's; `nth` counts the operator's mutants of that line.

    program: which one was mutated, the reference or a right one of the corpus. change: the lines that differ, each with its sign and
    without indentation; `occurrence` counts equal changes.
    """

    exercise: str
    line: int
    operator: str
    nth: int
    original: str
    source: str
    change: str
    occurrence: int
    program: str = REFERENCE

    @property
    def id(self) -> str:
        """Its name, the same in each run."""
        program = "" if self.program == REFERENCE else f"/{self.program}"
        return f"{self.exercise}{program}:{self.line}:{self.operator}:{self.nth}"

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.id}  {'  '.join(self.change.splitlines())}"

    @property
    def diff(self) -> str:
        """Show it as a unified diff, of the programs without comments."""
        sides = self.original.splitlines(), self.source.splitlines()
        return "\n".join(difflib.unified_diff(*sides, self.program, self.id, lineterm=""))


@dataclass(frozen=True)
class Place:
    """Where a node stands: in a field of its owner, in a list if there is an index."""

    owner: ast.AST
    field: str
    index: int | None
    node: ast.AST
    line: int

    def text_with(self, tree: ast.AST, new: New) -> str:
        """Write the program with something else in this place. The tree is as before afterwards."""
        before = getattr(self.owner, self.field)
        setattr(self.owner, self.field, new if self.index is None else self._list_with(before, new))
        try:
            return ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
        finally:
            setattr(self.owner, self.field, before)

    def _list_with(self, before: list[ast.AST], new: New) -> list[Any]:
        index = self.index or 0
        after = [*before[:index], *(new if isinstance(new, list) else [new]), *before[index + 1 :]]
        return after or [ast.Pass()]


def places(owner: ast.AST, line: int = 0) -> Iterator[Place]:
    """List the places of a tree in which something may be mutated, in the order of the source."""
    for field, value in ast.iter_fields(owner):
        if field not in FIXED:
            for index, node in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(node, ast.AST) and not _is_given(node, owner):
                    here = getattr(node, "lineno", line)
                    yield Place(owner, field, index if isinstance(value, list) else None, node, here)
                    yield from places(node, here)


def _is_given(node: ast.AST, owner: ast.AST) -> bool:
    alias = isinstance(owner, ast.Module) and isinstance(node, ast.Assign) and isinstance(node.value, (ast.Subscript, ast.BinOp))
    return alias or isinstance(node, (ast.Import, ast.ImportFrom))


def mutants(
    exercise: str, source: str, operators: Iterable[Operator], program: str = REFERENCE, seen: set[str] | None = None
) -> list[Mutant]:
    """Make all mutants of a program, each a program that compiles and is no other's twin.

    seen: the meanings of programs that are there already; those of the mutants are added.
    """
    tree = ast.parse(source)
    _tell_where(tree)
    original = ast.unparse(tree)
    seen = set() if seen is None else seen
    seen.add(meaning(original))
    lines, changes = Counter[tuple[int, str]](), Counter[tuple[str, str]]()
    made = []
    for name, line, text in _texts(tree, list(operators)):
        if compiles(text) and (what := meaning(text)) not in seen:
            seen.add(what)
            change = changed(original, text)
            lines[line, name] += 1
            changes[name, change] += 1
            made.append(Mutant(exercise, line, name, lines[line, name], original, text, change, changes[name, change], program))
    return sorted(made, key=lambda mutant: mutant.line)


def _tell_where(owner: ast.AST, around: tuple[type[ast.AST], ...] = ()) -> None:
    """Tell each node what it stands in; a function begins anew, but for the functions around it."""
    for node in ast.iter_child_nodes(owner):
        vars(node)[AROUND] = around
        function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        _tell_where(node, (*(one for one in around if one in FUNCTIONS), type(node)) if function else (*around, type(node)))


def around(node: ast.AST) -> tuple[type[ast.AST], ...]:
    """List what a node of a program stands in, the outermost first: functions, and in the innermost everything."""
    found: tuple[type[ast.AST], ...] = vars(node).get(AROUND, ())
    return found


def is_nested(node: ast.AST) -> bool:
    """Tell whether it stands in a function within a function; or, a function, in another."""
    functions = sum(one in FUNCTIONS for one in around(node))
    return functions > (0 if type(node) in FUNCTIONS else 1)


def _texts(tree: ast.Module, operators: list[Operator]) -> Iterator[tuple[str, int, str]]:
    everywhere = list(places(tree))
    for operator in operators:
        for place in everywhere:
            for new in operator(place.node):
                yield operator.__name__, place.line, place.text_with(tree, new)


def compiles(text: str) -> bool:
    """Tell whether Python takes it."""
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


class _Bare(ast.NodeTransformer):
    """Leaves out what does nothing: `pass`, and a constant or a name as a statement."""

    def visit_Pass(self, _: ast.Pass) -> None:
        return None

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, (ast.Constant, ast.Name)) else self.generic_visit(node)


def meaning(text: str) -> str:
    """Write a program so that two that differ in nothing that is done are the same."""
    return ast.dump(_Bare().visit(ast.parse(text)))


def changed(original: str, text: str) -> str:
    """List the lines that differ: `-` was, `+` is. Indentation doesn't count, nor where the lines are.

    Where lines were only added, their neighbours are listed too: they tell the place.
    """
    lines = _differences(original, text, around=0)
    return "\n".join(lines if any(line.startswith("-") for line in lines) else _differences(original, text, around=1))


def _differences(original: str, text: str, around: int) -> list[str]:
    before, after = ([line.strip() for line in side.splitlines()] for side in (original, text))
    lines = list(difflib.unified_diff(before, after, lineterm="", n=around))
    return [line for line in lines[2:] if line[1:] and not line.startswith("@@")]


# --- for operators
def but(node: Node, **fields: Any) -> Node:
    """Copy a node, with other fields. What it holds is shared: it is only read."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


class _Fill(ast.NodeTransformer):
    def __init__(self, parts: dict[str, ast.AST]) -> None:
        self.parts = parts

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self.parts.get(node.id, node)


def expression(template: str, **parts: ast.AST) -> ast.expr:
    """Make an expression of its text; names in it that are given here stand for nodes."""
    made = _Fill(parts).visit(ast.parse(template, mode="eval"))
    assert isinstance(made, ast.Expression)
    return made.body


def called(node: ast.AST) -> str:
    """Return the last part of the name that is called; nothing, where it is no call."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""

"""f-strings as sentences with named values: how a suite is translated, and still reads as prose.

In a suite, `f"{one.name} started at {one.start:g} s."` is the sentence "{name} started at {start:g} s.". In English it is what Python
makes of it. For another language, the suite's syntax tree is changed before it is compiled: such an f-string becomes
`say("{name} started at {start:g} s.", name=one.name, start=one.start)`, which looks the sentence up in the catalogue.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

SAY = "_say_"  # no name that a suite has


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the expressions that its values come from."""

    text: str
    values: dict[str, ast.expr]


def sentence(node: ast.expr) -> Sentence | None:
    """Read a string or an f-string as a sentence; None, where it is neither, or has no letter in it."""
    values: dict[str, ast.expr] = {}
    match node:
        case ast.Constant(value=str(text)):
            written = text
        case ast.JoinedStr(values=parts):
            written = "".join(_part(part, values) for part in parts)
            text = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        case _:
            return None
    return Sentence(written, values) if any(map(str.isalpha, text)) else None


def _part(part: ast.expr, values: dict[str, ast.expr]) -> str:
    match part:
        case ast.Constant(value=text):
            return str(text).replace("{", "{{").replace("}", "}}")
        case ast.FormattedValue(value=value, conversion=conversion, format_spec=spec):
            name = _free(_name(value), value, values)
            values[name] = value
            return f"{{{name}{f'!{chr(conversion)}' if conversion > 0 else ''}{_spec(spec)}}}"
    raise TypeError(ast.dump(part))


def _spec(spec: ast.expr | None) -> str:
    return f":{ast.literal_eval(spec)}" if isinstance(spec, ast.Constant) else f":{ast.unparse(spec)[2:-1]}" if spec else ""


def _free(name: str, value: ast.expr, values: dict[str, ast.expr]) -> str:
    """Give another value of the same name a number."""
    taken, number = name, 1
    while taken in values and ast.dump(values[taken]) != ast.dump(value):
        number += 1
        taken = f"{name}_{number}"
    return taken


def _name(value: ast.expr) -> str:
    """Name a value, by the last name in its expression that says what it is."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lower()
        case ast.NamedExpr(target=ast.Name(id=name)):
            return name.lower()
        case ast.Call(func=ast.Name(id="len")):
            return "count"
        case ast.Call(args=[*_, last]):
            return _name(last)
        case ast.Subscript(value=inner) | ast.Starred(value=inner) | ast.BoolOp(values=[inner, *_]) | ast.BinOp(left=inner):
            return _name(inner)
        case ast.Call(func=inner):
            return _name(inner)
        case ast.GeneratorExp(generators=[loop, *_]) | ast.ListComp(generators=[loop, *_]):
            return _name(loop.iter)
    return "value"


def sentences(tree: ast.Module) -> Iterator[tuple[ast.expr, Sentence]]:
    """List the sentences of a suite: f-strings in its functions, what is said when a check fails, and the words among their values.

    Scenarios say nothing: they run next to the learner's program.
    """
    for function in tree.body:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_scenario(function):
            yield from _in(function)


def _is_scenario(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("scenario" in ast.unparse(one) for one in function.decorator_list)


def _in(function: ast.AST) -> Iterator[tuple[ast.expr, Sentence]]:
    for node in ast.walk(function):
        for said in _said_by(node):
            if found := sentence(said):
                yield said, found


def _said_by(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.JoinedStr():
            yield from [node] if any(isinstance(part, ast.Constant) and " " in part.value for part in node.values) else []  # type: ignore[operator]  # a part of it is text
        case ast.Assert(msg=ast.Constant() as told):
            yield told
        case ast.Call(func=ast.Name(id="not_judged" | "not_shown"), args=[ast.Constant() as told, *_]):
            yield told
        case ast.FormattedValue(value=value):
            yield from (one for one in _words(value) if isinstance(one, ast.Constant))


def _words(value: ast.expr) -> Iterator[ast.expr]:
    """List the words that a value may be: `none` in `x or "none"`, both in `"a" if x else "b"`."""
    match value:
        case ast.BoolOp(values=several):
            yield from (one for each in several for one in _words(each))
        case ast.IfExp(body=one, orelse=other):
            yield from _words(one)
            yield from _words(other)
        case ast.Constant():
            yield value


def translating(source: str, file: str) -> ast.Module:
    """Parse a suite so that what it says is looked up in the catalogue; give its namespace `grader.language.say` as SAY."""
    tree = ast.parse(source, file)
    found = {id(node): one for node, one in sentences(tree)}
    _Translating(found).visit(tree)
    return ast.fix_missing_locations(tree)


class _Translating(ast.NodeTransformer):
    """Puts calls of SAY in the places of sentences."""

    def __init__(self, found: dict[int, Sentence]) -> None:
        self._found = found

    def visit(self, node: ast.AST) -> ast.AST:
        """Change a node, if it is a sentence; and what is in it."""
        said = self._found.get(id(node))
        if said is None:
            return super().generic_visit(node)
        values = [ast.keyword(name, cast(ast.expr, self.visit(value))) for name, value in said.values.items()]
        return ast.copy_location(ast.Call(ast.Name(SAY, ast.Load()), [ast.Constant(said.text)], values), node)

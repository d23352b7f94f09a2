"""Mistakes with values: one is taken for nothing, for the end, for a failure; or lost, as it came twice."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.tests.mutation.learners.kinds import Kind, inside, is_job, is_list, statements
from grader.tests.mutation.mutations import New, Operator, around, but, called, expression

TEXTS = {"hostname": ("netloc",), "netloc": ("hostname",), "rstrip": ("strip",), "removesuffix": ("strip",), "split": ("rsplit",)}
"""What is taken from a text, and what is nearly the same."""


def truth_for_none(node: ast.AST) -> Iterator[New]:
    """Ask whether it is true, where the question was whether it is None (or some other mark)."""
    if ast.Assert in around(node) or "cancel" in ast.unparse(node):  # an exception is true
        return
    match node:
        case ast.Compare(left=left, ops=[ast.IsNot()], comparators=[_]):
            yield left
        case ast.Compare(left=left, ops=[ast.Is()], comparators=[_]):
            yield ast.UnaryOp(ast.Not(), left)


def or_none(node: ast.AST) -> Iterator[New]:
    """Give None for what is empty or zero."""
    match node:
        case ast.Return(value=ast.Await(value=call) as value) | ast.Assign(value=ast.Await(value=call) as value) if is_job(call):
            yield but(node, value=expression("IT or None", IT=value))
        case ast.Return(value=ast.Name(id=name) as value) if name != "self":
            yield but(node, value=expression("IT or None", IT=value))
        case ast.Call(func=ast.Attribute(attr="result"), args=[]) if around(node)[-1:] != (ast.Expr,):
            yield expression("IT or None", IT=node)


def none_for_a_mark(node: ast.AST) -> Iterator[New]:
    """Take None for a mark of its own."""
    match node:
        case ast.Call(func=ast.Name(id="object"), args=[]):
            yield ast.Constant(None)


def by_item(function: ast.AST) -> Iterator[New]:
    """Keep what belongs to an item under that item: the same item twice counts once."""
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}

    def change(node: ast.AST) -> Iterator[ast.AST]:
        match node:
            case ast.ListComp(elt=elt, generators=[ast.comprehension(target=target, iter=them, ifs=[]) as each]):
                used = {one.id for one in ast.walk(them) if isinstance(one, ast.Name)}
                item = target.elts[-1] if isinstance(target, ast.Tuple) else target
                if used & names and called(them) != "range" and ast.unparse(item) != "_":
                    yield expression("list(THEM.values())", THEM=ast.DictComp(item, elt, [each]))
            case ast.Call(func=ast.Name(id="map"), args=[function, ast.Name(id=name) as them]) if name in names:
                yield but(node, args=[function, expression("dict.fromkeys(THEM)", THEM=them)])

    yield from inside(function, change)


def each_once(node: ast.AST) -> Iterator[New]:
    """Return equal results once."""
    match node:
        case ast.Return(value=ast.expr() as value) if is_list(value):
            yield but(node, value=expression("list(dict.fromkeys(THEM))", THEM=value))


def without_nothing(node: ast.AST) -> Iterator[New]:
    """Leave out results that are None, or that are not true."""
    match node:
        case ast.Return(value=ast.expr() as value) if is_list(value):
            for test in ("each is not None", "each"):
                yield but(node, value=expression(f"[each for each in THEM if {test}]", THEM=value))


def raises_results(node: ast.AST) -> Iterator[New]:
    """Take a result that is an exception for a failure."""
    match node:
        case ast.Return(value=ast.Await(value=call) as value) if is_job(call):
            yield statements("result = IT\nif isinstance(result, Exception):\n    raise result\nreturn result", IT=value)
        case ast.Assign(targets=[ast.Name() as name], value=ast.Await(value=call)) if is_job(call):
            loaded = ast.Name(name.id, ast.Load())
            yield statements("DO\nif isinstance(IT, Exception):\n    raise IT", DO=node, IT=loaded)
        case ast.Return(value=ast.expr() as value) if is_list(value):
            yield statements(
                "results = IT\nfor each in results:\n    if isinstance(each, Exception):\n        raise each\nreturn results", IT=value
            )


def nearly_the_text(node: ast.AST) -> Iterator[New]:
    """Take another part of a text: without spaces, without a port."""
    match node:
        case ast.Attribute(attr=name):
            yield from (but(node, attr=other) for other in TEXTS.get(name, ()))


OPERATORS: dict[Operator, Kind] = dict.fromkeys(
    (truth_for_none, or_none, none_for_a_mark, by_item, each_once, without_nothing, raises_results, nearly_the_text), Kind.VALUE
)

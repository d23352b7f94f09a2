"""Mistakes that are made in any program: with exceptions, conditions, numbers, statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.tests.mutation.mutations import New, Operator, but, called, expression

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Add(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.Add(),
}
ORDERED = ("gather", "list", "tuple", "sorted", "map")
"""Calls whose result has an order."""


# --- exceptions
def drop_finally(node: ast.AST) -> Iterator[New]:
    """Clean nothing up."""
    if isinstance(node, (ast.Try, ast.TryStar)) and node.finalbody:
        yield but(node, finalbody=[]) if node.handlers else node.body


def finally_to_after(node: ast.AST) -> Iterator[New]:
    """Clean up only when all went well."""
    if isinstance(node, (ast.Try, ast.TryStar)) and node.finalbody:
        yield [*([but(node, finalbody=[])] if node.handlers else node.body), *node.finalbody]


def drop_handler(node: ast.AST) -> Iterator[New]:
    """Catch nothing."""
    if isinstance(node, (ast.Try, ast.TryStar)):
        for at in range(len(node.handlers)):
            rest = node.handlers[:at] + node.handlers[at + 1 :]
            kept = but(node, handlers=rest, orelse=node.orelse if rest else [], body=node.body if rest else node.body + node.orelse)
            yield kept if rest or node.finalbody else node.body + node.orelse


def widen_handler(node: ast.AST) -> Iterator[New]:
    """Catch more than was meant, or less: all but one of several types."""
    match node:
        case ast.ExceptHandler(type=ast.expr() as caught):
            yield from (but(node, type=ast.Name(wide, ast.Load())) for wide in ("Exception", "BaseException"))
            types = caught.elts if isinstance(caught, ast.Tuple) else []
            yield from (but(node, type=ast.Tuple([t for t in types if t is not one], ast.Load())) for one in types)


def swallow(node: ast.AST) -> Iterator[New]:
    """Catch it, and do nothing about it; or only let it out again."""
    if isinstance(node, ast.ExceptHandler):
        yield but(node, body=[ast.Pass()])
        yield but(node, body=[ast.Raise()])


def drop_raise(node: ast.AST) -> Iterator[New]:
    """Raise nothing: go on, or return; or raise again what was caught."""
    if isinstance(node, ast.Raise):
        yield from ([], ast.Return(), ast.Raise())


# --- conditions
def compare(node: ast.AST) -> Iterator[New]:
    """Compare in another way."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield but(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]])


def condition(node: ast.AST) -> Iterator[New]:
    """Turn a condition round, or decide it once for all."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield from (but(node, test=new) for new in _conditions(test))
        case ast.comprehension(ifs=[test]):
            yield from (but(node, ifs=[new]) for new in _conditions(test))


def _conditions(test: ast.expr) -> Iterator[ast.expr]:
    yield test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else ast.UnaryOp(ast.Not(), test)
    if not isinstance(test, ast.Constant):
        yield from (ast.Constant(value=True), ast.Constant(value=False))


def and_or(node: ast.AST) -> Iterator[New]:
    """Swap `and` and `or`, or forget a part."""
    if isinstance(node, ast.BoolOp):
        yield but(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for part in node.values:
            rest = [other for other in node.values if other is not part]
            yield but(node, values=rest) if len(rest) > 1 else rest[0]


# --- values
def number(node: ast.AST) -> Iterator[New]:
    """Miss a number by one, or turn True and False round."""
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield from (expression(repr(value + step)) for step in (1, -1))


def arithmetic(node: ast.AST) -> Iterator[New]:
    """Calculate with the wrong sign."""
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield but(node, op=ARITHMETIC[type(node.op)])


def empty(node: ast.AST) -> Iterator[New]:
    """Begin with something where there was nothing."""
    match node:
        case ast.List(elts=[]):
            yield ast.List([ast.Constant(None)], ast.Load())
        case ast.Dict(keys=[]):
            yield ast.Dict([ast.Constant(None)], [ast.Constant(None)])
        case ast.Tuple(elts=[]):
            yield ast.Tuple([ast.Constant(None)], ast.Load())


def reverse(node: ast.AST) -> Iterator[New]:
    """Return, or go through, the same the other way round."""
    match node:
        case ast.Return(value=ast.expr() as value) if is_ordered(value):
            yield but(node, value=expression("THEM[::-1]", THEM=value))
        case ast.For(target=target, iter=them) | ast.comprehension(target=target, iter=them, is_async=0) if ast.unparse(target) != "_":
            yield but(node, iter=expression("list(THEM)[::-1]", THEM=them))


def is_ordered(value: ast.expr) -> bool:
    """Tell whether this may be a result that has an order."""
    inner = value.value if isinstance(value, ast.Await) else value
    long = isinstance(inner, (ast.List, ast.Tuple)) and len(inner.elts) > 1
    return long or isinstance(inner, (ast.ListComp, ast.Name)) or called(inner) in ORDERED


def drop_keyword(node: ast.AST) -> Iterator[New]:
    """Leave a keyword argument out."""
    if isinstance(node, ast.Call):
        for one in node.keywords:
            yield but(node, keywords=[other for other in node.keywords if other is not one])


def drop_default(node: ast.AST) -> Iterator[New]:
    """Leave a parameter without its default."""
    if isinstance(node, ast.arguments):
        yield from [but(node, defaults=node.defaults[1:])] if node.defaults else []
        for at in range(len(node.kw_defaults)):
            yield but(node, kw_defaults=[*node.kw_defaults[:at], None, *node.kw_defaults[at + 1 :]])


# --- statements
def break_continue(node: ast.AST) -> Iterator[New]:
    """Leave a loop, or stay in it, or do neither."""
    if isinstance(node, (ast.Break, ast.Continue)):
        yield from (ast.Continue() if isinstance(node, ast.Break) else ast.Break(), [])


def drop_statement(node: ast.AST) -> Iterator[New]:
    """Forget a statement."""
    match node:
        case ast.Expr() | ast.Assign() | ast.AugAssign() | ast.Delete() | ast.Global() | ast.Nonlocal():
            yield []
        case ast.AnnAssign(value=ast.expr()) | ast.For() | ast.AsyncFor() | ast.While():
            yield []


def drop_return(node: ast.AST) -> Iterator[New]:
    """Forget to return what was made."""
    match node:
        case ast.Return(value=ast.expr() as value):
            yield [ast.Expr(value)]
            yield ast.Return()
        case ast.Return():
            yield []


def drop_else(node: ast.AST) -> Iterator[New]:
    """Forget an `else`."""
    if isinstance(node, (ast.If, ast.For, ast.While, ast.Try, ast.AsyncFor)) and node.orelse:
        yield but(node, orelse=[])


def drop_decorator(node: ast.AST) -> Iterator[New]:
    """Forget a decorator."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        for one in node.decorator_list:
            yield but(node, decorator_list=[other for other in node.decorator_list if other is not one])


OPERATORS: tuple[Operator, ...] = (
    drop_finally, finally_to_after, drop_handler, widen_handler, swallow, drop_raise, compare, condition, and_or, number, arithmetic, empty,
    reverse, drop_keyword, drop_default, break_continue, drop_statement, drop_return, drop_else, drop_decorator,
)  # fmt: skip

"""The kinds of mistakes that people make, and what the operators that make them share."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from enum import StrEnum

from grader.tests.mutation.classics import is_ordered
from grader.tests.mutation.mutations import called

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Kind(StrEnum):
    """What an operator stands for. Each holds for every exercise where it makes sense."""

    VALUE = "a value is taken for nothing, dropped, replaced or raised"
    TIME_LIMIT = "a time limit of its own"
    NUMBER_LIMIT = "a number limit of its own"
    CANCEL_AND_FAILURE = "a cancel meets a failure"
    CANCEL = "a cancel on the path nobody plays"
    SECOND_CANCEL = "a second, third, n-th cancel"
    ONE_BY_ONE = "others stop only after one has cleaned up"
    POLLING = "polling with a round step"
    OUTLIVES = "a timer or a handler outlives the call"
    TYPES = "only the types that the suite uses"
    FAILURE = "a failure is lost, or is not what it was"
    ORDER = "in another order, or one after the other"
    SHARED = "calls share what belongs to one of them"


def statements(text: str, **parts: ast.AST) -> list[ast.stmt]:
    """Make statements of their text; names in it that are given here stand for expressions, or, standing alone, for statements."""

    class Fill(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.AST:
            part = parts.get(node.value.id) if isinstance(node.value, ast.Name) else None
            return part if isinstance(part, ast.stmt) else self.generic_visit(node)

        def visit_Name(self, node: ast.Name) -> ast.AST:
            return parts.get(node.id, node)

    made = Fill().visit(ast.parse(text))
    assert isinstance(made, ast.Module)
    return made.body


def inside(function: Function, change: Callable[[ast.AST], Iterator[ast.AST]]) -> Iterator[Function]:
    """Copy a function once for each change that can be made to an expression in it."""
    for number, node in enumerate(ast.walk(function)):
        for new in change(node):
            copied = copy.deepcopy(function)
            old = next(one for at, one in enumerate(ast.walk(copied)) if at == number)
            _Put(old, new).visit(copied)
            yield copied


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().visit(node)


def is_work(node: ast.AST) -> bool:
    """Tell whether this calls something that may take long, and gives a result: no function of asyncio's own."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="asyncio"))) | ast.Call(func=ast.Attribute(attr="wait_closed" | "acquire")):
            return False
    return isinstance(node, ast.Call)


def is_job(node: ast.AST) -> bool:
    """Tell whether this calls something that does work, and may fail; not what only waits for others."""
    return is_work(node) and called(node) not in ("get", "put", "join", "wait", "wait_for", "drain", "get_nowait", "start")


def is_list(value: ast.expr) -> bool:
    """Tell whether this may be a list of results; of a name, only its plural tells."""
    inner = value.value if isinstance(value, ast.Await) else value
    return (
        is_ordered(value)
        and not isinstance(inner, ast.Tuple)
        and not (isinstance(inner, ast.Name) and (inner is not value or not inner.id.endswith("s")))
    )


def waits(node: ast.AST) -> bool:
    """Tell whether something is awaited in it, or at its end."""
    group = isinstance(node, ast.AsyncWith) and "TaskGroup(" in ast.unparse(node.items[0])
    return group or any(isinstance(one, (ast.Await, ast.AsyncWith, ast.AsyncFor)) for one in ast.walk(node) if one is not node)


def waits_for_all(node: ast.AST) -> ast.expr | None:
    """Return the tasks that this only sees to their end: `await asyncio.gather(*tasks, return_exceptions=True)`, or a `wait`."""
    match node:
        case ast.Expr(value=ast.Await(value=ast.Call(args=[ast.Starred(value=them)], keywords=[_]) as call)) if called(call) == "gather":
            return them
        case ast.Expr(value=ast.Await(value=ast.Call(args=[them], keywords=[]) as call)) if called(call) == "wait":
            return them
    return None


def catches(handler: ast.ExceptHandler, *names: str) -> bool:
    """Tell whether a handler names one of these."""
    caught = ast.unparse(handler.type) if handler.type else "BaseException"
    return any(name in caught for name in names)


def outlasts_cancels(node: ast.AST) -> bool:
    """Tell whether this is a loop that goes on waiting when it is cancelled."""
    tries = [one for one in getattr(node, "body", []) if isinstance(one, ast.Try)] if isinstance(node, ast.While) else []
    return any(catches(handler, "CancelledError", "BaseException") for one in tries for handler in one.handlers)

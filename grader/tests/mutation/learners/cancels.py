"""Mistakes with cancels: one is swallowed, or comes again, or finds something that goes on."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.tests.mutation import classics, operators
from grader.tests.mutation.learners.kinds import Kind, is_job, outlasts_cancels, statements, waits_for_all
from grader.tests.mutation.mutations import New, Operator, around, called, expression, is_nested

TOLD = (
    "remove_signal_handler",
    "remove_done_callback",
    "remove_reader",
    "reset",
    "uncancel",
    "close",
    "aclose",
    "shutdown",
    "removeHandler",
)
"""Calls that take back what would outlive the call."""
QUIETLY = "try:\n    await each\nexcept {}:\n    pass"


def swallows_a_cancel(node: ast.AST) -> Iterator[New]:
    """Let no CancelledError out of a statement that waits, and go on with the next."""
    last = is_nested(node) and not {ast.For, ast.AsyncFor, ast.While} & set(around(node))  # nobody reads what is left of the task
    if not isinstance(node, ast.AsyncWith) and not last:
        yield from operators.swallow_cancel(node)


def one_cancel_only(node: ast.AST) -> Iterator[New]:
    """Wait once, where it went on waiting when cancelled again."""
    match node:
        case ast.While(body=[*body]) if outlasts_cancels(node):
            yield [part for one in body for part in (one.body if isinstance(one, ast.Try) else [one])]
            if not any(isinstance(part, (ast.Break, ast.Continue)) for one in body for part in ast.walk(one)):
                yield body


def waits_in_order(node: ast.AST) -> Iterator[New]:
    """See the cancelled tasks to their end one after the other, and miss what some of them raise, or a cancel meanwhile."""
    if (them := waits_for_all(node)) and ast.While not in around(node):
        yield statements("for each in THEM:\n    await each", THEM=them)
        for caught in ("asyncio.CancelledError", "(Exception, asyncio.CancelledError)"):
            wait = QUIETLY.format(caught).replace("\n", "\n    ")
            yield statements(f"for each in THEM:\n    {wait}", THEM=them)


def stops_in_order(node: ast.AST) -> Iterator[New]:
    """Cancel a task, and wait for its end, before the next is cancelled."""
    match node:
        case ast.For(target=ast.Name(id=name) as task, iter=them, body=[ast.Expr(value=call)]) if ast.unparse(call) == f"{name}.cancel()":
            wait = QUIETLY.format("(Exception, asyncio.CancelledError)").replace("each", name).replace("\n", "\n    ")
            yield statements(f"for {task.id} in list(THEM):\n    DO\n    {wait}", THEM=them, DO=node.body[0])


def cancelled_not_awaited(node: ast.AST) -> Iterator[New]:
    """Cancel them, and don't wait for their end."""
    if waits_for_all(node):
        yield []


def awaited_not_cancelled(node: ast.AST) -> Iterator[New]:
    """Wait for their end, and don't cancel them."""
    match node:
        case ast.For(body=[ast.Expr(value=ast.Call() as call)]) if called(call) == "cancel":
            yield []
        case ast.Expr(value=ast.Call() as call) if called(call) == "cancel":
            yield []


def cleans_up_after(*caught: str) -> Operator:
    """Make an operator that cleans up after these exceptions only, no longer in a `finally`."""

    def clean(node: ast.AST) -> Iterator[New]:
        match node:
            case ast.Try(body=body, handlers=[], finalbody=[*after]) if after:
                for one in caught:
                    yield ast.Try(body, [ast.ExceptHandler(expression(one), None, [*after, ast.Raise()])], [], [])

    clean.__name__ = f"cleans_up_after_{'_'.join(one.rpartition('.')[2] for one in caught)}"
    return clean


def shields(node: ast.AST) -> Iterator[New]:
    """Shield what is awaited: cancelled, it runs on."""
    match node:
        case ast.Await(value=call) if is_job(call) or called(call) == "gather":
            yield expression("await asyncio.shield(IT)", IT=call)


def not_shielded(node: ast.AST) -> Iterator[New]:
    """Let a cancel through to what must not be cancelled."""
    if isinstance(node, ast.Call) and called(node) == "shield" and node.args:
        yield node.args[0]


def takes_nothing_back(node: ast.AST) -> Iterator[New]:
    """Leave a handler, a timer or a setting as it is."""
    match node:
        case ast.Expr(value=ast.Call() as call) if called(call) in TOLD:
            yield []
        case ast.Expr(value=ast.Await(value=ast.Call() as call)) if called(call) in TOLD:
            yield []


OPERATORS: dict[Operator, Kind] = {
    one_cancel_only: Kind.SECOND_CANCEL,
    waits_in_order: Kind.SECOND_CANCEL,
    not_shielded: Kind.SECOND_CANCEL,
    stops_in_order: Kind.ONE_BY_ONE,
    operators.task_group_to_gather: Kind.ONE_BY_ONE,
    cancelled_not_awaited: Kind.CANCEL,
    awaited_not_cancelled: Kind.CANCEL,
    cleans_up_after("Exception"): Kind.CANCEL,
    cleans_up_after("asyncio.CancelledError"): Kind.CANCEL_AND_FAILURE,
    shields: Kind.CANCEL,
    swallows_a_cancel: Kind.CANCEL,
    takes_nothing_back: Kind.OUTLIVES,
    classics.drop_finally: Kind.OUTLIVES,
    classics.finally_to_after: Kind.OUTLIVES,
}

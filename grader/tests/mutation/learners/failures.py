"""Mistakes with failures: only some are caught, or too many; one is lost, or is another one in the end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.tests.mutation import classics, operators
from grader.tests.mutation.learners.kinds import Kind, catches, is_job, statements, waits_for_all
from grader.tests.mutation.mutations import New, Operator, but, called, expression

SOME = "(OSError, ValueError)"


def only_some_types(node: ast.AST) -> Iterator[New]:
    """Catch, or see, only the types of failures that one has met."""
    match node:
        case ast.ExceptHandler(type=ast.Name(id="Exception" | "BaseException")):
            yield but(node, type=expression(SOME))
        case ast.Call(func=ast.Name(id="isinstance"), args=[value, ast.Name(id="Exception" | "BaseException")]):
            yield but(node, args=[value, expression(SOME)])


def not_a_cancel(node: ast.AST) -> Iterator[New]:
    """Think of failures, and not of cancels: catch, or see, Exception only."""
    match node:
        case ast.ExceptHandler(type=None | ast.Name(id="BaseException")):
            yield but(node, type=expression("Exception"))
        case ast.Call(func=ast.Name(id="isinstance"), args=[value, ast.Name(id="BaseException")]):
            yield but(node, args=[value, expression("Exception")])


def only_a_cancel(node: ast.AST) -> Iterator[New]:
    """Think of cancels, and not of failures."""
    match node:
        case ast.ExceptHandler(type=None | ast.Name(id="BaseException")):
            yield but(node, type=expression("asyncio.CancelledError"))


def catches_cancels_too(node: ast.AST) -> Iterator[New]:
    """Catch cancels with the failures."""
    match node:
        case ast.ExceptHandler(type=ast.Name(id="Exception")):
            yield but(node, type=expression("BaseException"))


def catches_failures_too(node: ast.AST) -> Iterator[New]:
    """Catch whatever comes, where one exception was meant."""
    if not isinstance(node, ast.Try) or not any(_may_fail(one) for part in node.body for one in ast.walk(part)):
        return
    for at, handler in enumerate(node.handlers):
        if not catches(handler, "Exception"):
            wider = but(handler, type=expression("BaseException" if catches(handler, "CancelledError") else "Exception"))
            yield but(node, handlers=[*node.handlers[:at], wider, *node.handlers[at + 1 :]])


def _may_fail(node: ast.AST) -> bool:
    """Tell whether this waits for something that may raise; a `wait` raises nothing but a cancel."""
    return isinstance(node, ast.Await) and (
        isinstance(node.value, ast.Name) or is_job(node.value) or called(node.value) in ("gather", "shield")
    )


def swallows_failures(node: ast.AST) -> Iterator[New]:
    """Catch what an await raises, and do nothing about it."""
    match node:
        case ast.Expr(value=ast.Await(value=call)) | ast.Return(value=ast.Await(value=call)) | ast.Assign(value=ast.Await(value=call)):
            if not waits_for_all(node) and (is_job(call) or called(call) == "gather"):
                assert isinstance(node, ast.stmt)
                yield statements("try:\n    DO\nexcept Exception:\n    pass", DO=node)


def handles_and_goes_on(node: ast.AST) -> Iterator[New]:
    """Forget the `raise` at the end of a handler."""
    match node:
        case ast.ExceptHandler(body=[*before, ast.Raise()]) if before:
            yield but(node, body=before)


def from_none(node: ast.AST) -> Iterator[New]:
    """Raise what was caught `from None`: its own cause is gone."""
    match node:
        case ast.Raise(exc=(ast.Name() | ast.Attribute() | ast.Subscript()) as caught, cause=None) if not re.match(
            r"[A-Z]|.*cancel", ast.unparse(caught)
        ):
            yield but(node, cause=ast.Constant(None))


def another_failure(node: ast.AST) -> Iterator[New]:
    """Raise another exception, that says the same."""
    match node:
        case ast.Raise(exc=(ast.Name() | ast.Attribute() | ast.Subscript()) as caught, cause=None | ast.Constant()):
            yield but(node, exc=expression("RuntimeError(str(IT))", IT=caught))


def returns_in_finally(node: ast.AST) -> Iterator[New]:
    """End a `finally` with a return: what was raised is lost."""
    match node:
        case ast.Try(finalbody=[*clean]) if clean:
            yield but(node, finalbody=[*clean, ast.Return()])


def gather_lets_go(node: ast.AST) -> Iterator[New]:
    """Let `gather` raise the first failure, and wait for nobody else."""
    match node:
        case ast.Call(keywords=[ast.keyword(arg="return_exceptions")]) if called(node) == "gather":
            yield but(node, keywords=[])


OPERATORS: dict[Operator, Kind] = {
    only_some_types: Kind.TYPES,
    not_a_cancel: Kind.CANCEL,
    only_a_cancel: Kind.CANCEL_AND_FAILURE,
    catches_cancels_too: Kind.CANCEL_AND_FAILURE,
    catches_failures_too: Kind.CANCEL_AND_FAILURE,
    gather_lets_go: Kind.CANCEL_AND_FAILURE,
    swallows_failures: Kind.FAILURE,
    handles_and_goes_on: Kind.FAILURE,
    from_none: Kind.FAILURE,
    another_failure: Kind.FAILURE,
    returns_in_finally: Kind.FAILURE,
    operators.gather_exceptions: Kind.FAILURE,
    classics.drop_handler: Kind.FAILURE,
}

"""Limits that nobody asked for: so many seconds, so many at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.tests.mutation.learners.kinds import Kind, inside, is_job, is_work, outlasts_cancels, statements, waits, waits_for_all
from grader.tests.mutation.mutations import New, Operator, around, but, called, expression, is_nested

POOLS = ("Semaphore", "BoundedSemaphore", "ThreadPoolExecutor", "range")
MANY = {ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp}
LIMITED = """
at_once = asyncio.Semaphore(10)
async def limited(work, *args, **options):
    async with at_once:
        return await work(*args, **options)
"""


def half_a_minute(node: ast.AST) -> Iterator[New]:
    """Give up after half a minute."""
    match node:
        case ast.Await(value=ast.Call() as call) if is_work(call) or called(call) in ("shield", "gather", "to_thread", "wait"):
            yield expression("await asyncio.wait_for(IT, 30)", IT=call)
        case ast.Await(value=ast.Name() as task):
            yield expression("await asyncio.wait_for(IT, 30)", IT=task)
        case ast.AsyncWith() | ast.AsyncFor() if waits(node):
            yield statements("async with asyncio.timeout(30):\n    DO", DO=node)


def half_a_minute_in_silence(node: ast.AST) -> Iterator[New]:
    """Give up after half a minute, and say nothing of it."""
    match node:
        case ast.Expr(value=ast.Await(value=call)) if ast.While not in around(node) and (is_work(call) or waits_for_all(node)):
            yield statements("try:\n    async with asyncio.timeout(30):\n        DO\nexcept TimeoutError:\n    pass", DO=node)


def ten_at_once(function: ast.AST) -> Iterator[New]:
    """Let ten work at a time, whatever is asked for."""
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) or is_nested(function):
        return
    tasks = {id(call) for call in _started(function)}

    def change(node: ast.AST) -> Iterator[ast.AST]:
        if isinstance(node, ast.Call) and id(node) in tasks:
            yield ast.Call(ast.Name("limited", ast.Load()), [node.func, *node.args], node.keywords)

    for changed in inside(function, change):
        at = 1 if ast.get_docstring(changed) is not None else 0
        yield but(changed, body=[*changed.body[:at], *statements(LIMITED), *changed.body[at:]])


def _started(function: ast.AST) -> Iterator[ast.AST]:
    """Find the calls of which a function may start many: each a task, or awaited in a function that it defines."""
    for node in ast.walk(function):
        match node:
            case ast.Call(args=[ast.Starred(value=ast.ListComp(elt=call) | ast.GeneratorExp(elt=call))]) if called(node) == "gather":
                yield from [call] if is_work(call) else []
            case ast.Call(args=[call, *_]) if called(node) in ("create_task", "ensure_future"):
                yield from [call] if is_work(call) and MANY & set(around(node)) else []
            case ast.AsyncFunctionDef() if node is not function:
                yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Await) and is_job(one.value))


def ten_at_most(node: ast.AST) -> Iterator[New]:
    """Make ten at most, where more are asked for."""
    match node:
        case ast.Call(args=[number]) if called(node) in POOLS and not isinstance(number, (ast.Constant, ast.Starred)):
            yield but(node, args=[expression("min(N, 10)", N=number)])
        case ast.keyword(arg="max_workers", value=number):
            yield but(node, value=expression("min(N, 10)", N=number))


def three_cancels(node: ast.AST) -> Iterator[New]:
    """Stay for three cancels, and leave with the next."""
    match node:
        case ast.While(test=test, body=body, orelse=[]) if outlasts_cancels(node):
            yield [but(one, body=[*one.body, *body]) for one in _three_times(test)]


def _three_times(test: ast.expr) -> Iterator[ast.For]:
    for one in statements("for _ in range(3):\n    if not (TEST):\n        break", TEST=test):
        assert isinstance(one, ast.For)
        yield one


OPERATORS: dict[Operator, Kind] = {
    half_a_minute: Kind.TIME_LIMIT,
    half_a_minute_in_silence: Kind.TIME_LIMIT,
    ten_at_once: Kind.NUMBER_LIMIT,
    ten_at_most: Kind.NUMBER_LIMIT,
    three_cancels: Kind.SECOND_CANCEL,
}

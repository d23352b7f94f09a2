"""Mistakes with waiting: it polls, waits in order, waits for others, or not at all; or lets calls share what they wait for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.tests.mutation import operators
from grader.tests.mutation.learners.kinds import Kind, is_job, is_list, is_work, statements, waits, waits_for_all
from grader.tests.mutation.mutations import New, Operator, around, but, called, expression

UNTIL = {"wait": "IT.is_set()", "get": "not IT.empty()", "put": "not IT.full()", "acquire": "not IT.locked()"}
"""When there is nothing more to wait for, by the call that waits."""


def polls(node: ast.AST) -> Iterator[New]:
    """Look every twentieth of a second, in place of waiting."""
    for test in _tests(node):
        yield statements("while not (TEST):\n    await asyncio.sleep(0.05)\nDO", TEST=test, DO=node)


def _tests(node: ast.AST) -> Iterator[ast.expr]:
    """Say when a statement has nothing to wait for."""
    waited = getattr(node, "value", None) if isinstance(node, (ast.Expr, ast.Assign, ast.Return)) else None
    match getattr(waited, "value", None) if isinstance(waited, ast.Await) else None:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="asyncio")), args=[them, *_]) as call if called(call) in ("wait", "gather"):
            every = not any("FIRST" in ast.unparse(keyword) for keyword in call.keywords)
            tasks = them.value if isinstance(them, ast.Starred) else them
            if isinstance(tasks, (ast.Name, ast.Attribute)):
                yield expression(f"{'all' if every else 'any'}(each.done() for each in THEM)", THEM=tasks)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in UNTIL and ast.unparse(owner) != "asyncio":
            yield expression(UNTIL[name], IT=owner)
        case ast.Name() as task:
            yield expression("IT.done()", IT=task)
    match node:
        case ast.AsyncWith(items=[ast.withitem(context_expr=ast.Name() as lock)]) if waits(node):
            yield expression("not IT.locked()", IT=lock)


def as_they_come(node: ast.AST) -> Iterator[New]:
    """Give the results in the order in which they come."""
    match node:
        case ast.Await(value=ast.Call(args=[ast.Starred(value=them)], keywords=[]) as call) if called(call) == "gather":
            yield expression("[await each for each in asyncio.as_completed(THEM)]", THEM=them)


def sorts(node: ast.AST) -> Iterator[New]:
    """Return the results sorted."""
    match node:
        case ast.Return(value=ast.expr() as value) if is_list(value):
            yield but(node, value=expression("sorted(THEM, key=str)", THEM=value))


def waits_for_others(node: ast.AST) -> Iterator[New]:
    """Wait for the first that is over, the first that fails, or for all: another one than is needed."""
    match node:
        case ast.Attribute(attr=("FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED") as when):
            names = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED")
            yield from (but(node, attr=other) for other in names if other != when)
        case ast.Await(value=ast.Call(args=[them], keywords=[]) as call) if called(call) == "wait" and ast.While not in around(node):
            if isinstance(them, (ast.List, ast.Set)) and not any(isinstance(one, ast.Starred) for one in them.elts[:1]):
                return
            yield from (
                ast.Await(but(call, keywords=[ast.keyword("return_when", expression(f"asyncio.{when}"))]))
                for when in ("FIRST_COMPLETED", "FIRST_EXCEPTION")
            )


def not_started(node: ast.AST) -> Iterator[New]:
    """Make a coroutine, and no task: it runs when it is awaited."""
    if isinstance(node, ast.Call) and called(node) in ("create_task", "ensure_future") and node.args:
        yield node.args[0]


def forgets_await(node: ast.AST) -> Iterator[New]:
    """Forget `await`."""
    if isinstance(node, ast.Await) and is_job(node.value):
        yield node.value


def not_kept(node: ast.AST) -> Iterator[New]:
    """Start it, and neither keep nor await it."""
    match node:
        case ast.Expr(value=ast.Await(value=call)) if is_work(call) and not waits_for_all(node):
            yield ast.Expr(expression("asyncio.create_task(IT)", IT=call))


def kept_for_all(node: ast.AST) -> Iterator[New]:
    """Keep what belongs to one call in the module, for all calls."""
    if around(node):
        yield from operators.share(node)


OPERATORS: dict[Operator, Kind] = {
    polls: Kind.POLLING,
    as_they_come: Kind.ORDER,
    sorts: Kind.ORDER,
    waits_for_others: Kind.ORDER,
    not_started: Kind.ORDER,
    not_kept: Kind.ORDER,
    operators.gather_to_loop: Kind.ORDER,
    operators.loop_to_gather: Kind.ORDER,
    forgets_await: Kind.ORDER,
    kept_for_all: Kind.SHARED,
}

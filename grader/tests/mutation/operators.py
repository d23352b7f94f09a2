"""Mistakes with asyncio. An operator is a function of a node; it yields what may stand in the node's place, each a mistake."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from grader.tests.mutation import classics
from grader.tests.mutation.mutations import New, Operator, but, called, expression

LIMITS = {
    "Semaphore": (0, "value"),
    "BoundedSemaphore": (0, "value"),
    "Queue": (0, "maxsize"),
    "ThreadPoolExecutor": (0, "max_workers"),
    "ProcessPoolExecutor": (0, "max_workers"),
    "timeout": (0, "delay"),
    "timeout_at": (0, "when"),
    "sleep": (0, "delay"),
    "wait_for": (1, "timeout"),
    "wait": (1, "timeout"),
}
"""Where a call takes a number that limits something: the argument's place, and its name."""
WRAPPERS = ("shield", "wait_for", "create_task", "ensure_future", "aclosing", "closing", "list", "tuple", "sorted", "reversed")
OUTSIDE = {"to_thread": 0, "run_in_executor": 1, "run": 0, "partial": 0}
"""Calls that call another function elsewhere: which argument that is."""
SWAPS = {
    "FIRST_COMPLETED": ("ALL_COMPLETED", "FIRST_EXCEPTION"),
    "FIRST_EXCEPTION": ("ALL_COMPLETED", "FIRST_COMPLETED"),
    "ALL_COMPLETED": ("FIRST_COMPLETED", "FIRST_EXCEPTION"),
    "ThreadPoolExecutor": ("ProcessPoolExecutor",),
    "ProcessPoolExecutor": ("ThreadPoolExecutor",),
    "Queue": ("LifoQueue",),
    "call_soon_threadsafe": ("call_soon",),
    "notify_all": ("notify",),
    "readline": ("read",),
    "popleft": ("pop",),
}
STATE = ("Semaphore", "BoundedSemaphore", "Lock", "Event", "Condition", "Queue", "Barrier", "ContextVar", "list", "dict", "set", "deque")


# --- awaiting
def drop_await(node: ast.AST) -> Iterator[New]:
    """Forget `await`."""
    if isinstance(node, ast.Await):
        yield node.value


def await_to_task(node: ast.AST) -> Iterator[New]:
    """Start it, and don't wait for it."""
    if isinstance(node, ast.Await):
        yield expression("asyncio.ensure_future(IT)", IT=node.value)


def gather_to_loop(node: ast.AST) -> Iterator[New]:
    """Await one after the other what was awaited at once."""
    match node:
        case ast.Await(value=ast.Call(args=args) as call) if called(call) == "gather":
            if len(args) == 1 and isinstance(args[0], ast.Starred):
                yield expression("[await each for each in THEM]", THEM=args[0].value)
            elif not any(isinstance(arg, ast.Starred) for arg in args):
                yield ast.List([ast.Await(arg) for arg in args], ast.Load())


def loop_to_gather(node: ast.AST) -> Iterator[New]:
    """Start all at once what was awaited one after the other."""
    match node:
        case ast.ListComp(elt=ast.Await(value=each), generators=generators):
            yield expression("await asyncio.gather(*THEM)", THEM=ast.ListComp(each, generators))
        case ast.For(target=target, iter=them, body=[ast.Expr(value=ast.Await(value=each))]):
            loop = ast.ListComp(each, [ast.comprehension(target, them, [], 0)])
            yield [ast.Expr(expression("await asyncio.gather(*THEM)", THEM=loop))]


def swallow_cancel(node: ast.AST) -> Iterator[New]:
    """Let no CancelledError out of a statement that waits."""
    match node:
        case ast.Expr(value=ast.Await()) | ast.Return(value=ast.Await()) | ast.Assign(value=ast.Await()) | ast.AsyncWith() | ast.AsyncFor():
            assert isinstance(node, ast.stmt)
            handler = ast.ExceptHandler(expression("asyncio.CancelledError"), None, [ast.Pass()])
            yield [ast.Try([node], [handler], [], [])]


# --- tasks and what holds them
def drop_with(node: ast.AST) -> Iterator[New]:
    """Never enter a context manager; its body stays."""
    if isinstance(node, (ast.With, ast.AsyncWith)):
        for at, item in enumerate(node.items):
            rest = node.items[:at] + node.items[at + 1 :]
            made: list[ast.stmt] = [ast.Assign([item.optional_vars], item.context_expr)] if item.optional_vars else []
            yield [*made, but(node, items=rest)] if rest else [*made, *node.body]


def own_task(node: ast.AST) -> Iterator[New]:
    """Make a task that its group doesn't know."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="create_task")) if not ast.unparse(owner).endswith(
            ("asyncio", "loop", "loop()")
        ):
            yield but(node, func=expression("asyncio.create_task"))


class _OwnTasks(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        return next((new for new in own_task(node) if isinstance(new, ast.AST)), node)


def task_group_to_gather(node: ast.AST) -> Iterator[New]:
    """Wait with `gather` for the tasks of a group: a failure, or a cancel, no longer waits for the others."""
    match node:
        case ast.AsyncWith(items=[ast.withitem(context_expr=ast.Call() as group)]) if called(group) == "TaskGroup":
            body = [_OwnTasks().visit(copy.deepcopy(statement)) for statement in node.body]
            names = [_task_names(statement) for statement in body]
            waits = [ast.Expr(expression(f"await asyncio.gather({', '.join(filter(None, names))})"))]
            yield [*body, *waits]


def _task_names(node: ast.stmt) -> str:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call()):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.ListComp()):
            return f"*{name}"
    return ""


# --- calls
def limit(node: ast.AST) -> Iterator[New]:
    """Allow one more, one fewer, one, or as many as they like; the same for seconds."""
    if isinstance(node, ast.Call) and (at := LIMITS.get(called(node))):
        place, name = at
        for value in node.args[place : place + 1]:
            yield from (but(node, args=[*node.args[:place], new, *node.args[place + 1 :]]) for new in _limits(value))
        for index, keyword in enumerate(node.keywords):
            if keyword.arg == name:
                changed = [but(keyword, value=new) for new in _limits(keyword.value)]
                yield from (but(node, keywords=[*node.keywords[:index], new, *node.keywords[index + 1 :]]) for new in changed)


def _limits(value: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(value, (ast.Constant, ast.Starred)):
        yield from (expression(text, N=value) for text in ("N + 1", "N - 1"))
    yield from (ast.Constant(1), ast.Constant(None))


def gather_exceptions(node: ast.AST) -> Iterator[New]:
    """Let `gather` hand over exceptions as results."""
    if isinstance(node, ast.Call) and called(node) == "gather" and not node.keywords:
        yield but(node, keywords=[ast.keyword("return_exceptions", ast.Constant(value=True))])


def unwrap(node: ast.AST) -> Iterator[New]:
    """Hand over a thing itself, not what a call makes of it."""
    if isinstance(node, ast.Call) and called(node) in WRAPPERS and node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]


def on_the_loop(node: ast.AST) -> Iterator[New]:
    """Call a function here, where it blocks everybody, not in a thread, a process or a context of its own."""
    match node:
        case ast.Await(value=ast.Call(args=[delay]) as call) if called(call) == "sleep":
            yield expression("__import__('time').sleep(DELAY)", DELAY=delay)
        case ast.Await(value=ast.Call() as call) | (ast.Call() as call) if len(call.args) > (at := OUTSIDE.get(called(call), 99)):
            function, arguments = call.args[at], call.args[at + 1 :]
            yield ast.Call(function, arguments, call.keywords) if not isinstance(function, ast.Starred) else node


def swap_name(node: ast.AST) -> Iterator[New]:
    """Take a thing's neighbour."""
    match node:
        case ast.Attribute(attr=name):
            yield from (but(node, attr=other) for other in SWAPS.get(name, ()))
        case ast.Name(id=name):
            yield from (but(node, id=other) for other in SWAPS.get(name, ()))


def drop_call(node: ast.AST) -> Iterator[New]:
    """Don't tell anybody: no cancel, no close, no reset, no task_done."""
    told = ("cancel", "uncancel", "close", "aclose", "shutdown", "join", "task_done", "reset", "set", "release", "wait_closed", "clear")
    match node:
        case ast.Await(value=ast.Call() as call) | (ast.Call() as call) if called(call) in told and isinstance(call.func, ast.Attribute):
            yield ast.Constant(None)


def share(node: ast.AST) -> Iterator[New]:
    """Keep what belongs to one call for all calls."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if called(value) in STATE or ast.unparse(value) in ("[]", "{}"):
            yield but(node, value=expression(f"globals().setdefault('_shared_{name}', IT)", IT=value))


OPERATORS: tuple[Operator, ...] = (
    drop_call, drop_await, await_to_task, gather_to_loop, loop_to_gather, swallow_cancel, drop_with, own_task, task_group_to_gather, limit,
    gather_exceptions, unwrap, on_the_loop, swap_name, share, *classics.OPERATORS,
)  # fmt: skip

"""Programs that do nothing, made of a stub: each of its functions gets an idle body. No exercise may give a point for one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

ANYWHERE = {
    "None": "return None",
    "list": "return []",
    "dict": "return {}",
    "True": "return True",
    "raises": "raise ValueError('no')",
}
ASYNC = {
    "sleeps a day": "await asyncio.sleep(86_400)",
    "sleeps in a thread": "await asyncio.to_thread(time.sleep, 10**6)",
    "cancels itself": "asyncio.current_task().cancel()\nawait asyncio.sleep(0)",
    "waits for ever": "await asyncio.get_running_loop().create_future()",
    "returns a coroutine": "return asyncio.sleep(0)",
}
ARGUMENT = "its argument"
GENERATOR = "if False:\n    yield"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def idle_programs(stub: str) -> Iterator[tuple[str, str]]:
    """Make each idle program of a stub: its name, and its source. Demos and `__init__` stay as they are."""
    waits = any(isinstance(one, ast.AsyncFunctionDef) for one in _functions(ast.parse(stub)))
    for name, body in ANYWHERE.items() | (ASYNC.items() if waits else set()):
        yield name, _with_body(stub, body)
    yield ARGUMENT, _with_body(stub, None)


def _with_body(stub: str, body: str | None) -> str:
    tree = ast.parse(stub)
    tree.body[1:1] = ast.parse("import asyncio\nimport time").body  # after the docstring
    for function in _functions(tree):
        idle = f"return {_first_argument(function)}" if body is None else body
        asynchronous = isinstance(function, ast.AsyncFunctionDef)
        if body in ASYNC.values() and not asynchronous:
            continue
        if _yields(function):
            idle = GENERATOR if idle.startswith("return") else f"{idle}\n{GENERATOR}"
        function.body = ast.parse(idle).body
    return ast.unparse(ast.fix_missing_locations(tree))


def _functions(tree: ast.Module) -> Iterator[Function]:
    """List what an exercise asks for: functions at the top, and methods."""
    homes: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (node for home in homes for node in home.body):
        if isinstance(node, Function) and node.name not in ("demo", "__init__"):
            yield node


def _first_argument(function: Function) -> str:
    given = [*function.args.posonlyargs, *function.args.args]
    return given[0].arg if given else "None"


def _yields(function: Function) -> bool:
    return any(isinstance(node, ast.Yield) for node in ast.walk(function))

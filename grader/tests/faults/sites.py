"""Where our code asks the system for something: found in the source, so that a new place is tested as soon as it is written.

A site is a call by one of the names below. `Rewriter` lets each ask `__fault__(site, callee)` first, which may raise instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from grader.grading.kit import ROOT

# Files and folders whose calls fail in the tests, below grader/. Whoever takes on another room adds it here.
ROOMS = ("commands.py", "cli", "classroom", "grading", "reports", "judge", "subjects")
NAMES = {
    "open", "read", "write", "flush", "fdopen", "dup", "read_bytes", "read_text", "write_bytes", "write_text", "fstat", "lstat", "stat",
    "exists", "is_file", "is_dir", "is_symlink", "resolve", "absolute", "iterdir", "scandir", "walk", "glob", "rglob",
    "mkdir", "touch", "unlink", "rmtree", "mkdtemp", "writestr", "ZipFile", "which", "cwd",
    "socketpair", "create_subprocess_exec", "CDLL", "waitpid", "ThreadPoolExecutor",
    "Popen", "memfd_create", "TemporaryFile", "listdir", "pread", "socket", "bind", "listen", "accept", "connect", "send", "send_fds",
    "sendall", "sock_sendall", "sock_recv", "recv", "create_server", "create_connection", "SelectorEventLoop",
}  # fmt: skip


def files() -> Iterator[Path]:
    """List the modules that have sites."""
    for room in ROOMS:
        path = ROOT / "grader" / room
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (one for one in found if "template" not in one.parts and one.name != "tied.py")


class Rewriter(ast.NodeTransformer):
    """Makes the sites of a module ask first. `sites`: their names, `grading/intake.py:95 open`."""

    def __init__(self, path: Path) -> None:
        self._module = path.relative_to(ROOT / "grader").as_posix()
        self.sites: list[str] = []

    def visit_Call(self, node: ast.Call) -> ast.Call:
        """Wrap what is called, if that is a site."""
        self.generic_visit(node)
        if name := _asks(node):
            self.sites.append(f"{self._module}:{node.lineno} {name}")
            ask = ast.Name("__fault__", ast.Load())
            node.func = ast.Call(ask, [ast.Constant(self.sites[-1]), node.func], [])
        return node


def _asks(node: ast.Call) -> str:
    """Name what a call asks the system for; nothing, if it doesn't."""
    match node.func:
        case ast.Attribute(attr="replace") if len(node.args) == 1 and not node.keywords:
            return "replace"
        case ast.Attribute(value=ast.Name(id="subprocess"), attr=name):
            return name
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in NAMES:
            return name
    return ""


def sites() -> list[str]:
    """List all sites."""
    found = []
    for path in files():
        rewriter = Rewriter(path)
        rewriter.visit(ast.parse(path.read_text("utf-8")))
        found += rewriter.sites
    return found

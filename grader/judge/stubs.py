"""The stubs as they were handed out: to know an untouched file, and what an exercise must define. Kept in grader/reference/stubs.json."""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import warnings
from pathlib import Path

import msgspec

from grader.judge.kit import ROOT, Entry, Misuse, exercises

FILE = ROOT / "grader" / "reference" / "stubs.json"


class Stub(msgspec.Struct, frozen=True):
    """One stub: a digest of its text, and the first lines of what it defines, by name."""

    digest: str
    defines: dict[str, str]


def parse(source: str, file: str = "<unknown>") -> ast.Module:
    """Parse a source text. What Python would only warn of is not said here: it is the learner's to hear, when the program runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source, file)


def digest(source: str) -> str:
    """Digest a source text; how its lines end does not matter."""
    return hashlib.sha256("\n".join(source.split()).encode()).hexdigest()


def describe(source: str) -> Stub:
    """Describe a stub."""
    nodes = [n for n in parse(source).body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return Stub(digest(source), {node.name: _signature(node) for node in nodes if not node.name.startswith("_") and node.name != "demo"})


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        return f"class {node.name}"
    kind = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"{kind} {node.name}({_bare(node.args)})"


def _bare(arguments: ast.arguments) -> str:
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    with contextlib.suppress(RecursionError):  # a default that is an endless sum, say
        return ast.unparse(arguments)
    return "…"


@functools.cache
def known() -> dict[str, Stub]:
    """Read the kept descriptions. Misuse: they can't be read."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Stub])
    except (OSError, msgspec.MsgspecError) as error:
        raise Misuse(f"The kit is damaged: {FILE.name}: {error}") from None


def untouched(entry: Entry, source: str) -> bool:
    """Whether a source is the stub as it was handed out."""
    stub = known().get(entry.name)
    return stub is not None and digest(source) == stub.digest


def defines_a_class(entry: Entry) -> bool:
    """Whether the exercise is to define a class."""
    stub = known().get(entry.name)
    return stub is not None and any(signature.startswith("class ") for signature in stub.defines.values())


def complaint(entry: Entry, source: str) -> str | None:
    """Say what a source does not define as the stub did; None, where it looks right."""
    stub = known().get(entry.name)
    bound = {name: signature for node in parse(source).body for name, signature in _bound(node).items()}
    for name, wanted in stub.defines.items() if stub else ():
        if name not in bound:
            return f"Your file does not define {name}. The exercise needs: {wanted}"
        if bound[name] and bound[name] != wanted:
            return f"Your file has `{bound[name]}`; the exercise needs `{wanted}`."
    return None


def definition(entry: Entry, source: str) -> int | None:
    """Find the line on which a source begins to define what the exercise asks for."""
    stub = known().get(entry.name)
    nodes = (node for node in parse(source).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef))
    return next((node.lineno for node in nodes if stub and node.name in stub.defines), None)


def _bound(node: ast.stmt) -> dict[str, str]:
    """Names that a statement binds, with their signatures where it is a definition."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name: _signature(node)}
    names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    names += [a.asname or a.name for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    inner = [s.name for s in ast.walk(node) if isinstance(s, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    return dict.fromkeys([*names, *inner], "")


def write(folder: Path = ROOT / "exercises") -> None:
    """Keep descriptions of the stubs as they are now: for authors, when a stub has changed."""
    stubs = {entry.name: describe((folder / entry.path).read_text("utf-8")) for entry in exercises() if (folder / entry.path).is_file()}
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(stubs), indent=2) + b"\n")

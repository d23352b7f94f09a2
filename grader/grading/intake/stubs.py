"""The stubs as they were handed out: to know an untouched file, what an exercise must define, and to put a stub back.

Kept in grader/reference/stubs.json, so that a learner's copy has them, too, with or without git.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
from pathlib import Path

import msgspec

from grader.cli.ending import Told, reason
from grader.grading.kit import ROOT, Entry, exercises
from grader.judge.source import parse
from grader.language import say

FILE = ROOT / "grader" / "reference" / "stubs.json"


class Stub(msgspec.Struct, frozen=True):
    """One stub: a digest of its text, the first lines of what it defines, by name, and the text."""

    digest: str
    defines: dict[str, str]
    text: str = ""  # kits of before have none


def digest(source: str) -> str:
    """Digest a source text; how its lines end does not matter."""
    return hashlib.sha256("\n".join(source.split()).encode()).hexdigest()


def describe(source: str) -> Stub:
    """Describe a stub."""
    nodes = [n for n in parse(source).body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    defines = {node.name: _signature(node) for node in nodes if not node.name.startswith("_") and node.name != "demo"}
    return Stub(digest(source), defines, source)


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
    """Read the kept descriptions. Told: they can't be read."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Stub])
    except OSError as error:
        raise Told(say("The kit is damaged, or can't be read: {file}: {reason}", file=FILE.name, reason=reason(error))) from None
    except msgspec.MsgspecError as error:
        raise Told(say("The kit is damaged: {file}: {reason}", file=FILE.name, reason=error)) from None


def untouched(entry: Entry, source: str) -> bool:
    """Whether a source is the stub as it was handed out."""
    stub = known().get(entry.name)
    return stub is not None and digest(source) == stub.digest


def handed_out(entry: Entry) -> str:
    """Tell a stub's text as it was handed out. Told: the kit doesn't have it."""
    stub = known().get(entry.name)
    if stub is None or digest(stub.text) != stub.digest:
        raise Told(
            say(
                "This kit does not hold the stub of {exercise} ({file}): take exercises/{path} from where you got the kit.",
                exercise=entry.name, file=FILE.name, path=entry.path,
            )
        )  # fmt: skip
    return stub.text


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
            return say("Your file does not define {name}. The exercise needs: {wanted}", name=name, wanted=wanted)
        if bound[name] and bound[name] != wanted:
            return say("Your file has `{found}`; the exercise needs `{wanted}`.", found=bound[name], wanted=wanted)
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

"""An exercise's source text, as the judge reads it: nothing of it is run."""

from __future__ import annotations

import ast
import warnings

LOOPS = (ast.While, ast.For, ast.AsyncFor)


def parse(source: str, file: str = "<unknown>") -> ast.Module:
    """Parse a source text. What Python would only warn of is not said here: it is the learner's to hear, when the program runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source, file)


def loop_around(source: str, line: int | None) -> int | None:
    """Find the first line of the loop around a line: at which line of a busy loop a program was interrupted is chance."""
    around = [
        node
        for node in ast.walk(parse(source))
        if isinstance(node, (*LOOPS, ast.FunctionDef, ast.AsyncFunctionDef)) and line and node.lineno <= line <= (node.end_lineno or 0)
    ]
    innermost = max(around, key=lambda node: node.lineno, default=None)
    return innermost.lineno if isinstance(innermost, LOOPS) else line

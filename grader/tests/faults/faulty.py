"""Runs a command of the kit in which a site fails once: `faulty.py REACHED SITE ERRNO MODULE WORD...`.

The sites that were reached are appended to the file REACHED, a line each. SITE may be empty: then nothing fails.
"""

from __future__ import annotations

import ast
import builtins
import importlib.machinery
import os
import sys
import types
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from grader.tests.faults.sites import Rewriter, files

OURS = set(files())


class Fault:
    """Raises at one site, the first time that it is reached."""

    def __init__(self, reached: str, site: str, number: int) -> None:
        self._reached = os.open(reached, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._seen: set[str] = set()
        self._site, self._number = site, number

    def __call__(self, site: str, callee: Any) -> Any:
        """Take a callee, and give it back. OSError: this is the site."""
        if site not in self._seen:
            self._seen.add(site)
            os.write(self._reached, f"{site}\n".encode())
            if site == self._site:
                raise OSError(self._number, os.strerror(self._number))
        return callee


def code_with_sites(loader: importlib.machinery.SourceFileLoader, fullname: str) -> types.CodeType | None:
    """Compile a module of ours so that its sites ask first; load any other as ever."""
    path = Path(loader.get_filename(fullname))
    if path not in OURS:
        return super(importlib.machinery.SourceFileLoader, loader).get_code(fullname)
    tree = Rewriter(path).visit(ast.parse(path.read_bytes()))
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


if __name__ == "__main__":
    reached, site, number, module, *words = sys.argv[1:]
    for name in [name for name in sys.modules if name.partition(".")[0] == "grader" and not name.startswith("grader.tests")]:
        del sys.modules[name]  # what was needed here is loaded once more, with its sites
    importlib.machinery.SourceFileLoader.get_code = code_with_sites  # type: ignore[method-assign,assignment]
    builtins.__fault__ = Fault(reached, site, int(number))  # type: ignore[attr-defined]
    from grader.cli.start import start

    start(module, words)

"""Starts a command: `python -E -P start.py MODULE [WORD]...`, by its path, from any folder. `python -m MODULE` comes here, too."""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path


def start(module: str, words: Sequence[str]) -> None:
    """Run a room's command in a clean interpreter, and end with its exit code."""
    from grader import language  # noqa: PLC0415 - by its path, this file has to find them first
    from grader.cli import ending, environment, signals, streams  # noqa: PLC0415 - the same

    environment.clean(module, words)
    streams.prepare()
    with contextlib.suppress(KeyError):  # a damaged catalogue: then the kit speaks English
        language.speak(language.wanted(release=language.of_this_release()))
    signals.install()
    code = ending.ended(lambda: _main(module, words))
    if fault := streams.lost():
        why = ending.reason(fault)
        streams.complain(language.say("What was to be printed can't be written to standard output: {reason}.", reason=why))
        code = code if code > 1 else ending.FAULTY
    sys.exit(code)


def _main(module: str, words: Sequence[str]) -> int | None:
    gc.disable()  # while so much is imported, there is nothing to collect
    getattr(importlib.import_module(f"{module}.__main__"), "get_ready", lambda _: None)(words)
    code: int | None = importlib.import_module(f"{module}.commands").main(words)
    return code


def _find_the_kit() -> None:
    """Take the package that this file is in, and no other of that name. Its folder stays off the path: a learner's files lie there."""
    place = Path(__file__).resolve().parents[1] / "__init__.py"
    spec = importlib.util.spec_from_file_location("grader", place)
    if spec and spec.loader:
        sys.modules["grader"] = package = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(package)


if __name__ == "__main__":
    _find_the_kit()
    start(sys.argv[1], sys.argv[2:])

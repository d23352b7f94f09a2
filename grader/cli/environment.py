"""A clean interpreter for a command: nothing that somebody has set for other programs may change a verdict.

Where only variables are in the way, they are removed. Where the interpreter has obeyed them already (assertions that are gone, warnings
that are errors, modules in place of others), the command is started anew in one that hasn't. The ordinary case needs no second one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

START = Path(__file__).with_name("start.py")
PATH = "AWAITLINGS_PATH"  # what PYTHONPATH was
# These say where compiled files go, and how the terminal is written to: no verdict depends on them.
HARMLESS = {
    "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONUNBUFFERED",
    "PYTHONLEGACYWINDOWSSTDIO", "PYTHONNOUSERSITE", "PYTHONSAFEPATH", "PYTHONSTARTUP", "PYTHON_COLORS", "PYTHON_HISTORY",
    "PYTHON_BASIC_REPL",
}  # fmt: skip
KEPT = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONUNBUFFERED"}


def clean(module: str, words: Sequence[str]) -> None:
    """Clean the environment of this process and of its children, or start the command anew: then this does not return."""
    anew = not clean_enough()
    _clear()
    if anew:
        _start_anew(module, words)
    _take_over()


def clean_enough() -> bool:
    """Tell whether this interpreter does what a plain one does."""
    flags = sys.flags
    obeyed = flags.optimize or flags.dev_mode or flags.inspect or flags.verbose or flags.debug or sys.warnoptions
    others = [name for name in os.environ if name.startswith("PYTHON") and name not in HARMLESS and os.environ[name]]
    return not obeyed and (bool(flags.ignore_environment) or not others)


def _clear() -> None:
    if path := os.environ.get("PYTHONPATH"):
        os.environ[PATH] = path
    for name in list(os.environ):
        if name.startswith(("PYTHON", "PYTEST")) and name not in KEPT:
            del os.environ[name]


def _start_anew(module: str, words: Sequence[str]) -> None:
    utf8 = ["-X", "utf8"] if sys.flags.utf8_mode else []
    command = [sys.executable, "-E", "-P", *utf8, str(START), module, *words]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own words
    while True:  # Ctrl-C reaches the other one, too: it ends by itself, and says what it has done
        try:
            sys.exit(subprocess.call(command))  # noqa: S603 - our own words
        except KeyboardInterrupt:
            continue


def _take_over() -> None:
    """Do what was asked for and is harmless; find the kit nowhere but here, and what PYTHONPATH names only where it is nowhere else."""
    sys.dont_write_bytecode |= bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
    sys.pycache_prefix = sys.pycache_prefix or os.environ.get("PYTHONPYCACHEPREFIX")
    here = {os.path.realpath(START.parents[2]), _current()}
    sys.path[:] = [one for one in sys.path if one and os.path.realpath(one) not in here]
    sys.path.extend(one for one in os.environ.get(PATH, "").split(os.pathsep) if one and one not in sys.path)


def _current() -> str:
    """Name the current folder; it may have been removed."""
    try:
        return os.path.realpath(Path.cwd())
    except OSError:
        return ""

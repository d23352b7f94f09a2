"""One process, many plays: whether a play has left it as it was, and what is put back between two.

A play is clean if nothing of it is left that the next one could notice. What can be set right at no risk is renewed: counters of names, the
random generator, the current event loop. Whatever else differs ends the process; a fresh one acts the next play. So a mistake here costs
time, or hides what a program hid on purpose in a place that nobody looks at; points come from the judge's log alone.
"""

from __future__ import annotations

import _thread
import asyncio
import concurrent.futures.process
import concurrent.futures.thread
import contextlib
import gc
import importlib
import itertools
import linecache
import locale
import logging
import multiprocessing.process
import operator
import os
import random
import signal
import socket
import sys
import threading
import types
import warnings
from collections.abc import Callable
from typing import Any

from grader.lab import ordered
from grader.lab.loops import loop as lab_loop

GROWTH = 64 << 20  # bytes of memory more than before, with which a process is not used again
USUAL = (
    "collections.abc", "copy", "dataclasses", "datetime", "decimal", "enum", "functools", "heapq", "inspect", "itertools", "json", "math",
    "operator", "pathlib", "pprint", "queue", "random", "re", "statistics", "string", "textwrap", "time", "traceback", "types", "typing",
    "unicodedata", "urllib.parse", "uuid", "weakref", "multiprocessing", "multiprocessing.connection", "multiprocessing.pool", "subprocess",
)  # fmt: skip
"""What programs import: it is there before any is forked, and watched. A program that imports more has a process for each play."""
OWN = {
    "sys": {"stdout", "stderr", "last_exc", "last_type", "last_value", "last_traceback"},
    "threading": {
        "_counter", "_active", "_limbo", "_main_thread", "_main_thread_handle", "_active_limbo_lock", "_dangling",
        "_shutdown_locks", "_shutdown_locks_lock", "_shutdown_handle",
    },
    "multiprocessing.process": {"_process_counter"},
    "tempfile": {"tempdir", "_name_sequence"},
    "grader.lab.loops.loop": {"_numbers"},
    "grader.lab.witness.frames": {"_exercise"},
    "grader.lab.witness.pools": {"watched"},
}  # fmt: skip
"""Names whose values are of each play, or of each process."""


SIGNALS = sorted(map(int, signal.valid_signals()))
_getsignal = getattr(signal.getsignal, "__wrapped__", signal.getsignal)  # without making an enum of each answer


class Before:
    """How a process is before any learner code has run in it. Made once, in the process that forks, or is started ahead."""

    def __init__(self) -> None:
        for name in USUAL:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        self._random = random.Random(0).getstate()  # noqa: S311 - the same for each play, so that plays are the same
        self._modules: dict[str, types.ModuleType] = {}
        self._fingerprint: list[Fingerprint] = []
        self._state: tuple[Any, ...] = ()
        self._files = self._memory = 0

    def freeze(self) -> None:
        """Look at every module and class: call this when all is imported and patched."""
        self._modules = dict(sys.modules)
        modules = list(self._modules.values())
        self._fingerprint = [Fingerprint.of(vars(module), OWN.get(module.__name__, set())) for module in modules]
        self._fingerprint += [Fingerprint.of(vars(kind), {"_counter", "watch"}) for kind in _classes(modules)]

    def look_around(self) -> None:
        """Look at the rest, in the process that acts."""
        self._state, self._files, self._memory = _state(), _open_files(), _memory()

    def renew(self) -> None:
        """Put back, before a play, what each play is to find new."""
        random.setstate(self._random)
        _forget_that_a_loop_was_set()
        threading._counter = itertools.count(1).__next__  # type: ignore[attr-defined]  # numbers in threads' names
        concurrent.futures.thread.ThreadPoolExecutor._counter = itertools.count().__next__  # type: ignore[attr-defined]
        multiprocessing.process._process_counter = itertools.count(1)  # type: ignore[attr-defined]
        lab_loop._numbers = itertools.count(1)
        ordered.begin()

    def forget(self, module: str, file: str) -> None:
        """Take away, after a play, what it was given."""
        for name in (module, "suite"):
            sys.modules.pop(name, None)
        sys.modules["__main__"] = self._modules["__main__"]
        linecache.cache.pop(file, None)
        asyncio.set_event_loop(None)

    def is_again(self) -> bool:
        """Whether the process is as it was. Call `forget` first."""
        return (
            _thread._count() == 0  # all threads, however they were started
            and sys.modules.keys() == self._modules.keys()
            and all(map(operator.is_, sys.modules.values(), self._modules.values()))
            and _state() == self._state
            and _open_files() == self._files
            and _memory() < self._memory + GROWTH
            and all(one.holds() for one in self._fingerprint)
        )


def _forget_that_a_loop_was_set() -> None:
    """Let `asyncio.get_event_loop` do what it does where nobody has set a loop yet (before 3.14, make one), as a fork does, too."""
    policy: Any = asyncio.events._event_loop_policy  # type: ignore[attr-defined]
    if hasattr(policy, "_local"):
        policy._local = type(policy._local)()


class Fingerprint:
    """The very objects that a namespace held, in order; but for the values of some names."""

    def __init__(self, space: Any, names: list[str], values: list[Any], free: set[int]) -> None:
        self._space, self._names, self._values, self._free = space, names, values, free

    @classmethod
    def of(cls, space: Any, free: set[str]) -> Fingerprint:
        """Take the fingerprint of a namespace: a module's, or a class's."""
        names = list(space)
        return cls(space, names, list(space.values()), {index for index, name in enumerate(names) if name in free})

    def holds(self) -> bool:
        """Whether it is as it was."""
        now = self._space.values()
        if len(now) != len(self._values):
            return False
        if all(map(operator.is_, now, self._values)):
            return True
        differ = {index for index, (one, other) in enumerate(zip(now, self._values, strict=True)) if one is not other}
        return differ <= self._free


def _classes(modules: list[types.ModuleType]) -> list[type]:
    """List the classes of asyncio, of what it stands on, and of the lab: a program may change an attribute of one."""
    homes = (
        "asyncio",
        "concurrent.futures",
        "threading",
        "queue",
        "contextvars",
        "contextlib",
        "logging",
        "grader.lab",
        "socket",
        "selectors",
    )
    found = {
        id(kind): kind
        for module in modules
        if module.__name__.startswith(homes)
        for kind in vars(module).values()
        if isinstance(kind, type) and str(kind.__module__).startswith(homes)
    }
    return list(found.values())


def _state() -> tuple[Any, ...]:
    """What a program can set that stands in no module."""
    tracing = (sys.gettrace(), sys.getprofile(), threading.gettrace(), threading.getprofile())
    interpreter = (sys.getrecursionlimit(), sys.getswitchinterval(), sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth())
    folder = (os.getcwd(), sorted(os.listdir()))  # noqa: PTH109, PTH208 - for each play: names are enough
    imports = (list(sys.path), list(sys.argv), list(sys.meta_path), list(sys.path_hooks))
    return (
        dict(os.environ), folder, imports,
        [_getsignal(number) for number in SIGNALS], socket.getdefaulttimeout(), locale.setlocale(locale.LC_ALL),
        gc.isenabled(), gc.get_threshold(), gc.get_debug(), list(gc.callbacks), tracing, interpreter, list(warnings.filters), _logging(),
    )  # fmt: skip


def _logging() -> list[tuple[Any, ...]]:
    """How every logger is set."""
    manager = logging.Logger.manager
    loggers = {name: one for name, one in manager.loggerDict.items() if isinstance(one, logging.Logger)} | {"": logging.root}
    levels = [
        (name, one.level, one.disabled, one.propagate, list(one.handlers), list(one.filters)) for name, one in sorted(loggers.items())
    ]
    return [(manager.disable, logging._srcFile if hasattr(logging, "_srcFile") else None), *levels]


def _open_files() -> int:
    """Count the open files; 0, where the system doesn't tell."""
    for folder in ("/proc/self/fd", "/dev/fd"):
        with contextlib.suppress(OSError):
            return len(os.listdir(folder))  # noqa: PTH208 - for each play: a number is enough
    return 0


def _peak() -> Callable[[], int]:
    """Find out how to ask for the most memory that this process has held."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return lambda: 0
    unit = 1 if sys.platform == "darwin" else 1024
    return lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


_memory = _peak()

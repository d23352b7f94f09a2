"""Process trees as psutil sees them, on any system: less is told than by Linux's /proc, so more looks are needed.

Where a tree has a job object (Windows), that ends it; elsewhere whatever descends from the subject is ended until nothing does. What
has left the tree by being orphaned is not found there.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Literal

import psutil

from grader.subjects.portable.windows_job import Job
from grader.subjects.tree import HELPERS

GONE = (psutil.NoSuchProcess, psutil.AccessDenied, OSError)
ROUNDS = 100
LETTERS = {psutil.STATUS_ZOMBIE: "Z", psutil.STATUS_STOPPED: "T", psutil.STATUS_DEAD: "X", psutil.STATUS_RUNNING: "R"}
Trace = frozenset[tuple[float, ...]]
TELLS_SLEEP = sys.platform == "linux"  # elsewhere a process that sleeps is said to run


class PortableTree:
    """The tree of one subject. `job`: what holds it together, where there are job objects."""

    sight: Literal["some"] = "some"

    def __init__(self, job: Job | None = None) -> None:
        self._job = job

    def kill(self, pid: int) -> None:
        """End a process and everything below it."""
        if self._job:
            self._job.end()
        with contextlib.suppress(*GONE):
            top = psutil.Process(pid)
            if top.status() == psutil.STATUS_ZOMBIE:
                return
            with contextlib.suppress(*GONE):
                top.suspend()  # so that it can't start more
            for _ in range(ROUNDS):
                if not _end([one for one in _below(pid) if _is_alive(one)]):
                    break
            top.kill()

    def descendants(self, pid: int) -> list[int]:
        """List the living processes below `pid`."""
        return [one.pid for one in _below(pid)]

    def memory(self, pid: int) -> int:
        """Tell how many bytes of memory a process has held at most (Windows), or holds; 0, where that is not known."""
        with contextlib.suppress(*GONE):
            told = psutil.Process(pid).memory_info()
            return int(getattr(told, "peak_wset", told.rss))
        return 0

    def asleep(self, pid: int) -> tuple[bool, float]:
        """Tell whether a process may sleep, as far as can be told, and how many seconds of processor time it has used."""
        with contextlib.suppress(*GONE):
            process = psutil.Process(pid)
            return not (TELLS_SLEEP and process.status() == psutil.STATUS_RUNNING), _used(process)
        return False, 0.0

    def state(self, pid: int) -> str:
        """Tell the state of a process in Linux's letter; empty: it is gone."""
        with contextlib.suppress(*GONE):
            return LETTERS.get(psutil.Process(pid).status(), "S")
        return ""

    def go_on(self, pid: int) -> None:
        """Let a process go on, if it was stopped."""
        with contextlib.suppress(*GONE):
            psutil.Process(pid).resume()

    def quiet(self, pid: int, *, whole: bool) -> Trace | None:  # noqa: ARG002 - one thread can't be told from another
        """See how often each process has run, and how much processor time it has used. If that stays the same, nothing seems to go on."""
        with contextlib.suppress(*GONE):
            return frozenset(_trace(one) for one in [psutil.Process(pid), *_below(pid)])
        return None  # one has just gone

    def works(self, pid: int) -> bool:
        """Tell whether a process is alive, and none of multiprocessing's own helpers."""
        with contextlib.suppress(*GONE):
            process = psutil.Process(pid)
            words = " ".join(process.cmdline()).encode("utf-8", "replace")
            return _is_alive(process) and not any(helper in words for helper in HELPERS)
        return False

    def owns(self, pid: int, port: int) -> bool:
        """Tell whether a process holds this port of 127.0.0.1; where that can't be seen, its word is taken."""
        try:
            return any(one.laddr and one.laddr.port == port for one in psutil.Process(pid).net_connections("tcp4"))
        except psutil.NoSuchProcess:
            return False
        except (psutil.AccessDenied, OSError):
            return True


def _below(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(*GONE):
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
        return [one for one in found if not _is_console(one)]
    return []


def _is_console(process: psutil.Process) -> bool:
    """Whether this is what Windows itself adds to a process that prints."""
    with contextlib.suppress(*GONE):
        return sys.platform == "win32" and bool(process.name().lower() == "conhost.exe")
    return False


def _end(processes: list[psutil.Process]) -> bool:
    """Kill these. Returns whether there were any."""
    for one in processes:
        with contextlib.suppress(*GONE):
            one.kill()
    return bool(processes)


def _is_alive(process: psutil.Process) -> bool:
    with contextlib.suppress(*GONE):
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    return False


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _trace(process: psutil.Process) -> tuple[float, ...]:
    """Tell how often a process has run: all its threads together, as macOS and Windows count; Linux tells of each thread."""
    if not _is_alive(process):
        return (process.pid, -1, -1)
    one_by_one = [psutil.Process(thread.id) for thread in process.threads()] if sys.platform == "linux" else [process]
    return (process.pid, sum(sum(one.num_ctx_switches()) for one in one_by_one), _used(process))

"""Process trees: who descends from a subject, what they use, and the end of all of them. What Linux alone tells is empty elsewhere.

/proc is read with plain calls: a play of other processes is looked at a thousand times.
"""

from __future__ import annotations

import contextlib
import os
import signal
from typing import Literal

HELPERS = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")  # multiprocessing's own: they live as long as the program
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100  # a second of processor time, as /proc counts it
SWITCHES = b"\nvoluntary_ctxt_switches:\t"

sight: Literal["all", "none"] = "all" if os.access("/proc/self/task", os.R_OK) else "none"
"""Whether the kernel tells of every thread (see grader.subjects.subject.Tree)."""

Trace = frozenset[tuple[int, ...]]


def descendants(pid: int) -> list[int]:
    """List the living processes below `pid`."""
    found: list[int] = []
    queue = [pid]
    while queue:
        below = children(queue.pop())
        found += below
        queue += below
    return found


def children(pid: int) -> list[int]:
    """List the processes that a process started, or adopted."""
    return [int(child) for thread in _threads(pid) for child in _read(f"/proc/{pid}/task/{thread}/children").split()]


def kill(pid: int) -> None:
    """End a process and everything below it.

    It is stopped first, so that it can't start more; what its children started meanwhile is found in the next round, since an
    orphan of the tree is adopted by the subject (see grader.subjects.fork.server).
    """
    _signal(pid, signal.SIGSTOP)
    for _ in range(100):
        below = descendants(pid)
        for child in below:
            _signal(child, signal.SIGKILL)
        if not any(_alive(child) for child in below):
            break
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    _signal(pid, signal.SIGKILL)


def _alive(pid: int) -> bool:
    return state(pid) not in ("", "Z", "X")


def memory(pid: int) -> int:
    """Tell how many bytes of memory a process has held at most; 0, where that is not known."""
    with contextlib.suppress(ValueError, IndexError):
        return int(_read(f"/proc/{pid}/status").partition(b"VmHWM:")[2].split()[0]) * 1024
    return 0


def asleep(pid: int) -> tuple[bool, float]:
    """Tell whether every thread of a process sleeps, and how many seconds of processor time it has used."""
    states = {fields[0] for thread in _threads(pid) if (fields := _stat(f"/proc/{pid}/task/{thread}/stat"))}
    return bool(states) and states <= {b"S", b"T", b"t", b"Z", b"X"}, used(pid)


def used(pid: int) -> float:
    """Tell how many seconds of processor time a process has used, ended threads included; 0, where that is not known."""
    fields = _stat(f"/proc/{pid}/stat")
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def state(pid: int) -> str:
    """Tell the state of a process in the kernel's letter: R, S, D, T (stopped), Z (dead, and not yet heard of) …; empty: unknown."""
    fields = _stat(f"/proc/{pid}/stat")
    return fields[0].decode() if fields else ""


def quiet(pid: int, *, whole: bool) -> Trace | None:
    """See whether a process (unless it is to be looked at `whole`: but for its main thread) and all below it sleep.

    Returns how often each thread has run; None, if one runs. If that is the same a second time, there was a moment between at which
    nothing could go on.
    """
    trace: set[tuple[int, ...]] = set()
    queue = [pid]
    while queue:
        process = queue.pop()
        for thread in _threads(process):
            queue += map(int, _read(f"/proc/{process}/task/{thread}/children").split())
            if (whole or int(thread) != pid) and (status := _read(f"/proc/{process}/task/{thread}/status")):
                if _field(status, b"\nState:\t")[:1] not in (b"S", b"Z", b"X"):
                    return None
                trace.add((process, int(thread), int(_field(status, SWITCHES)), int(_field(status, b"\nnon" + SWITCHES[1:]))))
    return frozenset(trace)


def works(pid: int) -> bool:
    """Tell whether a process is alive, and none of multiprocessing's own helpers."""
    return _alive(pid) and not any(helper in _read(f"/proc/{pid}/cmdline") for helper in HELPERS)


def owns(_pid: int, _port: int) -> bool:
    """Tell whether a process holds a port of 127.0.0.1: its word is taken."""
    return True


def go_on(pid: int) -> None:
    """Let a process go on, if it was stopped."""
    _signal(pid, signal.SIGCONT)


def _threads(pid: int) -> list[str]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, NotADirectoryError):
        return os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - a thousand times: names are enough
    return []


def _stat(name: str) -> list[bytes]:
    """Read the fields of a stat file after the process's name; none, where it is gone."""
    return _read(name).rpartition(b")")[2].split()


def _field(status: bytes, label: bytes) -> bytes:
    return status.partition(label)[2].partition(b"\n")[0]


def _read(name: str) -> bytes:
    """Read a small file of /proc; empty, where it is gone."""
    data = b""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        file = os.open(name, os.O_RDONLY)
        try:
            data = os.read(file, 1 << 16)
        finally:
            os.close(file)
    return data


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)

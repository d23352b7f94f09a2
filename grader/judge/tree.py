"""Process trees: who descends from a subject, and the end of all of them."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

PROC = Path("/proc")
HELPERS = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")  # multiprocessing's own: they live as long as the program

Trace = frozenset[tuple[int, ...]]


def descendants(pid: int) -> list[int]:
    """List the living processes below `pid` (Linux; elsewhere none are seen, and the process group has to do)."""
    found: list[int] = []
    queue = [pid]
    while queue:
        for child in children(queue.pop()):
            found.append(child)
            queue.append(child)
    return found


def children(pid: int) -> list[int]:
    """List the processes that a process started, or adopted (Linux; elsewhere none)."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            with contextlib.suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def kill(pid: int) -> None:
    """End a process and everything below it.

    It is stopped first, so that it can't start more; what its children started meanwhile is found in the next round, since an
    orphan of the tree is adopted by the subject (see grader.lab.server).
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
    """Tell how many bytes of memory a process has held at most (Linux; else 0)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((PROC / str(pid) / "status").read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return 0


def asleep(pid: int) -> tuple[bool, int]:
    """Tell whether every thread of a process sleeps, and how much processor time it has used (clock ticks). Linux only."""
    states = set[str]()
    with contextlib.suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            with contextlib.suppress(OSError):
                fields = (task / "stat").read_text().rpartition(")")[2].split()
                states.add(fields[0])
    return bool(states) and states <= set("STtZX"), used(pid)


def used(pid: int) -> int:
    """Tell how much processor time a process has used, ended threads included (clock ticks; Linux, else 0)."""
    with contextlib.suppress(OSError, IndexError):
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def state(pid: int) -> str:
    """Tell the state of a process in the kernel's letter: R, S, D, T (stopped), Z (dead, and not yet heard of) … (Linux; else empty)."""
    with contextlib.suppress(OSError, IndexError):
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    return ""


def quiet(pid: int, *, whole: bool) -> Trace | None:
    """See whether a process (unless it is to be looked at `whole`: but for its main thread) and all below it sleep (Linux only).

    Returns how often each thread has run. If that is the same a second time, there was a moment between at which nothing could go on.
    """
    trace: set[tuple[int, ...]] = set()
    for process in [pid, *descendants(pid)]:
        with contextlib.suppress(OSError):
            for task in (PROC / str(process) / "task").iterdir():
                if whole or int(task.name) != pid:
                    state, ran = _runs(task)
                    if state not in "SZX":
                        return None
                    trace.add((process, int(task.name), *ran))
    return frozenset(trace)


def _runs(task: Path) -> tuple[str, list[int]]:
    """Read a thread's state, and how often it has been taken off a processor, by itself or by others."""
    status = dict(line.split(":\t", 1) for line in (task / "status").read_text().splitlines() if ":\t" in line)
    return status["State"][0], [int(status[f"{kind}voluntary_ctxt_switches"]) for kind in ("", "non")]


def works(pid: int) -> bool:
    """Tell whether a process is alive, and none of multiprocessing's own helpers."""
    with contextlib.suppress(OSError):
        command = (PROC / str(pid) / "cmdline").read_bytes()
        return _alive(pid) and not any(helper in command for helper in HELPERS)
    return False


def go_on(pid: int) -> None:
    """Let a process go on, if it was stopped."""
    _signal(pid, signal.SIGCONT)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)

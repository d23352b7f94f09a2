"""What the kernel tells of threads and processes: who sleeps, and how often each has run (Linux's /proc; elsewhere nothing).

No real time is measured here. A thread that sleeps at two looks, and has not run between them, has slept all along.

That includes the wait for the interpreter's lock: whoever looks gives that lock away while it reads, and this wakes one of those who wait
for it. So where *all* other threads are the same at two looks, none of them waits for the lock.
"""

from __future__ import annotations

import errno
import os
import platform
import threading
from contextlib import suppress
from pathlib import Path

TASKS = Path("/proc/self/task")
AVAILABLE = TASKS.is_dir()
"""Whether the kernel tells. Where it doesn't, there is only patience."""
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
SLEEPS = {"x86_64": (35, 230), "aarch64": (101, 115)}.get(platform.machine(), ())
"""The numbers of the system calls that do nothing but sleep for a while."""
FUTEX = {"x86_64": (202,), "aarch64": (98,)}.get(platform.machine(), ())
"""The number of the system call that waits for a lock."""
HELPERS = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")
"""Processes that multiprocessing keeps for itself, as long as the program lives."""

Trace = frozenset[tuple[int, ...]]
"""How often each thread has run: (process, thread, switches, switches by force)."""


def threads() -> dict[int, tuple[str, tuple[int, ...]]]:
    """Tell the state of each other thread of this process, and how often it has run. OSError: no more files can be opened here."""
    found = _tasks("self")
    if found.pop(threading.get_native_id(), None) is None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
    return found


def trace(*, below: bool) -> Trace | None:
    """See whether all other threads of this process, and with `below` all processes below it, sleep: None if one runs."""
    found = [(os.getpid(), thread, *look) for thread, look in threads().items()]
    for process in descendants() if below else ():
        found += [(process, thread, *look) for thread, look in _tasks(process).items()]
    if not all(sleeps(str(state)) for _, _, state, _ in found):
        return None
    return frozenset((process, thread, *ran) for process, thread, _, ran in found)


def sleeps(state: str) -> bool:
    """Whether a thread in this state can't go on by itself: it waits, or is dead."""
    return state in "SZX"


def _tasks(process: int | str) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Look at each thread of a process."""
    found = {}
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208 - this, and what follows, is done at each step of time
            with suppress(OSError, ValueError):
                found[int(thread)] = _runs(f"/proc/{process}/task/{thread}/status")
    return found


def _runs(status: str) -> tuple[str, tuple[int, ...]]:
    file = os.open(status, os.O_RDONLY)
    try:
        text = os.read(file, 1 << 14)
    finally:
        os.close(file)
    _, _, rest = text.partition(b"\nState:\t")
    switches = rest[rest.index(b"\nvoluntary_ctxt_switches:") :].split()
    return rest[:1].decode(), (int(switches[1]), int(switches[3]))


def call(thread: int) -> int | None:
    """Return the number of the system call that a thread of this process waits in; None where that isn't told."""
    with suppress(OSError, ValueError, IndexError):
        return int((TASKS / str(thread) / "syscall").read_text().split()[0])
    return None


def used(thread: int) -> float:
    """Tell how many seconds of processor time a thread of this process has used."""
    return _used(_stat(TASKS / str(thread)))


def used_by(process: int) -> float:
    """Tell how many seconds of processor time a process has used."""
    return _used(_stat(Path("/proc", str(process))))


def _used(fields: list[str]) -> float:
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def _stat(task: Path) -> list[str]:
    """Read the fields of a stat file after the name; none, where there is no such thread or process."""
    with suppress(OSError):
        return (task / "stat").read_text().rpartition(")")[2].split()
    return []


def descendants() -> list[int]:
    """List the processes below this one, the dead that nobody has asked for included."""
    found: list[int] = []
    queue = [os.getpid()] if has_children() else []
    while queue:
        with suppress(OSError):
            for task in Path(f"/proc/{queue.pop()}/task").iterdir():
                with suppress(OSError):
                    below = [int(word) for word in (task / "children").read_text().split()]
                    found += below
                    queue += below
    return found


def has_children() -> bool:
    """Whether this process has children, dead ones that nobody has asked for included."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    except AttributeError:  # no waitid here
        return False
    return True


def has_company() -> bool:
    """Whether some process below this one lives, and is none of multiprocessing's helpers."""
    return any(map(_works, descendants()))


def _works(process: int) -> bool:
    with suppress(OSError):
        return not any(helper in Path(f"/proc/{process}/cmdline").read_bytes() for helper in HELPERS) and alive(process)
    return False


def alive(process: int) -> bool:
    """Whether a process has not ended yet."""
    return _stat(Path("/proc", str(process)))[:1] not in ([], ["Z"], ["X"])

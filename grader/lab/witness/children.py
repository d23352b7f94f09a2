"""Threads and processes at the moment when a program is over: what is about to end by itself is waited for, and isn't left behind."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

from grader.lab.clock import real
from grader.lab.threads import kernel
from grader.lab.threads.scheduler import all_schedulers

WATCHER = "asyncio-waitpid-"
"""How asyncio calls the threads that each wait for the end of one process."""
LAST_MOMENTS = 5.0 if kernel.AVAILABLE else 0.2
"""Real seconds, at most, for the thread of a process that has ended to end, too."""


def wait_for_the_dying() -> None:
    """Wait until all threads and processes have ended, sleep, or compute on and on; then for asyncio's watchers of the ended."""
    for scheduler in list(all_schedulers):
        scheduler.let_others_settle(below=True)
    for thread, process in watchers().items():
        if not kernel.alive(process):
            real.thread_join(thread, LAST_MOMENTS)


def left(loop: Any) -> int:
    """Count the processes that a loop has started and that are alive."""
    return sum(map(_lives, list(getattr(loop, "_children", ()))))


def _lives(child: asyncio.SubprocessTransport) -> bool:
    return child.get_returncode() is None and (not kernel.AVAILABLE or kernel.alive(child.get_pid() or 0))


def watchers() -> dict[threading.Thread, int]:
    """List asyncio's threads that wait for a process, and which."""
    waiting = [(thread, getattr(thread, "_args", None)) for thread in threading.enumerate() if thread.name.startswith(WATCHER)]
    return {thread: args[1] for thread, args in waiting if args is not None}

"""Threads that take no turns: the main one beside a loop's, and those that were started outside any loop. They run in real time."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from grader.lab.threads import kernel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from grader.lab.threads.worker import Worker

_outside: dict[threading.Thread, Callable[[], bool]] = {}


@contextlib.contextmanager
def waiting_outside(still: Callable[[], bool]) -> Iterator[None]:
    """Note that this thread, which takes no turns, waits now in real time; `still` tells whether it does, or is about to go on."""
    me = threading.current_thread()
    _outside[me] = still
    try:
        yield
    finally:
        _outside.pop(me, None)


def main_is_at_work(workers: Iterable[Worker]) -> bool:
    """Whether the main thread, beside the one that drives, does something: perhaps it is about to hand a loop a job."""
    main = threading.main_thread()
    if threading.current_thread() is main or main in (worker.thread for worker in workers):
        return False
    if kernel.AVAILABLE and kernel.call(main.native_id or 0) not in kernel.SLEEPS:
        return False  # the kernel tells when it has settled
    return not _outside.get(main, bool)()


def count(driving: set[int | None]) -> int:
    """Count the threads of the program that take no turns, but for those that run loops."""
    return sum(_is_ordinary(thread) for thread in threading.enumerate() if thread.ident not in driving)


def _is_ordinary(thread: threading.Thread) -> bool:
    """Whether a thread of the program takes no turns: it was started outside any loop, or it is the main one and waits for others."""
    worker: Worker | None = thread.__dict__.get("_lab_worker")
    return thread is threading.main_thread() or (worker is not None and worker.scheduler is None and not worker.parked and not worker.left)

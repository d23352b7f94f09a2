"""A `queue.SimpleQueue` whose wait can be seen. Thread pools hand out their jobs through one."""

from __future__ import annotations

import queue
from collections import deque
from types import GenericAlias
from typing import Any, ClassVar

from grader.lab.threads import patches as threads
from grader.lab.threads.worker import Worker, current_scheduler, mutex, own_worker, worker


class SimpleQueue:
    """The same as the standard library's, for workers, loops that stand still, and ordinary threads.

    A thread that waits here belongs to no loop: with an item it joins the scheduler of whoever put it. So a pool made at import time works
    for any loop, and its idle threads are nobody's.
    """

    __class_getitem__: ClassVar[Any] = classmethod(GenericAlias)

    def __init__(self) -> None:
        self._items: deque[Any] = deque()
        self._waiting: deque[Worker] = deque()

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:  # noqa: ARG002, FBT001, FBT002 - as in the original
        """Put an item into the queue. Never blocks."""
        with mutex:
            self._items.append(item)
            if self._waiting:
                self._waiting.popleft().release()

    def get(self, block: bool = True, timeout: float | None = None) -> Any:  # noqa: FBT001, FBT002
        """Remove and return an item; wait for one, `timeout` virtual seconds at most."""
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if block and not self._items:
            self._wait(timeout)
        with mutex:
            if not self._items:
                raise queue.Empty
            return self._items.popleft()

    def _wait(self, timeout: float | None) -> None:
        loop, scheduler = threads.lab_loop(), current_scheduler()
        if loop is not None:
            loop.stand_still("SimpleQueue.get", timeout, lambda: bool(self._items))
            return
        me = worker() or own_worker() or Worker(None, passing=True)
        while self._rest(me, None if timeout is None or scheduler is None else scheduler.clock.now + timeout, timeout):
            pass

    def _rest(self, me: Worker, until: float | None, timeout: float | None) -> bool:
        """Wait for an item; say whether to try again, because another thread was quicker."""
        with mutex:
            if self._items:
                return False
            me.resting = until is None
            self._waiting.append(me)
            me.prepare(until)
        released = me.pause(timeout if timeout is not None and me.scheduler is None else -1)
        me.resting = False
        with mutex:
            if not released and me in self._waiting:
                self._waiting.remove(me)
        return released and not self._items

    def put_nowait(self, item: Any) -> None:
        """Put an item into the queue."""
        self.put(item)

    def get_nowait(self) -> Any:
        """Remove and return an item, if there is one."""
        return self.get(block=False)

    def empty(self) -> bool:
        """Whether there is no item now."""
        return not self._items

    def qsize(self) -> int:
        """Return the number of items."""
        return len(self._items)

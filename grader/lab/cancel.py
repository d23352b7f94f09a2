"""Suspension points: a layer between a task and its coroutine counts them, and cancels the task at chosen ones.

Two moments a point. *waiting*: cancel() comes while the task is suspended there. *resuming*: what it waits for is done already, and
cancel() comes before the task runs again: the moment at which items get lost and locks stay locked.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Generator
from dataclasses import asdict, dataclass
from types import FrameType
from typing import Any

from grader.lab.frames import is_learners
from grader.lab.who_waits import chain, source_of


@dataclass
class Cancel:
    """One planned cancellation; the rest is filled in when it has come: where (line, source) and when (virtual seconds)."""

    at: int
    moment: str
    line: int | None = None
    time: float | None = None
    source: str = ""
    excused: bool = False


class Suspensions(Coroutine[Any, Any, Any]):
    """The coroutine of the program's own task, with a count of its suspensions and a plan of cancellations."""

    def __init__(self, inner: Coroutine[Any, Any, Any], plan: list[Cancel]) -> None:
        self.inner = inner
        self.plan = plan
        self.count = 0
        self.task: asyncio.Task[Any] | None = None
        self.__qualname__ = getattr(inner, "__qualname__", "program")

    def send(self, value: Any) -> Any:
        """Run on to the next suspension."""
        return self._step(self.inner.send, value)

    def throw(self, *error: Any) -> Any:
        """Run on from an exception to the next suspension."""
        return self._step(self.inner.throw, *error)

    def close(self) -> None:
        """Close the coroutine."""
        self.inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self.inner.__await__()

    def _step(self, step: Callable[..., Any], *args: Any) -> Any:
        future = step(*args)
        self.count += 1
        for cancel in self.plan:
            if cancel.at == self.count:
                self._cancel(cancel, future)
        return future

    def _cancel(self, cancel: Cancel, future: asyncio.Future[Any] | None) -> None:
        task = self.task or asyncio.current_task()
        if task is None:
            return
        loop = task.get_loop()

        def deliver(_: object = None) -> None:
            if not task.done():
                cancel.time = loop.time()
                task.cancel()

        self._place(cancel)
        if cancel.moment == "waiting" or future is None:
            loop.call_soon(deliver)
        else:
            future.add_done_callback(deliver)  # stands before the task's own wake-up, which is added after this step

    def _place(self, cancel: Cancel) -> None:
        frames: list[FrameType] = chain(self.inner)[0]
        mine = [frame for frame in frames if is_learners(frame)]
        if mine:
            cancel.line, cancel.source = mine[-1].f_lineno, source_of(mine[-1])
        cancel.excused = _is_wait_fors(frames, cancel)

    cr_frame = property(lambda self: self.inner.cr_frame)
    cr_await = property(lambda self: self.inner.cr_await)
    cr_running = property(lambda self: self.inner.cr_running)
    cr_code = property(lambda self: self.inner.cr_code)


def _is_wait_fors(frames: list[FrameType], cancel: Cancel) -> bool:
    """Whether CPython 3.11's wait_for goes wrong here (python/cpython#86296, rewritten in 3.12): that is never the learner's fault.

    It loses a cancel that comes with the result, and leaves its task behind when it is cancelled while it waits for that to clean up.
    """
    if sys.version_info >= (3, 12):
        return False
    names = {frame.f_code.co_name for frame in frames if frame.f_code.co_filename.endswith("tasks.py")}
    return "_cancel_and_wait" in names or ("wait_for" in names and cancel.moment == "resuming")


def told(plan: list[Cancel]) -> list[dict[str, Any]]:
    """Tell which of the planned cancellations came, and where."""
    return [asdict(cancel) for cancel in plan]

"""Suspension points: a layer between a task and its coroutine counts them, and cancels the task at chosen ones.

Two moments a point. *waiting*: cancel() comes while the task is suspended there. *resuming*: what it waits for is done already, and
cancel() comes before the task runs again: the moment at which items get lost and locks stay locked. Or a time, wherever the task is then.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine, Generator
from dataclasses import asdict, dataclass
from types import FrameType, MethodType
from typing import Any

from grader.lab import groups
from grader.lab.witness.frames import is_learners
from grader.lab.witness.who_waits import chain, path, source_of


@dataclass
class Cancel:
    """One planned cancellation; the rest is filled in when it has come: where (line, source) and when (virtual seconds).

    after: for the moment "time", when it is to come (virtual seconds); `at` is then filled in, too.
    """

    at: int
    moment: str
    after: float | None = None
    line: int | None = None
    time: float | None = None
    source: str = ""
    excused: bool = False
    swallowed: bool = False  # perhaps, by a TaskGroup


class Suspensions(Coroutine[Any, Any, Any]):
    """The coroutine of the program's own task, with a count of its suspensions and a plan of cancellations."""

    def __init__(self, inner: Coroutine[Any, Any, Any], plan: list[Cancel]) -> None:
        self.inner = inner
        self.plan = plan
        self.count = 0
        groups.came.clear()
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
        if task := self.task or asyncio.current_task():
            self._plan(task, future)
        return future

    def _plan(self, task: asyncio.Task[Any], future: asyncio.Future[Any] | None) -> None:
        for cancel in self.plan:
            if cancel.after is not None:
                if self.count == 1:
                    task.get_loop().call_at(cancel.after, self._deliver_here, task, cancel)
            elif cancel.at == self.count:
                self._cancel(task, cancel, future)

    def _cancel(self, task: asyncio.Task[Any], cancel: Cancel, future: asyncio.Future[Any] | None) -> None:
        self._place(cancel)
        if cancel.moment == "waiting" or future is None:
            task.get_loop().call_soon(self._deliver, task, cancel)
        else:
            future.add_done_callback(
                lambda _: self._deliver(task, cancel)
            )  # stands before the task's own wake-up, which is added after this step

    def _deliver_here(self, task: asyncio.Task[Any], cancel: Cancel) -> None:
        if cancel not in self.plan:  # the program is over
            return
        cancel.at = self.count
        self._place(cancel)
        self._deliver(task, cancel)

    def _deliver(self, task: asyncio.Task[Any], cancel: Cancel) -> None:
        if not task.done() and cancel in self.plan:
            cancel.excused = cancel.excused or _is_a_failing_groups(task, self.inner)
            cancel.time = task.get_loop().time()
            groups.came.append(cancel)
            task.cancel()

    def _place(self, cancel: Cancel) -> None:
        frames: list[FrameType] = chain(self.inner)
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

    It loses a cancel that comes with the result, or where the result was there from the beginning; and it leaves its task behind when it is
    cancelled while it waits for that to clean up.
    """
    if sys.version_info >= (3, 12):
        return False
    asyncios = {frame.f_code.co_name: frame for frame in frames if frame.f_code.co_filename.endswith("tasks.py")}
    if "_cancel_and_wait" in asyncios:
        return True
    return "wait_for" in asyncios and (cancel.moment == "resuming" or asyncios["wait_for"].f_locals["fut"].done())


def _is_a_failing_groups(task: asyncio.Task[Any], awaitable: Any) -> bool:
    """Whether this task is in a TaskGroup that is ending for an exception already: that swallows a cancel (python/cpython#116720).

    Since Python 3.13 it saves the cancel for the next await; which may never come. Ending a group by an exception of one's own is the
    documented way, so this is never the learner's fault. (A group that is ending for a cancel passes that one on.)
    """
    way = path(awaitable)
    # What they hold: their locals, and the __aexit__ of each `async with` that they are in.
    held: list[Any] = [one.__self__ if isinstance(one, MethodType) else one for one in gc.get_referents(*way)]
    groups = [one for one in held if issubclass(type(one), asyncio.TaskGroup) and one._parent_task is task]
    if any(one._aborting and (one._errors or _left_by_failure(one, chain(awaitable))) for one in groups):
        return True
    end = way[-1]
    return isinstance(end, asyncio.Task) and _is_a_failing_groups(end, end.get_coro())


def _left_by_failure(group: asyncio.TaskGroup, frames: list[FrameType]) -> bool:
    """Whether the body of a TaskGroup raised something that is no cancel: its __aexit__ knows."""
    kinds = [frame.f_locals.get("et") for frame in frames if frame.f_locals.get("self") is group]
    return any(isinstance(kind, type) and not issubclass(kind, asyncio.CancelledError) for kind in kinds)


def told(plan: list[Cancel]) -> list[dict[str, Any]]:
    """Tell which of the planned cancellations came, and where."""
    return [{name: value for name, value in asdict(cancel).items() if name not in ("after", "swallowed")} for cancel in plan]


def excuse(plan: list[Cancel]) -> None:
    """Excuse those that a TaskGroup may have swallowed: the program did not end by them."""
    for cancel in plan:
        cancel.excused = cancel.excused or cancel.swallowed

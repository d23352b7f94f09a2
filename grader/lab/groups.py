"""What CPython's TaskGroup does with cancels, which is never the learner's fault (python/cpython#116720).

Until 3.12, a group whose task failed leaves a cancel of its own counted at its parent. And on every Python, a group that was cancelled
and in which a task fails meanwhile raises that failure: the cancel is lost.
"""

from __future__ import annotations

import asyncio
import functools
import sys
from typing import Any, Protocol


class Came(Protocol):
    """A cancel that has come. `swallowed`: whether a group may have lost it."""

    swallowed: bool


came: list[Came] = []
"""The cancels of this play, so far."""


def install() -> None:
    """Watch how tasks of groups end, in all plays of this process."""
    asyncio.TaskGroup._on_task_done = _watched(asyncio.TaskGroup._on_task_done)  # type: ignore[method-assign]


def _watched(stock: Any) -> Any:
    @functools.wraps(stock)
    def on_task_done(group: Any, task: asyncio.Task[Any]) -> None:
        requested, errors = group._parent_cancel_requested, len(group._errors)
        stock(group, task)
        if group._parent_cancel_requested and not requested and sys.version_info < (3, 13):
            group._parent_task.lab_counted = counted(group._parent_task) + 1
        if len(group._errors) > errors:
            for cancel in came:
                cancel.swallowed = True

    return on_task_done


def counted(task: asyncio.Task[Any]) -> int:
    """How many cancels groups have left counted at a task."""
    return int(getattr(task, "lab_counted", 0))

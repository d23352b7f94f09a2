"""Tasks, futures, threads and processes that have a number, and not only an address: so a set of them has the same order in each play.

A set is ordered by the hashes of what is in it, and CPython's are addresses: asyncio.wait, as_completed and TaskGroup would cancel and wake
in an order that is chance, and so would a pool that waits for its threads. Here a hash is a number, drawn when it is first asked for. Tasks
are named by their number, too: CPython's own count goes on from play to play.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import multiprocessing.process
import threading
from collections.abc import Iterator
from typing import Any

_counts: dict[str, Iterator[int]] = {}


def begin() -> None:
    """Count from 1 again, for another play."""
    _counts.update((kind, itertools.count(1)) for kind in ("Task", "other"))


def _number(thing: Any) -> int:
    """Be `__hash__`: the thing's number among its kind."""
    try:
        number: int = thing._lab_number
    except AttributeError:
        number = thing._lab_number = next(_counts["Task" if isinstance(thing, Task) else "other"])
    return number


class Task(asyncio.Task[Any]):
    """A task whose number is drawn when it is made."""

    __hash__ = _number
    _source_traceback: list[Any] | None  # what the stock task keeps and typeshed doesn't tell

    def __init__(self, coro: Any, *, name: str | None = None, **options: Any) -> None:
        number = hash(self)  # first: asyncio puts it into a set
        super().__init__(coro, name=f"Task-{number}" if name is None else name, **options)


class Future(asyncio.Future[Any]):
    """A future."""

    __hash__ = _number


def install() -> None:
    """Number what pools are made of, too; and let asyncio keep the order of the coroutines that it makes a set of."""
    for kind in (Task, Future):  # whoever looks finds nothing strange
        kind.__module__ = kind.__mro__[1].__module__
    for stock in (concurrent.futures.Future, threading.Thread, multiprocessing.process.BaseProcess):
        stock.__hash__ = _number  # type: ignore[assignment]
    asyncio.tasks.set = _in_order  # type: ignore[attr-defined]
    begin()


def _in_order(*things: Any) -> Any:
    """Be `set` in asyncio.tasks: what is there twice counts once; the order stays."""
    return dict.fromkeys(*things).keys() if things else set()

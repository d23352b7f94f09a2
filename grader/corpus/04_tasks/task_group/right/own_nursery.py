# Right: what a task group does, by hand: a failing task cancels its parent, which takes that back.

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    parent = asyncio.current_task()
    told = False

    def ended(task: "asyncio.Task[Any]") -> None:
        nonlocal told
        if not task.cancelled() and task.exception() and not told:
            told = True
            parent.cancel()

    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    for task in tasks.values():
        task.add_done_callback(ended)
    cancelled = None
    try:
        for task in tasks.values():
            await asyncio.wait([task])
    except asyncio.CancelledError as error:
        cancelled = None if told and parent.uncancel() == 0 else error
    told = True
    for task in tasks.values():
        task.cancel()
    while not all(task.done() for task in tasks.values()):
        try:
            await asyncio.wait(tasks.values())
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
    if failures:
        raise BaseExceptionGroup("failed", failures)
    return {url: task.result() for url, task in tasks.items()}

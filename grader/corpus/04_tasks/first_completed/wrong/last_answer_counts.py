# A callback keeps the result of whoever answers last: a loser that answers while it is being cancelled overwrites the winner's.
# fails: The first one that succeeds wins
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


async def settle(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel all, wait for all; a cancel that comes meanwhile is passed on at the end."""
    for task in tasks:
        task.cancel()
    late = None
    while not_done := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(not_done)
        except asyncio.CancelledError as cancel:
            late = cancel
    for task in tasks:
        task.cancelled() or task.exception()
    if late:
        raise late


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    answers: list[Any] = []
    failures: list[Exception] = []
    decided = asyncio.Event()

    def gone(task: asyncio.Task[Any]) -> None:
        if task.cancelled():
            return
        if problem := task.exception():
            failures.append(problem)
        else:
            answers[:] = [task.result()]
        if answers or len(failures) == len(mirrors):
            decided.set()

    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    for task in tasks:
        task.add_done_callback(gone)
    try:
        await decided.wait()
    finally:
        await settle(tasks)
        await asyncio.sleep(0)  # the callbacks of the last ones
    if answers:
        return answers[0]
    raise ExceptionGroup("all failed", failures)

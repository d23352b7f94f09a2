# Right: each of the two writes into a queue how it ended, and the caller reads twice.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    mailbox: asyncio.Queue[tuple[str, Any, Exception | None]] = asyncio.Queue()

    async def report(name: str, step: Step) -> None:
        try:
            await mailbox.put((name, await step(request), None))
        except Exception as failure:
            await mailbox.put((name, None, failure))

    tasks = [asyncio.create_task(report("audit", audit)), asyncio.create_task(report("respond", respond))]
    try:
        ends = [await mailbox.get() for _ in tasks]
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*tasks, return_exceptions=True)
    for _, _, failure in ends:
        if failure:
            raise failure
    return {name: value for name, value, _ in ends}["respond"]

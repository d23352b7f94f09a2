"""An event loop, run by hand: the reference."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


def run_job(job: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run the async function `job` on a new event loop; return what it returns, and leave nothing behind."""
    loop = asyncio.new_event_loop()  # no need to set it as the current one: while it runs, it is
    try:
        return loop.run_until_complete(job())
    finally:  # also for KeyboardInterrupt: it only breaks off run_until_complete, and the loop can run on
        try:
            loop.run_until_complete(_tidy_up())
        finally:
            loop.close()


async def _tidy_up() -> None:
    """End everything else on this loop, in the order in which one may still need the other."""
    loop = asyncio.get_running_loop()
    leftovers = asyncio.all_tasks() - {asyncio.current_task()}  # after an interrupt, the job is one of them
    for task in leftovers:
        task.cancel()
    if leftovers:
        await asyncio.wait(leftovers)  # until they have cleaned up; if one raises, asyncio logs it
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()  # close() alone wouldn't wait for its threads

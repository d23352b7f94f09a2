# Right: a class; done callbacks count down, and a future tells when both are over.

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


class Both:
    """Two coroutines at work at once."""

    def __init__(self, *coroutines: Coroutine[Any, Any, Any]) -> None:
        self.tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
        self.missing = len(self.tasks)
        self.over = asyncio.get_running_loop().create_future()
        for task in self.tasks:
            task.add_done_callback(self._count)

    def _count(self, task: "asyncio.Future[Any]") -> None:
        self.missing -= 1
        if self.missing == 0 and not self.over.done():
            self.over.set_result(None)

    async def wait(self) -> Any:
        try:
            await self.over
        except asyncio.CancelledError:
            await self._stop()
            raise
        return [task.result() for task in self.tasks][-1]

    async def _stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    task.cancel()


async def handle(request: str, audit: Step, respond: Step) -> Any:
    return await Both(audit(request), respond(request)).wait()

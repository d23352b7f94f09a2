# Right: a class with done callbacks and one future; the first failure cancels the others.

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


class All:
    """Many fetches, of which none may fail."""

    def __init__(self, coroutines: dict[str, Coroutine[Any, Any, Any]]) -> None:
        self.failures: list[BaseException] = []
        self.over = asyncio.Event()
        self.running: set[asyncio.Task[Any]] = set()
        self.pages: dict[str, Any] = dict.fromkeys(coroutines)
        for url, coroutine in coroutines.items():
            task = asyncio.create_task(coroutine, name=url)
            task.add_done_callback(self._done)
            self.running.add(task)
        self._look()

    def _look(self) -> None:
        if not self.running:
            self.over.set()

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self.running.discard(task)
        if not task.cancelled():
            if failure := task.exception():
                self.failures.append(failure)
                self.stop()
            else:
                self.pages[task.get_name()] = task.result()
        self._look()

    def stop(self) -> None:
        for task in self.running:
            if not task.cancelling():
                task.cancel()

    async def wait(self) -> dict[str, Any]:
        cancelled = None
        while not self.over.is_set():
            try:
                await self.over.wait()
            except asyncio.CancelledError as error:
                cancelled = error
                self.stop()
        if cancelled:
            raise cancelled
        if self.failures:
            raise BaseExceptionGroup("failed", self.failures)
        return self.pages


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    return await All({url: fetch(url) for url in urls}).wait()

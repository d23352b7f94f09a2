# Right: a supervisor with workers, a mailbox and a condition, used as `async with` inside the generator.
import asyncio
import collections
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any

Download = Callable[[str], Coroutine[Any, Any, Any]]


class Supervisor:
    """Starts the downloads, keeps what is complete, and never leaves a worker behind."""

    def __init__(self, download: Download, urls: Sequence[str]) -> None:
        self.download = download
        self.urls = urls
        self.outbox: collections.deque[tuple[str, Any, Exception | None]] = collections.deque()
        self.news = asyncio.Event()
        self.workers: set[asyncio.Task[None]] = set()
        self.closing = False

    async def __aenter__(self) -> "Supervisor":
        for url in self.urls:
            worker = asyncio.create_task(self.work(url), name=f"download {url}")
            self.workers.add(worker)
            worker.add_done_callback(self.workers.discard)
        return self

    async def work(self, url: str) -> None:
        letter: tuple[str, Any, Exception | None]
        try:
            letter = (url, await self.download(url), None)
        except Exception as problem:
            letter = (url, None, problem)
        self.outbox.append(letter)
        self.news.set()

    async def next_letter(self) -> tuple[str, Any]:
        while not self.outbox:
            self.news.clear()
            await self.news.wait()
        url, result, problem = self.outbox.popleft()
        if problem is not None:
            raise problem
        return url, result

    async def __aexit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.cancel()
        cancels = 0
        while self.workers:
            try:
                await asyncio.wait(self.workers)
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                cancels += 1
        if cancels:
            raise asyncio.CancelledError(f"cancelled {cancels} times while closing")


async def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    async with Supervisor(download, urls) as supervisor:
        for _ in urls:
            yield await supervisor.next_letter()

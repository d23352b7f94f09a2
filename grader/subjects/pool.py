"""The subjects of a run: each kept for its exercise, while each of its plays ends clean. None is ever shared between exercises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Self

from grader.subjects import folders
from grader.subjects.host import Host, Running
from grader.subjects.subject import Subject


class Pool:
    """Gives out subjects. `running`: starts a host. `fresh`: none is used again."""

    def __init__(self, running: Running, *, fresh: bool = False) -> None:
        self._running, self._fresh = running, fresh
        self._stack = AsyncExitStack()
        self._sweeper = ThreadPoolExecutor(1)
        self._host: Host | None = None
        self._starting = asyncio.Lock()
        self._idle: dict[Hashable, list[Subject]] = {}

    async def __aenter__(self) -> Self:
        self._stack.enter_context(self._sweeper)
        return self

    async def __aexit__(self, *error: object) -> None:
        try:
            for exercise in list(self._idle):
                await self.end(exercise)
        finally:
            for subject in [one for idle in self._idle.values() for one in idle]:  # that was cut short: their host ends them
                self._let_go(subject)
            await self._stack.aclose()

    @asynccontextmanager
    async def subject(self, exercise: Hashable) -> AsyncIterator[Subject]:
        """Get a subject for one play: call `keep` when that is over. HostGone: there is none to be had."""
        waiting = self._idle.get(exercise)
        subject = waiting.pop() if waiting else await self._start()
        try:
            yield subject
        except BaseException:
            subject.tree.kill(subject.pid)
            self._let_go(subject)
            raise

    def keep(self, exercise: Hashable, subject: Subject, *, again: bool) -> None:
        """Take a subject back: for another play; or it has ended, and is forgotten."""
        if again and not self._fresh:
            self._idle.setdefault(exercise, []).append(subject)
        else:
            if again:
                subject.tree.kill(subject.pid)
            self._let_go(subject)

    async def end(self, exercise: Hashable) -> None:
        """End the subjects of an exercise, and wait until they are gone."""
        ended = self._idle.pop(exercise, [])
        try:
            await asyncio.gather(*(subject.end() for subject in ended))
        finally:
            for subject in ended:
                self._let_go(subject)

    def _let_go(self, subject: Subject) -> None:
        """Forget a subject, and remove its folder: in a thread, since that can take longer than a play."""
        subject.close()
        try:
            self._sweeper.submit(folders.remove, subject.outer)
        except RuntimeError:  # all is being broken off, and the thread is gone already
            folders.remove(subject.outer)

    async def _start(self) -> Subject:
        async with self._starting:
            if self._host is None or self._host.gone:
                self._host = await self._stack.enter_async_context(self._running())
            host = self._host
        return await host.start()

"""How many plays take place at once, and which is next."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class Slots:
    """So many plays at once. An exercise whose plays are going on already waits until no other has one to begin.

    So each exercise gets along with one process, which is used again; and the last ones have all processors to themselves.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._going: Counter[Hashable] = Counter()
        self._waiting: list[tuple[Hashable, asyncio.Future[None]]] = []
        self._one = asyncio.Lock()
        self._none: asyncio.Event = asyncio.Event()
        self._closed = False

    @asynccontextmanager
    async def take(self, exercise: Hashable, *, alone: bool = False) -> AsyncIterator[None]:
        """Take a slot; or, alone, all of them: for a play that ended the host."""
        if alone:
            async with self._one, self._all():
                yield
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((exercise, turn))
        self._next()
        try:
            await turn
            yield
        finally:
            self._leave(exercise, turn)

    def _next(self) -> None:
        """Let whoever is next begin; who was cancelled meanwhile waits no more."""
        while self._free and self._waiting and not self._closed:
            exercise, turn = self._waiting.pop(self._first())
            if turn.cancelled():
                continue
            self._free -= 1
            self._going[exercise] += 1
            turn.set_result(None)

    def _first(self) -> int:
        """Find the place of the first whose exercise has the fewest plays going on."""
        best = 0
        for place, (exercise, _) in enumerate(self._waiting):
            if not self._going[exercise]:
                return place
            if self._going[exercise] < self._going[self._waiting[best][0]]:
                best = place
        return best

    def _leave(self, exercise: Hashable, turn: asyncio.Future[None]) -> None:
        """Give a slot back; or, if it never came to that, the place in the queue."""
        if turn.cancelled():
            self._waiting = [one for one in self._waiting if one[1] is not turn]
            return
        self._free += 1
        self._going[exercise] -= 1
        if not self._going[exercise]:
            del self._going[exercise]
        if not self._going:
            self._none.set()
        self._next()

    @asynccontextmanager
    async def _all(self) -> AsyncIterator[None]:
        """Let nobody else begin, and wait until nobody plays."""
        self._closed = True
        try:
            while self._going:
                self._none.clear()
                await self._none.wait()
            yield
        finally:
            self._closed = False
            self._next()

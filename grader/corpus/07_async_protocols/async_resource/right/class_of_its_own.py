# Made of parts: a task that is started before anything can be cancelled, and a wait that starts again.

import asyncio


class Closing:
    def __init__(self, awaitable):
        self.task = asyncio.ensure_future(awaitable)
        self.cancels = 0

    async def wait(self):
        while True:
            try:
                return await asyncio.shield(self.task)
            except asyncio.CancelledError:
                if self.task.done():
                    break
                self.cancels += 1
        self.task.cancelled() or self.task.exception()
        raise asyncio.CancelledError

    async def over(self):
        try:
            result = await self.wait()
        except Exception:
            if self.cancels:
                raise asyncio.CancelledError from None
            raise
        if self.cancels:
            raise asyncio.CancelledError
        return result


class Connection:
    def __init__(self, open_, close):
        self._open, self._close = open_, close
        self._connections = []

    async def __aenter__(self):
        self._connections.append(await self._open())
        return self._connections[-1]

    async def __aexit__(self, *_):
        await Closing(self._close(self._connections.pop())).over()

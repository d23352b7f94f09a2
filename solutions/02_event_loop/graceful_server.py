"""A server that stops gracefully: the reference."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

Handle = Callable[[str], Awaitable[str]]
OnReady = Callable[[asyncio.AbstractEventLoop, int], object]


class Clients:
    """All clients of one server, and which of them wait for nothing but their own next line."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.idle: set[asyncio.StreamWriter] = set()
        self.stopping = False

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer a client's lines until it, or the server, has had enough."""
        try:
            while not self.stopping:
                self.idle.add(writer)
                line = await reader.readline()
                self.idle.discard(writer)
                if not line or self.stopping:
                    break
                answer = await self.handle(line.decode().removesuffix("\n"))
                writer.write(f"{answer}\n".encode())
                await writer.drain()
        except ConnectionError:
            pass  # a client may be gone at any time
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def end(self) -> None:
        """Hang up on those who say nothing; wait for those who are being served."""
        self.stopping = True
        for writer in self.idle:
            writer.close()  # so its readline() ends
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others)


def serve(handle: Handle, on_ready: OnReady) -> None:
    """Answer lines over TCP, on a loop of its own, until that is stopped; then shut down gracefully."""
    clients = Clients(handle)
    loop = asyncio.new_event_loop()
    try:
        server = loop.run_until_complete(asyncio.start_server(clients.talk, "127.0.0.1", 0))
        on_ready(loop, server.sockets[0].getsockname()[1])
        with contextlib.suppress(KeyboardInterrupt):
            loop.run_forever()
        server.close()  # takes nobody new. (wait_closed() closes nothing, and there is nothing more to wait for here.)
        loop.run_until_complete(clients.end())  # stop() has only paused the loop: it can run on
    finally:
        loop.close()

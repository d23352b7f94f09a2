"""A server that stops gracefully: the reference."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

Handle = Callable[[str], Awaitable[str]]
OnReady = Callable[[asyncio.AbstractEventLoop, int], object]


class Connections:
    """All clients of one server, and who of them waits for a line."""

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.all: set[asyncio.Task[None]] = set()
        self.idle: set[asyncio.Task[bytes]] = set()
        self.stopping = False

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a new client in a task that we know, and keep alive, ourselves."""
        task = asyncio.get_running_loop().create_task(self.talk(reader, writer))
        self.all.add(task)
        task.add_done_callback(self.all.discard)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer a client's lines until it, or the server, has had enough."""
        with contextlib.suppress(ConnectionError):  # a client may be gone at any time
            while line := await self.next_line(reader):
                answer = await self.handle(line.decode().rstrip("\n"))
                writer.write(f"{answer}\n".encode())
                await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def next_line(self, reader: asyncio.StreamReader) -> bytes:
        """Wait for a line: the one place where a stop may interrupt a client. Nothing: there are no more."""
        if self.stopping:
            return b""
        reading = asyncio.ensure_future(reader.readline())
        self.idle.add(reading)
        [line] = await asyncio.gather(reading, return_exceptions=True)
        self.idle.discard(reading)
        return line if isinstance(line, bytes) and not self.stopping else b""

    async def end(self, server: asyncio.Server) -> None:
        """Take nobody new; let go of those who wait; wait for those who are being served."""
        server.close()
        self.stopping = True
        for reading in list(self.idle):
            reading.cancel()
        if self.all:
            await asyncio.wait(self.all)
        await server.wait_closed()  # only after close(), and when no connection is left: from 3.12 on it waits for both


def serve(handle: Handle, on_ready: OnReady) -> None:
    """Answer lines over TCP, on a loop of its own, until that is stopped; then shut down gracefully."""
    connections = Connections(handle)
    loop = asyncio.new_event_loop()
    try:
        server = loop.run_until_complete(asyncio.start_server(connections.accept, "127.0.0.1", 0))
        on_ready(loop, server.sockets[0].getsockname()[1])
        with contextlib.suppress(KeyboardInterrupt):
            loop.run_forever()
        loop.run_until_complete(connections.end(server))  # stop() has only paused the loop: it can run on
    finally:
        loop.close()

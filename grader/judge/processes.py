"""Where other processes of a program call: each comes over a socket of its own, and the kernel says which process it is.

Time moves on only when every process that could be at work waits here; so a busy machine changes nothing. Which process took
which item is chance, so a recording says only that it was another one, and how many there were.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from grader.judge.messages import Args, Text
from grader.judge.values import BadMessage
from grader.judge.world import Ends, World

FIRST = 1 << 40  # calls from other processes are numbered from here
LINE = 1 << 20


class ProcessCall(msgspec.Struct, forbid_unknown_fields=True):
    """What another process asks."""

    probe: Text
    args: Args
    pid: int


class Desk:
    """Holds the calls of other processes until their virtual time is over."""

    def __init__(self, world: World, address: str) -> None:
        self.world, self.address = world, address
        self.callers: set[int] = set()
        self._subject = 0
        self.answered = 0
        self._waiting: dict[int, asyncio.Future[tuple[str, str, str]]] = {}
        self._changed = asyncio.Event()

    def unsettled(self, outside: int, finished: int) -> bool:
        """Whether, of `outside` processes at work, some do not wait here, or an answer has not yet come back to the program."""
        return outside > len(self._waiting) or (outside > 0 and finished < self.answered)

    @asynccontextmanager
    async def open(self, subject: int) -> AsyncIterator[None]:
        """Listen while a play goes on; a scenario without `process` probes needs no desk."""
        if all(probe.kind != "process" for probe in self.world.probes.values()):
            yield
            return
        self._subject = subject
        server = await asyncio.start_unix_server(self._serve, self.address, limit=LINE)
        try:
            yield
        finally:
            server.close()
            for future in self._waiting.values():
                future.cancel()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError, BadMessage, asyncio.CancelledError):
            request = msgspec.json.decode(await reader.readline(), type=ProcessCall)
            answer = await self._hold(request, _peer(writer.get_extra_info("socket")))
            writer.write(msgspec.json.encode(answer) + b"\n")
        writer.close()

    async def _hold(self, request: ProcessCall, pid: int) -> tuple[str, str, str]:
        probe = self.world.probes.get(request.probe)
        if probe is None or probe.kind != "process":
            raise BadMessage("a call of no probe")
        number = FIRST + len(self.world.log)
        where = "another process" if pid != self._subject else "its own process"
        self.world.began(probe, request.args, number=number, item=None, where=where, line=None)
        self.callers.add(pid)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._changed.set()
        return await future

    @property
    def others(self) -> int:
        """How many other processes have called."""
        return len(self.callers - {self._subject})

    async def changed(self) -> None:
        """Wait for the next call."""
        self._changed.clear()
        await self._changed.wait()

    def answer(self, ends: Ends) -> Ends:
        """Answer the calls that wait here; the rest of the ends is for the subject."""
        rest: Ends = []
        for number, *answer in ends:
            future = self._waiting.pop(number, None)
            if future is None:
                rest.append((number, *answer))  # type: ignore[arg-type]
            elif not future.done():
                self.answered += 1
                future.set_result(tuple(answer))  # type: ignore[arg-type]
        return rest


def _peer(sock: Any) -> int:
    """Ask the kernel which process is at the other end (Linux: SO_PEERCRED; elsewhere unknown: 0)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return 0
    credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    pid: int = struct.unpack("3i", credentials)[0]
    return pid

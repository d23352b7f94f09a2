"""One running subject, seen from the judge: the line to it, what it prints, and its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Awaitable, Callable
from typing import IO, Literal, Protocol

LINE = 4 << 20  # bytes of one message
CRASH = 64_000  # bytes of what is read of a crash

Ended = Callable[[], Awaitable["int | None"]]


class Tree(Protocol):
    """What a system tells of processes, and how it ends them: `subjects/tree.py` on Linux, `subjects/portable/tree.py` elsewhere."""

    @property
    def sight(self) -> Literal["all", "some", "none"]:
        """How much is seen: of each thread whether it sleeps, and how often it has run; only how often processes have run; nothing."""

    def kill(self, pid: int, /) -> None:
        """End a process and everything below it."""

    def descendants(self, pid: int, /) -> list[int]:
        """List the living processes below one."""

    def memory(self, pid: int, /) -> int:
        """Tell how many bytes of memory a process has held at most; 0, where that is not known."""

    def asleep(self, pid: int, /) -> tuple[bool, float]:
        """Tell whether every thread of a process sleeps, and how many seconds of processor time it has used."""

    def state(self, pid: int, /) -> str:
        """Tell the state of a process in Linux's letter; empty, where that is not known."""

    def go_on(self, pid: int, /) -> None:
        """Let a process go on, if it was stopped."""

    def quiet(self, pid: int, /, *, whole: bool) -> object | None:
        """See whether a process and all below it sleep: None, or how often each thread has run."""

    def owns(self, pid: int, port: int, /) -> bool:
        """Tell whether a process holds a port of 127.0.0.1; where that can't be seen, its word is taken."""

    def works(self, pid: int, /) -> bool:
        """Tell whether a process is alive, and none of multiprocessing's own helpers."""


class LineTooLong(Exception):  # noqa: N818 - the subject's fault, an outcome
    """There is no end of a line."""


class Subject:
    """A process that acts plays of one exercise.

    output, trace: files that it writes to: what it prints, and where it was at a crash.
    ended: waits for its end; its exit code, or minus a signal; None, where nobody can tell.
    outer: the folder to be removed after it: `folder`, in which it works, or one around that.
    plays: how many it has begun. `began`: how many bytes it had printed before the last of them.
    """

    def __init__(
        self, pid: int, sock: socket.socket, output: IO[bytes], trace: IO[bytes], folder: str, tree: Tree, ended: Ended
    ) -> None:  # fmt: skip
        self.pid, self.folder, self.outer, self.tree, self.plays, self.began = pid, folder, folder, tree, 0, 0
        self._sock, self._output, self._trace, self._ended = sock, output, trace, ended
        self._received = bytearray()
        self._next: asyncio.Future[bytes] | None = None
        self._fault: Exception | None = None
        self._over = False
        sock.setblocking(False)
        asyncio.get_running_loop().add_reader(sock.fileno(), self._readable)

    def begin(self) -> None:
        """Note that a play begins."""
        self.plays += 1
        self.began = self.printed(0, 0)[1]

    # --- the line
    def line(self) -> asyncio.Future[bytes]:
        """Get the next line, as a future: the same one until it is taken by `receive`.

        EOFError: the line is closed. LineTooLong: there is no end of it. Whatever `break_off` was told.
        """
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
            self._look()
        return self._next

    async def receive(self) -> bytes:
        """Take the next line. Raises what `line` raises."""
        line = await self.line()
        self._next = None
        return line

    async def send(self, data: bytes) -> None:
        """Send a line. OSError: nobody reads it."""
        try:
            sent = self._sock.send(data)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            await asyncio.get_running_loop().sock_sendall(self._sock, memoryview(data)[sent:])

    def break_off(self, fault: Exception) -> None:
        """Let whoever waits for a line hear of this instead."""
        self._fault = fault
        self._look()

    @property
    def silent(self) -> bool:
        """Whether nothing has come that was not taken, and nothing went wrong."""
        waiting = self._next is None or not self._next.done()
        return waiting and not (self._received or self._over or self._fault)

    def _readable(self) -> None:
        try:
            data = self._sock.recv(1 << 16)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        except OSError as fault:
            self.break_off(fault)
            return
        self._received += data
        if not data:
            self._over = True
            asyncio.get_running_loop().remove_reader(self._sock.fileno())
        self._look()

    def _look(self) -> None:
        """Give the next line to whoever waits for it, if it is there, or can't come."""
        if self._next is None or self._next.done():
            return
        end = self._received.find(b"\n")
        if self._fault:
            _fail(self._next, self._fault)
        elif end >= 0:
            self._next.set_result(bytes(self._received[:end]))
            del self._received[: end + 1]
        elif len(self._received) > LINE:
            _fail(self._next, LineTooLong())
        elif self._over:
            _fail(self._next, EOFError())

    # --- what it leaves
    def printed(self, since: int, most: int) -> tuple[bytes, int]:
        """Read what was printed after so many bytes, at most so much of it; and how many bytes there are now."""
        return _read(self._output, since, most), os.fstat(self._output.fileno()).st_size

    def crash(self) -> str:
        """Read where it was, when it crashed or was asked."""
        return _read(self._trace, 0, CRASH).decode("utf-8", "replace")

    # --- the end
    async def end(self) -> int | None:
        """Kill its whole tree. Returns its exit code, or minus a signal; None, where nobody can tell."""
        self.tree.kill(self.pid)
        return await self._ended()

    async def gone(self) -> int | None:
        """Wait until it has ended by itself. Returns the same."""
        return await self._ended()

    def close(self) -> None:
        """Let go of its files, once it has ended."""
        if not self._over:
            with contextlib.suppress(RuntimeError):  # the judge's loop is closed already
                asyncio.get_running_loop().remove_reader(self._sock.fileno())
        for file in (self._sock, self._output, self._trace):
            file.close()


def _fail(future: asyncio.Future[bytes], error: Exception) -> None:
    future.set_exception(error)
    future.exception()  # nobody need hear it


def _read(file: IO[bytes], start: int, most: int) -> bytes:
    """Read a part of a file that somebody else may be writing: where a place is shared with the writer, it must not move."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), most, start)
    file.seek(start)
    return file.read(most)

"""Subject processes: asked of the fork server, and ended, each with its whole tree, after every play."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from grader.judge import tree

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; sys.path.insert(0, sys.argv[2]); from grader.lab.server import main; main(int(sys.argv[1]))"
PATIENCE = 60  # real seconds in which a fork server, let go on each second, must answer
KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")  # of the environment; a learner's program gets no more

Awaited = Callable[[], Awaitable[int]]


class ServerGone(Exception):  # noqa: N818 - not an error of the grader: some subject killed its parent
    """The fork server is dead, and every subject with it."""


class Subject:
    """One running subject: the judge's ends of its files, and how it ended."""

    def __init__(self, pid: int, control: socket.socket, output: socket.socket, trace: IO[bytes], ended: Awaited) -> None:
        self.pid, self.control, self.output, self.trace, self._ended = pid, control, output, trace, ended

    async def end(self) -> int | None:
        """Kill its whole tree. Returns its wait status; None, if the server took that with it."""
        tree.kill(self.pid)
        self.control.close()
        self.output.close()
        return await self.gone()

    async def gone(self) -> int | None:
        """Wait until it has ended. Returns its wait status; None, if the server took that with it."""
        with contextlib.suppress(ServerGone):
            return await self._ended()
        return None

    def crash(self) -> str:
        """Read what faulthandler wrote: the stack at a crash, or where the processor limit was reached."""
        self.trace.seek(0)
        text = self.trace.read(64_000).decode("utf-8", "replace")
        self.trace.close()
        return text


class Server:
    """The judge's side of the fork server. Use `running()`."""

    def __init__(self, process: subprocess.Popen[bytes], sock: socket.socket) -> None:
        self._process, self._sock = process, sock
        self._started: list[asyncio.Future[int]] = []
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._reader: asyncio.Task[None] | None = None
        self.gone = False

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Server]:
        """Start a fork server, or take the one that is kept; at the end, end it with everything it forked, unless it is to be kept."""
        server = cls(*(_kept.pop() if _kept else _launched()))
        server._reader = asyncio.create_task(server._read())
        try:
            yield server
        finally:
            if _keeping and not (server.gone or server._started or server._ends):
                _kept.append((server._process, server._sock))
            else:
                _end(server._process, server._sock)  # before anything is awaited: a cancel here must not save it
            server._reader.cancel()
            await asyncio.gather(server._reader, return_exceptions=True)

    async def start(self) -> Subject:
        """Fork a fresh subject. ServerGone: there is no server any more."""
        if self.gone:
            raise ServerGone
        control, their_control = socket.socketpair()
        output, their_output = socket.socketpair()
        trace = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the subject's; closed when it has been read
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._started.append(started)
        with their_control, their_output:
            try:
                socket.send_fds(self._sock, [b"f"], [their_control.fileno(), their_output.fileno(), trace.fileno()])
                pid = await self._answered(started)
            except asyncio.CancelledError:
                started.cancel()
                raise
            except (OSError, ServerGone):
                for file in (control, output, trace):
                    file.close()
                raise ServerGone from None
        for sock in (control, output):
            sock.setblocking(False)
        return Subject(pid, control, output, trace, functools.partial(self._answered, self._ends[pid]))

    async def _answered(self, future: asyncio.Future[int]) -> int:
        """Wait for the server's word. One that a program has stopped is let go on; a silent one is ended. ServerGone: it is gone."""
        for _ in range(PATIENCE):
            if (await asyncio.wait([future], timeout=1))[0]:
                break
            for pid in (self._process.pid, *tree.children(self._process.pid)):
                tree.go_on(pid)
        else:
            self._lose()
        return future.result()

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        self._sock.setblocking(False)
        buffer = b""
        try:
            while data := await loop.sock_recv(self._sock, 4096):
                *lines, buffer = (buffer + data).split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))
        except OSError:
            pass
        finally:
            self._lose()

    def _hear(self, message: dict[str, int]) -> None:
        if pid := message.get("pid"):
            self._ends[pid] = asyncio.get_running_loop().create_future()
            started = self._started.pop(0)
            if started.cancelled():
                tree.kill(pid)
            else:
                started.set_result(pid)
        elif (end := self._ends.pop(message["exited"], None)) and not end.done():
            end.set_result(message["status"])

    def _lose(self) -> None:
        """Take the server for gone: the supervisor is left to adopt what its programs have left."""
        self.gone = True
        for future in [*self._started, *self._ends.values()]:
            if not future.done():
                future.set_exception(ServerGone())
                future.exception()  # nobody need hear it


_keeping = False
_kept: list[tuple[subprocess.Popen[bytes], socket.socket]] = []


@contextlib.contextmanager
def keep_server() -> Iterator[None]:
    """Let all gradings of this process share a fork server, one after the other: to start one takes as long as ten plays."""
    global _keeping  # noqa: PLW0603 - it is a matter of the whole process
    _keeping = True
    try:
        yield
    finally:
        _keeping = False
        while _kept:
            _end(*_kept.pop())


def _launched() -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair()
    with theirs:
        return _launch(theirs), ours


def _end(process: subprocess.Popen[bytes], sock: socket.socket) -> None:
    tree.kill(process.pid)
    process.communicate()  # it is over: its end is noted, and the pipe to it closed
    sock.close()


def _launch(sock: socket.socket) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-P", "-s", "-c", COMMAND, str(sock.fileno()), str(ROOT)],
        pass_fds=[sock.fileno()],
        stdin=subprocess.PIPE,  # nothing is ever written: it ends when the judge does
        stdout=subprocess.DEVNULL,
        # One arena of memory for all threads: each would reserve 64 MB of what a subject may have (mallopt(3)).
        env=kept | {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1", "AWAITLINGS": "1"},
        start_new_session=True,
        process_group=None,
    )


def how_it_died(status: int | None) -> str:
    """Say how a process ended, by its wait status."""
    if status is None:
        return "it ended the grader's own process"
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"

"""The host for Linux and macOS: subjects are forked by a small server, which has the lab imported already."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib
import json
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import IO

from grader.subjects import tree
from grader.subjects.fork.launch import Server, end_waiting, waiting
from grader.subjects.host import HostGone
from grader.subjects.subject import Subject, Tree

PATIENCE = 60  # real seconds in which a server, let go on each second, must answer


class ForkHost:
    """The judge's side of a fork server. Use `running()`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._started: list[asyncio.Future[int]] = []
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._reader: asyncio.Task[None] | None = None
        self.gone = False

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[ForkHost]:
        """Start a fork server, or take one that waits; at the end, end it with everything it forked, unless it is to be kept."""
        host = cls(waiting.pop() if waiting else Server.launch())
        host._reader = asyncio.create_task(host._read())
        try:
            yield host
        finally:
            if _keeping and not (host.gone or host._started or host._ends):
                waiting.append(host._server)
            else:
                host._server.end()  # before anything is awaited: a cancel here must not save it
            host._reader.cancel()
            await asyncio.gather(host._reader, return_exceptions=True)

    async def start(self) -> Subject:
        """Fork a fresh subject. HostGone: there is no server any more. OSError: the system refuses."""
        if self.gone:
            raise HostGone
        with contextlib.ExitStack() as files:
            control, theirs = (files.enter_context(one) for one in socket.socketpair())
            output, trace = files.enter_context(_file()), files.enter_context(_file())
            folder = tempfile.mkdtemp(prefix="play-", dir=self._server.folder)
            pid = await self._fork(theirs, output, trace)
            theirs.close()
            ended = functools.partial(self._code, self._ends[pid])
            subject = Subject(pid, control, output, trace, folder, _seen_by(), ended)
            files.pop_all()
        return subject

    async def _fork(self, control: socket.socket, output: IO[bytes], trace: IO[bytes]) -> int:
        """Ask for a fork that gets these files. Returns its process id. HostGone: there is no server any more."""
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        try:
            socket.send_fds(self._server.sock, [b"f"], [control.fileno(), output.fileno(), trace.fileno()])
        except (ConnectionError, ValueError):  # a line that is closed
            raise HostGone from None
        self._started.append(started)
        try:
            return await self._answered(started)
        except asyncio.CancelledError:
            started.cancel()
            raise

    async def _code(self, end: asyncio.Future[int]) -> int | None:
        """Wait for a subject's end. Returns its exit code, or minus a signal; None, if the server took that with it."""
        with contextlib.suppress(HostGone):
            return os.waitstatus_to_exitcode(await self._answered(end))
        return None

    async def _answered(self, future: asyncio.Future[int]) -> int:
        """Wait for the server's word. One that a program has stopped is let go on; a silent one is ended. HostGone: it is gone."""
        for _ in range(PATIENCE):
            if future.done() or (await asyncio.wait([future], timeout=1))[0]:
                break
            for pid in (self._server.process.pid, *tree.children(self._server.process.pid)):
                tree.go_on(pid)
        else:
            self._lose()
        return future.result()

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        self._server.sock.setblocking(False)
        buffer = b""
        try:
            while data := await loop.sock_recv(self._server.sock, 4096):
                *lines, buffer = (buffer + data).split(b"\n")
                for line in lines:
                    self._hear(json.loads(line))
        except OSError:
            pass
        finally:
            self._lose()

    def _hear(self, message: dict[str, int]) -> None:
        if failed := message.get("failed"):
            if not (started := self._started.pop(0)).cancelled():
                started.set_exception(OSError(failed, os.strerror(failed)))
        elif pid := message.get("pid"):
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
                future.set_exception(HostGone())
                future.exception()  # nobody need hear it


_keeping = False


@contextlib.contextmanager
def keep_server() -> Iterator[None]:
    """Let all runs of this process share a server, one after the other: to start one takes as long as fifty plays."""
    global _keeping  # noqa: PLW0603 - it is a matter of the whole process
    _keeping = True
    try:
        yield
    finally:
        _keeping = False
        end_waiting()


def _file() -> IO[bytes]:
    """Make a file that has no name. In memory, where the system can do that: a full disk is not to be a learner's fault."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("awaitlings"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


@functools.cache
def _seen_by() -> Tree:
    """Get what sees a tree of processes: the kernel's /proc; where there is none, psutil, if it is installed."""
    if tree.sight == "none":
        with contextlib.suppress(ImportError):
            return importlib.import_module("grader.subjects.portable.tree").PortableTree()  # type: ignore[no-any-return]
    return tree


RUNNING = ForkHost.running

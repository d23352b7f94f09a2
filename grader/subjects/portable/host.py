"""The host for any system: interpreters started ahead, that connect over a loopback socket and say a token first.

Nothing here needs fork, Unix sockets or signals. What a subject prints, and where it was at a crash, it writes to files beside its folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.language import say
from grader.subjects import folders
from grader.subjects.fork.launch import KEPT, ROOT
from grader.subjects.limits import Limits
from grader.subjects.portable.tree import PortableTree
from grader.subjects.portable.windows_job import Job, job_of
from grader.subjects.subject import Subject

COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from grader.subjects.portable.main import main; main()"
LOOPBACK = "127.0.0.1"
READY = 2  # interpreters that are kept ready
HELLO = 60.0  # real seconds for whoever connects to say the token
TOKEN = 32  # bytes of it
LOOK = 0.005  # real seconds between looks at whether a process has ended
LIMITS = Limits()


class NotStartedError(OSError):
    """An interpreter that was started did not come to be a subject."""


@dataclass
class Starting:
    """An interpreter that was started: `connected` becomes its line, once it is ready."""

    process: subprocess.Popen[bytes]
    folder: Path
    job: Job | None
    connected: asyncio.Future[socket.socket]

    def kill(self) -> None:
        """End it, and whatever it has started."""
        PortableTree(self.job).kill(self.process.pid)
        self.process.wait()
        if self.job:
            self.job.close()


class PortableHost:
    """Starts interpreters. Use `running()`."""

    gone = False

    def __init__(self, folder: str, listener: socket.socket) -> None:
        self._folder, self._listener = folder, listener
        self._ready: list[Starting] = []
        self._ungiven: list[Starting] = []  # whose line is ours to close
        self._all: list[Starting] = []
        self._tokens: dict[bytes, Starting] = {}
        self._callers: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[PortableHost]:
        """Begin to start interpreters; at the end, end them all with everything they started."""
        with socket.create_server((LOOPBACK, 0), backlog=100) as listener:
            listener.setblocking(False)
            host = cls(folders.make(), listener)
            asyncio.get_running_loop().add_reader(listener.fileno(), host._accept)
            try:
                host._get_ready()
                yield host
            finally:
                asyncio.get_running_loop().remove_reader(listener.fileno())
                host._end()  # before anything is awaited: a cancel here must not save them
                await _cut_short(set(host._callers))
                host._hang_up()  # last: who was just being heard may have been taken for one of ours

    async def start(self) -> Subject:
        """Give out an interpreter as a fresh subject. NotStartedError: there is none to be had. OSError: the system refuses."""
        self._get_ready()
        starting = self._ready.pop(0)
        self._get_ready()
        control = await self._connected(starting)
        inside = starting.folder / "play"
        inside.mkdir()
        with contextlib.ExitStack() as files:
            output, trace = (files.enter_context((starting.folder / name).open("rb", buffering=0)) for name in ("output", "trace"))
            ended, tree = functools.partial(self._ended, starting), PortableTree(starting.job)
            subject = Subject(starting.process.pid, control, output, trace, str(inside), tree, ended)
            subject.outer = str(starting.folder)
            self._ungiven.remove(starting)
            files.pop_all()
        return subject

    def _get_ready(self) -> None:
        while len(self._ready) < READY:
            self._ready.append(self._start())

    def _start(self) -> Starting:
        """Start an interpreter, and tell it where to call. OSError: the system refuses."""
        folder, token = Path(tempfile.mkdtemp(prefix="subject-", dir=self._folder)), secrets.token_hex(TOKEN // 2)
        (folder / "trace").touch()
        with (folder / "output").open("ab") as output:
            process = _launch(output)
        starting = Starting(process, folder, None, asyncio.get_running_loop().create_future())
        self._all.append(starting)
        self._ungiven.append(starting)
        self._tokens[token.encode()] = starting
        starting.job = job_of(process, processes=LIMITS.processes + 5, memory=LIMITS.memory * 2)
        _tell(process, port=self._listener.getsockname()[1], token=token, trace=str(folder / "trace"))
        return starting

    async def _connected(self, starting: Starting) -> socket.socket:
        """Wait until it is ready. NotStartedError: it has ended before."""
        while not starting.connected.done():
            await asyncio.wait([starting.connected], timeout=0.1)
            if starting.process.poll() is not None and not starting.connected.done():
                said = (starting.folder / "output").read_text("utf-8", "replace").strip().rpartition("\n")[2]
                values = {"code": starting.process.returncode, "said": said}
                raise NotStartedError(say("Python ended before it could act a program (exit code {code}): {said}", **values))
        return starting.connected.result()

    async def _ended(self, starting: Starting) -> int | None:
        """Wait for the end of a process. Returns its exit code, or minus a signal."""
        while (code := starting.process.poll()) is None:  # noqa: ASYNC110 - no event tells of it on every system
            await asyncio.sleep(LOOK)
        if starting.job:
            starting.job.close()
        if starting in self._all:
            self._all.remove(starting)
        return code

    # --- who connects
    def _accept(self) -> None:
        """Hear whoever calls. A call that is cut short, perhaps before it was heard at all, is hung up on."""
        with contextlib.suppress(BlockingIOError, ConnectionError):
            sock, _ = self._listener.accept()
            caller = asyncio.create_task(self._hear(sock))
            self._callers.add(caller)
            caller.add_done_callback(self._callers.discard)
            caller.add_done_callback(lambda task: sock.close() if task.cancelled() else None)

    async def _hear(self, sock: socket.socket) -> None:
        """Hear the token: whoever doesn't know it is none of ours."""
        starting = None
        with contextlib.suppress(OSError, TimeoutError):
            sock.setblocking(False)
            starting = self._tokens.pop(await asyncio.wait_for(_token(sock), HELLO), None)
        if starting is None or starting.connected.done():
            sock.close()
        else:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            starting.connected.set_result(sock)

    def _end(self) -> None:
        for starting in self._all:
            starting.kill()
        folders.remove(self._folder)

    def _hang_up(self) -> None:
        for starting in self._ungiven:
            if starting.connected.done():
                starting.connected.result().close()


async def _cut_short(hearing: set[asyncio.Task[None]]) -> None:
    """End these tasks, and wait until they are over."""
    for one in hearing:
        one.cancel()
    if hearing:
        await asyncio.wait(hearing)


async def _token(sock: socket.socket) -> bytes:
    """Read the first line: so many bytes, and its end. What is longer, or no line, is no token."""
    loop, said = asyncio.get_running_loop(), b""
    while len(said) <= TOKEN and (data := await loop.sock_recv(sock, TOKEN + 1 - len(said))):
        said += data
    return said[:-1] if said.endswith(b"\n") else b""


def _launch(output: Any) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
    ours = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1", "AWAITLINGS": "1"}
    executable, more = python()
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [executable, "-P", "-s", "-c", COMMAND, str(ROOT)],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=kept | ours | more,
        start_new_session=True,  # Ctrl-C is for the judge (Windows: the flags)
        creationflags=flags,
    )


def _tell(process: subprocess.Popen[bytes], **told: object) -> None:
    """Write a process its one line of input."""
    assert process.stdin is not None  # noqa: S101 - see _launch
    with contextlib.suppress(OSError), process.stdin as line:  # it may be over already
        line.write(json.dumps(told).encode() + b"\n")


def python() -> tuple[str, dict[str, str]]:
    """Tell which interpreter to start, and with what in its environment.

    On Windows, that of a virtual environment only starts another one: the process would be one that we don't know (as in
    multiprocessing.popen_spawn_win32).
    """
    base = getattr(sys, "_base_executable", sys.executable)
    if sys.platform == "win32" and base != sys.executable:
        return base, {"__PYVENV_LAUNCHER__": sys.executable}
    return sys.executable, {}


RUNNING = PortableHost.running

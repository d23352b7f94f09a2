"""The processes of gradings: each the head of a tree, that ends as a whole when its grading is over, however that comes.

The supervisor adopts what has left its tree (Linux), and ends it; if the supervisor itself is killed, every grader is too (see tied.py),
and each takes its programs along.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.judge import tree

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
TIED = Path(__file__).with_name("tied.py")
GRACE = 15.0  # real seconds for a grader that is interrupted to write down what it has
KEPT = 16_000  # bytes of output, of its beginning and of its end
SWEEPS = 100  # rounds in which what is left behind is ended


@dataclass(frozen=True)
class Ended:
    """How a grader ended. `code`: its exit code, or minus a signal. `late`: it was not over in time, and was interrupted."""

    code: int
    late: bool
    output: str


class Processes:
    """Starts graders, and sees to it that nothing of them remains. Use `adopting()`."""

    def __init__(self, sweeper: ThreadPoolExecutor) -> None:
        self._sweeper = sweeper
        self._known = set(tree.children(os.getpid()))  # whoever is here already is nothing of ours
        self._starting = asyncio.Lock()

    @classmethod
    @contextmanager
    def adopting(cls) -> Iterator[Processes]:
        """Adopt whatever leaves its tree; at the end, end it."""
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
        with ThreadPoolExecutor(1) as sweeper:
            processes = cls(sweeper)
            try:
                yield processes
            finally:
                processes._sweep()

    async def run(self, words: Sequence[str], cwd: Path, seconds: float) -> Ended:
        """Run a grader: the words after `python`. One that takes longer is interrupted, and then killed. OSError: it can't be started."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with ours, self._folder() as folder:
            async with asyncio.TaskGroup() as group:
                output = group.create_task(_drain(ours))
                with theirs:
                    async with self._running(words, cwd, folder, theirs) as process:
                        late = not await _over(process, seconds)
                        if late:
                            _interrupt(process)
                            await _over(process, GRACE)
                ours.shutdown(socket.SHUT_RD)  # nobody is left to write; whoever still could is not waited for
        return Ended(process.returncode or 0, late, output.result())

    @asynccontextmanager
    async def _running(self, words: Sequence[str], cwd: Path, folder: str, output: socket.socket) -> AsyncIterator[Process]:
        """Start a grader; at the end, end it with everything below it."""
        tied = [sys.executable, "-I", "-S", str(TIED), str(os.getpid()), sys.executable, *words]
        env = {**os.environ, "TMPDIR": folder}
        async with self._starting:
            process = await asyncio.create_subprocess_exec(
                *tied, cwd=cwd, env=env, stdin=DEVNULL, stdout=output.fileno(), stderr=STDOUT, start_new_session=True
            )
            self._known.add(process.pid)
        try:
            yield process
        finally:
            if process.returncode is None:
                tree.kill(process.pid)  # before anything is awaited: a cancel here must not save it
            await process.wait()
            async with self._starting:  # one that has just been started is known by now
                self._known.remove(process.pid)
                self._sweep()

    def _sweep(self) -> None:
        """End and bury what gradings have left behind; what that orphans is adopted here, and found in the next round."""
        for _ in range(SWEEPS):
            strays = set(tree.children(os.getpid())) - self._known
            if not strays:
                break
            for pid in strays:
                tree.kill(pid)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            time.sleep(0.001)

    @contextmanager
    def _folder(self) -> Iterator[str]:
        """Make a folder for its temporary files; what is in it then, of a killed grader perhaps, is removed in the background."""
        folder = tempfile.mkdtemp(prefix="grade-")
        try:
            yield folder
        finally:
            self._sweeper.submit(shutil.rmtree, folder, ignore_errors=True)


async def _over(process: Process, seconds: float) -> bool:
    """Wait for the end of a process, but no longer than that. Returns whether it has ended."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await process.wait()
            return True
    return False


def _interrupt(process: Process) -> None:
    """Let a grader write down what it has, as at Ctrl-C; a program could have stopped it."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
        tree.go_on(process.pid)


async def _drain(output: socket.socket) -> str:
    """Read what is printed to its end; keep the beginning and the end."""
    loop = asyncio.get_running_loop()
    head, tail, total = bytearray(), b"", 0
    while data := await loop.sock_recv(output, 1 << 16):
        total += len(data)
        head += data[: KEPT - len(head)]
        tail = (tail + data)[-KEPT:]
    rest = max(0, total - len(head))
    left_out = rest - len(tail)
    between = f"\n… ({left_out:,} bytes are left out)\n".encode() if left_out > 0 else b""
    return (bytes(head) + between + (tail[-rest:] if rest else b"")).decode("utf-8", "backslashreplace")

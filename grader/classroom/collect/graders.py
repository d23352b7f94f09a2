"""The graders of a batch: processes that live on from one submission to the next, each the head of a tree that ends as a whole.

After any fault a grader is ended with its tree, and another takes its place. The supervisor adopts what has left its tree (Linux), and
ends it; if the supervisor itself is killed, every grader is too (see tied.py), and each takes its programs along.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.classroom.collect.output import Output
from grader.cli.ending import TRACEBACK
from grader.subjects import tree

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
TIED = Path(__file__).with_name("tied.py")
GRACE = 15.0  # real seconds for a grader that is interrupted to write down what it has
SWEEPS = 100  # rounds in which what is left behind is ended


@dataclass(frozen=True)
class Ended:
    """How a grading ended. `code`: 0, or the exit code of a grader that ended over it, or minus a signal. `late`: it took too long."""

    code: int
    late: bool
    output: str


class GivesJobs(Protocol):
    """Gives jobs to graders: to processes here, or to a cluster."""

    async def grade(self, words: Sequence[str], cwd: Path, job: Mapping[str, str], seconds: float) -> Ended:
        """Let one do a job. OSError: it can't be."""

    async def end_idle(self) -> None:
        """End those that have nothing to do."""


class Resident:
    """One grader that lives on."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._output = Output(process.stderr)

    async def grade(self, job: Mapping[str, str], seconds: float) -> Ended:
        """Let it do a job. One that takes longer is interrupted: it is to write down what it has."""
        self._output.begin()
        late = not await self._done(job, seconds)
        if late:
            self.interrupt()
            await self._ended(GRACE)
        if self.over:
            await self._output.end()
        return Ended(self.process.returncode or 0, late, self._output.text())

    async def _done(self, job: Mapping[str, str], seconds: float) -> bool:
        """Wait for its answer, or its end, but no longer than that."""
        assert self.process.stdin  # noqa: S101 - for mypy: both are pipes
        assert self.process.stdout  # noqa: S101
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                with contextlib.suppress(ConnectionError):
                    self.process.stdin.write(json.dumps(job).encode() + b"\n")
                    await self.process.stdin.drain()
                answered = await self.process.stdout.readline()
                if not answered or json.loads(answered)["interrupted"]:
                    await self.process.wait()
                return True
        return False

    async def _ended(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.process.wait()

    def interrupt(self) -> None:
        """Let it write down what it has, as at Ctrl-C; a program could have stopped it."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
            tree.go_on(self.process.pid)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.process.returncode is not None

    async def end(self) -> None:
        """End it with everything below it."""
        if not self.over:
            tree.kill(self.process.pid)  # before anything is awaited: a cancel here must not save it
        await self.process.wait()
        await self._output.end()


class Graders:
    """Gives jobs to graders, and sees to it that nothing of them remains. Use `adopting()`."""

    def __init__(self, sweeper: ThreadPoolExecutor) -> None:
        self._sweeper = sweeper
        self._known = set(tree.children(os.getpid()))  # whoever is here already is nothing of ours
        self._starting = asyncio.Lock()
        self._idle: list[tuple[Resident, AsyncExitStack]] = []

    @classmethod
    @contextmanager
    def adopting(cls) -> Iterator[Graders]:
        """Adopt whatever leaves its tree; at the end, end it."""
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
        with ThreadPoolExecutor(1) as sweeper:
            graders = cls(sweeper)
            try:
                yield graders
            finally:
                graders._sweep()

    async def grade(self, words: Sequence[str], cwd: Path, job: Mapping[str, str], seconds: float) -> Ended:
        """Let a grader do a job: one that is idle, or a new one, by the words after `python`. OSError: it can't be started."""
        grader, stack = self._idle.pop() if self._idle else await self._start(words, cwd)
        try:
            ended = await grader.grade(job, seconds)
        except BaseException:
            await stack.aclose()
            raise
        if ended.code or ended.late or grader.over:
            await stack.aclose()
        else:
            self._idle.append((grader, stack))
        return ended

    async def end_idle(self) -> None:
        """End those that have nothing to do."""
        while self._idle:
            await self._idle.pop()[1].aclose()

    async def _start(self, words: Sequence[str], cwd: Path) -> tuple[Resident, AsyncExitStack]:
        stack = AsyncExitStack()
        return await stack.enter_async_context(self._running(words, cwd)), stack

    @asynccontextmanager
    async def _running(self, words: Sequence[str], cwd: Path) -> AsyncIterator[Resident]:
        """Start a grader; at the end, end it with everything below it."""
        python = [sys.executable, "-X", "utf8"]  # so that what passes between the two doesn't depend on anybody's locale
        tied = [*python, "-I", "-S", str(TIED), str(os.getpid()), *python, *words]
        with self._folder() as folder:
            env = {**os.environ, "TMPDIR": folder, "PYTHONIOENCODING": "utf-8", TRACEBACK: "1"}
            async with self._starting:
                process = await asyncio.create_subprocess_exec(
                    *tied, cwd=cwd, env=env, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
                )
                self._known.add(process.pid)
            grader = Resident(process)
            try:
                yield grader
            finally:
                await grader.end()
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

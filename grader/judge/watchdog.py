"""The limits of a play, watched from outside. They end programs that never would; they never judge how fast one is.

Real time is no evidence on a busy machine, so a program is not ended for taking long, but for sleeping: when every thread of
every process of it has slept for a while, used no processor time and said nothing, it waits for something that won't come.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.judge import tree

if TYPE_CHECKING:
    from grader.judge.subjects import Subject

LINUX = sys.platform == "linux"
STEP = 0.1  # real seconds between two looks
GRACE = 0.3  # real seconds for a signalled subject to tell where it is


class Limits(msgspec.Struct, frozen=True):
    """What one play may use. Seconds are real here.

    cpu: of one process. asleep: seconds in which nothing of it ran. wall: for one play, the last resort.
    memory: bytes of one process. output: bytes printed. processes: alive at once.
    """

    cpu: int = 2
    asleep: float = 2.0
    wall: float = 60.0
    memory: int = 1 << 30
    output: int = 4 << 20
    kept: int = 16_000
    processes: int = 40
    files: int = 256
    file_size: int = 16 << 20

    def rlimits(self) -> dict[str, int]:
        """The limits that the kernel holds."""
        return {"cpu": self.cpu, "memory": self.memory, "files": self.files, "file_size": self.file_size}


class Exceeded(Exception):  # noqa: N818 - an outcome of a play
    """A limit was passed: which, and what to say of it."""

    def __init__(self, outcome: Literal["blocked", "busy", "output", "memory", "processes"], message: str) -> None:
        super().__init__(message)
        self.outcome, self.message = outcome, message


class Watchdog:
    """Watches one subject: what it prints, and what it uses."""

    def __init__(self, subject: Subject, limits: Limits) -> None:
        self.subject, self.limits = subject, limits
        self.printed = bytearray()
        self._bytes = 0
        self.heard()

    def heard(self) -> None:
        """A message came: whatever it does, it is not stuck."""
        self._last = time.monotonic()
        self._used = -1

    async def drain(self) -> None:
        """Read what is printed, keep the beginning. Exceeded: there is no end of it."""
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while data := await loop.sock_recv(self.subject.output, 1 << 16):
                self._bytes += len(data)
                self.printed += data[: max(0, self.limits.kept - len(self.printed))]
                if self._bytes > self.limits.output:
                    raise Exceeded("output", f"Your program printed more than {self.limits.output >> 20} MB.")

    def rest(self) -> None:
        """Take what is printed and not yet read, without waiting."""
        with suppress(OSError):
            while len(self.printed) < self.limits.kept and (data := self.subject.output.recv(1 << 16)):
                self.printed += data[: self.limits.kept - len(self.printed)]

    async def watch(self) -> None:
        """Look at the subject's processes now and then. Exceeded: it uses too much, or nothing at all."""
        begun = time.monotonic()
        while True:
            await asyncio.sleep(STEP)
            processes = [self.subject.pid, *tree.descendants(self.subject.pid)]
            self._look_at_use(processes)
            await self._look_at_sleep(processes)
            if time.monotonic() - begun > self.limits.wall:
                await self._locate()
                raise Exceeded("blocked", f"Your program was not over after {self.limits.wall:g} s of real time.")

    def _look_at_use(self, processes: list[int]) -> None:
        if len(processes) > self.limits.processes:
            raise Exceeded("processes", f"Your program had more than {self.limits.processes} processes at once.")
        if any(tree.memory(pid) > self.limits.memory for pid in processes):
            raise Exceeded("memory", f"Your program used more than {self.limits.memory >> 20} MB of memory.")

    async def _look_at_sleep(self, processes: list[int]) -> None:
        looks = [tree.asleep(pid) for pid in processes]
        used = sum(ticks for _, ticks in looks)
        quiet = all(sleeps for sleeps, _ in looks) if LINUX else True
        if not quiet or used != self._used:
            self._last, self._used = time.monotonic(), used
        elif time.monotonic() - self._last > self.limits.asleep:
            await self._locate()
            raise Exceeded("blocked", "Your program waits for something that never comes, outside asyncio.")

    async def _locate(self) -> None:
        """Let the subject write down where it is."""
        if hasattr(signal, "SIGUSR1"):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self.subject.pid, signal.SIGUSR1)
            await asyncio.sleep(GRACE)


def text(printed: bytes | bytearray) -> str:
    """What was printed, safe to show: no control characters but newlines and tabs."""
    shown = bytes(printed).decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in shown)



"""The limits of a play, watched from outside. They end programs that never would; they never judge how fast one is.

Real time is no evidence on a busy machine, so a program is not ended for taking long, but for using too much, or for sleeping: when
at many looks in a row every thread of every process of it was asleep, and between them it used hardly any processor time and said
nothing, it waits for something that won't come. Looks are counted, not seconds: while the judge itself is held up, nothing is held
against a program.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NoReturn

import msgspec

from grader.judge import tree
from grader.judge.values import printable

if TYPE_CHECKING:
    from grader.judge.subjects import Subject

LINUX = sys.platform == "linux"
STEP = 0.1  # real seconds between two looks
GRACE = 0.3  # real seconds for a signalled subject to tell where it is
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100  # a second of processor time, as /proc counts it
BLIND = 5  # times as many looks, where only silence is seen

BUSY = "Your program kept the processor busy without ever letting the event loop run."
USED_UP = "Your program used more than {cpu} s of processor time."
MEMORY = "Your program ran out of memory."
BLOCKED = "Your program waits for something that never comes, outside asyncio."
STOPPED = "Your program stopped its own process, and nobody is there to let it go on."


class Limits(msgspec.Struct, frozen=True):
    """What one play may use. Seconds are real here. The kernel holds wider limits than the judge: so it is the judge that ends, and tells.

    cpu: of one process. asleep: seconds in which nothing of it ran. wall: for one play, the last resort (both are counted in looks).
    memory: bytes of one process. output: bytes printed. processes: alive at once.
    """

    cpu: int = 2
    asleep: float = 2.0
    wall: float = 60.0
    memory: int = 1 << 29
    output: int = 4 << 20
    kept: int = 16_000
    processes: int = 40
    files: int = 256
    file_size: int = 16 << 20

    def rlimits(self) -> dict[str, int]:
        """The limits that the kernel holds. Of memory, it counts what is only set aside too, as for the stacks of threads."""
        return {"cpu": self.cpu + 2, "memory": self.memory * 8, "files": self.files, "file_size": self.file_size}


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
        self.exceeded: Exceeded | None = None
        self._bytes = 0
        self._wall = round(limits.wall / STEP)
        self._asleep = round(limits.asleep / STEP) * (1 if LINUX else BLIND)
        self.heard()

    def heard(self) -> None:
        """A message came: whatever it does, it is not stuck."""
        self._quiet = 0  # looks in a row at which nothing ran
        self._used = 0
        self._since: dict[int, int] = {}  # what each process had used when the last message came

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
        for _ in range(self._wall):
            await asyncio.sleep(STEP)
            processes = [self.subject.pid, *tree.descendants(self.subject.pid)]
            await self._look_at_use(processes)
            await self._look_at_sleep({pid: tree.asleep(pid) for pid in processes})
        await self._exceed("blocked", f"Your program was not over after {self.limits.wall:g} s of real time.")

    async def _look_at_use(self, processes: list[int]) -> None:
        if len(processes) > self.limits.processes:
            await self._exceed("processes", f"Your program had more than {self.limits.processes} processes at once.")
        if any(tree.memory(pid) > self.limits.memory for pid in processes):
            await self._exceed("memory", MEMORY)

    async def _look_at_sleep(self, looks: dict[int, tuple[bool, int]]) -> None:
        for pid, (_, ticks) in looks.items():
            if ticks >= self.limits.cpu * TICKS:
                silent = ticks - self._since.get(pid, ticks) > self.limits.cpu * TICKS / 2
                await self._exceed("busy", BUSY if silent else USED_UP.format(cpu=self.limits.cpu))
            self._since.setdefault(pid, ticks)
        used = sum(ticks for _, ticks in looks.values())
        quiet = all(sleeps for sleeps, _ in looks.values()) if LINUX else True
        state = tree.state(self.subject.pid)
        hardly = used - self._used <= 1  # not none: a loop whose thread is blocked looks around now and then
        self._quiet = self._quiet + 1 if quiet and hardly and state != "Z" else 0  # a dead one: we shall hear of it
        self._used = used
        if self._quiet >= self._asleep:
            await self._exceed("blocked", STOPPED if state == "T" else BLOCKED)

    async def _exceed(self, outcome: Literal["blocked", "busy", "memory", "processes"], message: str) -> NoReturn:
        """End the play: that is settled now, whatever the program does while it writes down where it is."""
        self.exceeded = Exceeded(outcome, message)
        await self._locate()
        raise self.exceeded

    async def _locate(self) -> None:
        """Let the subject write down where it is."""
        if hasattr(signal, "SIGUSR1"):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self.subject.pid, signal.SIGUSR1)
            await asyncio.sleep(GRACE)


def text(printed: bytes | bytearray) -> str:
    """What was printed, safe to show: no control characters but newlines and tabs."""
    return printable(bytes(printed).decode("utf-8", "replace"))

"""The limits of a play, watched from outside. They end programs that never would; they never judge how fast one is.

Real time is no evidence on a busy machine, so a program is not ended for taking long, but for using too much, or for sleeping: when
at many looks in a row every thread of every process of it was asleep, and between them it used hardly any processor time and said
nothing, it waits for something that won't come. Looks are counted, not seconds: while the judge itself is held up, nothing is held
against a program. Most plays are over before the first look.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal, NoReturn

from grader.language import marked, say, translated
from grader.subjects.limits import Limits
from grader.subjects.subject import Subject

STEP = 0.1  # real seconds between two looks
GRACE = 0.3  # real seconds for a signalled subject to tell where it is
HARDLY = 0.015  # seconds of processor time that a program which waits may use: a loop whose thread is blocked looks around now and then
AT_LAST = 10  # a play may last so many times as long as it may say nothing
BLIND = 5  # times as many looks, where only silence is seen

BUSY = marked("Your program kept the processor busy without ever letting the event loop run.")
USED_UP = marked("Your program used more than {cpu} s of processor time.")
MEMORY = marked("Your program ran out of memory.")
OUTPUT = marked("Your program printed more than {output} MB.")
BLOCKED = marked("Your program waits for something that never comes, outside asyncio.")
STOPPED = marked("Your program stopped its own process, and nobody is there to let it go on.")

Outcome = Literal["blocked", "busy", "output", "memory", "processes"]


class Exceeded(Exception):  # noqa: N818 - an outcome of a play
    """A limit was passed: which, and what to say of it."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome, self.message = outcome, message


class Watchdog:
    """Watches one play: what it prints, and what it uses. Use `watching()`."""

    def __init__(self, subject: Subject, limits: Limits, cpu: float = 0.0) -> None:
        self.subject, self.limits, self._tree = subject, limits, subject.tree
        self.exceeded: Exceeded | None = None
        self._before = {subject.pid: cpu}  # seconds of processor time that were used before this play
        self._watching: asyncio.Task[None] | None = None
        self._wall = round(limits.wall / STEP)
        self._asleep = round(limits.asleep / STEP) * (1 if self._tree.sight == "all" else BLIND)
        self.heard()

    def heard(self) -> None:
        """A message came: whatever it does, it is not stuck."""
        self._quiet = self._silent = 0  # looks in a row at which nothing ran; and at all, since then
        self._used = 0.0
        self._since: dict[int, float] = {}  # what each process had used when the last message came

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at the subject now and then. If it uses too much, or does nothing at all, whoever waits for its line hears of it."""
        timer = asyncio.get_running_loop().call_later(STEP, self._begin)
        try:
            yield
        finally:
            timer.cancel()
            if self._watching:
                self._watching.cancel()

    def _begin(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        try:
            for _ in range(AT_LAST * self._wall):
                if self._silent == self._wall:
                    break
                self._silent += 1
                processes = [self.subject.pid, *self._tree.descendants(self.subject.pid)]
                self._look_at_use(processes)
                self._look_at_sleep({pid: self._tree.asleep(pid) for pid in processes})
                await asyncio.sleep(STEP)
            self._give_up()
        except Exceeded as exceeded:
            self.exceeded = exceeded  # that is settled now, whatever the program does while it writes down where it is
            await self._locate()
            self.subject.break_off(exceeded)
        except Exception as fault:  # noqa: BLE001 - a play that nobody watches might never end: this is told as a fault of the machine
            self.subject.break_off(fault)

    def _give_up(self) -> NoReturn:
        raise Exceeded("blocked", say("Your program was not over after {wall:g} s of real time.", wall=self.limits.wall))

    def look_at_output(self, since: int) -> None:
        """Look at what was printed after so many bytes. Exceeded: it is too much."""
        if self.subject.printed(since, 0)[1] - since > self.limits.output:
            raise Exceeded("output", say(OUTPUT, output=self.limits.output >> 20))

    def _look_at_use(self, processes: list[int]) -> None:
        self.look_at_output(self.subject.began)
        if len(processes) > self.limits.processes:
            raise Exceeded("processes", say("Your program had more than {most} processes at once.", most=self.limits.processes))
        if any(self._tree.memory(pid) > self.limits.memory for pid in processes):
            raise Exceeded("memory", translated(MEMORY))

    def _look_at_sleep(self, looks: dict[int, tuple[bool, float]]) -> None:
        for pid, (_, used) in looks.items():
            if used - self._before.get(pid, 0.0) >= self.limits.cpu:
                silent = used - self._since.get(pid, used) > self.limits.cpu / 2
                raise Exceeded("busy", say(BUSY) if silent else say(USED_UP, cpu=self.limits.cpu))
            self._since.setdefault(pid, used)
        used = sum(used for _, used in looks.values())
        quiet = all(sleeps for sleeps, _ in looks.values())
        state = self._tree.state(self.subject.pid)
        hardly = used - self._used <= HARDLY
        self._quiet = self._quiet + 1 if quiet and hardly and state != "Z" else 0  # a dead one: we shall hear of it
        self._used = used
        if self._quiet >= self._asleep:
            raise Exceeded("blocked", translated(STOPPED if state == "T" else BLOCKED))

    async def _locate(self) -> None:
        """Let the subject write down where it is."""
        if hasattr(signal, "SIGUSR1"):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self.subject.pid, signal.SIGUSR1)
            await asyncio.sleep(GRACE)

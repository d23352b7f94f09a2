"""One play: a fresh subject, the exchange with it, its limits, and the recording that comes of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from grader.judge import messages
from grader.judge.clients import Network
from grader.judge.ending import Ending
from grader.judge.intake import Exercise
from grader.judge.messages import BadMessage
from grader.judge.processes import Desk
from grader.judge.recording import Recording
from grader.judge.records import Cancel
from grader.judge.subjects import Server, ServerGone, Subject
from grader.judge.watchdog import Exceeded, Limits, Watchdog, text
from grader.judge.world import Ends, World
from grader.suite import Scenario

LINE = 4 << 20  # bytes of one message
PATIENCE = 5.0  # real seconds that other processes may work before virtual time goes on without them
LOOK = 0.001  # real seconds between two looks at them
STILL = 0.6  # real seconds in which nothing of a program has run, so that it can only wait for the judge


@dataclass(frozen=True)
class Request:
    """What is to be played: a scenario on an exercise, with these parameters, cancelled at these points."""

    exercise: Exercise
    scenario: Scenario
    params: Mapping[str, Any] = field(default_factory=dict)
    cancels: tuple[Cancel, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Played:
    """A recording, and what must not be in one.

    printed: what the program printed.
    excused: whether a cancel came where CPython itself goes wrong.
    killed: whether its process was killed.
    points: how often the program's own task was suspended.
    """

    recording: Recording
    printed: str = ""
    excused: bool = False
    killed: bool = False
    points: int = 0


Last = messages.Done | messages.Stuck | messages.Broken | None


async def play(server: Server, request: Request, sweeper: Executor) -> Played:
    """Play it; `sweeper` removes its folder, which can take longer than a play. ServerGone: the fork server died meanwhile."""
    folder = tempfile.mkdtemp(prefix="play-")
    try:
        return await Stage(server, request, folder).play()
    finally:
        sweeper.submit(shutil.rmtree, folder, ignore_errors=True)


class Stage:
    """Where one play takes place."""

    def __init__(self, server: Server, request: Request, folder: str) -> None:
        self.server, self.request, self.folder = server, request, folder
        self.world = World(request.scenario.probes)
        self.network = Network(self.world)
        self.desk = Desk(self.world, f"{folder}/judge")
        self.buffer = bytearray()
        self.loaded = False  # whether the exercise's file was imported
        self._receiving: asyncio.Task[bytes] | None = None
        self._owed: Ends = []

    async def play(self) -> Played:
        """Start, exchange, end, record."""
        subject = await self.server.start()
        self.watchdog = Watchdog(subject, self.request.limits)
        last: Last = None
        fault: Exceeded | BadMessage | None = None
        try:
            last = await self._watched(subject)
        except* (Exceeded, BadMessage) as group:
            fault = next(leaf for leaf in group.exceptions if isinstance(leaf, Exceeded | BadMessage))
        finally:
            self.watchdog.rest()
            listening = self.network.still_listening()
            status = await asyncio.shield(subject.end())
            self.network.close()
        if self.watchdog.exceeded:
            last, fault = None, self.watchdog.exceeded
        crash = subject.crash()
        if last is None and fault is None and status is None:
            raise ServerGone
        ending = Ending(self, last, fault, status, crash, listening=listening)
        try:
            recording = ending.recording()
        except BadMessage as error:  # its last word holds a value that is none
            recording = Ending(self, None, error, status, crash, listening=listening).recording()
        return Played(recording, text(self.watchdog.printed), ending.excused, ending.killed, ending.points)

    async def _watched(self, subject: Subject) -> Last:
        """Exchange until the end, while limits are watched and the output is read."""
        async with asyncio.TaskGroup() as group:
            watchers = [group.create_task(self.watchdog.drain()), group.create_task(self.watchdog.watch())]
            try:
                with self.desk.open(subject.pid):
                    return await self._exchange(subject)
            finally:
                if self._receiving:
                    self._receiving.cancel()
                for watcher in watchers:
                    watcher.cancel()

    def _start(self) -> dict[str, Any]:
        exercise, limits = self.request.exercise, self.request.limits
        return {
            "suite": str(exercise.suite), "scenario": self.request.scenario.name, "folder": self.folder,
            "file": exercise.file, "module": exercise.name, "source": exercise.source, "params": dict(self.request.params),
            "cancels": [{"at": c.at, "moment": c.moment, "after": c.time if c.moment == "time" else None} for c in self.request.cancels],
            "limits": limits.rlimits(), "processes": self.desk.address,
        }  # fmt: skip

    # --- the exchange
    async def _exchange(self, subject: Subject) -> Last:
        """Answer each message until one is the last; None, where there is none. BadMessage: it is no message of ours."""
        try:
            await self._send(subject, self._start())
            while True:
                message = await self._receive(subject)
                self._hear(message)
                if isinstance(message, messages.Idle):
                    await self._send(subject, await self._reply(subject, message))
                elif isinstance(message, messages.Loaded):
                    self.loaded = True
                elif not isinstance(message, messages.Awake):  # an Idle has one answer, whatever comes after it
                    await self._see_the_end()
                    return message
        except (ConnectionError, EOFError):
            await subject.gone()  # it is about to end; if it has only closed the line, the watchdog finds what else it does
            return None

    def _hear(self, message: messages.Message) -> None:
        for event in message.said:
            if isinstance(event, messages.ServerReady):
                self.network.ready(event)
            else:
                self.world.hear(event)

    async def _reply(self, subject: Subject, idle: messages.Idle) -> dict[str, Any]:
        """Move time on to whatever is next: the program's timer, the end of a call, a client's turn."""
        if self.network.look() or not await self._settled(subject, idle):
            return self._now([])
        times = [time for time in (self.world.upcoming(idle.until), self.network.upcoming()) if time is not None]
        if not times:
            return {"stop": "deadlock"}
        ends = self.world.move(max(self.world.now, min(times)))
        if ends is None:
            return {"stop": "endless"}
        self.network.act()
        return self._now(self.desk.take(ends))

    def _now(self, ends: Ends) -> dict[str, Any]:
        owed, self._owed = self._owed, []
        return {"now": self.world.now, "ended": [*owed, *ends]}

    async def _settled(self, subject: Subject, idle: messages.Idle) -> bool:
        """Wait until every other process of the program waits for us. False: the subject is to look around once more."""
        receiving = self._listen(subject)
        if not self.desk.is_open:
            if idle.outside:
                await asyncio.wait({receiving}, timeout=None if idle.until is None else PATIENCE)
            return not receiving.done()
        while not receiving.done() and (state := self.desk.state(idle.outside)) != "settled":
            if state == "new":
                return False
            await asyncio.wait({receiving}, timeout=LOOK)
        if not self.desk.tell():
            return not receiving.done()
        while self.desk.state(idle.outside) == "busy" and not receiving.done():
            await asyncio.wait({receiving}, timeout=LOOK)
        return False

    async def _go_on_without(self, receiving: asyncio.Task[bytes]) -> None:
        """While the subject's own thread waits for a process, outside asyncio, and says nothing: let time pass for the processes."""
        while not (await asyncio.wait({receiving}, timeout=STILL))[0]:
            if self.desk.state(whole=True) == "settled" and self.desk.waits:
                self.watchdog.heard()
                if not self.desk.tell() and (time := self.world.upcoming(None)) is not None:
                    self._owed += self.desk.take(self.world.move(time) or [])

    async def _see_the_end(self) -> None:
        """Look at what is left of the program, now that it is over: what was sent has come, and who was about to go has gone."""
        while self.network.look():
            pass
        if self.desk.is_open:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rest(), PATIENCE)

    async def _rest(self) -> None:
        while self.desk.state() != "settled":  # noqa: ASYNC110 - no event tells of a process that sleeps
            await asyncio.sleep(LOOK)

    def _listen(self, subject: Subject) -> asyncio.Task[bytes]:
        """Read the next line, in a task that outlives a wait: no line must be lost."""
        if self._receiving is None:
            self._receiving = asyncio.create_task(self._line(subject))
        return self._receiving

    async def _receive(self, subject: Subject) -> messages.AnyMessage:
        receiving = self._listen(subject)
        if self.desk.is_open:
            await self._go_on_without(receiving)
        line = await receiving
        self._receiving = None
        self.watchdog.heard()
        return messages.decode(line)

    async def _line(self, subject: Subject) -> bytes:
        """Read one line. EOFError: the subject is gone. BadMessage: there is no end of the line."""
        while (end := self.buffer.find(b"\n")) < 0:
            if len(self.buffer) > LINE:
                raise BadMessage("a message that is too long")
            data = await asyncio.get_running_loop().sock_recv(subject.control, 1 << 16)
            if not data:
                raise EOFError
            self.buffer += data
        line = bytes(self.buffer[:end])
        del self.buffer[: end + 1]
        return line

    async def _send(self, subject: Subject, reply: dict[str, Any]) -> None:
        await asyncio.get_running_loop().sock_sendall(subject.control, json.dumps(reply).encode() + b"\n")

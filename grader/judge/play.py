"""One play: a fresh subject, the exchange with it, its limits, and the recording that comes of it."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from grader.judge import messages
from grader.judge.clients import Network
from grader.judge.ending import Ending
from grader.judge.intake import Exercise
from grader.judge.messages import BadMessage
from grader.judge.processes import Desk
from grader.judge.recording import Cancel, Recording
from grader.judge.subjects import Server, Subject
from grader.judge.watchdog import Exceeded, Limits, Watchdog, text
from grader.judge.world import Ends, World
from grader.suite import Scenario

LINE = 4 << 20  # bytes of one message
PATIENCE = 5.0  # real seconds that other processes may work before virtual time goes on without them


@dataclass(frozen=True)
class Request:
    """What is to be played: a scenario on an exercise, with these parameters, cancelled at these points."""

    exercise: Exercise
    scenario: Scenario
    params: Mapping[str, Any] = field(default_factory=dict)
    cancels: tuple[Cancel, ...] = ()
    limits: Limits = Limits()


@dataclass(frozen=True)
class Played:
    """A recording, and what must not be in one: what the program printed, and whether a cancel was CPython's own bug."""

    recording: Recording
    printed: str = ""
    excused: bool = False


Last = messages.Done | messages.Stuck | messages.Broken | None


async def play(server: Server, request: Request) -> Played:
    """Play it. ServerGone: the fork server died meanwhile."""
    with ExitStack() as stack:
        folder = tempfile.mkdtemp(prefix="play-")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return await Stage(server, request, folder).play()


class Stage:
    """Where one play takes place."""

    def __init__(self, server: Server, request: Request, folder: str) -> None:
        self.server, self.request, self.folder = server, request, folder
        self.world = World(request.scenario.probes)
        self.network = Network(self.world)
        self.desk = Desk(self.world, f"{folder}/judge")
        self.buffer = bytearray()
        self._receiving: asyncio.Task[bytes] | None = None

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
        played = Ending(self, last, fault, status, subject.crash(), listening)
        return Played(played.recording(), text(self.watchdog.printed), played.excused)

    async def _watched(self, subject: Subject) -> Last:
        """Exchange until the end, while limits are watched and the output is read."""
        async with asyncio.TaskGroup() as group, self.desk.open(subject.pid):
            watchers = [group.create_task(self.watchdog.drain()), group.create_task(self.watchdog.watch())]
            try:
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
            "cancels": [{"at": cancel.at, "moment": cancel.moment} for cancel in self.request.cancels],
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
                elif isinstance(message, messages.Awake):
                    await self._send(subject, self._now([]))
                else:
                    self.network.look()
                    return message
        except (ConnectionError, EOFError):
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
        return self._now(self.desk.answer(ends))

    def _now(self, ends: Ends) -> dict[str, Any]:
        return {"now": self.world.now, "ended": ends}

    async def _settled(self, subject: Subject, idle: messages.Idle) -> bool:
        """Wait until every other process of the program waits for us, or for too long. False: the subject has more to say."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while self.desk.unsettled(idle.outside, idle.finished):
            receiving = self._listen(subject)
            changed = asyncio.ensure_future(self.desk.changed())
            left = deadline - asyncio.get_running_loop().time() if idle.until is not None else None
            await asyncio.wait({receiving, changed}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
            if receiving.done():
                return False
            if left is not None and left <= 0:
                return True
        return True

    def _listen(self, subject: Subject) -> asyncio.Task[bytes]:
        """Read the next line, in a task that outlives a wait: no line must be lost."""
        if self._receiving is None:
            self._receiving = asyncio.create_task(self._line(subject))
        return self._receiving

    async def _receive(self, subject: Subject) -> Any:
        line = await (self._listen(subject) if self._receiving else self._line(subject))
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

"""One play: the exchange with a subject, its limits, and the recording that comes of it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import msgspec

from grader.judge.ending import ABNORMAL, Ending, Evidence, Last, how_it_died
from grader.judge.request import Played, Request
from grader.judge.wire import messages
from grader.judge.wire.messages import BadMessage
from grader.judge.world.clients import Network
from grader.judge.world.process_calls import ProcessCalls
from grader.judge.world.world import Ends, World
from grader.language import say
from grader.recording.wording import printable
from grader.subjects import tree
from grader.subjects.host import HostGone
from grader.subjects.subject import LineTooLong, Subject
from grader.subjects.watchdog import Exceeded, Watchdog

PATIENCE = 5.0  # real seconds that other processes may work before virtual time goes on without them
LOOK = 0.001  # real seconds between two looks at them
STILL = 0.6  # real seconds in which nothing of a program has run, so that it can only wait for the judge

encoder = msgspec.json.Encoder()


class NotSetUp(Exception):  # noqa: N818 - a fault of the machine: it is told with its reason
    """A process for a program could not be set up: no learner code has run in it."""


class Play:
    """One play on a subject. `clean`: whether the subject can act another one."""

    def __init__(self, subject: Subject, request: Request) -> None:
        self.subject, self.request, self.clean = subject, request, False
        self._world = World(request.probes)
        self._network = Network(self._world)
        self._calls = ProcessCalls(self._world, subject)
        self._watchdog = Watchdog(subject, request.limits)
        self._started = subject.plays > 0  # whether its process is set up
        self._loaded: messages.Loaded | None = None
        self._owed: Ends = []

    async def run(self) -> Played:
        """Exchange, end, record. HostGone: the subject's host died meanwhile."""
        self.subject.begin()
        last: Last = None
        fault: Exceeded | BadMessage | None = None
        try:
            with self._watchdog.watching(), self._calls.listening():
                last = await self._exchange()
            self._watchdog.look_at_output(self.subject.began)
        except (Exceeded, BadMessage) as found:
            fault = found
        except LineTooLong:
            fault = BadMessage(say("a message that is too long"))
        finally:
            evidence = await self._end(last, fault)
        if self._watchdog.exceeded:
            evidence.last, evidence.fault = None, self._watchdog.exceeded
        if evidence.last is None and evidence.fault is None and evidence.code is None:
            raise HostGone
        if not self._started:
            raise NotSetUp(self._why_not(evidence.code))
        return self._recorded(evidence)

    async def _end(self, last: Last, fault: Exceeded | BadMessage | None) -> Evidence:
        """End the subject, unless it can act another play; gather what is known."""
        listening = self._network.still_listening()
        self.clean = not (fault or self._watchdog.exceeded or listening) and self._is_clean(last)
        code = None if self.clean else await asyncio.shield(self.subject.end())
        self._network.close()
        crash = "" if self.clean else self.subject.crash()
        last = None if fault else last
        return Evidence(self.request, self._world, self._network, self._calls, self._loaded, last, fault, code, crash, listening)

    def _is_clean(self, last: Last) -> bool:
        """Whether the subject says so, and the judge sees nothing else. After an abnormal end, no process acts again."""
        said = isinstance(last, messages.Done) and last.clean and not (last.failure and last.failure.type in ABNORMAL)
        seen = self._network.connections or self._calls.is_open or not self.subject.silent
        return said and not seen and not self.subject.tree.descendants(self.subject.pid)

    def _recorded(self, evidence: Evidence) -> Played:
        ending = Ending(evidence)
        try:
            recording = ending.recording()
        except BadMessage as error:  # its last word holds a value that is none
            evidence.last, evidence.fault = None, error
            self.clean = False
            recording = Ending(evidence).recording()
        printed, _ = self.subject.printed(self.subject.began, self.request.limits.kept)
        return Played(recording, printable(printed.decode("utf-8", "replace")), ending.excused, ending.killed, ending.points)

    def _why_not(self, code: int | None) -> str:
        """Say why a process could not be set up: what it has printed last, or how it ended."""
        printed, _ = self.subject.printed(self.subject.began, self.request.limits.kept)
        lines = printable(printed.decode("utf-8", "replace")).split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), how_it_died(code))

    def _start(self) -> dict[str, Any]:
        exercise, limits = self.request.exercise, self.request.limits
        return {
            "suite": str(exercise.suite), "scenario": self.request.scenario.name, "world": self.request.world.name,
            "folder": self.subject.folder,
            "file": exercise.file, "module": exercise.name, "source": exercise.source, "params": dict(self.request.params),
            "cancels": [{"at": c.at, "moment": c.moment, "after": c.time if c.moment == "time" else None} for c in self.request.cancels],
            "limits": limits.rlimits(), "box": self.request.box, "processes": self._calls.address,
        }  # fmt: skip

    # --- the exchange
    async def _exchange(self) -> Last:
        """Answer each message until one is the last; None, where there is none. BadMessage: it is no message of ours."""
        try:
            await self._send(self._start())
            while True:
                message = await self._receive()
                self._hear(message)
                if isinstance(message, messages.Idle):
                    await self._send(await self._reply(message))
                elif isinstance(message, messages.Started):
                    self._started = True
                elif isinstance(message, messages.Loaded):
                    self._begin(message)
                elif not isinstance(message, messages.Awake):  # an Idle has one answer, whatever comes after it
                    await self._see_the_end()
                    return message
        except (ConnectionError, EOFError):
            await self.subject.gone()  # it is about to end; if it has only closed the line, the watchdog finds what else it does
            return None

    def _begin(self, message: messages.Loaded) -> None:
        """Let the play begin, once. BadMessage: it has begun; or something was called before."""
        if self._loaded or self._world.log or self._world.notes:
            raise BadMessage(say("a beginning that can't be"))
        self._loaded = message
        self._world.begin_anew()

    def _hear(self, message: messages.Message) -> None:
        self._world.follow(message.at, message.moves)
        for event in message.said:
            if isinstance(event, messages.ServerReady):
                self._network.ready(event)
            else:
                self._world.hear(event)

    async def _reply(self, idle: messages.Idle) -> dict[str, Any]:
        """Move time on to whatever is next: the program's timer, the end of a call, a client's turn."""
        if self._network.look() or not await self._settled(idle):
            return self._now([])
        times = [time for time in (self._world.upcoming(idle.until), self._network.upcoming()) if time is not None]
        if not times and idle.outside and not self._calls.is_open:
            await self._moment(None)  # another process may end, or say something; if none ever does, the watchdog tells
            return self._now([])
        if not times:
            return {"stop": "deadlock"}
        ends = self._world.move(max(self._world.now, min(times)))
        if ends is None:
            return {"stop": "endless"}
        self._network.act()
        return self._now(self._calls.take(ends))

    def _now(self, ends: Ends) -> dict[str, Any]:
        owed, self._owed = self._owed, []
        return {"now": self._world.now, "ended": [*owed, *ends], "free": self._world.free()}

    async def _settled(self, idle: messages.Idle) -> bool:
        """Wait until every other process of the program waits for us. False: the subject is to look around once more."""
        if not self._calls.is_open:
            if idle.outside and tree.sight == "none":  # else the subject itself has seen that all have settled
                await self._moment(PATIENCE)
            return not self._heard
        self._calls.idle()
        while not self._heard and (state := self._calls.state(idle.items, idle.outside)) != "settled":
            if state == "new":
                return False
            await self._moment(LOOK)
        if not self._calls.tell():
            return not self._heard
        while self._calls.state(idle.items, idle.outside) == "busy" and not self._heard:
            await self._moment(LOOK)
        return False

    @property
    def _heard(self) -> bool:
        """Whether the subject has said something that was not taken yet."""
        return self.subject.line().done()

    async def _moment(self, seconds: float | None) -> bool:
        """Wait for the next line, so many real seconds at most. Returns whether it is there."""
        return bool((await asyncio.wait({self.subject.line()}, timeout=seconds))[0])

    async def _go_on_without(self) -> None:
        """While the subject's own thread waits for a process, outside asyncio, and says nothing: let time pass for the processes."""
        while not await self._moment(STILL):
            if self._calls.state(whole=True) == "settled" and self._calls.waits:
                self._watchdog.heard()
                if not self._calls.tell() and (time := self._world.upcoming(None)) is not None:
                    self._owed += self._calls.take(self._world.move(time) or [])

    async def _see_the_end(self) -> None:
        """Look at what is left of the program, now that it is over: what was sent has come, and who was about to go has gone."""
        while self._network.look():
            pass
        if self._calls.is_open:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._rest(), PATIENCE)

    async def _rest(self) -> None:
        while self._calls.state(final=True) != "settled":  # noqa: ASYNC110 - no event tells of a process that sleeps
            await asyncio.sleep(LOOK)

    async def _receive(self) -> messages.AnyMessage:
        if self._calls.is_open:
            await self._go_on_without()
        line = await self.subject.receive()
        self._watchdog.heard()
        return messages.decode(line)

    async def _send(self, reply: dict[str, Any]) -> None:
        await self.subject.send(encoder.encode(reply) + b"\n")

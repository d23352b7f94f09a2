"""The collaborators of a real play: what each call takes, and what comes of it, is decided as the judge does; but the waiting is real."""

from __future__ import annotations

import _thread
import asyncio
import contextlib
import json
import os
import socket
from collections.abc import Awaitable, Callable
from typing import Any

from grader.judge.wire import messages
from grader.judge.world.clients import Network
from grader.judge.world.process_calls import ELSEWHERE
from grader.judge.world.world import World
from grader.lab.probes import process_probe
from grader.lab.probes.ends import unwrap
from grader.lab.wire import values as wire
from grader.suite import Probe
from grader.tests.reality.real_time import CLOCK, real_select, real_sleep

Ended = tuple[str, str, str]
LOOK = 0.0007
"""Real seconds between two looks at the clients' sockets."""


class Stage:
    """What stands around the exercise, in real time. Threads of the program may call it, so it has a lock."""

    def __init__(self, probes: Any, folder: str) -> None:
        self.world = World(probes)
        self.network = Network(self.world)
        self.lock = _thread.RLock()
        self.over = False
        self.end: float | None = None
        self.folder = folder
        self._numbers = iter(range(1, 1 << 30))

    def at_now(self) -> contextlib.AbstractContextManager[Any]:
        """Take the lock, and tell the world what time it is; when the program is over, its time stands still."""
        stack = contextlib.ExitStack()
        stack.enter_context(self.lock)
        self.world.now = CLOCK.now() if self.end is None else self.end
        return stack

    def began(self, name: str, item: int | None, args: tuple[Any, ...], where: str) -> int:
        """Log a call."""
        packed = [wire.pack(arg) for arg in args]
        with self.at_now():
            number = next(self._numbers)
            place: Any = where if where != ELSEWHERE else "thread"
            self.world.hear(messages.CallBegan(number, name, item, packed, place, None))
            if where == ELSEWHERE:
                self.world.open[number].log(where=where)
            return number

    def due(self, number: int) -> float:
        """Tell when a call ends, or its cleanup (virtual seconds)."""
        order = self.world.open[number].order
        return next(time for time, one, _ in self.world.due if one == order)

    def ended(self, number: int) -> Ended:
        """Log the end of a call, or of its cleanup: it was over when it was due, even if the loop was not free to hear of it."""
        with self.at_now():
            self.world.now = min(self.world.now, self.due(number))
            return self.world.end(self.world.open[number])

    def gave_up(self, number: int) -> bool:
        """Log a cancel. Returns whether there is something to clean up."""
        with self.at_now():
            self.world.gave_up(number)
            return self.world.open[number].cleaning

    def handle(self, probe: Probe, name: str) -> Any:
        """Make what the scenario's body gets for a probe."""
        match probe.kind:
            case "call":
                return self._async_call(probe, name, None)
            case "calls":
                return [self._async_call(probe, name, item) for item in range(probe.count)]
            case "blocking":
                return self._blocking_call(name)
            case "process":
                return self._process_call(name)
            case "clients":
                return Clients(self, name)
            case "note":
                return self._note(name)

    def _async_call(self, probe: Probe, name: str, item: int | None) -> Callable[..., Awaitable[Any]]:
        async def job(*args: Any) -> Any:
            asyncio.get_running_loop()  # where there is none, nothing is called
            number = self.began(name, item, args, "loop")
            try:
                ended = await self._until_due(number)
            except (asyncio.CancelledError, GeneratorExit) as error:
                if not self.gave_up(number) or isinstance(error, GeneratorExit):
                    raise
                ended = await self._clean(number)
                if ended[0] == "cleaned":
                    raise
            return unwrap(*ended)

        job.__name__ = job.__qualname__ = probe.name
        return job

    def _until_due(self, number: int) -> asyncio.Future[Ended]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Ended] = loop.create_future()

        def end() -> None:
            if not future.done():
                future.set_result(self.ended(number))

        loop.call_at(self.due(number), end)
        return future

    async def _clean(self, number: int) -> Ended:
        try:
            return await self._until_due(number)
        except BaseException:
            self.gave_up(number)
            raise

    def _blocking_call(self, name: str) -> Callable[..., Any]:
        def blocking(*args: Any) -> Any:
            number = self.began(name, None, args, "loop" if asyncio._get_running_loop() is not None else "thread")
            CLOCK.sleep(self.due(number) - CLOCK.now())
            return unwrap(*self.ended(number))

        blocking.__name__ = blocking.__qualname__ = name
        return blocking

    def _note(self, name: str) -> Callable[..., None]:
        def note(*args: Any) -> None:
            self.noted(name, args)

        note.__name__ = note.__qualname__ = name
        return note

    def noted(self, name: str, args: tuple[Any, ...]) -> None:
        """Log a note."""
        packed = [wire.pack(arg) for arg in args]
        with self.at_now():
            self.world.hear(messages.NoteMade(name, packed))

    # --- other processes
    def _process_call(self, name: str) -> process_probe.ProcessHandle:
        path = f"{self.folder}/judge"
        if not os.path.exists(path):  # noqa: PTH110 - short
            server = socket.socket(socket.AF_UNIX)
            server.bind(path)
            server.listen(100)
            _thread.start_new_thread(self._accept, (server,))
        process_probe._at_home[os.getpid(), name] = self._blocking_call(name)
        return process_probe.ProcessHandle({"path": path, "port": 0, "token": ""}, name)

    def _accept(self, server: socket.socket) -> None:
        while True:
            sock, _ = server.accept()
            _thread.start_new_thread(self._serve, (sock,))

    def _serve(self, sock: socket.socket) -> None:
        """Be the collaborator of one process: it may die meanwhile."""
        with sock, contextlib.suppress(OSError, ValueError):
            said = json.loads(sock.makefile("rb").readline())
            with self.at_now():
                number = next(self._numbers)
                self.world.began(self.world.probes[said["probe"]], said["args"], number=number, item=None, where=ELSEWHERE, line=None)
            if real_select([sock], [], [], CLOCK.span(self.due(number) - CLOCK.now()))[0]:
                self.gave_up(number)
            else:
                sock.sendall(json.dumps(self.ended(number)).encode() + b"\n")

    # --- clients
    def visit(self) -> None:
        """Play the clients until the program is over."""
        while not self.over:
            with self.at_now():
                self.network.act()
                self.network.look()
            real_sleep(LOOK)

    def ready(self, name: str, port: int) -> None:
        """Let the clients' script begin."""
        with self.at_now():
            self.network.ready(messages.ServerReady(name, port))
        _thread.start_new_thread(self.visit, ())


class Clients:
    """The clients, waiting to be told where the server is."""

    def __init__(self, stage: Stage, name: str) -> None:
        self._stage, self._name = stage, name

    def connect(self, port: int) -> None:
        """Let the clients' script begin, now, against this port of 127.0.0.1."""
        if type(port) is not int or not 0 < port < 1 << 16:
            raise ValueError(f"{port!r} is no port to connect to.")
        self._stage.ready(self._name, port)

    def stopping(self) -> None:
        """Note that the server is asked to stop now."""
        self._stage.noted(self._name, ("stop",))

# Right: a Race object with states, and runners that send it messages through a queue, as in Erlang.
import asyncio
import enum
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


class State(enum.Enum):
    RUNNING = enum.auto()
    STOPPING = enum.auto()


class Race:
    def __init__(self, mirrors: Sequence[Mirror]) -> None:
        self.mailbox: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.state = State.RUNNING
        self.failures: list[Exception] = []
        self.outcome: tuple[str, Any] | None = None
        self.alive = len(mirrors)
        self.runners = [asyncio.create_task(self.run(mirror)) for mirror in mirrors]
        for runner in self.runners:
            runner.add_done_callback(lambda _: self.mailbox.put_nowait(("exit", None)))

    async def run(self, mirror: Mirror) -> None:
        try:
            self.mailbox.put_nowait(("won", await mirror()))
        except Exception as problem:
            self.mailbox.put_nowait(("failed", problem))

    def stop(self) -> None:
        if self.state is State.RUNNING:
            self.state = State.STOPPING
            for runner in self.runners:
                runner.cancel()

    async def referee(self) -> Any:
        while self.alive:
            try:
                kind, what = await self.mailbox.get()
            except asyncio.CancelledError as cancel:
                self.outcome = ("cancelled", cancel)
                self.stop()
                continue
            if kind == "exit":
                self.alive -= 1
            elif kind == "won" and self.outcome is None:
                self.outcome = (kind, what)
                self.stop()
            elif kind == "failed":
                self.failures.append(what)
        kind, what = self.outcome or ("lost", ExceptionGroup("every mirror failed", self.failures))
        if kind == "won":
            return what
        raise what


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    return await Race(mirrors).referee()

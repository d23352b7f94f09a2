"""The subject's end of the exchange with the judge (grader/PROTOCOL.md): what was called goes out, time and answers come in."""

from __future__ import annotations

import itertools
import json
import os
import selectors
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from grader.lab.clock.clock import Clock, Deadlock, Idle, Stalled
from grader.lab.threads.scheduler import scheduler_of
from grader.lab.wire import values as wire

Settle = Callable[["Ended"], None]


@dataclass(frozen=True)
class Ended:
    """How the judge ended a call: with an answer, with an exception, or with the end of its cleanup."""

    how: str
    value: str = ""
    type: str = ""


class Link(Clock):
    """The judge's clock, seen from the subject: `advance` is one exchange."""

    exact = True

    def __init__(self, sock: socket.socket, lines: IO[bytes] | None = None) -> None:
        super().__init__()
        self.pid = os.getpid()
        self._sock = sock
        self._lines = lines or sock.makefile("rb")
        self._said: list[dict[str, Any]] = []
        self._open: dict[int, Settle] = {}
        self._ids = itertools.count(1)
        self.polls = True  # its own files, while the judge waits for what is outside; else the judge says when to look at them

    def renewed(self) -> Link:
        """The same line, for another play: with a clock of its own, and nothing said."""
        return Link(self._sock, self._lines)

    def say(self, **event: Any) -> None:
        """Put an event down for the next exchange."""
        self._said.append(event)

    def open(self, settle: Settle, **event: Any) -> int:
        """Say that a call began; `settle` is called in `advance`, once the judge has ended it."""
        number = next(self._ids)
        self._open[number] = settle
        self.say(**event, id=number)
        return number

    def reopen(self, number: int, settle: Settle) -> None:
        """Wait once more for the same call: for the end of its cleanup."""
        self._open[number] = settle

    @property
    def is_quiet(self) -> bool:
        """Whether nobody waits for a call."""
        return not self._open

    def forget(self, number: int) -> None:
        """Nobody waits for this call any more."""
        self._open.pop(number, None)

    def receive(self) -> dict[str, Any]:
        """Wait for the judge's next line. A judge that is gone ends this process."""
        line = self._lines.readline(wire.LINE)
        if not line:
            os._exit(0)
        message: dict[str, Any] = json.loads(line)
        return message

    def send(self, kind: str, **message: Any) -> None:
        """Send a message, with everything that was said since the last one."""
        if os.getpid() != self.pid:
            os._exit(0)  # a fork of the program's own: there is but one on this line
        said, self._said = self._said, []
        wire.send(self._sock, {"kind": kind, "said": said, **message})

    def advance(self, idle: Idle) -> list[Any]:
        """Tell the judge that nothing can run; take the time, and the ends of calls, from its reply.

        Raises:
            Deadlock: the judge, too, knows of nothing that could happen.
            Stalled: the judge has seen enough steps, or enough virtual time.
        """
        items = scheduler_of(self).items()
        self.send("idle", until=idle.until, outside=idle.outside, items=items)
        ready = self._wait_outside(idle, items) if idle.outside and self.polls else []
        reply = self.receive()
        if stop := reply.get("stop"):
            raise (Deadlock if stop == "deadlock" else Stalled)(idle.where())
        self.now = reply["now"]
        for number, how, value, type_ in reply["ended"]:
            if settle := self._open.pop(number, None):
                settle(Ended(how, value, type_))
        return ready

    def _wait_outside(self, idle: Idle, items: int) -> list[Any]:
        """Wait for the judge or for this loop's files, whichever comes first; the judge is told of the latter.

        It is told, too, when there are no longer so many items of pools as it was told: a pool that is shut down gives some up, and wakes
        nobody; and the judge would wait for calls that never come.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self._sock, selectors.EVENT_READ)
            while not selector.select(0):
                if (ready := idle.poll(0.01)) or idle.stirred() or scheduler_of(self).items() != items:
                    self.send("awake")
                    return ready
        return []

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

TIMERS = 20_000
"""Deadlines set in one play after which it counts as endless: so a hundred that poll end as one does, and not at the processor limit."""

Settle = Callable[["Ended"], None]


@dataclass(frozen=True)
class Ended:
    """How the judge ended a call: with an answer, with an exception, or with the end of its cleanup."""

    how: str
    value: str = ""
    type: str = ""


class Link(Clock):
    """The judge's clock, seen from the subject: `advance` is one exchange, or a step that the judge has left to it."""

    exact = True

    def __init__(self, sock: socket.socket, lines: IO[bytes] | None = None) -> None:
        super().__init__()
        self.pid = os.getpid()
        self._sock = sock
        self._lines = lines or sock.makefile("rb")
        self._said: list[dict[str, Any]] = []
        self._open: dict[int, Settle] = {}
        self._ids = itertools.count(1)
        self._free, self._moves_left = 0.0, 0  # before that time, it may take so many steps by itself
        self._moves = 0  # steps it has taken so, since it last said something
        self._timers = 0  # deadlines set
        self.polls = True  # its own files, while the judge waits for what is outside; else the judge says when to look at them

    def stamp(self) -> int:
        """Number a deadline, and keep count."""
        self._timers = super().stamp()
        return self._timers

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
        said, moves = self._said, self._moves
        self._said, self._moves, self._moves_left = [], 0, 0
        wire.send(self._sock, {"kind": kind, "said": said, "at": self.now, "moves": moves, **message})

    def advance(self, idle: Idle) -> list[Any]:
        """Tell the judge that nothing can run; take the time, and the ends of calls, from its reply.

        Raises:
            Deadlock: the judge, too, knows of nothing that could happen.
            Stalled: the judge has seen enough steps, or enough virtual time; or enough deadlines were set.
        """
        if self._timers > TIMERS:
            raise Stalled(idle.where())
        if self._moves_left and not self._said and not idle.outside and idle.until is not None and idle.until < self._free:
            return self._move_alone(idle.until)
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
        self._free, self._moves_left = reply["free"]
        return ready

    def _move_alone(self, until: float) -> list[Any]:
        """Take a step without the judge: nothing of its own happens before that."""
        self._moves_left -= 1
        self._moves += 1
        self.now = max(self.now, until)
        return []

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

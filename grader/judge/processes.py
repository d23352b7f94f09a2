"""Where other processes of a program call: each comes over a socket of its own, and the kernel says which process it is.

Time moves on only when every thread of every process of the program sleeps, and none has run since the program itself last looked
around and found nothing to do: then all of them wait for the judge, however busy the machine is. Which process took which item is
chance, so a recording says only that it was another one; and of calls that end at the same time, the next is told when the one before
has had its effect.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from grader.judge import tree
from grader.judge.messages import Args, BadMessage, Text
from grader.judge.world import MAX_CALLS, Ends, World

FIRST = 1 << 40  # calls from other processes are numbered from here
LINE = 1 << 20
ELSEWHERE = "another process"

LINUX = sys.platform == "linux"
State = Literal["busy", "new", "settled"]


class ProcessCall(msgspec.Struct, forbid_unknown_fields=True):
    """What another process asks."""

    probe: Text
    args: Args
    pid: int


@dataclass
class Caller:
    """A process that has connected, and waits for its answer."""

    sock: socket.socket
    received: bytearray = field(default_factory=bytearray)
    number: int | None = None

    def hear(self) -> bool | None:
        """Read what has come. Returns whether a whole line is there; None: the process is gone."""
        try:
            data = self.sock.recv(1 << 16)
        except BlockingIOError:
            return False
        except OSError:
            return None
        self.received += data
        return self.received.endswith(b"\n") if data and len(self.received) < LINE else None


class Desk:
    """Holds the calls of other processes until their virtual time is over."""

    def __init__(self, world: World, address: str) -> None:
        self.world, self.address = world, address
        self.seen: set[int] = set()  # other processes, whenever all was quiet, and all that called
        self.alive: list[int] = []
        self._subject = 0
        self._server: socket.socket | None = None
        self._callers: list[Caller] = []
        self._answers: Ends = []
        self._trace: tree.Trace | None = None

    @contextmanager
    def open(self, subject: int) -> Iterator[None]:
        """Listen while a play goes on; a scenario without `process` probes needs no desk."""
        if all(probe.kind != "process" for probe in self.world.probes.values()):
            yield
            return
        self._subject = subject
        with socket.socket(socket.AF_UNIX) as self._server:
            self._server.bind(self.address)
            self._server.listen(100)
            self._server.setblocking(False)  # the name is its meaning
            try:
                yield
            finally:
                for caller in self._callers:
                    caller.sock.close()

    @property
    def is_open(self) -> bool:
        """Whether this play has other processes."""
        return self._server is not None

    # --- what they do
    def state(self, outside: int = 0, *, whole: bool = False) -> State:
        """Look at the processes: is one at work; did one run since the last look; or have they settled? `whole`: and the main thread.

        Elsewhere than on Linux, there is only what the subject says: how many items are worked at `outside`.
        """
        if not LINUX:
            self._look()
            return "settled" if len(self._callers) >= outside else "busy"
        before, self._trace = self._trace, tree.quiet(self._subject, whole=whole)
        self._look()
        if self._trace is None:
            return "busy"
        if self._trace != before:
            return "new"
        self.alive = [pid for pid in tree.descendants(self._subject) if tree.works(pid)]
        self.seen.update(self.alive)
        return "settled"

    def _look(self) -> None:
        """Take the calls that have come, and note who is gone."""
        with contextlib.suppress(BlockingIOError):
            while self._server:
                sock, _ = self._server.accept()
                sock.setblocking(False)
                self._callers.append(Caller(sock))
        for caller in list(self._callers):
            self._hear(caller)

    def _hear(self, caller: Caller) -> None:
        whole = caller.hear()
        if whole and caller.number is None:
            with contextlib.suppress(msgspec.MsgspecError, BadMessage):
                caller.number = self._began(msgspec.json.decode(bytes(caller.received), type=ProcessCall), _peer(caller.sock))
        if whole is None or (whole and caller.number is None):
            self._dismiss(caller)

    def _began(self, request: ProcessCall, peer: int) -> int:
        probe = self.world.probes.get(request.probe)
        if probe is None or probe.kind != "process" or len(self.world.log) >= MAX_CALLS:
            raise BadMessage("a call that can't be")
        number = FIRST + len(self.world.log)
        pid = peer or request.pid
        where = ELSEWHERE if pid != self._subject else "its own process"
        self.world.began(probe, request.args, number=number, item=None, where=where, line=None)
        self.seen |= {pid} - {self._subject}
        return number

    def _dismiss(self, caller: Caller) -> None:
        """The process has gone, or talks nonsense: what it computed is given up."""
        self._callers.remove(caller)
        caller.sock.close()
        if caller.number is not None and self.world.open[caller.number].call.get("end") is None:
            self.world.gave_up(caller.number)

    # --- what they are told
    def take(self, ends: Ends) -> Ends:
        """Take the ends that are for other processes, in an order that doesn't depend on them; the rest is for the subject."""
        mine = {caller.number for caller in self._callers}
        self._answers += sorted((end for end in ends if end[0] in mine), key=lambda end: str(self.world.open[end[0]].call["name"]))
        return [end for end in ends if end[0] < FIRST]

    def tell(self) -> bool:
        """Give out the next answer. Returns whether there was one."""
        while self._answers:
            number, *answer = self._answers.pop(0)
            for caller in [one for one in self._callers if one.number == number]:
                self._callers.remove(caller)
                with caller.sock, contextlib.suppress(OSError):
                    caller.sock.sendall(msgspec.json.encode(answer) + b"\n")
                return True
        return False

    @property
    def waits(self) -> bool:
        """Whether some process waits for an answer."""
        return bool(self._callers)


def _peer(sock: Any) -> int:
    """Ask the kernel which process is at the other end (Linux: SO_PEERCRED; elsewhere unknown: 0)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return 0
    credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    pid: int = struct.unpack("3i", credentials)[0]
    return pid

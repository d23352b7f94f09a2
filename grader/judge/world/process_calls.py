"""Where other processes of a program call: each comes over a socket of its own, and the kernel says which process it is.

Time moves on only when all of them have settled (see grader.judge.world.settling), however busy the machine is. Which process took which
item is chance, so a recording says only that it was another one; and of calls that end at the same time, the next is told when the one
before has had its effect.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from grader.judge.wire.messages import Args, BadMessage, Text
from grader.judge.world.settling import Settling, State
from grader.judge.world.world import MAX_CALLS, Ends, World
from grader.language import say
from grader.subjects.subject import Subject

FIRST = 1 << 40  # calls from other processes are numbered from here
LINE = 1 << 20
ELSEWHERE = "another process"
LOOPBACK = "127.0.0.1"
LONGEST = 100  # bytes of a Unix socket's name, that every system can bear
SOL_LOCAL, LOCAL_PEERPID = 0, 2  # sys/un.h of macOS


class ProcessCall(msgspec.Struct, forbid_unknown_fields=True):
    """What another process asks."""

    probe: Text
    args: Args
    pid: int
    token: str = ""


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
        except ConnectionError:
            return None
        self.received += data
        return self.received.endswith(b"\n") if data and len(self.received) < LINE else None


class ProcessCalls:
    """Holds the calls of other processes until their virtual time is over."""

    def __init__(self, world: World, subject: Subject) -> None:
        self.world = world
        self.seen: set[int] = set()  # other processes, whenever all was quiet, and all that called
        self._subject, self._tree, self._path = subject.pid, subject.tree, f"{subject.folder}/judge"
        self._token = ""
        self._server: socket.socket | None = None
        self._callers: list[Caller] = []
        self._answers: Ends = []
        self._settling = Settling(subject, self._asked)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen while a play goes on, if its scenario has `process` probes."""
        if all(probe.kind != "process" for probe in self.world.probes.values()):
            yield
            return
        with self._listen() as self._server:
            self._server.setblocking(False)  # the name is its meaning
            try:
                yield
            finally:
                for caller in self._callers:
                    caller.sock.close()

    def _listen(self) -> socket.socket:
        """Listen on a Unix socket, if there are any, and its name is not too long; else on a port, where a token must be said."""
        if hasattr(socket, "AF_UNIX") and len(os.fsencode(self._path)) <= LONGEST:
            server = socket.socket(socket.AF_UNIX)
            server.bind(self._path)
            server.listen(100)
            return server
        self._token = secrets.token_hex(16)
        return socket.create_server((LOOPBACK, 0), backlog=100)

    @property
    def address(self) -> dict[str, Any]:
        """Where to call: `path`, or `port` and `token`. `seen`: whether the judge sees when the processes have settled."""
        where: dict[str, Any] = {"path": self._path, "port": 0, "token": self._token, "seen": self._tree.sight != "none"}
        if self._server and self._token:
            where |= {"path": "", "port": self._server.getsockname()[1]}
        return where

    @property
    def is_open(self) -> bool:
        """Whether this play has other processes."""
        return self._server is not None

    # --- what they do
    def idle(self) -> None:
        """Note that the subject has found nothing to do."""
        self._settling.idle()

    def state(self, items: int = 0, outside: int = 0, *, whole: bool = False, final: bool = False) -> State:
        """Take the calls that have come, and look at the processes (see `Settling.state`)."""
        state = self._settling.state(items, outside, whole=whole, final=final)
        asked = self._asked()
        self._look()
        if self._asked() > asked and self._tree.sight != "all":
            return "busy"  # it has just come
        if state == "settled":
            self.seen.update(self.alive)
        return state

    @property
    def alive(self) -> list[int]:
        """The other processes, when all was quiet."""
        return self._settling.alive

    @property
    def sees_processes(self) -> bool:
        """Whether the judge sees by itself what is left of them."""
        return self.is_open and self._tree.sight != "none"

    def _asked(self) -> int:
        """Count the calls that wait for an answer; who has only connected is still at work."""
        return sum(caller.number is not None for caller in self._callers)

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
                caller.number = self._began(msgspec.json.decode(bytes(caller.received), type=ProcessCall), caller.sock)
        if whole is None or (whole and caller.number is None):
            self._dismiss(caller)

    def _began(self, request: ProcessCall, sock: socket.socket) -> int:
        probe = self.world.probes.get(request.probe)
        foreign = not secrets.compare_digest(request.token, self._token)
        if foreign or probe is None or probe.kind != "process" or len(self.world.log) >= MAX_CALLS:
            raise BadMessage(say("a call that can't be"))
        number = FIRST + len(self.world.log)
        pid = self._caller(request.pid, sock)
        where = ELSEWHERE if pid != self._subject else "its own process"
        self.world.began(probe, request.args, number=number, item=None, where=where, line=None)
        self.seen |= {pid} - {self._subject}
        return number

    def _caller(self, said: int, sock: socket.socket) -> int:
        """Tell which process is at the other end: the kernel says so, or confirms what the process says; else it is the subject's own."""
        if self._token:
            return said if self._tree.owns(said, sock.getpeername()[1]) else self._subject
        return _peer(sock) or said

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
                with caller.sock, contextlib.suppress(ConnectionError):
                    caller.sock.sendall(msgspec.json.encode(answer) + b"\n")
                return True
        return False

    @property
    def waits(self) -> bool:
        """Whether some process waits for an answer."""
        return self._asked() > 0


def _peer(sock: socket.socket) -> int:
    """Ask the kernel which process is at the other end of a Unix socket; 0: it doesn't tell."""
    if hasattr(socket, "SO_PEERCRED"):
        pid: int = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))[0]
        return pid
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            return int.from_bytes(sock.getsockopt(SOL_LOCAL, LOCAL_PEERPID, 4), sys.byteorder)
    return 0

"""The judge's own TCP clients, for exercises that are servers.

The judge holds the other end of each connection, so it knows, whenever the subject is idle, that nothing is under way: what was
sent over loopback is there at once. No real time is needed, and none is measured.
"""

from __future__ import annotations

import contextlib
import select
import socket
from dataclasses import dataclass, field

from grader.judge.wire.messages import BadMessage, ServerReady
from grader.judge.wire.unpacking import Names, unpack
from grader.judge.world.world import World
from grader.language import say
from grader.recording.events import Reply
from grader.suite import Client

HOST = "127.0.0.1"
KEPT = 64_000  # bytes of what a server sends


@dataclass
class Connection:
    """One client in action."""

    number: int
    script: Client
    at: float
    port: int
    sock: socket.socket | None = None
    connected: float | None = None
    sent: int = 0
    received: bytearray = field(default_factory=bytearray)
    lines: list[tuple[float, str]] = field(default_factory=list)
    left: bool = False
    closed: float | None = None
    refused: bool = False
    reset: bool = False

    def connect(self, now: float) -> None:
        """Connect, and send the first line. On loopback a connection is there, or refused, at once."""
        sock = socket.socket()
        sock.settimeout(1)
        try:
            sock.connect((HOST, self.port))
        except OSError as fault:
            sock.close()
            if not isinstance(fault, ConnectionError | TimeoutError):
                raise  # not the server's doing
            self.refused = True
            return
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock, self.connected = sock, now
        self._send()

    def _send(self) -> None:
        if self.sock and self.sent < len(self.script.sends):
            with contextlib.suppress(ConnectionError, BlockingIOError):
                self.sock.send(self.script.sends[self.sent])
            self.sent += 1

    def look(self, now: float) -> bool:
        """Read what has come, and send what follows it. Returns whether there was anything."""
        if self.sock is None or self.left or self.closed is not None:
            return False
        _acknowledge(self.sock)
        if not select.select([self.sock], [], [], 0)[0]:
            return False
        try:
            data = self.sock.recv(1 << 16)
        except ConnectionError:
            data, self.reset = b"", True
        if data and len(self.received) < KEPT:
            self.received += data
            self._split(now)
        elif not data:
            self.closed = now
        return True

    def _split(self, now: float) -> None:
        *lines, rest = bytes(self.received).split(b"\n")
        self.received[:] = rest
        for line in lines:
            self.lines.append((now, line.decode("utf-8", "replace")[:200]))
            self._send()
        self._leave()

    def _leave(self) -> None:
        if self.sock and self.script.leaves and len(self.lines) >= b"".join(self.script.sends).count(b"\n"):
            self.sock.close()
            self.left = True

    def reply(self, names: Names) -> Reply:
        """What this client saw, as recordings hold it."""
        lines = tuple((time, unpack(line, names)) for time, line in self.lines)
        return Reply(self.number, self.connected, lines, self.closed, self.refused, self.reset)


def _acknowledge(sock: socket.socket) -> None:
    """Let the kernel acknowledge now what has come: until it does (up to 40 ms), it may hold back the next small write of the server."""
    if hasattr(socket, "TCP_QUICKACK"):
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


class Network:
    """All clients of one play."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.connections: list[Connection] = []
        self._stirred = False

    def ready(self, event: ServerReady) -> None:
        """The server listens: let the script begin. BadMessage: there is no such script, or it has begun."""
        probe = self.world.probes.get(event.probe)
        if probe is None or probe.kind != "clients" or self.connections:
            raise BadMessage(say("clients that can't be"))
        now = self.world.now
        self.connections = [Connection(n, client, now + client.at, event.port) for n, client in enumerate(probe.script)]
        self.act()

    def act(self) -> None:
        """Connect the clients whose time has come."""
        for one in self.connections:
            if one.connected is None and not one.refused and one.at <= self.world.now:
                one.connect(self.world.now)
                self._stirred = True

    def look(self) -> bool:
        """Let every client read. Returns whether the server has something new to look at."""
        stirred, self._stirred = self._stirred, False
        return stirred | any([one.look(self.world.now) for one in self.connections])  # noqa: C419 - every one is to look

    def upcoming(self) -> float | None:
        """When the next client connects."""
        return min((one.at for one in self.connections if one.connected is None and not one.refused), default=None)

    def still_listening(self) -> bool:
        """Whether somebody still accepts connections, now that the program is over."""
        if not self.connections:
            return False
        with contextlib.suppress(ConnectionError, TimeoutError), socket.create_connection((HOST, self.connections[0].port), timeout=1):
            return True
        return False

    def replies(self) -> tuple[Reply, ...]:
        """What all clients saw."""
        return tuple(one.reply(self.world.names) for one in self.connections)

    def close(self) -> None:
        """Hang up."""
        for one in self.connections:
            if one.sock:
                one.sock.close()

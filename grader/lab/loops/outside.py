"""A loop that knows what may come to it from outside this process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import selectors
import signal
import socket
import weakref
from typing import TYPE_CHECKING, Any

from grader.lab.threads.wakeups import WakingLoop

if TYPE_CHECKING:
    from grader.lab.threads.scheduler import Scheduler

Name = Any
"""A socket's address, as the socket module gives it; None or '' if it has none."""
CONNECTING = "connecting"
TERMINAL = "terminal"
SYN_SENT = 2  # of Linux's tcp states


class OutsideLoop(WakingLoop):
    """A loop that counts its child processes, and its sockets whose peer is elsewhere."""

    scheduler: Scheduler
    # What the stock loop keeps and typeshed doesn't tell.
    _selector: selectors.BaseSelector
    _signal_handlers: dict[int, asyncio.Handle]
    _ssock: socket.socket
    _transports: weakref.WeakValueDictionary[int, Any]

    def __init__(self, selector: selectors.BaseSelector | None) -> None:
        super().__init__(selector)
        self._children: weakref.WeakSet[Any] = weakref.WeakSet()
        self._being_born = 0

    def outside(self) -> int:
        """Count what may come from outside this process, and must not find that time has jumped."""
        if self.is_closed():
            return 0
        return self._being_born + sum(map(_may_tell, list(self._children))) + self._awaits_alarm() + self.foreign_sockets()

    def chances(self) -> int:
        """Count what could come at any time, and is not worth waiting for while there are timers: signals."""
        return 0 if self.is_closed() else len(self._signal_handlers)

    def _awaits_alarm(self) -> bool:
        """Whether the system's own alarm clock is set, and this loop listens to it."""
        return getattr(signal, "SIGALRM", None) in self._signal_handlers and signal.getitimer(signal.ITIMER_REAL)[0] > 0

    def foreign_sockets(self) -> int:
        """Count the connected sockets whose other end isn't a socket of this clock's loops; and terminals, where somebody may type."""
        if len(self._selector.get_map()) + len(self._transports) <= 1:  # the loop's own wake-up socket
            return 0
        names = {name for loop in list(self.scheduler.loops) for name, _ in loop.addresses()}
        return sum(bool(peer) and peer not in names for _, peer in self.addresses())

    def addresses(self) -> list[tuple[Name, Name]]:
        """List this loop's sockets: own address, and the peer's."""
        if self.is_closed():
            return []
        # A transport that reads or writes nothing now is in no selector; one that is closed may have left its number to somebody else.
        open_ones = {fd for fd, transport in list(self._transports.items()) if transport._sock is not None}
        files = (open_ones | {key.fd for key in self._selector.get_map().values()}) - {self._ssock.fileno()}
        return [pair for pair in map(_address, sorted(files)) if pair is not None]

    async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> asyncio.SubprocessTransport:
        self._being_born += 1
        try:
            made: asyncio.SubprocessTransport = await super()._make_subprocess_transport(*args, **kwargs)  # type: ignore[misc]  # unknown to typeshed
            self._children.add(made)
            return made
        finally:
            self._being_born -= 1

    def _make_socket_transport(self, sock: socket.socket, *args: Any, **kwargs: Any) -> asyncio.Transport:
        # The stock loop does so for most TCP sockets. Here it must be all: the kernel can hold small writes back for 40 ms, and by then
        # nobody would know that something is still on its way.
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made: asyncio.Transport = super()._make_socket_transport(sock, *args, **kwargs)  # type: ignore[misc]  # unknown to typeshed
        return made


def _may_tell(child: Any) -> bool:
    """Whether a child process is alive, or something else still holds the pipes that it left."""
    return child.get_returncode() is None or not (child._finished or child._closed)


def _address(fd: int) -> tuple[Name, Name] | None:
    """Return a socket's own name and its peer's; None for what is neither a socket nor a terminal."""
    try:
        copy = os.dup(fd)
    except OSError:  # closed since
        return None
    try:
        sock = socket.socket(fileno=copy)
    except OSError:
        known = (None, TERMINAL) if os.isatty(copy) else None  # what goes through one takes a moment, even inside one process
        os.close(copy)
        return known
    with sock:
        return _names(sock)


def _names(sock: socket.socket) -> tuple[Name, Name]:
    name: Name = None
    with contextlib.suppress(OSError):
        name = sock.getsockname()
        return name, sock.getpeername()
    return name, CONNECTING if _is_connecting(sock) else None


def _is_connecting(sock: socket.socket) -> bool:
    """Whether a TCP socket waits for the other side's first answer (a full backlog can make it wait for a second). Linux only."""
    with contextlib.suppress(OSError, AttributeError):
        return sock.type == socket.SOCK_STREAM and sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == SYN_SENT
    return False

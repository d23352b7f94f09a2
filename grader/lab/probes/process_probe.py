"""The handle of a `process` probe: it works in any process, and asks the judge over a socket of its own.

The kernel tells the judge which process is at the other end, or confirms it, so no program can pretend to have used another one. In the
subject itself it is a call that blocks its thread, like any other.
"""

from __future__ import annotations

import json
import multiprocessing.process
import os
import socket
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import _SafeQueue  # where a pool's items wait for a process
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

from grader.lab.probes.ends import unwrap
from grader.lab.wire import values as wire

PROCESSORS = 4
"""What a machine has, as far as a program can see: how many threads or processes a pool starts must not depend on where it is graded."""

HOST = "127.0.0.1"
Address = dict[str, Any]

_at_home: dict[tuple[int, str], Callable[..., Any]] = {}


class ProcessHandle:
    """An ordinary, picklable function. `address` says where the judge listens: see `connect`."""

    def __init__(self, address: Address, name: str) -> None:
        self.address, self.name = address, name
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args: Any) -> Any:
        """Let the judge answer; the process is at work until it does."""
        if here := _at_home.get((os.getpid(), self.name)):
            return here(*args)
        with connect(self.address) as sock:
            said = {"probe": self.name, "args": [wire.pack(arg) for arg in args], "pid": os.getpid(), "token": self.address["token"]}
            wire.send(sock, said)
            line = sock.makefile("rb").readline(wire.LINE)
        if not line:
            raise RuntimeError(f"{self.name} was called after the program was over.")
        how, value, type_ = json.loads(line)
        return unwrap(how, value, type_)


def connect(address: Address) -> socket.socket:
    """Call the judge: at the Unix socket `path`, or where there are none, at the `port` of this machine. OSError: it has gone."""
    if not address["path"]:
        return socket.create_connection((HOST, address["port"]))
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(address["path"])
    return sock


def handle(address: Address, name: str, here: Callable[..., Any]) -> ProcessHandle:
    """Make a handle; in this process, a call of it is a call of `here`."""
    _at_home[os.getpid(), name] = here
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[3])  # a process that is started anew must find this class
    _SafeQueue.full = _is_full  # type: ignore[method-assign, assignment]
    ProcessPoolExecutor.submit = _pickling_first(ProcessPoolExecutor.submit)  # type: ignore[method-assign]
    return ProcessHandle(address, name)


def show_processors() -> None:
    """Let a program see the same number of processors on every machine."""
    for module, function in ((os, "cpu_count"), (os, "process_cpu_count"), (multiprocessing, "cpu_count")):
        if hasattr(module, function):
            setattr(module, function, lambda: PROCESSORS)
    if hasattr(os, "sched_getaffinity"):
        os.sched_getaffinity = lambda _pid: set(range(PROCESSORS))


def _pickling_first(submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
    """Make a `submit` that fails at once for what can't be pickled; CPython's own pool may hang after that, when it is shut down."""

    def submit_pickled(pool: ProcessPoolExecutor, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        try:
            ForkingPickler.dumps((fn, args, kwargs))
        except Exception as error:  # noqa: BLE001 - whatever a pickling method raises, the future is to tell
            future: Future[Any] = Future()
            future.set_exception(error)
            return future
        return submit(pool, fn, *args, **kwargs)

    return submit_pickled


def _is_full(queue: Any) -> bool:
    """Whether a pool has enough in advance: by what it has begun, not by how quickly its processes took it."""
    begun: int = sum(item.future.running() for item in list(queue.pending_work_items.values()))
    return begun >= int(queue._maxsize)


def in_use() -> bool:
    """Whether this play has `process` probes."""
    return bool(_at_home)


def any_here() -> bool:
    """Whether this play has `process` probes, and this process children that could be at work on them."""
    if not _at_home:
        return False
    if not hasattr(os, "waitid"):  # Windows, and old macOS
        return any(child.is_alive() for child in list(multiprocessing.process._children))  # type: ignore[attr-defined]
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True

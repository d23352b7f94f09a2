"""The fork server: a small process with the lab already imported. For every play it forks a fresh subject.

It never runs learner code itself. It hears from the judge over one socket: a byte, and three files with it (the line to the judge,
the subject's output, the file for crashes); it answers with lines of JSON: {"pid": …}, and later {"exited": pid, "status": …}.
Above it stands a supervisor, that does nothing but wait: a program can kill the server, its parent; what that would orphan, the
supervisor adopts, and the judge ends it. When the judge is gone, so is everything here.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import socket
import sys
import time
from typing import NoReturn

from grader.lab import subject

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h


subjects: set[int] = set()  # those that run


def main(fd: int) -> None:
    """Serve forks until the judge is gone."""
    adopt_orphans()
    if os.fork():
        os.close(fd)
        supervise()
    adopt_orphans()
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    sock = socket.socket(fileno=fd)
    gc.collect()
    gc.freeze()  # what is here now is shared by all subjects; looking for garbage among it would copy it
    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sock.setblocking(False)
    serve(sock, read, write)
    end(children() + list(subjects))


def supervise() -> NoReturn:
    """Wait until the judge is gone; then end everything below."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    while os.read(0, 1):
        pass
    while below := children():
        end(below)  # whom that orphans is adopted here, and found in the next round
        time.sleep(0.001)
    os._exit(0)


def serve(sock: socket.socket, wakeups: int, write: int) -> None:
    """Answer the judge's bytes with forks, and tell of ends."""
    import select  # noqa: PLC0415 - the subject must not find it half patched

    while True:
        ready = select.select([sock.fileno(), wakeups], [], [])[0]
        if wakeups in ready:
            os.read(wakeups, 4096)
            reap(sock)
        if sock.fileno() in ready:
            data, files, _, _ = socket.recv_fds(sock, 1, 3)
            if not data:
                return
            if pid := os.fork():
                for file in files:
                    os.close(file)
                subjects.add(pid)
                tell(sock, pid=pid)
            else:
                become_subject(sock, wakeups, write, files)


def become_subject(sock: socket.socket, wakeups: int, write: int, files: list[int]) -> None:
    """Turn this fresh fork into a subject: a session of its own, its output in the judge's pipe, nothing to read."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        adopt_orphans()
        sock.close()
        os.close(wakeups)
        os.close(write)
        subjects.clear()
        control, output, trace = files
        for file in (control, trace):
            os.set_inheritable(file, False)  # not for programs that this one starts, or becomes
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        subject.main(socket.socket(fileno=control), trace)
    finally:
        os._exit(subject.LAB_FAILED)


def adopt_orphans() -> None:
    """Become the parent of orphaned descendants, so that none can leave the tree by being orphaned (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def reap(sock: socket.socket) -> None:
    """Tell of each subject that ended. Whoever has left the tree of one was adopted here, and ends with it."""
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            pid, status = ended
            known = pid in subjects
            subjects.discard(pid)
            end([stray for stray in children() if stray not in subjects])
            if known:
                tell(sock, exited=pid, status=status)


def end(pids: list[int]) -> None:
    """Kill these processes."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def children() -> list[int]:
    """List the processes started, or adopted, by this one (Linux; elsewhere none)."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:  # noqa: PTH123
        return [int(pid) for pid in file.read().split()]
    return []


def tell(sock: socket.socket, **message: int) -> None:
    """Send a line to the judge."""
    sock.setblocking(True)
    with contextlib.suppress(OSError):
        sock.sendall(json.dumps(message).encode() + b"\n")
    sock.setblocking(False)


if __name__ == "__main__":
    main(int(sys.argv[1]))

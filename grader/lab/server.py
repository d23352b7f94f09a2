"""The fork server: a small process with the lab already imported. For every play it forks a fresh subject.

It never runs learner code itself. It hears from the judge over one socket: a byte, and three files with it (the line to the judge,
the subject's output, the file for crashes); it answers with lines of JSON: {"pid": …}, and later {"exited": pid, "status": …}.
When the judge is gone, so is everything here.
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

from grader.lab import subject

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h


def main(fd: int) -> None:
    """Serve forks until the judge is gone."""
    sock = socket.socket(fileno=fd)
    adopt_orphans()
    gc.collect()
    gc.freeze()  # what is here now is shared by all subjects; looking for garbage among it would copy it
    read, write = os.pipe()
    os.set_blocking(write, False)  # noqa: FBT003
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sock.setblocking(False)  # noqa: FBT003
    serve(sock, read, write)
    for pid in children():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def serve(sock: socket.socket, wakeups: int, write: int) -> None:
    """Answer the judge's bytes with forks, and tell of ends."""
    import select  # noqa: PLC0415 - the subject must not find it half patched

    while True:
        ready, _, _ = select.select([sock, wakeups], [], [])
        if wakeups in ready:
            os.read(wakeups, 4096)
            reap(sock)
        if sock in ready:
            data, files, _, _ = socket.recv_fds(sock, 1, 3)
            if not data:
                return
            if pid := os.fork():
                for file in files:
                    os.close(file)
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
        control, output, trace = files
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115, PTH123
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115, PTH123
        subject.main(socket.socket(fileno=control), trace)
    finally:
        os._exit(70)


def adopt_orphans() -> None:
    """Become the parent of orphaned descendants, so that none can leave the tree by being orphaned (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def reap(sock: socket.socket) -> None:
    """Tell of each child that ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            tell(sock, exited=pid, status=status)


def children() -> list[int]:
    """List the processes started, or adopted, by this one (Linux; elsewhere none)."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:  # noqa: PTH123
        return [int(pid) for pid in file.read().split()]
    return []


def tell(sock: socket.socket, **message: int) -> None:
    """Send a line to the judge."""
    sock.setblocking(True)  # noqa: FBT003
    with contextlib.suppress(OSError):
        sock.sendall(json.dumps(message).encode() + b"\n")
    sock.setblocking(False)  # noqa: FBT003


if __name__ == "__main__":
    main(int(sys.argv[1]))

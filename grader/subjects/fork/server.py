"""The fork server: a small process with the lab already imported and installed. It forks the subjects.

It never runs learner code itself. It hears from the judge over one socket: a byte, and three files with it (the line to the judge,
the subject's output, the file for crashes); it answers with lines of JSON: {"pid": …}, or {"failed": errno}, and later {"exited": pid,
"status": …}.
Above it stands a supervisor, that does nothing but wait: a program can kill the server, its parent; what that would orphan, the
supervisor adopts, and the judge ends it. When the judge is gone, so is everything here, and the folder in which the subjects worked.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import json
import os
import shutil
import signal
import socket
import sys
import time
from typing import NoReturn

from grader.lab.reuse import Before
from grader.lab.subject import prepare
from grader.subjects import main as subject

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
LIBC = ctypes.CDLL(None)
FILES = 3  # that come with a request

subjects: set[int] = set()  # those that run


def main(fd: int, folder: str) -> None:
    """Serve forks until the judge is gone; `folder` is where the subjects work."""
    adopt_orphans()
    if os.fork():
        os.close(fd)
        supervise(folder)
    adopt_orphans()
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    sock = socket.socket(fileno=fd)
    before = prepare()
    gc.collect()
    gc.freeze()  # what is here now is shared by all subjects; looking for garbage among it would copy it
    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    sock.setblocking(False)
    serve(sock, read, write, before)
    end(children() + list(subjects))


def supervise(folder: str) -> NoReturn:
    """Wait until the judge is gone; then end everything below, and remove the folder: the judge may have been killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    while os.read(0, 1):
        pass
    while below := children():
        end(below)  # whom that orphans is adopted here, and found in the next round
        time.sleep(0.001)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def serve(sock: socket.socket, wakeups: int, write: int, before: Before) -> None:
    """Answer the judge's bytes with forks, and tell of ends."""
    import select  # noqa: PLC0415 - the subject must not find it half patched

    while True:
        ready = select.select([sock.fileno(), wakeups], [], [])[0]
        if wakeups in ready:
            os.read(wakeups, 4096)
            reap(sock)
        if sock.fileno() in ready:
            data, files, _, _ = socket.recv_fds(sock, 1, FILES)
            if not data:
                return
            if fork(sock, files):
                become_subject([sock.detach(), wakeups, write], files, before)


def fork(sock: socket.socket, files: list[int]) -> bool:
    """Fork, and tell the judge; or tell it why not. Returns whether this is the child."""
    try:
        if len(files) < FILES:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))  # noqa: TRY301 - the kernel has left some out
        pid = os.fork()
        if not pid:
            return True
        subjects.add(pid)
        tell(sock, pid=pid)
    except OSError as refused:
        tell(sock, failed=refused.errno or errno.EIO)
    for file in files:
        os.close(file)
    return False


def become_subject(close: list[int], files: list[int], before: Before) -> None:
    """Turn this fresh fork into a subject: a session of its own, its output in the judge's pipe, nothing to read."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        adopt_orphans()
        for file in close:
            os.close(file)
        subjects.clear()
        control, output, trace = files
        for file in (control, trace):
            os.set_inheritable(file, False)  # not for programs that this one starts, or becomes
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        subject.main(socket.socket(fileno=control), trace, before)
    finally:
        os._exit(subject.NOT_SET_UP)


def adopt_orphans() -> None:
    """Become the parent of orphaned descendants, so that none can leave the tree by being orphaned (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        LIBC.prctl(SUBREAPER, 1, 0, 0, 0)


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

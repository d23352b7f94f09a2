"""Starts a fork server: the first thing that a grading does, so that it gets ready while the rest is imported. Light: without asyncio."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.subjects import folders, tree
from grader.subjects.choice import NoHost, name_of

ROOT = Path(__file__).resolve().parents[3]
KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")  # of the environment; a learner's program gets no more
COMMAND = "import sys; sys.path.insert(0, sys.argv[3]); from grader.subjects.fork.server import main; main(int(sys.argv[1]), sys.argv[2])"


@dataclass
class Server:
    """A fork server: its process, the line to it, and the folder in which its subjects work."""

    process: subprocess.Popen[bytes]
    sock: socket.socket
    folder: str

    @classmethod
    def launch(cls) -> Server:
        """Start one. OSError: the system refuses."""
        folder = folders.make()
        ours, theirs = socket.socketpair()
        with theirs:
            return cls(_launch(theirs, folder), ours, folder)

    def end(self) -> None:
        """End it with everything that it forked, and remove their folders."""
        tree.kill(self.process.pid)
        self.process.communicate()  # it is over: its end is noted, and the pipe to it closed
        self.sock.close()
        folders.remove(self.folder)


waiting: list[Server] = []  # for a run that begins later


def launch_early(host: str | None = None) -> None:
    """Start a server now, if that is the host. Where the system refuses, the run itself will hear of that, and tell."""
    with contextlib.suppress(OSError, NoHost):
        if name_of(host) == "fork":
            waiting.append(Server.launch())


def end_waiting() -> None:
    """End the servers that wait for a run that won't come."""
    while waiting:
        waiting.pop().end()


def _launch(sock: socket.socket, folder: str) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-P", "-s", "-c", COMMAND, str(sock.fileno()), folder, str(ROOT)],
        pass_fds=[sock.fileno()],
        stdin=subprocess.PIPE,  # nothing is ever written: it ends when the judge does
        stdout=subprocess.DEVNULL,
        # One arena of memory for all threads: each would reserve 64 MB of what a subject may have (mallopt(3)).
        env=kept | {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "1", "AWAITLINGS": "1"},
        start_new_session=True,
        process_group=None,
    )

"""What a process in the box tries, to see whether it holds: whatever a hostile program would begin with.

It harms nothing where it succeeds.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.subjects.box.enter import enter
from grader.subjects.box.needs import Needs

Told = dict[str, Any]
LOOPBACK = "127.0.0.1"


def main() -> None:
    """Enter the box that standard input names, try everything, and print what could be done."""
    told: Told = json.loads(sys.stdin.readline())
    os.chdir(told["folder"])
    enter(told["box"], told["folder"], Needs(**told["needs"]), told["level"])
    done = {name: _can(attempt, told) for name, attempt in TRIES.items()}
    sys.stdout.write(json.dumps(done) + "\n")


def _can(attempt: Callable[[Told], object], told: Told) -> bool:
    try:
        attempt(told)
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return True


def _works(told: Told) -> None:
    """Do what programs may: write in the own folder, start Python, listen."""
    Path(told["folder"], "own").write_text("own", "utf-8")
    with socket.create_server((LOOPBACK, 0)) if told["needs"]["server"] else contextlib.nullcontext():
        subprocess.run([sys.executable, "-c", "import asyncio, socket"], check=True, capture_output=True)


def _reads_files(told: Told) -> None:
    _first_that_works(*(Path(one).read_bytes for one in told["files"]))


def _reads_the_kit(told: Told) -> None:
    _first_that_works(*(Path(one).read_bytes for one in told["secret"]))


def _writes_the_kit(told: Told) -> None:
    _opens_to_write(told["kit"])


def _writes_elsewhere(told: Told) -> None:
    _first_that_works(Path(told["outside"], "made").touch, *(functools.partial(_opens_to_write, one) for one in told["files"]))


def _opens_to_write(path: str) -> None:
    with Path(path).open("r+b"):
        pass


def _changes_files(told: Told) -> None:
    _first_that_works(*(functools.partial(Path(one).chmod, 0o600) for one in told["files"]))


def _sends(told: Told) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", (LOOPBACK, told["udp"]))


def _connects(told: Told) -> None:
    socket.create_connection((LOOPBACK, told["tcp"]), 1).close()


def _calls_abstract(told: Told) -> None:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("\0" + told["abstract"])


def _calls_by_path(told: Told) -> None:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(told["unix"])


def _signals(told: Told) -> None:
    os.kill(told["neighbour"], signal.SIGCONT)


def _reads_memory(told: Told) -> None:
    folder = Path("/proc", str(told["neighbour"]))
    _first_that_works((folder / "environ").read_bytes, functools.partial(_opens_to_write, str(folder / "mem")))


def _limits_others(told: Told) -> None:
    import resource  # noqa: PLC0415 - Windows has none

    resource.prlimit(told["neighbour"], resource.RLIMIT_CORE, (0, 0))


def _sees_others(told: Told) -> None:
    Path("/proc", str(told["neighbour"]), "cmdline").read_bytes()


def _reads_shared(told: Told) -> None:
    Path(told["shared"]).read_bytes()


def _sees_names(told: Told) -> None:
    Path(told["files"][0]).stat()


def _first_that_works(*attempts: Callable[[], object]) -> None:
    for attempt in attempts:
        with contextlib.suppress(OSError):
            attempt()
            return
    raise PermissionError


TRIES: dict[str, Callable[[Told], object]] = {
    "works": _works,
    "files": _reads_files,
    "solutions": _reads_the_kit,
    "kit": _writes_the_kit,
    "elsewhere": _writes_elsewhere,
    "modes": _changes_files,
    "udp": _sends,
    "tcp": _connects,
    "memory": _reads_memory,
    "limits": _limits_others,
    "signals": _signals,
    "abstract": _calls_abstract,
    "paths": _calls_by_path,
    "others": _sees_others,
    "shared": _reads_shared,
    "names": _sees_names,
}

"""The machine: its Python, how it starts and ends processes, its terminal, its disk."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.cli.ending import reason
from grader.doctor.finding import Finding
from grader.grading.kit import ROOT, kit_version
from grader.language import say
from grader.subjects.choice import VARIABLE, name_of

OLDEST = (3, 11)
ROOM = 200 << 20  # bytes of free disk, with which an environment can be made, and a run has its folder
WIDTH = 60
LIMITS = """
import resource, sys
for name, soft in (("CPU", 60), ("AS", 1 << 32), ("NOFILE", 64), ("FSIZE", 1 << 20), ("CORE", 0)):
    try:
        resource.setrlimit(getattr(resource, "RLIMIT_" + name), (soft, soft))
    except Exception:
        continue
    if name != "AS":
        print(name)
        continue
    try:
        bytearray(1 << 33)
    except MemoryError:
        print(name)
"""


def kit() -> Iterator[Finding]:
    """Which kit, and where."""
    yield Finding(say("kit"), say("awaitlings {version} in {folder}", version=kit_version(), folder=ROOT))


def python() -> Iterator[Finding]:
    """Which Python runs this."""
    told = f"{platform.python_implementation()} {platform.python_version()}, {sys.executable}"
    old = say("awaitlings needs Python {version} or newer.", version=".".join(map(str, OLDEST))) if sys.version_info < OLDEST else ""
    other = say("awaitlings is made for CPython.") if platform.python_implementation() != "CPython" else ""
    yield Finding("python", told, old or other)


def system() -> Iterator[Finding]:
    """Which system, and how many processors."""
    yield Finding(say("system"), f"{platform.platform()} ({sys.platform}, {platform.machine()})")
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield Finding(say("processors"), say("{usable} of {number}", usable=usable, number=os.cpu_count()))


def host() -> Iterator[Finding]:
    """How processes are started here."""
    named = os.environ.get(VARIABLE)
    yield Finding(say("host"), say("{host} ({variable} names it)", host=name_of(), variable=VARIABLE) if named else name_of())


def processes() -> Iterator[Finding]:
    """Whether a Python can be started, as every grading does."""
    done = _run("print(6 * 7)")
    good = done.returncode == 0 and done.stdout.split() == ["42"]
    words = " ".join(done.stderr.split())[-300:]
    told = say("can be started") if good else say("can't be started: {why}", why=words)
    yield Finding(say("processes"), told, "" if good else say("See what stops Python here."))


def _run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program of ours in another Python."""
    words = [sys.executable, "-I", "-c", program]
    return subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=60, check=False)  # noqa: S603 - ours


def limits() -> Iterator[Finding]:
    """Which limits the system holds for a program; the others, the judge watches alone."""
    done = _run(LIMITS)
    held = ", ".join(done.stdout.split()) or say("nothing")
    yield Finding(say("limits"), say("held by the system: {limits}; the judge watches in any case", limits=held))


def sockets() -> Iterator[Finding]:
    """Whether a program can call another on this machine."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=10) as client:
            server.settimeout(10)
            there, _ = server.accept()
            with there:
                client.sendall(b"x")
                told, todo = say("sockets of 127.0.0.1 work"), ""
                if there.recv(1) != b"x":
                    told, todo = say("sockets of 127.0.0.1 lose what is sent"), say("See what filters 127.0.0.1.")
    except OSError as error:
        told = say("sockets of 127.0.0.1 fail: {reason}", reason=reason(error))
        todo = say("Let programs connect to 127.0.0.1: see the firewall.")
    yield Finding(say("loopback"), told, todo)


def terminal() -> Iterator[Finding]:
    """What the terminal can show."""
    encoding, width = sys.stdout.encoding, shutil.get_terminal_size().columns
    kind = say("a terminal") if sys.stdout.isatty() else say("no terminal")
    narrow = say("Make the window at least {width} columns wide.", width=WIDTH) if sys.stdout.isatty() and width < WIDTH else ""
    values = {"kind": kind, "encoding": encoding, "width": width, "term": os.environ.get("TERM", "")}
    yield Finding(say("output"), say("{kind}, {encoding}, {width} columns, TERM={term}", **values), narrow)


def folders() -> Iterator[Finding]:
    """Whether files can be written where they must be, and how much room there is."""
    for name, folder in ((say("kit folder"), ROOT), (say("temporary"), Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(folder).free
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"x")
            todo = "" if free >= ROOM else say("Make room: {room} MB at least.", room=ROOM >> 20)
            told = say("{folder} can be written, {free} MB free", folder=folder, free=free >> 20)
        except OSError as error:
            told = say("{folder} can't be written ({reason}), {free} MB free", folder=folder, reason=reason(error), free=free >> 20)
            todo = say("Give yourself the right to write in {folder}.", folder=folder)
        yield Finding(name, told, todo)


LOOKS = (kit, python, system, host, processes, limits, sockets, terminal, folders)

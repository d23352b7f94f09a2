"""Which files a process in the box may use: its own folder; to read, what Python and its programs are made of. Nothing else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.subjects.box import landlock
from grader.subjects.box.landlock import READ, READ_DIR, READ_FILE, RUN, WRITE_FILE
from grader.subjects.box.needs import Needs

KIT = Path(__file__).resolve().parents[3]
ROOMS = ("cli", "lab", "language", "recording", "subjects", "suite")  # what may be imported next to a learner's program
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
SETTINGS = (
    *("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone", "/etc/alternatives"),
    *("/etc/hosts", "/etc/host.conf", "/etc/gai.conf", "/etc/nsswitch.conf", "/sys/devices/system/cpu"),
)
DEVICES = ("/dev/zero", "/dev/random", "/dev/urandom")
NOWHERE = ("/dev/null", "/dev/full")
SHARED = "/dev/shm"  # noqa: S108 - where the C library keeps multiprocessing's locks; a pool of threads has some, too
LOCKS = READ_FILE | WRITE_FILE | landlock.MAKE_REG | landlock.REMOVE_FILE | landlock.TRUNCATE


def of(folder: str, needs: Needs) -> Iterator[tuple[str, int]]:
    """List what is allowed, and how much of it."""
    yield folder, landlock.ALL
    yield from ((place, RUN) for place in (*SYSTEM, *_pythons()))
    yield from ((place, READ) for place in (*SETTINGS, *DEVICES, "/proc"))
    yield from ((place, READ | WRITE_FILE) for place in NOWHERE)
    yield str(KIT / "grader" / "__init__.py"), READ
    yield from ((str(KIT / "grader" / room), READ) for room in ROOMS)
    yield SHARED, LOCKS
    if needs.processes:
        yield str(KIT), READ_DIR  # what may be imported must be found, by a process that is started anew


def _pythons() -> Iterator[str]:
    """List where this Python is, and what is installed in it."""
    library = str(Path(contextlib.__file__).parent)
    yield from sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, library})

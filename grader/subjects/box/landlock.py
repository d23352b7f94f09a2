"""Landlock: which files a process and all its children may use, to which ports they may go, whom they may signal.

As the kernel's userspace-api/landlock.html says: whatever is handled and not allowed by a rule is refused, for ever. What a kernel does not
know yet (`ABI`) it can't hold.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from grader.subjects.box.kernel import call

CREATE, ADD, RESTRICT = 444, 445, 446  # the same on each machine
VERSION = 1
BENEATH, PORT = 1, 2  # kinds of rules

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_REG = 1 << 5, 1 << 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
FIRST = (1 << 13) - 1  # what ABI 1 knows
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READ = READ_FILE | READ_DIR
RUN = READ | EXECUTE
ALL = FIRST | REFER | TRUNCATE
BIND = 1 << 0

Rules = Iterable[tuple[str, int]]


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


class _Port(ctypes.Structure):
    _fields_ = [("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64)]


def abi() -> int:
    """Tell how much Landlock this kernel knows: 0, if none, or if it is switched off."""
    try:
        return call("landlock", CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    except (OSError, AttributeError):  # no such call; no such library (Windows)
        return 0


class Ruleset:
    """What is allowed; nothing else is, of what the kernel knows. Use `allow…`, then `enter`. OSError: the kernel refuses."""

    def __init__(self, level: int) -> None:
        later = ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEV))
        self._files = FIRST | sum(right for since, right in later if level >= since)
        about = _Ruleset(self._files, 3 if level >= 4 else 0, 3 if level >= 6 else 0)
        size = 24 if level >= 6 else 16 if level >= 4 else 8
        self._level = level
        self._fd = call("landlock_create_ruleset", CREATE, ctypes.byref(about), ctypes.c_size_t(size), ctypes.c_uint32(0))

    def allow(self, path: str, rights: int) -> None:
        """Allow this for a file, or a folder and all below it; what isn't there needs no rule."""
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return
        try:
            rights &= self._files if stat.S_ISDIR(os.fstat(fd).st_mode) else self._files & OF_FILES
            self._add(BENEATH, _Beneath(rights, fd))
        finally:
            os.close(fd)

    def allow_listening(self) -> None:
        """Allow to listen at ports that the kernel chooses; at no other, where it can hold that."""
        if self._level >= 4:
            self._add(PORT, _Port(BIND, 0))

    def _add(self, kind: int, rule: ctypes.Structure) -> None:
        call("landlock_add_rule", ADD, ctypes.c_int(self._fd), ctypes.c_int(kind), ctypes.byref(rule), ctypes.c_uint32(0))

    def enter(self) -> None:
        """Let it hold for this thread, and whatever that starts, from now on."""
        call("landlock_restrict_self", RESTRICT, ctypes.c_int(self._fd), ctypes.c_uint32(0))
        os.close(self._fd)

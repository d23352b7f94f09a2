"""The kernel's own calls that a box is made of, by ctypes. Each raises OSError where it is refused."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os

SET_NO_NEW_PRIVS, CAPBSET_DROP, CAP_AMBIENT, CLEAR_ALL = 38, 24, 47, 4  # linux/prctl.h
CAPABILITIES = 64  # more than any kernel knows
VERSION_3 = 0x20080522  # linux/capability.h
CAPSET = {"x86_64": 126, "aarch64": 91}
MACHINE = os.uname().machine if hasattr(os, "uname") else ""


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def call(what: str, number: int, *args: object) -> int:
    """Make a system call by its number; `what` is its name, for whoever hears of a failure. OSError: it is refused."""
    return _checked(what, _libc().syscall(ctypes.c_long(number), *args))


def prctl(what: str, *args: int) -> int:
    """Set something of this process. OSError: it can't be."""
    words = [ctypes.c_ulong(one) for one in (*args, 0, 0, 0, 0)[1:5]]
    return _checked(what, _libc().prctl(ctypes.c_int(args[0]), *words))


def give_up_powers() -> None:
    """Give up all powers of root, and the way back to them by other programs: also as root, this is an ordinary process then."""
    prctl("no new privileges", SET_NO_NEW_PRIVS, 1)
    for one in range(CAPABILITIES):
        with contextlib.suppress(OSError):  # the kernel knows no more of them; or this is no root
            prctl("capability", CAPBSET_DROP, one)
    with contextlib.suppress(OSError):
        prctl("ambient capabilities", CAP_AMBIENT, CLEAR_ALL)
    nothing = (ctypes.c_uint32 * 6)()
    call("capset", CAPSET[MACHINE], ctypes.byref(_Header(VERSION_3, 0)), ctypes.byref(nothing))

"""A filter for system calls: what is refused to a process and all its children, whatever files and ports it may use.

It is a list of what no exercise needs: calls that it does not name are allowed, since Python and its libraries make many. A refused call
fails with EPERM, as if the system forbade it.
"""

from __future__ import annotations

import ctypes
import errno
import socket
import struct

from grader.subjects.box import calls
from grader.subjects.box.kernel import MACHINE, prctl
from grader.subjects.box.needs import Needs

SET_SECCOMP, FILTER = 22, 2  # linux/prctl.h, linux/seccomp.h
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
NUMBER, ARCHITECTURE, ARGUMENT = 0, 4, 16  # struct seccomp_data: where what stands
LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06  # linux/bpf_common.h
X32 = 0x40000000  # the third kind of calls of x86_64 begins there
NAMESPACES = 0x7E020080  # all CLONE_NEW…
FAST_OPEN = 0x20000000  # it connects while it sends
KIND = 0xF  # of a socket, without its flags
TYPED_IN = 0x5412  # TIOCSTI: pretends that somebody has typed something

Line = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_char_p)]


def enter(needs: Needs, level: int) -> None:
    """Let the filter hold from now on; `level` is the ABI of Landlock, which holds the rest. OSError, KeyError: it can't be here."""
    lines = program(needs, level)
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    kept = ctypes.create_string_buffer(code, len(code))
    about = _Program(len(lines), ctypes.cast(kept, ctypes.c_char_p))
    prctl("seccomp", SET_SECCOMP, FILTER, ctypes.addressof(about))


def program(needs: Needs, level: int) -> list[Line]:
    """Write the filter."""
    asked = calls.asked()
    lines = [_load(ARCHITECTURE), (EQUAL, 1, 0, calls.AUDIT[MACHINE]), _refuse(), _load(NUMBER)]
    if MACHINE == "x86_64":
        lines += [(AT_LEAST, 0, 1, X32), _refuse()]
    for number in calls.refused():
        lines += [(EQUAL, 0, 1, number), _refuse()]
    lines += _when(asked["clone3"], [_refuse(errno.ENOSYS)])  # what it asks for can't be seen: the C library uses clone then
    lines += _when(asked["clone"], [_argument(0), (ANY_BIT, 0, 1, NAMESPACES), _refuse()])
    lines += _when(asked["kill"], [_argument(0), (EQUAL, 0, 1, 0xFFFFFFFF), _refuse()])  # everybody
    lines += _when(asked["prlimit64"], [_argument(0), (EQUAL, 1, 0, 0), _refuse()])  # its own limits only
    lines += _when(asked["ioctl"], [_argument(1), (EQUAL, 0, 1, TYPED_IN), _refuse()])
    if level < 3 and "truncate" in asked:
        lines += _when(asked["truncate"], [_refuse()])
    return [*lines, *_sockets(needs, asked), (RETURN, 0, 0, ALLOW)]


def _sockets(needs: Needs, asked: dict[str, int]) -> list[Line]:
    """Refuse every socket but pairs, and those that the exercise is about: a server's, or the line from its processes to the judge."""
    lines: list[Line] = []
    for name, argument in (("sendto", 3), ("sendmsg", 2), ("sendmmsg", 3)):
        lines += _when(asked[name], [_argument(argument), (ANY_BIT, 0, 1, FAST_OPEN), _refuse()])
    pairs = [_argument(1), (AND, 0, 0, KIND), (EQUAL, 2, 0, socket.SOCK_STREAM), (EQUAL, 1, 0, socket.SOCK_SEQPACKET), _refuse()]
    lines += _when(asked["socketpair"], pairs)
    families = [int(socket.AF_UNIX)] if needs.processes else []
    families += [int(socket.AF_INET), int(socket.AF_INET6)] if needs.server else []
    lines += _when(asked["socket"], _of_these(families))
    return lines if needs.processes else lines + _when(asked["connect"], [_refuse()])


def _of_these(families: list[int]) -> list[Line]:
    """Allow stream sockets of these families, of their usual protocol; refuse all others."""
    if not families:
        return [_refuse()]
    count = len(families)
    known: list[Line] = [(EQUAL, count - at, 0, family) for at, family in enumerate(families)]
    streams: list[Line] = [_argument(1), (AND, 0, 0, KIND), (EQUAL, 1, 0, socket.SOCK_STREAM), _refuse()]
    usual: list[Line] = [_argument(2), (EQUAL, 2, 0, 0), (EQUAL, 1, 0, socket.IPPROTO_TCP), _refuse()]
    return [_argument(0), *known, _refuse(), *streams, *usual]


def _when(number: int, then: list[Line]) -> list[Line]:
    """Do this for the call of that number; whatever it lets through is allowed."""
    return [(EQUAL, 0, len(then) + 1, number), *then, (RETURN, 0, 0, ALLOW)]


def _argument(index: int) -> Line:
    return _load(ARGUMENT + 8 * index)  # its lower half: what is asked about here has no more


def _load(offset: int) -> Line:
    return LOAD, 0, 0, offset


def _refuse(number: int = errno.EPERM) -> Line:
    return RETURN, 0, 0, ERRNO | number

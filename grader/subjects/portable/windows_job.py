"""A Windows job object: it holds a process and everything that this starts, and ends all of them when it is closed.

Whoever ends the judge closes its jobs, too: so no subject outlives it. See "Job Objects" in the documentation of Win32.
"""

from __future__ import annotations

import ctypes
from typing import Any

EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
ACTIVE_PROCESS, PROCESS_MEMORY, DIE_ON_UNHANDLED_EXCEPTION, KILL_ON_JOB_CLOSE = 0x8, 0x100, 0x400, 0x2000


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(processes: int, memory: int) -> ExtendedLimits:
    """Say what a job's processes may use: how many at once, and how many bytes of memory each; and that they end with the job."""
    wanted = ExtendedLimits()
    basic = wanted.BasicLimitInformation
    basic.LimitFlags = ACTIVE_PROCESS | PROCESS_MEMORY | DIE_ON_UNHANDLED_EXCEPTION | KILL_ON_JOB_CLOSE
    basic.ActiveProcessLimit = processes
    wanted.ProcessMemoryLimit = memory
    return wanted


class Job:
    """A job object. Use `job_of`, which knows where there are none."""

    def __init__(self, kernel: Any, wanted: ExtendedLimits) -> None:
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._kernel, self._number = kernel, kernel.CreateJobObjectW(None, None)
        self._handle = ctypes.c_void_p(self._number)
        if not self._number:
            raise OSError("CreateJobObject failed")
        if not kernel.SetInformationJobObject(self._handle, EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)):
            raise OSError("SetInformationJobObject failed")

    def take(self, process: Any) -> None:
        """Put a process in, before it has started any. OSError: that can't be."""
        if not self._kernel.AssignProcessToJobObject(self._handle, ctypes.c_void_p(int(process._handle))):  # noqa: SLF001 - as asyncio does
            raise OSError("AssignProcessToJobObject failed")

    def end(self) -> None:
        """End all its processes."""
        self._kernel.TerminateJobObject(self._handle, 1)

    def close(self) -> None:
        """End all its processes, and let go of it."""
        if self._number:
            self._number = None
            self._kernel.CloseHandle(self._handle)


def job_of(process: Any, *, processes: int, memory: int) -> Job | None:
    """Put a fresh process in a job of its own. None: this system has no job objects. OSError: it refuses."""
    library = getattr(ctypes, "WinDLL", None)
    if library is None:
        return None
    job = Job(library("kernel32", use_last_error=True), limits(processes, memory))
    try:
        job.take(process)
    except OSError:
        job.close()
        raise
    return job

"""The job object: what can be seen of it without Windows."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from grader.subjects.portable.windows_job import ExtendedLimits, Job, job_of, limits


class Kernel:
    """Stands for kernel32: notes what it is asked."""

    def __init__(self, *refuses: str) -> None:
        self.asked: list[str] = []
        self._refuses = refuses

    def __getattr__(self, name: str) -> Any:
        def call(*_: object) -> int:
            self.asked.append(name)
            return 0 if name in self._refuses else 1

        return call


class Process:
    """Stands for a Popen."""

    _handle = 7


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_structure_has_the_size_that_windows_expects() -> None:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION has 144 bytes; another size is refused."""
    assert ctypes.sizeof(ExtendedLimits) == 144


def test_the_limits_say_which_of_them_hold() -> None:
    """Number of processes, memory of each, and that all end with the job."""
    wanted = limits(45, 1 << 30)
    assert (wanted.BasicLimitInformation.LimitFlags, wanted.BasicLimitInformation.ActiveProcessLimit) == (0x2508, 45)
    assert wanted.ProcessMemoryLimit == 1 << 30


def test_a_job_takes_a_process_and_ends_it() -> None:
    """It is made, limited, given the process, ended, and closed once."""
    kernel = Kernel()
    job = Job(kernel, limits(1, 1))
    job.take(Process())
    job.end()
    job.close()
    job.close()
    assert kernel.asked == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
        "TerminateJobObject",
        "CloseHandle",
    ]


@pytest.mark.parametrize("refused", ["SetInformationJobObject", "AssignProcessToJobObject"])
def test_what_windows_refuses_is_an_error(refused: str) -> None:
    """A refusal is told by the name of the call."""
    with pytest.raises(OSError, match=refused):
        Job(Kernel(refused), limits(1, 1)).take(Process())


def test_elsewhere_there_are_none() -> None:
    """Where there is no kernel32, a process has no job."""
    if not hasattr(ctypes, "WinDLL"):
        assert job_of(Process(), processes=1, memory=1) is None

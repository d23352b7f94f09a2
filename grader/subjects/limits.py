"""What a subject may use of its machine. The judge ends one that goes past it, and says so."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no rlimits: there the judge watches alone
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Limits:
    """What one play may use. Seconds are real here. The kernel holds wider limits than the judge: so it is the judge that ends, and tells.

    cpu: of one process. asleep: seconds in which nothing of it ran. wall: in which it said nothing, the last resort. (Both: as looks.)
    memory: bytes of one process. output: bytes printed. processes: alive at once.
    """

    cpu: int = 2
    asleep: float = 2.0
    wall: float = 60.0
    memory: int = 1 << 29
    output: int = 4 << 20
    kept: int = 16_000
    processes: int = 40
    files: int = 256
    file_size: int = 16 << 20

    def rlimits(self) -> dict[str, int]:
        """The limits that the kernel holds. Of memory, it counts what is only set aside too, as for the stacks of threads."""
        return {"cpu": self.cpu + 2, "memory": self.memory * 8, "files": self.files, "file_size": self.file_size}


WHOLE = 600  # seconds of processor time for all plays of a process


def limit(cpu: int, memory: int, files: int, file_size: int) -> None:
    """Limit this process and its children, for one play: processor seconds, bytes of memory, open files, bytes of a written file."""
    if resource is None:  # pragma: no cover
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    for what, soft, hard in (
        # soft: SIGXCPU, with which faulthandler tells the line; hard: SIGKILL
        ("RLIMIT_CPU", math.ceil(used.ru_utime + used.ru_stime) + cpu, WHOLE),
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_NOFILE", files, files),
        ("RLIMIT_FSIZE", file_size, file_size),
        ("RLIMIT_CORE", 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # some systems refuse some: the judge's own watch stays
            resource.setrlimit(getattr(resource, what), (soft, hard))

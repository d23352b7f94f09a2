"""What a subject may use of its machine. The judge ends one that goes past it, and says so."""

from __future__ import annotations

import contextlib

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no rlimits: there the judge watches alone
    resource = None  # type: ignore[assignment]


def limit(cpu: int, memory: int, files: int, file_size: int) -> None:
    """Limit this process and its children: processor seconds, bytes of memory, open files, bytes of a written file."""
    if resource is None:  # pragma: no cover
        return
    for what, soft, hard in (
        ("RLIMIT_CPU", cpu, cpu + 1),  # soft: SIGXCPU, with which faulthandler tells the line; hard: SIGKILL
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_NOFILE", files, files),
        ("RLIMIT_FSIZE", file_size, file_size),
        ("RLIMIT_CORE", 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # some systems refuse some: the judge's own watch stays
            resource.setrlimit(getattr(resource, what), (soft, hard))

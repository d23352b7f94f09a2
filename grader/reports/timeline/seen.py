"""What a drawing asks of a recording: the same of one in memory, and of one that is kept as JSON.

Only the standard library: a drawing must be possible where nothing is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar


@dataclass(frozen=True)
class Call:
    """A call of a probe."""

    name: str = ""
    start: float = 0.0
    end: float | None = None
    outcome: str = "running"
    cleanup: str = "none"
    cleaned: float | None = None
    type: str = ""
    where: str = "loop"
    line: int | None = None

    @property
    def left(self) -> bool:
        """Whether it was left behind: never ended, or still cleaning up."""
        over = self.end if self.cleanup == "none" else self.cleaned
        return over is None or self.outcome == "running"


@dataclass(frozen=True)
class Blocked:
    """A stretch in which the event loop was blocked."""

    what: str = ""
    at: float = 0.0
    seconds: float | None = None
    line: int | None = None


@dataclass(frozen=True)
class Task:
    """A task of the program."""

    name: str = ""
    start: float = 0.0
    end: float | None = None
    outcome: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Cancel:
    """A cancellation of the program."""

    time: float | None = None


@dataclass(frozen=True)
class Leftover:
    """Something that outlived the program."""

    kind: str = ""
    what: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Raised:
    """What the program raised."""

    type: str = ""
    of: str | None = None


@dataclass(frozen=True)
class Seen:
    """A play."""

    outcome: str
    seconds: float
    message: str
    line: int | None
    raised: Raised | None
    called: tuple[Call, ...]
    blocked: tuple[Blocked, ...]
    tasks: tuple[Task, ...]
    cancels: tuple[Cancel, ...]
    leftovers: tuple[Leftover, ...]


Part = TypeVar("Part", Call, Blocked, Task, Cancel, Leftover, Raised)


def seen(recording: Any) -> Seen:
    """See what a recording shows: one in memory, or as plain data. TypeError: it is none."""
    raised = _get(recording, "raised", None)
    outcome, seconds = _get(recording, "outcome", None), _get(recording, "seconds", None)
    if not isinstance(outcome, str) or not isinstance(seconds, int | float):
        raise TypeError("This is no recording.")
    return Seen(
        outcome=outcome,
        seconds=seconds,
        message=_get(recording, "message", ""),
        line=_get(recording, "line", None),
        raised=_part(Raised, raised) if raised else None,
        called=_parts(Call, recording, "called"),
        blocked=_parts(Blocked, recording, "blocked"),
        tasks=_parts(Task, recording, "tasks"),
        cancels=_parts(Cancel, recording, "cancels"),
        leftovers=_parts(Leftover, recording, "leftovers"),
    )


def _parts(kind: type[Part], recording: Any, name: str) -> tuple[Part, ...]:
    return tuple(_part(kind, one) for one in _get(recording, name, ()))


def _part(kind: type[Part], thing: Any) -> Part:
    return kind(**{one.name: _get(thing, one.name, one.default) for one in fields(kind)})


def _get(thing: Any, name: str, default: Any) -> Any:
    return thing.get(name, default) if isinstance(thing, Mapping) else getattr(thing, name, default)

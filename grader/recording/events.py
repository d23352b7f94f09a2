"""What a recording is made of, a kind of thing that happened each. Times are virtual seconds; names are stable, never addresses."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from grader.language import say
from grader.recording.testimony import left_over

SLIPS = ("NameError", "UnboundLocalError", "AttributeError", "TypeError")
Moment = Literal["waiting", "resuming", "time"]


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Plain data: compared by value, never changed."""


class Answer(Record, frozen=True):
    """The secret that a probe gave back, by the call that it ended: it can't be known before."""

    of: str

    def __str__(self) -> str:
        return say("{call}'s answer", call=self.of)


class Opaque(Record, frozen=True):
    """A value that is no plain data: only its type's name is known."""

    type: str

    def __str__(self) -> str:
        return f"<{self.type} object>"


class Failure(Record, frozen=True):
    """An exception. `of` names the call that raised it, where it is a probe's own."""

    type: str
    message: str = ""
    of: str | None = None
    line: int | None = None
    parts: tuple[Failure, ...] = ()

    def __str__(self) -> str:
        text = f"{self.type}: {self.message.rstrip('.')}" if self.message else self.type
        text = say("{call}'s {exception}", call=self.of, exception=self.type) if self.of else text
        return say("{group} of {exceptions}", group=text, exceptions=", ".join(map(str, self.parts))) if self.parts else text

    @property
    def slip(self) -> bool:
        """Whether it is most likely a slip of the pen."""
        return self.type in SLIPS and self.of is None

    def same(self, other: Failure) -> bool:
        """Whether it is the same exception, wherever it was raised."""
        return (self.type, self.of or self.message) == (other.type, other.of or other.message)

    def leaves(self) -> tuple[Failure, ...]:
        """The exceptions in a group, however nested; itself, where it is no group, or one that a call has raised."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts and not self.of else (self,)


class Call(Record, frozen=True):
    """One call of a probe. `end` is None while it was never ended: it was left behind."""

    probe: str
    name: str
    item: int | None
    args: tuple[Any, ...]
    start: float
    where: str  # "loop", "thread", or "process N"
    line: int | None = None
    end: float | None = None
    outcome: Literal["returned", "raised", "cancelled", "running"] = "running"
    cleanup: Literal["none", "running", "done", "cut short"] = "none"
    cleaned: float | None = None
    type: str = ""
    odd: tuple[Any, ...] = ()  # the odd value that it gave back, instead of a secret

    @property
    def answer(self) -> Any:
        """What this call gave back: an Answer, or an odd value."""
        return self.odd[0] if self.odd else Answer(self.name)

    @property
    def failure(self) -> Failure:
        """What this call raised."""
        return Failure(self.type, of=self.name)

    @property
    def over(self) -> float | None:
        """When nothing of it was at work any more: its end, and its cleanup."""
        return self.end if self.cleanup == "none" else self.cleaned

    def during(self, time: float) -> bool:
        """Whether it was at work just after `time`."""
        return self.start <= time and (self.end is None or self.end > time)


class Note(Record, frozen=True):
    """A call that takes no time."""

    probe: str
    args: tuple[Any, ...]
    at: float


class Blocked(Record, frozen=True):
    """A call that held the loop's own thread for `seconds`: meanwhile nothing else ran."""

    what: str
    line: int | None
    at: float
    seconds: float | None


class TaskSeen(Record, frozen=True):
    """A task that the program made: what it ran, on which line it was made, when, and how it ended."""

    name: str
    line: int | None
    start: float
    end: float | None
    outcome: str


class Leftover(Record, frozen=True):
    """Something of the program's that outlived it."""

    kind: str  # in English, whatever the language: checks compare it
    what: str
    line: int | None = None

    def __str__(self) -> str:
        return left_over(self.kind, self.what, self.line)


class Cancel(Record, frozen=True):
    """A cancellation of the program, at its suspension point number `at`, and where that is; "time": at that time, wherever it was."""

    at: int
    moment: Moment
    line: int | None = None
    time: float | None = None
    source: str = ""


class Reply(Record, frozen=True):
    """What a client of the judge's saw: the lines that came back (answers by their names), and when the server closed the connection."""

    client: int
    connected: float | None
    lines: tuple[tuple[float, Any], ...]
    closed: float | None
    refused: bool = False
    reset: bool = False

"""Probes: the collaborators of an exercise, as a suite declares them. What they do is the judge's; the subject gets handles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.recording.odd import Odd

Kind = Literal["call", "calls", "blocking", "process", "clients", "note"]
Cleaned = Literal["ends", "fails", "answers"]
Seconds = float | Mapping[Any, float] | Sequence[float]
Fails = Mapping[Any, type[Exception]]


@dataclass(frozen=True)
class Client:
    """A TCP client that the judge plays: it connects, sends its lines, and reads what comes back.

    at: when it connects, in virtual seconds after the server is ready.
    sends: what it sends: the first piece at once, each other one when another line has come back.
    leaves: whether it hangs up when all its lines are answered; else it stays until the server does.
    """

    at: float = 0.0
    sends: tuple[bytes, ...] = ()
    leaves: bool = False


@dataclass(frozen=True)
class Probe:
    """A declared collaborator of the exercise. What it does is the judge's; the subject gets a handle.

    seconds: how long a call takes (virtual): one number; a mapping by item or first argument; or a sequence by order of calls.
    fails: which calls raise what, by item, first argument, or (where neither is there) order of calls; "*" for all others.
    cleanup: how long a cancelled call takes to clean up (virtual seconds); a sequence by order of cancels (of all probes), over and over.
    cleaned: how that ends: CancelledError goes on; or the call fails then; or it returns an answer.
    odd: what kind of odd values it answers with, instead of secrets.
    """

    kind: Kind
    name: str
    count: int = 0
    seconds: Seconds = 0.0
    fails: Fails = field(default_factory=dict)
    cleanup: float | Sequence[float] = 0.0
    script: tuple[Client, ...] = ()
    cleaned: Cleaned = "ends"
    odd: Odd | None = None


def call(name: str, *, seconds: Seconds = 1.0, fails: Fails | None = None, cleanup: float = 0.0) -> Probe:
    """One async function, to be called with any arguments; it returns a secret answer after `seconds`."""
    return Probe("call", name, seconds=seconds, fails=fails or {}, cleanup=cleanup)


def calls(name: str, *, count: int, seconds: Seconds = 1.0, fails: Fails | None = None, cleanup: float = 0.0) -> Probe:
    """Declare a list of `count` async functions without parameters. By item: the first is 0."""
    return Probe("calls", name, count=count, seconds=seconds, fails=fails or {}, cleanup=cleanup)


def blocking(name: str, *, seconds: Seconds = 1.0, fails: Fails | None = None) -> Probe:
    """One ordinary function, that blocks the thread it is called in for `seconds`."""
    return Probe("blocking", name, seconds=seconds, fails=fails or {})


def process(name: str, *, seconds: Seconds = 1.0, fails: Fails | None = None) -> Probe:
    """One ordinary function that burns the processor; the judge sees which process called it."""
    return Probe("process", name, seconds=seconds, fails=fails or {})


def clients(name: str, *script: Client) -> Probe:
    """TCP clients of a server of the exercise; the body tells them the port: `handle.connect(port)`."""
    return Probe("clients", name, script=script)


def note(name: str) -> Probe:
    """One ordinary function that returns at once; when it was called, and with what, is recorded."""
    return Probe("note", name)

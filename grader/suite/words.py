"""The words a suite declares things in: probes, scenarios, checks.

A **scenario** says what stands around the exercise (its probes: declared here, played by the judge) and what is done with the
exercise (its body: run next to it, in the subject). A **check** is a test over recordings of scenarios; it names them as parameters.
This module is light, since the lab imports suites too: it knows neither pytest nor the judge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NoReturn, TypeVar

Kind = Literal["call", "calls", "blocking", "process", "clients", "note"]
Seconds = float | Mapping[Any, float] | Sequence[float]
Fails = Mapping[Any, type[Exception]]
Function = TypeVar("Function", bound=Callable[..., Any])


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
    cleanup: how long a cancelled call takes to clean up (virtual seconds).
    """

    kind: Kind
    name: str
    count: int = 0
    seconds: Seconds = 0.0
    fails: Fails = field(default_factory=dict)
    cleanup: float = 0.0
    script: tuple[Client, ...] = ()


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


@dataclass(frozen=True)
class Scenario:
    """What is played: `body(exercise, *handles, *parameters)`, with the probes it asks for by name.

    each: parameters of the body and the values to play it with; the check gets all those recordings.
    cancelled: play it once more for each suspension point and moment, cancelled there, and again in cleanup.
    times: play it once more for each of these times (virtual seconds), cancelled then, and again in cleanup.
    """

    name: str
    body: Callable[..., Any]
    probes: Mapping[str, Probe]
    each: Mapping[str, Sequence[Any]]
    cancelled: bool
    times: tuple[float, ...] = ()

    @property
    def plural(self) -> bool:
        """Whether a check gets several recordings of it."""
        return self.cancelled or bool(self.each)


def scenario(
    *, each: Mapping[str, Sequence[Any]] | None = None, cancelled: bool | Sequence[float] = False, **probes: Probe
) -> Callable[[Callable[..., Any]], Scenario]:
    """Make a scenario of the function below: its name is how checks ask for its recording.

    cancelled: True, to cancel it at each suspension point; or virtual seconds, to cancel it at those times as well. (A program may
    wait for all its work at a single point: a TaskGroup. Then only a time finds it in the middle.) Choose times at which nothing
    else happens.
    """

    def make(body: Callable[..., Any]) -> Scenario:
        times = () if isinstance(cancelled, bool) else tuple(cancelled)
        return Scenario(body.__name__, body, probes, each or {}, bool(cancelled), times)

    return make


@dataclass(frozen=True)
class Check:
    """What a check is about. `points` 0 is a guard: while it fails, the exercise earns nothing.

    any_end: the check also judges programs that crashed, hung or deadlocked; others are then not judged.
    """

    title: str
    hint: str
    points: int
    any_end: bool


def check(title: str, *, points: int, hint: str, any_end: bool = False) -> Callable[[Function], Function]:
    """Make a check of the function below: `title` says what must be true, `hint` what to think about."""

    def mark(function: Function) -> Function:
        function.__check__ = Check(title, hint, points, any_end)  # type: ignore[attr-defined]  # read by the judge's plugin
        return function

    return mark


def guard(title: str, *, hint: str, any_end: bool = False) -> Callable[[Function], Function]:
    """Make a check that the untouched stub passes too: it earns nothing, and must not fail."""
    return check(title, points=0, hint=hint, any_end=any_end)


class NotJudged(Exception):  # noqa: N818 - an outcome of a check, not an error
    """This check's question could not be answered, because of something that another check reports."""


def not_judged(why: str) -> NoReturn:
    """End a check that can't be judged: `why` tells the learner what was missing."""
    raise NotJudged(why)

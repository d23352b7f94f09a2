"""Worlds: what a scenario declares, played otherwise. A check is a property that holds in each, so no exercise is judged by one story.

A world turns each declared probe to another one. Both ends use it: the judge, which answers, and the lab, which makes the handles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.language import marked
from grader.recording.odd import Odd
from grader.suite.probes import Cleaned, Probe, Seconds

PACE = 86_413.375
"""How much longer all takes in the worlds of days: a second becomes a day and a bit, which no round step divides."""
CLEANUPS = (1.3, 0.7, 2.1, 0.4, 1.7)
"""How long calls clean up there, in turn, in seconds before that."""


class OwnError(Exception):
    """A failure of a class that no program can name."""


@dataclass(frozen=True)
class World:
    """What is different from what was declared.

    about: the world in a sentence, for messages (to be `translated`); empty where all is as declared.
    odd: what kind of odd values calls return. pace: all takes so many times as long. cleans: all calls that are cancelled clean up, and
    then end, fail or answer. failures: what failing calls raise instead.
    """

    name: str
    about: str = ""
    odd: Odd | None = None
    pace: float = 1.0
    cleans: Cleaned | None = None
    failures: type[Exception] | None = None

    def of(self, probes: Mapping[str, Probe]) -> dict[str, Probe]:
        """Turn the probes of a scenario to what they are in this world."""
        return {name: self._probe(probe) for name, probe in probes.items()}

    def _probe(self, probe: Probe) -> Probe:
        changes: dict[str, Any] = {"seconds": _longer(probe.seconds, self.pace), "cleanup": _longer(probe.cleanup, self.pace)}
        changes |= {"odd": self.odd or probe.odd, "script": tuple(replace(one, at=one.at * self.pace) for one in probe.script)}
        if self.cleans and probe.kind in ("call", "calls"):
            changes |= {"cleanup": tuple(seconds * self.pace for seconds in CLEANUPS), "cleaned": self.cleans}
        if self.failures:
            changes |= {"fails": dict.fromkeys(probe.fails, self.failures)}
        return replace(probe, **changes)


def _longer(seconds: Seconds, pace: float) -> Any:
    match seconds:
        case int() | float():
            return seconds * pace
        case Mapping():
            return {key: one * pace for key, one in seconds.items()}
        case _:
            return tuple(one * pace for one in seconds)


DECLARED = World("declared")
WORLDS = {
    world.name: world
    for world in (
        DECLARED,
        World("nothing", marked("Here the answers are None, 0, '', False, [] and the like."), odd="nothing"),
        World("exceptions", marked("Here the answers are exception objects, which nobody raised."), odd="exceptions"),
        World("days", marked("Here each second takes a day. A call that is cancelled needs days to clean up."), pace=PACE, cleans="ends"),
        World(
            "failing cleanups",
            marked("Here each second takes a day. A call that is cancelled needs days to clean up, and then it fails."),
            pace=PACE,
            cleans="fails",
        ),
        World(
            "answering cleanups",
            marked("Here each second takes a day. A call that is cancelled needs days to clean up, and then it answers all the same."),
            pace=PACE,
            cleans="answers",
        ),
        World("own failures", marked("Here the failures are of a class that your program doesn't know."), failures=OwnError),
        World("groups", marked("Here the failures are exception groups."), failures=ExceptionGroup),
    )
}
"""All worlds by their names, the declared one first."""

_paces = [1.0]


def enter(world: World) -> None:
    """Let `pace()` tell this world's from now on; called by the lab."""
    _paces[0] = world.pace


def pace() -> float:
    """How many times longer than declared everything takes: for what a scenario's own body asks of time."""
    return _paces[0]

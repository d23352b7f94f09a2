"""What is to be played, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.recording.events import Cancel
from grader.recording.recording import Recording
from grader.subjects.limits import Limits
from grader.suite import WORLDS, Probe, Scenario, World


@dataclass(frozen=True)
class Exercise:
    """An exercise's file, as it will be played.

    `file` is how messages and tracebacks call it; `notes` say where it was taken from, if not from there.
    """

    name: str
    file: str
    source: str
    suite: Path
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What is to be played: a scenario on an exercise, with these parameters, cancelled at these points, in this world.

    `box`: what its process is put into; empty: nothing.
    """

    exercise: Exercise
    scenario: Scenario
    params: Mapping[str, Any] = field(default_factory=dict)
    cancels: tuple[Cancel, ...] = ()
    limits: Limits = field(default_factory=Limits)
    world: World = WORLDS["declared"]
    box: str = ""

    @property
    def probes(self) -> dict[str, Probe]:
        """The scenario's probes, as they are in this world."""
        return self.world.of(self.scenario.probes)


@dataclass(frozen=True)
class Played:
    """A recording, and what must not be in one.

    printed: what the program printed.
    excused: whether a cancel came where CPython itself goes wrong.
    killed: whether its process was killed.
    points: how often the program's own task was suspended.
    """

    recording: Recording
    printed: str = ""
    excused: bool = False
    killed: bool = False
    points: int = 0

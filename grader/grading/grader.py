"""A grader: a submission in, a result out, as often as wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.grading.intake.take import Unplayable, take, unpacked
from grader.grading.kept_plays import KeptPlays
from grader.grading.kit import Entry
from grader.grading.results.verdict import Verdicts
from grader.grading.suites import Collected, Suites
from grader.judge.request import Exercise, Played
from grader.judge.runner import Plays
from grader.recording.recording import Recordings
from grader.subjects.host import Running
from grader.suite import NotJudged, Scenario

Seen = Callable[[Exercise, Scenario, Played], None]
Recorded = dict[str, list[Played] | BaseException]


@dataclass(frozen=True)
class Way:
    """How to grade.

    fresh: each play in a process of its own. kept: what has been played is not played again. host: what starts processes; None: the one
    that the environment names, or the best that this system has. slots: plays at once; None: as many as there are processors, and one.
    box: what each process is put into; empty: nothing.
    """

    fresh: bool = False
    kept: KeptPlays = field(default_factory=KeptPlays)
    seen: Seen = lambda *_: None
    host: Running | None = None
    slots: int | None = None
    box: str = ""


class Grader:
    """Grades with suites that are collected already."""

    def __init__(self, suites: Suites, way: Way) -> None:
        self._suites, self._way = suites, way

    async def grade(self, entries: Sequence[Entry], submission: Path, verdicts: Verdicts) -> None:
        """Grade these exercises of a submission, all at once; `verdicts` hears of everything as it comes."""
        folder = unpacked(submission)
        way = self._way
        async with (
            Plays(way.seen, way.slots, fresh=way.fresh, host=way.host, box=way.box) as plays,
            asyncio.TaskGroup() as group,
        ):
            for entry in entries:
                group.create_task(self._exercise(plays, entry, folder, verdicts))

    async def _exercise(self, plays: Plays, entry: Entry, folder: Path, verdicts: Verdicts) -> None:
        try:
            taken: Exercise | Unplayable = take(entry, folder)
        except Unplayable as problem:
            taken = problem
        checks = self._suites[entry]
        verdicts.begin(entry, taken)
        for check in checks:
            verdicts.expect(entry, check.name, check.about)
        recorded: Recorded = await self._recorded(plays, taken, checks) if isinstance(taken, Exercise) else {}
        for played in recorded.values():
            if not isinstance(played, BaseException):
                verdicts.recorded(entry, [one.recording for one in played])
        for check in checks:
            _make(check, entry, taken, recorded, verdicts)

    async def _recorded(self, plays: Plays, exercise: Exercise, checks: Sequence[Collected]) -> Recorded:
        """Play what the checks ask for, unless that has been played before."""
        scenarios = {name: one for check in checks for name, one in check.scenarios.items()}
        if kept := self._way.kept.find(exercise, scenarios):
            for name, played in kept.items():
                for one in played:
                    self._way.seen(exercise, scenarios[name], one)
            return dict(kept)
        found = await asyncio.gather(*(plays.all_of(exercise, one) for one in scenarios.values()), return_exceptions=True)
        await plays.done_with(exercise)
        recorded = dict(zip(scenarios, found, strict=True))
        self._way.kept.keep(exercise, recorded)
        return recorded


def _make(check: Collected, entry: Entry, taken: Exercise | Unplayable, recorded: Recorded, verdicts: Verdicts) -> None:
    """Make one check. What went wrong while its scenarios were played is told to it, and to no other."""
    found = [one for name in check.scenarios if isinstance(one := recorded.get(name), BaseException)]
    if isinstance(taken, Unplayable) or found:
        verdicts.heard(entry, check.name, NotJudged(taken.message) if isinstance(taken, Unplayable) else found[0], made=False)
        return
    seen = {name: shown(recorded[name]) for name in check.scenarios}
    with check.in_time(), suppress(Exception):  # whatever it raises has been written down
        verdicts.judge(entry, check.name, check.function, seen)


def shown(played: list[Played] | BaseException) -> Recordings:
    """Show a check what it asked for."""
    if isinstance(played, BaseException):
        raise played
    return Recordings([one.recording for one in played])

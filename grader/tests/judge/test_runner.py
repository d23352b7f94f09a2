"""All plays of a run: which are made, and that none disturbs another."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.judge.plan import identify, variants
from grader.judge.request import Exercise, Played
from grader.judge.runner import Plays
from grader.recording.events import Cancel
from grader.recording.recording import Recording
from grader.subjects.fork.host import ForkHost, keep_server
from grader.suite import Scenario
from grader.tests import light_suite, scenes

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together")
GOOD = "async def run(fetch):\n    return await fetch('a')\n"


def _exercise(name: str, source: str) -> Exercise:
    return Exercise(name, f"{name}.py", source, Path(scenes.__file__))


def _all(*exercises: Exercise, scene: Scenario = scenes.fetching, seen: list[Played] | None = None) -> list[list[Recording]]:
    kept = [] if seen is None else seen

    async def main() -> list[list[Recording]]:
        async with Plays(lambda _exercise, _scenario, played: kept.append(played), slots=4) as plays:
            found = await asyncio.gather(*(plays.all_of(exercise, scene) for exercise in exercises))
            return [[one.recording for one in played] for played in found]

    return asyncio.run(main())


def test_every_combination_of_parameters_is_played() -> None:
    """Parameters are combined each with each; without any there is one play."""
    assert variants({}) == [{}]
    assert variants({"a": [1, 2], "b": ["x", "y"]}) == [{"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 2, "b": "x"}, {"a": 2, "b": "y"}]


def test_recordings_have_names_of_their_own() -> None:
    """Parameters and cancels tell the recordings of a scenario apart."""
    recording = Recording("scene", "returned", 1.0, {"a": 1}, cancels=(Cancel(2, "waiting"),))
    assert identify("exercise", recording) == "exercise/scene/a=1/cancelled 2 waiting"


def test_what_cannot_be_imported_is_tried_once() -> None:
    """A file whose import hangs costs its limit once, and every scenario with all its parameters is told the same."""
    seen: list[Played] = []
    [recordings] = _all(_exercise("broken", "raise ValueError('no')\n"), scene=scenes.parameters, seen=seen)
    assert [r.message for r in recordings] == ["Your file can't be imported: ValueError: no."] * 2
    assert [r.params for r in recordings] == [{"a": 1, "b": "x"}, {"a": 2, "b": "x"}]


@LINUX
def test_a_program_that_kills_the_server_costs_no_other() -> None:
    """The process that starts all programs is killed again and again: those that are right still return their answers."""
    killer = _exercise("killer", "import os\nasync def run(fetch):\n    os.kill(os.getppid(), 9)\n    os._exit(0)\n")
    good = [_exercise(f"good{number}", GOOD) for number in range(8)]
    results = _all(*good[:4], killer, *good[4:])
    assert [[r.outcome for r in recordings] for recordings in results] == [["returned"]] * 4 + [["killed"]] + [["returned"]] * 4


@LINUX
def test_a_program_that_stops_the_server_costs_no_other() -> None:
    """The process that starts all programs is stopped: it is let go on, and everything is played."""
    stopper = _exercise("stopper", "import os, signal\nasync def run(fetch):\n    os.kill(os.getppid(), signal.SIGSTOP)\n")
    results = _all(stopper, *(_exercise(f"good{number}", GOOD) for number in range(4)))
    assert [[r.outcome for r in recordings] for recordings in results] == [["returned"]] * 5


@LINUX
def test_a_program_that_kills_its_neighbours_costs_them_nothing() -> None:
    """A program that finds the others and kills them: those are played again, alone."""
    source = """
import os, pathlib
async def run(fetch):
    parent = os.getppid()
    for pid in pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if int(pid) != os.getpid():
            os.kill(int(pid), 9)
"""
    results = _all(_exercise("killer", source), *(_exercise(f"good{number}", GOOD) for number in range(6)))
    assert [[r.outcome for r in recordings] for recordings in results] == [["returned"]] * 7


def test_a_program_that_dies_of_itself_is_told_so() -> None:
    """Played again, and alone, a program that kills itself is dead once more: that is its own doing."""
    [[recording]] = _all(_exercise("suicide", "import os\nasync def run(fetch):\n    os.kill(os.getpid(), 9)\n"))
    assert (recording.outcome, recording.message) == ("killed", "The Python process of your program died (signal SIGKILL).")


def test_gradings_can_share_a_server() -> None:
    """Inside keep_server, one grading after the other is played by the same fork server; afterwards it is gone."""
    servers: list[int] = []

    async def one() -> None:
        async with ForkHost.running() as host:
            subject = await host.start()
            await subject.end()
            subject.close()
            servers.append(host._server.process.pid)

    with keep_server():
        asyncio.run(one())
        asyncio.run(one())
    asyncio.run(one())
    assert servers[0] == servers[1] != servers[2]
    assert not Path(f"/proc/{servers[0]}").exists()  # where there is no /proc, there is nothing to see


def test_a_suite_keeps_nothing_from_one_play_to_the_next() -> None:
    """What a scenario puts in a list of its module's is not there when the next one is played in the same process."""
    source = "import os\nasync def run(kept):\n    return kept, os.getpid()\n"
    exercise = Exercise("program", "program.py", source, Path(light_suite.__file__))

    async def main() -> list[Any]:
        async with Plays(slots=1) as plays:
            return [played.recording.returned for played in await plays.all_of(exercise, light_suite.keeping)]

    kept, processes = zip(*asyncio.run(main()), strict=True)
    assert (kept, len(set(processes))) == (([1], [2], [3]), 1)

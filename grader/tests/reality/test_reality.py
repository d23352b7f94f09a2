"""What the lab shows is what happens in real life: a sample of the plays that `nox -s reality` compares, always the same one.

Only order and outcome are compared, and nothing that happens at equal times. Where the machine has no time for a real play, that is not
judged: however slow it is, it makes no difference of it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from random import Random

import pytest

from grader.authoring.labelled import Labelled, labelled
from grader.grading.kit import exercises
from grader.judge.request import Exercise
from grader.judge.runner import Plays, judges_loop
from grader.tests.reality import random_programs
from grader.tests.reality.judging import (
    ALONE,
    Compared,
    Program,
    Subjects,
    _while_it_differs,
    again_alone,
    compare,
    in_the_lab,
)
from grader.tests.reality.known import Known
from grader.tests.reality.players import Players
from grader.tests.reality.real import load_suite

pytestmark = [
    pytest.mark.timeout(0),  # a slow machine only makes it longer
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each play in real life is a fork"),
]

CHOSEN = 12
"""Plays of labelled submissions; as many of random programs."""


def test_labelled_submissions_end_in_life_as_in_the_lab() -> None:
    """Plays of labelled submissions, chosen by a seed, come out alike."""
    rng = Random("labelled")
    submissions = [one for entry in exercises() for one in labelled(entry) if one.label in ("reference", "right", "wrong")]
    chosen = rng.sample(sorted(submissions, key=lambda one: one.id), CHOSEN)
    assert unlike(differing([_program(one, rng) for one in chosen])) == []


def test_random_programs_end_in_life_as_in_the_lab() -> None:
    """Programs made at random, always the same ones, come out alike."""
    assert unlike(differing(random_programs.make(CHOSEN, "sample"))) == []


def test_a_difference_is_found() -> None:
    """A thread that sets an event, and does not wake the loop, hangs in life: whoever says that the program returns is told so."""
    right, wrong = _random(HANGS.replace("event.set", "loop.call_soon_threadsafe, event.set")), _random(HANGS)

    async def main() -> tuple[str, Sequence[str]]:
        async with Players(1) as players, Plays(slots=1) as plays:
            play, *_ = await in_the_lab(plays, right, cancelled=0, rng=Random(0))
            assert play.outcome == "returned"
            verdict, why, _ = await _while_it_differs(players, wrong, play, ALONE)
            return verdict, why

    with asyncio.Runner(loop_factory=judges_loop) as runner:
        verdict, why = runner.run(main())
    assert (verdict, why[0]) in [("differs", "the program: returned; in life hung"), ("not judged", why[0])]


HANGS = """
import asyncio
import threading
import time


def work(function, *args):
    time.sleep(1)
    function(*args)


async def run(job, tell):
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    thread = threading.Thread(target=work, args=(event.set,))
    thread.start()
    await event.wait()
    thread.join()
    return 1
"""


def differing(programs: Sequence[Program]) -> list[Compared]:
    """Compare a play of each program, and return what differs."""

    async def main() -> list[Compared]:
        async with Players(3) as players, Plays(slots=1) as plays:
            subjects = Subjects(plays, players)
            found = await asyncio.gather(*(_compared(one, subjects) for one in programs))
            return [last for one in found if (last := await again_alone(subjects, one)).verdict == "differs"]

    with asyncio.Runner(loop_factory=judges_loop) as runner:
        return runner.run(main())


async def _compared(one: Program, subjects: Subjects) -> Compared:
    rng = Random(one.name)
    play = rng.choice(await in_the_lab(subjects.plays, one, cancelled=1, rng=rng))
    await subjects.plays.done_with(one.exercise)
    return await compare(subjects, one, play)


def unlike(found: Sequence[Compared]) -> list[str]:
    """Say what differs for no known reason."""
    known = Known()
    return [f"{one.name}: {'; '.join(one.why)}" for one in found if known.reason(one) is None]


def _program(one: Labelled, rng: Random) -> Program:
    exercise = Exercise(one.entry.name, f"{one.entry.name}.py", one.source, one.entry.suite)
    scenarios = load_suite(str(one.entry.suite))
    return Program(f"{one.entry.name}/{one.label}/{one.name}", exercise, scenarios[rng.choice(sorted(scenarios))])


def _random(source: str) -> Program:
    return random_programs.program(source, "random/own")

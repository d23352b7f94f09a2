"""Scenarios for the judge's own tests: any program that defines `run` can be played in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from textwrap import dedent
from typing import Any

from grader.judge.request import Exercise, Played
from grader.judge.runner import Plays
from grader.recording.recording import Recording
from grader.suite import Scenario, blocking, call, calls, heartbeat, note, scenario


def record(source: str, scene: Scenario) -> list[Recording]:
    """Play a program in a scene, with all variants."""
    return [played.recording for played in plays(source, scene)]


def plays(source: str, scene: Scenario) -> list[Played]:
    """The same, with what was printed; variants that show nothing are among them."""
    exercise = Exercise("program", "program.py", dedent(source), Path(__file__))

    async def main() -> list[Played]:
        async with Plays() as all_plays:
            return await all_plays.all_of(exercise, scene)

    return asyncio.run(main())


@scenario(
    without={"*": "one story is enough here"}, fetch=call("fetch", seconds={"slow": 3, "*": 1}, fails={"bad": ConnectionError}, cleanup=0.5)
)
async def fetching(exercise: Any, fetch: Any) -> Any:
    """The program gets something to fetch with: 1 s, "slow" 3 s, "bad" fails, 0.5 s of cleanup."""
    return await exercise.run(fetch)


@scenario(
    without={"*": "one story is enough here"},
    fetch=call("fetch", seconds={"slow": 3, "*": 1}, fails={"bad": ConnectionError}, cleanup=0.5),
    cancelled=True,
)
async def cancelled(exercise: Any, fetch: Any) -> Any:
    """The same, cancelled everywhere."""
    return await exercise.run(fetch)


@scenario(without={"*": "one story is enough here"})
async def lending(exercise: Any) -> Any:
    """The program gets an async generator."""

    async def numbers() -> AsyncIterator[int]:
        yield 1

    return await exercise.run(numbers())


@scenario(without={"*": "one story is enough here"}, jobs=calls("job", count=3, seconds=[3, 1, 2]))
async def three_jobs(exercise: Any, jobs: Any) -> Any:
    """Three jobs: the first call takes 3 s, the second 1 s, the third 2 s."""
    return await exercise.run(jobs)


@scenario(without={"*": "one story is enough here"}, read=blocking("read", seconds={"slow": 3, "*": 1}), tick=note("tick"))
async def reading(exercise: Any, read: Any, tick: Any) -> Any:
    """The program gets a blocking call, beside a heartbeat."""
    async with heartbeat(tick, every=0.5):
        return await exercise.run(read)


@scenario(without={"*": "one story is enough here"}, tell=note("tell"))
def synchronous(exercise: Any, tell: Any) -> Any:
    """An ordinary function that makes its own loops."""
    return exercise.run(tell)


@scenario(without={"*": "one story is enough here"}, each={"a": [1, 2], "b": ["x"]})
async def parameters(exercise: Any, a: int, b: str) -> Any:
    """Played with every combination of parameters."""
    return await exercise.run(a, b)


@scenario(without={"*": "one story is enough here"}, fetch=call("fetch", seconds={"slow": 3, "*": 1}, cleanup=0.5), cancelled=[0.25, 1.25])
async def cancelled_at_times(exercise: Any, fetch: Any) -> Any:
    """The same, cancelled everywhere, and at two times as well."""
    return await exercise.run(fetch)


@scenario(fetch=call("fetch", seconds={"slow": 3, "*": 1}, fails={"bad": ConnectionError}))
async def everywhere(exercise: Any, fetch: Any) -> Any:
    """The program gets something to fetch with, in each world."""
    return await exercise.run(fetch)


@scenario(fetch=call("fetch", seconds={"slow": 3, "*": 1}, fails={"bad": ConnectionError}), cancelled=True)
async def cancelled_everywhere(exercise: Any, fetch: Any) -> Any:
    """The same, in each world, and cancelled."""
    return await exercise.run(fetch)

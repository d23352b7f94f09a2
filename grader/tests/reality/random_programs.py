"""Programs made at random, of everything that waits; played like an exercise, with one scenario.

Each wait takes a time of its own, so that no two things happen at the same time but by the program's order; each step tells that it was
made. Many of the programs fail, and many never end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

from grader.judge.request import Exercise
from grader.tests.reality.judging import Program
from grader.tests.reality.real import load_suite

SUITE = Path(__file__).with_name("random_suite.py")
HEAD = """
import asyncio
import contextlib
import time


def word(one):
    return type(one).__name__ if isinstance(one, BaseException) else one


async def run(job, tell):
    loop = asyncio.get_running_loop()
    queue, lock, event = asyncio.Queue({size}), asyncio.Lock(), asyncio.Event()
    semaphore, condition, barrier = asyncio.Semaphore({free}), asyncio.Condition(), asyncio.Barrier(2)
"""
STEPS, DEPTH = 14, 3
Lines = list[str]

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "awaitlings-hypothesis")


class Maker:
    """Makes one program. `draw` is hypothesis'."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw, self.left, self.count, self.jobs = draw, STEPS, 0, list(range(6))

    def source(self) -> str:
        """Write the program."""
        head = HEAD.format(size=self.draw(st.integers(0, 2)), free=self.draw(st.integers(1, 2)))
        return head + "".join(f"    {line}\n" for line in [*self.block(0), f"return {self.number()}"])

    def number(self) -> int:
        """Count: each step has a number."""
        self.count += 1
        return self.count

    def time(self) -> float:
        """Draw a time that no other wait takes."""
        return round(int(self.draw(st.integers(1, 30))) / 10 + self.number() * 0.00137, 5)

    def block(self, depth: int) -> Lines:
        """Make some steps."""
        lines: Lines = []
        for _ in range(self.draw(st.integers(1, 4))):
            self.left -= 1
            if self.left >= 0:
                kinds = [*SIMPLE, *(DEEP if depth < DEPTH else ())]
                lines += self.draw(st.sampled_from(kinds))(self, depth)
        return lines or self._sleep(depth)

    def inner(self, depth: int) -> Lines:
        """Make the steps of a deeper block."""
        return [f"    {line}" for line in self.block(depth + 1)]

    def part(self, depth: int) -> tuple[str, Lines]:
        """Make a coroutine function. Returns its name, and its lines."""
        name = f"part_{self.number()}"
        return name, [f"async def {name}():", *self.inner(depth), f"    return {self.number()}"]

    def tell(self, what: str = "") -> str:
        """Tell that a step was made."""
        return f"tell({self.number()}{f', {what}' if what else ''})"

    # --- steps
    def _sleep(self, _: int) -> Lines:
        return [f"await asyncio.sleep({self.time()})", self.tell()]

    def _yields(self, _: int) -> Lines:
        return ["await asyncio.sleep(0)", self.tell()]

    def _job(self, depth: int) -> Lines:
        if not self.jobs:
            return self._sleep(depth)
        number = self.jobs.pop(self.draw(st.integers(0, len(self.jobs) - 1)))
        return [self.tell(f"await job[{number}]()")]

    def _thread(self, _: int) -> Lines:
        return [f"await asyncio.to_thread(time.sleep, {self.time()})", self.tell()]

    def _from_thread(self, _: int) -> Lines:
        what = self.draw(st.sampled_from(["loop.call_soon_threadsafe(event.set)", "asyncio.run_coroutine_threadsafe(queue.put(0), loop)"]))
        name = f"work_{self.number()}"
        return [f"def {name}():", f"    time.sleep({self.time()})", f"    {what}", f"loop.run_in_executor(None, {name})", self.tell()]

    def _on_queue(self, _: int) -> Lines:
        step = self.draw(st.sampled_from(["await queue.put({0})", "tell({0}, await queue.get())", "queue.put_nowait({0})"]))
        return [step.format(self.number()), self.tell("queue.qsize()")]

    def _on_event(self, _: int) -> Lines:
        return [self.draw(st.sampled_from(["event.set()", "event.clear()", "await event.wait()"])), self.tell("event.is_set()")]

    def _on_condition(self, _: int) -> Lines:
        step = self.draw(st.sampled_from(["await condition.wait()", "condition.notify()", "condition.notify_all()"]))
        return ["async with condition:", f"    {step}", f"    {self.tell()}"]

    def _meets(self, _: int) -> Lines:
        return ["await barrier.wait()", self.tell()]

    def _later(self, _: int) -> Lines:
        what = self.draw(st.sampled_from(["event.set", f"tell, {self.number()}"]))
        return [f"loop.call_later({self.time()}, {what})"]

    def _fails(self, _: int) -> Lines:
        return [f"if event.is_set() or {self.draw(st.booleans())}:", f"    raise {self.draw(ERRORS)}({self.number()})"]

    def _holds(self, depth: int) -> Lines:
        return [f"async with {self.draw(st.sampled_from(['lock', 'semaphore']))}:", *self.inner(depth), self.tell()]

    def _timeout(self, depth: int) -> Lines:
        return self.tried([f"async with asyncio.timeout({self.time()}):", *self.inner(depth)])

    def _wait_for(self, depth: int) -> Lines:
        name, lines = self.part(depth)
        return [*lines, *self.tried([self.tell(f"await asyncio.wait_for({name}(), {self.time()})")])]

    def _cleans_up(self, depth: int) -> Lines:
        return ["try:", *self.inner(depth), "finally:", f"    await asyncio.sleep({self.time()})", f"    {self.tell()}"]

    def _catches(self, depth: int) -> Lines:
        return self.tried(self.block(depth + 1))

    def tried(self, lines: Lines) -> Lines:
        """Catch what these lines raise, and tell."""
        return ["try:", *(f"    {line}" for line in lines), "except Exception as error:", f"    {self.tell('type(error).__name__')}"]

    def _group(self, depth: int) -> Lines:
        names, lines = self.parts(depth)
        body = [f"    group.create_task({name}())" for name in names]
        return [*lines, *self.tried(["async with asyncio.TaskGroup() as group:", *body, *self.inner(depth)])]

    def _gather(self, depth: int) -> Lines:
        names, lines = self.parts(depth)
        told = "[word(one) for one in await asyncio.gather({}, return_exceptions={})]"
        return [*lines, *self.tried([self.tell(told.format(", ".join(f"{name}()" for name in names), self.draw(st.booleans())))])]

    def _waits(self, depth: int) -> Lines:
        names, lines = self.parts(depth)
        when = self.draw(st.sampled_from(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"]))
        limit = self.draw(st.sampled_from([None, self.time()]))
        return [
            *lines, f"tasks = [asyncio.create_task(one()) for one in ({', '.join(names)},)]",
            f"await asyncio.wait(tasks, return_when=asyncio.{when}, timeout={limit})", self.tell("[one.done() for one in tasks]"),
            "for one in tasks:", "    one.cancel()",
            self.tell("[word(one) for one in await asyncio.gather(*tasks, return_exceptions=True)]"),
        ]  # fmt: skip

    def _as_completed(self, depth: int) -> Lines:
        names, lines = self.parts(depth)
        return [
            *lines,
            f"for one in asyncio.as_completed([{', '.join(f'{name}()' for name in names)}]):",
            *self.indented([self.tell("await one")]),
        ]

    def indented(self, lines: Lines) -> Lines:
        """Catch and tell, in a block."""
        return [f"    {line}" for line in self.tried(lines)]

    def _cancels(self, depth: int) -> Lines:
        name, lines = self.part(depth)
        shielded = self.draw(st.sampled_from(["task", "asyncio.shield(task)"]))
        return [
            *lines, f"task = asyncio.create_task({name}())", f"await asyncio.sleep({self.time()})", "task.cancel()",
            "with contextlib.suppress(asyncio.CancelledError):", *self.indented([self.tell(f"await {shielded}")]), self.tell(),
        ]  # fmt: skip

    def _shields(self, depth: int) -> Lines:
        name, lines = self.part(depth)
        start = f"task = asyncio.create_task({name}())"
        return [*lines, start, *self.tried([self.tell(f"await asyncio.wait_for(asyncio.shield(task), {self.time()})")])]

    def _starts(self, depth: int) -> Lines:
        name, lines = self.part(depth)
        return [*lines, f"kept_{name} = asyncio.create_task({name}())", self.tell()]

    def _generates(self, depth: int) -> Lines:
        name = f"items_{self.number()}"
        lines = [f"async def {name}():", "    try:", f"        yield {self.number()}", *(f"    {line}" for line in self.inner(depth))]
        lines += [f"        yield {self.number()}", "    finally:", f"        await asyncio.sleep({self.time()})", f"        {self.tell()}"]
        end = self.draw(st.sampled_from(["break", "await asyncio.sleep(0)"]))
        return [
            *lines,
            f"async with contextlib.aclosing({name}()) as items:",
            "    async for item in items:",
            f"        {self.tell('item')}",
            f"        {end}",
        ]

    def parts(self, depth: int) -> tuple[list[str], Lines]:
        """Make two or three coroutine functions."""
        made = [self.part(depth) for _ in range(self.draw(st.integers(2, 3)))]
        return [name for name, _ in made], [line for _, lines in made for line in lines]


ERRORS = st.sampled_from(["ValueError", "OSError", "KeyError"])
SIMPLE = (
    Maker._sleep, Maker._sleep, Maker._job, Maker._job, Maker._yields, Maker._thread, Maker._from_thread, Maker._on_queue, Maker._on_queue,
    Maker._on_event, Maker._on_condition, Maker._meets, Maker._later, Maker._fails,
)  # fmt: skip
DEEP = (
    Maker._holds, Maker._timeout, Maker._wait_for, Maker._cleans_up, Maker._catches, Maker._group, Maker._group, Maker._gather,
    Maker._gather, Maker._waits, Maker._as_completed, Maker._cancels, Maker._shields, Maker._starts, Maker._generates,
)  # fmt: skip


@st.composite
def programs(draw: Callable[[Any], Any]) -> str:
    """Draw a program."""
    return Maker(draw).source()


def make(count: int, seed: str) -> list[Program]:
    """Make so many programs: the same for the same seed."""
    return [program(source, f"random/{seed}/{number}") for number, source in enumerate(sources(count, seed))]


def program(source: str, name: str) -> Program:
    """Make a program of its source."""
    exercise = Exercise("program", "program.py", source, SUITE)
    return Program(name, exercise, load_suite(str(SUITE))["running"], exact=True)


def sources(count: int, seed: str) -> list[str]:
    """Write so many programs."""
    made: dict[str, None] = {}

    @seeded(seed)
    @settings(max_examples=2 * count, database=None, phases=[Phase.generate], deadline=None, suppress_health_check=[*HealthCheck])
    @given(programs())
    def collect(source: str) -> None:
        made[source] = None

    if count:
        collect()
    return list(made)[-count:] if count else []

"""Plays: what a recording shows of a program."""

from __future__ import annotations

import pytest

from grader.judge.world import world
from grader.judge.world.world import World
from grader.recording.events import Answer, Call, Failure
from grader.recording.recording import Recording
from grader.suite import no_idlers
from grader.tests import scenes


def test_time_is_exact() -> None:
    """An hour's sleep takes no time, and is an hour."""
    [recording] = scenes.record("import asyncio\nasync def run(fetch):\n    await asyncio.sleep(3600)\n", scenes.fetching)
    assert (recording.outcome, recording.seconds) == ("returned", 3600)


def test_answers_are_known_by_their_calls() -> None:
    """What a program returns is told by the calls that it came from."""
    source = """
        import asyncio
        async def run(fetch):
            return list(await asyncio.gather(fetch("slow"), fetch("b")))
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.returned == [Answer("fetch('slow')"), Answer("fetch('b')")] == recording.answers("fetch")
    assert [(c.start, c.end, c.line) for c in recording.calls("fetch")] == [(0, 3, 4), (0, 1, 4)]


def test_a_literal_is_no_answer() -> None:
    """A program that returns the name of an answer has not returned the answer."""
    [recording] = scenes.record("async def run(fetch):\n    return \"fetch('b')'s answer\"\n", scenes.fetching)
    assert recording.returned == "fetch('b')'s answer"
    assert recording.returned != Answer("fetch('b')")


def test_failures_are_known_by_their_calls() -> None:
    """An exception of a probe is told by the call that raised it, also inside a group."""
    source = """
        import asyncio
        async def run(fetch):
            async with asyncio.TaskGroup() as group:
                group.create_task(fetch("bad"))
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.raised is not None
    assert [leaf.same(Failure("ConnectionError", of="fetch('bad')")) for leaf in recording.raised.leaves()] == [True]


def test_of_equal_deadlines_the_first_set_comes_first() -> None:
    """A deadline of 1 s that was set before a call of 1 s ends it."""
    source = """
        import asyncio
        async def run(fetch):
            async with asyncio.timeout(1):
                return await fetch("a")
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert (recording.ended, recording.seconds) == ("raised TimeoutError (line 4)", 1.5)
    assert recording.calls("fetch")[0].outcome == "cancelled"


def test_a_blocking_call_on_the_loop_stops_everything() -> None:
    """Called on the loop, a blocking probe is recorded with its line, and the heartbeat misses its beats."""
    source = """
        async def run(read):
            return read("slow")
    """
    [recording] = scenes.record(source, scenes.reading)
    assert [(b.what, b.line, b.at) for b in recording.blocked] == [("read", 3, 0)]
    assert (recording.seconds, recording.longest_gap("tick"), recording.calls("read")[0].where) == (3, 3, "loop")


def test_a_recording_tells_its_moments() -> None:
    """The beginning, and whenever a call begins or ends: each once, in order."""
    source = """
        import asyncio
        async def run(fetch):
            await asyncio.sleep(0.5)
            await asyncio.gather(fetch("a"), fetch("slow"))
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.moments == [0, 0.5, 1.5, 3.5]


def test_who_idles_while_work_waits_is_told() -> None:
    """A call that begins later than it might, while fewer than may be are at work, is told with its times."""
    times = [("make", 1, 0, 1), ("use", 1, 1, 4), ("make", 2, 1, 2), ("use", 2, 4, 5)]
    called = tuple(Call(probe, f"{probe}({key})", None, (key,), start, "loop", end=end) for probe, key, start, end in times)
    recording = Recording("handmade", "returned", 5, called=called)
    no_idlers(recording, "use", most=1, after="make")
    with pytest.raises(AssertionError, match=r"use\(2\) might have begun at 2 s, and had to wait until 4 s; and yet at 2 s only 1 of 2"):
        no_idlers(recording, "use", most=2, after="make")


def test_worker_threads_share_the_clock() -> None:
    """Three blocking calls in threads take as long as the slowest, and the heartbeat goes on."""
    source = """
        import asyncio
        async def run(read):
            return list(await asyncio.gather(*(asyncio.to_thread(read, name) for name in ("slow", "b", "c"))))
    """
    [recording] = scenes.record(source, scenes.reading)
    assert (recording.seconds, recording.longest_gap("tick")) == (3, 0.5)
    assert {call.where for call in recording.calls("read")} == {"thread"}
    assert recording.returned == recording.answers("read")


def test_a_deadlock_names_who_waits_where() -> None:
    """Everything waits and nothing can happen: that is told at once, with the line."""
    source = """
        import asyncio
        async def run(fetch):
            await asyncio.Queue().get()
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.outcome == "deadlock"
    assert any("await asyncio.Queue().get()" in line for line in recording.waits)


@pytest.mark.parametrize(
    "body",
    [
        "while True: await asyncio.sleep(0)",
        "while True: await asyncio.sleep(1)",
        "while True: await asyncio.gather(*(asyncio.sleep(1) for _ in range(1_000)))",
    ],
)
def test_going_on_for_ever_is_an_outcome(body: str) -> None:
    """Endless turns, endless virtual time, and endless deadlines come to an end."""
    [recording] = scenes.record(f"import asyncio\nasync def run(fetch):\n    {body}\n", scenes.fetching)
    assert recording.outcome == "endless"


def test_steps_that_a_program_takes_alone_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that polls is recorded as it is where it asks the judge for each step; also its cancels, at their times."""
    source = """
        import asyncio
        async def run(fetch):
            calls = [asyncio.create_task(fetch(name)) for name in ("slow", "a", "bad")]
            while not all(call.done() for call in calls):
                await asyncio.sleep(0.07)
            await asyncio.sleep(0.07)
            return [await fetch("b"), *(call.exception() for call in calls)]
    """
    steps: list[int] = []
    follow = World.follow

    def noted(self: World, time: float, moves: int) -> None:
        steps.append(moves)
        follow(self, time, moves)

    monkeypatch.setattr(World, "follow", noted)
    alone = [scenes.record(source, scene) for scene in (scenes.fetching, scenes.cancelled)]
    assert max(steps) > 10
    monkeypatch.setattr(world, "ALONE", 0)
    steps.clear()
    assert [scenes.record(source, scene) for scene in (scenes.fetching, scenes.cancelled)] == alone
    assert alone[0][0].seconds == pytest.approx(3.01 + 0.07 + 1)
    assert len(alone[1]) > 40
    assert max(steps) == 0


def test_what_nobody_heard_is_told() -> None:
    """A failed task whose exception nobody retrieved, and a coroutine that was never awaited, are recorded."""
    source = """
        import asyncio
        async def run(fetch):
            asyncio.create_task(fetch("bad"))
            fetch("a")
            await asyncio.sleep(5)
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.unheard == ("coroutine fetch was never awaited (line 5)", "Task exception was never retrieved: ConnectionError")


def test_what_is_left_behind_is_told() -> None:
    """Tasks, pools and loops that outlive the program are recorded with the lines that made them."""
    source = """
        import asyncio
        from concurrent.futures import ThreadPoolExecutor
        async def numbers():
            yield 1
            yield 2
        async def run(fetch):
            pool = ThreadPoolExecutor()
            loop = asyncio.new_event_loop()
            generator = numbers()
            await anext(generator)
            run.task = asyncio.create_task(fetch("slow"))
            run.generator = generator
            run.loop = loop
            await asyncio.sleep(0)
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert [str(one) for one in recording.leftovers] == [
        "async generator numbers (line 5)",
        "event loop never closed (line 9)",
        "pool ThreadPoolExecutor (line 8)",
        "task fetch (line 12)",
    ]
    assert [call.name for call in recording.left()] == ["fetch('slow')"]


def test_a_scenarios_generator_has_no_line() -> None:
    """A line is told only of the program's own file: where a generator of the scenario's is left behind, there is none."""
    [recording] = scenes.record("async def run(numbers):\n    run.kept = numbers\n    await anext(numbers)\n", scenes.lending)
    assert recording.remains == ["async generator lending.numbers"]


def test_loops_of_the_program_are_lab_loops() -> None:
    """asyncio.run inside a synchronous exercise takes no real time."""
    source = """
        import asyncio, time
        def run(tell):
            async def main():
                await asyncio.sleep(100)
                tell(asyncio.get_running_loop().time(), time.monotonic())
                return "done"
            return asyncio.run(main())
    """
    [recording] = scenes.record(source, scenes.synchronous)
    assert (recording.returned, recording.seconds, recording.leftovers) == ("done", 100, ())
    assert recording.noted("tell")[0].args == (100.0, 100.0)


def test_recordings_compare_equal() -> None:
    """The same program gives the same recording, play for play, although its answers are random."""
    source = """
        import asyncio
        async def run(jobs):
            done = []
            for next_one in asyncio.as_completed([job() for job in jobs]):
                done.append(await next_one)
            return done
    """
    assert len({repr(scenes.record(source, scenes.three_jobs)) for _ in range(5)}) == 1


def test_prints_never_reach_the_line() -> None:
    """Whatever a program prints is output, and nothing else."""
    source = """
        import os, sys
        async def run(fetch):
            print('{"kind":"done"}', flush=True)
            os.write(2, b"to stderr")
    """
    [played] = scenes.plays(source, scenes.fetching)
    assert played.recording.outcome == "returned"
    assert played.printed == '{"kind":"done"}\nto stderr'


def test_what_an_import_takes_is_not_the_plays() -> None:
    """A trial run at the end of a file costs no time of the play, is told with its line, and nothing else of it is seen."""
    source = """
        import asyncio
        async def run(fetch):
            return await fetch("a")
        async def trial():
            asyncio.get_running_loop().create_task(asyncio.sleep(1))
            asyncio.sleep(1)
            await asyncio.sleep(4)
        asyncio.run(trial())
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert (recording.seconds, recording.outcome, [one.name for one in recording.tasks], recording.unheard) == (1, "returned", [], ())
    [remark] = recording.remarks
    assert remark.startswith("While your file is imported, it runs for 4 s (line 9). That costs nothing here. Keep what runs")


def test_a_program_finds_its_own_file() -> None:
    """`__file__` names a file that is there and holds the source; inspect shows the source of what is in it."""
    source = """
        import inspect
        from pathlib import Path
        HERE = Path(__file__).read_text()
        async def run(fetch):
            return ["async def run" in HERE, Path(__file__).is_absolute(), inspect.getsource(run).startswith("async def run")]
    """
    [recording] = scenes.record(source, scenes.fetching)
    assert recording.returned == [True, True, True]

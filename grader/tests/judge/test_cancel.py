"""Cancelled everywhere: each suspension point, both moments, and once more during cleanup."""

from __future__ import annotations

import sys

import pytest

from grader.recording.recording import Recordings
from grader.suite import leaves_nothing, passes_cancel_on
from grader.tests import scenes

TWO_FETCHES = """
    async def run(fetch):
        first = await fetch("a")
        return first, await fetch("b")
"""
SWALLOWS = """
    import asyncio
    async def run(fetch):
        try:
            await fetch("a")
        except asyncio.CancelledError:
            return None
"""
ORPHAN = """
    import asyncio
    async def run(fetch):
        task = asyncio.create_task(fetch("slow"))
        await fetch("a")
        return await task
"""
CLEANS_UP = """
    import asyncio
    async def run(fetch):
        try:
            await fetch("a")
        finally:
            await asyncio.sleep(1)
            await fetch("tidy")
"""


def test_each_point_is_cancelled_at_both_moments() -> None:
    """A program with two suspension points is played once as it is, four times cancelled at these, and twice between its events."""
    base, *rest = scenes.record(TWO_FETCHES, scenes.cancelled)
    first = [r for r in rest if len(r.cancels) == 1 and r.cancels[0].moment != "time"]
    assert [r.cancels[0].time for r in rest if r.cancels[0].moment == "time" and len(r.cancels) == 1] == [0.5, 1.5]
    assert (base.outcome, base.cancels) == ("returned", ())
    assert [(r.cancels[0].at, r.cancels[0].moment, r.cancels[0].line) for r in first] == [
        (1, "waiting", 3),
        (1, "resuming", 3),
        (2, "waiting", 4),
        (2, "resuming", 4),
    ]
    assert [r.cancels[0].time for r in first] == [0, 1, 1, 2]
    assert {r.outcome for r in rest} == {"cancelled"}


def test_the_report_names_the_line_and_what_was_awaited() -> None:
    """A learner reads where the program was when it was cancelled."""
    _, waiting, *_ = scenes.record(TWO_FETCHES, scenes.cancelled)
    assert waiting.cancelled_at == 'while it waited at line 3 (await fetch("a"))'


def test_a_swallowed_cancel_is_told() -> None:
    """A program that returns instead of letting CancelledError through fails, with the place in the message."""
    with pytest.raises(AssertionError, match=r"line 5 .*returned None\. CancelledError must reach"):
        passes_cancel_on(Recordings(scenes.record(SWALLOWS, scenes.cancelled)))


def test_an_orphan_is_told() -> None:
    """A task that outlives its cancelled maker is left behind, and named with the line that made it."""
    with pytest.raises(AssertionError, match=r"left behind: fetch\('slow'\), still running; task fetch \(line 4\)"):
        leaves_nothing(Recordings(scenes.record(ORPHAN, scenes.cancelled)))


def test_cleanup_is_cancelled_again() -> None:
    """Points that exist only after the first cancel are cancelled once more."""
    twice = [r for r in scenes.record(CLEANS_UP, scenes.cancelled) if len(r.cancels) == 2]
    assert {(r.cancels[0].at, r.cancels[1].at) for r in twice} >= {(1, 2), (1, 3), (1, 4)}
    assert all(r.outcome == "cancelled" for r in twice)


def test_a_cancelled_call_cleans_up_in_virtual_time() -> None:
    """A probe's own cleanup takes the time it was declared to take."""
    waiting = scenes.record(TWO_FETCHES, scenes.cancelled)[1]
    [fetch] = waiting.calls("fetch")
    assert (fetch.outcome, fetch.end, fetch.cleanup, fetch.cleaned, waiting.seconds) == ("cancelled", 0, "done", 0.5, 0.5)


def test_a_cancel_that_hangs_the_program_is_an_outcome() -> None:
    """A program that waits for ever once it is cancelled is told with the cancel's place."""
    source = """
        import asyncio
        async def run(fetch):
            try:
                await fetch("a")
            finally:
                await asyncio.Event().wait()
    """
    base, *rest = scenes.record(source, scenes.cancelled)
    assert base.outcome == "deadlock"
    assert rest == []  # it hangs without a cancel too: that is told once


def test_the_bug_of_wait_for_is_nobodys_fault() -> None:
    """CPython 3.11's wait_for can lose a cancel that comes with the result: there, that moment is left out."""
    source = """
        import asyncio
        async def run(fetch):
            return await asyncio.wait_for(fetch("a"), 60)
    """
    recordings = Recordings(scenes.record(source, scenes.cancelled))
    passes_cancel_on(recordings)
    moments = [r.cancels[0].moment for r in recordings.cancelled if len(r.cancels) == 1 and r.cancels[0].moment != "time"]
    assert moments == (["waiting"] if sys.version_info < (3, 12) else ["waiting", "resuming"])


def test_so_is_its_bug_with_a_task_that_is_done() -> None:
    """CPython 3.11's wait_for loses a cancel, too, when what it is to wait for is done already."""
    source = """
        import asyncio
        async def run(fetch):
            task = asyncio.create_task(fetch("a"))
            await fetch("slow")
            return await asyncio.wait_for(task, 60)
    """
    passes_cancel_on(Recordings(scenes.record(source, scenes.cancelled)))


def test_every_combination_of_parameters_is_played() -> None:
    """`each` plays the scenario with each value, and a recording knows its parameters."""
    source = """
        async def run(a, b):
            return b * a
    """
    assert [(r.params, r.returned) for r in scenes.record(source, scenes.parameters)] == [
        ({"a": 1, "b": "x"}, "x"),
        ({"a": 2, "b": "x"}, "xx"),
    ]


TASK_GROUP = """
    import asyncio
    async def run(fetch):
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch("slow"))
            group.create_task(fetch("a"))
"""


def test_a_time_finds_a_task_group_in_the_middle() -> None:
    """A program with a single suspension point is cancelled at the times asked for too, and once more in its cleanup after that."""
    timed = [r for r in scenes.record(TASK_GROUP, scenes.cancelled_at_times) if r.cancels and r.cancels[0].time in (0.25, 1.25)]
    timed = [r for r in timed if r.cancels[0].moment == "time" and len(r.cancels) < 3]
    assert [[c.time for c in r.cancels] for r in timed] == [[0.25], [1.25], [0.25, 0.25], [1.25, 1.25]]
    assert {r.outcome for r in timed} == {"cancelled"}
    assert timed[1].cancelled_at == "while it waited at line 4 (async with asyncio.TaskGroup() as group:)"
    assert [(fetch.outcome, fetch.end) for fetch in timed[1].called] == [("cancelled", 1.25), ("returned", 1)]


def test_a_time_after_the_end_shows_nothing() -> None:
    """A program that is over before it could be cancelled at a time is not asked about that."""
    source = """
        async def run(fetch):
            return await fetch("a")
    """
    timed = [r for r in scenes.record(source, scenes.cancelled_at_times) if r.cancels and r.cancels[0].moment == "time"]
    assert {r.cancels[0].time for r in timed} == {0.25, 0.5}


ENDS_BY_AN_EXCEPTION = """
    import asyncio
    class Over(Exception): pass
    async def serve(fetch):
        await fetch("slow")
    async def run(fetch):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(serve(fetch))
                await fetch("a")
                raise Over
        except* Over:
            pass
"""
IN_A_TASK = """
    itself = run
    async def run(fetch):
        await asyncio.create_task(itself(fetch))
"""
ENDS_FROM_A_TASK = """
    import asyncio
    class Over(Exception): pass
    async def end(fetch):
        await fetch("a")
        raise Over
    async def run(fetch):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(end(fetch))
                await fetch("slow")
        except* Over:
            pass
"""


@pytest.mark.parametrize("source", [ENDS_BY_AN_EXCEPTION, ENDS_FROM_A_TASK])
@pytest.mark.parametrize("more", ["", IN_A_TASK], ids=["itself", "in a task"])
def test_a_group_that_is_ending_may_swallow_a_cancel(source: str, more: str) -> None:
    """CPython's TaskGroup, once it ends for an exception, loses a cancel that comes then: such a moment is left out, the others are not."""
    recordings = Recordings(scenes.record(source + more, scenes.cancelled_at_times))
    passes_cancel_on(recordings)
    leaves_nothing(recordings)
    assert [r.cancels[0].time for r in recordings.cancelled if r.cancels[0].moment == "time"][:1] == [0.25]
    assert not any(r.cancels[0].time == 1.25 for r in recordings.cancelled)  # it ends then, and its task cleans up


def test_a_group_that_is_ending_for_a_cancel_is_asked_again() -> None:
    """A second cancel, while a TaskGroup ends for the first, is no excuse; neither is a cancel that the program itself swallows."""
    twice = [r for r in scenes.record(TASK_GROUP, scenes.cancelled_at_times) if len(r.cancels) == 2]
    assert {r.outcome for r in twice} == {"cancelled"}
    with pytest.raises(AssertionError, match="CancelledError must reach"):
        passes_cancel_on(Recordings(scenes.record(SWALLOWS_AFTER_A_GROUP, scenes.cancelled)))


SWALLOWS_AFTER_A_GROUP = """
    import asyncio
    async def run(fetch):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fetch("slow"))
                await fetch("a")
        except asyncio.CancelledError:
            pass
"""

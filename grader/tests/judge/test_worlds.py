"""Programs in other worlds: what they are given there, and what their callers see afterwards."""

from __future__ import annotations

import pytest

from grader.recording.events import Failure
from grader.recording.recording import Recording
from grader.suite import PACE, leaves_nothing
from grader.tests import scenes


def _in_worlds(source: str) -> dict[str, Recording]:
    return {one.world: one for one in scenes.record(source, scenes.everywhere)}


def test_each_world_gives_its_answers() -> None:
    """The program gets a secret, None, an exception object; and after a day the secret."""
    found = _in_worlds("async def run(fetch): return [await fetch('a'), await fetch('b')]")
    assert found["nothing"].returned == [None, 0]
    assert found["nothing"].answers("fetch") == [None, 0]
    assert found["exceptions"].returned == found["exceptions"].answers("fetch")
    assert isinstance(found["exceptions"].returned[0], Failure)
    assert (found["declared"].seconds, found["days"].seconds) == (2, 2 * PACE)


def test_each_world_fails_its_way() -> None:
    """The program gets ConnectionError, a class that it can't know, and a group; each is called by its call."""
    found = _in_worlds("async def run(fetch): await fetch('bad')")
    kinds = {name: one.raised.type for name, one in found.items() if one.raised}
    assert (kinds["declared"], kinds["own failures"], kinds["groups"]) == ("ConnectionError", "OwnError", "ExceptionGroup")
    for one in found.values():
        assert one.raised is not None
        assert one.raised.same(one.failed("fetch", "bad").failure)


STOPS_THE_SLOW_ONE = """
    import asyncio
    async def run(fetch):
        task = asyncio.create_task(fetch("slow"))
        await asyncio.sleep(0)
        task.cancel()
        return (await asyncio.gather(task, return_exceptions=True))[0]
"""


def test_a_cleanup_ends_as_its_world_says() -> None:
    """A cancelled call cleans up, and then ends, fails, or answers all the same."""
    found = _in_worlds(STOPS_THE_SLOW_ONE)
    [call] = found["answering cleanups"].calls("fetch")
    assert found["days"].returned == Failure("CancelledError")
    assert found["failing cleanups"].returned.same(Failure("ConnectionError", of="fetch('slow')"))
    assert (found["answering cleanups"].returned, call.outcome, call.cleanup) == (call.answer, "cancelled", "done")


def test_cancels_come_while_it_cleans_up_for_days() -> None:
    """A cancelled scenario is cancelled in the world of days, again in its cleanup, and in the other worlds of cleanups."""
    plays = [one for one in scenes.record("async def run(fetch): return await fetch('a')", scenes.cancelled_everywhere) if one.cancels]
    assert {one.world for one in plays} == {"days", "failing cleanups", "answering cleanups"}
    assert {len(one.cancels) for one in plays if one.world == "days"} == {1, 2}
    assert {one.calls("fetch")[0].cleanup for one in plays if len(one.cancels) == 2} == {"cut short"}


LATE = """
    import asyncio
    async def run(fetch):
        me = asyncio.current_task()
        asyncio.get_running_loop().call_later(30, me.cancel)
        return await fetch("a")
"""
COUNTED = """
    import asyncio
    async def run(fetch):
        try:
            asyncio.current_task().cancel()
            await fetch("a")
        except asyncio.CancelledError:
            return None
"""
CALLS_LATER = """
    import asyncio
    async def run(fetch):
        loop = asyncio.get_running_loop()
        loop.call_later(5, lambda: loop.create_task(fetch("late")))
        return await fetch("a")
"""


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (LATE, "it was cancelled at 30 s"),
        (COUNTED, "still counts a cancel"),
        (CALLS_LATER, "fetch('late'), called at 5 s, when it was over"),
    ],
)
def test_what_outlives_the_call_disturbs_its_caller(source: str, said: str) -> None:
    """The caller goes on for months: what the program has set off for later is found, and costs the time of the program nothing."""
    [play] = scenes.record(source, scenes.fetching)
    assert play.seconds <= 1
    with pytest.raises(AssertionError, match=said.replace("(", r"\(").replace(")", r"\)")):
        leaves_nothing(play)


def test_a_failing_task_group_disturbs_nobody() -> None:
    """CPython 3.11 and 3.12 leave the cancel of a failing TaskGroup counted: that is not the program's doing."""
    source = """
        import asyncio
        async def run(fetch):
            async with asyncio.TaskGroup() as group:
                group.create_task(fetch("bad"))
                group.create_task(fetch("slow"))
    """
    [play] = scenes.record(source, scenes.fetching)
    assert (play.outcome, play.disturbed) == ("raised", "")


def test_a_cancel_that_a_group_saves_disturbs_nobody() -> None:
    """Since 3.13 a group that fails while it is cancelled cancels its parent once more, at its next await: not the program's doing."""
    source = """
        import asyncio
        async def run(fetch):
            try:
                async with asyncio.TaskGroup():
                    try:
                        await fetch("slow")
                    except asyncio.CancelledError:
                        raise ValueError
            except ExceptionGroup:
                raise asyncio.CancelledError from None
    """
    plays = [one for one in scenes.record(source, scenes.cancelled_at_times) if one.cancels]
    assert plays
    assert {(one.outcome, one.disturbed) for one in plays} == {("cancelled", "")}


def test_a_time_is_cancelled_once() -> None:
    """Of a cancel at a time and another one in the cleanup, each comes once: the task counts no third."""
    source = """
        import asyncio
        async def run(fetch):
            try:
                await fetch("slow")
            except asyncio.CancelledError:
                return asyncio.current_task().cancelling()
    """
    twice = [one for one in scenes.record(source, scenes.cancelled_at_times) if len(one.cancels) == 2]
    assert {one.returned for one in twice} <= {2}


def test_years_keep_their_instants_apart() -> None:
    """After years, a timer that is due is due: the loop doesn't turn round it for ever."""
    [play] = scenes.record("import asyncio\nasync def run(fetch):\n    await asyncio.sleep(7e7)\n    await fetch('a')", scenes.fetching)
    assert (play.outcome, play.seconds) == ("returned", 7e7 + 1)

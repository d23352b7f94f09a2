"""Checks for 02_event_loop/run_main. The scenarios are ordinary functions: `main` makes its own loop."""

import asyncio

from grader.suite import Recording, Recordings, call, calls, check, scenario
from grader.suite.common import raises_as_it_is

HELD: list[object] = []  # loops, tasks, generators: what somebody holds on to can't go away by itself
REPORTS = calls("report", count=2, fails={1: ConnectionError})  # report 0 returns, report 1 fails
STATES = {"none": "never cancelled", "running": "cancelled, but not waited for until it had cleaned up", "cut short": "cancelled twice"}
BACKUP, UPLOAD = call("backup", seconds=3600, cleanup=2.0625), call("upload", seconds=3600, cleanup=0.5)


@scenario(report=REPORTS, close_feed=call("close_feed", seconds=0.25), each={"number": [0, 1]})
def leaves_feed(exercise, report, close_feed, number):
    """A report that leaves an async generator behind, and no task."""

    async def feed():
        try:
            yield
        finally:
            await close_feed()

    async def run():
        HELD.extend([asyncio.get_running_loop(), begun := feed()])
        await anext(begun)
        return await report[number]()

    return exercise.main(run)


@scenario(report=REPORTS, backup=BACKUP, upload=UPLOAD, each={"number": [0, 1]})
def leaves_tasks(exercise, report, backup, upload, number):
    """A report that leaves two tasks behind; one of them raises when it is cancelled."""

    async def fragile():
        try:
            await upload()
        finally:
            raise OSError("the other side has hung up")

    async def run():
        HELD.extend([asyncio.create_task(backup()), asyncio.create_task(fragile())])
        return await report[number]()

    return exercise.main(run)


@scenario()
def twice(exercise):
    """One report after the other: how many ran, and on how many loops."""

    async def run():
        HELD.append(asyncio.get_running_loop())

    exercise.main(run)
    exercise.main(run)
    return len(HELD), len(set(HELD))


@check("main returns what the report returns", points=2, hint="Calling an async function runs none of its code. What does?", any_end=True)
def test_result(leaves_feed: Recordings):
    play, ran = leaves_feed[0], len(leaves_feed[0].calls("report"))
    assert ran == 1, f"The report was run {ran} times; main {play.ended}. It is to be run once."
    assert play.returned == play.calls("report")[0].answer, f"main {play.ended}. Expected: what the report returned, report 0's answer."


@check("A failure of the report reaches the caller as it is", points=1, hint="Which exception would a caller want to catch?", any_end=True)
def test_failure(leaves_feed: Recordings):
    raises_as_it_is(leaves_feed[1], leaves_feed[1].failed("report", 1))


@check("Each call of main makes a loop of its own", points=1, hint="Who makes the loop, and when? A closed one can't be used again.")
def test_fresh(twice: Recording):
    assert twice.outcome == "returned", f"Called twice in a row, main {twice.ended}."
    ran, loops = twice.returned
    assert ran == loops == 2, f"Called twice in a row, main ran {ran} reports on {loops} event loop(s). Each call is to make its own."


@check("The loop is closed, however the report ends", points=2, hint="Who closes it, when the line before that raises?")
def test_closed(leaves_feed: Recordings):
    for play in leaves_feed:
        [report] = play.need("report", 1)
        loops = [str(left) for left in play.leftovers if left.kind == "event loop"]
        assert not loops, f"{report.name} {report.outcome}, main {play.ended}, and left behind: {loops[0]}."


@check("Tasks that are left are cancelled, and over before main ends", points=2, hint="cancel() only asks. Who waits?", any_end=True)
def test_tasks(leaves_feed: Recordings, leaves_tasks: Recordings):
    for other, play in zip(leaves_feed, leaves_tasks, strict=True):
        [report], left = play.need("report", 1), [*play.calls("backup"), *play.calls("upload")]
        said = f"Where the report leaves no task behind, main {other.ended}. It left one that raises OSError when it is cancelled"
        assert play.ended == other.ended, f"{said}, and so main {play.ended}."
        for one in left:
            said = f"The report left a task behind, in {one.name}. main {play.ended}, at {play.seconds:g} s, and that was"
            assert one.cleanup == "done", f"{said} {STATES[one.cleanup]}."
        first, last = min(one.end or 0 for one in left), max(one.over or 0 for one in left)
        assert first == report.end, f"The report was over at {report.end:g} s. The first task that it left was cancelled at {first:g} s."
        assert play.seconds == last, f"From {last:g} s on, nothing was left to wait for. main went on until {play.seconds:g} s."


@check("Async generators that are left are closed", points=2, hint="Which method of a loop closes them?", any_end=True)
def test_generators(leaves_feed: Recordings):
    for play in leaves_feed:
        play.need("report", 1)
        ends = [str(one.outcome) for one in play.calls("close_feed")] or ["never called"]
        assert ends == ["returned"], f"main {play.ended}; close_feed(), in the `finally` of an async generator that is left, was {ends[0]}."

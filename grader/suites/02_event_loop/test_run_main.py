"""Checks for 02_event_loop/run_main. The scenarios are ordinary functions: `main` makes its own loop."""

import asyncio
from typing import Any

from grader.suite import Recording, Recordings, call, calls, check, raises_as_it_is, scenario

HELD: list[Any] = []  # loops, tasks, generators: what somebody holds on to can't go away by itself
REPORTS = calls("report", count=2, fails={1: ConnectionError})  # report 0 returns, report 1 fails
BACKUP, UPLOAD = call("backup", seconds=3600, cleanup=2), call("upload", seconds=3600, cleanup=0.5)


def held(report):
    """Make a report hold on to its loop."""

    async def run():
        HELD.append(asyncio.get_running_loop())
        return await report()

    return run


@scenario(report=REPORTS, each={"number": [0, 1]})
def once(exercise, report, number):
    """A report that leaves nothing behind."""
    return exercise.main(held(report[number]))


@scenario(report=calls("report", count=2))
def twice(exercise, report):
    """One report after the other: what main returned, and how many loops they ran on."""
    return [exercise.main(held(one)) for one in report], len(set(HELD))


@scenario(report=REPORTS, backup=BACKUP, upload=UPLOAD, close_feed=call("close_feed", seconds=0.25), each={"number": [0, 1]})
def untidy(exercise, report, backup, upload, close_feed, number):
    """A report that leaves two tasks and an async generator behind; one of the tasks raises when it is cancelled."""

    async def fragile():
        try:
            await upload()
        finally:
            raise OSError("the other side has hung up")

    async def feed():
        try:
            yield 1
        finally:
            await close_feed()

    async def leave_things():
        HELD.extend([begun := feed(), asyncio.create_task(backup()), asyncio.create_task(fragile())])
        await anext(begun)
        return await report[number]()

    return exercise.main(leave_things)


@check("main returns what the report returns", points=2, hint="Calling an async function runs none of its code. What does?", any_end=True)
def test_result(once: Recordings):
    play, ran = once[0], len(once[0].calls("report"))
    assert ran == 1, f"The report was run {ran} times; main {play.ended}. It is to be run once."
    assert play.returned == play.calls("report")[0].answer, f"main {play.ended}. Expected: what the report returned, report 0's answer."


@check("A failure of the report reaches the caller as it is", points=1, hint="Which exception would a caller want to catch?", any_end=True)
def test_failure(once: Recordings):
    raises_as_it_is(once[1], once[1].failed("report", 1))


@check("Each call of main makes a loop of its own", points=1, hint="Who makes the loop, and when? A closed one can't be used again.")
def test_fresh(once: Recordings, twice: Recording):
    once[0].need("report", 1)
    assert twice.outcome == "returned", f"Called twice in a row, main {twice.ended}."
    ran, loops = len(twice.calls("report")), twice.returned[1]
    assert ran == loops == 2, f"Called twice in a row, main ran {ran} reports on {loops} event loop(s). Each call is to make its own."


@check("The loop is closed, however the report ends", points=2, hint="Who closes it, when the line before that raises?")
def test_closed(once: Recordings):
    for play in once:
        [report] = play.need("report", 1)
        loops = [str(left) for left in play.leftovers if left.kind == "event loop"]
        assert not loops, f"{report.name} {report.outcome}, main {play.ended}, and left behind: {loops[0]}."


@check("Tasks that are left are cancelled, and over before main ends", points=2, hint="cancel() only asks. Who waits?", any_end=True)
def test_tasks(once: Recordings, untidy: Recordings):
    for tidy, play in zip(once, untidy, strict=True):
        [report] = play.need("report", 1)
        for one in (*play.calls("backup"), *play.calls("upload")):
            said = f"The report left a task behind, in {one.name}. main {play.ended}, at {play.seconds:g} s, and that"
            assert one.outcome == "cancelled", f"{said} was never cancelled."
            assert one.cleanup == "done", f"{said} was cancelled, but not waited for until it had cleaned up."
        said = "Where the report leaves behind a task that raises OSError when it is cancelled"
        assert play.ended == tidy.ended, f"Where the report leaves nothing behind, main {tidy.ended}. {said}, main {play.ended}."
        busy = report.end or 0
        for since, until in sorted((one.start if one.cleanup == "none" else one.end or 0, one.over or 0) for one in play.called):
            busy = max(busy, until) if since <= busy else busy
        assert play.seconds == busy, f"From {busy:g} s on, nothing was left to wait for. main went on until {play.seconds:g} s."


@check("Async generators that are left are closed", points=2, hint="Which method of a loop closes them?", any_end=True)
def test_generators(untidy: Recordings):
    for play in untidy:
        play.need("report", 1)
        closing = [one.outcome for one in play.calls("close_feed")]
        said = f"The report left an async generator behind, which awaits close_feed() in its `finally`; main {play.ended}"
        assert closing, f"{said}, and that was never called."
        assert closing == ["returned"], f"{said} before that was over."

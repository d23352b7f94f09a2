"""Checks for 03_executors/blocking_call."""

import asyncio

from grader.suite import Cancelled, Recording, blocking, check, not_judged, not_shown, note, pace, say, scenario
from grader.suite.common import are_answers, close, heartbeat, never_blocks, never_stands_still, passes_cancel_on, raises_as_it_is

FIVE, ONE_BAD = ["south west", "", "日", "", "north"], ["south west", "bad", "日", "", "north"]
THREADS = dict.fromkeys(("failing cleanups", "answering cleanups"), "a read in a thread is not told of a cancel, so it has no cleanup")
READ = blocking("read", seconds={"north": 4.03, "south west": 3.01, "日": 2.02, "*": 1.07}, fails={"bad": PermissionError})


@scenario(each={"names": [FIVE, [], ["日"]]}, read=READ, tick=note("tick"))
async def reading(exercise, read, tick, names):
    """Five reports, two of them of the same name; none; one. Meanwhile something ticks."""
    async with heartbeat(tick, every=0.1 * pace()):
        reports = await exercise.read_all(read, list(names))
        for _ in range(20):  # no time passes, but threads that were told to end do so
            await asyncio.sleep(0)
        return reports


@scenario(read=READ, tick=note("tick"))
async def failing(exercise, read, tick):
    """Five reports, of which one fails. Meanwhile something ticks."""
    async with heartbeat(tick, every=0.1 * pace()):
        return await exercise.read_all(read, ONE_BAD)


@scenario(each={"names": [FIVE, ONE_BAD]}, cancelled=True, without=THREADS, read=READ)
async def stopped(exercise, read, names):
    """Five reports, of which one may fail; cancelled everywhere."""
    return await exercise.read_all(read, names)


@scenario(each={"names": [FIVE, ONE_BAD]}, read=READ)
async def twice(exercise, read, names):
    """Five reports, and again, unless one fails. Nothing else is on the loop: who looks around at once sees what is left."""
    return [await exercise.read_all(read, names), await exercise.read_all(read, names)]


def in_threads(play: Recording) -> None:
    """Not judged, unless two reads were at work in threads at the same time: who reads none, or one by one, has nothing to leave."""
    if play.peak("read") < 2 or any(one.where != "thread" for one in play.calls("read")):
        not_judged(f"No two reports were read in threads at the same time; the program {play.ended}.")


@check("Every report comes back, in the order of the names", stage="works", points=1, any_end=True, hint="In which order do reads end?")
def test_order(reading: Recording, twice: Recording):
    names = reading.params["names"]
    if any(one.where != "thread" for one in reading.calls("read")):
        not_judged("No report was read in a thread.")
    are_answers(reading.returned, reading.calls("read"), names, f"Asked for {names}, the program {reading.ended}.")
    if not names:
        not_shown("There was nothing to read.")
    if twice.params["names"] == ONE_BAD:
        not_shown("A read fails.")
    said = f"Asked for {FIVE}, and again, the program {twice.ended}."
    assert isinstance(twice.returned, list), said
    for nth, reports in enumerate(twice.returned):
        are_answers(reports, twice.calls("read")[5 * nth : 5 * nth + 5], FIVE, said)


@check("All reports are read at the same time", stage="overlaps", points=3, hint="What has to be over before the second read starts?")
def test_together(reading: Recording):
    if len(reading.params["names"]) < 2:
        not_shown("There was one report at most.")
    calls = reading.need("read", 5)
    slowest, starts = max((one.end or 0) - one.start for one in calls), ", ".join(f"{one.start:g} s" for one in calls)
    took = f"Reading took {reading.seconds:g} s, the slowest report {slowest:g} s"
    assert close(reading.seconds, slowest), f"{took}. The reads started at {starts}."


@check("The event loop is never blocked while reports are read", stage="overlaps", points=2, hint="Which line waits without `await`?")
def test_loop_runs(reading: Recording):
    if not reading.need("read", len(reading.params["names"])):
        not_shown("There was nothing to read.")
    never_stands_still(reading)


@check("A failure leaves at once", stage="fails well", points=1, hint="Who waits for the other reads, and should they?")
def test_failure(failing: Recording):
    in_threads(failing)
    failed = failing.failed("read", "bad")
    raises_as_it_is(failing, failed)
    never_stands_still(failing)
    late = f"{failed.name} raised {failed.type} at {failed.end:g} s; the program ended only at {failing.seconds:g} s."
    assert close(failing.seconds, failed.end or 0), late


@check("Cancelled, it ends at once", stage="stops well", points=2, any_end=True, hint="What do you wait for on the way out?")
def test_cancel(stopped: Cancelled):
    since = stopped.cancels[0].time or 0
    passes_cancel_on(stopped)
    never_blocks(stopped)
    assert close(stopped.seconds, since), f"Cancelled {stopped.cancelled_at}, the program took {stopped.seconds - since:g} s more to end."
    if sum(one.during(since) and one.where == "thread" for one in stopped.calls("read")) < 2:
        not_shown("There was no time at which two reports were read in threads.")


@check("No task and no pool is left behind", stage="stops well", points=1, hint="When does a pool end, and when do your tasks?")
def test_leftovers(reading: Recording, twice: Recording, stopped: Cancelled):
    in_threads(twice)
    for play in (reading, twice, stopped):
        own = [str(left) for left in play.leftovers if left.kind != "thread" or not play.left("read")]
        who = f"Cancelled {play.cancelled_at}, the program" if play.cancels else say("The program")
        assert not own, f"{who} left behind: {'; '.join(own)}."
        assert not play.disturbed, f"{who} disturbed its caller, who went on: {play.disturbed}."

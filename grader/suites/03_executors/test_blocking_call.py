"""Checks for 03_executors/blocking_call."""

import asyncio

from grader.suite import Recording, Recordings, blocking, check, not_judged, note, scenario
from grader.suite.common import heartbeat, passes_cancel_on, raises_as_it_is

NAMES, ONE_BAD = ["north", "east", "south", "west"], ["north", "bad", "south", "west"]
SECONDS = {"north": 4, "south": 3, "west": 2, "*": 1}


@scenario(each={"names": [NAMES, ONE_BAD]}, read=blocking("read", seconds=SECONDS, fails={"bad": PermissionError}), tick=note("tick"))
async def reading(exercise, read, tick, names):
    """Four reports, of 4, 1, 3 and 2 seconds; the second may be one that can't be read. Meanwhile something ticks."""
    async with heartbeat(tick):
        reports = await exercise.read_all(read, names)
        for _ in range(20):  # no time passes, but threads that were told to end do so
            await asyncio.sleep(0)
        return reports


@scenario(each={"names": [[], ["east"], NAMES, ONE_BAD]}, read=blocking("read", seconds=SECONDS, fails={"bad": PermissionError}))
async def twice(exercise, read, names):
    """None, one, or four reports, twice in a row. Nothing else is on the loop: who looks around at once sees what is left."""
    return [await exercise.read_all(read, list(names)), await exercise.read_all(read, list(names))]


@scenario(read=blocking("read", seconds=5), tick=note("tick"), cancelled=[1.05])
async def cancelled(exercise, read, tick):
    """Three reports of five seconds, cancelled at each point, and after 1.05 s. Meanwhile something ticks."""
    async with heartbeat(tick):
        return await exercise.read_all(read, NAMES[:3])


def off_the_loop(play: Recording) -> Recording:
    """Not judged, unless some read was in a thread: blocking the loop is one mistake, and no achievement."""
    return play if any(one.where == "thread" for one in play.calls("read")) else not_judged("No report was read in a thread.")


def never_still(play: Recording) -> None:
    """Fail if the loop stood still."""
    lines, gap = sorted({f"line {one.line} ({one.what})" for one in play.blocked if one.line}), play.longest_gap("tick")
    by = f", held up by {', '.join(lines)}" if lines else ""
    assert gap < 0.11, f"The event loop stood still for {gap:g} s{by}: nothing else could run. It must never be blocked."


@check("Every report comes back, in the order of the names", points=1, hint="Results need not come in the order in which reads end.")
def test_order(reading: Recordings, twice: Recordings):
    off_the_loop(reading[0])
    for play in twice[:-1]:
        names, asked = play.params["names"], f"Asked for {play.params['names']} twice in a row, the program"
        assert play.outcome == "returned", f"{asked} {play.ended}."
        answers = {name: [one.answer for one in play.calls("read") if one.args == (name,)] for name in names}
        for name in names:
            assert len(answers[name]) == 2, f"{asked} read {name!r} {len(answers[name])} times."
        assert play.returned == [[answers[name][nth] for name in names] for nth in (0, 1)], f"{asked} {play.ended}."


@check("All reports are read at the same time", points=2, hint="When does the second read start? What has to be over before that?")
def test_together(reading: Recordings):
    calls, seconds = reading[0].need("read", 4), reading[0].seconds
    slowest, starts = max((one.end or 0) - one.start for one in calls), ", ".join(f"{one.start:g} s" for one in calls)
    assert seconds == slowest, f"Reading took {seconds:g} s, the slowest report {slowest:g} s. The reads started at {starts}."


@check("The event loop is never blocked while reports are read", points=2, hint="Which of your lines waits without `await`?")
def test_loop_runs(reading: Recordings):
    reading[0].need("read", 4)
    never_still(reading[0])


@check("A failure leaves at once", points=2, hint="Who waits for the other reads, and should they? What is the caller to catch?")
def test_failure(reading: Recordings):
    play = off_the_loop(reading[1])
    failed = play.failed("read", "bad")
    raises_as_it_is(play, failed)
    never_still(play)
    assert play.seconds == failed.end, f"{failed.name} raised {failed.type} at {failed.end:g} s; the program ended at {play.seconds:g} s."


@check("Cancelled, it ends at once", points=2, hint="What do you wait for on the way out, and does it let the loop run?", any_end=True)
def test_cancel(cancelled: Recordings):
    off_the_loop(cancelled[0])
    for play in cancelled:
        never_still(play)
    passes_cancel_on(cancelled)
    for play in cancelled.cancelled:
        late = play.seconds - (play.cancels[-1].time or 0)
        assert not late, f"Cancelled {play.cancelled_at}, the program took {late:g} s more to end."


@check("No task and no pool is left behind", points=1, hint="A pool stays open until it is told to shut down. Do all your tasks end?")
def test_leftovers(reading: Recordings, twice: Recordings, cancelled: Recordings):
    off_the_loop(reading[0])
    for play in (reading[0], twice[-1], *(one for one in cancelled.cancelled if one.cancels[-1].moment == "time")):
        own = [str(left) for left in play.leftovers if left.kind != "thread" or not play.left("read")]
        how = f"Cancelled {play.cancelled_at}, the" if play.cancels else "The"
        assert not own, f"{how} program {play.ended}, and left behind: {'; '.join(own)}."

"""Checks for 03_executors/blocking_call."""

import asyncio

from grader.suite import Recording, Recordings, blocking, check, heartbeat, not_judged, note, passes_cancel_on, scenario

NAMES = ["north", "east", "south", "west"]
SECONDS = {"north": 4, "east": 1, "south": 3, "west": 2}


@scenario(read=blocking("read", seconds=SECONDS), tick=note("tick"))
async def four_reports(exercise, read, tick):
    """Four reports, of 4, 1, 3 and 2 seconds; meanwhile something else ticks ten times a second."""
    async with heartbeat(tick):
        await asyncio.sleep(0)  # the first beat comes before anything else
        reports = await exercise.read_all(read, NAMES)
        for _ in range(20):  # no time passes, but threads that were told to end do so
            await asyncio.sleep(0)
        return reports


@scenario(each={"names": [[], ["east"], NAMES[:2]]}, read=blocking("read", seconds=SECONDS))
async def twice(exercise, read, names):
    """None, one, or two reports; read twice in a row."""
    return [await exercise.read_all(read, list(names)), await exercise.read_all(read, list(names))]


@scenario(read=blocking("read", seconds=SECONDS, fails={"east": PermissionError}), tick=note("tick"))
async def one_fails(exercise, read, tick):
    """Four reports; the second can't be read, after one second."""
    async with heartbeat(tick):
        await asyncio.sleep(0)
        return await exercise.read_all(read, NAMES)


@scenario(read=blocking("read", seconds=SECONDS, fails={"east": PermissionError}))
async def fails_alone(exercise, read):
    """The same with nothing else on the loop: who looks around at once sees what is left."""
    return await exercise.read_all(read, NAMES)


@scenario(read=blocking("read", seconds=5), tick=note("tick"))
async def given_up(exercise, read, tick):
    """Three reports of five seconds; the caller gives up after one second."""
    async with heartbeat(tick):
        await asyncio.sleep(0)
        async with asyncio.timeout(1):
            return await exercise.read_all(read, NAMES[:3])


@scenario(read=blocking("read", seconds=5), cancelled=True)
async def cancelled_anywhere(exercise, read):
    """Three reports of five seconds, cancelled at each point."""
    return await exercise.read_all(read, NAMES[:3])


def off_the_loop(play: Recording) -> None:
    """Not judged, unless some read was in a thread: blocking the loop is one mistake, and no achievement."""
    if not any(call.where == "thread" for call in play.calls("read")):
        not_judged("No report was read in a thread.")


def never_still(play: Recording) -> None:
    """Fail if the loop stood still."""
    lines = sorted({f"line {b.line} ({b.what})" for b in play.blocked if b.line})
    by = f", held up by {', '.join(lines)}" if lines else ""
    gap = play.longest_gap("tick")
    assert gap < 0.11, f"The event loop stood still for {gap:g} s{by}: nothing else could run. It must never be blocked."


def right_reports(play: Recording, names: list[str], times: int) -> None:
    """Fail unless each name was read once each time, and its reports were returned."""
    asked = f"Asked for {names}{' twice in a row' * (times - 1)}, the program"
    assert play.outcome == "returned", f"{asked} {play.ended}."
    reads = {name: [call for call in play.calls("read") if call.args == (name,)] for name in names}
    for name, calls in reads.items():
        assert len(calls) == times, f"{asked} read {name!r} {len(calls)} times."
    expected = [[calls[nth].answer for calls in reads.values()] for nth in range(times)]
    assert play.returned == (expected if times > 1 else expected[0]), f"{asked} {play.ended}."


@check("Every report comes back, in the order of the names", points=1, hint="Results need not come in the order in which reads end.")
def test_order(four_reports: Recording, twice: Recordings):
    off_the_loop(four_reports)
    right_reports(four_reports, NAMES, 1)
    for play in twice:
        right_reports(play, play.params["names"], 2)


@check("All reports are read at the same time", points=2, hint="When does the second read start? What has to be over before that?")
def test_together(four_reports: Recording):
    calls, seconds = four_reports.need("read", 4), four_reports.seconds
    slowest = max((call.end or 0) - call.start for call in calls)
    starts = ", ".join(f"{call.start:g} s" for call in calls)
    assert seconds == slowest, f"Reading took {seconds:g} s, the slowest report {slowest:g} s. The reads started at {starts}."


@check("The event loop is never blocked while reports are read", points=2, hint="Which of your lines waits without `await`?")
def test_loop_runs(four_reports: Recording):
    four_reports.need("read", 4)
    never_still(four_reports)


@check("A failure leaves at once", points=2, hint="Who waits for the other reads, and should they? What is the caller to catch?")
def test_failure(one_fails: Recording):
    off_the_loop(one_fails)
    failed, raised = one_fails.call("read", "east"), one_fails.raised
    if failed.end is None:
        not_judged("The program ended before the read of 'east' did.")
    what = f"The read of 'east' raised {failed.type} at {failed.end:g} s"
    passed_on = raised is not None and raised.same(failed.failure)
    assert passed_on, f"{what}; the program {one_fails.ended}. It must raise that PermissionError, as it is."
    never_still(one_fails)
    assert one_fails.seconds == failed.end, f"{what}; it left the program only at {one_fails.seconds:g} s."


@check("Cancelled, it ends at once", points=2, hint="What do you wait for on the way out, and does it let the loop run?", any_end=True)
def test_cancel(given_up: Recording, cancelled_anywhere: Recordings):
    off_the_loop(given_up)
    never_still(given_up)
    timed_out = given_up.raised is not None and given_up.raised.type == "TimeoutError"
    assert timed_out, f"Cancelled after 1 s (by a timeout), the program {given_up.ended}."
    assert given_up.seconds == 1, f"Cancelled after 1 s, the program ended only at {given_up.seconds:g} s."
    passes_cancel_on(cancelled_anywhere)
    for play in cancelled_anywhere.cancelled:
        late = play.seconds - (play.cancels[-1].time or 0)
        assert not late, f"Cancelled {play.cancelled_at}, the program took {late:g} s more to end."


@check("No task and no pool is left behind", points=1, hint="A pool stays open until it is told to shut down. Do all your tasks end?")
def test_leftovers(four_reports: Recording, fails_alone: Recording, given_up: Recording):
    off_the_loop(four_reports)
    for play, when in [(four_reports, "all went well"), (fails_alone, "one read failed"), (given_up, "it was cancelled")]:
        own = [str(left) for left in play.leftovers if left.kind != "thread" or not play.left("read")]
        assert not own, f"When {when}, the program left behind: {'; '.join(own)}."

"""Checks for 04_tasks/shield_commit."""

import asyncio
from contextlib import suppress

from grader.suite import Call, Cancelled, Recording, call, check, not_judged, not_shown, note, pace, same, say, scenario
from grader.suite.common import close, leaves_nothing, passes_cancel_on, raises_as_it_is

SECONDS = 2.0625
RECORDS = ["order 1", None, 0, "", "訂單 5", "order 1"]


@scenario(commit=call("commit", seconds={None: 1.3, 0: 0.7, "": 3.1, "*": SECONDS}))
async def saved(exercise, commit):
    """Six records at the same time; one of them twice. Nobody cancels."""
    return await asyncio.gather(*(exercise.save(commit, record) for record in RECORDS))


@scenario(cancelled=True, commit=call("commit", seconds=SECONDS))
async def saving(exercise, commit):
    """One record; the commit succeeds."""
    return await exercise.save(commit, "order 1")


@scenario(cancelled=True, commit=call("commit", seconds=SECONDS, fails={"*": ConnectionError}), cause=note("cause"))
async def failing(exercise, commit, cause):
    """One record; the commit fails. Noted is what a traceback shows as the reason of a CancelledError."""
    try:
        return await exercise.save(commit, "order 1")
    except asyncio.CancelledError as error:
        cause(error.__cause__ or error.__suppress_context__ or error.__context__)
        raise


@scenario(commit=call("commit", seconds=SECONDS))
async def many_cancels(exercise, commit):
    """Somebody cancels save a hundred times, while the commit is at work."""
    task = asyncio.create_task(exercise.save(commit, "order 1"))
    for _ in range(100):
        await asyncio.sleep(0.02 * pace())
        task.cancel()
    await asyncio.wait([task])
    return task.result()


@scenario(commit=call("commit", seconds=SECONDS))
async def two_timeouts(exercise, commit):
    """Two timeouts of the caller's, one in the other, cancel save: the outer one is what counts."""
    async with asyncio.timeout(1 * pace()):
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5 * pace()):
                return [await exercise.save(commit, "order 1")]
        return "only the inner one timed out"


def committed(play: Recording, *outcomes: str) -> Call:
    """Get the commit of a cancelled save. NotJudged: there are none or two, the first cancel has stopped it, or it ended otherwise."""
    commits = play.calls("commit")
    if len(commits) != 1:
        not_judged(f"commit was called {len(commits)} times; the program {play.ended}.")
    if commits[0].outcome == "cancelled" and (len(play.cancels) == 1 or commits[0].cleanup == "cut short"):
        not_judged("First, a commit must outlast one cancel.")
    if outcomes and commits[0].outcome not in outcomes:
        not_judged("First, a cancelled save must wait for its commit.")
    return commits[0]


def story(play: Recording) -> str:
    """Tell how a cancelled play ended, and what had become of the commit by then."""
    commit = play.calls("commit")[0]
    still = {"cancelled": say("was cancelled, too"), "running": say("was still running")}
    then = still.get(commit.outcome, f"was over after {commit.end} s")
    where = play.cancelled_at or say("a hundred times")
    return f"Cancelled {where}, the program {play.ended} after {play.seconds:g} s; the commit {then}."


@check("Each record is committed once, at once", stage="works", points=1, hint="What does save do before it waits?")
def test_once(saving: Cancelled, saved: Recording):
    records = [one.args[0] for one in saved.calls("commit") if one.args]
    assert same(records, RECORDS), f"The records were {RECORDS}; commit was called with {records}."
    at_once = sum(one.start == 0 for one in saved.called)
    assert at_once == len(RECORDS), f"Of {len(RECORDS)} commits, {at_once} began at once; each save was called at 0 s."
    assert len(saving.calls("commit")) < 2, f"Cancelled {saving.cancelled_at}, the program called commit a second time."


@check("Its result is returned the moment it is there", stage="works", points=1, hint="What does the caller get, and when?")
def test_result(saved: Recording):
    last = max((one.end or 0 for one in saved.called), default=0)
    assert same(saved.returned, saved.answers("commit")), f"Six commits succeeded, and the program {saved.ended}. Expected: their results."
    assert close(saved.seconds, last), f"Six commits were over after {last:g} s, and the program after {saved.seconds:g} s."


@check("A failure reaches the caller as it is", stage="fails well", points=1, hint="Nobody cancels here. Who hears of the failure?")
def test_failure(failing: Recording):
    raises_as_it_is(failing, failing.failed("commit", "order 1"))


@check("A cancel doesn't stop the commit", stage="stops well", points=2, hint="A cancel goes on to what you wait for. What is that?")
def test_goes_on(saving: Cancelled, saved: Recording):
    if not close(saved.seconds, max((one.end or 0 for one in saved.need("commit", 6)), default=0)):
        not_judged("First, save must wait for its commit when nobody cancels it.")
    for commit in saving.calls("commit"):
        assert commit.outcome != "cancelled" or len(saving.cancels) > 1, story(saving)


@check("A cancelled save is over when its commit is", stage="stops well", points=1, hint="Who waits for the commit?", any_end=True)
def test_waits(saving: Cancelled):
    commit = committed(saving)
    if len(saving.cancels) > 1:
        not_shown("Nobody waited for the commit after a cancel.")
    assert commit.outcome == "returned", story(saving)
    assert close(saving.seconds, commit.end or 0), story(saving)


@check("Further cancels change nothing", stage="stops well", points=1, hint="What do you wait for after the first cancel, and how?")
def test_again(saving: Cancelled, many_cancels: Recording):
    commit = committed(saving) if len(saving.cancels) > 1 else committed(saving, "returned")
    assert commit.outcome == "returned", story(saving)
    assert close(saving.seconds, commit.end or 0), story(saving)
    assert many_cancels.calls("commit")[0].outcome == "returned", story(many_cancels)


@check("The cancel reaches the caller in the end", stage="stops well", points=1, hint="The commit succeeded. Must the caller still stop?")
def test_cancel(saving: Cancelled):
    if len(saving.cancels) == 1:
        committed(saving, "returned")
    passes_cancel_on(saving, always=True)


@check("A failure after a cancel is not lost", stage="stops well", points=1, hint="How can one exception tell of two things?")
def test_both(failing: Cancelled, many_cancels: Recording):
    failure = committed(failing, "raised").failure
    if failing.outcome == "returned" or (len(failing.cancels) > 1 and many_cancels.calls("commit")[0].outcome != "returned"):
        not_judged("First, CancelledError must reach the caller, and further cancels must change nothing.")
    both = f"Cancelled {failing.cancelled_at}, the commit failed, and the program {failing.ended}"
    assert failing.outcome == "cancelled", f"{both}. Expected: CancelledError, with {failure} as its cause."
    assert (failure,) in [cause.args for cause in failing.noted("cause")], f"{both}, which doesn't tell of {failure}: make it the cause."


@check("Every cancel counts, and nothing comes after it", stage="stops well", points=1, hint="Who counts a task's cancels?")
def test_caller(saving: Cancelled, saved: Recording, failing: Recording, two_timeouts: Recording):
    committed(saving, "returned")
    if any(one.outcome != "returned" for one in two_timeouts.called) or isinstance(two_timeouts.returned, list):
        not_judged("The caller's timeouts cancelled save, and no cancel came back to them when the commit was over.")
    for play in (saved, failing, saving, two_timeouts):
        leaves_nothing(play)
    how = f"Two timeouts of the caller's, one in the other, cancelled save, and the program {two_timeouts.ended}"
    outer = two_timeouts.raised and two_timeouts.raised.type == "TimeoutError"
    assert outer, f"{how}. Expected: the outer one's TimeoutError, since the cancel was the outer one's, too."

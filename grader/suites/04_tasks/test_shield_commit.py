"""Checks for 04_tasks/shield_commit."""

import asyncio
from contextlib import suppress

from grader.suite import Recording, Recordings, call, check, not_judged, note, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, raises_as_it_is

SECONDS = 2.0625  # no round number: whoever looks every so often whether the commit is over learns of it late


@scenario(commit=call("commit", seconds=SECONDS), cancelled=[0.5, 1.75])
async def cancelled(exercise, commit):
    """A commit of about 2 s; cancelled everywhere, also twice."""
    return await exercise.save(commit, "order 1")


@scenario(commit=call("commit", seconds=SECONDS, fails={"order 1": ConnectionError}), cause=note("cause"), cancelled=[0.5])
async def failing(exercise, commit, cause):
    """A commit that fails after about 2 s; cancelled everywhere. Noted is what a traceback shows as the reason of the CancelledError."""
    try:
        return await exercise.save(commit, "order 1")
    except asyncio.CancelledError as error:
        cause(error.__cause__ or error.__suppress_context__ or error.__context__)
        raise


@scenario(commit=call("commit", seconds=100))
async def one_timeout(exercise, commit):
    """A commit of 100 s; a timeout of the caller's cancels it after 0.5 s."""
    async with asyncio.timeout(0.5):
        await exercise.save(commit, "order 1")


@scenario(commit=call("commit", seconds=SECONDS))
async def three_timeouts(exercise, commit):
    """A commit of about 2 s; three timeouts of the caller's, one in another, cancel it. Then the caller sleeps for 0.25 s."""
    with suppress(TimeoutError):
        async with asyncio.timeout(1.5), asyncio.timeout(1):
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    return [await exercise.save(commit, "order 1")]
            return "only the innermost timed out"
    await asyncio.sleep(0.25)
    return "timed out"


def once(plays: Recordings, *outcomes: str) -> list[Recording]:
    """Get the plays that were cancelled once, while the commit was at work. NotJudged: none, or it did not come out as it has to first."""
    found = [play for play in plays.cancelled if len(play.cancels) == 1 and play.calls("commit")]
    if outcomes and any(play.calls("commit")[-1].outcome not in outcomes for play in found):
        not_judged(f"First, a commit must outlast one cancel{', and save wait for it' if len(outcomes) == 1 else ''}.")
    return found or not_judged(plays[0].message or "The program never waited for a commit, so there was no point at which to cancel it.")


def story(play: Recording) -> str:
    """Tell how a cancelled play ended, and what had become of the commit by then."""
    commit, where = play.calls("commit")[-1], play.cancelled_at or f"by {play.scenario.replace('_', ' ')}"
    then = {"cancelled": "was cancelled, too", "running": "was still running"}.get(commit.outcome, f"was over after {commit.end} s")
    return f"Cancelled {where}, the program {play.ended} after {play.seconds:g} s; the commit {then}."


@check("The commit is called once, and its result returned", points=1, hint="What does the caller get, and when?")
def test_result(cancelled: Recordings):
    play, *others = cancelled
    called = [one.args for one in play.calls("commit")]
    assert called == [("order 1",)], f"Expected one call of commit, with 'order 1'. The calls were: {called or 'none'}."
    ended = f"The commit succeeded after {SECONDS} s, and the program {play.ended} after {play.seconds:g} s"
    assert (play.returned, play.seconds) == (play.answers("commit")[0], SECONDS), f"{ended}. Expected: its result, in that very moment."
    leaves_nothing(play)
    for play in others:
        assert len(play.calls("commit")) < 2, f"Cancelled {play.cancelled_at}, the program called commit a second time."


@check("A failure of the commit reaches the caller as it is", points=1, hint="Nobody cancels here. Who hears of the failure?", any_end=True)
def test_failure(failing: Recordings):
    raises_as_it_is(failing[0], failing[0].failed("commit", "order 1"))


@check("A cancel doesn't stop the commit", points=2, hint="A cancel goes on to what your task waits for. What is that?", any_end=True)
def test_goes_on(cancelled: Recordings):
    for play in once(cancelled):
        assert play.calls("commit")[-1].outcome != "cancelled", story(play)


@check("A cancelled save is over when its commit is", points=1, hint="The commit is safe; who waits for it?", any_end=True)
def test_waits(cancelled: Recordings, one_timeout: Recording):
    for play in [*once(cancelled, "returned", "running"), one_timeout]:
        assert play.seconds == play.calls("commit")[-1].end, story(play)
        leaves_nothing(play)


@check("A second cancel, or a third, changes nothing", points=2, hint="What do you wait for after the first cancel, and how?", any_end=True)
def test_again(cancelled: Recordings, three_timeouts: Recording):
    for play in once(cancelled, "returned") and [*cancelled.cancelled, three_timeouts]:
        assert all(one.outcome == "returned" for one in play.calls("commit")), story(play)
        leaves_nothing(play)


@check("The cancel reaches the caller in the end", points=1, hint="The commit succeeded. Must the caller still stop?", any_end=True)
def test_cancel(cancelled: Recordings):
    passes_cancel_on(cancelled)


@check("A failure after a cancel is not lost", points=1, hint="Two things have happened: how can one exception tell of both?", any_end=True)
def test_both(cancelled: Recordings, failing: Recordings):
    if any(play.outcome != "cancelled" for play in cancelled.cancelled):
        not_judged("First, wherever save is cancelled, and the commit succeeds, CancelledError must reach the caller.")
    for play in once(failing, "raised"):
        failed = play.calls("commit")[-1].failure
        both = f"Cancelled {play.cancelled_at}, the commit failed, and the program {play.ended}"
        assert play.outcome == "cancelled", f"{both}. Expected: CancelledError, with {failed} as its cause."
        assert (failed,) in [cause.args for cause in play.noted("cause")], f"{both}, which doesn't tell of {failed}: make it the cause."


@check("Afterwards the caller's task is as it was", points=1, hint="Who counts a task's cancels? Which of them were yours?")
def test_caller(three_timeouts: Recording):
    if isinstance(three_timeouts.returned, list) or not three_timeouts.calls("commit"):
        not_judged("The caller's timeouts cancelled save, and no cancel came back to them.")
    how = f"The caller's timeouts of 0.5, 1 and 1.5 s, one in another, cancelled save; then the caller slept. It {three_timeouts.ended}"
    assert three_timeouts.returned == "timed out", f"{how}. Expected: a TimeoutError of the outermost, and an undisturbed sleep."

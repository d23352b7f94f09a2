"""Checks for 04_tasks/shield_commit."""

import asyncio

from grader.suite import Recording, Recordings, call, check, leaves_nothing, not_judged, note, passes_cancel_on, raises_as_it_is, scenario

succeeds, fails = call("commit", seconds=2), call("commit", seconds=2, fails={"order 1": ConnectionError})


@scenario(commit=succeeds, cancelled=[0.5, 1.75])
async def cancelled(exercise, commit):
    """A commit of 2 s; cancelled everywhere, also twice."""
    return await exercise.save(commit, "order 1")


@scenario(commit=fails, cause=note("cause"), cancelled=[0.5])
async def failing(exercise, commit, cause):
    """A commit that fails after 2 s; cancelled everywhere. Noted is what a traceback shows as the reason of the CancelledError."""
    try:
        return await exercise.save(commit, "order 1")
    except asyncio.CancelledError as error:
        cause(error.__cause__ or error.__suppress_context__ or error.__context__)
        raise


@scenario(commit=succeeds)
async def impatient(exercise, commit):
    """A commit of 2 s; three timeouts of the caller's cancel it after 0.5, 1 and 1.5 s. Then the caller sleeps for 0.25 s."""
    try:
        async with asyncio.timeout(1.5), asyncio.timeout(1), asyncio.timeout(0.5):
            await exercise.save(commit, "order 1")
    except TimeoutError:
        await asyncio.sleep(0.25)
        return "timed out"


def once(plays: Recordings) -> list[Recording]:
    """Get the plays that were cancelled once, while the commit was at work. NotJudged: there are none."""
    found = [play for play in plays.cancelled if len(play.cancels) == 1 and play.calls("commit")]
    return found or not_judged("The program never waited for a commit, so there was no point at which to cancel it.")


@check("The commit is called once, and its result returned", points=1, hint="What does the caller get, and when?")
def test_result(cancelled: Recordings):
    play = cancelled[0]
    called = [one.args for one in play.calls("commit")]
    assert called == [("order 1",)], f"Expected one call of commit, with 'order 1'. The calls were: {called or 'none'}."
    assert play.returned == play.answers("commit")[0], f"The commit succeeded, and the program {play.ended}. Expected: its result."
    assert play.seconds == 2, f"The commit was over after 2 s, and save after {play.seconds:g} s."
    leaves_nothing(play)


@check("A failure of the commit reaches the caller as it is", points=1, hint="Nobody cancels here. Who hears of the failure?", any_end=True)
def test_failure(failing: Recordings):
    raises_as_it_is(failing[0], failing[0].failed("commit", "order 1"))


@check("A cancel doesn't stop the commit", points=2, hint="A cancel goes on to what your task waits for. What is that?", any_end=True)
def test_goes_on(cancelled: Recordings):
    for play in once(cancelled):
        one = play.calls("commit")[0]
        assert one.outcome != "cancelled", f"Cancelled {play.cancelled_at}, the commit was cancelled, too: after {one.end:g} s of 2 s."


@check("A cancelled save is over when its commit is", points=1, hint="The commit is safe; who waits for it?", any_end=True)
def test_waits(cancelled: Recordings):
    if any(play.calls("commit")[0].outcome == "cancelled" for play in once(cancelled)):
        not_judged("The commit was cancelled, so there was nothing to wait for.")
    for play in once(cancelled):
        story = f"Cancelled {play.cancelled_at}, the program {play.ended} after {play.seconds:g} s"
        assert play.seconds == 2, f"{story}. One commit takes 2 s."
        leaves_nothing(play)


@check("A second cancel, or a third, changes nothing", points=2, hint="What do you wait for after the first cancel, and how?", any_end=True)
def test_again(cancelled: Recordings, impatient: Recording):
    if any(play.calls("commit")[0].outcome != "returned" for play in once(cancelled)):
        not_judged("First, a commit must outlast one cancel, and save wait for it.")
    for play in [*cancelled.cancelled, impatient]:
        story = f"Cancelled {play.cancelled_at or 'three times'}, the program {play.ended} after {play.seconds:g} s"
        for commit in play.calls("commit"):
            how = "was cancelled, too" if commit.outcome == "cancelled" else "was still running"
            assert commit.outcome == "returned", f"{story}; the commit {how}."
        leaves_nothing(play)


@check("The cancel reaches the caller in the end", points=1, hint="The commit succeeded. Must the caller still stop?", any_end=True)
def test_cancel(cancelled: Recordings):
    passes_cancel_on(cancelled)


@check("A failure after a cancel is not lost", points=1, hint="Two things have happened: how can one exception tell of both?", any_end=True)
def test_both(cancelled: Recordings, failing: Recordings):
    if any(play.outcome != "cancelled" for play in cancelled.cancelled):
        not_judged("First, wherever save is cancelled, and the commit succeeds, CancelledError must reach the caller.")
    for play in once(failing):
        failed = play.failed("commit", "order 1").failure
        story = f"Cancelled {play.cancelled_at}, the commit failed, and the program {play.ended}"
        assert play.outcome == "cancelled", f"{story}. Expected: CancelledError, with {failed} as its cause."
        assert (failed,) in [cause.args for cause in play.noted("cause")], f"{story}, which doesn't tell of {failed}: make it the cause."


@check("Afterwards the caller's task is as it was", points=1, hint="Who counts a task's cancels? Which of them were yours?")
def test_caller(impatient: Recording):
    impatient.need("commit", 1)
    if impatient.outcome == "returned" and not impatient.returned:
        not_judged("The caller's timeouts cancelled save, and no cancel came back to them.")
    story = f"Timeouts of the caller's cancelled save after 0.5, 1 and 1.5 s; then the caller slept. It {impatient.ended}"
    assert impatient.returned == "timed out", f"{story}. Expected: a TimeoutError, and an undisturbed sleep."

"""Checks for 04_tasks/timeout_fallback."""

import asyncio

from grader.suite import Recording, Recordings, call, check, leaves_nothing, not_judged, note, passes_cancel_on, scenario

CACHED = 41.5
ERRORS = {"ConnectionError": ConnectionError, "TimeoutError": TimeoutError}


@scenario(fetch_price=call("fetch_price", seconds=0.7346))
async def fresh(exercise, fetch_price):
    """A price after 0.7346 s; the deadline is 2 s."""
    return await exercise.quote(fetch_price, CACHED, 2)


@scenario(fetch_price=call("fetch_price", seconds=1))
async def free(exercise, fetch_price):
    """A price of 0."""

    async def fetch_nothing() -> float:
        await fetch_price()
        return 0.0

    return await exercise.quote(fetch_nothing, CACHED, 2)


@scenario(fetch_price=call("fetch_price", seconds=10))
async def slow(exercise, fetch_price):
    """A price after 10 s; the deadline is 2 s."""
    return await exercise.quote(fetch_price, CACHED, 2)


@scenario(fetch_price=call("fetch_price", seconds=10))
async def no_time(exercise, fetch_price):
    """A price after 10 s; the deadline is 0."""
    return await exercise.quote(fetch_price, CACHED, 0)


@scenario(fetch_price=call("fetch_price", seconds=10, cleanup=0.5))
async def slow_to_clean(exercise, fetch_price):
    """A price after 10 s, with 0.5 s of cleaning up; the deadline is 2 s."""
    return await exercise.quote(fetch_price, CACHED, 2)


@scenario(each={"error": ["ConnectionError", "TimeoutError"]}, fetch_price=call("fetch_price", fails=ERRORS))
async def failing(exercise, fetch_price, error):
    """A fetch that raises an error of its own after 1 s; the deadline is 2 s."""
    return await exercise.quote(lambda: fetch_price(error), CACHED, 2)


@scenario(each={"deadline": [2, 20]}, fetch_price=call("fetch_price", seconds=5, cleanup=0.5), cancelled=True)
async def cancelled(exercise, fetch_price, deadline):
    """A fetch of 5 s, in time or not, cancelled at each point."""
    return await exercise.quote(fetch_price, CACHED, deadline)


@scenario(each={"deadline": [2, 4]}, fetch_price=call("fetch_price", seconds=3), back=note("back"))
async def caller_goes_on(exercise, fetch_price, back, deadline):
    """A caller that goes on after the quote, under a timeout of its own of 6 s."""
    try:
        async with asyncio.timeout(6):
            back(await exercise.quote(fetch_price, CACHED, deadline))
            await asyncio.sleep(60)
    except TimeoutError:
        return "timed out"


def gives_up(slow: Recording) -> None:
    """Go on only for a program that has a deadline: for others the question makes no sense."""
    if not slow.calls("fetch_price") or slow.returned != CACHED:
        not_judged("First, a fetch that is too slow must lead to the cached price.")


@check("A price that is there in time is returned at once", points=1, hint="Who wakes you when it is there? Which prices are false?")
def test_fresh(fresh: Recording, free: Recording):
    times = len(fresh.calls("fetch_price"))
    assert times > 0, f"fetch_price was never called; the program {fresh.ended}."
    assert times == 1, f"fetch_price was called {times} times; call it only once."
    assert fresh.returned == fresh.answers("fetch_price")[0], f"The price was there after 0.7346 s of 2 s, but the program {fresh.ended}."
    assert fresh.seconds == 0.7346, f"The price was there after 0.7346 s, but quote returned only after {fresh.seconds:g} s."
    assert free.returned == 0.0, f"The price was there in time: 0.0. But the program {free.ended}; 0 is a price too."


@check("At the deadline the answer is the cached price", points=1, hint="What happens at the deadline if nobody has an answer?")
def test_slow(slow: Recording):
    assert slow.calls("fetch_price"), f"fetch_price was never called; the program {slow.ended}."
    assert slow.returned == CACHED, (
        f"No price was there after 2 s, but the program {slow.ended}, after {slow.seconds:g} s; expected: {CACHED}."
    )
    assert slow.seconds == 2, f"The cached price was returned after {slow.seconds:g} s; the deadline was 2 s."


@check("A deadline of 0 leaves no time to wait", points=1, hint="Zero is a number: which test takes it for 'no deadline'?")
def test_no_time(slow: Recording, no_time: Recording):
    gives_up(slow)
    end = f"{no_time.ended}, after {no_time.seconds:g} s"
    assert (no_time.returned, no_time.seconds) == (CACHED, 0), f"With a deadline of 0 the program {end}; expected: {CACHED}, after 0 s."


@check("Nothing is at work any more when quote returns", points=1, hint="Cancelling only asks: when is a task really over?")
def test_left(fresh: Recording, slow_to_clean: Recording):
    gives_up(slow_to_clean)
    leaves_nothing(fresh)
    leaves_nothing(slow_to_clean)
    for fetch in slow_to_clean.calls("fetch_price"):
        if fetch.outcome != "cancelled":
            not_judged("The fetch was not cancelled: it ran to its end.")
        assert fetch.cleanup == "done", "The fetch was cancelled at the deadline, and once more while it was cleaning up: let it finish."


@check("A failure of the fetch is not your deadline", points=2, hint="Two timers can raise a TimeoutError. Which one was it?")
def test_failures(slow: Recording, failing: Recordings):
    gives_up(slow)
    for play in failing:
        [failed] = play.need("fetch_price", 1)
        as_is = play.raised is not None and play.raised.same(failed.failure)
        story = f"fetch_price raised a {failed.type} of its own after 1 s of 2 s, but the program {play.ended}."
        assert as_is, f"{story} That exception must leave quote as it is."


@check("A cancel of the caller is not a timeout", points=2, hint="Whose cancel is it: your timer's, your caller's, both?", any_end=True)
def test_cancel(slow: Recording, cancelled: Recordings):
    gives_up(slow)
    passes_cancel_on(cancelled)


@check(
    "Cancelled, it leaves nothing behind", points=1, hint="You wait for the fetch; a cancel ends your wait. And the fetch?", any_end=True
)
def test_cancelled_left(slow: Recording, cancelled: Recordings):
    gives_up(slow)
    if not cancelled.cancelled:
        not_judged("The program never waited, so there was no point at which to cancel it.")
    for play in cancelled.cancelled:
        leaves_nothing(play)


@check(
    "Afterwards the caller's task is as it was", points=1, hint="What of yours can still reach that task? What does its cancelling() say?"
)
def test_caller(caller_goes_on: Recordings):
    for play in caller_goes_on:
        deadline, backs = play.params["deadline"], play.noted("back")
        right = [CACHED] if deadline == 2 else play.answers("fetch_price")
        if not backs or backs[0].args[0] not in right:
            not_judged(f"With a deadline of {deadline} s, a fetch of 3 s did not lead to the right price.")
        story = f"quote (deadline {deadline} s) returned after {backs[0].at:g} s. Then its caller awaited something else"
        assert play.seconds == 6, f"{story}, and was disturbed after {play.seconds:g} s: it {play.ended}, though nobody had cancelled it."
        left = "its task still counts a cancel of yours"
        assert play.returned == "timed out", f"{story}, until its own timeout at 6 s. It {play.ended}, not TimeoutError: {left}."

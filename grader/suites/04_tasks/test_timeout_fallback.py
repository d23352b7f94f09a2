"""Checks for 04_tasks/timeout_fallback."""

import asyncio

from grader.suite import Recording, Recordings, call, check, not_judged, note, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, raises_as_it_is

CACHED = 41.5
ERRORS = {"ConnectionError": ConnectionError, "TimeoutError": TimeoutError}


@scenario(each={"deadline": [2, 0.5, 0]}, fetch_price=call("fetch_price", seconds=0.7346))
async def quoted(exercise, fetch_price, deadline):
    """A price after 0.7346 s: in time, too late, and with no time at all."""
    return await exercise.quote(fetch_price, CACHED, deadline)


@scenario(each={"how": ["free", *ERRORS]}, fetch_price=call("fetch_price", fails=ERRORS))
async def odd(exercise, fetch_price, how):
    """A price of 0, or an error of the fetch's own, after 1 s; the deadline is 2 s."""

    async def fetch():
        await fetch_price(how)
        return 0.0

    return await exercise.quote(fetch, CACHED, 2)


@scenario(each={"deadline": [2, 20]}, fetch_price=call("fetch_price", seconds=5, cleanup=0.5), cancelled=True)
async def cancelled(exercise, fetch_price, deadline):
    """A fetch of 5 s, in time or not, with 0.5 s of cleaning up; and cancelled at each point."""
    return await exercise.quote(fetch_price, CACHED, deadline)


@scenario(each={"deadline": [2, 4]}, fetch_price=call("fetch_price", seconds=3), back=note("back"))
async def caller_goes_on(exercise, fetch_price, back, deadline):
    """A caller that goes on after the quote, under a timeout of its own of 6 s."""
    async with asyncio.timeout(6):
        back(await exercise.quote(fetch_price, CACHED, deadline))
        await asyncio.sleep(60)


def gives_up(slow: Recording) -> None:
    """Go on only for a program that has a deadline: for others the question makes no sense."""
    if not slow.calls("fetch_price") or slow.returned != CACHED:
        not_judged("First, a fetch that is too slow must lead to the cached price.")


@check("A price that is there in time is returned at once", points=1, hint="Who wakes you when it is there? Which prices are false?")
def test_fresh(quoted: Recordings, odd: Recordings):
    fresh, free, times = quoted[0], odd[0], len(quoted[0].calls("fetch_price"))
    assert times == 1, f"fetch_price was called {times} times; call it once. The program {fresh.ended}."
    as_expected = fresh.returned == fresh.answers("fetch_price")[0] and fresh.seconds == 0.7346
    assert as_expected, f"The price was there after 0.7346 s of 2 s, but the program {fresh.ended}, after {fresh.seconds:g} s."
    assert free.returned == 0.0, f"The price was there in time: 0.0. But the program {free.ended}; 0 is a price too."


@check("At the deadline the answer is the cached price", points=1, hint="What happens at the deadline if nobody has an answer?")
def test_slow(quoted: Recordings):
    slow, end = quoted[1], f"{quoted[1].ended}, after {quoted[1].seconds:g} s"
    assert slow.calls("fetch_price"), f"fetch_price was never called; the program {end}."
    as_expected = (slow.returned, slow.seconds) == (CACHED, 0.5)
    assert as_expected, f"No price was there after 0.5 s, the deadline; but the program {end}. Expected: {CACHED}, after 0.5 s."


@check("A deadline of 0 leaves no time to wait", points=1, hint="Zero is a number: which test takes it for 'no deadline'?")
def test_no_time(quoted: Recordings):
    _, slow, no_time = quoted
    gives_up(slow)
    end = f"{no_time.ended}, after {no_time.seconds:g} s"
    assert (no_time.returned, no_time.seconds) == (CACHED, 0), f"With a deadline of 0 the program {end}; expected: {CACHED}, after 0 s."


@check("Nothing is at work any more when quote returns", points=1, hint="Cancelling only asks: when is a task really over?", any_end=True)
def test_left(quoted: Recordings, cancelled: Recordings):
    gives_up(cancelled[0])
    leaves_nothing(quoted[0])
    leaves_nothing(cancelled[0])
    for fetch in cancelled[0].calls("fetch_price"):
        if fetch.outcome != "cancelled":
            not_judged("The fetch was not cancelled: it ran to its end.")
        assert fetch.cleanup == "done", "The fetch was cancelled at the deadline, and once more while it was cleaning up: let it finish."


@check("A failure of the fetch is not your deadline", points=2, hint="Two timers can raise a TimeoutError. Which one was it?")
def test_failures(quoted: Recordings, odd: Recordings):
    gives_up(quoted[1])
    for error in odd[1:]:
        raises_as_it_is(error, error.failed("fetch_price", error.params["how"]))


@check("A cancel of the caller is not a timeout", points=2, hint="Whose cancel is it: your timer's, your caller's, both?", any_end=True)
def test_cancel(quoted: Recordings, cancelled: Recordings):
    gives_up(quoted[1])
    passes_cancel_on(cancelled)


@check("Cancelled, it leaves nothing behind", points=1, hint="A cancel ends your wait for the fetch. And the fetch?", any_end=True)
def test_cancelled_left(quoted: Recordings, cancelled: Recordings):
    gives_up(quoted[1])
    for play in cancelled.cancelled or not_judged("The program never waited, so there was no point at which to cancel it."):
        leaves_nothing(play)


@check("Afterwards the caller's task is as it was", points=1, hint="What of yours can still reach it? What does its cancelling() say?")
def test_caller(caller_goes_on: Recordings):
    for play in caller_goes_on:
        deadline, backs = play.params["deadline"], play.noted("back")
        if not backs or backs[0].args[0] not in ([CACHED] if deadline == 2 else play.answers("fetch_price")):
            not_judged(f"With a deadline of {deadline} s, a fetch of 3 s did not lead to the right price.")
        story = f"quote (deadline {deadline} s) returned after {backs[0].at:g} s. Then its caller awaited something else"
        assert play.seconds == 6, f"{story}, and was disturbed after {play.seconds:g} s: it {play.ended}, though nobody had cancelled it."
        timed_out, left = play.ended.startswith("raised TimeoutError"), "its task still counts a cancel of yours"
        assert timed_out, f"{story}, until its own timeout at 6 s. It {play.ended}, not TimeoutError: {left}."

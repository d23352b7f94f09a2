"""Checks for 04_tasks/timeout_fallback."""

import asyncio
from contextlib import suppress

from grader.suite import WORLDS, Cancelled, Recording, call, calls, check, not_judged, pace, same, say, scenario
from grader.suite.common import close, leaves_nothing, passes_cancel_on, raises_as_it_is, stops_everything

CACHED = 41.5
NO_PRICE = {"answering cleanups": "the task says that a cancelled fetch gives no price any more"}
NO_FAILURE = NO_PRICE | {"failing cleanups": "a failure that comes with a cancel may reach the caller in its place"}


@scenario(fetch_price=call("fetch_price", seconds=0.7346))
async def in_time(exercise, fetch_price):
    """A price that is there after 0.7346 of 2 seconds."""
    return await exercise.quote(fetch_price, CACHED, 2 * pace())


@scenario(fetch_price=call("fetch_price", seconds=[5.3, 0.9, 0.3, 0.7, 0.1, 0.5, 1.1]))
async def six_prices(exercise, fetch_price):
    """Seven quotes at the same time. The first one is too slow; six prices are there in time."""
    late = asyncio.create_task(exercise.quote(fetch_price, CACHED, 0.4 * pace()))
    prices = await asyncio.gather(*(exercise.quote(fetch_price, CACHED, 2 * pace()) for _ in range(6)))
    await asyncio.gather(late, return_exceptions=True)
    return prices


@scenario(without=NO_PRICE, each={"cached": [CACHED, None, 0]}, fetch_price=call("fetch_price", seconds=5.3, cleanup=0.25))
async def late(exercise, fetch_price, cached):
    """A fetch of 5.3 s, and a deadline of 0.5 s."""
    return await exercise.quote(fetch_price, cached, 0.5 * pace())


@scenario(without=NO_PRICE, fetch_price=call("fetch_price", cleanup=0.25))
async def no_time(exercise, fetch_price):
    """A fetch of 1 s, and a deadline of 0."""
    return await exercise.quote(fetch_price, CACHED, 0)


@scenario(each={"which": [0, 1]}, fetches=calls("fetch_price", count=2, seconds=0.7346, fails={0: ConnectionError, 1: TimeoutError}))
async def failing(exercise, fetches, which):
    """A fetch that fails in time, one of them with a TimeoutError of its own."""
    return await exercise.quote(fetches[which], CACHED, 2 * pace())


@scenario(
    cancelled=True,
    without=NO_PRICE,
    each={"which": [0, 1], "deadline": [2, 0.5, 0]},
    fetches=calls("fetch_price", count=2, seconds=0.7346, fails={1: TimeoutError}, cleanup=0.25),
)
async def quoted(exercise, fetches, which, deadline):
    """A fetch that succeeds, and one that fails; in time, too late, and with no time at all."""
    return await exercise.quote(fetches[which], CACHED, deadline * pace())


@scenario(without=NO_FAILURE, fetch_price=call("fetch_price", seconds=5.3, cleanup=0.25))
async def two_timeouts(exercise, fetch_price):
    """Two timeouts of the caller's, one in the other: one goes off while the fetch is at work, the outer one while it cleans up."""
    async with asyncio.timeout(0.5 * pace()):
        with suppress(TimeoutError):
            async with asyncio.timeout(0.4 * pace()):
                await exercise.quote(fetch_price, CACHED, 2 * pace())
        return "what comes after the inner one"


def gave(play: Recording, cached: object) -> bool:
    """Whether the program returned the cached price, or raised what the fetch raised as it cleaned up."""
    if play.raised:
        return any(play.raised.same(fetch.failure) for fetch in play.called if fetch.outcome == "cancelled")
    return play.outcome == "returned" and same(play.returned, cached)


def gives_up(late: Recording) -> None:
    """Go on only for a program that has a deadline: for others the question makes no sense."""
    if not any(fetch.outcome == "cancelled" and fetch.end for fetch in late.called) or not gave(late, late.params["cached"]):
        not_judged("First, a fetch that is too slow must be cancelled at the deadline, and lead to the cached price.")


@check("A price is returned the moment it is there", stage="works", points=1, hint="Who wakes you when it is there?")
def test_fresh(in_time: Recording, six_prices: Recording):
    fetches = in_time.calls("fetch_price")
    assert len(fetches) == 1, f"fetch_price was called {len(fetches)} times; call it once. The program {in_time.ended}."
    assert fetches[0].outcome == "returned", f"The price was due in time, and yet the fetch was cancelled. The program {in_time.ended}."
    at_once = sum(one.start == 0 for one in six_prices.called)
    assert at_once == 7, f"Of seven quotes at the same time, {at_once} called fetch_price at once."
    there = fetches[0].end or 0
    assert close(in_time.seconds, there), f"The price was there at {there:g} s; the program {in_time.ended} at {in_time.seconds:g} s."


@check("Any price is a price", stage="works", points=1, hint="Which values are false? Which of them is no price?")
def test_values(six_prices: Recording):
    if not six_prices.raised:
        six_prices.need("fetch_price", 6)
    said = f"Six prices were there in time, and the program {six_prices.ended}. Expected: these prices."
    assert same(six_prices.returned, six_prices.answers("fetch_price")[1:]), said


@check("At the deadline it gives up", stage="overlaps", points=1, hint="What happens at the deadline if nobody has an answer?")
def test_deadline(late: Recording):
    fetches, deadline, cached = late.calls("fetch_price"), 0.5 * WORLDS[late.world].pace, late.params["cached"]
    assert len(fetches) == 1, f"fetch_price was called {len(fetches)} times; call it once. The program {late.ended}."
    cancelled = fetches[0].outcome == "cancelled"
    end = f"was cancelled at {fetches[0].end:g} s" if cancelled else say("was not cancelled")
    in_time = cancelled and close(fetches[0].end or 0, deadline)
    assert in_time, f"The deadline was at {deadline:g} s. The fetch {end}; the program {late.ended}."
    assert gave(late, cached), f"The deadline was over, and the program {late.ended}. Expected: it returned {cached}, the cached price."


@check("A deadline of 0 is over at once", stage="overlaps", points=1, hint="Zero is a number: which test takes it for 'no deadline'?")
def test_no_time(late: Recording, no_time: Recording):
    gives_up(late)
    for fetch in no_time.calls("fetch_price"):
        assert fetch.end == 0, f"With a deadline of 0, the fetch was still at work until {fetch.end} s."
    assert gave(no_time, CACHED), f"With a deadline of 0, the program {no_time.ended}. Expected: it returned {CACHED}, the cached price."


@check("Nothing goes on when quote is over", stage="overlaps", points=1, hint="Cancelling only asks: when is a fetch really over?")
def test_left(in_time: Recording, late: Recording, failing: Recording):
    gives_up(late)
    for play in (in_time, late, failing):
        leaves_nothing(play)
    for fetch in late.calls("fetch_price"):
        assert fetch.cleanup == "done", "The fetch was cancelled at the deadline, and once more while it cleaned up: let it finish."


@check(
    "A failure of the fetch is not your deadline", stage="fails well", points=2, hint="Two timers can raise a TimeoutError. Whose was it?"
)
def test_failure(late: Recording, failing: Recording):
    gives_up(late)
    raises_as_it_is(failing, failing.failed("fetch_price", failing.params["which"]))


@check("A cancel of the caller is no timeout", stage="stops well", points=2, hint="Whose cancel is it: your timer's, your caller's, both?")
def test_cancel(quoted: Cancelled, late: Recording, two_timeouts: Recording):
    gives_up(late)
    passes_cancel_on(quoted)
    how = f"Two timeouts of the caller's, one in the other, cancelled quote, and the program {two_timeouts.ended}"
    outer = two_timeouts.raised and two_timeouts.raised.type == "TimeoutError"
    assert outer, f"{how}. Expected: the outer one's TimeoutError, since the cancel was the outer one's, too."


@check("Cancelled, it stops the fetch", stage="stops well", points=1, hint="A cancel ends your wait for the fetch. And the fetch?")
def test_cancel_stops(quoted: Cancelled, late: Recording):
    gives_up(late)
    stops_everything(quoted)

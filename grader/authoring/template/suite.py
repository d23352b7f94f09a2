"""Checks for $chapter/$name."""

from grader.suite import Cancelled, Recording, call, check, leaves_nothing, raises_as_it_is, same, scenario, stops_well


@scenario(fetch=call("fetch", seconds={"left": 2, "right": 1}), cancelled=True)
async def both(exercise, fetch):
    """The left fetch takes two seconds, the right one a second."""
    return await exercise.fetch_both(fetch)


@scenario(fetch=call("fetch", seconds={"left": 1, "right": 2}, fails={"left": ConnectionError}, cleanup=0.5))
async def one_fails(exercise, fetch):
    """The left fetch fails after a second, while the right one is at work."""
    return await exercise.fetch_both(fetch)


@check("Both answers come, the left one first", stage="works", points=2, hint="Which is there first, and which comes first in the list?")
def test_answers(both: Recording):
    said = f"The program {both.ended}. Expected: a list of the left answer and the right one."
    assert same(both.returned, both.answers("fetch", ["left", "right"])), said


@check("Neither waits for the other", stage="overlaps", points=5, hint="When does the second fetch start?")
def test_together(both: Recording):
    slowest = max((fetch.end or 0) - fetch.start for fetch in both.need("fetch", 2))
    assert both.seconds == slowest, f"It took {both.seconds:g} s; the slower fetch takes {slowest:g} s."


@check("A failure reaches the caller, and stops the other fetch", stage="fails well", points=1, hint="Who tells it?", any_end=True)
def test_failure(one_fails: Recording):
    raises_as_it_is(one_fails, one_fails.failed("fetch", "left"))
    leaves_nothing(one_fails)


@check("Cancelled, it stops both and passes the cancellation on", stage="stops well", points=2, hint="When are both really over?")
def test_cancelled(both: Cancelled):
    stops_well(both, busy=2)

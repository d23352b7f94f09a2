"""Checks for $chapter/$name."""

from grader.suite import Recording, Recordings, call, check, leaves_nothing, passes_cancel_on, raises_as_it_is, scenario, stops_everything


@scenario(fetch=call("fetch", seconds={"left": 2, "right": 1}))
async def both(exercise, fetch):
    """The left fetch takes two seconds, the right one a second."""
    return await exercise.fetch_both(fetch)


@scenario(fetch=call("fetch", seconds={"left": 1, "right": 2}, fails={"left": ConnectionError}, cleanup=0.5))
async def one_fails(exercise, fetch):
    """The left fetch fails after a second, while the right one is at work."""
    return await exercise.fetch_both(fetch)


@scenario(fetch=call("fetch", seconds=2, cleanup=0.5), cancelled=[1])
async def cancelled(exercise, fetch):
    """Two fetches of two seconds, cancelled at each point, and after a second."""
    return await exercise.fetch_both(fetch)


@check("Both answers come, the left one first", points=3, hint="Which of the two is there first, and which comes first in the list?")
def test_answers(both: Recording):
    expected = both.answers("fetch", ["left", "right"])
    assert both.returned == expected, f"The program {both.ended}. Expected: a list of the left answer and the right one."


@check("Neither waits for the other", points=3, hint="When does the second fetch start?")
def test_together(both: Recording):
    both.need("fetch", 2)
    assert both.seconds == 2, f"It took {both.seconds:g} s; at the same time, fetches of 2 s and 1 s take 2 s."


@check("A failure reaches the caller, and stops the other fetch", points=2, hint="Who tells the other one, and who waits for it?", any_end=True)
def test_failure(one_fails: Recording):
    raises_as_it_is(one_fails, one_fails.failed("fetch", "left"))
    leaves_nothing(one_fails)


@check("Cancelled, it stops both and passes the cancellation on", points=2, hint="Both must have cleaned up when you are done.", any_end=True)
def test_cancelled(cancelled: Recordings):
    passes_cancel_on(cancelled)
    stops_everything(cancelled)

"""Checks for 07_async_protocols/async_counter."""

import asyncio

from grader.suite import Recording, Recordings, call, check, not_judged, note, scenario
from grader.suite.common import passes_cancel_on, raises_as_it_is, stops_everything


@scenario(tick=call("tick", cleanup=0.5), each={"stop": [3, 1, 0]}, cancelled=True)
async def counting(exercise, tick, stop):
    """One loop, of three numbers, of one, of none; and cancelled at each point."""
    return [number async for number in exercise.Countup(stop, tick)]


@scenario(tick=call("tick", seconds=90), given=note("given"))
async def slow_reader(exercise, tick, given):
    """A loop that takes 0.5 s for each number, and is left at the third; then, there is time to show what goes on."""
    async for number in exercise.Countup(10, tick):
        given(number)
        if number >= 3:
            break
        await asyncio.sleep(0.5)
    await asyncio.sleep(100)


@scenario(tick=call("tick"), loop=note("loop"))
async def many_loops(exercise, tick, loop):
    """Loops over one object of two numbers."""
    countup = exercise.Countup(2, tick)

    async def numbers() -> list[int]:
        return [number async for number in countup]

    loop("the first", await numbers())
    loop("the second", await numbers())
    both = [(number, await numbers()) async for number in countup]
    loop("a loop around another", [number for number, _ in both])
    for one in await asyncio.gather(numbers(), numbers()):
        loop("one of two at the same time", one)


@scenario(tick=call("tick"))
async def one_iterator(exercise, tick):
    """One iterator of three numbers: asked for one after 0.5 s, looped over, and asked twice more."""
    iterator = aiter(exercise.Countup(3, tick))
    await asyncio.sleep(0.5)
    return [await anext(iterator), [number async for number in iterator], await anext(iterator, "end"), await anext(iterator, "end")]


@scenario(tick=call("tick", fails={1: ConnectionError}))
async def broken_tick(exercise, tick):
    """The second tick fails."""
    return [number async for number in exercise.Countup(3, tick)]


@check("It counts from 1 up to stop", points=2, hint="Which number is the first, which the last? And if stop is 0?", any_end=True)
def test_numbers(counting: Recordings):
    for play in (one for one in counting if not one.cancels):
        expected = list(range(1, play.params["stop"] + 1))
        assert play.returned == expected, f"A loop over Countup({len(expected)}, tick): the program {play.ended}. Expected: {expected}."


@check("Each number is given when its tick is over", points=2, hint="What must be over before a number is given?", any_end=True)
def test_ticks(counting: Recordings, slow_reader: Recording):
    _ = counting[0].returned or not_judged(f"There were no numbers; the program {counting[0].ended}.")
    for play in (one for one in counting if one.outcome == "returned" and not one.cancels):
        numbers, ticks = len(play.returned), len(play.calls("tick"))
        assert ticks == numbers, f"For {numbers} numbers, tick was called {ticks} times."
    given = slow_reader.noted("given")
    assert len(given) >= 3, f"With a tick that takes 90 s, a loop got {len(given)} numbers; the program {slow_reader.ended}."
    for number, tick in zip(given, slow_reader.calls("tick"), strict=False):
        assert (tick.end or float("inf")) <= number.at, f"Number {number.args[0]} was given at {number.at:g} s; its tick was not over."


@check("No tick runs ahead of the loop, or on without it", points=1, hint="Who starts a tick: who asks, or you beforehand?", any_end=True)
def test_ahead(slow_reader: Recording, one_iterator: Recording):
    given, ticks = slow_reader.noted("given"), slow_reader.calls("tick") or not_judged("tick was never called.")
    asked = [(one.at + 0.5, tick) for one, tick in zip(given, ticks[1:], strict=False)]
    for at, tick in (*asked, *((0.5, tick) for tick in one_iterator.calls("tick"))):
        assert tick.start >= at, f"A number was asked for at {at:g} s, but its tick began at {tick.start:g} s: ahead of time."
    assert len(ticks) <= max(len(given), 1), f"The loop was left at its number {len(given)}, but there were {len(ticks)} ticks."
    for left in slow_reader.leftovers:
        assert left.kind != "task", f"The loop was left, and long afterwards there was still: {left}."


@check("Each loop counts for itself", points=2, hint="Where do you remember how far a loop has come? Who else looks there?", any_end=True)
def test_loops(many_loops: Recording):
    loops, ticks = many_loops.noted("loop"), many_loops.calls("tick")
    first = (loops and loops[0].args[1]) or not_judged(f"The first loop gave no numbers; the program {many_loops.ended}.")
    for which, numbers in (loop.args for loop in loops):
        assert numbers == first, f"Of the loops over one object, the first gave {first}, but {which} gave {numbers}."
    assert len(loops) == 5, f"Only {len(loops)} of 5 loops over one object came to their end; the program {many_loops.ended}."
    alone, together = loops[0].at, loops[4].at - loops[2].at
    assert together <= alone, f"One loop took {alone:g} s, but two at the same time took {together:g} s: why does one wait for the other?"
    expected = (len(loops) + len(first)) * sum(tick.start < alone for tick in ticks)  # an inner loop for each number, as well
    assert len(ticks) >= expected, f"All loops, as the first, would have {expected} ticks, but there were {len(ticks)}: each needs its own."


@check("An iterator goes on where it is, and stays at its end", points=1, hint="What does `async for` ask an iterator for?", any_end=True)
def test_iterator(counting: Recordings, one_iterator: Recording):
    first, *others = counting[0].returned or not_judged("First, a loop over Countup(3, tick) must give its numbers.")
    expected, ticks = [first, others, "end", "end"], len(one_iterator.calls("tick"))
    story = f"An iterator was asked once, looped over, and asked twice more: the program {one_iterator.ended}"
    assert one_iterator.returned == expected, f"{story}. Expected: {expected}."
    assert ticks == len(counting[0].calls("tick")), f"{story}, but after {ticks} ticks: at its end it must not tick again."


@check("A failure of tick reaches the reader as it is", points=1, hint="Which exceptions end a loop quietly?")
def test_failure(broken_tick: Recording):
    failed = [tick for tick in broken_tick.calls("tick") if tick.outcome == "raised"] or not_judged("No tick came to fail.")
    raises_as_it_is(broken_tick, failed[0])


@check("Cancelled, it stops, and passes the cancellation on", points=1, hint="What is a CancelledError to you?", any_end=True)
def test_cancel(counting: Recordings):
    passes_cancel_on(counting)
    stops_everything(counting)

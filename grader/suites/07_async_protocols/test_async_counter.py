"""Checks for 07_async_protocols/async_counter."""

import asyncio

from grader.suite import Cancelled, Recording, call, check, marked, not_judged, note, pace, say, scenario, show
from grader.suite.common import leaves_nothing, raises_as_it_is, stops_well

SWALLOWED = {"answering cleanups": "whoever awaits a tick that swallows its cancel can't know that there was one"}


@scenario(tick=call("tick", seconds=1.07), each={"stop": [0, 1, 7, 150]})
async def counting(exercise, tick, stop):
    """One loop: of no number, of one, of some, of hundreds."""
    return [number async for number in exercise.Countup(stop, tick)]


@scenario(tick=call("tick", seconds=9.07), given=note("given"))
async def slow_reader(exercise, tick, given):
    """A loop that takes 0.5 s for each number, and is left at the third; then, there is time to show what goes on."""
    async for number in exercise.Countup(10, tick):
        given(number)
        if number >= 3:
            break
        await asyncio.sleep(0.5 * pace())
    await asyncio.sleep(100 * pace())


@scenario(tick=call("tick"), loop=note("loop"))
async def many_loops(exercise, tick, loop):
    """Loops over one object of two numbers."""
    countup = exercise.Countup(2, tick)

    async def numbers():
        return [number async for number in countup]

    loop(marked("the first"), await numbers())
    loop(marked("the second"), await numbers())
    loop(marked("a loop around another"), [(number, await numbers())[0] async for number in countup])
    for one in await asyncio.gather(*(numbers() for _ in range(100))):
        loop(marked("one of a hundred at the same time"), one)


@scenario(tick=call("tick"))
async def one_iterator(exercise, tick):
    """One iterator of three numbers: asked for one after 0.5 s, looped over, and asked twice more."""
    iterator = aiter(exercise.Countup(3, tick))
    await asyncio.sleep(0.5 * pace())
    return [await anext(iterator), [number async for number in iterator], await anext(iterator, "end"), await anext(iterator, "end")]


@scenario(cancelled=True, without=SWALLOWED, tick=call("tick"))
async def three(exercise, tick):
    """A loop of three numbers."""
    return [number async for number in exercise.Countup(3, tick)]


@scenario(cancelled=True, without=SWALLOWED, tick=call("tick", fails={1: ConnectionError}))
async def broken_tick(exercise, tick):
    """A loop of three numbers, whose second tick fails."""
    return [number async for number in exercise.Countup(3, tick)]


@check("It counts from 1 up to stop", stage="works", points=1, hint="Which number is the first, which the last? And if stop is 0?")
def test_numbers(counting: Recording):
    stop = counting.params["stop"]
    expected = list(range(1, stop + 1))
    assert counting.returned == expected, f"A loop over Countup({stop}, tick): the program {counting.ended}. Expected: {show(expected)}."


@check("Each number is given when its tick is over", stage="works", points=1, hint="What must be over before a number is given?")
def test_ticks(counting: Recording, slow_reader: Recording):
    given = slow_reader.noted("given")
    assert len(given) >= 3, f"Of a count with long ticks, a loop got {len(given)} of 3 numbers; the program {slow_reader.ended}."
    for number, tick in zip(given, slow_reader.calls("tick"), strict=False):
        over = tick.end is not None and tick.end <= number.at
        assert over, f"Number {number.args[0]} was given at {number.at:g} s, before its tick was over, which had begun at {tick.start:g} s."
    ticks, numbers = counting.calls("tick"), counting.returned if isinstance(counting.returned, list) else []
    said = f"Numbers given: {len(numbers)}. Calls of tick: {len(ticks)}. The program {counting.ended}."
    assert len(ticks) == len(numbers), f"{said} Each number takes one tick."
    last = max([tick.end or 0 for tick in ticks], default=0)
    assert counting.seconds == last, f"The last tick was over at {last:g} s, the loop only at {counting.seconds:g} s."


@check("No tick runs ahead of the loop, or on without it", stage="works", points=1, hint="Who starts a tick: who asks, or you beforehand?")
def test_ahead(slow_reader: Recording, one_iterator: Recording):
    given, ticks = slow_reader.noted("given"), slow_reader.calls("tick") or not_judged("tick was never called.")
    for number, tick in zip(given, ticks[1:], strict=False):
        assert tick.start > number.at, (
            f"The reader was busy for a while from {number.at:g} s on, but the next tick began at {tick.start:g} s."
        )
    assert all(tick.start for tick in one_iterator.calls("tick")), "An iterator was asked for nothing yet, and a tick began."
    assert len(ticks) <= max(len(given), 1), f"The loop was left at its number {len(given)}, but there were {len(ticks)} ticks."
    leaves_nothing(slow_reader)


@check(
    "Each loop counts for itself", stage="overlaps", points=3, hint="Where do you remember how far a loop has come? Who else looks there?"
)
def test_loops(many_loops: Recording):
    loops, ticks = many_loops.noted("loop"), len(many_loops.calls("tick"))
    first = (loops and loops[0].args[1]) or not_judged(f"The first loop gave no numbers; the program {many_loops.ended}.")
    for which, numbers in (loop.args for loop in loops):
        assert numbers == first, f"Of the loops over one object, the first gave {first}, but {say(which)} gave {numbers}."
    assert len(loops) == 103, f"Only {len(loops)} of 103 loops over one object came to their end; the program {many_loops.ended}."
    alone, together = loops[0].at, loops[-1].at - loops[2].at
    assert together <= alone, (
        f"One loop took {alone:g} s, but a hundred at the same time took {together:g} s: why does one wait for the other?"
    )
    each = sum(tick.start < alone for tick in many_loops.calls("tick"))
    expected = (len(loops) + len(first)) * each  # an inner loop for each number, as well
    assert ticks >= expected, f"All loops, as the first, would have {expected} ticks, but there were {ticks}: each needs its own."


@check("An iterator goes on where it is, and stays at its end", stage="works", points=1, hint="What does `async for` ask an iterator for?")
def test_iterator(three: Recording, one_iterator: Recording):
    first, *others = three.returned or not_judged("First, a loop over Countup(3, tick) must give its numbers.")
    story = f"An iterator was asked once, looped over, and asked twice more: the program {one_iterator.ended}"
    expected, ticks = [first, others, "end", "end"], len(one_iterator.calls("tick"))
    assert one_iterator.returned == expected, f"{story}. Expected: {expected}."
    assert ticks == len(three.calls("tick")), f"{story}, but after {ticks} ticks: at its end it must not tick again."


@check("A failure of tick reaches the reader as it is", stage="fails well", points=1, hint="Which exceptions end a loop quietly?")
def test_failure(broken_tick: Recording):
    failed = [tick for tick in broken_tick.calls("tick") if tick.outcome == "raised"] or not_judged("No tick came to fail.")
    raises_as_it_is(broken_tick, failed[0])
    leaves_nothing(broken_tick)


def ticks(counting: Recording) -> None:
    """Go on only where a loop ticks for its numbers."""
    if len(counting.calls("tick")) < counting.params["stop"] - 1:
        not_judged("First, a loop must tick for each number.")


@check("Cancelled, it stops, and passes the cancellation on", stage="stops well", points=1, hint="What is a CancelledError to you?")
def test_cancel(counting: Recording, three: Cancelled):
    ticks(counting)
    stops_well(three)


@check("Cancelled where a tick fails, it stops, too", stage="stops well", points=1, hint="Which exceptions end a loop quietly?")
def test_cancelled_failure(counting: Recording, broken_tick: Cancelled):
    ticks(counting)
    stops_well(broken_tick)

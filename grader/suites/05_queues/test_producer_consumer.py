"""Checks for 05_queues/producer_consumer."""

from bisect import bisect_right

from grader.suite import Cancelled, Load, Recording, call, check, same, say, scenario, show, told
from grader.suite.common import close, leaves_nothing, no_idlers, nothing_goes_on, raises_as_it_is, stops_well

SWALLOWED = {"answering cleanups": "neither the source nor `consume` swallows a cancellation"}
ODD = [0, "", False, [], 0, -1, "STOP", ValueError("an item")]
TOLD = "0, '', False, [], 0, -1, STOP, ValueError: an item"


class Source:
    """An async iterator of `(number, what was read)`, that is no generator. It takes one more reading to find that it is over."""

    def __init__(self, read, items):
        self.read, self.items, self.numbers = read, items, iter(range(items + 1))

    def __aiter__(self):
        return self

    async def __anext__(self):
        for number in self.numbers:
            answer = await self.read(number)
            if number < self.items:
                return number, answer
        raise StopAsyncIteration


@scenario(
    without=SWALLOWED,
    read=call("read", seconds={14: 7.777, 149: 30, "*": 0.01}),  # items come fast; the last one, or the end, after a pause
    consume=call("consume", seconds={0: 4.03, 1: 1.01, 2: 2.02, 5: 3.07, "*": 1.55}),
    each={"items": [0, 2, 14, 150], "consumers": [1, 3, 120]},
)
async def work(exercise, read, consume, items, consumers):
    """No item, two, or many; one consumer, three, or many."""
    await exercise.process_all(Source(read, items), lambda item: consume(*item), consumers)


@scenario(without=SWALLOWED, read=call("read", seconds=0.1), consume=call("consume"))
async def odd_items(exercise, read, consume):
    """Items that may be taken for something else, from one generator, and then from another."""

    async def generate():
        for item in ODD:
            await read()
            yield item

    await exercise.process_all(generate(), consume, 2)
    await exercise.process_all(generate(), consume, 2)


@scenario(cancelled=True, without=SWALLOWED, read=call("read", seconds=0.3), consume=call("consume", seconds=5))
async def six_items(exercise, read, consume):
    """Six items and two consumers: soon there is no room for more."""
    await exercise.process_all(Source(read, 6), lambda item: consume(*item), 2)


@scenario(cancelled=True, without=SWALLOWED,
    read=call("read", seconds=0.3, cleanup=0.5), bad_read=call("bad_read", seconds=0.3, fails={3: OSError}, cleanup=0.5),
    consume=call("consume", seconds=2, cleanup=0.5), bad_consume=call("bad_consume", seconds=0.4, fails={3: TimeoutError}, cleanup=0.5),
    each={"bad": ["bad_read", "bad_consume"], "consumers": [1, 2]},
)  # fmt: skip
async def failing(exercise, read, bad_read, consume, bad_consume, bad, consumers):
    """Item 3 can't be read, or it can't be consumed: while the next is being read, or (with one consumer) while there is no room for it."""
    one, other = (bad_read, consume) if bad == "bad_read" else (read, bad_consume)
    await exercise.process_all(Source(one, 9), lambda item: other(*item), consumers)


@scenario(without=SWALLOWED, read=call("read", seconds=0.3),
    consume=call("consume", seconds={0: 5, "*": 0.4}, fails={3: TimeoutError}, cleanup=0.5),
)  # fmt: skip
async def last_fails(exercise, read, consume):
    """The last of four items can't be consumed: when the source has ended, and the first is still being consumed."""
    await exercise.process_all(Source(read, 4), lambda item: consume(*item), 2)


def given_to(play: Recording) -> str:
    """Begin a message: what the program was given."""
    return say("With {items} items and {consumers} consumers", **play.params)


@check("Every item is consumed once, the first first", stage="works", points=1, hint="Where might an item get lost?", any_end=True)
def test_every_item(work: Recording, odd_items: Recording):
    done = sorted((one.start, one.args[0], one.args) for one in work.calls("consume") if one.outcome == "returned")
    numbers, read = [number for _, number, _ in done], [(one.args[0], one.answer) for one in work.calls("read")]
    said = f"{given_to(work)}, the program consumed {show(numbers)}, and {work.ended}."
    assert numbers == [*range(work.params["items"])], f"{said} Expected: each one, once, in the order in which they come."
    assert same([args for _, _, args in done], read[: len(done)]), f"{said} But some were not what the source gave."
    given = ", ".join(str(one.args[0]) or "''" for one in odd_items.calls("consume"))
    said = f"The source gave these: {TOLD}. After it, so did another one. Consumed were: {given or 'none'}; the program {odd_items.ended}."
    assert given == f"{TOLD}, {TOLD}", said


@check("As many consumers work as there may, and no more", stage="overlaps", points=2, hint="What does an item wait for?", any_end=True)
def test_consumers(work: Recording):
    count, most, peak = len(work.need("consume", work.params["items"])), work.params["consumers"], work.peak("consume")
    assert peak == min(count, most), f"{given_to(work)}, at most {peak} were being consumed at the same time."
    no_idlers(work, "consume", most, after="read")


@check(
    "The source is read ahead, but not too far", stage="overlaps", points=3, hint="What must reading wait for, and what not?", any_end=True
)
def test_reading(work: Recording):
    reads, room = work.need("read", work.params["items"] + 1), work.params["consumers"] + 1
    given, taken, load = sorted(one.end or 0 for one in reads), sorted(one.start for one in work.calls("consume")), Load(reads)
    assert load.peak <= 1, f"{given_to(work)}, the source was asked for {load.peak} items at the same time."
    for time in (time for time in work.moments if time < given[-1]):
        waiting = bisect_right(given, time) - bisect_right(taken, time)
        assert waiting <= room, f"{given_to(work)}, {waiting} had been read and waited at {time:g} s; there is room for {room}."
        assert waiting or load.at(time), f"{given_to(work)}, none waited at {time:g} s, or was being read."


@check("It ends as soon as all is done", stage="works", points=1, hint="Who tells each consumer that nothing more will come?", any_end=True)
def test_end(work: Recording):
    last = max(one.end or 0 for one in [*work.need("read", work.params["items"] + 1), *work.need("consume", work.params["items"])])
    done = f"{given_to(work)}, all was done at {last:g} s"
    assert work.normal, f"{done}, but the program did not end. {told(work.waits[0]) if work.waits else work.message}"
    assert close(work.seconds, last), f"{done}; the program {work.ended} at {work.seconds:g} s."
    leaves_nothing(work)


@check("A failure stops all, and reaches the caller as it is", stage="fails well", points=1, hint="Who stops the others?", any_end=True)
def test_failure(failing: Recording, last_fails: Recording):
    for play, probe in ((failing, failing.params["bad"]), (last_fails, "consume")):
        bad = play.failed(probe, 3)
        nothing_goes_on(play, bad.end or 0, f"{bad.name} failed at {bad.end:g} s")
        leaves_nothing(play)
        raises_as_it_is(play, bad)


@check("Cancelled, it stops all and passes that on", stage="stops well", points=1, hint="Who waits for what cleans up?", any_end=True)
def test_cancel(six_items: Cancelled):
    stops_well(six_items, busy=2)


@check("Cancelled while something fails, it stops all, too", stage="stops well", points=1, hint="Who waits for it then?", any_end=True)
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2)

"""Checks for 05_queues/producer_consumer."""

from grader.suite import Recordings, call, check, scenario
from grader.suite.common import leaves_nothing, no_idlers, nothing_goes_on, passes_cancel_on, raises_as_it_is, stops_everything


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
    read=call("read", seconds={12: 30, 14: 7.777, "*": 0.1}),  # twelve items come fast; the next, and then the end, after a pause
    consume=call("consume", seconds={0: 4.03, 1: 1.01, 2: 2.02, 5: 3.07, "*": 1.55}),
    each={"items": [0, 2, 14], "consumers": [1, 3]},
)
async def work(exercise, read, consume, items, consumers):
    """No item, two, or fourteen; one consumer or three."""
    await exercise.process_all(Source(read, items), lambda item: consume(*item), consumers)


@scenario(read=call("read", seconds=0.1), consume=call("consume"), each={"source": ["a generator"], "items": [4]})
async def generated(exercise, read, consume, items, **_):
    """A generator, of four numbers; the first is 0, which is false."""
    await exercise.process_all((number async for number, _ in Source(read, items)), consume, 2)


@scenario(
    read=call("read", seconds=0.3, cleanup=0.5), bad_read=call("bad_read", seconds=0.3, fails={3: OSError}),
    consume=call("consume", seconds=2, cleanup=0.5), bad_consume=call("bad_consume", seconds=0.4, fails={3: TimeoutError}, cleanup=0.5),
    each={"bad": ["bad_read", "bad_consume"], "consumers": [1, 2]},
)  # fmt: skip
async def failing(exercise, read, bad_read, consume, bad_consume, bad, consumers):
    """Item 3 can't be read, or it can't be consumed: while the next is being read, or (with one consumer) while there is no room for it."""
    one, other = (bad_read, consume) if bad == "bad_read" else (read, bad_consume)
    await exercise.process_all(Source(one, 9), lambda item: other(*item), consumers)


@scenario(read=call("read", seconds=0.3), consume=call("consume", seconds=5, cleanup=0.5), cancelled=[1.0, 4.0])
async def cancelled_anywhere(exercise, read, consume):
    """Cancelled at each point, in the middle of reading, and when there is no room for more; consuming takes half a second to clean up."""
    await exercise.process_all(Source(read, 6), lambda item: consume(*item), 2)


@check("Every item is consumed once, the first first", points=1, hint="Who may still have items when the program ends?", any_end=True)
def test_every_item(work: Recordings, generated: Recordings):
    for play in (*work, *generated):
        done = [n for _, n in sorted((one.start, one.args[0]) for one in play.calls("consume") if one.outcome == "returned")]
        said = f"With {play.params}, the program consumed {', '.join(map(str, done)) or 'none'}, and {play.ended}."
        assert done == [*range(play.params["items"])], f"{said} Expected: each one, once, in the order in which they come."


@check("As many consumers work as there may, and no more", points=2, hint="What does an item wait for?", any_end=True)
def test_consumers(work: Recordings):
    for play in work:
        jobs, most, peak = play.need("consume", play.params["items"]), play.params["consumers"], play.peak("consume")
        assert peak == min(most, len(jobs)), f"With {play.params}, the most that were being consumed at the same time was {peak}."
        no_idlers(play, "consume", most, after="read")


@check("The source is read ahead, one by one, and not too far", points=3, hint="What must reading wait for, and what not?", any_end=True)
def test_reading(work: Recordings):
    for play in work:
        reads, room = play.need("read", play.params["items"] + 1), play.params["consumers"] + 1
        assert play.peak("read") <= 1, f"With {play.params}, the source was asked for {play.peak('read')} items at the same time."
        for time in (time for time in play.moments if time < (reads[-1].end or 0)):
            waiting = sum((one.end or 0) <= time for one in reads) - sum(one.start <= time for one in play.calls("consume"))
            assert waiting <= room, f"With {play.params}, {waiting} had been read and waited at {time:g} s; there is room for {room}."
            assert waiting or any(one.during(time) for one in reads), f"With {play.params}, none waited at {time:g} s, or was being read."


@check("It ends as soon as all is done", points=1, hint="Who tells each consumer that nothing more will come, and when?", any_end=True)
def test_end(work: Recordings):
    for play in work:
        calls = play.need("read", play.params["items"] + 1) + play.need("consume", play.params["items"])
        done = f"With {play.params}, all was done at {(last := max(one.end or 0 for one in calls)):g} s"
        assert play.normal, f"{done}, but the program did not end. {play.waits[0] if play.waits else play.message}"
        assert (play.outcome, play.seconds) == ("returned", last), f"{done}; the program {play.ended} at {play.seconds:g} s."


@check("A failure reaches the caller as it is", points=1, hint="Which exception would a caller of yours want to catch?", any_end=True)
def test_failure(failing: Recordings):
    for play in failing:
        raises_as_it_is(play, play.failed(play.params["bad"], 3))


@check("A failure stops everything else", points=1, hint="Who stops the others, and who waits until they have stopped?", any_end=True)
def test_failure_stops(failing: Recordings):
    for play in failing:
        nothing_goes_on(play, (bad := play.failed(play.params["bad"], 3)).end or 0, f"{bad.name} failed at {bad.end:g} s")
        leaves_nothing(play)


@check("Cancelled, it stops everything and passes that on", points=1, hint="Who cancels your tasks, and who waits for them?", any_end=True)
def test_cancel(cancelled_anywhere: Recordings):
    passes_cancel_on(cancelled_anywhere)
    stops_everything(cancelled_anywhere)

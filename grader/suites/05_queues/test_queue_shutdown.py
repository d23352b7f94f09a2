"""Checks for 05_queues/queue_shutdown."""

import asyncio
from contextlib import suppress

from grader.suite import Cancelled, Recording, call, check, count, not_judged, note, same, scenario, show, told
from grader.suite.common import close, leaves_nothing, no_idlers, stops_well

CUT = dict.fromkeys(["failing cleanups", "answering cleanups"], "who is cancelled ends: it neither fails nor goes on")
A, B, C, D = (["a1", "a2", "a3"], ["b1", "b2", "b3"], ["c1", "c2", "c3"], ["d1", "d2", "d3"])
MANY = [f"e{number}" for number in range(150)]
ODD = [0, "", False, [], "STOP", ValueError("an item"), 0]
TOLD = "'', 0, 0, False, STOP, ValueError: an item, []"


async def run(exercise, make, handle, consumers, names, room):
    """Run a producer for each list of names, and so many consumers. An item is (name, what was made): that can't be known before."""

    def producer(mine):
        async def produce(queue):
            for name in mine:
                await queue.put((name, await make(name)))

        return produce

    queue: asyncio.Queue[object] = asyncio.Queue(maxsize=room)
    await exercise.run(queue, [producer(mine) for mine in names], [lambda item, n=n: handle(*item, n) for n in range(consumers)])
    return queue.qsize()


@scenario(without=CUT, left=note("left"), each={"more": [0, 150], "consumers": [1, 2, 3, 120]},
    make=call("make", seconds={"b1": 4, "b2": 4, "b3": 4, "*": 1}),
    handle=call("handle", seconds={"a1": 5.03, "b1": 3.03, "b3": 5.03, "*": 2.03}),
)  # fmt: skip
async def work(exercise, make, handle, left, more, consumers):
    """A fast producer and a slow one, and perhaps many more; one consumer, a few, or many; room for two items."""
    left(await run(exercise, make, handle, consumers, [A, B, *([name] for name in MANY[:more])], room=2))


@scenario(without=CUT, pause=call("pause", seconds=[1, 600, 0, 0, 1, 0, 0, 10.01]), handle=call("handle"), each={"consumers": [1, 3]})
async def odd_items(exercise, pause, handle, consumers):
    """Items that may be taken for something else, one ten minutes after the other; in the end the producer takes a while to return."""

    async def produce(queue):
        for item in ODD:
            await pause()
            await queue.put(item)
        await pause()

    await exercise.run(asyncio.Queue(maxsize=2), [produce], [handle] * consumers)


@scenario(cancelled=True, without=CUT, make=call("make"), handle=call("handle", seconds=2))
async def steady(exercise, make, handle):
    """Two producers, two consumers, and room for one item."""
    await run(exercise, make, handle, 2, [A, B], room=1)


@scenario(cancelled=True, without=CUT,
    make=call("make", seconds=dict.fromkeys(C + D, 2) | {"rest": 60, "*": 1}, fails={"rest": OSError, "c2": OSError}),
    handle=call("handle", fails={"a1": ValueError, "a3": LookupError}), each={"bad": ["items", "producer"], "consumers": [1, 2]},
)  # fmt: skip
async def failing(exercise, make, handle, bad, consumers):
    """Two items of six can't be handled, and when all else is done a producer fails, too; or one of two fails at its second item."""
    await run(exercise, make, handle, consumers, [A + B, ["rest"]] if bad == "items" else [C, D], room=1)


@scenario(without=CUT, make=call("make"), handle=call("handle", fails={"a1": ValueError}))
async def twice(exercise, make, handle):
    """A run in which an item can't be handled, and then another one, in which nothing fails."""
    with suppress(Exception):
        await run(exercise, make, handle, 1, [A], room=1)
    await run(exercise, make, handle, 1, [B], room=1)


def given_to(play: Recording) -> str:
    """Begin a message: what the program was given."""
    return count("With {number} consumer", "With {number} consumers", play.params.get("consumers", 1))


def all_handled(play: Recording, expected: list[str]) -> None:
    """Fail unless each item was handled once, and is what was made; whether the program ended is not asked."""
    calls = [one.args for one in play.calls("handle") if one.outcome in ("returned", "raised")]
    done = sorted(name for name, what, _ in calls if same(what, play.call("make", name).answer))
    told = f"{given_to(play)}, these were handled: {show(done)}; and the program {play.ended}."
    assert done == sorted(expected), f"{told} Expected: {show(expected)}, each once."


def ends_in_time(play: Recording, made: str, items: int, calls: int) -> None:
    """Fail unless the program returned when all was done, and not later."""
    last = max(one.end or 0 for one in play.need("handle", items) + play.need(made, calls))
    done = f"{given_to(play)}, all was done at {last:g} s"
    assert play.outcome == "returned", " ".join([f"{done}, but the program {play.ended}.", *map(told, play.waits[:1])])
    assert close(play.seconds, last), f"{done}; the program ended at {play.seconds:g} s."
    leaves_nothing(play)


@check("Every item is handled once", stage="works", points=1, hint="Who might still have, or bring, an item?", any_end=True)
def test_every_item(work: Recording, odd_items: Recording):
    all_handled(work, A + B + MANY[: work.params["more"]])
    given = ", ".join(sorted(str(item) or "''" for one in odd_items.calls("handle") for item in one.args))
    assert given == TOLD, f"Of {TOLD}, with a pause of ten minutes, these were handled: {given or 'none'}; the program {odd_items.ended}."
    if hung := [play.message for play in (work, odd_items) if not play.normal]:  # what hangs has not done the rest well
        not_judged(hung[0])


@check("It ends as soon as all is done", stage="works", points=2, hint="How many wait for your end signal? When is it sent?", any_end=True)
def test_end(work: Recording, odd_items: Recording):
    ends_in_time(work, "make", 6 + work.params["more"], 6 + work.params["more"])
    ends_in_time(odd_items, "pause", len(ODD), len(ODD) + 1)


@check("Producers and consumers all work at the same time", stage="overlaps", points=2, hint="Who waits for whom, and for how long?")
def test_together(work: Recording):
    jobs, began = work.need("handle", 6 + work.params["more"]), work.call("make", "b1").start
    assert began == 0, f"The second producer began only at {began:g} s."
    for one in jobs:
        busy = sum(job.during(one.start) for job in jobs if job.args[2] == one.args[2])
        assert busy == 1, f"{given_to(work)}, one of them handled {busy} items at once, at {one.start:g} s."
    no_idlers(work, "handle", work.params["consumers"], after="make")


@check("What fails stops nothing else", stage="fails well", points=1, hint="What becomes of a consumer, and of other items?", any_end=True)
def test_bad(failing: Recording):
    all_handled(failing, A + B if failing.params["bad"] == "items" else ["c1", *D])


@check("Every failure is raised in the end", stage="fails well", points=1, hint="Where do exceptions go meanwhile?", any_end=True)
def test_failures(failing: Recording, twice: Recording):
    failures = sorted(one.failure.of or "" for one in failing.called if one.outcome == "raised")
    if len(failures) != {"items": 3, "producer": 1}[failing.params["bad"]]:
        not_judged("Some of the work was not done, so not everything could fail.")
    told = sorted(one.of or "" for one in failing.raised.leaves()) if failing.raised and failing.raised.parts else None
    what = f"These failed: {', '.join(failures)}; but the program {failing.ended}."
    assert told == failures, f"{what} It must raise an ExceptionGroup of their exceptions."
    leaves_nothing(failing)
    twice.need("handle", 6)
    assert twice.outcome == "returned", f"In a first run an item failed. In a second one nothing failed; but that one {twice.ended}."


@check("Nothing is left in the queue", stage="works", points=1, hint="Does every signal of yours find somebody who takes it?")
def test_queue_empty(work: Recording):
    work.need("handle", 6 + work.params["more"])
    left = work.noted("left")[0].args[0] if work.noted("left") else not_judged("The program did not return.")
    assert left == 0, f"{given_to(work)}, the queue still held {left} when the program returned: an end signal, perhaps?"


@check("Cancelled, all stop at once, and it passes that on", stage="stops well", points=1, hint="Who waits for your tasks?", any_end=True)
def test_cancel(steady: Cancelled):
    stops_well(steady, busy=2, always=True)


@check("Cancelled after a failure, all stop, too", stage="stops well", points=1, hint="What leaves it then?", any_end=True)
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2, always=True)

"""Checks for 05_queues/queue_shutdown."""

import asyncio

from grader.suite import Recording, Recordings, call, check, not_judged, note, scenario
from grader.suite.common import leaves_nothing, no_idlers, passes_cancel_on, stops_everything

A, B = ["a1", "a2", "a3"], ["b1", "b2", "b3"]
C, D = ["c1", "c2", "c3"], ["d1", "d2", "d3"]
ODD = [0, "", False, [], "last"]


async def run(exercise, make, handle, consumers, *names, room=2):
    """Run a producer for each list of names, and so many consumers. An item is (name, what was made): that can't be known before."""

    def producer(mine):
        async def produce(queue):
            for name in mine:
                await queue.put((name, await make(name)))

        return produce

    queue: asyncio.Queue[object] = asyncio.Queue(maxsize=room)
    await exercise.run(queue, [producer(mine) for mine in names], [lambda item, n=n: handle(*item, n) for n in range(consumers)])
    return queue.qsize()


@scenario(
    make=call("make", seconds={"b1": 4, "b2": 4, "b3": 4, "*": 1}), left=note("left"), each={"consumers": [1, 2, 3]},
    handle=call("handle", seconds={"a1": 5.03, "b1": 3.03, "b3": 5.03, "*": 2.03}),
)  # fmt: skip
async def work(exercise, make, handle, left, consumers):
    """A fast producer and a slow one; one, two or three consumers; room for two items."""
    left(await run(exercise, make, handle, consumers, A, B))


@scenario(pause=call("pause", seconds=[1, 600, 0, 0, 1, 10.01]), handle=call("handle"), each={"consumers": [1, 3]})
async def odd_items(exercise, pause, handle, consumers):
    """Items that are false, one ten minutes after the other; in the end the producer takes a while to return."""

    async def produce(queue):
        for item in ODD:
            await pause()
            await queue.put(item)
        await pause()

    await exercise.run(asyncio.Queue(maxsize=2), [produce], [handle] * consumers)


@scenario(
    make=call("make", seconds=dict.fromkeys(C + D, 2) | {"rest": 60, "*": 1}, fails={"rest": OSError, "c2": OSError}),
    handle=call("handle", fails={"a1": ValueError, "a3": LookupError}), each={"bad": ["items", "producer"], "consumers": [1, 2, 3]},
)  # fmt: skip
async def failing(exercise, make, handle, bad, consumers):
    """Two items of six can't be handled, and when all else is done a producer fails, too; or one of two fails at its second item."""
    await run(exercise, make, handle, consumers, *([A + B, ["rest"]] if bad == "items" else [C, D]), room=1)


@scenario(make=call("make"), handle=call("handle", seconds=2, fails={"a1": ValueError}, cleanup=0.5), cancelled=[2.5, 4.5])
async def cancelled_anywhere(exercise, make, handle):
    """Two producers and two consumers, and a bad item, cancelled at each point, and in mid-work; consumers clean up for half a second."""
    await run(exercise, make, handle, 2, A, B, room=1)


def all_handled(play: Recording, expected: list[str]) -> None:
    """Fail unless each item was handled once, and is what was made; whether the program ended is not asked."""
    calls = [one.args for one in play.calls("handle") if one.outcome in ("returned", "raised")]
    done = sorted(name for name, what, _ in calls if what == play.call("make", name).answer)
    told = f"With {play.params}, these were handled: {', '.join(done) or 'none'}; and the program {play.ended}."
    assert done == expected, f"{told} Expected: {', '.join(expected)}, each once."


@check("Every item is handled once", points=1, hint="Who might still have, or bring, an item when your consumers stop?", any_end=True)
def test_every_item(work: Recordings, odd_items: Recordings):
    for play in work:
        all_handled(play, A + B)
    for play in odd_items:
        given = [item for one in play.calls("handle") for item in one.args]
        assert sorted(given, key=repr) == sorted(ODD, key=repr), f"The items were {ODD}, ten minutes apart. Handled: {given}."
    for play in [*work, *odd_items]:
        if not play.normal:  # what hangs has not done the rest well
            not_judged(play.message)


@check("It ends as soon as all is done", points=2, hint="How many wait for your end signal? When is it sent?", any_end=True)
def test_end(work: Recordings, odd_items: Recordings):
    for play in [*work, *odd_items]:
        calls = play.need("handle", 6) + play.need("make", 6) if play in work else play.need("handle", 5) + play.need("pause", 6)
        last = max(one.end or 0 for one in calls)
        done = f"With {play.params}, all was done at {last:g} s"
        assert play.outcome == "returned", f"{done}, but the program {play.ended}. {''.join(play.waits[:1])}"
        assert play.seconds == last, f"{done}; the program ended at {play.seconds:g} s."


@check("Producers and consumers all work at the same time", points=1, hint="Who waits for whom, and for how long?")
def test_together(work: Recordings):
    for play in work:
        jobs, began = play.need("handle", 6), play.call("make", "b1").start
        assert began == 0, f"The second producer began only at {began:g} s."
        for one in jobs:
            count = sum(job.during(one.start) for job in jobs if job.args[2] == one.args[2])
            assert count == 1, f"With {play.params}, one of them handled {count} items at once, at {one.start:g} s."
        no_idlers(play, "handle", play.params["consumers"], after="make")


@check("A bad item stops nothing else", points=1, hint="What becomes of a consumer, and of the other items?", any_end=True)
def test_bad_item(failing: Recordings):
    for play in failing[:3]:
        all_handled(play, A + B)


@check("A producer that fails stops nothing else", points=1, hint="What becomes of the others' items when one fails?", any_end=True)
def test_bad_producer(failing: Recordings):
    for play in failing[3:]:
        all_handled(play, ["c1", *D])


@check("Every failure is raised in the end", points=1, hint="Where do exceptions go while the others work on?", any_end=True)
def test_failures(failing: Recordings):
    for play in failing:
        failures = sorted(str(one.failure) for one in play.called if one.outcome == "raised")
        if len(failures) != {"items": 3, "producer": 1}[play.params["bad"]]:
            not_judged("Some of the work was not done, so not everything could fail.")
        told, what = sorted(map(str, play.raised.leaves())) if play.raised and play.raised.parts else None, ", ".join(failures)
        assert told == failures, f"What failed: {what}; but the program {play.ended}. It must raise an ExceptionGroup of these."


@check("Nothing is left in the queue", points=1, hint="Does every signal of yours find somebody who takes it?")
def test_queue_empty(work: Recordings):
    for play in work:
        play.need("handle", 6)
        left = play.noted("left")[0].args[0] if play.noted("left") else not_judged("The program did not return.")
        assert left == 0, f"With {play.params}, the queue still held {left} when the program returned: an end signal, perhaps?"


@check("Nothing is left behind, also when it is cancelled", points=2, hint="Who ends your tasks, and who waits for that?", any_end=True)
def test_cancel(cancelled_anywhere: Recordings):
    passes_cancel_on(cancelled_anywhere)
    stops_everything(cancelled_anywhere)
    leaves_nothing(cancelled_anywhere)

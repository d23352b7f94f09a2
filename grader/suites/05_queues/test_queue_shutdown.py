"""Checks for 05_queues/queue_shutdown."""

import asyncio

from grader.suite import Call, Recording, Recordings, call, calls, check, leaves_nothing, not_judged, note, passes_cancel_on, scenario

A, B = ["a1", "a2", "a3"], ["b1", "b2", "b3"]
ODD = [0, "", False, [], "last"]


def producer(make, names, then=()):
    """A producer of (name, what was made): a made thing can't be known before. What it makes `then`, it does not put in the queue."""

    async def produce(queue):
        for name in names:
            await queue.put((name, await make(name)))
        for name in then:
            await make(name)

    return produce


def consumer(handle):
    """A consumer of such items."""

    async def consume(item):
        await handle(*item)

    return consume


@scenario(
    make=call("make", seconds={"a1": 1, "a2": 1, "a3": 1, "*": 4}),
    handle=calls("consumer", count=3, seconds={0: 5.03, 1: 2.03, 2: 3.03}),
    left=note("left"),
    each={"consumers": [1, 2, 3]},
)
async def work(exercise, make, handle, left, consumers):
    """A fast producer and a slow one; one, two or three consumers; room for two items."""
    queue: asyncio.Queue[object] = asyncio.Queue(maxsize=2)
    await exercise.run(queue, [producer(make, A), producer(make, B)], [consumer(one) for one in handle[:consumers]])
    left(queue.qsize())


@scenario(make=call("make", seconds={"a1": 1, "a2": 600, "rest": 10.01}), handle=call("handle"), each={"consumers": [1, 3]})
async def long_pause(exercise, make, handle, consumers):
    """Two items, ten minutes apart; then the producer takes a while to return."""
    await exercise.run(asyncio.Queue(maxsize=2), [producer(make, A[:2], then=["rest"])], [consumer(handle)] * consumers)


@scenario(handle=call("handle"))
async def odd_items(exercise, handle):
    """Items that are false."""

    async def produce(queue):
        for item in ODD:
            await queue.put(item)

    await exercise.run(asyncio.Queue(maxsize=2), [produce], [handle, handle])


@scenario(make=call("make"), handle=call("handle", fails={"a1": ValueError, "a3": LookupError}), each={"consumers": [1, 2]})
async def bad_items(exercise, make, handle, consumers):
    """Two of six items can't be handled."""
    await exercise.run(asyncio.Queue(maxsize=1), [producer(make, A + B)], [consumer(handle)] * consumers)


@scenario(
    make=call("make", seconds={"a1": 1, "a2": 1, "*": 3}, fails={"a2": OSError}),
    handle=call("handle", seconds=2),
    each={"consumers": [1, 3]},
)
async def failing_producer(exercise, make, handle, consumers):
    """One producer of two fails at its second item."""
    await exercise.run(asyncio.Queue(maxsize=2), [producer(make, A), producer(make, B)], [consumer(handle)] * consumers)


@scenario(make=call("make", fails={"a3": OSError, "b2": EOFError}), handle=call("handle", fails={"a2": ValueError}))
async def all_kinds(exercise, make, handle):
    """Both producers fail, and an item can't be handled."""
    await exercise.run(asyncio.Queue(maxsize=2), [producer(make, A), producer(make, B)], [consumer(handle)] * 2)


@scenario(make=call("make", cleanup=0.5), handle=call("handle", seconds=2, fails={"a1": ValueError}, cleanup=0.5), cancelled=True)
async def cancelled_anywhere(exercise, make, handle):
    """Two producers and two consumers, and a bad item, cancelled at each point; each takes half a second to clean up."""
    await exercise.run(asyncio.Queue(maxsize=1), [producer(make, A), producer(make, B)], [consumer(handle)] * 2)


def missing(play: Recording, items: list[str]) -> list[str]:
    """Name the items of which no handling came to an end."""
    calls = play.calls("consumer") + play.calls("handle")
    done = [one.args[:1] for one in calls if one.outcome in ("returned", "raised")]
    return [item for item in items if (item,) not in done]


def all_handled(play: Recording, items: list[str], when: str) -> None:
    """Fail unless each item was handled once, and is what was made; whether the program ended is not asked."""
    lost, how = missing(play, items), f"The program {play.ended}." if play.normal else play.message
    assert not lost, f"{when}: {', '.join(lost)} {'were' if lost[1:] else 'was'} never handled. {how}"
    given = sorted((one.args for one in play.calls("consumer") + play.calls("handle")), key=str)
    expected = [(item, play.call("make", item).answer) for item in items]
    assert given == expected, f"{when}: the consumers were given {', '.join(str(*one[:1]) for one in given)}."


def all_end(*plays: Recordings) -> None:
    """Not judged, unless all of them came to an end: a program that hangs has not done the rest well."""
    for play in (play for some in plays for play in some):
        if not play.normal:
            not_judged(play.message)


def consumers(play: Recording) -> str:
    """Say with how many consumers it was played."""
    count = play.params.get("consumers", 2)
    return f"{count} consumer{'s' if count > 1 else ''}"


@check("Every item is handled once", points=1, hint="Who might still have, or bring, an item when your consumers stop?", any_end=True)
def test_every_item(work: Recordings, long_pause: Recordings, odd_items: Recording):
    for play, items, what in [*((p, A + B, "six items") for p in work), *((p, A[:2], "two items, ten minutes apart") for p in long_pause)]:
        all_handled(play, items, f"With {consumers(play)} and {what}")
    given = [item for one in odd_items.calls("handle") for item in one.args]
    assert sorted(given, key=repr) == sorted(ODD, key=repr), f"The items were {ODD}; the consumers were given {given}."
    all_end(work, long_pause)


@check("It ends as soon as all is done", points=2, hint="How many wait for your end signal? When is it sent?", any_end=True)
def test_end(work: Recordings, long_pause: Recordings):
    for play, items in [*((p, A + B) for p in work), *((p, A[:2]) for p in long_pause)]:
        if missing(play, items):
            not_judged("Not every item was handled.")
        when = f"With {consumers(play)}, every item was handled"
        assert play.normal, f"{when}, but the program did not end. {play.waits[0] if play.waits else play.message}"
        assert play.outcome == "returned", f"{when}, and the program {play.ended}."
        last = max(one.end or 0 for one in play.called)
        assert play.seconds == last, f"{when}, and every producer was done, at {last:g} s; the program ended at {play.seconds:g} s."


@check("Producers and consumers all work at the same time", points=1, hint="Who waits for whom, and for how long?")
def test_together(work: Recordings):
    for play in work:
        calls = play.need("consumer", 6)
        began = play.call("make", "b1").start
        assert began == 0, f"The second producer began only at {began:g} s."
        for one in calls:
            at_once = [c for c in calls if c.item == one.item and c.during(one.start)]
            assert len(at_once) == 1, f"With {consumers(play)}, one of them handled {len(at_once)} items at once, at {one.start:g} s."
        for one in calls:
            no_idler(play, calls, one)


def no_idler(play: Recording, calls: list[Call], one: Call) -> None:
    """Fail if an item waited while some consumer did nothing."""
    name = str(*one.args[:1])
    made = play.call("make", name).end or 0
    for time in (t for t in sorted({made, *(c.end or 0 for c in calls)}) if made <= t < one.start):
        idle = play.params["consumers"] - len({c.item for c in calls if c.during(time)})
        told = f"{name} was there at {made:g} s, and was taken at {one.start:g} s"
        assert not idle, f"With {consumers(play)}: {told}; at {time:g} s {idle} of them had nothing to do."


@check("A bad item stops nothing else", points=1, hint="What becomes of a consumer, and of the other items?", any_end=True)
def test_bad_item(bad_items: Recordings):
    for play in bad_items:
        all_handled(play, A + B, f"With {consumers(play)}, where a1 and a3 can't be handled")


@check("A producer that fails stops nothing else", points=1, hint="What becomes of the others' items when one fails?", any_end=True)
def test_failing_producer(failing_producer: Recordings):
    for play in failing_producer:
        all_handled(play, ["a1", *B], f"With {consumers(play)}, where one producer fails after a1")


@check("Every failure is raised in the end", points=1, hint="Where do exceptions go while the others work on?", any_end=True)
def test_failures(work: Recordings, bad_items: Recordings, failing_producer: Recordings, all_kinds: Recording):
    all_end(work)
    for play in [*bad_items, *failing_producer, all_kinds]:
        failures = sorted(str(one.failure) for one in play.called if one.outcome == "raised")
        if len(failures) != {"bad_items": 2, "failing_producer": 1, "all_kinds": 3}[play.scenario]:
            not_judged("Some of the work was not done, so not everything could fail.")
        what = f"What failed: {', '.join(failures)}."
        assert play.normal, f"{what} The program did not end. {play.waits[0] if play.waits else play.message}"
        told = sorted(map(str, play.raised.leaves())) if play.raised and play.raised.parts else None
        assert told == failures, f"{what} The program {play.ended}. It must raise an ExceptionGroup of all that failed."


@check("Nothing is left in the queue", points=1, hint="Does every signal of yours find somebody who takes it?")
def test_queue_empty(work: Recordings):
    for play in work:
        play.need("consumer", 6)
        left = play.noted("left")[0].args[0] if play.noted("left") else not_judged("The program did not return.")
        assert left == 0, f"With {consumers(play)}, the queue still held {left} when the program returned: an end signal, perhaps?"


@check("Nothing is left behind, also when it is cancelled", points=2, hint="Who ends your tasks, and who waits for that?", any_end=True)
def test_cancel(cancelled_anywhere: Recordings):
    passes_cancel_on(cancelled_anywhere)
    for play in cancelled_anywhere.cancelled:
        since = play.cancels[0].time or 0
        for one in play.called:
            went_on = one.start > since or (one.outcome == "returned" and (one.end or 0) > since)
            what = f"{one.name} {'started' if one.start > since else 'went on'}"
            assert not went_on, f"Cancelled at {since:g} s ({play.cancelled_at}), the program did not stop: {what}."
    leaves_nothing(cancelled_anywhere)

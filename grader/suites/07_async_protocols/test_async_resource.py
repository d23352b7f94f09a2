"""Checks for 07_async_protocols/async_resource."""

import asyncio
from collections import Counter

from grader.suite import Cancelled, Recording, call, check, not_judged, not_shown, note, pace, say, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, raises_as_it_is

SWALLOWED = "answering cleanups"  # whoever just awaits open_ can't know whether it swallows a cancel
WELL, OPEN, BLOCK, CLOSE, BOTH = "all goes well", "open_ fails", "the block fails", "close fails", "the block fails, and close"


@scenario(open_=call("open_"), close=call("close", seconds=90.07), work=call("work"), entering=note("entering"))
async def many(exercise, open_, close, work, entering):
    """Two hundred objects, made at 0 s, and all used from 0.5 s on."""

    async def use(made):
        entering()
        async with made as connection:
            await work(connection)

    objects = [exercise.Connection(open_, close) for _ in range(200)]
    await asyncio.sleep(0.5 * pace())
    await asyncio.gather(*map(use, objects))


@scenario(
    cancelled=True,
    each={"how": [WELL, OPEN, BLOCK, CLOSE, BOTH]},
    open_=call("open_", fails={OPEN: ConnectionError}),
    work=call("work", fails={BLOCK: ValueError, BOTH: ValueError}),
    close=call("close", seconds=90.07, fails={CLOSE: OSError, BOTH: OSError}),
    found=note("found"),
)
async def alone(exercise, open_, work, close, found, how):
    """One connection: all goes well, or something fails. Notes what is raised, and what can be found from there."""
    try:
        async with exercise.Connection(lambda: open_(how), lambda connection: close(how, connection)) as connection:
            await work(how, connection)
    except Exception as error:
        near: list[BaseException] = [error]
        for one in near:  # it grows on the way
            near += [other for other in (one.__context__, one.__cause__) if other and other not in near]
        found(*near)
        raise


def need_closed(many: Recording) -> None:
    """Go on only where blocks that end well open and close something."""
    if not many.calls("open_") or not many.calls("close"):
        not_judged("First, a block that ends well must open and close its connection.")


def only(play: Recording, *stories: str) -> None:
    """Pass over the plays of other stories."""
    if play.params["how"] not in stories:
        not_shown("This is another story.")


def count(things: list[object]) -> Counter[str]:
    """Count connections, by their names."""
    return Counter(map(str, things))


@check("Entering opens, and `as` gives what open_ returned", stage="works", points=1, hint="What is given to `as`? When do you call open_?")
def test_opens(many: Recording):
    times, begun = Counter(one.start for one in many.calls("open_")), many.noted("entering")[0].at
    told = ", ".join(f"{time:g} s ({count} times)" for time, count in times.items())
    assert times == {begun: 200}, f"200 blocks began at {begun:g} s. Times at which open_ was called: {told}."
    given, opened = count([one.args[0] for one in many.calls("work")]), count(many.answers("open_"))
    assert given == opened, f"`as` gave {', '.join(list(given)[:3]) or 'nothing'}. Expected: what open_ returned ({next(iter(opened))} …)."


@check("Leaving closes what was opened, and waits for that", stage="works", points=2, hint="What does close get? Where do you wait for it?")
def test_closes(many: Recording):
    opened, closed = count(many.answers("open_")), count([one.args[0] for one in many.calls("close")])
    assert opened.total() == 200, f"Not all of 200 blocks were entered; the program {many.ended}."
    for name in opened | closed:
        assert closed[name] == opened[name], f"{name} was opened {opened[name]} times, and closed {closed[name]} times."
    leaves_nothing(many)
    last = max(one.end or 0 for one in many.calls("close"))
    assert many.seconds == last, f"All was closed at {last:g} s, but the program went on at {many.seconds:g} s."
    assert many.outcome == "returned", f"All was closed, and then the program {many.ended}."


@check("An exception of the block goes on, when it is closed", stage="fails well", points=1, hint="What becomes of what __aexit__ returns?")
def test_block(many: Recording, alone: Recording):
    need_closed(many)
    only(alone, BLOCK)
    [work], calls = alone.need("work", 1), alone.calls("close")
    assert len(calls) == 1, f"The block failed, and close was called {len(calls)} times. Expected: once."
    raises_as_it_is(alone, work)
    leaves_nothing(alone)


@check(
    "If open_ fails, that goes on, and nothing is closed", stage="fails well", points=1, hint="Where is it sure that open_ has returned?"
)
def test_broken_open(many: Recording, alone: Recording):
    need_closed(many)
    only(alone, OPEN)
    raises_as_it_is(alone, *alone.need("open_", 1))
    assert not alone.calls("close"), f"open_ failed, and yet {alone.calls('close')[0].name} was called."
    leaves_nothing(alone)


@check("If close fails, no exception gets lost", stage="fails well", points=1, hint="Two things went wrong. Where is the other one?")
def test_broken_close(many: Recording, alone: Recording):
    need_closed(many)
    only(alone, CLOSE, BOTH)
    failed, [work], times = alone.failed("close", alone.params["how"]), alone.need("work", 1), len(alone.calls("close"))
    assert times == 1, f"close failed, and was called {times} times. Expected: once."
    raises_as_it_is(alone, failed)
    found = any(work.failure.same(one) for one in alone.noted("found")[0].args)
    assert found or not work.type, f"The block failed, and then close. The program {alone.ended}, whose context has no trace of the first."


@check(
    "Cancelled, it closes what is open, once and to its end", stage="stops well", points=2, hint="Is your wait cancelled, or close, too?"
)
def test_cancelled_closes(many: Recording, alone: Cancelled):
    need_closed(many)
    answered = [one for one in alone.calls("open_") if alone.world == SWALLOWED and one.cleanup == "done"]
    opened = [one for one in alone.calls("open_") if one.outcome == "returned"] + answered
    calls, what = alone.calls("close"), f"Cancelled {alone.cancelled_at}: open_ {'had returned' if opened else 'did not return'}"
    assert len(calls) == len(opened), f"{what}, and close was called {len(calls)} times. Expected: {len(opened)}."
    if not calls:
        not_shown("Nothing was open, so there was nothing to close.")
    ended = calls[0].outcome in ("returned", "raised")
    assert ended, f"{what}; when the program {alone.ended}, close was {say(calls[0].outcome)}. It must run to its end."


@check(
    "Cancelled, it stops the rest, and passes that on", stage="stops well", points=2, hint="Who hears of a cancel, in open_ and in close?"
)
def test_cancel(many: Recording, alone: Cancelled):
    need_closed(many)
    time = alone.cancels[0].time or 0
    for one in (one for one in alone.called if one.probe != "close"):
        late = one.start > time or one.end is None or one.end > time
        assert alone.world == SWALLOWED or not late, f"Cancelled {alone.cancelled_at}, at {time:g} s, and yet {one.name} went on."
    leaves_nothing(alone)
    if alone.world != SWALLOWED:
        passes_cancel_on(alone)

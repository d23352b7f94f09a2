"""Checks for 07_async_protocols/async_resource."""

import asyncio
import itertools

from grader.suite import Recording, Recordings, call, check, not_judged, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, raises_as_it_is


@scenario(open_=call("open_"), close=call("close", seconds=90), work=call("work"))
async def two_at_once(exercise, open_, close, work):
    """Two objects, made at 0 s, entered at 0.5 s, the one inside the other; then one whose connection is 0."""
    first, second = exercise.Connection(open_, close), exercise.Connection(open_, close)
    await asyncio.sleep(0.5)
    async with first as outer, second as inner:
        await work(outer, inner)
    async with exercise.Connection(lambda: asyncio.sleep(1, 0), close):
        pass


@scenario(open_=call("open_", cleanup=0.5), close=call("close", cleanup=0.5), work=call("work", fails={"*": ValueError}), cancelled=True)
async def failing_block(exercise, open_, close, work):
    """A block that fails; and cancelled at each point: in open_, in the block, in close."""
    async with exercise.Connection(open_, close) as connection:
        await work(connection)


@scenario(open_=call("open_", fails={"*": ValueError}), close=call("close"))
async def broken_open(exercise, open_, close):
    """A connection that can't be opened."""
    async with exercise.Connection(open_, close):
        pass


@scenario(open_=call("open_"), close=call("close", fails={"*": OSError}), work=call("work", fails={"*": ValueError}))
async def broken_close(exercise, open_, close, work):
    """A block that fails, then a connection that can't be closed: returns what was raised, and what can be found from there."""
    try:
        async with exercise.Connection(open_, close) as connection:
            await work(connection)
    except Exception as error:  # noqa: BLE001 - whatever a program raises
        found: list[BaseException] = [error]
        for one in found:  # it grows on the way
            found += [near for near in (one.__context__, one.__cause__) if near and near not in found]
        return found


@check("Entering opens, and `as` gives what open_ returned", points=1, hint="What is given to `as`? When do you call open_?")
def test_opens(two_at_once: Recording):
    starts = " and ".join(f"at {one.start:g} s" for one in two_at_once.calls("open_")) or "none"
    assert starts == "at 0.5 s and at 1.5 s", f"Calls of open_: {starts}; the program {two_at_once.ended}. Expected: at 0.5 s and at 1.5 s."
    got = [arg for work in two_at_once.calls("work") for arg in work.args]
    assert got == two_at_once.answers("open_"), f"`as` gave {' and '.join(map(str, got)) or 'nothing'}; expected: what open_ returned."


@check("Leaving closes what was opened, and waits for that", points=2, hint="What does close get? Where do you wait until it is over?")
def test_closes(two_at_once: Recording):
    calls, (outer, inner) = two_at_once.calls("close"), [one.answer for one in two_at_once.need("open_", 2)]
    for one, after in itertools.pairwise(calls):
        assert after.start >= one.start + 90, f"{one.name} takes 90 s, but the program went on {after.start - one.start:g} s later."
    story = f"Calls of close: {', then '.join(one.name for one in calls) or 'none'}; the program {two_at_once.ended}"
    assert [c.args for c in calls] == [(inner,), (outer,), (0,)], f"{story}. Expected: with {inner}, {outer}, then a third block's 0."
    leaves_nothing(two_at_once)
    assert two_at_once.outcome == "returned", f"All connections were closed, and then the program {two_at_once.ended}."


@check("An exception of the block goes on, when it is closed", points=2, hint="What becomes of what __aexit__ returns?", any_end=True)
def test_block(two_at_once: Recording, failing_block: Recordings):
    _ = two_at_once.calls("close") or not_judged("First, a block that ends well must call close.")
    [work], times = failing_block[0].need("work", 1), len(failing_block[0].calls("close"))
    assert times == 1, f"The block failed, and close was called {times} times; expected: once."
    raises_as_it_is(failing_block[0], work)


@check("If open_ fails, that goes on, and nothing is closed", points=1, hint="In which of your lines is it sure that open_ has returned?")
def test_broken_open(two_at_once: Recording, broken_open: Recording):
    _ = two_at_once.calls("close") or not_judged("First, a block that ends well must call close.")
    raises_as_it_is(broken_open, *broken_open.need("open_", 1))
    assert not broken_open.calls("close"), f"open_ failed, and yet {broken_open.calls('close')[0].name} was called."


@check("If close fails, no exception gets lost", points=1, hint="Two things went wrong. Which one goes on, and where is the other?")
def test_broken_close(broken_close: Recording):
    [work], calls = broken_close.need("work", 1), broken_close.calls("close") or not_judged("close was never called.")
    assert len(calls) == 1, f"close failed, and was called {len(calls)} times; expected: once."
    found = broken_close.returned or []
    story = f"The block failed, then close. The program {f'raised {found[0]}' if found else broken_close.ended}"
    assert any(calls[0].failure.same(one) for one in found[:1]), f"{story}; expected: close's own OSError."
    assert any(work.failure.same(one) for one in found[1:]), f"{story}, whose context and cause have no trace of {work.failure}."


@check("Cancelled, it closes what is open, once and to its end", points=2, hint="Is your wait cancelled, or close, too?", any_end=True)
def test_cancelled_closes(two_at_once: Recording, failing_block: Recordings):
    _ = two_at_once.calls("close") or not_judged("First, a block that ends well must call close.")
    for play in failing_block.cancelled or not_judged(failing_block[0].message):
        opened, calls = sum(one.outcome == "returned" for one in play.calls("open_")), play.calls("close")
        what = f"Cancelled {play.cancelled_at}: open_ {'had returned' if opened else 'did not return'}"
        assert len(calls) == opened, f"{what}, and close was called {len(calls)} times; expected: {opened}."
        for one in calls:
            assert one.outcome == "returned", f"{what}; when the program {play.ended}, close was {one.outcome}. It must run to its end."
            leaves_nothing(play)


@check("Cancelled, it passes that on, and opens no further", points=1, hint="Who hears of a cancel, in open_ and in close?", any_end=True)
def test_cancel(two_at_once: Recording, failing_block: Recordings):
    two_at_once.need("open_", 2)
    _ = failing_block[0].outcome != "returned" or not_judged("First, an exception of the block must go on.")
    passes_cancel_on(failing_block)
    for play in failing_block.cancelled:
        late = any(one.end is None or one.end > (play.cancels[0].time or 0) for one in play.calls("open_"))
        assert not late, f"Cancelled {play.cancelled_at}, and yet open_ went on opening."
        if not play.calls("close"):
            leaves_nothing(play)

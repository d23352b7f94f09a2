"""Checks for 01_sync_vs_async/concurrent_waits."""

from grader.suite import Call, Recording, Recordings, call, check, guard, not_judged, scenario
from grader.suite.common import leaves_nothing, never_blocks, nothing_goes_on, passes_cancel_on, stops_everything

SECONDS = {"mocha": 2.75, "espresso": 0.55, "latte": 1.35}
ORDERS = ["mocha", "espresso", "latte", "espresso"]


@scenario(brew=call("brew", seconds=SECONDS))
async def four_orders(exercise, brew):
    """Four orders; the first is the last to be ready."""
    return await exercise.brew_all(brew, list(ORDERS))


@scenario(brew=call("brew"), each={"count": [0, 1, 40]})
async def same_orders(exercise, brew, count):
    """The same drink many times; once; never."""
    return await exercise.brew_all(brew, ["tea"] * count)


@scenario(brew=call("brew", seconds={"chai": 1, "*": 3}, fails={"chai": ConnectionError}, cleanup=0.5))
async def one_fails(exercise, brew):
    """The last of three orders fails, while the others are being brewed."""
    return await exercise.brew_all(brew, ["mocha", "latte", "chai"])


@scenario(brew=call("brew", seconds={"mocha": 3, "latte": 2}, cleanup=0.5), pour=call("pour", seconds=1), cancelled=[0.5])
async def cancelled_orders(exercise, brew, pour):
    """Three orders, cancelled at each point, and in mid-work; coffee machines clean up for half a second, water takes no time."""

    async def serve(order):
        return await (pour if order == "water" else brew)(order)

    return await exercise.brew_all(serve, ["mocha", "water", "latte"])


@guard("When it returns, each order has been brewed once", hint="What do you give back, and is it there by then?")
def test_all(four_orders: Recording, same_orders: Recordings):
    for play, orders in [(four_orders, ORDERS), *((play, ["tea"] * play.params["count"]) for play in same_orders)]:
        left = f", and left behind: {'; '.join(play.remains[:5])}" if play.remains else ""
        asked = f"Asked for {len(orders)} drinks, the program {play.ended}{left}."
        assert isinstance(play.returned, list | tuple), asked
        assert len(play.returned) == len(orders), asked
        assert sorted(_orders(play)) == sorted(orders), asked
        assert len(play.calls("brew")) == len(orders), f"For {len(orders)} orders, brew was called {len(play.calls('brew'))} times."
        leaves_nothing(play)


@check("All orders are brewed at the same time", points=3, hint="When does the second order start: when the first is ready, or before?")
def test_together(four_orders: Recording, same_orders: Recordings):
    starts = [f"{brew.name} at {brew.start:g} s" for brew in four_orders.need("brew", 4)]
    assert four_orders.seconds == 2.75, (
        f"It took {four_orders.seconds:g} s; the slowest drink takes 2.75 s. These started: {', '.join(starts)}."
    )
    for play in same_orders[1:]:
        assert play.seconds == 1, f"{play.params['count']} drinks of 1 s each took {play.seconds:g} s."


@check("The drinks come in the order of the orders", points=2, hint="Which drink is ready first is one thing, where it belongs another.")
def test_order(four_orders: Recording):
    _together(four_orders)
    found = _orders(four_orders)
    if sorted(found) != sorted(ORDERS):
        not_judged("Not all drinks were there, so their order didn't show.")
    assert isinstance(four_orders.returned, list), f"The program {four_orders.ended}. Expected: a list."
    assert found == ORDERS, f"The orders were {', '.join(ORDERS)}; the drinks came as {', '.join(found)}."


@check("The event loop is never blocked", points=1, hint="Which calls wait without `await`?")
def test_blocked(four_orders: Recording):
    _together(four_orders)
    never_blocks(four_orders)


@check("A failure reaches the caller", points=1, hint="Who looks at the outcome of a drink that could not be made?", any_end=True)
def test_failure(one_fails: Recording):
    failed = _failed(one_fails).failure
    leaves = one_fails.raised.leaves() if one_fails.raised else ()
    assert any(leaf.same(failed) for leaf in leaves), f"brew('chai') raised ConnectionError, but the program {one_fails.ended}."


@check("After a failure, the other orders are stopped", points=1, hint="Who tells the others, and who waits for them?", any_end=True)
def test_failure_stops(one_fails: Recording):
    failed = _failed(one_fails)
    nothing_goes_on(one_fails, failed.end or 0, f"brew('chai') failed at {failed.end:g} s")
    leaves_nothing(one_fails)


@check("Cancelled, it passes the cancellation on", points=1, hint="Who must hear of CancelledError in the end?", any_end=True)
def test_cancel(cancelled_orders: Recordings):
    _together(cancelled_orders[0])
    passes_cancel_on(cancelled_orders)


@check("Cancelled, all brewing stops", points=1, hint="Each order must be cancelled, and have cleaned up, when you are done.", any_end=True)
def test_cancel_stops(cancelled_orders: Recordings):
    _together(cancelled_orders[0])
    stops_everything(cancelled_orders, twice=False)


def _orders(play: Recording) -> list[str]:
    """Tell for which orders the drinks that came back were brewed; what is no drink, or came before, is left out."""
    brewed = play.calls("brew")
    found = [next((brew for brew in brewed if brew.answer == drink), None) for drink in play.returned or []]
    return [brew.args[0] for place, brew in enumerate(found) if brew and brew not in found[:place]]


def _together(play: Recording) -> None:
    if play.peak("brew") < 2:
        not_judged("No two orders were brewed at the same time, so this didn't show." if play.called else "Nothing was brewed.")


def _failed(play: Recording) -> Call:
    """Find the order that failed, while others were being brewed."""
    _together(play)
    return play.failed("brew", "chai")

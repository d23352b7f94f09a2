"""Checks for 01_sync_vs_async/concurrent_waits."""

import asyncio

from grader.suite import Call, Cancelled, Recording, call, check, same, scenario
from grader.suite.common import (
    are_answers,
    close,
    leaves_nothing,
    never_blocks,
    nothing_goes_on,
    overlapping,
    reaches_caller,
    stops_well,
    waits_for_cleanups,
)

ORDERS = ["mocha", "", "café au lait", "mocha", "tea: no sugar"]


@scenario(cancelled=True, brew=call("brew", seconds={"mocha": 2.7183, "": 0.5772, "*": 1.4142}))
async def five_orders(exercise, brew):
    """Five orders: one drink twice, one without a name. The first is the last to be ready."""
    return await exercise.brew_all(brew, list(ORDERS))


@scenario(
    each={"count": [0, 1, 300]},
    without=dict.fromkeys(["nothing", "exceptions"], "five_orders has odd drinks"),
    brew=call("brew", seconds={"latte": 2, "chai": 0.5, "*": 1}),
)
async def other_numbers(exercise, brew, count):
    """The same drink hundreds of times; once; never. And at the same time, a call for two others."""
    return await asyncio.gather(exercise.brew_all(brew, ["tea"] * count), exercise.brew_all(brew, ["latte", "chai"]))


@scenario(cancelled=True, brew=call("brew", seconds={"chai": 1, "*": 3}, fails={"chai": ConnectionError}, cleanup=0.5))
async def one_fails(exercise, brew):
    """The last of three orders fails, while the others are being brewed."""
    return await exercise.brew_all(brew, ["mocha", "latte", "chai"])


def failed(play: Recording) -> Call:
    """Find the order that failed, while others were being brewed."""
    overlapping(play)
    return play.failed("brew", "chai")


@check("All orders are brewed at the same time", stage="overlaps", points=3, hint="When does the second order start?")
def test_together(five_orders: Recording):
    brews = five_orders.need("brew", 5)
    starts = ", ".join(f"{brew.name} at {brew.start:g} s" for brew in brews)
    assert all(brew.start == 0 for brew in brews), f"It took {five_orders.seconds:g} s. All should start at 0 s; these started: {starts}."
    last = max(brew.end or 0 for brew in brews)
    assert close(five_orders.seconds, last), f"The last drink was ready at {last:g} s, but the program ended at {five_orders.seconds:g} s."


@check("The event loop is never blocked", stage="overlaps", points=1, hint="Which calls wait without `await`?")
def test_blocked(five_orders: Recording):
    five_orders.need("brew", 5)
    overlapping(five_orders)
    never_blocks(five_orders)


@check("The drinks come in the order of the orders", stage="works", points=1, hint="Which is ready first is chance. Where does it belong?")
def test_order(five_orders: Recording):
    brews, drinks = five_orders.calls("brew"), five_orders.returned
    said = f"For {ORDERS}, the program called brew {len(brews)} times, and {five_orders.ended}."
    assert len(brews) == 5, f"{said} Expected: a call for each entry."
    overlapping(five_orders)
    are_answers(drinks, brews, ORDERS, said)


@check("Any number of orders will do", stage="overlaps", points=1, hint="Try none, one, and hundreds of them.", any_end=True)
def test_numbers(other_numbers: Recording):
    count, brews = other_numbers.params["count"], [brew for brew in other_numbers.calls("brew") if brew.args == ("tea",)]
    said = f"Asked for {count} teas, and in another call for two other drinks, the program called brew for {len(brews)} teas"
    assert other_numbers.outcome == "returned", f"{said}, and {other_numbers.ended}."
    teas, others = other_numbers.returned
    assert len(brews) == count, f"{said}."
    assert same(others, other_numbers.answers("brew", ["latte", "chai"])), f"{said}. The other two are wrong: it {other_numbers.ended}."
    are_answers(teas, brews, ["tea"] * count, f"{said}, and {other_numbers.ended}.")
    at_once = sum(brew.start == 0 for brew in brews)
    assert at_once == count, f"Asked for {count} teas, it started {at_once} at once."


@check("A failure reaches the caller", stage="fails well", points=1, hint="Who looks at how each order ended?", any_end=True)
def test_failure(one_fails: Recording):
    reaches_caller(one_fails, failed(one_fails))


@check("After a failure, the other orders are stopped", stage="fails well", points=1, hint="Who tells the others, and who waits for them?")
def test_failure_stops(one_fails: Recording):
    since = failed(one_fails).end or 0
    nothing_goes_on(one_fails, since, f"brew('chai') failed at {since:g} s")
    leaves_nothing(one_fails)
    waits_for_cleanups(one_fails)


@check("Cancelled, it stops all brewing, and says so", stage="stops well", points=1, hint="Who cancels the orders, and who waits for them?")
def test_cancel(five_orders: Cancelled):
    stops_well(five_orders, busy=2)
    waits_for_cleanups(five_orders)


@check("Cancelled where an order fails, it stops just as well", stage="stops well", points=1, hint="Who waits for those that clean up?")
def test_cancelled_failure(one_fails: Cancelled):
    stops_well(one_fails, busy=2)
    waits_for_cleanups(one_fails)

"""Checks for 09_debugging/forgotten_await: each of the stub's mistakes is one of them."""

from grader.suite import Cancelled, Recording, call, check, not_judged, not_shown, same, say, scenario, told
from grader.suite.common import leaves_nothing, stops_well

WELL, FAILING = ["lamp", ""], ["not asked", "not reserved", "not mailed", "mail fails last", "not packed", "neither"]
SWALLOWED = {"answering cleanups": "whoever awaits a step that swallows its cancel can't know that there was one"}


@scenario(
    cancelled=True,
    without=SWALLOWED,
    each={"item": [*WELL, "mug", *FAILING]},
    ask=call("ask", seconds=0.5, fails={"not asked": ConnectionError}),
    reserve=call("reserve", seconds=0.57, fails={"not reserved": ConnectionError}),
    send_mail=call(
        "send_mail",
        seconds={"not mailed": 0.53, "neither": 2.01, "*": 3.03},
        fails=dict.fromkeys(["not mailed", "mail fails last", "neither"], ValueError),
    ),
    pack=call("pack", seconds=2.01, fails=dict.fromkeys(["not packed", "neither"], ConnectionError)),
)
async def orders(exercise, ask, reserve, send_mail, pack, item):
    """Orders that go well, one of what is sold out, and some in which a step fails. in_stock takes its time."""

    async def in_stock(item):
        await ask(item)
        return item != "mug"

    in_stock.__qualname__ = "in_stock"  # what Python calls it, if it is never awaited
    return await exercise.order(item, in_stock, reserve, send_mail, pack)


@scenario(
    without={"*": "they differ from the first order in their number only"},
    in_stock=call("in_stock"),
    reserve=call("reserve"),
    send_mail=call("send_mail"),
    pack=call("pack"),
)
async def again(exercise, in_stock, reserve, send_mail, pack):
    """The same item is ordered twice, one order after the other."""
    return [await exercise.order("lamp", in_stock, reserve, send_mail, pack) for _ in range(2)]


def only(play: Recording, *items: str) -> None:
    """Pass over the orders of other items."""
    if play.params["item"] not in items:
        not_shown("Nothing was ordered that could show this.")


def awaited(play: Recording, *names: str) -> None:
    """Fail if a coroutine of one of these functions was made, and never awaited."""
    forgotten = [said for said in play.unheard for name in names if said.removeprefix("coroutine ").startswith(name + " was never")]
    assert not forgotten, f"{told(forgotten[0])}: nothing of it ever ran."


def once(play: Recording, *probes: str) -> None:
    """Fail unless each of these steps was called once."""
    for probe in probes:
        count = len(play.calls(probe))
        assert count == 1, (
            f"{'in_stock' if probe == 'ask' else probe} was called {count} times for {play.params['item']!r}; order {play.ended}."
        )


@check(
    "What is sold out is not sold, and only that", stage="works", points=2, hint="What is in_stock(item), and when is such a thing false?"
)
def test_sold_out(orders: Recording):
    only(orders, "mug", *WELL)
    awaited(orders, "in_stock")
    once(orders, "ask")
    if orders.params["item"] != "mug":
        assert orders.calls("pack"), f"in_stock gave True, but pack was never called; order {orders.ended}."
        return
    done = [one.name for one in orders.called if one.probe != "ask"]
    assert not done, f"in_stock('mug') gave False, and yet {done[0]} was called."
    assert orders.returned == "sold out", f"in_stock('mug') gave False, but order {orders.ended}. Expected: 'sold out'."
    awaited(orders, "reserve", "send_mail", "pack")


@check("First the item is reserved", stage="works", points=2, hint="What does a call of an async function do, and what does it not do?")
def test_reserved(orders: Recording):
    only(orders, *WELL)
    awaited(orders, "reserve")
    once(orders, "reserve")
    over = orders.calls("reserve")[0].end
    early = [one for one in orders.called if one.probe in ("send_mail", "pack") and (over is None or one.start < over)]
    assert not early, f"{early[0].name} was called at {early[0].start:g} s, before reserve was over."


@check("Mail and parcel go at the same time; it returns the parcel", stage="overlaps", points=3, hint="Who waits for a task, and when?")
def test_both(orders: Recording, again: Recording):
    only(orders, *WELL)
    awaited(orders, "send_mail")
    [parcel] = orders.calls("pack") or not_judged(f"pack was never called; order {orders.ended}.")
    once(orders, "send_mail", "pack")
    [mail] = orders.calls("send_mail")
    assert mail.outcome == "returned", (
        f"order {orders.ended} at {orders.seconds:g} s, but the mail was not sent: it was {say(mail.outcome)}."
    )
    reserved = max([one.end or 0 for one in orders.calls("reserve")], default=0)  # what begins before that is told by the check above
    together = max(mail.start, reserved) == max(parcel.start, reserved)
    assert together, f"The mail was begun at {mail.start:g} s, the parcel at {parcel.start:g} s: not at the same time."
    end = max(mail.end or 0, parcel.end or 0, reserved)
    assert orders.seconds == end, f"All was done at {end:g} s; order ended at {orders.seconds:g} s."
    assert same(orders.returned, parcel.answer), f"order {orders.ended}. It must return {parcel.answer}."
    sold = again.answers("pack")
    assert len(sold) == 2 and same(again.returned, sold), (  # noqa: PT018 - one thing
        f"A lamp was ordered twice. pack was called {len(sold)} times, and the two orders {again.ended}. Each must sell one."
    )


@check("A failure reaches the caller, and nothing goes on", stage="fails well", points=1, hint="Who asks a task what has become of it?")
def test_failures(orders: Recording):
    only(orders, *FAILING)
    failed = [one for one in orders.called if one.outcome == "raised"] or not_judged(f"No step came to fail; order {orders.ended}.")
    lost = "".join(f" ({told(said)})" for said in orders.unheard if "exception" in said)
    failures = [one.failure for one in orders.called if one.type]  # also what failed in its cleanup then
    found = orders.raised and any(leaf.same(one) for leaf in orders.raised.leaves() for one in failures)
    assert found, f"{failed[0].name} raised {failed[0].type}, but order {orders.ended}{lost}."
    late = [one.name for one in orders.called if one.start >= (failed[0].end or 0)]
    assert not late, f"{failed[0].name} failed, and yet {late[0]} was called."
    leaves_nothing(orders)
    awaited(orders, "send_mail", "pack")


@check(
    "Cancelled, it stops everything and passes that on", stage="stops well", points=2, hint="Who ends a task, and waits until it has ended?"
)
def test_cancel(orders: Cancelled):
    stops_well(orders, busy=2)

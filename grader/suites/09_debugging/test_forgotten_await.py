"""Checks for 09_debugging/forgotten_await: each of the stub's mistakes is one of them."""

from typing import Any

from grader.suite import Recording, Recordings, call, check, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on

SHOP: dict[str, Any] = {
    "ask": call("ask", seconds=0.5, cleanup=0.5),
    "reserve": call("reserve", seconds=0.5, fails={"not reserved": ConnectionError}, cleanup=0.5),
    "send_mail": call("send_mail", seconds={"not mailed": 0.5, "*": 3}, fails={"not mailed": ConnectionError}, cleanup=0.5),
    "pack": call("pack", seconds=2, fails={"not packed": ConnectionError}, cleanup=0.5),
}


@scenario(**SHOP, each={"item": ["lamp", "mug", "not reserved", "not mailed", "not packed"]})
async def orders(exercise, ask, reserve, send_mail, pack, item):
    """A lamp; a mug, which is sold out; and items of which one step fails."""

    async def in_stock(item):
        await ask(item)
        return item != "mug"

    in_stock.__qualname__ = "in_stock"
    return await exercise.order(item, in_stock, reserve, send_mail, pack)


@scenario(**SHOP, each={"item": ["lamp", "not packed"]}, cancelled=[0.25, 0.7, 1.7, 3.25])
async def cancelled(exercise, ask, reserve, send_mail, pack, item):
    """Cancelled everywhere, also when something has failed."""
    return await exercise.order(item, ask, reserve, send_mail, pack)


def awaited(play: Recording, *names: str) -> None:
    """Fail if a coroutine of one of these functions was made, and never awaited."""
    forgotten = [said for said in play.unheard for name in names if said.startswith(f"coroutine {name} was never")]
    assert not forgotten, f"{forgotten[0]}: nothing of it ever ran."


def once(play: Recording, probe: str) -> None:
    """Fail unless that step was called once."""
    count = len(play.calls(probe))
    assert count == 1, f"{'in_stock' if probe == 'ask' else probe} was called {count} times; order {play.ended}."


def fails_with(play: Recording, step: str) -> None:
    """Fail unless that step's failure, or a group of it, is what order raised."""
    failed = play.failed(step, play.params["item"])
    lost = "".join(f" ({said})" for said in play.unheard if "exception" in said)
    same = any(leaf.same(failed.failure) for leaf in (play.raised.leaves() if play.raised else ()))
    assert same, f"{failed.name} raised {failed.type}, but order {play.ended}{lost}."


@check("What is sold out is not sold, and only that", points=3, hint="What is in_stock(item), and when is such a thing false?")
def test_sold_out(orders: Recordings):
    lamp, mug = orders[:2]
    awaited(mug, "in_stock")
    once(mug, "ask")
    done = [one.name for one in mug.called if one.probe != "ask"]
    assert not done, f"in_stock('mug') gave False, and yet {done[0]} was called."
    assert mug.returned == "sold out", f"in_stock('mug') gave False, but order {mug.ended}. Expected: 'sold out'."
    awaited(mug, "reserve", "send_mail", "pack")
    once(lamp, "ask")
    assert lamp.calls("pack"), f"in_stock('lamp') gave True, but pack('lamp') was never called; order {lamp.ended}."


@check("First the item is reserved", points=2, hint="What does a call of an async function do, and what does it not do?")
def test_reserved(orders: Recordings):
    for play in (orders[0], orders[2]):
        awaited(play, "reserve")
        once(play, "reserve")
    over = orders[0].calls("reserve")[0].end
    early = [one for one in orders[0].called if one.probe in ("send_mail", "pack") and (over is None or one.start < over)]
    assert not early, f"{early[0].name} was called at {early[0].start:g} s, before reserve was over."
    fails_with(orders[2], "reserve")
    late = [one.name for one in orders[2].called if one.probe in ("send_mail", "pack")]
    assert not late, f"reserve failed, and yet {late[0]} was called."


@check(
    "Mail and parcel go at the same time; it returns the parcel when both are done",
    points=2,
    hint="A task runs by itself. Who waits for it?",
)
def test_both(orders: Recordings):
    play = orders[0]
    awaited(play, "send_mail")
    once(play, "send_mail")
    mail, parcel = play.call("send_mail", "lamp"), play.call("pack", "lamp")
    assert mail.outcome == "returned", f"order {play.ended} at {play.seconds:g} s, but the mail was not sent: it was {mail.outcome}."
    reserved = max([one.end or 0 for one in play.calls("reserve")], default=0)  # what begins before that is told by the check above
    together = max(mail.start, reserved) == max(parcel.start, reserved)
    assert together, f"The mail was begun at {mail.start:g} s, the parcel at {parcel.start:g} s: not at the same time."
    end = max(mail.end or 0, parcel.end or 0)
    assert play.seconds == max(end, reserved), f"Both were done at {end:g} s; order ended at {play.seconds:g} s."
    assert play.returned == parcel.answer, f"order {play.ended}. Expected: {parcel.answer}."


@check("Failures of mail and parcel reach the caller", points=2, hint="Who asks a task what has become of it?", any_end=True)
def test_failures(orders: Recordings):
    fails_with(orders[3], "send_mail")
    fails_with(orders[4], "pack")


@check(
    "Failed or cancelled, it leaves nothing behind",
    points=1,
    hint="Whoever starts a task also ends it, and waits until it has ended.",
    any_end=True,
)
def test_nothing_left(orders: Recordings, cancelled: Recordings):
    passes_cancel_on(cancelled)
    for play in cancelled.cancelled:
        time = play.cancels[0].time or 0
        for one in play.called:  # what never ended is told by leaves_nothing
            how = f"ran to its end, at {one.end or 0:g} s" if one.start <= time else f"was called at {one.start:g} s"
            stops = one.start <= time and (one.end is None or one.end <= time or one.outcome == "cancelled")
            assert stops, f"Cancelled {play.cancelled_at}, at {time:g} s; and yet {one.name} {how}."
    for play in (*cancelled, *orders[2:]):
        leaves_nothing(play)
    awaited(orders[2], "send_mail", "pack")  # made before they were needed

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


async def sell(item, exercise, ask, *steps):
    """Order an item. in_stock takes its time, and knows what is sold out."""

    async def in_stock(item):
        await ask(item)
        return item != "mug"

    in_stock.__qualname__ = "in_stock"  # what Python calls it, if it is never awaited
    return await exercise.order(item, in_stock, *steps)


@scenario(**SHOP, each={"item": ["lamp", "mug"]})
async def orders(exercise, ask, reserve, send_mail, pack, item):
    """A lamp, and a mug, which is sold out."""
    return await sell(item, exercise, ask, reserve, send_mail, pack)


@scenario(**SHOP, each={"item": ["not reserved", "not mailed", "not packed"]})
async def failing(exercise, ask, reserve, send_mail, pack, item):
    """One step fails."""
    return await sell(item, exercise, ask, reserve, send_mail, pack)


@scenario(**SHOP, cancelled=[0.25, 0.7, 1.7, 3.25])
async def cancelled(exercise, ask, reserve, send_mail, pack):
    """Cancelled everywhere."""
    return await sell("lamp", exercise, ask, reserve, send_mail, pack)


@scenario(**SHOP, cancelled=[3.25])
async def cancelled_late(exercise, ask, reserve, send_mail, pack):
    """Cancelled everywhere, also when packing has failed, at 3 s."""
    return await sell("not packed", exercise, ask, reserve, send_mail, pack)


def awaited(play: Recording, *names: str) -> None:
    """Fail if a coroutine of one of these functions was made, and never awaited."""
    forgotten = [said for said in play.unheard for name in names if said.startswith(f"coroutine {name} was never")]
    assert not forgotten, f"{forgotten[0]}: nothing of it ever ran."


def once(play: Recording, *probes: str) -> None:
    """Fail unless each of these steps was called once."""
    for probe in probes:
        count = len(play.calls(probe))
        assert count == 1, f"{'in_stock' if probe == 'ask' else probe} was called {count} times; order {play.ended}."


def fails_with(play: Recording, step: str) -> None:
    """Fail unless that step's failure, or a group of it, is what order raised."""
    failed = play.failed(step, play.params["item"])
    lost = "".join(f" ({said})" for said in play.unheard if "exception" in said)
    raised = play.raised.leaves() if play.raised else ()
    assert any(one.same(failed.failure) for one in raised), f"{failed.name} raised {failed.type}, but order {play.ended}{lost}."


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
def test_reserved(orders: Recordings, failing: Recordings):
    for play in (orders[0], failing[0]):
        awaited(play, "reserve")
        once(play, "reserve")
    over, later = orders[0].calls("reserve")[0].end, ("send_mail", "pack")
    early = [one for one in orders[0].called if one.probe in later and (over is None or one.start < over)]
    assert not early, f"{early[0].name} was called at {early[0].start:g} s, before reserve was over."
    fails_with(failing[0], "reserve")
    late = [one.name for one in failing[0].called if one.probe in later]
    assert not late, f"reserve failed, and yet {late[0]} was called."


@check("Mail and parcel go at the same time; it returns the parcel when both are done", points=2, hint="Who waits for a task, and when?")
def test_both(orders: Recordings):
    play = orders[0]
    awaited(play, "send_mail")
    parcel = play.call("pack", "lamp")
    once(play, "send_mail", "pack")
    mail = play.call("send_mail", "lamp")
    assert mail.outcome == "returned", f"order {play.ended} at {play.seconds:g} s, but the mail was not sent: it was {mail.outcome}."
    reserved = max([one.end or 0 for one in play.calls("reserve")], default=0)  # what begins before that is told by the check above
    together = max(mail.start, reserved) == max(parcel.start, reserved)
    assert together, f"The mail was begun at {mail.start:g} s, the parcel at {parcel.start:g} s: not at the same time."
    end = max(mail.end or 0, parcel.end or 0)
    assert play.seconds == max(end, reserved), f"Both were done at {end:g} s; order ended at {play.seconds:g} s."
    assert play.returned == parcel.answer, f"order {play.ended}. Expected: {parcel.answer}."


@check("Failures of mail and parcel reach the caller", points=2, hint="Who asks a task what has become of it?", any_end=True)
def test_failures(failing: Recordings):
    fails_with(failing[1], "send_mail")
    fails_with(failing[2], "pack")


@check("Failed or cancelled, it leaves nothing behind", points=1, hint="Who ends a task, and waits until it has ended?", any_end=True)
def test_nothing_left(orders: Recordings, failing: Recordings, cancelled: Recordings, cancelled_late: Recordings):
    passes_cancel_on(cancelled)
    for play in (*cancelled.cancelled, *cancelled_late.cancelled):
        time = play.cancels[0].time or 0
        for one in play.called:  # what never ended is told by leaves_nothing
            said = f"Cancelled {play.cancelled_at}, at {time:g} s; and yet {one.name}"
            assert one.start <= time, f"{said} was called at {one.start:g} s."
            assert (one.end or 0) <= time or one.outcome == "cancelled", f"{said} ran to its end, at {one.end:g} s."
    for play in (*cancelled, *cancelled_late, *failing):
        leaves_nothing(play)
    if not orders[1].unheard:  # else the first check tells what was made too early
        awaited(failing[0], "send_mail", "pack")

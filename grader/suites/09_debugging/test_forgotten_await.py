"""Checks for 09_debugging/forgotten_await: each of the stub's mistakes is one of them."""

from typing import Any

from grader.suite import Recording, Recordings, call, check, leaves_nothing, passes_cancel_on, scenario

SHOP: dict[str, Any] = {
    "ask": call("ask", seconds=0.5, cleanup=0.5),
    "reserve": call("reserve", seconds=0.5, fails={"not reserved": ConnectionError}, cleanup=0.5),
    "send_mail": call("send_mail", seconds={"not mailed": 0.5, "*": 3}, fails={"not mailed": ConnectionError}, cleanup=0.5),
    "pack": call("pack", seconds=2, fails={"not packed": ConnectionError}, cleanup=0.5),
}


def in_stock_of(ask):
    """Make in_stock: it asks, and knows what is sold out."""

    async def in_stock(item):
        await ask(item)
        return item != "mug"

    in_stock.__qualname__ = "in_stock"
    return in_stock


@scenario(**SHOP, each={"item": ["lamp", "mug"]})
async def orders(exercise, ask, reserve, send_mail, pack, item):
    """A lamp, and a mug, which is sold out."""
    return await exercise.order(item, in_stock_of(ask), reserve, send_mail, pack)


@scenario(**SHOP, each={"item": ["not reserved", "not mailed", "not packed"]})
async def failing(exercise, ask, reserve, send_mail, pack, item):
    """One step fails."""
    return await exercise.order(item, in_stock_of(ask), reserve, send_mail, pack)


@scenario(**SHOP, cancelled=[0.25, 0.7, 1.7, 3.25])
async def cancelled(exercise, ask, reserve, send_mail, pack):
    """Cancelled everywhere."""
    return await exercise.order("lamp", in_stock_of(ask), reserve, send_mail, pack)


def awaited(play: Recording, name: str) -> None:
    """Fail if a coroutine of that function was made, and never awaited."""
    forgotten = [said for said in play.unheard if said.startswith(f"coroutine {name} was never")]
    assert not forgotten, f"{forgotten[0]}: nothing of it ever ran." if forgotten else ""


def fails_with(play: Recording, step: str) -> None:
    """Fail unless that step's failure, or a group of it, is what order raised."""
    failed = play.failed(step, play.params["item"])
    leaves = play.raised.leaves() if play.raised else ()
    lost = "".join(f" ({said})" for said in play.unheard if "exception" in said)
    assert any(leaf.same(failed.failure) for leaf in leaves), f"{failed.name} raised {failed.type}, but order {play.ended}{lost}."


@check("What is sold out is not sold, and only that", points=3, hint="What is in_stock(item), and when is such a thing false?")
def test_sold_out(orders: Recordings):
    lamp, mug = orders
    awaited(mug, "in_stock")
    assert mug.calls("ask"), f"in_stock('mug') was never called; order {mug.ended}."
    done = [one.name for one in mug.called if one.probe != "ask"]
    assert not done, f"in_stock('mug') gave False, and yet {done[0]} was called."
    assert mug.returned == "sold out", f"in_stock('mug') gave False, but order {mug.ended}. Expected: 'sold out'."
    assert lamp.calls("pack"), f"in_stock('lamp') gave True, but pack('lamp') was never called; order {lamp.ended}."


@check("First the item is reserved", points=2, hint="What does a call of an async function do, and what does it not do?")
def test_reserved(orders: Recordings, failing: Recordings):
    play = orders[0]
    awaited(play, "reserve")
    over = [one.end for one in play.calls("reserve")]
    assert len(over) == 1, f"reserve was called {len(over)} times; order {play.ended}."
    early = [one for one in play.called if one.probe in ("send_mail", "pack") and (over[0] is None or one.start < over[0])]
    assert not early, f"{early[0].name} was called at {early[0].start:g} s, before reserve was over."
    fails_with(failing[0], "reserve")
    late = [one.name for one in failing[0].called if one.probe in ("send_mail", "pack")]
    assert not late, f"reserve failed, and yet {late[0]} was called."


@check(
    "Mail and parcel go at the same time; it returns the parcel when both are done",
    points=2,
    hint="A task runs by itself. Who waits for it?",
)
def test_both(orders: Recordings):
    play = orders[0]
    awaited(play, "send_mail")
    parcel, mails = play.call("pack", "lamp"), play.calls("send_mail")
    assert len(mails) == 1, f"send_mail was called {len(mails)} times; order {play.ended}."
    mail = mails[0]
    assert mail.outcome == "returned", f"order {play.ended} at {play.seconds:g} s, but the mail was not sent: it was {mail.outcome}."
    assert mail.start == parcel.start, f"The mail was begun at {mail.start:g} s, the parcel at {parcel.start:g} s: not at the same time."
    end = max(mail.end or 0, parcel.end or 0)
    assert play.seconds == end, f"Both were done at {end:g} s; order ended at {play.seconds:g} s."
    assert play.returned == parcel.answer, f"order {play.ended}. Expected: {parcel.answer}."


@check("Failures of mail and parcel reach the caller", points=2, hint="Who asks a task what has become of it?", any_end=True)
def test_failures(failing: Recordings):
    fails_with(failing[1], "send_mail")
    fails_with(failing[2], "pack")


@check(
    "Failed or cancelled, it leaves nothing behind",
    points=1,
    hint="Whoever starts a task also ends it, and waits until it has ended.",
    any_end=True,
)
def test_nothing_left(failing: Recordings, cancelled: Recordings):
    passes_cancel_on(cancelled)
    for play in cancelled.cancelled:
        time = play.cancels[0].time or 0
        for one in play.called:  # what never ended is told by leaves_nothing
            how = f"ran to its end, at {one.end or 0:g} s" if one.start <= time else f"was called at {one.start:g} s"
            stops = one.start <= time and (one.end is None or one.end <= time or one.outcome == "cancelled")
            assert stops, f"Cancelled {play.cancelled_at}, at {time:g} s; and yet {one.name} {how}."
    leaves_nothing(cancelled)
    leaves_nothing(failing)

"""Checks for 09_debugging/slow_callback. The scenarios are ordinary functions: `find_blockers` makes its own loop."""

import asyncio
import logging
import os
import sys

from grader.suite import Recording, blocking, call, check, marked, not_judged, not_shown, note, say, scenario
from grader.suite.common import leaves_nothing, raises_as_it_is, waits_for_no_more

HELD = [("market", 0.604), ("prices", 0.052), ("tidy_up", 0.153), ("orders", 0.8), ("market", 0.257)]  # who holds the loop for how long
LONG = [(who, seconds) for who, seconds in HELD if seconds >= 0.1]  # the default of `slow`
NAMES, TIMES = [*dict(HELD), "earlier", "socket.send()"], [seconds for _, seconds in HELD]
BLOCK = blocking("block", seconds={"first": 0.604, "prices": 0.052, "tidy_up": 0.153, "orders": 0.4, "last": 0.257, "*": 0.7})
NOBODY = marked("none of their names")
ONCE = {"*": "its times are compared with `slow`, and nothing fails"}


def morning(exercise, block, debug, **options):
    """Main, two tasks and a callback hold the loop; they also wait, and work in a thread."""

    async def prices():
        await asyncio.sleep(1)
        block("prices")

    async def orders():
        await asyncio.to_thread(block, "in a thread")
        await asyncio.sleep(3)
        block("orders")
        block("orders")  # in the same step

    def tidy_up():
        block("tidy_up")

    async def market():
        debug(asyncio.get_running_loop().get_debug())
        block("first")
        asyncio.get_running_loop().call_later(2, tidy_up)
        await asyncio.gather(asyncio.create_task(prices(), name="Executing it took 2.000 seconds"), orders())
        block("last")
        return "what main returns is its own affair"

    return tell(exercise.find_blockers(market, **options))


@scenario(without=ONCE, block=BLOCK, debug=note("debug"))
def a_morning(exercise, block, debug):
    """A morning, by the default of `slow`."""
    return morning(exercise, block, debug)


@scenario(without=ONCE, block=BLOCK, debug=note("debug"), each={"slow": [0.5, 0.02]})
def by_slow(exercise, block, debug, slow):
    """The same, with other limits."""
    return morning(exercise, block, debug, slow=slow)


@scenario(without=ONCE, block=blocking("block", seconds=0.3))
def many(exercise, block):
    """A hundred and fifty steps that hold the loop."""

    async def market():
        for _ in range(150):
            block()
            await asyncio.sleep(0.5)

    return tell(exercise.find_blockers(market))


WORK = call("work", seconds={"long": 90, "*": 1}, fails={"fails": ConnectionError}, cleanup=30)


@scenario(work=WORK, block=blocking("block"), changed=note("changed"), each={"what": ["works", "fails"]})
def afterwards(exercise, work, block, changed, what):
    """Main leaves a task running, and returns or fails. asyncio's logger is in use already, and says other things, too."""
    logger, kept = logging.getLogger("asyncio"), []

    async def earlier():
        block()

    async def main():
        kept.append(asyncio.create_task(work("long")))
        await work(what)
        logger.warning("socket.send() raised exception.")  # as asyncio does

    logger.addHandler(logging.NullHandler())
    logger.propagate, logger.level = what == "works", 25
    before = state()
    try:
        exercise.find_blockers(earlier)
        return tell(exercise.find_blockers(main))
    finally:
        changed(*(name for name, value in state().items() if value != before.get(name, value)))


def state():
    """Tell all that must be as it was, by name."""
    loggers = (one for one in (logging.root, *logging.root.manager.loggerDict.values()) if isinstance(one, logging.Logger))
    own = {f"{one.name} logger": vars(one) | {"handlers": [*one.handlers], "filters": [*one.filters], "_cache": None} for one in loggers}
    own |= {name: vars(one) for name, one in sys.modules.items() if name.partition(".")[0] in ("asyncio", "logging")}
    own |= {f"asyncio.{name}": dict(vars(one)) for name, one in vars(asyncio).items() if isinstance(one, type)}
    seen = {f"{name}: {key}": value for name, all_of_it in own.items() for key, value in all_of_it.items() if key != "_event_loop_policy"}
    kinds = {"asyncio.get_event_loop_policy()": type(asyncio.get_event_loop_policy())}  # not which one: the first to ask makes it
    return seen | kinds | {"os.environ": dict(os.environ), "logging.disable": logging.root.manager.disable}


def tell(found):
    """Tell each entry as (who, seconds): whom its text names; None in place of seconds where it has another form."""
    if not isinstance(found, list):
        return found
    named = [" and ".join(name for name in NAMES if name in str(entry)) for entry in found]
    formed = [isinstance(entry, tuple) and [type(part) for part in entry] == [str, float] for entry in found]
    return [(who or NOBODY, round(one[1], 3) if good else None) for who, one, good in zip(named, found, formed, strict=True)]


def told(play: Recording, slow: float = 0.1, *, short: bool = False):
    """List the entries of at least `slow` seconds; or the shorter ones."""
    assert isinstance(play.returned, list), f"find_blockers {play.ended}. Expected: a list."
    return [(who, took) for who, took in play.returned if (took is not None and took < slow) == short]


def told_of_holds(play: Recording):
    """List the entries of what held the loop, as far as their names or times say. NotJudged: there are none."""
    entries = [one for one in told(play) if one[0] in NAMES or one[1] in TIMES] if isinstance(play.returned, list) else []
    return entries or not_judged(f"Nothing that held the loop was told; find_blockers {play.ended}.")


def fails_for_a_task(play: Recording) -> bool:
    """Whether what left find_blockers is the failure of a call."""
    return play.raised is not None and play.raised.of is not None


def words(entries) -> str:
    """Put (who, seconds) in words."""
    named = [(say(NOBODY) if who == NOBODY else who, seconds) for who, seconds in entries]
    return ", ".join(f"{who} ({'no seconds' if seconds is None else f'{seconds:g} s'})" for who, seconds in named) or say("nothing")


@check("main runs once, in debug mode", stage="works", points=1, hint="Where is debug mode switched on, and for which loop?")
def test_debug(a_morning: Recording):
    seen = [one.args[0] for one in a_morning.noted("debug")]
    assert len(seen) == 1, f"main was run {len(seen)} times; find_blockers {a_morning.ended}."
    assert seen == [True], "main was run, but not in debug mode: its loop's get_debug() was False."


@check(
    "All that held the loop is told, in order", stage="works", points=2, hint="Who tells of slow steps, and who listens, from when to when?"
)
def test_found(a_morning: Recording, many: Recording):
    entries = told(a_morning)
    by_name = [who for who, _ in entries if who in NAMES] == [who for who, _ in LONG]
    by_time = [seconds for _, seconds in entries if seconds in TIMES] == [seconds for _, seconds in LONG]
    assert by_name or by_time, f"The loop was held by {words(LONG)}. find_blockers told of {words(entries)}."
    assert len(told(many)) == 150, f"The loop was held 150 times. find_blockers told of {len(told(many))}."


@check(
    "Each entry says who it was, and for how long", stage="works", points=2, hint="What are that warning's arguments? Whose task runs main?"
)
def test_entries(a_morning: Recording):
    for who, seconds in told_of_holds(a_morning):
        assert seconds is not None, f"An entry that names {who} is no tuple of a text and a float."
        assert (who, seconds) in LONG, f"The loop was held by {words(LONG)}. An entry says: {words([(who, seconds)])}."


@check("`slow` decides what is told", stage="works", points=1, hint="From when on does the loop call a step slow, and who can change that?")
def test_slow(a_morning: Recording, by_slow: Recording):
    told_of_holds(a_morning)
    for play, slow in ((a_morning, 0.1), (by_slow, by_slow.params["slow"])):
        short = told(play, slow, short=True)
        assert not short, f"With slow={slow:g}, find_blockers also told of {words(short[:4])}."
    if slow < 0.052:
        said = (
            f"With slow={slow:g}, find_blockers told of {words(told(by_slow, slow))}. prices held the loop for 0.052 s, but was not told."
        )
        assert any(who == "prices" or seconds == 0.052 for who, seconds in told(by_slow, slow)), said


@check("Nothing else is told", stage="works", points=1, hint="What else takes time? And what else does asyncio log?")
def test_nothing_else(a_morning: Recording, afterwards: Recording):
    known = told_of_holds(a_morning)
    other = [one for one in told(a_morning) if one not in known]
    assert not other, f"Only this held the loop: {words(LONG)}. find_blockers also told of {words(other)}."
    if afterwards.params["what"] == "works" and not fails_for_a_task(afterwards):
        said = say('asyncio warned of something else ("socket.send() raised exception."), and find_blockers')
        assert isinstance(afterwards.returned, list), f"{said} {afterwards.ended}."
        again = [one for one in afterwards.returned if one[0] == "earlier"]
        assert not again, f"It was called for one main, and then for another one; then it also told of {words(again)}, of the first."
        assert not afterwards.returned or told(a_morning, short=True), f"{said} told of {words(afterwards.returned)}."


@check("main's failure reaches the caller", stage="fails well", points=1, hint="Whose business is it when main fails?", any_end=True)
def test_failure(afterwards: Recording):
    if afterwards.params["what"] == "works":
        not_shown("main didn't fail.")
    raises_as_it_is(afterwards, afterwards.failed("work", "fails"))


@check("Afterwards all is as it was before", stage="stops well", points=1, hint="What did you change, and what is skipped when main fails?")
def test_as_before(a_morning: Recording, afterwards: Recording):
    told_of_holds(a_morning)
    afterwards.call("work", afterwards.params["what"])
    changed = [str(name) for name in afterwards.noted("changed")[0].args]
    assert not changed, f"After a main that {afterwards.params['what']}, these were not as before: {', '.join(changed)}."


@check("Nothing is left behind", stage="stops well", points=1, any_end=True, hint="Who ends what main left running, and closes the loop?")
def test_nothing_left(a_morning: Recording, afterwards: Recording):
    told_of_holds(a_morning)
    work = afterwards.call("work", "long")
    leaves_nothing(afterwards)
    assert work.outcome == "cancelled", f"main left {work.name} running. It was to be cancelled, but {say(work.outcome)} at {work.end:g} s."
    of_task = f"{work.name}, which main had left, failed as it cleaned up, and that left find_blockers."
    assert afterwards.params["what"] == "fails" or not fails_for_a_task(afterwards), of_task
    waits_for_no_more(afterwards)

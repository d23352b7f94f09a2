"""Checks for 03_executors/cpu_bound. The machine that these scenarios show to a program has four processors."""

import asyncio

from grader.suite import Recording, check, not_judged, note, pace, process, say, scenario
from grader.suite.common import are_answers, close, heartbeat, leaves_nothing, never_stands_still, overlapping, raises_as_it_is

PROCESSORS = 4
EIGHT = ["a", "b b", "", "日", "a", b"f", ("g", 0), 0]
HUNDRED = [f"number {number}" for number in range(100)]
ODD = dict.fromkeys(("nothing", "exceptions"), "nobody looks at the results")
SECONDS = {"a": 3.07, "日": 2.03, "*": 1.01}


@scenario(digest=process("digest", seconds=SECONDS), tick=note("tick"))
async def eight(exercise, digest, tick):
    """Eight payloads of all kinds; one comes twice, and takes longer."""
    async with heartbeat(tick, every=0.1 * pace()):
        return await exercise.hash_all(digest, EIGHT)


@scenario(digest=process("digest"), each={"payloads": [[], [""]]})
async def few(exercise, digest, payloads):
    """No payloads; one."""
    return await exercise.hash_all(digest, payloads)


@scenario(without={"*": "they differ from eight in their number only"}, digest=process("digest"))
async def many(exercise, digest):
    """A hundred payloads."""
    return await exercise.hash_all(digest, HUNDRED)


@scenario(without=ODD, digest=process("digest", seconds={"b b": 1.01, "*": 3}, fails={"b b": ValueError}), tick=note("tick"))
async def failing(exercise, digest, tick):
    """The second of eight fails after a second, while others take three."""
    async with heartbeat(tick, every=0.1 * pace()):
        return await exercise.hash_all(digest, EIGHT)


@scenario(without=ODD, digest=process("digest", seconds=2), cancel=note("cancel"), each={"after": [0.5, 1.5, 2.5]})
async def cancelled(exercise, digest, cancel, after):
    """Eight payloads of two seconds; cancelled while some are computed, and others wait."""
    hashing = asyncio.create_task(exercise.hash_all(digest, EIGHT))
    await asyncio.sleep(after * pace())
    cancel()
    hashing.cancel()
    return await hashing


def elsewhere(play: Recording, *, together: bool = True) -> None:
    """Not judged, unless digests were computed in other processes only, and, if asked for, at the same time."""
    if not play.calls("digest") or any(call.where != "another process" for call in play.calls("digest")):
        not_judged("Not every digest was computed in another process.")
    if together:
        overlapping(play)


@check(
    "The results come in the order of the payloads", stage="works", points=1, any_end=True, hint="Which digest ends first? Are there any?"
)
def test_order(eight: Recording, few: Recording, many: Recording):
    elsewhere(eight, together=False)
    if many.cut_short:
        not_judged(many.message)
    if many.processes > PROCESSORS:
        not_judged("First, there must be no more processes than processors.")
    for play, payloads in ((eight, EIGHT), (few, few.params["payloads"]), (many, HUNDRED)):
        are_answers(play.returned, play.calls("digest"), payloads, f"Of {len(payloads)} payloads, hash_all {play.ended}.")


@check(
    "Every digest is computed in another process",
    stage="works",
    points=1,
    any_end=True,
    hint="What has a GIL of its own, what can go there?",
)
def test_elsewhere(eight: Recording):
    calls = eight.calls("digest")
    if eight.cut_short and not calls:
        not_judged(eight.message)
    assert calls, f"digest was never called; hash_all {eight.ended}."
    if here := [call for call in calls if call.where != "another process"]:
        places = {"loop": say("on the event loop's own thread"), "thread": say("in another thread of this process")}
        place = places.get(here[0].where, say("in this process"))
        where = f"{place} (line {here[0].line})" if here[0].line else place
        raise AssertionError(f"{len(here)} of {len(calls)} digests were computed {where}, where they hold the GIL.")


@check("Digests are computed at the same time", stage="overlaps", points=2, hint="Ask for all of them before you wait for the first.")
def test_at_once(eight: Recording):
    elsewhere(eight, together=False)
    assert eight.peak("digest") >= 2, f"Never were two digests computed at once: all eight took {eight.seconds:g} s, one after another."
    last = max(call.end or 0 for call in eight.need("digest", 8))
    assert close(eight.seconds, last), f"The last digest was there at {last:g} s, but hash_all {eight.ended} only at {eight.seconds:g} s."


@check("There are no more processes than processors", stage="overlaps", points=1, hint="Some processes can serve for all payloads.")
def test_processes(eight: Recording):
    elsewhere(eight)
    used = f"For eight payloads there were {eight.processes} processes"
    assert eight.processes <= PROCESSORS, f"{used}; here, os.cpu_count() says {PROCESSORS}."


@check(
    "The event loop goes on meanwhile",
    stage="overlaps",
    points=1,
    hint="What waits on the loop's thread: also at the end, after a failure?",
)
def test_loop_goes_on(eight: Recording, failing: Recording):
    for play in (eight, failing):
        if not play.calls("digest"):
            not_judged(f"digest was never called; the program {play.ended}.")
        never_stands_still(play)


@check("A digest's exception leaves hash_all", stage="fails well", points=1, hint="Whoever waits for a result is also told of a failure.")
def test_failure(failing: Recording):
    elsewhere(failing)
    raises_as_it_is(failing, failing.failed("digest", "b b"))


@check(
    "When it is over, no process is left", stage="stops well", points=1, any_end=True, hint="Who ends processes, and who waits for that?"
)
def test_nothing_left(eight: Recording, failing: Recording):
    for play in (eight, failing):
        elsewhere(play)
        assert play.normal, f"hash_all never ended: {play.message}"
        leaves_nothing(play)


@check(
    "Cancelled, it ends its processes and passes that on", stage="stops well", points=2, any_end=True, hint="What is skipped by a cancel?"
)
def test_cancelled(cancelled: Recording):
    elsewhere(cancelled)
    assert cancelled.normal, f"Cancelled, hash_all never ended: {cancelled.message}"
    leaves_nothing(cancelled)
    time = cancelled.noted("cancel")[0].at
    if all(call.outcome == "returned" and (call.end or 0) <= time for call in cancelled.calls("digest")):
        not_judged("The loop was held up, so that the cancel came when all was over.")
    assert cancelled.outcome == "cancelled", f"Cancelled at {time:g} s, hash_all {cancelled.ended}; CancelledError was expected."

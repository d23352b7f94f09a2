"""Checks for 03_executors/cpu_bound. The machine that these scenarios show to a program has four processors."""

import asyncio

from grader.suite import Recording, Recordings, check, heartbeat, leaves_nothing, not_judged, note, process, scenario

PROCESSORS = 4
EIGHT = [b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"]


@scenario(digest=process("digest", seconds={b"a": 3, b"d": 2, "*": 1}), tick=note("tick"))
async def eight(exercise, digest, tick):
    """Eight payloads, of which two take longer; the loop's heart beats ten times a second."""
    async with heartbeat(tick):
        return await exercise.hash_all(digest, EIGHT)


@scenario(digest=process("digest"), each={"count": [0, 1]})
async def few(exercise, digest, count):
    """No payloads; one."""
    return await exercise.hash_all(digest, EIGHT[:count])


@scenario(digest=process("digest", seconds={b"b": 1, "*": 3}, fails={b"b": ValueError}), tick=note("tick"))
async def failing(exercise, digest, tick):
    """The second of eight fails after a second, while others take three."""
    async with heartbeat(tick):
        return await exercise.hash_all(digest, EIGHT)


@scenario(digest=process("digest", seconds=2), cancel=note("cancel"), each={"after": [0.5, 1.5]})
async def cancelled(exercise, digest, cancel, after):
    """Eight payloads of two seconds; cancelled in the middle of some."""
    hashing = asyncio.create_task(exercise.hash_all(digest, EIGHT))
    await asyncio.sleep(after)
    cancel()
    hashing.cancel()
    return await hashing


def _elsewhere(recording: Recording, count: int = 8) -> None:
    """See that there is something to judge: all digests, in other processes. NotJudged: there is not."""
    if any(call.where != "another process" for call in recording.need("digest", count)):
        not_judged("Not every digest was computed in another process.")


@check(
    "The results come in the order of the payloads", points=1, hint="Some digests take longer. And how many processes do no payloads need?"
)
def test_order(eight: Recording, few: Recordings):
    _elsewhere(eight)
    expected = eight.answers("digest", EIGHT)
    assert eight.returned == expected, f"Of the payloads a, b, c … h, hash_all {eight.ended}; their results, in that order, were expected."
    for play in few:
        said = f"Of {play.params['count']} payloads, hash_all {play.ended}; a list of {play.params['count']} results was expected."
        assert play.returned == play.answers("digest"), said
        assert len(play.answers("digest")) == play.params["count"], said


@check(
    "Every digest is computed in another process",
    points=2,
    hint="Threads share one GIL. What has a GIL of its own, and what can be sent there?",
    any_end=True,
)
def test_elsewhere(eight: Recording):
    calls = eight.calls("digest")
    assert calls, f"digest was never called: {'hash_all ' * eight.normal}{eight.ended}"
    if here := [call for call in calls if call.where != "another process"]:
        place = {"loop": "on the event loop's own thread", "thread": "in another thread of this process"}.get(
            here[0].where, "in this process"
        )
        line = f" (line {here[0].line})" if here[0].line else ""
        raise AssertionError(f"{len(here)} of {len(calls)} digests were computed {place}{line}, where they hold the GIL.")


@check("Digests are computed at the same time", points=1, hint="Ask for all of them before you wait for the first.")
def test_at_once(eight: Recording):
    _elsewhere(eight)
    assert eight.peak("digest") >= 2, f"Never were two digests computed at once: all eight took {eight.seconds:g} s, one after another."


@check("There are no more processes than processors", points=1, hint="Some processes can serve for all payloads.")
def test_processes(eight: Recording):
    _elsewhere(eight)
    count = eight.processes
    assert count <= PROCESSORS, f"For eight payloads there were {count} processes, on a machine with {PROCESSORS} processors."


@check(
    "The event loop goes on meanwhile",
    points=2,
    hint="Does anything wait on the loop's thread: also at the end of a `with`, after a failure?",
)
def test_loop_goes_on(eight: Recording, failing: Recording):
    for recording in (eight, failing):
        if not recording.calls("digest"):
            not_judged(f"digest was never called; the program {recording.ended}.")
        gap, when = recording.longest_gap("tick"), " after a digest had failed" if recording is failing else ""
        assert gap <= 0.15, f"Nothing else ran on the event loop for {gap:g} s{when}; its heart should beat every 0.1 s."


@check("A digest's exception leaves hash_all", points=1, hint="Whoever waits for a result is also told of a failure.")
def test_failure(failing: Recording):
    failed = failing.call("digest", b"b")
    if failed.where != "another process":
        not_judged("The digest that fails was not computed in another process.")
    raised = failing.raised is not None and failing.raised.same(failed.failure)
    assert raised, f"digest(b'b') raised ValueError; that exception was expected of hash_all, which {failing.ended}."


@check("When it is over, no process is left", points=2, hint="Who ends the pool's processes, and who waits until they have?", any_end=True)
def test_nothing_left(eight: Recording, failing: Recording, cancelled: Recordings):
    for recording in (eight, failing, *cancelled):
        if not any(call.where == "another process" for call in recording.calls("digest")):
            not_judged("No digest was computed in another process.")
        assert recording.normal, f"hash_all never ended: {recording.message}"
        leaves_nothing(recording)
    for recording in cancelled:
        after = recording.params["after"]
        in_time = recording.noted("cancel")[0].at == after  # else the loop was held up until hash_all was over
        assert recording.outcome == "cancelled" or not in_time, (
            f"Cancelled after {after:g} s, hash_all {recording.ended}; CancelledError was expected."
        )

"""Checks for 04_tasks/start_now."""

import asyncio

from grader.suite import Cancelled, Recording, call, check, listed, not_judged, note, same, say, scenario
from grader.suite.common import are_answers, close, leaves_nothing, overlapping, stops_well, waits_for_cleanups, waits_for_no_more

FAIL_AUDIT = dict.fromkeys(["audit fails first", "audit fails last", "both fail"], ValueError)
FAIL_RESPOND = dict.fromkeys(["respond fails", "both fail"], ConnectionError)
MANY = [*(f"request {nth}" for nth in range(199)), "request 198"]
AUDIT = call("audit", seconds={"": 1.4142, "audit fails first": 1, "*": 3.1416}, fails=FAIL_AUDIT, cleanup=0.25)
RESPOND = call("respond", seconds={"": 2.7183, "audit fails first": 2.5, "respond fails": 1, "*": 2}, fails=FAIL_RESPOND, cleanup=0.125)


@scenario(cancelled=True, each={"request": ["what's new?", ""]}, audit=AUDIT, respond=RESPOND)
async def answered(exercise, audit, respond, request):
    """An audit that takes longer than the response, and one that doesn't."""
    return await exercise.handle(request, audit, respond)


@scenario(cancelled=True, each={"request": ["respond fails", *FAIL_AUDIT]}, audit=AUDIT, respond=RESPOND)
async def failing(exercise, audit, respond, request):
    """The response fails; the audit fails before the response is there, or after it; both fail."""
    return await exercise.handle(request, audit, respond)


@scenario(audit=call("audit"), respond=call("respond"))
async def many_requests(exercise, audit, respond):
    """Two hundred requests at the same time; the last two are the same."""
    return await asyncio.gather(*(exercise.handle(request, audit, respond) for request in MANY))


@scenario(audit=AUDIT, respond=RESPOND, over=note("over"))
async def beside_a_failure(exercise, audit, respond, over):
    """Two requests at the same time; the one that fails takes longer. Noted is when the other one is over."""
    failing, other = (asyncio.create_task(exercise.handle(request, audit, respond)) for request in ("respond fails", ""))
    other.add_done_callback(lambda _: over())
    await asyncio.gather(failing, other, return_exceptions=True)
    return other.result()


@check("Both are at work at the same time, from the beginning", stage="overlaps", points=3, hint="Which line makes the audit begin?")
def test_together(answered: Recording):
    for one in [answered.call(probe, answered.params["request"]) for probe in ("audit", "respond")]:
        assert one.start == 0, f"{one.name} began only at {one.start:g} s; both should be at work from the beginning."
    waits_for_no_more(answered)


@check("Many requests can be handled at the same time", stage="overlaps", points=1, hint="What do two requests share?")
def test_many(many_requests: Recording, beside_a_failure: Recording):
    at_once = sum(one.start == 0 for one in many_requests.called)
    assert at_once == 400, f"Of 200 audits and 200 responses, {at_once} began at once."
    said = f"For 200 requests, two of them the same, the program {many_requests.ended}."
    are_answers(many_requests.returned, many_requests.calls("respond"), MANY, said)
    [response] = beside_a_failure.answers("respond", [""])
    said = f"Of two requests at the same time, one failed. For the other one, the program {beside_a_failure.ended}."
    assert same(beside_a_failure.returned, response), f"{said} Expected: it returned {response!s}."
    end, over = beside_a_failure.call("respond", "").end or 0, beside_a_failure.noted("over")[0].at
    assert close(over, end), f"Of two requests at the same time, one was over at {end:g} s, and `handle` returned only at {over:g} s."


@check("It ends when both are over, not before", stage="overlaps", points=1, hint="Who waits for the audit when the answer is there first?")
def test_over(answered: Recording):
    overlapping(answered)
    leaves_nothing(answered)
    for one in answered.called:
        assert one.outcome == "returned", f"{one.name} was {say(one.outcome)} at {one.end:g} s, though nothing had gone wrong."


@check("Each is called once, and `handle` returns what `respond` gave", stage="works", points=1, hint="Which has what the caller wants?")
def test_response(answered: Recording, failing: Recording):
    overlapping(answered)
    for play in (answered, failing):
        for probe in ("audit", "respond"):
            assert len(play.calls(probe)) == 1, f"{probe} was called {len(play.calls(probe))} times; call it once."
    [response] = answered.answers("respond")
    assert same(answered.returned, response), f"The program {answered.ended}. Expected: it returned {response!s}."


@check("A failure reaches the caller", stage="fails well", points=1, hint="Who looks at how each of the two ended?", any_end=True)
def test_failure(failing: Recording):
    overlapping(failing)
    failures = [one.failure for one in failing.called if one.type]
    if not failures:
        not_judged(f"It never came to a failure; the program {failing.ended}.")
    heard = failing.raised and any(leaf.same(one) for leaf in failing.raised.leaves() for one in failures)
    assert heard, f"There was {listed([*map(str, failures)])}, but the program {failing.ended}."


@check("A failure of one does not disturb the other", stage="fails well", points=1, hint="Is anybody still there for the other?")
def test_undisturbed(failing: Recording):
    overlapping(failing)
    leaves_nothing(failing)
    for one in failing.called:
        assert one.outcome != "cancelled", f"One failed, and {one.name} was cancelled at {one.end:g} s."


@check("Cancelled, it stops both, and says so", stage="stops well", points=1, hint="A cancel finds you at one `await`. Who tells both?")
def test_cancel(answered: Cancelled):
    stops_well(answered, busy=2)
    waits_for_cleanups(answered)


@check("Cancelled where one fails, it stops just as well", stage="stops well", points=1, hint="One has failed. Who tells the other?")
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2)
    waits_for_cleanups(failing)

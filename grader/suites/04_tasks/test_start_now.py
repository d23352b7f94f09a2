"""Checks for 04_tasks/start_now."""

from grader.suite import Call, Recording, Recordings, call, check, not_judged, scenario
from grader.suite.common import leaves_nothing

AUDIT_FAILS = dict.fromkeys(["audit early", "audit late", "both"], ValueError)
AUDIT = call("audit", seconds={"short": 1, "audit early": 1, "*": 3}, fails=AUDIT_FAILS, cleanup=0.25)
RESPOND_FAILS = {"respond": ConnectionError, "both": ConnectionError}
RESPOND = call("respond", seconds={"short": 2.5, "audit early": 2.5, "respond": 1, "*": 2}, fails=RESPOND_FAILS, cleanup=0.125)


@scenario(each={"request": ["long", "short"]}, audit=AUDIT, respond=RESPOND)
async def answered(exercise, audit, respond, request):
    """An audit that takes longer than the response, and one that doesn't."""
    return await exercise.handle(request, audit, respond)


@scenario(each={"request": ["respond", *AUDIT_FAILS]}, audit=AUDIT, respond=RESPOND)
async def failing(exercise, audit, respond, request):
    """The response fails; the audit fails before the response is there, or after it; both fail."""
    return await exercise.handle(request, audit, respond)


@scenario(each={"request": ["long", "short", "respond", "audit early"]}, audit=AUDIT, respond=RESPOND, cancelled=[0.5, 2.25])
async def cancelled(exercise, audit, respond, request):
    """Cancelled at each point; while both are at work; and while only one still is, since the other one is done, or has failed."""
    return await exercise.handle(request, audit, respond)


def first_failed(play: Recording) -> Call:
    """Tell which of the two failed (first). NotJudged: it never came to that."""
    return play.failed("audit" if "audit" in play.params["request"] else "respond", play.params["request"])


def heard(play: Recording) -> bool:
    """Whether a failure of one of the two reached the caller."""
    return play.raised is not None and any(leaf.same(one.failure) for leaf in play.raised.leaves() for one in play.called)


def together(answered: Recordings) -> None:
    """Go on only for a program that has both at work at once: for others the question makes no sense."""
    if all(sum(one.during(time) for one in play.called) < 2 for play in answered for time in play.moments):
        not_judged("First, the two must be at work at the same time.")


@check("Both are at work at the same time, from the beginning", points=3, hint="Which line makes the audit begin?")
def test_together(answered: Recordings):
    for play in answered:
        for one in (play.call("audit", play.params["request"]), play.call("respond", play.params["request"])):
            assert one.start == 0, f"{one.name} began only at {one.start:g} s; both should be at work from the beginning."
        longer = max(one.over or play.seconds for one in play.called)
        assert play.seconds <= longer, f"Both were over at {longer:g} s, but handle only at {play.seconds:g} s."


@check("Each is called once, and `handle` returns what `respond` gave", points=1, hint="Two things end. Which has what the caller wants?")
def test_response(answered: Recordings, failing: Recordings):
    together(answered)
    for play in (*answered, *failing):
        for probe in ("audit", "respond"):
            assert len(play.calls(probe)) == 1, f"{probe} was called {len(play.calls(probe))} times; call it once."
    for play in answered:
        assert play.returned == play.answers("respond")[0], f"The program {play.ended}. Expected: {play.answers('respond')[0]}."


@check("It ends when both are over, not before", points=1, hint="Who waits for the audit when the answer is there first?")
def test_over(answered: Recordings):
    together(answered)
    leaves_nothing(answered)
    for one in (one for play in answered for one in play.called):
        assert one.outcome == "returned", f"{one.name} was {one.outcome} at {one.end:g} s, though nothing had gone wrong."


@check("A failure reaches the caller", points=2, hint="Who looks at how the audit ended, and who at the response?", any_end=True)
def test_failure(answered: Recordings, failing: Recordings):
    together(answered)
    for play in failing:
        first = first_failed(play)
        assert heard(play), f"{first.name} raised {first.type} at {first.end:g} s, but the program {play.ended}."


@check("A failure of one does not disturb the other", points=1, hint="One has failed: is anybody still there for the other?", any_end=True)
def test_undisturbed(answered: Recordings, failing: Recordings):
    together(answered)
    for play in failing:
        first = first_failed(play)
        leaves_nothing(play)
        for one in play.called:
            assert one.outcome != "cancelled", f"{first.name} failed at {first.end:g} s, and {one.name} was cancelled at {one.end:g} s."


@check("Cancelled, it passes the cancellation on", points=1, hint="Who must hear of CancelledError in the end?", any_end=True)
def test_cancel(answered: Recordings, cancelled: Recordings):
    together(answered)
    for play in cancelled.cancelled:
        expected = "CancelledError must reach its caller."
        assert play.outcome == "cancelled" or heard(play), f"Cancelled {play.cancelled_at}, the program {play.ended}. {expected}"


@check("Cancelled, it cancels both, and leaves nothing", points=1, hint="A cancel finds you at one `await`. Who tells both?", any_end=True)
def test_cancel_both(answered: Recordings, cancelled: Recordings):
    together(answered)
    for play in cancelled.cancelled:
        leaves_nothing(play)
        time = play.cancels[0].time or 0
        for one in play.called:
            story = f"Cancelled {play.cancelled_at}, at {time:g} s, and yet {one.name} worked on until {one.end or 0:g} s."
            assert one.outcome == "cancelled" or (one.end or 0) <= time, story

"""Checks for 04_tasks/first_completed."""

import asyncio

from grader.suite import Call, Recording, Recordings, calls, check, not_judged, scenario
from grader.suite.common import leaves_nothing, passes_cancel_on, stops_everything

SECONDS = {0: 0.5, 7: 5, "*": 1.234}
FAILS = {0: TimeoutError, 3: OSError, 4: ValueError, 5: OSError, 6: KeyError}
STORIES = {
    "plain": "mirror 1 was the first to succeed, at 1.234 s",
    "tie": "mirror 1 and mirror 2 succeeded at 1.234 s",
    "None": "The first one succeeded at 1.234 s, with the result None",
    "anyway": "mirror 1 succeeded at 1.234 s; another one, cancelled, gave a result all the same",
    "early": "mirror 0 failed at 0.5 s, mirror 1 succeeded at 1.234 s",
    "together": "Four mirrors failed at 1.234 s, and mirror 1 succeeded just then",
    "late": "mirror 1 succeeded at 1.234 s, and another one failed as it cleaned up",
}


@scenario(each={"how": [*STORIES, "all fail", "the only one fails"]}, mirrors=calls("mirror", count=8, seconds=SECONDS, fails=FAILS))
async def races(exercise, mirrors, how):
    """Seven races that mirror 1 wins, and two that nobody wins."""
    zero, one, two, *failing, slow = mirrors

    async def empty():
        await one()

    async def odd():
        try:
            return await slow()
        except asyncio.CancelledError:
            if how == "anyway":
                return "too late"
            raise ConnectionError("failed while cleaning up") from None

    start = {"plain": [slow, one], "tie": [slow, one, two], "None": [slow, empty], "anyway": [odd, one], "late": [odd, one]}
    start |= {"early": [zero, one, slow], "together": [*failing[2:], one, *failing[:2], slow]}
    return await exercise.fastest(start.get(how) or [zero, *failing][: 1 if "only" in how else 5])


@scenario(cancelled=[0.6, 1.45], mirrors=calls("mirror", count=4, seconds={0: 43, 1: 1.2, 2: 51, 3: 39}, cleanup=12))
async def slow_cleanup(exercise, mirrors):
    """Mirrors that take 12 s to clean up. Also cancelled: at each point, in mid-race, and while the losers clean up."""
    return await exercise.fastest(mirrors)


@check("All mirrors are asked at once", points=1, hint="What starts a mirror: that you wait for it?")
def test_together(slow_cleanup: Recordings):
    slow_cleanup[0].call("mirror", 0)
    starts = [f"{one.name} at {one.start:g} s" for one in slow_cleanup[0].calls("mirror")]
    assert starts == [f"mirror {number} at 0 s" for number in range(4)], f"Started: {', '.join(starts)}. Expected: all four, once, at 0 s."


@check("The first result is returned the moment it is there", points=2, hint="Which one is there? Which results are false?", any_end=True)
def test_first(races: Recordings):
    for play in raced(races)[:4]:
        first_wins(play, 1.234)


@check("A failure does not end the race", points=1, hint="Completed is not successful. Who else was completed just then?", any_end=True)
def test_failures(races: Recordings):
    for play in raced(races)[4:7]:
        first_wins(play, max(1.234, races[0].seconds))  # being late has a check of its own


@check("If all mirrors fail, an ExceptionGroup holds every failure", points=1, hint="Where are the failures until then?", any_end=True)
def test_all_fail(races: Recordings):
    if races[4].returned not in races[4].answers("mirror", [1]):
        not_judged("First, one mirror that fails must not end the race.")
    for play, count in zip(races[7:], (5, 1), strict=True):
        failures = sorted(call.name for call in play.need("mirror", count))
        found = sorted(leaf.of or leaf.type for leaf in play.raised.leaves()) if play.raised and play.raised.parts else []
        assert found == failures, f"Failed: {', '.join(failures)}. The program {play.ended}. Expected: an ExceptionGroup of just these."


@check("The losers are cancelled when there is a winner", points=1, hint="Who tells the others that they are no longer wanted?")
def test_losers(slow_cleanup: Recordings):
    for loser in losers(slow_cleanup):
        ran = "was still running when fastest returned" if loser.end is None else f"ran on until {loser.end:g} s"
        assert loser.outcome == "cancelled", f"mirror 1 won at 1.2 s, and yet {loser.name} {ran}."
        assert loser.end == 1.2, f"mirror 1 won at 1.2 s; {loser.name} was cancelled only at {loser.end:g} s: tell them all, then wait."


@check("The losers have cleaned up when fastest returns", points=2, hint="Cancelling only asks. When is a task over?")
def test_cleanup(slow_cleanup: Recordings):
    for loser in losers(slow_cleanup):
        if loser.outcome != "cancelled":
            not_judged(f"{loser.name} was not cancelled.")
        assert loser.cleanup != "cut short", f"{loser.name} was cancelled, and again while it was cleaning up: let it finish."
    leaves_nothing(slow_cleanup[0])


@check("Cancelled, it passes the cancellation on", points=1, hint="Whose cancel is it: a mirror's, or yours?", any_end=True)
def test_cancel(slow_cleanup: Recordings):
    passes_cancel_on(raced(slow_cleanup))


@check("Cancelled, it stops everything", points=1, hint="A cancel ends your wait. And what you waited for?", any_end=True)
def test_cancel_stops(slow_cleanup: Recordings):
    stops_everything(raced(slow_cleanup))


def raced(plays: Recordings) -> Recordings:
    """Go on only if mirrors were at work at the same time: else the question makes no sense."""
    if plays[0].peak("mirror") < 2:
        not_judged(f"No two mirrors were at work at the same time; the program {plays[0].ended}.")
    return plays


def first_wins(play: Recording, latest: float) -> None:
    """Fail unless the result of the winner was returned, and in time."""
    story, how = STORIES[play.params["how"]], play.params["how"]
    right = [None] if how == "None" else play.answers("mirror", [1, 2] if how == "tie" else [1])
    assert (play.outcome, play.returned) in [("returned", result) for result in right], f"{story}. The program {play.ended}."
    assert play.seconds <= latest, f"{story}. The program returned only after {play.seconds:g} s."


def losers(plays: Recordings) -> list[Call]:
    """List those that lost the race; go on only if it was run as it should be."""
    play = raced(plays)[0]
    if play.returned not in play.answers("mirror", [1]):
        not_judged(f"mirror 1 succeeded first; the program {play.ended}.")
    return [call for call in play.called if call.item != 1]

"""Checks for 04_tasks/task_group."""

import asyncio

from grader.suite import Recording, Recordings, call, check, not_judged, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, passes_cancel_on, stops_everything

SECONDS = {"/a": 2.75, "/b": 0.5, "/c": 1.25, "*": 2}
URLS = ["/a", "/b", "/c", *(f"/{number}" for number in range(9))]
FAILING = {"one": ["/a", "/b", "/c", "/d"], "two": ["/a", "/c", "/b", "/e"], "unclean": ["/x", "/c", "/a", "/y"]}


@scenario(each={"count": [3, 1, 0, 12]}, fetch=call("fetch", seconds=SECONDS))
async def all_well(exercise, fetch, count):
    """Three urls, the first of which takes longest; one; none; many."""
    return await exercise.fetch_all(fetch, URLS[:count])


@scenario(
    each={"case": [*FAILING]},
    fetch=call("fetch", seconds={"/b": 0.5, "/c": 1, "/e": 1, "*": 3}, fails={"/c": ValueError, "/e": ConnectionError}, cleanup=0.5),
    clean_up=call("clean_up", seconds={"/x": 0.25, "/y": 0.75}, fails={"/x": BrokenPipeError, "/y": PermissionError}),
)
async def failing(exercise, fetch, clean_up, case):
    """One of four fails, when one is done and two are at work; two fail in the same moment; two more fail while they clean up."""

    async def polite(url: str) -> str:
        try:
            return await fetch(url)
        except asyncio.CancelledError:
            if url in ("/x", "/y"):
                await asyncio.sleep(0.125 if url == "/x" else 0)  # a TaskGroup cancels in no order: here, their calls have one
                await clean_up(url)
            raise

    polite.__qualname__ = "fetch"  # what learners are told of its task
    return await exercise.fetch_all(polite, FAILING[case])


@scenario(fetch=call("fetch", seconds=SECONDS, cleanup=0.25), cancelled=[0.25, 2])
async def cancelled(exercise, fetch):
    """Cancelled at each point; while all three are at work; and while only one still is."""
    return await exercise.fetch_all(fetch, URLS[:3])


def failed_at(play: Recording) -> float:
    """Tell when the first fetch failed. NotJudged: it never came to that, or the others were not at work."""
    if play.peak("fetch") < 4:
        not_judged(f"It never came to a failure while all other fetches were at work; the program {play.ended}.")
    return play.failed("fetch", "/c").end or 0


@check("All urls are fetched at the same time", points=2, hint="When does each fetch begin?")
def test_together(all_well: Recordings):
    for play in all_well:
        count, began = play.params["count"], ", ".join(f"{one.name} at {one.start:g} s" for one in play.calls("fetch")) or "none"
        story = f"{count} urls took {play.seconds:g} s; the longest fetch takes 2.75 s. These began: {began}."
        assert (play.seconds, play.peak("fetch"), len(play.calls("fetch"))) == (2.75 if count else 0, count, count), story


@check("It returns a dict: each url and its page, in order", points=1, hint="Which one is there first is chance. And without urls?")
def test_dict(all_well: Recordings):
    for play in all_well:
        expected = {url: play.call("fetch", url).answer for url in URLS[: play.params["count"]]}
        story = f"Asked for {list(expected)}, the program {play.ended}. Expected: a dict of each url and the answer to it, in that order."
        assert play.returned == expected, story
        assert list(play.returned) == list(expected), story


@check("A failure stops the others at once", points=2, hint="Who tells the others that one has failed, and when?", any_end=True)
def test_stops(failing: Recordings):
    nothing_goes_on(failing[0], time := failed_at(failing[0]), f"fetch('/c') failed at {time:g} s")


@check("A failure is raised in an ExceptionGroup", points=1, hint="What does `except*` of your caller need?", any_end=True)
def test_group(failing: Recordings):
    failed, raised = failing[0].failed("fetch", "/c").failure, failing[0].raised
    heard = raised and raised.parts and any(leaf.same(failed) for leaf in raised.leaves())
    assert heard, f"One fetch failed, but the program {failing[0].ended}. Expected: an ExceptionGroup with {failed} in it."


@check("Every failure is in the group, and nothing else", points=1, hint="Who else failed? Who was only cancelled?", any_end=True)
def test_every_failure(failing: Recordings):
    for play in failing:
        failed_at(play)
        failed = [one.failure for one in play.called if one.outcome == "raised"]
        if play.raised is None or not (play.raised.parts or play.raised.same(failed[0])):
            not_judged(f"First, the failures must be raised; the program {play.ended}.")
        found, expected = (sorted((one.of or "", one.type) for one in those) for those in (play.raised.leaves(), failed))
        assert found == expected, f"The program {play.ended}. Those that failed: {', '.join(map(str, failed))}."


@check("When it is raised, all fetches are over", points=1, hint="cancel() only asks: who waits until they have stopped?", any_end=True)
def test_over(failing: Recordings):
    for play in failing:
        failed_at(play)
        leaves_nothing(play)
        for one in play.calls("clean_up"):
            assert one.outcome != "cancelled", f"fetch({one.args[0]!r}) was cancelled, and again while it cleaned up: let it finish."


@check("Cancelled, all fetches are stopped, and over", points=1, hint="A cancel finds you waiting. Who tells the fetches?", any_end=True)
def test_cancel_stops(cancelled: Recordings):
    stops_everything(cancelled)


@check("Cancelled, it passes the cancellation on", points=1, hint="Who must hear of CancelledError in the end?", any_end=True)
def test_cancel(cancelled: Recordings):
    passes_cancel_on(cancelled)

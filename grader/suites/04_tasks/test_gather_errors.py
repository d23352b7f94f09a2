"""Checks for 04_tasks/gather_errors."""

import asyncio

from grader.suite import Cancelled, Recording, call, check, not_judged, same, say, scenario
from grader.suite.common import close, leaves_nothing, stops_well

SECONDS = {"/a": 3.1, "": 1.3, "/c d": 2.2, "[::1]:8080": 0.6, "/é": 4.7, "/f": 1.9}
ERRORS = {"": ConnectionError, "[::1]:8080": ValueError, "/é": TimeoutError}
NO_EXCEPTIONS = {"exceptions": "the task says that no content is an exception"}


@scenario(cancelled=True, without=NO_EXCEPTIONS, download=call("download", seconds=SECONDS))
async def all_good(exercise, download):
    """Six downloads, none of which fails."""
    return plain(await exercise.download_all(download, list(SECONDS)))


@scenario(without=NO_EXCEPTIONS, each={"count": [0, 1, 200]}, download=call("download"))
async def many(exercise, download, count):
    """No download, one, and hundreds; none fails."""
    return plain(await exercise.download_all(download, [f"/{number}" for number in range(count)]))


@scenario(cancelled=True, without=NO_EXCEPTIONS, download=call("download", seconds=SECONDS, fails=ERRORS))
async def some_fail(exercise, download):
    """Six downloads, three of which fail, each in its own way."""
    return plain(await exercise.download_all(download, list(SECONDS)))


@scenario(download=call("download", seconds=SECONDS, fails=ERRORS | {"/gone": KeyError}))
async def all_fail(exercise, download):
    """Three downloads, after another call, and at the same time as a third one; all of them fail."""
    await exercise.download_all(download, ["/before"])
    calls = exercise.download_all(download, list(ERRORS)), exercise.download_all(download, ["/gone", "/beside"])
    pair, _ = await asyncio.gather(*calls)
    return plain(pair)


def plain(pair):
    """Take any kind of tuple for a tuple, and any kind of dict for a dict."""
    return tuple(dict(part) if isinstance(part, dict) else part for part in pair) if isinstance(pair, tuple) else pair


def dicts(play: Recording) -> tuple[dict[str, object], dict[str, object]]:
    """Get the two dicts. NotJudged: there are none, or downloads were stopped."""
    whole = all(one.outcome in ("returned", "raised") for one in play.called)
    if whole and isinstance(play.returned, tuple) and [type(part) for part in play.returned] == [dict, dict]:
        return play.returned
    return not_judged(f"The program {play.ended}. First, let all downloads run to their end, and make that a pair of dicts.")


@check("Contents come under their URLs", stage="works", points=1, hint="When is a content empty? What comes of no URLs?", any_end=True)
def test_contents(all_good: Recording, many: Recording):
    for play, count in ((all_good, 6), (many, many.params["count"])):
        expected = {str(one.args[0]): one.answer for one in play.called}
        said = f"{count} downloads succeeded, and the program {play.ended}. Expected: all of them in ok, none in failed."
        assert len(expected) == count, f"{len(expected)} of {count} URLs were downloaded. The program {play.ended}."
        assert same(play.returned, (expected, {})), said


@check("All downloads are at work at the same time", stage="overlaps", points=3, hint="When does the second one begin?")
def test_together(all_good: Recording, many: Recording):
    for play, count in ((all_good, 6), (many, many.params["count"])):
        ends = [one.end or 0 for one in play.need("download", count)]
        peak, last = play.peak("download"), max(ends, default=0)
        assert peak == count, f"Of {count} downloads, at most {peak} were at work at the same time."
        assert close(play.seconds, last), f"The last of {count} downloads was over at {last:g} s, the program at {play.seconds:g} s."
        leaves_nothing(play)


@check("A failure stops none of the others", stage="fails well", points=1, hint="Where does an exception go, and who stops waiting then?")
def test_others(some_fail: Recording):
    failed = [one for one in some_fail.called if one.outcome == "raised"]
    if not failed:
        not_judged(f"No download came to the point where it fails; the program {some_fail.ended}.")
    story = f"There was {failed[0].failure} at {failed[0].end:g} s"
    for one in some_fail.called:
        how = say("was cancelled") if one.outcome == "cancelled" else say("was still running when the program was over")
        assert one.outcome in ("returned", "raised"), f"{story}, and {one.name} {how}. It must go on."
    assert some_fail.outcome == "returned", f"{story}, and the program {some_fail.ended}. Expected: a pair of dicts."
    leaves_nothing(some_fail)


@check("`ok` holds the contents, and nothing else", stage="works", points=1, hint="What tells a content from an exception?")
def test_ok(some_fail: Recording, all_fail: Recording):
    ok, _ = dicts(some_fail)
    expected = {str(one.args[0]): one.answer for one in some_fail.called if one.outcome == "returned"}
    assert same(ok, expected), f"Only {', '.join(expected)} succeeded, and the program {some_fail.ended}."
    assert all_fail.raised or same(dicts(all_fail)[0], {}), f"Three downloads failed, none succeeded, and the program {all_fail.ended}."


@check("`failed` holds every exception itself", stage="fails well", points=1, hint="What can a caller do with it, and not with less?")
def test_failed(some_fail: Recording, all_fail: Recording):
    dicts(some_fail)
    for play in (some_fail, all_fail):
        expected = {url: play.failed("download", url).failure for url in ERRORS}
        got = play.returned[1] if isinstance(play.returned, tuple) else None
        said = f"{len(expected)} downloads failed, and the program {play.ended}. Expected: each URL with what its one call raised."
        assert same(got, expected), said


@check("Both are in the order of the URLs", stage="works", points=1, hint="Which is over first is chance. When does a URL get into a dict?")
def test_order(some_fail: Recording):
    for got, which in zip(dicts(some_fail), ("ok", "failed"), strict=True):
        order = [url for url in SECONDS if (url in ERRORS) == (which == "failed")]
        if set(got) != set(order):
            not_judged(f"Not every outcome was there: the program {some_fail.ended}.")
        assert list(got) == order, f"The order in {which} is {list(got)}; in urls it is {order}."


@check(
    "Cancelled, it stops everything and passes that on", stage="stops well", points=1, hint="Who stops the downloads? Whose is the cancel?"
)
def test_cancel(all_good: Cancelled):
    stops_well(all_good, busy=2)


@check("So it does where downloads fail", stage="stops well", points=1, hint="A cancel of the whole is no failed download.")
def test_cancelled_failure(some_fail: Cancelled):
    stops_well(some_fail, busy=2)

"""Checks for 04_tasks/gather_errors."""

from grader.suite import Answer, Failure, Recording, Recordings, call, check, not_judged, scenario
from grader.suite.common import passes_cancel_on, stops_everything

SECONDS = {"/a": 3, "/b": 1, "/c": 2, "/d": 0.5, "/e": 4}
ERRORS = {"/b": ConnectionError, "/d": ValueError, "/e": TimeoutError}
EMPTY = {"/a": "", "/b": b"", "/c": None}
quick, slow = (call("download", seconds=SECONDS, cleanup=cleanup) for cleanup in (0.25, 0.75))


@scenario(download=call("download", seconds=SECONDS))
async def all_good(exercise, download):
    """Five downloads, the longest of 4 s; none fails."""
    return plain(await exercise.download_all(download, list(SECONDS)))


@scenario(download=call("download"))
async def empty(exercise, download):
    """Empty contents; and then no URLs at all."""

    async def nothing(url):
        await download(url)
        return EMPTY[url]

    return [plain(await exercise.download_all(nothing, urls)) for urls in (list(EMPTY), [])]


@scenario(download=call("download"))
async def many(exercise, download):
    """Two hundred downloads of 1 s."""
    await exercise.download_all(download, [f"/{number}" for number in range(200)])


@scenario(each={"urls": [list(SECONDS), list(ERRORS)]}, download=call("download", seconds=SECONDS, fails=ERRORS))
async def failing(exercise, download, urls):
    """Five downloads, three of which fail, each in its own way; and only these three."""
    return plain(await exercise.download_all(download, urls))


@scenario(quick=quick, slow=slow, cancelled=[0.25, 1.5])
async def cancelled(exercise, quick, slow):
    """Five downloads; cancelled everywhere. Each takes a quarter of a second to clean up; the third one, three quarters."""
    return plain(await exercise.download_all(lambda url: (slow if url == "/c" else quick)(url), list(SECONDS)))


def plain(pair):
    """Take any kind of tuple for a tuple, and any kind of dict for a dict."""
    return tuple(dict(part) if isinstance(part, dict) else part for part in pair) if isinstance(pair, tuple) else pair


def dicts(play: Recording) -> tuple[dict[str, Answer], dict[str, Failure]]:
    """Get the two dicts. NotJudged: there are none, or downloads were stopped."""
    whole = all(one.outcome in ("returned", "raised") for one in play.calls("download"))
    if whole and isinstance(play.returned, tuple) and [type(part) for part in play.returned] == [dict, dict]:
        return play.returned
    return not_judged(f"The program {play.ended}. First, let all downloads run to their end, and make that a pair of dicts.")


@check("Contents come under their URLs", points=1, hint="When is a content empty? What do you get from no URLs?", any_end=True)
def test_contents(all_good: Recording, empty: Recording):
    expected = {url: all_good.call("download", url).answer for url in SECONDS}
    assert all_good.returned == (expected, {}), f"All succeeded, and the program {all_good.ended}. Expected: all in ok, none in failed."
    said = f"With the contents '', b'' and None, and then without any URLs, the program {empty.ended}"
    assert empty.returned == [(EMPTY, {}), ({}, {})], f"{said}. Expected: [({EMPTY}, {{}}), ({{}}, {{}})]."


@check("All downloads are at work at the same time", points=1, hint="When does the second one begin? Whom does the end wait for?")
def test_together(all_good: Recording, many: Recording):
    all_good.need("download", 5)
    for play, most, each in ((all_good, 4, "The longest download takes 4 s"), (many, 1, "Each of the 200 downloads takes 1 s")):
        assert play.seconds == most, f"It took {play.seconds:g} s. {each}, and all of them can run at once."


@check("A failure stops none of the others", points=2, hint="Where does an exception go, and who stops waiting then?", any_end=True)
def test_others(failing: Recordings):
    play: Recording = failing[0]
    failed = [one for one in play.calls("download") if one.outcome == "raised"] or not_judged(f"No download failed: it {play.ended}.")
    story = f"There was {failed[0].failure} at {failed[0].end:g} s"
    for one in play.calls("download"):
        how = "was cancelled" if one.outcome == "cancelled" else "was still running when the program was over"
        assert one.outcome in ("returned", "raised"), f"{story}, and {one.name} {how}. It must go on."
    assert play.outcome == "returned", f"{story}, and the program {play.ended}. Expected: a pair of dicts."


@check("`ok` holds the contents, and nothing else", points=1, hint="What tells a content from an exception?")
def test_ok(failing: Recordings):
    some_fail: Recording = failing[0]
    expected = {url: some_fail.call("download", url).answer for url in SECONDS if url not in ERRORS}
    assert dicts(some_fail)[0] == expected, f"Only /a and /c succeeded, and the program {some_fail.ended}."


@check("`failed` holds every exception itself", points=2, hint="What can a caller do with the exception, and not with less?")
def test_failed(failing: Recordings):
    dicts(failing[0])
    for play in failing:
        expected = {url: play.failed("download", url).failure for url in ERRORS}
        got = play.returned[1:] if isinstance(play.returned, tuple) else None
        assert got == (expected,), (
            f"/b, /d and /e failed, and the program {play.ended}. Expected: each URL with the failure of its one call."
        )


@check("Both are in the order of the URLs", points=1, hint="Which download is over first is chance. When does a URL get into a dict?")
def test_order(all_good: Recording, failing: Recordings):
    for play, urls, which in ((all_good, list(SECONDS), 0), (failing[0], list(ERRORS), 1)):
        got = list(dicts(play)[which])
        if set(got) != set(urls):
            not_judged(f"Not every outcome was there: the program {play.ended}.")
        assert got == urls, f"The order in {('ok', 'failed')[which]} is {', '.join(got)}. The URLs were {', '.join(urls)}."


@check("A cancel of the whole is no failed download", points=1, hint="Which except meets a CancelledError? Whose is it?", any_end=True)
def test_cancel(cancelled: Recordings):
    passes_cancel_on(cancelled)


@check("Cancelled, it stops everything at once", points=1, hint="Who stops the downloads, and sees that they are over?", any_end=True)
def test_stops(cancelled: Recordings):
    stops_everything(cancelled)

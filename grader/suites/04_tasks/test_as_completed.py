"""Checks for 04_tasks/as_completed."""

import asyncio
from contextlib import aclosing

from grader.suite import Recordings, call, check, not_judged, note, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, passes_cancel_on, raises_as_it_is, stops_everything

SECONDS = {"/broken": 3.3, "/news": 1.1, "/photo": 0.6, "/video": 2.9, "/map": 5.3, "/song": 1.7, "/game": 3.804}
ORDER = ["/photo", "/news", "/song", "/video", "/game", "/map"]  # in which the downloads are complete
END = "the end of the stream"
DOWNLOAD = call("download", seconds=SECONDS, fails={"/broken": TimeoutError}, cleanup=12)


async def read(exercise, download, urls, got, *, most=100, busy=0):
    """Read the stream, busy for so many seconds with each pair; close it after `most` of them."""
    pairs = exercise.stream(download, urls)
    if not hasattr(pairs, "aclose"):
        raise TypeError(f"stream() gave a {type(pairs).__name__}: without `yield` in it, it is no async generator")
    async with aclosing(pairs):
        async for pair in pairs:
            got(*(pair if isinstance(pair, tuple | list) else [pair]))
            await asyncio.sleep(busy)
            if not (most := most - 1):
                return "as many as the reader wanted"
    return END


@scenario(each={"busy": [0, 6], "urls": [[*SECONDS][1:], [*SECONDS]]}, download=DOWNLOAD, got=note("got"))
async def readers(exercise, download, got, busy, urls):
    """A reader that is always there, and one that is busy with each pair. All downloads succeed; one fails."""
    return await read(exercise, download, urls, got, busy=busy)


@scenario(each={"count": [0, 1, 4]}, download=call("download"), got=note("got"))
async def same_url(exercise, download, got, count):
    """The same URL, many times; once; never."""
    return await read(exercise, download, ["/same"] * count, got)


@scenario(cancelled=True, download=DOWNLOAD, got=note("got"))
async def closing(exercise, download, got):
    """A reader that is busy with each pair for 0.3 s, and closes the stream after two, at 1.4 s. Also cancelled at each point."""
    return await read(exercise, download, [*SECONDS][1:], got, most=2, busy=0.3)


@scenario(each={"read_it": [True, False]}, download=DOWNLOAD, got=note("got"))
async def odd(exercise, download, got, read_it):
    """The photo is None; downloads fail while they clean up. The reader closes the stream after two pairs, or unread."""

    async def fetch(url):
        try:
            answer = await download(url)
        except asyncio.CancelledError:
            raise ConnectionError("failed while cleaning up") from None
        return None if url == "/photo" else answer

    urls = [*SECONDS][1:]
    return await (read(exercise, fetch, urls, got, most=2) if read_it else exercise.stream(fetch, urls).aclose())


@check("All downloads run at the same time", points=1, hint="What starts a download: that you wait for it?", any_end=True)
def test_together(readers: Recordings):
    for one in readers[0].need("download", 6):
        assert one.start == 0, f"{one.name} started only at {one.start:g} s; the first pair was asked for at 0 s."


@check("Each pair comes the moment its download is complete", points=2, hint="For which download do you wait?", any_end=True)
def test_moment(readers: Recordings):
    ends, times = sorted(one.end or 0 for one in together(readers)[0].need("download", 6)), [pair.at for pair in readers[0].noted("got")]
    assert times == ends, f"The downloads were complete after {ends} seconds; pairs came after {times} seconds."


@check("Each result comes with its own URL, once", points=1, hint="How do you know whose result it is?", any_end=True)
def test_pairs(readers: Recordings, same_url: Recordings, odd: Recordings):
    readers[0].need("download", 6)
    for play, count in zip([readers[0], *same_url], (6, 0, 1, 4), strict=True):
        right, got = [(one.args[0], one.answer) for one in play.calls("download")], [pair.args for pair in play.noted("got")]
        for pair in got:
            assert pair in right, f"The reader got {' and '.join(map(str, pair))}: that is no URL with its own result."
            assert got.count(pair) == 1, f"The reader got {pair[0]} with {pair[1]} more than once."
        assert (len(got), play.returned) == (count, END), f"Of {count} pairs, {len(got)} came; the program {play.ended}."
    got = [pair.args[0] for pair in odd[0].noted("got")]
    assert "/photo" in got, f"The result of /photo was None, and one of the first two. The reader got: {', '.join(map(str, got))}."


@check("A busy reader gets them in the order of completion, too", points=1, hint="Who remembers the order?", any_end=True)
def test_order(readers: Recordings):
    readers[0].need("download", 6)
    for play in readers:
        wanted = ORDER[: 4 if "/broken" in play.params["urls"] else 6]
        answers = [pair.args[-1] for pair in play.noted("got")]
        got = [one.args[0] for answer in answers for one in play.called if one.answer == answer][: len(wanted)]
        if got != wanted and not play.params["busy"]:
            not_judged("A reader that is not busy does not get them in the order of completion either.")
        assert got == wanted, f"Complete were, in this order: {', '.join(wanted)}. A reader that was busy meanwhile got: {', '.join(got)}."


@check("A failure reaches the reader as it is", points=1, hint="Who looks at how a download has ended?", any_end=True)
def test_failure(readers: Recordings):
    for play in (readers[1], readers[3]):
        raises_as_it_is(play, play.failed("download", "/broken"))


@check("A failure stops the other downloads", points=1, hint="Who tells the others, and who waits for their end?", any_end=True)
def test_failure_stops(readers: Recordings):
    play = together(readers)[1]
    failed = play.failed("download", "/broken")
    if play.normal and play.raised is None:
        not_judged(f"{failed.name} failed, and that was not the end of the stream.")
    nothing_goes_on(play, failed.end or 0, f"{failed.name} failed at {failed.end:g} s")
    leaves_nothing(play)


@check("A reader that stops early stops all downloads", points=2, hint="Where is your generator when aclose() is called?", any_end=True)
def test_early(closing: Recordings, odd: Recordings):
    play = together(closing)[0]
    stop = play.noted("got")[-1].at + 0.3 if len(play.noted("got")) == 2 else 0
    if not stop or all(one.outcome == "returned" and one.end <= stop for one in play.called):
        not_judged("No download was still running when the reader stopped, so this didn't show.")
    assert play.outcome == "returned", f"The reader stopped at {stop:g} s, and aclose() failed: the program {play.ended}."
    nothing_goes_on(play, stop, f"The reader stopped at {stop:g} s")
    for one in play.called:
        assert one.cleanup != "cut short", f"{one.name} was cancelled, and again while it was cleaning up: let it finish."
    assert odd[0].outcome == "returned", f"Downloads failed while they cleaned up, and so did aclose(): the program {odd[0].ended}."
    early = "The reader closed the stream before it asked for a pair"
    assert not odd[1].remains, f"{early}, and left behind: {'; '.join(odd[1].remains[:5])}."
    leaves_nothing(play)


@check("Cancelled, it stops everything and passes the cancellation on", points=1, hint="A cancel ends your wait. And then?", any_end=True)
def test_cancel(closing: Recordings):
    passes_cancel_on(together(closing))
    stops_everything(closing)


def together(plays: Recordings) -> Recordings:
    """Go on only if downloads ran at the same time: else there was nothing to choose from, or to stop."""
    if plays[0].peak("download") < 2:
        not_judged(f"No two downloads ran at the same time; the program {plays[0].ended}.")
    return plays

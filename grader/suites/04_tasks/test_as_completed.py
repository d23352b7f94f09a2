"""Checks for 04_tasks/as_completed."""

import asyncio
from contextlib import aclosing, suppress

from grader.suite import Cancelled, Recording, call, check, listed, not_judged, note, pace, same, say, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, raises_as_it_is, stops_well

SECONDS = {"/news": 1.1, "": 0.6, "/a video": 2.9, "[::1]:8080/map": 5.3, "/歌": 1.7, "/game": 3.804}
GOOD, SOME_FAIL = list(SECONDS), ["/broken", *SECONDS]
ORDER = sorted(GOOD, key=SECONDS.__getitem__)
END, ENOUGH = "the end of the stream", "as many as the reader wanted"
DOWNLOAD = call("download", seconds=SECONDS | {"/broken": 3.3, "*": 1.1}, fails={"/broken": TimeoutError}, cleanup=12)


async def read(exercise, download, urls, got, *, most=1000, busy=0):
    """Read the stream, busy for so many seconds with each pair; close it after `most` of them."""
    async with aclosing(exercise.stream(download, urls)) as pairs:
        async for pair in pairs:
            got(*pair)
            await asyncio.sleep(busy * pace())
            most -= 1
            if not most:
                got(ENOUGH)
                return ENOUGH
    return END


@scenario(download=DOWNLOAD, got=note("got"))
async def reading(exercise, download, got):
    """A reader that is always there; all downloads succeed."""
    return await read(exercise, download, GOOD, got)


@scenario(each={"count": [0, 1, 150]}, download=call("download"), got=note("got"), other=note("other"))
async def same_url(exercise, download, got, other, count):
    """The same URL never, once, many times; and another reader, of another stream, at the same time."""
    streams = (["/same"] * count, got), (["/other"] * count, other)
    [end, _] = await asyncio.gather(*(read(exercise, download, urls, seen) for urls, seen in streams))
    return end


@scenario(cancelled=True, download=DOWNLOAD, got=note("got"))
async def failing(exercise, download, got):
    """A reader that is always there; one download fails."""
    return await read(exercise, download, SOME_FAIL, got)


@scenario(download=DOWNLOAD, got=note("got"))
async def busy(exercise, download, got):
    """A reader that is busy with each pair for 6 s; one download fails meanwhile."""
    return await read(exercise, download, SOME_FAIL, got, busy=6)


@scenario(cancelled=True, download=DOWNLOAD, got=note("got"))
async def closing(exercise, download, got):
    """A reader that is busy with each pair for 0.3 s, and closes the stream after two, at 1.4 s."""
    return await read(exercise, download, GOOD, got, most=2, busy=0.3)


@scenario(download=DOWNLOAD, got=note("got"))
async def after_a_failure(exercise, download, got):
    """A stream that ends with a failure; then the same reader reads another one, of which no download fails."""
    with suppress(Exception):
        await read(exercise, download, SOME_FAIL, got)
    return await read(exercise, download, GOOD, got)


@scenario(download=DOWNLOAD, got=note("got"))
async def closing_late(exercise, download, got):
    """A reader that is busy with the first pair for 6 s, and then closes the stream; one download has failed meanwhile."""
    return await read(exercise, download, SOME_FAIL, got, most=1, busy=6)


@scenario(download=DOWNLOAD)
async def unread(exercise, download):
    """A reader that closes the stream before it asks for a pair."""
    return await exercise.stream(download, GOOD).aclose()


def together(play: Recording) -> None:
    """Go on only if downloads ran at the same time: else there was nothing to choose from, or to stop."""
    if play.peak("download") < 2:
        not_judged(f"No two downloads ran at the same time; the program {play.ended}.")


@check("All downloads run at the same time", stage="overlaps", points=1, hint="What starts a download: that you wait for it?", any_end=True)
def test_together(reading: Recording, same_url: Recording):
    for play, count in ((reading, 6), (same_url, 2 * same_url.params["count"])):
        if len(play.calls("download")) < count:
            not_judged(f"Of {count} downloads, only {len(play.calls('download'))} were ever started; the program {play.ended}.")
        started = sum(one.start == 0 for one in play.calls("download"))
        assert started == count, f"Of {count} downloads, {started} were started at 0 s, when the first pair was asked for."


@check("Each pair comes the moment its download is complete", stage="overlaps", points=2, hint="For which download do you wait?")
def test_moment(reading: Recording):
    together(reading)
    ends = sorted(one.end or 0 for one in reading.need("download", 6))
    times = [pair.at for pair in reading.noted("got")]
    assert times == ends, f"The downloads were complete after {ends} seconds; pairs came after {times} seconds."


@check("Each result comes with its own URL, once", stage="works", points=1, hint="How do you know whose result it is?", any_end=True)
def test_pairs(reading: Recording, same_url: Recording):
    for play, count in ((reading, 6), (same_url, same_url.params["count"])):
        right = [(one.args[0], one.answer) for one in play.calls("download") if one.outcome == "returned" and one.args[0] != "/other"]
        for pair in play.noted("got"):
            found = [number for number, one in enumerate(right) if same(pair.args, one)]
            assert found, f"The reader got {listed([*map(str, pair.args)])}: that is no URL with its own result, or it came before."
            del right[found[0]]
        came = len(play.noted("got"))
        then = say("then the stream ended") if play.returned == END else say("the program {ended}", ended=play.ended)
        said = f"The same URL was given {count} times" if play.scenario == "same_url" else f"{count} URLs were given"
        assert (came, play.returned) == (count, END), f"{said}; {came} pairs came, {then}. Expected: a pair for each."


@check("A busy reader gets them in the order of completion, too", stage="overlaps", points=1, hint="Who remembers the order?", any_end=True)
def test_order(reading: Recording, busy: Recording):
    always_there, got = ([pair.args[0] for pair in play.noted("got")] for play in (reading, busy))
    if always_there != ORDER:
        not_judged("A reader that is not busy does not get them in the order of completion either.")
    assert got[:4] == ORDER[:4], f"Complete were, in this order: {ORDER[:4]}. A reader that was busy meanwhile got: {got[:4]}."


@check("A failure reaches the reader as it is", stage="fails well", points=1, hint="Who looks at how a download has ended?", any_end=True)
def test_failure(failing: Recording, busy: Recording, after_a_failure: Recording):
    for play in (failing, busy):
        raises_as_it_is(play, play.failed("download", "/broken"))
    said = f"A download of one stream failed. Of the next stream none did, and the program {after_a_failure.ended}."
    assert after_a_failure.returned == END, said


@check("A failure stops the other downloads", stage="fails well", points=1, hint="Who tells the others, and waits for their end?")
def test_failure_stops(failing: Recording):
    together(failing)
    failed = failing.failed("download", "/broken")
    if failing.raised is None:
        not_judged(f"{failed.name} failed, and that was not the end of the stream.")
    nothing_goes_on(failing, failed.end or 0, f"{failed.name} failed at {failed.end:g} s")
    leaves_nothing(failing)


@check("A reader that stops early stops all downloads", stage="stops well", points=1, hint="Where is your generator at aclose()?")
def test_early(closing: Recording, unread: Recording, reading: Recording, closing_late: Recording):
    together(closing)
    assert closing.returned == ENOUGH, f"The reader stopped after two pairs, and aclose() failed: the program {closing.ended}."
    said = f"A download failed while the reader was busy; then the reader closed the stream, and the program {closing_late.ended}."
    assert closing_late.returned == ENOUGH, said
    stopped = closing.noted("got")[-1].at
    nothing_goes_on(closing, stopped, f"The reader stopped at {stopped:g} s")
    for one in closing.called:
        assert one.cleanup != "cut short", f"{one.name} was cancelled, and again while it cleaned up: let it finish."
    for play in (closing, unread, reading):
        leaves_nothing(play)


@check("Cancelled, it stops everything and passes that on", stage="stops well", points=1, hint="A cancel ends your wait. And then?")
def test_cancel(closing: Cancelled):
    stops_well(closing, busy=2)


@check("So it does where a download fails", stage="stops well", points=1, hint="Which ways lead out of your generator?")
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2)

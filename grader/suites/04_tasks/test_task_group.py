"""Checks for 04_tasks/task_group."""

import asyncio

from grader.suite import Cancelled, Recording, call, check, not_judged, same, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, overlapping, stops_well, waits_for_cleanups, waits_for_no_more

URLS = ["http://[::1]:8080/a b?c=d", "", "/café"]
OTHERS = ["/slow", "/quick"]
FAILING = {"one fails": ["/a", "/b", "/c", "/d"], "two fail at once": ["/a", "/c", "/b", "/e"]}


@scenario(cancelled=True, fetch=call("fetch", seconds={URLS[0]: 2.7183, "": 0.5772, "*": 1.4142}))
async def three_urls(exercise, fetch):
    """Three urls; the first takes longest, the second is empty."""
    return await exercise.fetch_all(fetch, list(URLS))


@scenario(
    each={"count": [0, 1, 300]},
    without=dict.fromkeys(["nothing", "exceptions"], "three_urls has odd pages"),
    fetch=call("fetch", seconds={"/slow": 2, "/quick": 0.5, "*": 1}),
)
async def other_numbers(exercise, fetch, count):
    """Hundreds of urls; one; none. And at the same time, a call for two others."""
    return await asyncio.gather(exercise.fetch_all(fetch, [f"/{nth}" for nth in range(count)]), exercise.fetch_all(fetch, OTHERS))


@scenario(
    cancelled=True,
    each={"case": [*FAILING]},
    fetch=call("fetch", seconds={"/b": 0.5, "/c": 1, "/e": 1, "*": 3}, fails={"/c": ValueError, "/e": ConnectionError}, cleanup=0.5),
)
async def failing(exercise, fetch, case):
    """One of four fails, when one is done and two are at work; or two fail in the same moment."""
    return await exercise.fetch_all(fetch, FAILING[case])


@scenario(fetch=call("fetch", seconds={"/first": 1, "*": 2}, fails={"/first": ValueError, "/second": ConnectionError}))
async def two_calls(exercise, fetch):
    """Two calls at the same time, each for one url. Both fail; what comes of the second one is returned."""
    first = asyncio.create_task(exercise.fetch_all(fetch, ["/first"]))
    try:
        return await exercise.fetch_all(fetch, ["/second"])
    finally:
        await asyncio.gather(first, return_exceptions=True)


@check("All urls are fetched at the same time", stage="overlaps", points=2, hint="When does each fetch begin?")
def test_together(three_urls: Recording):
    fetches = three_urls.need("fetch", 3)
    starts = ", ".join(f"{one.name} at {one.start:g} s" for one in fetches)
    assert all(one.start == 0 for one in fetches), f"It took {three_urls.seconds:g} s. All should start at 0 s; these started: {starts}."
    waits_for_no_more(three_urls)


@check("Any number of urls will do", stage="overlaps", points=1, hint="Try none, one, and hundreds of them.", any_end=True)
def test_numbers(other_numbers: Recording):
    urls = [f"/{nth}" for nth in range(other_numbers.params["count"])]
    said = f"Asked for {len(urls)} pages, and in another call for two, the program called fetch {len(other_numbers.called)} times"
    assert len(other_numbers.called) == len(urls) + 2, f"{said}, and {other_numbers.ended}."
    for nth, asked in enumerate([urls, OTHERS]):
        pages = dict(zip(asked, other_numbers.answers("fetch", asked), strict=True))
        assert other_numbers.outcome == "returned", f"{said}, and {other_numbers.ended}."
        assert same(other_numbers.returned[nth], pages), f"{said}, and returned {other_numbers.returned[nth]} for {len(asked)} urls."
    at_once = sum(one.start == 0 for one in other_numbers.called)
    assert at_once == len(urls) + 2, f"{said}; {at_once} of them began at once, not all."


@check("It returns a dict: each url and its page, in order", stage="works", points=1, hint="Which one is there first is chance.")
def test_dict(three_urls: Recording):
    if len(three_urls.called) > 1:
        overlapping(three_urls)
    said = f"Asked for {URLS}, the program called fetch {len(three_urls.called)} times, and {three_urls.ended}."
    asked = sorted(repr(one.args) for one in three_urls.called)
    assert asked == sorted(repr((url,)) for url in URLS), f"{said} Expected: one call for each url."
    pages = dict(zip(URLS, three_urls.answers("fetch", URLS), strict=True))
    assert same(three_urls.returned, pages), f"{said} Expected: a dict of each url and what fetch gave for it."
    assert list(three_urls.returned) == URLS, f"{said} Expected: the urls in their order."


@check("A failure stops the others at once", stage="fails well", points=1, hint="Who tells the others that one has failed, and when?")
def test_stops(failing: Recording):
    overlapping(failing)
    time = failing.failed("fetch", "/c").end or 0
    nothing_goes_on(failing, time, f"fetch('/c') failed at {time:g} s")


@check("A failure is raised in an ExceptionGroup", stage="fails well", points=1, hint="Also if it is the only one.", any_end=True)
def test_group(failing: Recording):
    overlapping(failing)
    failed, raised = failing.failed("fetch", "/c").failure, failing.raised
    grouped = raised and raised.parts and not raised.of and any(leaf.same(failed) for leaf in raised.leaves())
    assert grouped, f"There was {failed}, but the program {failing.ended}. Expected: an ExceptionGroup with that in it."


@check("Every failure is in the group, and nothing else", stage="fails well", points=1, hint="Who else failed? Who was only cancelled?")
def test_every_failure(failing: Recording, two_calls: Recording):
    overlapping(failing)
    failed = [one.failure for one in failing.called if one.type]
    found = failing.raised.leaves() if failing.raised else ()
    if not any(one.same(other) for one in found for other in failed):
        not_judged(f"First, a failure must be raised; the program {failing.ended}.")
    said = f"The program {failing.ended}. Those that failed: {', '.join(map(str, failed))}."
    assert sorted((one.of or "", one.type) for one in found) == sorted((one.of or "", one.type) for one in failed), said
    its_own, raised = two_calls.failed("fetch", "/second").failure, two_calls.raised.leaves() if two_calls.raised else ()
    said = f"Two calls went on at the same time. In the second, only {its_own} was raised; and yet it {two_calls.ended}."
    assert [one.same(its_own) for one in raised] == [True], said


@check("When it is raised, all fetches are over", stage="fails well", points=1, hint="cancel() only asks, and asking again disturbs.")
def test_over(failing: Recording):
    overlapping(failing)
    failing.failed("fetch", "/c")
    leaves_nothing(failing)
    for one in failing.called:
        assert one.cleanup != "cut short", f"{one.name} was cancelled, and again while it cleaned up: let it finish."


@check(
    "Cancelled, it stops all fetches, and says so", stage="stops well", points=1, hint="A cancel finds you waiting. Who tells the fetches?"
)
def test_cancel(three_urls: Cancelled):
    stops_well(three_urls, busy=2)
    waits_for_cleanups(three_urls)


@check("Cancelled where one fails, it stops just as well", stage="stops well", points=1, hint="Who waits for those that clean up?")
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2)
    waits_for_cleanups(failing)

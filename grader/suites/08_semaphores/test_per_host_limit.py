"""Checks for 08_semaphores/per_host_limit."""

import asyncio

from grader.suite import Call, Cancelled, Load, Recording, call, check, not_judged, same, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, overlapping, raises_as_it_is, stops_well, though_swallowed

SWALLOWED = {"answering cleanups": "a worker can't know that its fetch swallowed a cancel: it may go on with the next"}
CATS = [f"https://cats.example/{n}" for n in range(8)]
IMG, PORT, SPACE = "http://img.cats.example/1", "http://cats.example:8080/a//b", "http://cats.example/old//a b?c=http://dogs.example/d"
DOGS = ["http://dögs.example/1", "http://dögs.example/2", "http://dögs.example/3"]
MIXED = [*CATS[:4], DOGS[0], SPACE, IMG, PORT, DOGS[1], "http://cats.example/new/6", DOGS[2]]


@scenario(fetch=call("fetch", seconds=dict(zip(CATS, [2.75, 0.55, 1.15, 0.35, 0.25, 0.75], strict=False))))
async def one_host(exercise, fetch):
    """Six urls of one host, some slow and some quick, two at a time."""
    return await exercise.fetch_all(fetch, CATS[:6], per_host=2)


@scenario(cancelled=True, fetch=call("fetch", seconds={IMG: 2.5, "*": 1}))
async def four_hosts(exercise, fetch):
    """Six urls of one host, three of another, one each of two more, in no order; two at a time of each."""
    return await exercise.fetch_all(fetch, MIXED, per_host=2)


@scenario(fetch=call("fetch"))
async def same_url(exercise, fetch):
    """The same url, four times."""
    return await exercise.fetch_all(fetch, CATS[:1] * 4, per_host=2)


@scenario(fetch=call("fetch"), each={"count": [0, 1, 300], "per_host": [1, 120, None]})
async def other_numbers(exercise, fetch, count, per_host):
    """No url, one, or hundreds of one host, and as many other hosts; the tightest limit, a large one, and none given."""
    urls = [f"http://cats.example/{n}" for n in range(count)] + [f"http://{n}.example/" for n in range(count)]
    return await (exercise.fetch_all(fetch, urls) if per_host is None else exercise.fetch_all(fetch, urls, per_host=per_host))


@scenario(fetch=call("fetch"))
async def two_calls(exercise, fetch):
    """Two calls at the same time, for four urls each of the same host, two at a time."""
    return await asyncio.gather(exercise.fetch_all(fetch, CATS[:4], per_host=2), exercise.fetch_all(fetch, CATS[4:], per_host=2))


@scenario(
    cancelled=True,
    without=SWALLOWED,
    fetch=call("fetch", seconds={CATS[0]: 3, CATS[1]: 1, "*": 2}, fails={CATS[1]: ConnectionError}, cleanup=0.5),
    each={"count": [11, 2]},
)
async def one_fails(exercise, fetch, count):
    """Eleven urls of four hosts, two at a time of each, or only two; one fails after a second."""
    return await exercise.fetch_all(fetch, MIXED[:count], per_host=2)


def by_host(play: Recording, count: int) -> dict[str, list[Call]]:
    """Sort the fetches by host: what stands between `//` and the next `/`."""
    calls = play.need("fetch", count)
    return {host: [one for one in calls if one.args[0].split("/")[2] == host] for host in {one.args[0].split("/")[2] for one in calls}}


def no_free_slot(play: Recording, count: int, most: int) -> None:
    """Fail if a url had to wait while fewer than `most` of its host were at work."""
    for host, calls in sorted(by_host(play, count).items()):
        load, last = Load(calls), max(one.start for one in calls)
        for time in (time for time in play.moments if time < last):
            now = load.at(time)
            assert now >= most, f"From {time:g} s on, only {now} of {most} slots of {host} were in use, and yet a url had to wait."


@check("All results come, in the order of the urls", stage="works", points=1, hint="Which fetch ends first is chance.")
def test_order(four_hosts: Recording, same_url: Recording, two_calls: Recording):
    said = f"The program {four_hosts.ended}. Expected: a list of {len(MIXED)} answers, as the urls are ordered."
    assert len(four_hosts.calls("fetch")) == len(MIXED), said
    assert same(four_hosts.returned, four_hosts.answers("fetch", MIXED)), said
    count, results = len(same_url.calls("fetch")), same_url.returned
    said = f"`urls` held the same url four times. fetch was called {count} times, and the program {same_url.ended}."
    assert count == 4, said
    assert isinstance(results, list), said
    assert sorted(map(repr, results)) == sorted(map(repr, same_url.answers("fetch"))), f"{said} Expected: the answers of its calls."
    said = f"Two calls at the same time got four urls each, and {two_calls.ended}. Expected: from each, the answers of its own urls."
    assert same(two_calls.returned, [two_calls.answers("fetch", CATS[:4]), two_calls.answers("fetch", CATS[4:])]), said
    leaves_nothing(four_hosts)


@check("At most `per_host` fetches run at once at each host", stage="overlaps", points=1, hint="Which urls are of the same host?")
def test_limit(four_hosts: Recording):
    for host, calls in sorted(by_host(four_hosts, len(MIXED)).items()):
        most = Load(calls).peak
        assert most <= 2, f"{most} fetches from {host} were at work at the same time; the limit is 2."
    overlapping(four_hosts)


@check("A host's free slots are used at once", stage="overlaps", points=1, hint="The next may start the moment that any of its host ends.")
def test_no_idle_slot(one_host: Recording):
    no_free_slot(one_host, 6, 2)


@check("Hosts don't wait for each other", stage="overlaps", points=2, hint="What else waits, while a url waits for its host?")
def test_hosts(one_host: Recording, four_hosts: Recording):
    no_free_slot(four_hosts, len(MIXED), min(2, one_host.peak("fetch")))


@check("Any limit and any number of urls will do", stage="overlaps", points=1, hint="Try a limit of 1, of 120, none; no urls, or hundreds.")
def test_numbers(one_host: Recording, other_numbers: Recording):
    if one_host.peak("fetch") != 2:
        not_judged(f"With per_host=2, {one_host.peak('fetch')} fetches ran at the same time: first make that 2.")
    count, limit = other_numbers.params["count"], other_numbers.params["per_host"]
    asked = f"With {count} urls of one host, {count} of other hosts and {f'per_host={limit}' if limit else 'no limit given'}"
    assert isinstance(other_numbers.returned, list), f"{asked}, the program {other_numbers.ended}."
    assert len(other_numbers.returned) == 2 * count, f"{asked}, it returned {len(other_numbers.returned)} results."
    peak, right = other_numbers.peak("fetch"), min(count, limit or 2) + count
    assert peak == right, f"{asked}, the most at the same time was {peak}; it should be {right}."


@check("Each call counts for itself", stage="overlaps", points=1, hint="Where are a host's fetches counted, and who else counts there?")
def test_own_limit(one_host: Recording, two_calls: Recording):
    two_calls.need("fetch", 8)
    overlapping(one_host)
    both, alone = two_calls.peak("fetch"), min(2, one_host.peak("fetch"))
    assert both >= 2 * alone, f"Two calls at once had {both} fetches at work together; one call alone has {alone}."


@check("A failure reaches the caller as it is, and stops the rest", stage="fails well", points=1, hint="Who stops the rest?", any_end=True)
def test_failure(one_fails: Recording):
    failed = one_fails.failed("fetch", CATS[1])
    overlapping(one_fails)
    nothing_goes_on(one_fails, failed.end or 0, f"Of {one_fails.params['count']} fetches, {failed.name} failed at {failed.end or 0:g} s")
    leaves_nothing(one_fails)
    raises_as_it_is(one_fails, failed)


@check("Cancelled, it stops everything and passes that on", stage="stops well", points=1, hint="Who waits for the fetches?", any_end=True)
def test_cancel(four_hosts: Cancelled):
    if four_hosts.world == "answering cleanups":
        though_swallowed(four_hosts, busy=2)
    stops_well(four_hosts, busy=2)


@check("Cancelled while it fails, it stops everything, too", stage="stops well", points=1, hint="Who waits for them then?", any_end=True)
def test_cancelled_failure(one_fails: Cancelled):
    stops_well(one_fails, busy=2)

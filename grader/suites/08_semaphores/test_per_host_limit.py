"""Checks for 08_semaphores/per_host_limit."""

import asyncio

from grader.suite import Call, Recording, Recordings, call, check, not_judged, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, passes_cancel_on, raises_as_it_is, stops_everything

CATS = [f"https://cats.example/{n}" for n in range(8)]
IMG, *DOGS = "https://img.cats.example/1", "http://dogs.example/1", "http://dogs.example/2", "http://dogs.example/3"
MIXED = [*CATS[:4], DOGS[0], "http://cats.example/old/5", IMG, DOGS[1], "http://cats.example/new/6", DOGS[2]]


@scenario(fetch=call("fetch", seconds=dict(zip(CATS, [2.75, 0.55, 1.15, 0.35, 0.25, 0.75], strict=False))))
async def one_host(exercise, fetch):
    """Six urls of one host, some slow and some quick, two at a time."""
    return await exercise.fetch_all(fetch, CATS[:6], per_host=2)


@scenario(fetch=call("fetch", seconds={IMG: 2.5, "*": 1}))
async def three_hosts(exercise, fetch):
    """Six urls of one host, three of another, one of a third, in no order; two at a time of each."""
    return await exercise.fetch_all(fetch, MIXED, per_host=2)


@scenario(fetch=call("fetch"), each={"count": [0, 1, 5], "per_host": [1, 20, None]})
async def other_numbers(exercise, fetch, count, per_host):
    """No url, one, five; the tightest limit, one that is never reached, and none given."""
    return await exercise.fetch_all(fetch, CATS[:count], **({} if per_host is None else {"per_host": per_host}))


@scenario(fetch=call("fetch"))
async def two_calls(exercise, fetch):
    """Two calls at the same time, for four urls each of the same host, two at a time."""
    return await asyncio.gather(exercise.fetch_all(fetch, CATS[:4], per_host=2), exercise.fetch_all(fetch, CATS[4:], per_host=2))


@scenario(fetch=call("fetch", seconds={CATS[0]: 3, CATS[1]: 1, "*": 2}, fails={CATS[1]: ConnectionError}, cleanup=0.5))
async def one_fails(exercise, fetch):
    """Ten urls of three hosts, two at a time of each; one fails after a second."""
    return await exercise.fetch_all(fetch, MIXED, per_host=2)


@scenario(fetch=call("fetch", seconds={IMG: 2.5, "*": 1}, cleanup=0.5), cancelled=[0.5, 1.25])
async def cancelled(exercise, fetch):
    """Ten urls of three hosts, cancelled at each point, and in mid-work; each takes half a second to clean up."""
    return await exercise.fetch_all(fetch, MIXED, per_host=2)


@check("At most `per_host` fetches run at once at each host", points=1, hint="When may a fetch start, and which urls are of the same host?")
def test_limit(three_hosts: Recording):
    for host, calls in by_host(three_hosts, len(MIXED)):
        most = max((sum(one.during(time) for one in calls) for time in three_hosts.moments), default=0)
        assert most <= 2, f"{most} fetches from {host} were at work at the same time; the limit is 2."


@check("A host's free slots are used at once", points=1, hint="The next url may start the moment that any fetch of its host ends.")
def test_no_idle_slot(one_host: Recording):
    no_free_slot(one_host, 6, 2)


@check("Hosts don't wait for each other", points=2, hint="What else waits, while a url waits for its host?")
def test_hosts(one_host: Recording, three_hosts: Recording):
    no_free_slot(three_hosts, len(MIXED), min(2, one_host.peak("fetch")))


@check("All results come, in the order of the urls", points=1, hint="Which fetch ends first is chance; where its result belongs is not.")
def test_order(three_hosts: Recording):
    expected = three_hosts.answers("fetch", MIXED)
    assert three_hosts.returned == expected, f"The program {three_hosts.ended}. Expected: a list, from {expected[0]} to {expected[-1]}."


@check("Any limit and any number of urls will do", points=1, hint="Try a limit of 1, of 20, none given; try no urls at all.", any_end=True)
def test_numbers(one_host: Recording, other_numbers: Recordings):
    if one_host.normal and one_host.peak("fetch") != 2:
        not_judged(f"With per_host=2, {one_host.peak('fetch')} fetches ran at the same time: first make that 2.")
    for play in other_numbers:
        count, limit = play.params["count"], play.params["per_host"]
        asked = f"With {count} urls of one host and {f'per_host={limit}' if limit else 'no limit given'}"
        assert play.returned == play.answers("fetch", CATS[:count]), f"{asked}, the program {play.ended}."
        peak, right = play.peak("fetch"), min(count, limit or 2)
        assert peak == right, f"{asked}, {peak} fetches ran at the same time; it should be {right}."


@check("Each call counts for itself", points=1, hint="Where does your program count a host's fetches, and who else counts there?")
def test_own_limit(one_host: Recording, two_calls: Recording):
    two_calls.need("fetch", 8)
    both, alone = two_calls.peak("fetch"), min(2, one_host.peak("fetch"))
    assert both >= 2 * alone, f"Two calls at once had {both} fetches at work together; one call alone has {alone}."


@check("A failure reaches the caller as it is, and stops the rest", points=2, hint="Who stops the rest, and waits for it?", any_end=True)
def test_failure(one_fails: Recording):
    failed = one_fails.failed("fetch", CATS[1])
    raises_as_it_is(one_fails, failed)
    nothing_goes_on(one_fails, failed.end or 0, f"{failed.name} failed at {failed.end or 0:g} s")
    leaves_nothing(one_fails)


@check("Cancelled, it stops everything and passes the cancellation on", points=1, hint="What if you are cancelled twice?", any_end=True)
def test_cancelled(cancelled: Recordings):
    passes_cancel_on(cancelled)
    stops_everything(cancelled)


def by_host(play: Recording, count: int) -> list[tuple[str, list[Call]]]:
    hosts = ("cats.example", "dogs.example", "img.cats.example")
    return [(host, [one for one in play.need("fetch", count) if f"//{host}/" in str(one.args)]) for host in hosts]


def no_free_slot(play: Recording, count: int, most: int) -> None:
    for host, calls in by_host(play, count):
        for time in (time for time in play.moments if any(one.start > time for one in calls)):
            now = sum(one.during(time) for one in calls)
            assert now >= most, f"From {time:g} s on, only {now} of {most} slots of {host} were in use, and yet a url had to wait."

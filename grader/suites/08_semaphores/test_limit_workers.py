"""Checks for 08_semaphores/limit_workers."""

import asyncio

from grader.suite import Cancelled, Load, Recording, calls, check, not_judged, same, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, overlapping, raises_as_it_is, stops_well, though_swallowed

SWALLOWED = {"answering cleanups": "a worker can't know that its job swallowed a cancel: it may go on with the next"}
NINE = {0: 2.75, 2: 1.15, 4: 1.75, 5: 0.25, 7: 0.35, 8: 0.25, "*": 0.55}


@scenario(cancelled=True, jobs=calls("job", count=9, seconds=NINE))
async def nine_jobs(exercise, jobs):
    """Nine jobs, some long and some short, three at a time."""
    return await exercise.run_all(jobs, limit=3)


@scenario(jobs=calls("job", count=1))
async def same_job(exercise, jobs):
    """The same job, four times; two at a time."""
    return await exercise.run_all(jobs * 4, limit=2)


@scenario(each={"count": [0, 1, 300], "limit": [1, 120, None]}, jobs=calls("job", count=300))
async def other_numbers(exercise, jobs, count, limit):
    """No job, one job, hundreds; the tightest limit, a large one, and none given."""
    return await (exercise.run_all(jobs[:count]) if limit is None else exercise.run_all(jobs[:count], limit=limit))


@scenario(jobs=calls("job", count=10))
async def two_calls(exercise, jobs):
    """Two calls at the same time, five jobs each, two at a time each."""
    return await asyncio.gather(exercise.run_all(jobs[:5], limit=2), exercise.run_all(jobs[5:], limit=2))


@scenario(
    cancelled=True,
    without=SWALLOWED,
    jobs=calls("job", count=8, seconds={0: 3, 1: 1, 2: 2, "*": 1}, fails={1: ConnectionError}, cleanup=0.5),
    each={"count": [8, 3]},
)
async def one_fails(exercise, jobs, count):
    """Eight jobs, three at a time, or only three; job 1 fails after a second, while two others run."""
    return await exercise.run_all(jobs[:count], limit=3)


@check("All results come, in the order of the jobs", stage="works", points=1, hint="Which job ends first is chance.")
def test_order(nine_jobs: Recording, same_job: Recording, two_calls: Recording):
    said = f"The program {nine_jobs.ended}. Expected: a list, from job 0's answer to job 8's."
    assert len(nine_jobs.calls("job")) == 9, said
    assert same(nine_jobs.returned, nine_jobs.answers("job")), said
    leaves_nothing(nine_jobs)
    count, results = len(same_job.calls("job")), same_job.returned
    said = f"`jobs` held the same job four times. It was called {count} times, and the program {same_job.ended}."
    assert count == 4, said
    assert isinstance(results, list), said
    assert sorted(map(repr, results)) == sorted(map(repr, same_job.answers("job"))), f"{said} Expected: the answers of its calls."
    answers = two_calls.answers("job")
    said = f"Two calls at the same time got five jobs each, and {two_calls.ended}. Expected: from each, the answers of its own jobs."
    assert same(two_calls.returned, [answers[:5], answers[5:]]), said


@check("At most `limit` jobs run at once", stage="overlaps", points=2, hint="When is a job's slot free again?")
def test_limit(nine_jobs: Recording):
    nine_jobs.need("job", 9)
    overlapping(nine_jobs)
    assert nine_jobs.peak("job") <= 3, f"{nine_jobs.peak('job')} jobs ran at the same time; the limit is 3."


@check("Every free slot is used at once", stage="overlaps", points=1, hint="A waiting job may start the moment that any job ends.")
def test_no_idle_slot(nine_jobs: Recording):
    jobs = nine_jobs.need("job", 9)
    if nine_jobs.peak("job") > 3:
        not_judged("More jobs ran than there are slots, so no job had to wait for one.")
    last, load = max(jobs, key=lambda job: job.start), Load(jobs)
    for time in (time for time in nine_jobs.moments if time < last.start):
        used = f"From {time:g} s on, only {(busy := load.at(time))} of 3 slots were in use"
        assert busy >= 3, f"{used}, and yet {last.name} had to wait until {last.start:g} s."


@check("Any limit and any number of jobs will do", stage="overlaps", points=1, hint="Try 1, 120 and none; no job, and hundreds of them.")
def test_numbers(other_numbers: Recording):
    count, limit = other_numbers.params["count"], other_numbers.params["limit"]
    asked = f"With {count} jobs and {f'limit={limit}' if limit else 'no limit given'}"
    assert same(other_numbers.returned, other_numbers.answers("job")), f"{asked}, the program {other_numbers.ended}."
    assert len(other_numbers.returned) == count, f"{asked}, it returned {len(other_numbers.returned)} results."
    peak, most = other_numbers.peak("job"), min(count, limit or 3)
    assert peak == most, f"{asked}, the most at the same time was {peak}; it should be {most}."


@check("Each call has a limit of its own", stage="overlaps", points=1, hint="Where are the slots counted, and who else counts there?")
def test_own_limit(nine_jobs: Recording, two_calls: Recording):
    jobs = two_calls.need("job", 10)
    overlapping(nine_jobs)
    one, two, both = (Load(some).peak for some in (jobs[:5], jobs[5:], jobs))
    assert both == one + two, f"Of two calls at once, one ran up to {one} jobs, the other {two}, but both together never more than {both}."


@check("A job's failure reaches the caller as it is", stage="fails well", points=1, hint="What would a caller catch?", any_end=True)
def test_failure(one_fails: Recording):
    raises_as_it_is(one_fails, one_fails.failed("job", 1))


@check("A failure stops everything else", stage="fails well", points=1, hint="Who stops the others, and waits for them?", any_end=True)
def test_failure_stops(one_fails: Recording):
    since = one_fails.failed("job", 1).end or 0
    overlapping(one_fails)
    nothing_goes_on(one_fails, since, f"Of {one_fails.params['count']} jobs, job 1 failed at {since:g} s")
    leaves_nothing(one_fails)


@check("Cancelled, it stops everything and passes that on", stage="stops well", points=1, hint="Who waits for the jobs?", any_end=True)
def test_cancel(nine_jobs: Cancelled):
    if nine_jobs.world == "answering cleanups":
        though_swallowed(nine_jobs, busy=2)
    stops_well(nine_jobs, busy=2)


@check("Cancelled while it fails, it stops everything, too", stage="stops well", points=1, hint="Who waits for the jobs?", any_end=True)
def test_cancelled_failure(one_fails: Cancelled):
    stops_well(one_fails, busy=2)

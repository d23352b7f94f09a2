"""Checks for 08_semaphores/limit_workers."""

import asyncio

from grader.suite import Recording, Recordings, calls, check, not_judged, scenario
from grader.suite.common import leaves_nothing, nothing_goes_on, passes_cancel_on, raises_as_it_is, stops_everything


@scenario(jobs=calls("job", count=9, seconds={0: 2.75, 2: 1.15, 4: 1.75, 5: 0.25, 7: 0.35, 8: 0.25, "*": 0.55}))
async def nine_jobs(exercise, jobs):
    """Nine jobs, some long and some short, three at a time."""
    return await exercise.run_all(jobs, limit=3)


@scenario(jobs=calls("job", count=5), each={"count": [0, 1, 5], "limit": [1, 20, None]})
async def other_numbers(exercise, jobs, count, limit):
    """No job, one job, five jobs; the tightest limit, one that is never reached, and none given."""
    return await (exercise.run_all(jobs[:count]) if limit is None else exercise.run_all(jobs[:count], limit=limit))


@scenario(jobs=calls("job", count=10))
async def two_calls(exercise, jobs):
    """Two calls at the same time, five jobs each, two at a time each."""
    return await asyncio.gather(exercise.run_all(jobs[:5], limit=2), exercise.run_all(jobs[5:], limit=2))


@scenario(jobs=calls("job", count=8, seconds={0: 3, 1: 1, 2: 2, "*": 1}, fails={1: ConnectionError}, cleanup=0.5))
async def one_fails(exercise, jobs):
    """Eight jobs, three at a time; job 1 fails after a second, while two others run."""
    return await exercise.run_all(jobs, limit=3)


@scenario(jobs=calls("job", count=5, seconds={0: 1, 1: 2, "*": 1.5}, cleanup=0.5), cancelled=[0.5, 1.75])
async def cancelled_jobs(exercise, jobs):
    """Five jobs, two at a time, cancelled at each point, and in mid-work; each takes half a second to clean up."""
    return await exercise.run_all(jobs, limit=2)


@check("At most `limit` jobs run at once", points=2, hint="What must happen before a job starts, and when is its slot free again?")
def test_limit(nine_jobs: Recording):
    nine_jobs.need("job", 9)
    assert nine_jobs.peak("job") <= 3, f"{nine_jobs.peak('job')} jobs ran at the same time; the limit is 3."


@check("Every free slot is used at once", points=2, hint="A waiting job may start the moment that any job ends, whichever it is.")
def test_no_idle_slot(nine_jobs: Recording):
    jobs = nine_jobs.need("job", 9)
    if nine_jobs.peak("job") > 3:
        not_judged("More jobs ran than there are slots, so no job had to wait for one.")
    last = max(jobs, key=lambda job: job.start)
    for time in (time for time in nine_jobs.moments if time < last.start):
        used = f"From {time:g} s on, only {(busy := sum(job.during(time) for job in jobs))} of 3 slots were in use"
        assert busy >= 3, f"{used}, and yet {last.name} had to wait until {last.start:g} s."


@check("All results come, in the order of the jobs", points=1, hint="Which job finishes first is chance; where its result belongs is not.")
def test_order(nine_jobs: Recording):
    expected = nine_jobs.answers("job")
    said = f"The program {nine_jobs.ended}. Expected: a list, from job 0's answer to job 8's."
    assert (len(expected), nine_jobs.returned) == (9, expected), said


@check("Any limit and any number of jobs will do", points=1, hint="Try 1, 20 and no limit, and an empty list of jobs.", any_end=True)
def test_numbers(nine_jobs: Recording, other_numbers: Recordings):
    if nine_jobs.normal and nine_jobs.peak("job") != 3:
        not_judged(f"With limit=3, {nine_jobs.peak('job')} of the jobs ran at the same time: first make that 3.")
    for play in other_numbers:
        count, limit = play.params["count"], play.params["limit"]
        asked = f"With {count} jobs and {f'limit={limit}' if limit else 'no limit given'}"
        assert isinstance(play.returned, list), f"{asked}, the program {play.ended}."
        assert len(play.returned) == len(play.calls("job")) == count, f"{asked}, the program {play.ended}."
        assert all(answer in play.returned for answer in play.answers("job")), f"{asked}, the program {play.ended}."
        peak, most = play.peak("job"), min(count, limit or 3)
        assert peak == most, f"{asked}, {peak} jobs ran at the same time; it should be {most}."


@check("Each call has a limit of its own", points=1, hint="Where does your program count the slots, and who else counts there?")
def test_own_limit(two_calls: Recording):
    jobs = two_calls.need("job", 10)
    one, two, both = (max(sum(job.during(time) for job in some) for time in two_calls.moments) for some in (jobs[:5], jobs[5:], jobs))
    assert both == one + two, f"Of two calls at once, one ran up to {one} jobs, the other {two}, but both together never more than {both}."


@check("A job's failure reaches the caller as it is", points=1, hint="Which exception would a caller of yours want to catch?", any_end=True)
def test_failure(one_fails: Recording):
    raises_as_it_is(one_fails, one_fails.failed("job", 1))


@check("A failure stops everything else", points=1, hint="Who stops the others, and who waits until they have stopped?", any_end=True)
def test_failure_stops(one_fails: Recording):
    since = one_fails.failed("job", 1).end or 0
    nothing_goes_on(one_fails, since, f"Job 1 failed at {since:g} s")
    leaves_nothing(one_fails)


@check(
    "Cancelled, it stops everything and passes the cancellation on",
    points=1,
    hint="Jobs are cancelled, then clean up; a second cancellation must not cut your waiting for that short.",
    any_end=True,
)
def test_cancel(cancelled_jobs: Recordings):
    passes_cancel_on(cancelled_jobs)
    stops_everything(cancelled_jobs)

"""Checks for 08_semaphores/limit_workers."""

from grader.suite import Recording, calls, check, scenario


@scenario(jobs=calls("job", count=10, seconds=1))
async def ten_jobs(exercise, jobs):
    """Ten jobs of one second each, three at a time."""
    return await exercise.run_all(jobs, limit=3)


@check("At most three jobs run at once", points=5, hint="Hold the slot for as long as the job runs.")
def test_limit(ten_jobs: Recording):
    ten_jobs.need("job", 10)
    assert ten_jobs.peak("job") <= 3, f"{ten_jobs.peak('job')} jobs ran at the same time; the limit is 3."


@check("Every free slot is used at once", points=5, hint="A new job may start the moment that any job ends.")
def test_no_idle_slot(ten_jobs: Recording):
    ten_jobs.need("job", 10)
    assert ten_jobs.seconds == 4, f"Ten jobs of 1 s took {ten_jobs.seconds:g} s; three at a time they take 4 s."

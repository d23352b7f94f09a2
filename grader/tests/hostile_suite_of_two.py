"""Two scenarios, for samples that behave in one of them."""

from grader.suite import Recording, calls, check, scenario


@scenario(without={"*": "one story is enough here"}, jobs=calls("job", count=4, seconds=1))
async def two_at_a_time(exercise, jobs):
    """Four jobs, two at a time."""
    return await exercise.run_all(jobs, limit=2)


@scenario(without={"*": "one story is enough here"}, jobs=calls("job", count=4, seconds=1))
async def four_at_a_time(exercise, jobs):
    """Four jobs, all at once."""
    return await exercise.run_all(jobs, limit=4)


@check("The answers are right, two at a time", stage="works", points=5, hint="Wait for each job.")
def test_two(two_at_a_time: Recording):
    assert two_at_a_time.returned == two_at_a_time.answers("job"), "These are not the answers."
    two_at_a_time.need("job", 4)


@check("The answers are right, four at a time", stage="works", points=5, hint="Wait for each job.")
def test_four(four_at_a_time: Recording):
    assert four_at_a_time.returned == four_at_a_time.answers("job"), "These are not the answers."
    four_at_a_time.need("job", 4)

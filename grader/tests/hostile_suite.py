"""Checks for the samples in grader/tests/hostile: each sample is an exercise of a kit of its own (see sample_kit)."""

from grader.suite import Recording, calls, check, guard, scenario


@scenario(without={"*": "one story is enough here"}, jobs=calls("job", count=4, seconds=1))
async def two_at_a_time(exercise, jobs):
    """Four jobs, two at a time."""
    return await exercise.run_all(jobs, limit=2)


@check("Two at a time take two seconds", stage="works", points=10, hint="Hold the slot.")
def test_two(two_at_a_time: Recording):
    two_at_a_time.need("job", 4)
    assert two_at_a_time.seconds == 2, f"It took {two_at_a_time.seconds:g} s."
    assert two_at_a_time.returned == two_at_a_time.answers("job"), "These are not the answers."


@guard("Nothing runs on", hint="Finish what you start.")
def test_leftovers(two_at_a_time: Recording):
    assert not two_at_a_time.remains, f"Left behind: {', '.join(two_at_a_time.remains)}"

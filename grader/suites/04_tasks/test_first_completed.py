"""Checks for 04_tasks/first_completed."""

import asyncio

from grader.suite import Call, Cancelled, Failure, Recording, calls, check, not_judged, same, scenario
from grader.suite.common import leaves_nothing, stops_well

FAILS = {0: TimeoutError, 3: OSError, 4: ValueError, 5: OSError, 6: KeyError, 7: IndexError}
SOME_FAIL = calls("mirror", count=8, seconds={0: 0.5, 2: 5.5, 7: 0.5, "*": 1.234}, fails=FAILS)


@scenario(cancelled=True, mirrors=calls("mirror", count=4, seconds={0: 43, 1: 1.234, 2: 51.3, 3: 39}, cleanup=12))
async def race(exercise, mirrors):
    """Mirror 1 wins; none fails."""
    return await exercise.fastest(mirrors)


@scenario(mirrors=calls("mirror", count=2, seconds={0: 1.234, 1: 5.5}))
async def six_races(exercise, mirrors):
    """Six races at the same time; mirror 0 wins each."""
    return await asyncio.gather(*(exercise.fastest(mirrors) for _ in range(6)))


@scenario(mirrors=calls("mirror", count=200, seconds={60: 1.234, 170: 1.234, "*": 5.5}))
async def many(exercise, mirrors):
    """Two hundred mirrors, two of which are first at the same instant; one that is slower is there twice."""
    return await exercise.fastest([*mirrors, mirrors[0]])


@scenario(cancelled=True, each={"order": [[0, 1, 2], [5, 6, 2, 1, 3, 4]]}, mirrors=SOME_FAIL)
async def failing(exercise, mirrors, order):
    """Mirror 1 wins; one mirror has failed before, or four fail at that very instant."""
    return await exercise.fastest([mirrors[number] for number in order])


@scenario(each={"order": [[0, 3, 4, 5, 6], [6]]}, mirrors=SOME_FAIL)
async def all_fail(exercise, mirrors, order):
    """Five mirrors, or one; all of them fail. Before, there was another race, in which one failed."""
    await exercise.fastest([mirrors[7], mirrors[1]])
    return await exercise.fastest([mirrors[number] for number in order])


def raced(play: Recording) -> None:
    """Go on only if mirrors were at work at the same time: else the question makes no sense."""
    if play.peak("mirror") < 2:
        not_judged(f"No two mirrors were at work at the same time; the program {play.ended}.")


def losers(play: Recording) -> list[Call]:
    """List those who lost against mirror 1."""
    raced(play)
    if play.call("mirror", 1).outcome != "returned":
        not_judged(f"Mirror 1 was not asked for as long as it takes; the program {play.ended}.")
    return [one for one in play.calls("mirror") if one.item != 1]


def won(play: Recording, *numbers: int) -> bool:
    """Whether the program returned the result of one of these mirrors."""
    return play.outcome == "returned" and any(same(play.returned, one) for one in play.answers("mirror", numbers))


def held(failure: Failure) -> list[Failure]:
    """List what a group holds, however nested; a group that a mirror raised is one failure."""
    return [failure] if failure.of or not failure.parts else [one for part in failure.parts for one in held(part)]


@check("All mirrors are asked at once", stage="overlaps", points=1, hint="What starts a mirror: that you wait for it?")
def test_together(race: Recording, many: Recording):
    for play, expected in ((race, [0, 1, 2, 3]), (many, [0, *range(200)])):
        asked = [one.item for one in play.calls("mirror") if one.start == 0]
        assert asked == expected, f"Of {len(expected)} mirrors, {len(asked)} were asked at 0 s. Expected: each entry of the list, once."
        assert len(play.calls("mirror")) == len(asked), f"After that, {len(play.calls('mirror')) - len(asked)} were asked once more."


@check("The first one that succeeds wins", stage="works", points=1, hint="Which one is complete? Who comes after it?")
def test_first(race: Recording, many: Recording):
    raced(race)
    assert won(race, 1), f"Mirror 1 succeeded first, and the program {race.ended}."
    assert won(many, 60, 170), f"Of 200 mirrors, number 60 and number 170 succeeded first, at the same time; the program {many.ended}."


@check("Any result wins", stage="works", points=1, hint="Which results are false? Which of them is none?")
def test_values(six_races: Recording):
    raced(six_races)
    results = [one.answer for one in six_races.called if one.item == 0]
    assert same(six_races.returned, results), f"Mirror 0 won six races, and the program {six_races.ended}. Expected: what mirror 0 gave."


@check("The losers are cancelled the moment there is a winner", stage="overlaps", points=2, hint="Who tells the others, and when?")
def test_losers(race: Recording):
    for loser in losers(race):
        story = f"Mirror 1 succeeded at {(end := race.call('mirror', 1).end):g} s"
        assert loser.outcome == "cancelled", f"{story}, and {loser.name} was not cancelled: it went on."
        assert loser.end == end, f"{story}, and {loser.name} was cancelled only at {loser.end:g} s: tell them all, then wait."


@check("The losers have cleaned up when fastest returns", stage="overlaps", points=1, hint="Cancelling only asks. When is a task over?")
def test_cleanup(race: Recording, six_races: Recording, many: Recording, failing: Recording, all_fail: Recording):
    for loser in losers(race):
        if loser.outcome != "cancelled":
            not_judged(f"{loser.name} was not cancelled.")
        assert loser.cleanup != "cut short", f"{loser.name} was cancelled, and again while it cleaned up: let it finish."
    for play in (race, six_races, many, failing, all_fail):
        leaves_nothing(play)


@check("A failure does not end the race", stage="fails well", points=1, hint="Completed is not successful. Who else is complete?")
def test_failures(failing: Recording):
    raced(failing)
    assert won(failing, 1), f"{failing.called[0].name} failed, mirror 1 was the first to succeed, and the program {failing.ended}."
    for one in losers(failing):
        assert one.outcome != "returned", f"One had failed, and mirror 1 succeeded; yet {one.name} ran on until {one.end:g} s."


@check(
    "If all fail, an ExceptionGroup holds every failure",
    stage="fails well",
    points=1,
    hint="Where are the failures until then?",
    any_end=True,
)
def test_all_fail(all_fail: Recording):
    order = all_fail.params["order"]
    failures = {one.name: one.type for one in all_fail.called if one.outcome == "raised" and one.item in order}
    if len(failures) < len(order) or (len(order) > 1 and all_fail.peak("mirror") < 5):
        not_judged(f"First, {len(order)} mirrors must be asked at the same time, until all have failed; the program {all_fail.ended}.")
    found = [one for part in (all_fail.raised.parts if all_fail.raised else ()) for one in held(part)]
    said = f"{', '.join(failures)} failed; the program {all_fail.ended}. Expected: an ExceptionGroup of all that they raised."
    assert sorted((one.of or "", one.type) for one in found) == sorted(failures.items()), said


@check("Cancelled, it stops all mirrors and passes that on", stage="stops well", points=1, hint="What did you wait for? And now?")
def test_cancel(race: Cancelled):
    stops_well(race, busy=2)


@check("So it does where mirrors fail", stage="stops well", points=1, hint="Whose cancel is it: a mirror's, or yours?")
def test_cancelled_failure(failing: Cancelled):
    stops_well(failing, busy=2)

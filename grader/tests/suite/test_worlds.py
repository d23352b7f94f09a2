"""Worlds: what they make of declared probes, and which scenarios are played in them."""

from __future__ import annotations

import pytest

from grader.judge import plan
from grader.judge.request import Played
from grader.recording.events import Call, Cancel
from grader.recording.odd import odd_answer, odd_values, same
from grader.recording.recording import Recording
from grader.suite import PACE, WORLDS, OwnError, Scenario, call, calls, note, scenario

ENDED = Recording("scene", "returned", 1.0)
FETCH = call("fetch", seconds={"a": 2, "*": 1}, fails={"b": ConnectionError})


@scenario(fetch=FETCH)
async def failing(_exercise: object, _fetch: object) -> None:
    """A fetch that fails."""


@scenario(tell=note("tell"))
async def telling(_exercise: object, _tell: object) -> None:
    """A note alone."""


def _worlds(scene: Scenario) -> list[str]:
    return [world.name for world in (*plan.worlds(scene, ENDED), *plan.of_cleanups(scene))]


def test_days_take_long_and_clean_up() -> None:
    """In the world of days all takes a day for a second, and what is cancelled cleans up, each for another time."""
    probe = WORLDS["days"].of({"fetch": FETCH})["fetch"]
    assert probe.seconds == {"a": 2 * PACE, "*": PACE}
    assert len({*probe.cleanup}) > 3  # type: ignore[misc]  # it is a sequence here
    assert WORLDS["failing cleanups"].of({"fetch": FETCH})["fetch"].cleaned == "fails"


def test_failures_are_of_another_class() -> None:
    """The same calls fail, with what no program can name, or with a group."""
    assert WORLDS["own failures"].of({"fetch": FETCH})["fetch"].fails == {"b": OwnError}
    assert WORLDS["groups"].of({"fetch": FETCH})["fetch"].fails == {"b": ExceptionGroup}


def test_a_scenario_is_played_where_something_is_otherwise() -> None:
    """Each world changes something of a scenario that is played in it: who has no failures is not played with other ones."""
    assert set(_worlds(failing)) == WORLDS.keys() - {"declared"}
    assert "groups" not in _worlds(scenario(jobs=calls("job", count=2))(failing.body))


def test_a_world_is_left_out_by_its_name() -> None:
    """A suite leaves a world out with a reason; a name that no world has is a mistake of its author's."""
    assert "days" not in _worlds(scenario(fetch=FETCH, without={"days": "its time is its own"})(failing.body))
    assert _worlds(scenario(fetch=FETCH, without={"*": "one story is enough"})(failing.body)) == []
    with pytest.raises(ValueError, match="no world called dayz"):
        scenario(fetch=FETCH, without={"dayz": "a slip"})


def test_hundreds_are_not_played_in_all_worlds() -> None:
    """A play of hundreds of calls shows that there is no limit of number: it is played once more only where all answers are odd."""
    made = tuple(Call("fetch", str(n), None, (), 0.0, "loop", end=1.0) for n in range(300))
    assert plan.worlds(failing, Recording("failing", "returned", 1.0, called=made)) == [WORLDS["nothing"], WORLDS["exceptions"]]


def test_cancels_come_between_any_two_events() -> None:
    """Between a start, an end, the end of a cleanup and the end of the program lies a time at which it is cancelled."""
    made = [
        Call("fetch", "a", None, (), 0.0, "loop", end=2.0),
        Call("fetch", "b", None, (), 0.0, "loop", end=1.0, cleanup="done", cleaned=4.0),
    ]
    assert plan.between(Recording("scene", "returned", 4.0, called=tuple(made)), WORLDS["declared"]) == [0.5, 1.5, 3.0]


def test_many_events_are_cut_down_to_some_times() -> None:
    """Of hundreds of events some lie evenly over the whole play, the first and the last among them."""
    made = tuple(Call("fetch", str(n), None, (), float(n), "loop", end=n + 1.0) for n in range(300))
    times = plan.between(Recording("scene", "returned", 300.0, called=made), WORLDS["declared"])
    assert (len(times), times[0], times[-1]) == (plan.MOST_TIMES, 0.5, 299.5)


def test_times_go_from_world_to_world() -> None:
    """Where all takes longer, the times between two events do, too; and back."""
    days, declared = WORLDS["failing cleanups"], WORLDS["declared"]
    assert plan.between(Recording("scene", "returned", 4.0), days) == [2.0 * PACE]
    assert plan.between(Recording("scene", "returned", 4.0 * PACE, world="days"), declared) == [2.0]


def test_a_cleanup_is_cancelled_at_each_point_and_again_and_again() -> None:
    """After a first cancel, the program is cancelled at each further point, and once at all of them in a row."""
    first = Played(Recording("scene", "cancelled", 1.0, cancels=(Cancel(1, "waiting", time=0.5),)), points=3)
    assert [[one.at for one in cancels] for cancels in plan.again([first])] == [[1, 2], [1, 3], [1, 2, 3, 4, 5, 6]]


def test_odd_answers_begin_anew() -> None:
    """The answers of hundreds of calls are odd ones over and over."""
    assert odd_answer("nothing", len(odd_values("nothing"))) is None
    assert all(isinstance(one, Exception) for one in odd_values("exceptions"))


@pytest.mark.parametrize(
    ("one", "other"), [(0, False), (1, True), (0.0, 0), ([0], [False]), ({"a": 0}, {"a": False}), ((), []), (None, "")]
)
def test_what_is_equal_need_not_be_the_same(one: object, other: object) -> None:
    """Values of different types are not the same, however deep they lie."""
    assert not same(one, other)
    assert same(one, one)

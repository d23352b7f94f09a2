"""The world of a play: when calls end, with what, and what the log says. Nothing here needs a process."""

from __future__ import annotations

import time
from typing import Any

import pytest

from grader.judge.wire.messages import BadMessage, CallBegan, GaveUp, NoteMade, TooMuch
from grader.judge.world.world import ALONE, MAX_CALLS, MAX_SECONDS, MAX_STEPS, World
from grader.suite import Probe, call, calls, note


def _world(**probes: Probe) -> World:
    return World(probes or {"fetch": call("fetch", seconds={"slow": 3, "*": 1}, fails={"bad": ConnectionError}, cleanup=0.5)})


def _call(number: int, *args: Any, probe: str = "fetch", item: int | None = None) -> CallBegan:
    return CallBegan(number, probe, item, list(args), "loop", 1)


def test_calls_end_when_they_are_due_and_in_order() -> None:
    """Each call ends after its seconds; equal deadlines in the order of the calls; each with an answer of its own."""
    world = _world()
    for number, name in enumerate(["slow", "a", "b"]):
        world.hear(_call(number, name))
    assert world.upcoming(None) == 1
    assert [(number, how) for number, how, _, _ in world.move(1) or []] == [(1, "returned"), (2, "returned")]
    assert world.upcoming(2.5) == 2.5
    assert [(number, how) for number, how, _, _ in world.move(3) or []] == [(0, "returned")]
    assert [(c.name, c.start, c.end, c.outcome) for c in world.calls()] == [
        ("fetch('slow')", 0, 3, "returned"), ("fetch('a')", 0, 1, "returned"), ("fetch('b')", 0, 1, "returned"),
    ]  # fmt: skip
    assert sorted(world.names.values()) == ["fetch('a')", "fetch('b')", "fetch('slow')"]


def test_time_is_the_programs_until_the_next_call_ends() -> None:
    """Until then the subject may move on by itself, so many steps: they count as steps of the play's."""
    world = _world()
    assert world.free() == (MAX_SECONDS, ALONE)
    world.hear(_call(0, "slow"))
    world.follow(2.5, ALONE)
    assert (world.now, world.steps, world.free()) == (2.5, ALONE, (3, ALONE))
    world.steps = MAX_STEPS - 1
    assert world.free() == (3, 1)


@pytest.mark.parametrize(
    ("time", "steps"), [(0.5, 1), (4.0, 1), (7.0, 1), (2.0, ALONE + 1)], ids=["back", "at its end", "past it", "too often"]
)
def test_no_time_is_taken_that_was_not_left(time: float, steps: int) -> None:
    """A subject that says it went back, or as far as the judge's next event, or too often, ends its play."""
    world = _world()
    world.move(1)
    world.hear(_call(0, "slow"))
    with pytest.raises(BadMessage, match="a time that can't be"):
        world.follow(time, steps)


def test_where_others_act_no_time_is_the_programs_alone() -> None:
    """Clients and other processes act at times of their own: there the subject asks at each step."""
    probes = [Probe("clients", "serve"), Probe("process", "crunch")]
    assert [World({probe.name: probe}).free() for probe in probes] == [(0.0, 0)] * 2


def test_there_is_no_answer_before_the_end() -> None:
    """Until a call has ended there is no secret that could be told."""
    world = _world()
    world.hear(_call(0, "a"))
    assert world.names == {}


def test_a_call_fails_as_declared() -> None:
    """A call that is declared to fail raises its exception, with a secret for its text."""
    world = _world()
    world.hear(_call(0, "bad"))
    [(_, how, secret, kind)] = world.move(1) or []
    assert (how, kind, world.names[secret], world.calls()[0].type) == ("raised", "ConnectionError", "fetch('bad')", "ConnectionError")


def test_a_cancel_just_when_a_call_has_failed_leaves_no_failure() -> None:
    """A call that is cancelled before its failure came to its caller has not failed."""
    world = _world()
    world.hear(_call(0, "bad"))
    world.move(1)
    world.hear(GaveUp(0))
    assert (world.calls()[0].outcome, world.calls()[0].type) == ("cancelled", "")


def test_a_cancel_just_when_a_call_has_cleaned_up_changes_nothing() -> None:
    """A call whose cleanup is over by then has nothing more to clean up, and ended when it was first cancelled."""
    world = _world()
    world.hear(_call(0, "a"))
    world.now = 0.25
    world.hear(GaveUp(0))
    world.move(0.75)
    world.hear(GaveUp(0))
    [cancelled] = world.calls()
    assert (cancelled.outcome, cancelled.end, cancelled.cleanup, cancelled.cleaned) == ("cancelled", 0.25, "done", 0.75)
    assert world.upcoming(None) is None


def test_all_other_calls_fail_as_declared_for_them() -> None:
    """A star stands for every call that is not declared by itself: also those whose arguments nobody can know before."""
    world = _world(fetch=call("fetch", fails={"bad": ConnectionError, "*": OSError}))
    for number, arg in enumerate(["bad", "secret"]):
        world.hear(_call(number, arg))
    assert [kind for _, _, _, kind in world.move(1) or []] == ["ConnectionError", "OSError"]


def test_a_cancelled_call_cleans_up() -> None:
    """A call that was given up is cancelled at once, over when its cleanup is, and cut short where that was cancelled too."""
    world = _world()
    for number in (0, 1):
        world.hear(_call(number, "a"))
        world.hear(GaveUp(number))
    world.hear(GaveUp(1))
    assert world.upcoming(None) == 0.5
    assert [(number, how) for number, how, _, _ in world.move(0.5) or []] == [(0, "cleaned")]
    assert world.upcoming(None) is None
    assert [(c.outcome, c.end, c.cleanup, c.cleaned) for c in world.calls()] == [
        ("cancelled", 0, "done", 0.5), ("cancelled", 0, "cut short", 0),
    ]  # fmt: skip


def test_the_same_call_again_is_numbered() -> None:
    """Calls that look the same are told apart."""
    world = _world()
    for number in range(3):
        world.hear(_call(number, "a"))
    assert [c.name for c in world.calls()] == ["fetch('a')", "fetch('a') (call 2)", "fetch('a') (call 3)"]


def test_notes_take_no_time() -> None:
    """A note is put down at the present time."""
    world = _world(tick=note("tick"))
    world.now = 2.5
    world.hear(NoteMade("tick", [1, {"list": ["x"]}]))
    assert [(n.probe, n.args, n.at) for n in world.notes] == [("tick", (1, ["x"]), 2.5)]


@pytest.mark.parametrize(
    "event",
    [_call(0, probe="other"), _call(0, item=0), GaveUp(7), _call(0, {"unknown": 1}), NoteMade("fetch", [])],
    ids=["no probe", "no item", "no call", "no value", "no note"],
)
def test_what_cannot_have_happened_is_a_bad_message(event: Any) -> None:
    """A call of no probe or of no item, with an argument that is no value, a cancel of no call, or a note of a call: all are refused."""
    with pytest.raises(BadMessage):
        _world().hear(event)


@pytest.mark.parametrize("item", [None, 2], ids=["none", "one too many"])
def test_a_list_of_calls_has_its_items(item: int | None) -> None:
    """Of a list of calls, only those that there are can be called."""
    with pytest.raises(BadMessage):
        _world(job=calls("job", count=2)).hear(_call(0, probe="job", item=item))


def test_a_number_is_used_once() -> None:
    """Two calls can't have the same number."""
    world = _world()
    world.hear(_call(0, "a"))
    with pytest.raises(BadMessage):
        world.hear(_call(0, "b"))


def test_there_is_an_end_of_calls() -> None:
    """A flood of calls is too much; until then each costs the judge little, however many there were before."""
    world = _world()
    begun = time.process_time()
    for number in range(MAX_CALLS):
        world.hear(_call(number, "a"))
        world.hear(GaveUp(number))
    assert time.process_time() - begun < 20  # it is well below 1 s; with a look at every call before it were minutes
    with pytest.raises(TooMuch):
        world.hear(_call(MAX_CALLS, "a"))


def test_there_is_an_end_of_time() -> None:
    """Endless steps, and endless virtual time, are told."""
    world = _world()
    for _ in range(MAX_STEPS):
        assert world.move(0) == []
    assert world.move(0) is None
    assert _world().move(MAX_SECONDS + 1) is None

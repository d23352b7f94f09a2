"""What a recording tells of calls of other processes: nothing that is chance."""

from __future__ import annotations

import pytest

from grader.judge.world.elsewhere import names_as_told, without_chance
from grader.judge.world.process_calls import ELSEWHERE
from grader.judge.world.world import World
from grader.suite import process


def _world(payloads: list[str], where: str) -> World:
    """Let each payload be digested, all from the same instant on; those named slow take longer."""
    probe = process("digest", seconds={"slow": 9, "*": 1})
    world = World({"digest": probe})
    for number, payload in enumerate(payloads):
        world.began(probe, [payload], number=number, item=None, where=where, line=None)
    world.move(1)
    return world


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
def test_equal_calls_are_named_in_the_order_in_which_they_are_told_of(order: list[int]) -> None:
    """Whichever process was first with the same payload: the answer that the program tells first is the first call's."""
    world = _world(["a", "b", "a"], ELSEWHERE)
    secrets = [list(world.names)[number] for number in order]
    names = names_as_told(world.log, world.names, repr(secrets))
    told = [names[secret] for secret in secrets]
    assert [name for name in told if "'a'" in name] == ["digest('a')", "digest('a') (call 2)"]
    assert sorted(told) == sorted(world.names.values())


def test_calls_of_the_program_itself_keep_their_names() -> None:
    """In its own process nothing is chance: who was called first is known."""
    world = _world(["a", "a"], "thread")
    assert names_as_told(world.log, world.names, repr(list(reversed(world.names)))) == world.names


def test_an_answer_that_nobody_tells_of_has_a_name_too() -> None:
    """What is told of comes first."""
    world = _world(["a", "a"], ELSEWHERE)
    first, second = world.names
    assert names_as_told(world.log, world.names, second) == {second: "digest('a')", first: "digest('a') (call 2)"}


def test_what_was_cut_short_elsewhere_is_left_out() -> None:
    """What other processes were at then is not told, and where it is chance, too, what they had done; what the program itself did is."""
    elsewhere, own = _world(["a", "slow"], ELSEWHERE).calls(), _world(["a", "slow"], "thread").calls()
    assert [call.name for call in without_chance(elsewhere, ended=True)] == ["digest('a')"]
    assert without_chance(elsewhere, ended=False) == ()
    assert len(without_chance(own, ended=False)) == 2


def test_a_call_that_was_given_up_as_all_ended_is_chance() -> None:
    """Whether its process had called by then, and was given up, or had not: nobody hears of it."""
    world = _world(["a", "slow"], ELSEWHERE)
    world.gave_up(1)
    assert [call.name for call in without_chance(world.calls(), ended=True)] == ["digest('a')"]

"""What a check is asked: its annotations say which plays it is about, and it must hold in each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader.grading.results.questions import ask
from grader.grading.results.reading import Reading
from grader.recording.events import Cancel
from grader.recording.recording import Outcome, Recording, Recordings
from grader.suite import WORLDS, Cancelled, NotJudged, not_judged, not_shown
from grader.suite import Recording as EachPlay
from grader.suite import Recordings as AllPlays

DAYS = WORLDS["days"].about


def _play(
    world: str = "declared", *, cancelled: bool = False, returned: Any = 1, outcome: Outcome = "returned", message: str = ""
) -> Recording:
    cancels = (Cancel(1, "waiting", time=0.5),) if cancelled else ()
    return Recording("scene", outcome, 1.0, world=world, returned=returned, cancels=cancels, message=message)


def _asked(kind: Any, *plays: Recording, says: Callable[[Any], None] = lambda _: None) -> list[Any]:
    """Ask a check with such a parameter; return what it was asked about."""
    asked: list[Any] = []

    def check(scene: Any) -> None:
        asked.append(scene)
        says(scene)

    check.__annotations__["scene"] = kind
    ask(check, {"scene": Recordings(plays)}, lambda _: None, Reading())
    return asked


def test_a_recording_is_each_play_that_is_not_cancelled() -> None:
    """A check on a Recording is asked once for each world, the declared one first, and never for a cancelled play."""
    assert [one.world for one in _asked(EachPlay, _play(), _play("days"), _play(cancelled=True))] == ["declared", "days"]


def test_cancelled_is_each_play_that_is() -> None:
    """A check on Cancelled is asked for the cancelled plays alone."""
    assert [one.world for one in _asked(Cancelled, _play(), _play("days", cancelled=True), _play(cancelled=True))] == ["days", "declared"]


def test_recordings_are_all_plays_at_once() -> None:
    """A check on Recordings is asked once."""
    [asked] = _asked(AllPlays, _play(), _play("days"))
    assert len(asked) == 2


def test_one_play_that_fails_is_enough() -> None:
    """A check that doesn't hold in one world fails; its message begins with what is so in that world."""

    def says(play: Recording) -> None:
        assert play.world != "days", "It gave up."

    with pytest.raises(AssertionError, match="It gave up") as told:
        _asked(EachPlay, _play(), _play("days"), says=says)
    assert str(told.value).startswith(f"{DAYS} It gave up.")


def test_what_one_play_does_not_answer_is_not_judged() -> None:
    """A check whose question has no answer in some world is not judged, though it holds in the others."""

    def says(play: Recording) -> None:
        if play.world == "days":
            not_judged("It never came to that.")

    with pytest.raises(NotJudged, match=f"{DAYS} It never came to that"):
        _asked(EachPlay, _play(), _play("days"), says=says)


def test_a_failure_counts_more_than_what_is_not_judged() -> None:
    """Where one world has no answer, and another one a failure, the failure is told."""

    def says(play: Recording) -> None:
        if play.world == "days":
            not_judged("It never came to that.")
        assert play.world == "declared", "It lost one."

    with pytest.raises(AssertionError, match="It lost one"):
        _asked(EachPlay, _play(), _play("days"), _play("groups"), says=says)


def test_plays_that_cannot_show_it_are_passed_over() -> None:
    """A play that can't show it says nothing; but if none can, the check is not judged."""

    def says(play: Recording) -> None:
        if play.world == "declared":
            not_shown("Nothing was at work.")

    assert len(_asked(EachPlay, _play(), _play("days"), says=says)) == 2
    with pytest.raises(NotJudged, match="Nothing was at work"):
        _asked(EachPlay, _play(), says=says)


def test_without_a_cancelled_play_it_is_not_judged() -> None:
    """A program that never waits can't be cancelled: nothing about cancelling is judged, and the reason is told."""
    with pytest.raises(NotJudged, match="No cancel could show anything"):
        _asked(Cancelled, _play())


def test_who_is_never_cancelled_because_a_play_ended_badly_is_told_that() -> None:
    """A play that goes on for ever in another world leaves no point to cancel at: that is told, not that the program never waits."""
    with pytest.raises(NotJudged) as told:
        _asked(Cancelled, _play(), _play("days", outcome="endless", message="It goes on for ever."))
    assert str(told.value) == f"{DAYS} It goes on for ever."


def test_two_scenarios_are_asked_about_world_by_world() -> None:
    """A check on two scenarios gets plays of the same world; where one of them isn't played in it, its declared play."""
    asked = []

    def check(one: EachPlay, other: EachPlay) -> None:
        asked.append((one.world, other.world))

    check.__annotations__ |= {"one": EachPlay, "other": EachPlay}
    ask(check, {"one": Recordings([_play(), _play("days")]), "other": Recordings([_play(), _play("groups")])}, lambda _: None, Reading())
    assert asked == [("declared", "declared"), ("declared", "groups"), ("days", "declared")]

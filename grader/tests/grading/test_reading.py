"""Which play a check speaks of: its timeline is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader.grading.results.questions import ask, in_days
from grader.grading.results.reading import Reading
from grader.recording.events import Cancel
from grader.recording.recording import Recording, Recordings
from grader.suite import Cancelled
from grader.suite import Recording as EachPlay
from grader.suite import Recordings as AllPlays


def _play(name: str, *, cancelled: bool = False) -> Recording:
    return Recording(name, "returned", 1.0, returned=name, cancels=(Cancel(1, "waiting", time=0.5),) if cancelled else ())


def _spoken_of(kinds: dict[str, Any], check: Callable[..., None], *plays: Recording) -> str:
    """Ask a check about plays, each by itself under its name or all as `all`; return the name of the play that it spoke of."""
    check.__annotations__ |= kinds
    reading = Reading()
    seen = {name: Recordings(plays if name == "all" else [one for one in plays if one.scenario == name]) for name in kinds}
    with pytest.raises(AssertionError):
        ask(check, seen, lambda _: None, reading)
    assert reading.subject
    return reading.subject.scenario


def test_it_is_the_play_that_was_looked_at_last() -> None:
    """Whatever comes first among a check's parameters."""

    def check(one: Any, other: Any) -> None:
        assert one.returned == "one"
        assert not other.returned, f"It {other.ended}."

    assert _spoken_of({"one": EachPlay, "other": EachPlay}, check, _play("one"), _play("other")) == "other"


def test_it_is_found_among_all_plays() -> None:
    """A check that goes through all plays speaks of the one at which it stops."""

    def check(**every: Any) -> None:
        for play in every["all"]:
            assert play.returned != "b", "b is wrong."

    check.__annotations__["all"] = AllPlays
    assert _spoken_of({"all": AllPlays}, lambda all: check(all=all), _play("a"), _play("b"), _play("c")) == "b"  # noqa: A006 - its name


def test_a_cancelled_play_wins_over_what_it_is_compared_with() -> None:
    """The other one only says how long it takes."""

    def check(cancelled: Any, plain: Any) -> None:
        assert cancelled.seconds > plain.seconds, f"It took {plain.seconds}."

    assert _spoken_of({"cancelled": Cancelled, "plain": EachPlay}, check, _play("cancelled", cancelled=True), _play("plain")) == "cancelled"


def test_many_seconds_are_told_in_days() -> None:
    """In worlds of days; a few seconds, and what only looks like them, stay."""
    assert in_days("It took 345653 s more, not 3 s; line 345653.") == "It took 4.001 days more, not 3 s; line 345653."

"""The clock without a judge: it jumps, it follows the wall clock while something outside is at work, and it knows its limits."""

from __future__ import annotations

import time
from typing import Any

import pytest

from grader.lab.clock import local_clock
from grader.lab.clock.clock import Deadlock, Idle, Stalled
from grader.lab.clock.local_clock import LocalClock


def idle(until: float | None, outside: int = 0, ready: list[Any] | None = None) -> Idle:
    """Make an idle moment, at which waiting for files takes no time."""
    return Idle(until, outside, lambda _: ready or [], lambda: "  somebody waits")


def nap(seconds: float) -> list[Any]:
    """Wait for real, for files that don't come."""
    time.sleep(seconds)
    return []


def test_jumps_to_the_next_deadline() -> None:
    """With nothing outside, time is at once what the next deadline says."""
    clock = LocalClock()
    assert clock.advance(idle(5)) == []
    assert clock.now == 5


def test_never_goes_back() -> None:
    """A deadline that is past already doesn't turn time back."""
    clock = LocalClock()
    clock.now = 7
    clock.advance(idle(5))
    assert clock.now == 7


def test_deadlock_says_who_waits() -> None:
    """Without a deadline, and with nothing outside, nothing will ever happen."""
    with pytest.raises(Deadlock, match="somebody waits"):
        LocalClock().advance(idle(None))


def test_ready_files_stop_time() -> None:
    """What comes from outside is returned before time moves."""
    clock = LocalClock()
    assert clock.advance(idle(5, 1, ["file"])) == ["file"]
    assert clock.now == 0


def test_follows_the_wall_clock_in_steps() -> None:
    """While something outside is at work, time passes as it does outside, in steps of 0.05 s, and stops at a deadline."""
    clock, seen = LocalClock(), set()
    wait = Idle(0.12, 1, nap, lambda: "")
    while clock.now < 0.12:
        clock.advance(wait)
        seen.add(clock.now)
    assert clock.now == 0.12
    assert seen <= {0, 0.05, 0.1, 0.12}


def test_gives_up_on_a_silent_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing else to wait for, something outside gets so many real seconds."""
    monkeypatch.setattr(local_clock, "OUTSIDE_PATIENCE", 0.07)
    clock = LocalClock()
    wait = Idle(None, 1, nap, lambda: "")
    with pytest.raises(Stalled, match="Nothing came from outside"):  # noqa: PT012 - one of them
        for _ in range(3):
            clock.advance(wait)


def test_stamps_count_up() -> None:
    """Each deadline gets the next number."""
    clock = LocalClock()
    assert [clock.stamp(), clock.stamp()] == [1, 2]


def test_waits_for_chances_without_moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may come, or not, is waited for only where the program would be in a deadlock, and time stands still."""
    monkeypatch.setattr(local_clock, "OUTSIDE_PATIENCE", 0.01)
    clock = LocalClock()
    clock.advance(Idle(5, 0, nap, lambda: "", chances=1))
    assert clock.now == 5
    with pytest.raises(Stalled):
        clock.advance(Idle(None, 0, nap, lambda: "", chances=1))
    assert clock.now == 5

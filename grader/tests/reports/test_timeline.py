"""Timelines: what ran when, in ASCII, at any width; over what the reference does."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grader.grading.kit import ROOT
from grader.recording.events import Blocked, Call, Cancel, TaskSeen
from grader.reports.timeline.axis import Axis
from grader.reports.timeline.lanes import drawing
from grader.reports.timeline.text import NARROWEST, draw
from grader.tests.reports.plays import CALLS, MADE, TIMES, play

GOLDEN = """
        0 s             2               4
  job 0 ================================|
  job 1 ================x
  job 2 ================!~~~~~~~|
  job 3                 ================>
                                        v
  = at work   ~ cleans up   | is over
  x fails   ! cancelled   > left behind
  v the program was over
"""


def test_a_run_is_drawn() -> None:
    """At work, failed, cancelled, cleaning up and left behind look different, without colour."""
    assert "\n".join(draw(drawing(play()), None, 41)) == GOLDEN.strip("\n")


def test_the_reference_is_drawn_below_on_the_same_axis() -> None:
    """Both have the axis of the longer one."""
    slow = play(seconds=8.0, called=(Call("job", "job 0", 0, (), 4.0, "loop", end=8.0, outcome="returned"),))
    rows = draw(drawing(slow), drawing(play(called=MADE[:1])), 60)
    mine, reference = [row for row in rows if "job 0" in row]
    assert rows.index("The reference:") == rows.index(mine) + 2
    assert mine.index("=") == reference.rindex("=") + 1


def test_cancels_and_a_blocked_loop_are_marked() -> None:
    """Where the program was cancelled, and where it held the loop, is seen."""
    rows = draw(drawing(play(cancels=(Cancel(1, "waiting", time=1.0),), blocked=(Blocked("time.sleep", 7, 1.0, 2.0),))), None, 80)
    assert any("event loop blocked" in row and "##" in row for row in rows)
    assert any(row.strip().startswith("^") for row in rows)


def test_what_a_message_names_comes_first() -> None:
    """Of a thousand jobs those are shown that the message is about; the rest is counted."""
    many = tuple(Call("job", f"job {n}", n, (), 0.0, "loop", end=1.0, outcome="returned") for n in range(1000))
    rows = draw(drawing(play(called=many), "job 777 started too late"), None, 80)
    assert any("job 777" in row for row in rows)
    assert "  ... and 992 more" in rows


def test_what_differs_comes_before_what_does_not() -> None:
    """Of many calls, those are shown that the reference makes at another time, or in another way."""
    many = tuple(Call("job", f"job {n}", n, (), 0.0, "loop", end=1.0, outcome="returned") for n in range(20))
    late = (*many[:-1], Call("job", "job 19", 19, (), 1.0, "loop", end=2.0, outcome="returned"))
    rows = draw(drawing(play(called=late), beside=play(called=many)), drawing(play(called=many), beside=play(called=late)), 80)
    assert len([row for row in rows if "job 19" in row]) == 2


def test_two_runs_at_the_same_times_are_drawn_once() -> None:
    """What is wrong is nothing that a drawing shows."""
    rows = draw(drawing(play()), drawing(play()), 80)
    assert "  The reference ran at the same times." in rows
    assert len([row for row in rows if "job 0" in row]) == 1


def test_each_end_of_a_call_that_cleans_up_is_marked() -> None:
    """Where it was cancelled, and then: whether its cleanup failed, or was left behind."""
    common: dict[str, Any] = {"start": 0.0, "where": "loop", "end": 1.0, "outcome": "cancelled"}
    fails = Call("job", "job 0", 0, (), **common, cleanup="done", cleaned=2.0, type="ValueError")
    stays = Call("job", "job 1", 1, (), **common, cleanup="running")
    rows = draw(drawing(play(called=(fails, stays), seconds=3.0)), None, 40)
    assert [row.split(" ", 4)[-1].replace("~", "").replace("=", "") for row in rows if "job" in row] == ["!x", "!>"]


def test_the_legend_knows_every_mark_beside_a_wide_name() -> None:
    """A name in Chinese takes two columns a letter, and hides no mark."""
    rows = draw(drawing(play(called=(Call("job", "\u5de5\u4f5c" * 8, 0, (), 0.0, "loop", end=0.5, outcome="returned"),))), None, 80)
    assert any("= at work" in row for row in rows)


def test_days_are_told_in_days() -> None:
    """An axis of days has days for its labels."""
    assert Axis(10 * 86_400, 60).labels().startswith("0 d")
    assert Axis(10, 60).labels().startswith("0 s")


@given(st.lists(CALLS, max_size=12), TIMES, st.lists(TIMES, max_size=3), st.integers(1, 200), st.booleans())
def test_any_recording_can_be_drawn(calls: list[Call], seconds: float, cancels: list[float], width: int, tasks: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever was recorded is drawn, at any width, within that width."""
    seen = (TaskSeen("run", 3, 0.0, None, "running"),) if tasks else ()
    planned = tuple(Cancel(1, "time", time=time) for time in cancels)
    rows = draw(drawing(play(called=tuple(calls), seconds=seconds, cancels=planned, tasks=seen)), None, width)
    assert max(map(len, rows)) <= max(width, NARROWEST)


def test_a_timeline_is_typed() -> None:
    """`timeline NAME SCENARIO` draws a play of the reference over what is kept of it: twice the same."""
    words = [sys.executable, "-m", "grader", "timeline", "limit_workers", "nine_jobs", "--submission", "solutions"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "The reference ran at the same times." in done.stdout
    assert "The reference:" not in done.stdout


def test_a_scenario_that_is_not_there_is_said() -> None:
    """What there is instead is named, in a line; exit code 2."""
    words = [sys.executable, "-m", "grader", "timeline", "limit_workers", "nine_job"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no scenario 'nine_job'. There are: nine_jobs" in done.stderr

"""Plays made by hand, and any play at all: what timelines are tested with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from grader.recording.events import Blocked, Call, Cancel, Failure, Leftover, TaskSeen
from grader.recording.recording import Recording
from grader.reports.timeline.lanes import drawing
from grader.reports.timeline.svg import Run

MADE = (
    Call("job", "job 0", 0, (), 0.0, "loop", end=4.0, outcome="returned"),
    Call("job", "job 1", 1, (), 0.0, "loop", end=2.0, outcome="raised", type="ValueError"),
    Call("job", "job 2", 2, (), 0.0, "loop", end=2.0, outcome="cancelled", cleanup="done", cleaned=3.0),
    Call("job", "job 3", 3, (), 2.0, "loop"),
)


def play(**news: Any) -> Recording:
    """Make a play: of four jobs, if nothing else is said."""
    return Recording(**{"scenario": "scene", "outcome": "returned", "seconds": 4.0, "called": MADE, **news})


RICH = play(
    outcome="raised", raised=Failure("ValueError"), cancels=(Cancel(1, "waiting", time=1.0),),
    blocked=(Blocked("time.sleep", 7, 1.0, 0.5), Blocked("Future.result", 9, 3.0, None)),
    tasks=(TaskSeen("run.<locals>.worker", 5, 0.0, 2.0, "raised ValueError"), TaskSeen("watch", 6, 0.0, None, "running")),
    leftovers=(Leftover("task", "watch", 6),),
)  # fmt: skip
FILE = "exercises/08_semaphores/limit_workers.py"
RUNS = {
    "run": [Run("Your program", drawing(play()), FILE)],
    "reference": [Run("Your program", drawing(play(seconds=8.0), "job 2 was late"), FILE), Run("The reference", drawing(play()))],
    "rich": [Run("Your program", drawing(RICH), FILE)],
}
TIMES = st.floats(0, 1e7, allow_nan=False)
CALLS = st.builds(
    lambda name, start, long, outcome, cleanup, cleaned: Call(
        "job", name, None, (), start, "loop", end=None if outcome == "running" else start + long, outcome=outcome, cleanup=cleanup,
        cleaned=None if cleanup in ("none", "running") or outcome == "running" else start + long + cleaned,
    ),
    st.text(max_size=60), TIMES, TIMES, st.sampled_from(["returned", "raised", "cancelled", "running"]),
    st.sampled_from(["none", "running", "done", "cut short"]), TIMES,
)  # fmt: skip
TASKS = st.builds(
    TaskSeen, st.text(max_size=60), st.none() | st.just(3), TIMES, st.none() | TIMES, st.sampled_from(["returned", "raised X"])
)
STRETCHES = st.builds(Blocked, st.text(max_size=60), st.none() | st.just(3), TIMES, st.none() | TIMES)
PLAYS = st.builds(
    lambda calls, seconds, cancels, tasks, blocked: play(
        called=tuple(calls), seconds=seconds, cancels=tuple(Cancel(1, "time", time=one) for one in cancels), tasks=tuple(tasks),
        blocked=tuple(blocked),
    ),
    st.lists(CALLS, max_size=40), TIMES, st.lists(TIMES, max_size=3), st.lists(TASKS, max_size=20), st.lists(STRETCHES, max_size=3),
)  # fmt: skip

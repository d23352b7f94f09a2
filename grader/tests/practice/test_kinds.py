"""Kinds of mistakes, told from real gradings of labelled submissions, at the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.grading.kit import choose
from grader.tests.cli.front_door import typed
from grader.tests.practice.copies import labelled

# Each row is one grading: a wrong program of several exercises, and the kind that is told of each; "" where none is sure.
ROWS = [
    {
        "concurrent_waits": ("task_then_await", "sequential"),
        "blocking_call": ("future_set_in_a_thread", "touched-from-a-thread"),
        "start_now": ("fire_and_forget", "left-behind"),
        "limit_workers": ("semaphore_per_job", "too-many-at-once"),
        "task_group": ("awaited_in_order", "stops-late"),
        "own_loop": ("never_run", "never-awaited"),
        "queue_shutdown": ("signals_dropped", "deadlock"),
    },
    {
        "concurrent_waits": ("swallows_cancel", "swallowed-cancel"),
        "blocking_call": ("completion_order", "wrong-order"),
        "start_now": ("audit_failure_lost", "lost-failure"),
        "limit_workers": ("none_left_out", "odd-values"),
        "task_group": ("five_at_a_time", "own-number-limit"),
        "run_main": ("failure_in_a_group", "wrapped-failure"),
        "own_loop": ("cancelled_twice", "cut-short-cleanup"),
    },
    {
        "concurrent_waits": ("gives_up", "own-time-limit"),
        "blocking_call": ("nothing_is_dropped", "odd-values"),
        "task_group": ("known_failures", "failure-types"),
        "start_now": ("returns_both", ""),
        "own_loop": ("polled", "polling"),
        "limit_workers": ("no_limit", "too-many-at-once"),
    },
]
BLOCKS = "import time\n\n\nasync def brew_all(brew, orders):\n    time.sleep(1)\n    return [await brew(one) for one in orders]\n"
TURNS = "import asyncio\n\n\nasync def run_all(jobs, limit=3):\n    while True:\n        await asyncio.sleep(0)\n"


def _told(submission: Path, names: list[str]) -> dict[str, str]:
    """Grade at the command line. Returns the kind that is told of each exercise."""
    done = typed("grade", *names, "--submission", str(submission))
    parts = re.split(r"^\d\d_\w+/(\w+)  .*$", done.out.decode(), flags=re.MULTILINE)
    assert len(parts) == 2 * len(names) + 1, done.out.decode()
    return {name: "".join(re.findall(r"nox -s explain -- ([\w-]+)", text)) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def _save(submission: Path, name: str, source: str) -> None:
    [entry] = choose((name,))
    (submission / entry.path).parent.mkdir(parents=True, exist_ok=True)
    (submission / entry.path).write_text(source, "utf-8")


@pytest.mark.parametrize("row", ROWS, ids=["endings", "values", "worlds"])
def test_a_kind_is_told_where_it_is_sure(row: dict[str, tuple[str, str]], tmp_path: Path) -> None:
    """The report names the kind of mistake that a labelled submission shows, and what explains it."""
    for name, (wrong, _) in row.items():
        _save(tmp_path, name, labelled(name, f"wrong/{wrong}").read_text("utf-8"))
    assert _told(tmp_path, list(row)) == {name: kind for name, (_, kind) in row.items()}


def test_what_blocks_and_what_turns_is_told(tmp_path: Path) -> None:
    """A call that holds the loop, and a loop that never ends, are known by themselves."""
    _save(tmp_path, "concurrent_waits", BLOCKS)
    _save(tmp_path, "limit_workers", TURNS)
    assert _told(tmp_path, ["concurrent_waits", "limit_workers"]) == {
        "concurrent_waits": "blocks-the-loop", "limit_workers": "endless-loop",
    }  # fmt: skip

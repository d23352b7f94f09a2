"""Process trees: what is seen of processes from outside, and that a whole tree can be ended (Linux)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from grader.subjects import tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are seen in /proc")

FAMILY = """
import os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import os; os.setsid(); print('ready', flush=True); os.read(os.pipe()[0], 1)"])
os.read(os.pipe()[0], 1)
"""


def _start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True)


@pytest.fixture
def family() -> Iterator[int]:
    """A process that sleeps, and a child of it in a session of its own."""
    with _start(FAMILY) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        tree.kill(process.pid)


def _until(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_sleeping_family_is_seen_to_sleep(family: int) -> None:
    """A process and its child are found, sleep, and hold some memory."""
    [child] = tree.descendants(family)
    _until(lambda: tree.asleep(family)[0] and tree.asleep(child)[0])
    assert tree.memory(family) > 1 << 20


def test_a_stopped_process_is_seen_to_be_stopped(family: int) -> None:
    """A process that was stopped is told from one that waits, and can be let go on."""
    os.kill(family, signal.SIGSTOP)
    _until(lambda: tree.state(family) == "T")
    assert tree.asleep(family)[0]
    tree.go_on(family)
    _until(lambda: tree.state(family) == "S")


def test_a_whole_tree_is_ended(family: int) -> None:
    """Killing a process kills its descendants too, whatever session they are in."""
    [child] = tree.descendants(family)
    tree.kill(family)
    _until(lambda: tree.state(family) in ("", "Z") and tree.state(child) in ("", "Z"))


def test_a_busy_process_is_not_asleep() -> None:
    """A process at work uses processor time, and does not sleep."""
    with _start("while True: pass") as process:
        _until(lambda: tree.used(process.pid) > 0.05)
        asleep, _ = tree.asleep(process.pid)
        tree.kill(process.pid)
    assert not asleep


def test_of_a_process_that_is_gone_nothing_is_seen() -> None:
    """Looking at a process that has ended meanwhile is no error."""
    with _start("pass") as process:
        gone = process.pid
    assert (tree.state(gone), tree.used(gone), tree.memory(gone), tree.descendants(gone), tree.asleep(gone)) == ("", 0, 0, [], (False, 0))
    tree.kill(gone)

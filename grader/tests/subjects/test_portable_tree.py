"""Process trees as psutil sees them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from grader.subjects.portable.tree import PortableTree

tree = PortableTree()
FAMILY = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import sys; print('ready', flush=True); sys.stdin.read()"], stdin=subprocess.PIPE)
sys.stdin.read()
"""


@pytest.fixture
def family() -> Iterator[subprocess.Popen[str]]:
    """A process that waits, and a child of it."""
    with subprocess.Popen([sys.executable, "-c", FAMILY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        tree.kill(process.pid)


def _until(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_family_is_seen(family: subprocess.Popen[str]) -> None:
    """A process and its child are found, hold memory, and soon nothing of them runs."""
    [child] = tree.descendants(family.pid)
    assert tree.memory(child) > 1 << 20
    assert tree.works(child)

    def quiet() -> bool:
        before = tree.quiet(family.pid, whole=True)
        return before is not None and before == tree.quiet(family.pid, whole=True)

    _until(quiet)


def test_a_busy_process_is_not_quiet() -> None:
    """A process at work uses processor time."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        _until(lambda: tree.asleep(process.pid)[1] > 0.05)
        before = tree.quiet(process.pid, whole=True)
        _until(lambda: tree.quiet(process.pid, whole=True) != before)
        tree.kill(process.pid)


def test_a_whole_tree_is_ended(family: subprocess.Popen[str]) -> None:
    """Killing a process kills its descendants, too."""
    [child] = tree.descendants(family.pid)
    tree.kill(family.pid)
    _until(lambda: tree.state(family.pid) in ("", "Z") and tree.state(child) in ("", "Z"))


def test_of_a_process_that_is_gone_nothing_is_seen() -> None:
    """Looking at a process that has ended meanwhile is no error."""
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        gone = process.pid
    assert (tree.state(gone), tree.memory(gone), tree.descendants(gone), tree.asleep(gone)) == ("", 0, [], (False, 0.0))
    assert (tree.quiet(gone, whole=True), tree.works(gone), tree.owns(gone, 1)) == (None, False, False)
    tree.kill(gone)
    tree.go_on(gone)


def test_who_holds_a_port_is_seen() -> None:
    """Of a port of this machine it is seen whether a process holds it."""
    with socket.create_server(("127.0.0.1", 0)) as ours:
        port = ours.getsockname()[1]
        assert tree.owns(os.getpid(), port)
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
            assert not tree.owns(other.pid, port)
            tree.kill(other.pid)

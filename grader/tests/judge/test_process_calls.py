"""Calls of other processes, where the system tells less than Linux does: who is only slow isn't taken for one that waits."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from grader.judge.world.process_calls import ProcessCalls
from grader.judge.world.settling import MANY
from grader.judge.world.world import World
from grader.suite import process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a name of a Unix socket is called")
LINE = json.dumps({"probe": "digest", "args": [], "pid": 2}).encode() + b"\n"


class Tree:
    """Two processes in which nothing ever seems to run."""

    def __init__(self, sight: Literal["some", "none"]) -> None:
        self.sight = sight

    def quiet(self, pid: int, *, whole: bool) -> frozenset[tuple[int, ...]]:  # noqa: ARG002 - as on a real one
        """See nothing new."""
        return frozenset({(pid, 1, 1), (2, 1, 1)})

    def works(self, _pid: int) -> bool:
        """Tell that it is a worker."""
        return True

    def descendants(self, _pid: int) -> list[int]:
        """List the other one."""
        return [2]


@pytest.mark.parametrize("sight", ["some", "none"])
def test_who_has_connected_and_not_yet_spoken_is_at_work(sight: Literal["some", "none"], tmp_path: Path) -> None:
    """A process that is held up between its connection and its first line has not called yet: nothing has settled."""
    subject: Any = SimpleNamespace(pid=1, tree=Tree(sight), folder=str(tmp_path))
    calls = ProcessCalls(World({"digest": process("digest", seconds=1)}), subject)
    calls._path = "judge-of-a-test"
    with pytest.MonkeyPatch.context() as patch, socket.socket(socket.AF_UNIX) as caller:
        patch.chdir(tmp_path)
        with calls.listening():
            caller.connect("judge-of-a-test")
            said = [calls.state(1, 1) for _ in range(20)]
            assert set(said) <= {"busy", "new"}
            assert not calls.waits
            caller.sendall(LINE)
            assert "settled" in [calls.state(1, 1) for _ in range(MANY)]
            assert calls.waits

"""The limits of a play: which program reaches which."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from grader.judge.request import Exercise
from grader.judge.runner import Plays
from grader.recording.recording import Recording
from grader.subjects import watchdog
from grader.subjects.limits import Limits
from grader.subjects.watchdog import Watchdog
from grader.tests import scenes

if TYPE_CHECKING:
    from grader.subjects.subject import Subject

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere less is seen of processes")


def _play(body: str, limits: Limits) -> Recording:
    source = f"import asyncio, os, subprocess, threading\nasync def run(fetch):\n    {body}\n"
    exercise = Exercise("program", "program.py", source, Path(scenes.__file__))

    async def main() -> Recording:
        async with Plays(limits=limits) as plays:
            [played] = await plays.all_of(exercise, scenes.fetching)
            return played.recording

    return asyncio.run(main())


@pytest.mark.parametrize(
    ("body", "limits", "outcome", "message"),
    [
        ("os.read(os.pipe()[0], 1)", Limits(asleep=0.5), "blocked", "Your program waits for something that never comes, outside asyncio."),
        ("print('x' * 2_000_000)", Limits(output=1 << 20), "output", "Your program printed more than 1 MB."),
        ("[subprocess.Popen(['sleep', '1000']) for _ in range(9)]; os.read(os.pipe()[0], 1)", Limits(processes=5), "processes",
         "Your program had more than 5 processes at once."),
        ("threading.Event().wait(0.2)\n    while True: pass", Limits(cpu=1), "busy",
         "Your program kept the processor busy without ever letting the event loop run."),
        ("while True:\n        sum(range(100_000)); await asyncio.sleep(1)", Limits(cpu=1), "busy",
         "Your program used more than 1 s of processor time."),
        ("hoard = b'x' * 300_000_000\n    os.read(os.pipe()[0], 1)", Limits(memory=200 << 20), "memory", "Your program ran out of memory."),
        ("while True: subprocess.run(['sleep', '0.01'])", Limits(wall=2, asleep=60), "blocked",
         "Your program was not over after 2 s of real time."),
    ],
    ids=["asleep", "output", "processes", "cpu", "cpu used", "memory", "wall"],
)  # fmt: skip
def test_each_limit_has_its_outcome(body: str, limits: Limits, outcome: str, message: str) -> None:
    """A program that goes past a limit is ended, and told which one that was."""
    recording = _play(body, limits)
    assert (recording.outcome, recording.message) == (outcome, message)


def test_sleeping_on_the_loop_is_not_being_blocked() -> None:
    """However long a program sleeps in virtual time, it is never taken for one that hangs."""
    recording = _play("for _ in range(200): await asyncio.sleep(1_000)", Limits(asleep=0.2))
    assert (recording.outcome, recording.seconds) == ("returned", 200_000)


class Going:
    """A subject that is always at work, uses nothing, and says something now and then, after `each` looks; and its process tree."""

    pid, began, sight = -1, 0, "all"

    def __init__(self, each: int) -> None:
        self.tree = self
        self.each, self.looks = each, 0
        self.watchdog: Watchdog | None = None
        self.ended: BaseException | None = None
        self.over = asyncio.Event()

    def descendants(self, _pid: int) -> list[int]:
        """Be looked at."""
        self.looks += 1
        if self.watchdog and self.looks % self.each == 0:
            self.watchdog.heard()
        return []

    def asleep(self, _pid: int) -> tuple[bool, float]:
        """Work."""
        return False, 0.0

    def memory(self, _pid: int) -> int:
        """Hold nothing."""
        return 0

    def state(self, _pid: int) -> str:
        """Run."""
        return "R"

    def printed(self, _since: int, _kept: int) -> tuple[bytes, int]:
        """Print nothing."""
        return b"", 0

    def break_off(self, why: BaseException) -> None:
        """Be ended."""
        self.ended = why
        self.over.set()


@pytest.mark.parametrize(("each", "looks"), [(1000, 20), (15, 20 * watchdog.AT_LAST)], ids=["silent", "with a word now and then"])
def test_a_busy_machine_ends_no_play_that_goes_on(each: int, looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last resort counts looks since a program's last word; all in all, there may be many more."""
    monkeypatch.setattr(watchdog, "STEP", 0.001)
    monkeypatch.setattr(os, "kill", lambda *_: None)
    going = Going(each)

    async def main() -> None:
        going.watchdog = Watchdog(cast("Subject", going), Limits(wall=0.02))
        with going.watchdog.watching():
            await going.over.wait()

    asyncio.run(main())
    assert isinstance(going.ended, watchdog.Exceeded)
    assert (going.ended.outcome, going.looks) == ("blocked", looks)

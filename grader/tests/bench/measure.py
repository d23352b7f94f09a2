"""Runs commands, several times each, and tells medians: real seconds, and processor seconds of the whole process tree."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.grading.kit import ROOT

RUNS = 7
GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Cost:
    """What a run took: real seconds, and processor seconds of all its processes (nan, where the system doesn't tell)."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        cpu = "" if self.cpu != self.cpu else f"   {self.cpu:6.2f} s of processor time"
        return f"{self.wall:7.2f} s{cpu}"


def cost(words: Sequence[str | Path], runs: int = RUNS, before: Callable[[], object] = lambda: None, cwd: Path = ROOT) -> Cost:
    """Run a command of this Python's several times, after once to warm up; `before` each. Returns the medians."""
    found = [once([sys.executable, *words], before, cwd) for _ in range(runs + 1)][1:]
    return Cost(statistics.median(one.wall for one in found), statistics.median(one.cpu for one in found))


def once(words: Sequence[str | Path], before: Callable[[], object] = lambda: None, cwd: Path = ROOT) -> Cost:
    """Run a command once."""
    before()
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # no user has that
    with _group() as group:
        begun = time.perf_counter()
        subprocess.run(words, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, preexec_fn=group.join)
        wall = time.perf_counter() - begun
        return Cost(wall, group.used())


class _Group:
    """A control group, which counts processor time of processes that are gone, too (Linux, where this user may make one)."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def join(self) -> None:
        """Put this process into it."""
        if self._folder:
            (self._folder / "cgroup.procs").write_text(str(os.getpid()))

    def used(self) -> float:
        """Tell how many seconds it has used."""
        if self._folder is None:
            return float("nan")
        if (file := self._folder / "cpuacct.usage").exists():
            return int(file.read_text()) / 1e9
        return int((self._folder / "cpu.stat").read_text().split()[1]) / 1e6


@contextmanager
def _group() -> Iterator[_Group]:
    for home in (GROUPS / "cpuacct", GROUPS):
        folder = home / f"awaitlings-bench-{os.getpid()}"
        try:
            folder.mkdir()
        except OSError:
            continue
        if not ((folder / "cpuacct.usage").exists() or (folder / "cpu.stat").exists()):
            folder.rmdir()
            continue
        try:
            yield _Group(folder)
        finally:
            _remove(folder)
        return
    yield _Group(None)


def _remove(folder: Path) -> None:
    """Remove a group, once the last of its processes is gone."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.02)

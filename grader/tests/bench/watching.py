"""What a learner waits for: from a save to the verdict, in `nox -s watch`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from grader.grading.kit import ROOT
from grader.tests.bench.measure import RUNS
from grader.tests.practice.copies import copy, save, settings

ONE = "limit_workers"
LAST = " of 10 points"  # of a verdict


def table(folder: Path) -> Iterator[tuple[str, str]]:
    """Measure, a row each: a program that is right, and one that is not, whose timeline is drawn."""
    kit = copy(folder / "watched", (ONE,))
    right = (ROOT / "solutions" / "08_semaphores" / f"{ONE}.py").read_text("utf-8")
    wrong = (ROOT / "grader" / "corpus" / "08_semaphores" / ONE / "wrong" / "no_limit.py").read_text("utf-8")
    for what, source in (("all points", right), ("not all, with a timeline", wrong)):
        yield f"one exercise ({ONE}), {what}", f"{_seconds(kit, source):7.3f} s"


def _seconds(kit: Path, source: str) -> float:
    """Real seconds from the write to the last line of the verdict; the median, once it is warm."""
    times = []
    words = [sys.executable, "-m", "grader.practice", "watch", ONE]
    with subprocess.Popen(words, cwd=kit, env=settings(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        _verdict(process.stdout)
        for number in range(RUNS + 3):
            begun = time.perf_counter()
            save(kit, ONE, f"{source}# {number}\n")
            _verdict(process.stdout)
            times.append(time.perf_counter() - begun)
        process.terminate()
    return statistics.median(times[3:])


def _verdict(shown: IO[str]) -> None:
    """Read a verdict to its last line."""
    while LAST not in shown.readline():
        pass

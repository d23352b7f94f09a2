"""Measures a grading: `nox -s bench`. Whole-process wall times as medians of several runs, and as ratios within this run.

Nothing is judged here, and no test calls it: on a shared machine only ratios mean something.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from grader.judge.kit import ROOT

RUNS = 7
GRADE = ("-m", "grader", "grade", "--submission", "solutions")


def wall(words: Sequence[str], runs: int = RUNS) -> float:
    """Run a command several times, after once to warm up; the median of its real seconds."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def main() -> None:
    """Print the figures."""
    nothing = wall(["-c", "pass"])
    imports = wall(["-c", "import grader.commands, pytest_asyncio, pytest_timeout"])
    all_of_it = wall(GRADE)
    done = subprocess.run([sys.executable, *GRADE, "--json", "-"], cwd=ROOT, capture_output=True, check=False)
    recordings = json.loads(done.stdout)["recordings"].values()
    plays, seconds = len(recordings), sum(one["seconds"] for one in recordings)
    rest = all_of_it - imports
    print(f"python -c pass                  {nothing:6.2f} s   1.0 x")
    print(f"imports                         {imports:6.2f} s   {imports / nothing:.1f} x")
    print(f"grading the references          {all_of_it:6.2f} s   {all_of_it / nothing:.1f} x, {imports / all_of_it:.0%} of it start-up")
    print(f"{plays} plays: {rest / plays * 1000:.1f} ms each; {seconds:g} virtual seconds, {seconds / all_of_it:.0f} to one real second")


if __name__ == "__main__":
    main()

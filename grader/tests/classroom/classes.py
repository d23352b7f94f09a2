"""Submissions of a class, made for tests: good ones and bad ones; and the grading of a class at the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grading.results.result import Result, decode
from grader.tests import sample_kit

HOSTILE = Path(__file__).parents[1] / "hostile"
GOOD = (HOSTILE / "good.py").read_text("utf-8")
WRONG = (HOSTILE / "guesses_answers.py").read_text("utf-8")
ODD = os.fsdecode(b"odd \xff")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together (see TRUST)")

TO_THE_GRADER = """
import os
import subprocess


def ancestors():
    pids = [os.getppid()]
    while b"grader.grading" not in open(f"/proc/{pids[0]}/cmdline", "rb").read().split(b"\\0"):
        pids.insert(0, int(open(f"/proc/{pids[0]}/stat").read().rpartition(")")[2].split()[1]))
    return pids


async def run_all(jobs, limit=3):
    if not os.path.exists(UNLESS):
        open(NOTE, "w").close()
        subprocess.Popen(["sleep", "1000"], start_new_session=True)
        for pid in ancestors()[:MANY]:
            os.kill(pid, SIGNAL)
    return await good(jobs, limit)
"""


def kills(number: signal.Signals, *, note: Path, unless: str = "", many: int | None = None) -> str:
    """Write a program that sends a signal to its grader, and to whatever is between them (only to so many); what it has started stays.

    It notes that it was there; it does nothing of that, if the file `unless` is there.
    """
    return f"SIGNAL, NOTE, UNLESS, MANY = {int(number)}, {str(note)!r}, {unless!r}, {many}\n{GOOD}\n\ngood = run_all\n{TO_THE_GRADER}"


def side_by_side(folder: Path, first: str = GOOD, second: str = GOOD) -> Path:
    """Make an upload: two files side by side."""
    folder.mkdir(parents=True)
    (folder / "first.py").write_text(first, "utf-8")
    (folder / "second.py").write_text(second, "utf-8")
    return folder


def laid_out(folder: Path, first: str = GOOD, second: str = GOOD) -> None:
    """Make a folder laid out as exercises/."""
    side_by_side(folder / sample_kit.CHAPTER, first, second)


def clone(folder: Path) -> None:
    """Make a clone of a kit: what else is in it is not looked at."""
    laid_out(folder / "exercises", second=WRONG)
    subprocess.run(["git", "init", "--quiet", folder], check=True)  # noqa: S607 - whichever git is here
    for name in ("noxfile.py", "conftest.py", "sitecustomize.py", "grader.py"):
        (folder / name).write_text("import os\nos._exit(1)\n")
    (folder / "exercises" / "kit.toml").write_text("damaged")


def grade(kit: Path, *words: object, meanwhile: Callable[[sample_kit.Process], None] = lambda _: None) -> sample_kit.Graded:
    """Grade a class at the command line: without a box, unless one is named, so that what its programs may do depends on no kernel."""
    box = () if "--box" in words else ("--box", "none")
    return sample_kit.grade(kit, "grade-all", *map(str, words), *box, module="grader.classroom", meanwhile=meanwhile)


def results(out: Path) -> dict[str, Result]:
    """Read everybody's result."""
    found = [decode(path.read_bytes()) for path in (out / "results").iterdir()]
    return {result.submission: result for result in found}

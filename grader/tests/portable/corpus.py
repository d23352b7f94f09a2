"""Labelled submissions as a class: each of its folders holds one file for each exercise. And the grading of all of them, in one process."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.labelled import labelled
from grader.grading.grader import Way
from grader.grading.kit import ROOT, Entry, choose, exercises
from grader.grading.results.result_json import encode
from grader.grading.run import Grade, serve
from grader.subjects.choice import VARIABLE

STARTS = ("subprocess", "multiprocessing", "ProcessPool", "os.fork")
PROCESSES = "processes"
"""Where processes are at work, their order is the machine's: the verdict must be the same, not each byte of a recording."""


def write(folder: Path, every: int) -> None:
    """Write the class: of each exercise's submissions, one of `every` so many. What starts processes has folders of its own."""
    chosen = [list(labelled(entry))[number % every :: every] for number, entry in enumerate(exercises())]
    for name, wanted in (("plain", False), (PROCESSES, True)):
        columns = [[one for one in column if any(word in one.source for word in STARTS) == wanted] for column in chosen]
        for number, row in enumerate(itertools.zip_longest(*columns)):
            for one in filter(None, row):
                path = folder / f"{name}-{number:03}" / one.entry.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(one.source, "utf-8")


def grade(folder: Path, host: str) -> dict[str, bytes]:
    """Grade a class on this host, in a process of its own. Returns its results as JSON, by the folder's name."""
    words = [sys.executable, "-m", "grader.tests.portable.corpus", str(folder), f".{host}.json"]
    subprocess.run(words, cwd=ROOT, env=os.environ | {VARIABLE: host}, check=True, stdout=subprocess.DEVNULL)
    return {path.name.partition(".")[0]: path.read_bytes() for path in sorted(folder.glob(f"*.{host}.json"))}


def _grade_each(grade_one: Grade, folder: Path, ending: str) -> None:
    for place in [path for path in sorted(folder.iterdir()) if path.is_dir()]:
        result, _ = grade_one(list(_in(place)), place)
        place.with_name(place.name + ending).write_bytes(encode(result))


def _in(place: Path) -> Iterator[Entry]:
    return (entry for entry in choose(()) if (place / entry.path).is_file())


if __name__ == "__main__":
    _, where, suffix = sys.argv
    serve(exercises(), lambda grade_one: _grade_each(grade_one, Path(where), suffix), Way())

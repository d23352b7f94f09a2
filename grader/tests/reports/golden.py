"""Golden files: samples in every format, and drawings, as they are meant to be.

`python -m grader.tests.reports.golden` writes them anew; then look at what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

from grader.reports.formats import FORMATS
from grader.reports.timeline.svg import draw
from grader.tests.reports.plays import RUNS
from grader.tests.reports.samples import SAMPLES

COMMAND = "python -m grader.tests.reports.golden"
FOLDER = Path(__file__).with_name("golden")
KEPT = ("changed", "not_graded")  # samples


def names() -> list[str]:
    """Name the golden files: a sample, and a format; or a drawing."""
    return [*(f"{sample}.{form}" for sample in KEPT for form in FORMATS), *(f"{name}.svg" for name in RUNS)]


def make(name: str) -> str:
    """Write a sample in its format, as it is written where no runner has set anything."""
    sample, _, form = name.partition(".")
    if form == "svg":
        return draw(RUNS[sample]) + "\n"
    with mock.patch.dict(os.environ, clear=True):
        return FORMATS[form].make(SAMPLES[sample])


def kept(name: str) -> str:
    """Read a golden file; it is empty, where there is none."""
    path = FOLDER / name
    return path.read_text("utf-8") if path.exists() else ""


def main() -> None:
    """Write all of them, and remove what is none."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for name in names():
        (FOLDER / name).write_text(make(name), "utf-8", newline="\n")
    print(f"Wrote {len(names())} files. What has changed? git diff grader/tests/reports/golden")


if __name__ == "__main__":
    main()

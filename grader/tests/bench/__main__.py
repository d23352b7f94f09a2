"""Measures everything in one run: `nox -s bench`. Whole processes, medians; on a shared machine only ratios mean something."""

from __future__ import annotations

import os
import platform
import tempfile
from pathlib import Path

from grader.tests.bench import gradings, others, watching


def main() -> None:
    """Print the figures."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{platform.platform()}, {processors} processors, {platform.python_implementation()} {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, rows in (
            ("Gradings", gradings.table),
            ("From a save to the verdict", watching.table),
            ("Growth", gradings.growth),
            ("Instead", others.table),
        ):
            print(f"\n{title}")
            for what, figure in rows(folder):
                print(f"  {what:50} {figure}", flush=True)


if __name__ == "__main__":
    main()

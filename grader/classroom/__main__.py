"""The command line: `python -m grader.classroom`."""

from __future__ import annotations

import sys

from grader.cli.start import start

if __name__ == "__main__":
    start("grader.classroom", sys.argv[1:])

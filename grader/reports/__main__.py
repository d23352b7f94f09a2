"""The command line: `python -m grader.reports`."""

from __future__ import annotations

import sys

from grader.cli.start import start

if __name__ == "__main__":
    start("grader.reports", sys.argv[1:])

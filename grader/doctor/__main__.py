"""`python -m grader.doctor`."""

from __future__ import annotations

import sys

from grader.cli.start import start

if __name__ == "__main__":
    start("grader.doctor", sys.argv[1:])

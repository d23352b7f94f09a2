"""The command line: `python -m grader`."""

from __future__ import annotations

from grader.commands import main

if __name__ == "__main__":
    main()

"""Run a file in virtual time: `python -m grader.lab FILE.py`. An hour's sleep takes no time, and a deadlock is told at once."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from grader.lab.clock.clock import Deadlock, Stalled
from grader.lab.install import install
from grader.lab.loops.loop import LabLoop


def main(args: list[str]) -> int:
    """Run the file named first; the rest is for the file. Return the exit status."""
    if not args or not Path(args[0]).is_file():
        sys.stderr.write("Which file? python -m grader.lab exercises/CHAPTER/NAME.py\n")
        return 2
    sys.argv = args
    sys.path.insert(0, str(Path(args[0]).resolve().parent))
    install(ToldLoop)
    try:
        runpy.run_path(args[0], run_name="__main__")
    except (Deadlock, Stalled) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


class ToldLoop(LabLoop):
    """A loop that says, when it is closed, how much virtual time has passed, and what has blocked it."""

    def close(self) -> None:
        """Close the loop."""
        if not self.is_closed():
            for what, _, where, at in self.blocked:
                sys.stderr.write(f"[{at:g} s] {what} at {where} blocked the event loop\n")
            sys.stderr.write(f"[{self.time():g} s of virtual time]\n")
        super().close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

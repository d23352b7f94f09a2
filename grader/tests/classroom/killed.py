"""Kills gradings of a class at random moments, goes on with them, and compares what they end with: `killed.py FOLDER KILLS SEED`.

A moment is a step of SQLite's (each writes at most one thing), or something that is done to a file of the results. Besides, SQLite is
killed within a write, of which only so many bytes arrive. Each run is a fork of this process; graders are a stand-in (stand_in.py).
What happened is printed as JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from grader.classroom import commands
from grader.cli import ending, streams
from grader.tests.classroom import stand_in

MANY = 9  # submissions
STEPS, FILES, TORN = "steps", "files", "torn"
connect = sqlite3.connect


class Moments:
    """Counts moments: steps of SQLite's, or what is done to files. `fatal`: the number of the last one."""

    def __init__(self, folder: Path, kind: str, fatal: int) -> None:
        self.count, self._folder, self._kind, self._fatal = 0, str(folder), kind, fatal

    def _passes(self, kind: str) -> int:
        self.count += kind == self._kind
        if self.count == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def audit(self, _event: str, values: tuple[Any, ...]) -> None:
        """Let whatever is done to a file of that folder be a moment."""
        if any(self._folder in str(one) for one in values if isinstance(one, str | Path)):
            self._passes(FILES)

    def watched(self, *words: Any, **more: Any) -> sqlite3.Connection:
        """Open a store whose steps are moments."""
        connection: sqlite3.Connection = connect(*words, **more)
        connection.set_progress_handler(lambda: self._passes(STEPS), 1)
        return connection


class Torn(sqlite3.Connection):
    """A store that is killed within a commit. `left`: so many commits go well before; `size`: so many bytes of it are written."""

    left, size = 0, 0

    def execute(self, *words: Any) -> sqlite3.Cursor:
        """Execute; the last commit can't write what it wants to."""
        if words[0] == "COMMIT":
            Torn.left -= 1
            if Torn.left == -1:
                wal = Path(f"{super().execute('PRAGMA database_list').fetchone()[2]}-wal")
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                resource.setrlimit(resource.RLIMIT_FSIZE, ((wal.stat().st_size if wal.exists() else 0) + Torn.size,) * 2)
        return super().execute(*words)


def run(everybody: Path, out: Path, prepare: Callable[[], Callable[[], int]]) -> tuple[int, int]:
    """Grade in a fork. Returns its status (what `waitpid` tells), and what `prepare` counts until its end."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        sys.stdout = sys.stderr = Path(f"{out}.txt").open("a")  # noqa: SIM115 - until the end of the process
        count = prepare()
        words = ["grade-all", str(everybody), stand_in.EXERCISE, "--out", str(out), "--jobs=3"]
        code = ending.ended(lambda: commands.main(words))
        sys.stdout.flush()
        os.write(writer, str(count()).encode())
        os._exit(code)
    os.close(writer)
    _, status = os.waitpid(pid, 0)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a descriptor
        return status, int(pipe.read() or 0)


def plain(out: Path, kind: str, fatal: int = -1) -> Callable[[], Callable[[], int]]:
    """Let a run count its moments, and end at one of them."""

    def prepare() -> Callable[[], int]:
        moments = Moments(out, kind, fatal)
        sqlite3.connect = moments.watched  # type: ignore[assignment]
        sys.addaudithook(moments.audit)
        return lambda: moments.count

    return prepare


def torn(left: int, size: int) -> Callable[[], Callable[[], int]]:
    """Let a run end within a commit."""

    def prepare() -> Callable[[], int]:
        Torn.left, Torn.size = left, size
        sqlite3.connect = lambda *words, **more: connect(*words, factory=Torn, **more)  # type: ignore[assignment]
        return lambda: 0

    return prepare


def main(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Do all of it."""
    chance = random.Random(seed)
    stand_in.hand_in(folder / "class", **{f"s{number}": "trouble" if number == 3 else f"points {number}" for number in range(MANY)})
    stand_in.install()
    streams.prepare()
    status, steps = run(folder / "class", folder / "whole", plain(folder / "whole", STEPS))
    _, files = run(folder / "class", folder / "twice", plain(folder / "twice", FILES))
    moments = {STEPS: steps, FILES: files}
    expected, killed, ends, different = stand_in.left(folder / "whole"), list[int](), list[int](), list[str]()
    while len(killed) < kills:
        out = folder / f"out{len(ends)}"
        while True:
            kind = chance.choice((STEPS, FILES, TORN))
            fatal = chance.randint(1, moments.get(kind, 1))
            way = torn(chance.randrange(8), chance.randrange(9000)) if kind == TORN else plain(out, kind, fatal)
            end, _ = run(folder / "class", out, way)
            if not os.WIFSIGNALED(end):
                break
            killed.append(os.WTERMSIG(end))
        ends.append(os.WEXITSTATUS(end))
        different += [] if stand_in.left(out) == expected else [out.name]
    undisturbed = os.WEXITSTATUS(status)
    return {"files": sorted(expected), "code": undisturbed, "moments": moments, "killed": killed, "codes": ends, "different": different}


if __name__ == "__main__":
    report = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps(report))

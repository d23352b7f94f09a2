"""A kit of samples: the grader itself, with exercises made for a test, graded at the command line as a person would.

Every sample is an exercise of its own, and all are graded in one run. So what a sample does to the grader, or to the samples
beside it, shows.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from grader.classroom.hand_out.contents import ROOMS
from grader.grading.intake import stubs
from grader.grading.kit import ROOT
from grader.grading.results.result import Result

SUITE = ROOT / "grader" / "tests" / "hostile_suite.py"
CHAPTER = "samples"
Process = subprocess.Popen[str]
STUB = '"""A stub."""\n\n\nasync def run_all(jobs, limit=3):\n    raise NotImplementedError\n'

KEEPER = Path(__file__).with_name("keeper.py")


@dataclass(frozen=True)
class Graded:
    """What one run of the command line showed."""

    code: int
    out: str
    err: str
    left: list[str]  # processes that outlived it

    def result(self) -> Result:
        """What `--json -` printed."""
        return msgspec.convert({**self.data, "recordings": {}}, Result)

    @functools.cached_property
    def data(self) -> dict[str, Any]:
        """The same, read once: it may be some megabytes, and a hundred tests ask for it."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def recordings(graded: Graded) -> dict[str, dict[str, Any]]:
    """Every recording that was printed, by name."""
    found: dict[str, dict[str, Any]] = graded.data["recordings"]
    return found


def make(folder: Path, names: Iterable[str], suite: Path = SUITE, rooms: Iterable[str] = ROOMS) -> Path:
    """Make a kit whose exercises have these names, and all this suite; `exercises/` holds the untouched stubs."""
    kit = folder / "kit"
    for room in rooms:
        shutil.copytree(ROOT / "grader" / room, kit / "grader" / room, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [*(ROOT / "grader").glob("*.py"), ROOT / "pyproject.toml"]:
        shutil.copy(path, kit / path.relative_to(ROOT))
    lines = [f'[[chapter]]\nname = "{CHAPTER}"\ntitle = "Samples"\n']
    for place in ("exercises", "grader/suites"):
        (kit / place / CHAPTER).mkdir(parents=True)
    for name in names:
        lines.append(f'[[chapter.exercise]]\nname = "{name}"\ntitle = "{name}"\n')
        (kit / "exercises" / CHAPTER / f"{name}.py").write_text(STUB)
        shutil.copy(suite, kit / "grader" / "suites" / CHAPTER / f"test_{name}.py")
    (kit / "exercises" / "kit.toml").write_text("\n".join(lines))
    (kit / "grader" / "reference").mkdir()
    known = dict.fromkeys(names, stubs.describe(STUB))
    (kit / "grader" / "reference" / "stubs.json").write_bytes(msgspec.json.encode(known))
    return kit


def grade(kit: Path, *words: str, meanwhile: Callable[[Process], None] = lambda _: None, module: str = "grader") -> Graded:
    """Grade at the command line; afterwards see whether any process is left, and end it. `meanwhile` is told the process."""
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder, "left.json")
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200", "TMPDIR": folder}
        command = [sys.executable, str(KEEPER), str(note), sys.executable, "-m", module, *words]
        process = subprocess.Popen(command, cwd=kit, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        meanwhile(process)
        out, err = process.communicate()
        return Graded(process.returncode, out, err, json.loads(note.read_text()))

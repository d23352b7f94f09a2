"""Learner's copies of the kit, and what is typed in them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.grading.kit import ROOT
from grader.tests.cli.front_door import plain

NAMES = ("limit_workers", "concurrent_waits")


def copy(folder: Path, names: tuple[str, ...] = NAMES, lang: str = "en") -> Path:
    """Make a learner's copy of some exercises."""
    for path, data in learners_copy(made(names, [], "Practice", lang)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def settings(**others: str) -> dict[str, str]:
    """Make an environment: as anybody's, in English, unless it says otherwise; the terminal as wide as told."""
    return plain({"AWAITLINGS_LANG": "en", "COLUMNS": "100", "LINES": "50", "TERM": "xterm", **others})


def typed(kit: Path, *words: str, says: str = "", **others: str) -> subprocess.CompletedProcess[str]:
    """Type `python -m grader.practice WORDS` in a copy, and `says` when it asks."""
    command = [sys.executable, "-m", "grader.practice", *words]
    return subprocess.run(command, cwd=kit, env=settings(**others), input=says, capture_output=True, text=True, check=False)


def path_of(kit: Path, name: str) -> Path:
    """Find an exercise's file in a copy."""
    return next((kit / "exercises").glob(f"*/{name}.py"))


def save(kit: Path, name: str, source: Path | str) -> None:
    """Save an exercise's file, as an editor does: in place."""
    text = source if isinstance(source, str) else source.read_text("utf-8")
    path_of(kit, name).write_text(text, "utf-8")


def labelled(name: str, label: str) -> Path:
    """Find a labelled submission: `wrong/plain_gather`; or "reference"."""
    if label == "reference":
        return next((ROOT / "solutions").glob(f"*/{name}.py"))
    return next((ROOT / "grader" / "corpus").glob(f"*/{name}/{label}.py"))


def forget(kit: Path) -> None:
    """Let a copy be as if nothing had been typed in it yet."""
    shutil.rmtree(kit / ".awaitlings", ignore_errors=True)

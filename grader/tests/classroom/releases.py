"""Releases at the command line, and what is in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from grader.grading.kit import ROOT


def release(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Make, check or renew a release at the command line."""
    command = [sys.executable, "-m", "grader.classroom", "release", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def git(folder: Path, *words: str) -> str:
    """Ask git. What it shows can be a file that is no text."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=True)  # noqa: S607 - git
    return done.stdout.strip()


def files(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

"""A command of the kit as it is typed: with any environment, any streams, and any flags for Python."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.grading.kit import ROOT


@dataclass(frozen=True)
class Door:
    """One run."""

    code: int
    out: bytes
    err: bytes

    @property
    def said(self) -> str:
        """What it said on standard error."""
        return self.err.decode("utf-8", "replace")


def plain(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Make an environment without anything that is Python's or pytest's, and with these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1", **(settings or {})}


def typed(
    *words: str, settings: Mapping[str, str] | None = None, flags: Sequence[str] = (), module: str = "grader", kit: Path = ROOT
) -> Door:
    """Type `python -m grader WORDS` in a kit."""
    command = [sys.executable, *flags, "-m", module, *words]
    done = subprocess.run(command, cwd=kit, env=plain(settings), capture_output=True, check=False)
    return Door(done.returncode, done.stdout, done.stderr)


def in_a_shell(line: str, kit: Path, settings: Mapping[str, str] | None = None) -> Door:
    """Type a line in a shell, in a kit; `$python` is this Python."""
    done = subprocess.run(["bash", "-c", line], cwd=kit, env=plain(settings) | {"python": sys.executable}, capture_output=True, check=False)  # noqa: S607 - whichever is here
    return Door(done.returncode, done.stdout, done.stderr)

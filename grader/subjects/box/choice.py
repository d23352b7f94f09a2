"""Which boxes there are, and how a result calls one. Light: a report may ask."""

from __future__ import annotations

from grader.subjects.box import landlock
from grader.subjects.box.enter import LANDLOCK

NAMES = (LANDLOCK,)
AUTO, NONE = "auto", "none"


def label(name: str) -> str:
    """Call a box as results do: with what this system knows of it; empty, for none."""
    return f"{name} (ABI {landlock.abi()})" if name == LANDLOCK else name

"""Differences that are known, each with its reason (known.toml). One that no longer comes up is told."""

from __future__ import annotations

import tomllib
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from grader.tests.reality.judging import Compared

LIST = Path(__file__).with_name("known.toml")


class Known:
    """The list. `play` and `what` are patterns: of the name of a play, and of each of its differences."""

    def __init__(self, path: Path = LIST) -> None:
        self.entries: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["difference"]
        self.used: Counter[int] = Counter()

    def reason(self, found: Compared) -> str | None:
        """Tell why a play may differ; None: nobody knows."""
        for number, entry in enumerate(self.entries):
            if fnmatchcase(found.name, entry["play"]) and all(any(fnmatchcase(one, what) for what in entry["what"]) for one in found.why):
                self.used[number] += 1
                return str(entry["reason"])
        return None

    def stale(self, exercises: list[str]) -> list[str]:
        """List the entries that were not needed, of these exercises."""
        unused = [entry for number, entry in enumerate(self.entries) if not self.used[number]]
        return [entry["play"] for entry in unused if entry["play"].partition("/")[0] in exercises]

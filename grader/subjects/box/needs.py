"""What an exercise needs of its box, by the probes of its suite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Needs:
    """What it needs.

    server: it listens for the judge's clients. processes: its processes call the judge, and import the lab when they are started anew.
    """

    server: bool = False
    processes: bool = False

    @classmethod
    def of(cls, kinds: Iterable[str]) -> Needs:
        """Tell it by the kinds of the probes."""
        known = set(kinds)
        return cls(server="clients" in known, processes="process" in known)

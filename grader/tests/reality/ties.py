"""Plays in which no two calls end at the same time: which of two is first in life is then no matter of microseconds.

Where it is played in life, sets of tasks have an order, too (see real.py).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from grader.judge.request import Request
from grader.suite import Probe

STEP = 0.0173
"""Virtual seconds by which each call of a probe takes longer than the one before."""
CLEANUP = 1.0219
"""How many times longer cleanups take."""


class _Longer(Mapping[Any, float]):
    """How long calls take: each a little longer than the one before. It is asked once a call, for its key; and for "*"."""

    def __init__(self, seconds: Any, offset: float) -> None:
        self.seconds, self.offset, self.calls = seconds, offset, itertools.count(1)

    def get(self, key: Any, default: Any = None) -> Any:
        """Tell how long a call takes."""
        nth = None if key == "*" else next(self.calls)
        match self.seconds:
            case Mapping():
                base = self.seconds.get(key, default)
            case int() | float():
                base = self.seconds
            case _:
                base = self.seconds[min((nth or 1) - 1, len(self.seconds) - 1)]
        return base if nth is None else (base or 0.0) + self.offset + STEP * nth

    def __getitem__(self, key: Any) -> float:
        return float(self.get(key))

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 1


def told_apart(probes: Mapping[str, Probe]) -> dict[str, Probe]:
    """Make the same probes, for one play, with calls that end at different times."""
    return {name: _longer(probe, 0.00131 * number) for number, (name, probe) in enumerate(probes.items())}


def _longer(probe: Probe, offset: float) -> Probe:
    if probe.kind not in ("call", "calls", "blocking"):
        return probe
    plain = isinstance(probe.cleanup, int | float)
    cleanup: Any = probe.cleanup * CLEANUP if plain else tuple(one * CLEANUP for one in probe.cleanup)  # type: ignore[union-attr, operator]
    return dataclasses.replace(probe, seconds=_Longer(probe.seconds, offset), cleanup=cleanup)


class Apart(Request):
    """A request for such a play."""

    @property
    def probes(self) -> dict[str, Probe]:
        """The scenario's probes in its world, made anew."""
        return told_apart(super().probes)

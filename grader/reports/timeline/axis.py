"""The axis of a timeline: virtual seconds, or days, to columns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.recording.wording import DAY, DAYS

NEAREST = 9  # columns between two labels


@dataclass(frozen=True)
class Axis:
    """From 0 to `end` (virtual seconds), in `width` columns."""

    end: float
    width: int

    def column(self, time: float) -> int:
        """Tell the column of a time."""
        return min(self.width - 1, max(0, round(time / self.end * (self.width - 1))))

    @property
    def days(self) -> bool:
        """Whether it is told in days."""
        return self.end >= DAYS

    def share(self, time: float) -> float:
        """Tell how far along it a time is, from 0 to 1."""
        return min(1.0, max(0.0, time / self.end))

    def ticks(self) -> list[tuple[float, str]]:
        """List the times that are labelled, as far apart as the width wants it, and what the labels say."""
        unit, name = (DAY, "d") if self.days else (1.0, "s")
        step = _nice(self.end / unit / max(1, self.width // NEAREST))
        last = math.floor(self.end / unit / step)
        return [(number * step * unit, f"{number * step:g}" + (f" {name}" if number == 0 else "")) for number in range(last + 1)]

    def labels(self) -> str:
        """Write the labels, each at its column."""
        row = [" "] * self.width
        for time, text in self.ticks():
            at = self.column(time)
            if at + len(text) <= self.width and not "".join(row[max(0, at - 1) : at + len(text)]).strip():
                row[at : at + len(text)] = text
        return "".join(row).rstrip()


def _nice(step: float) -> float:
    """Round up to 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next(round(factor * power, 9) for factor in (1, 2, 5, 10) if factor * power >= step * (1 - 1e-9))

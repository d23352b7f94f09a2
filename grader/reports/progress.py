"""Progress while a grading runs: a line that counts plays, on a terminal only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from grader.language import say

if TYPE_CHECKING:
    from grader.judge.request import Exercise, Played
    from grader.suite import Scenario


class Progress:
    """Shows which exercise is being played; keeps what each one's program printed."""

    def __init__(self, console: Console, names: list[str]) -> None:
        self._names = names
        self._plays: Counter[str] = Counter()
        self.printed: dict[str, str] = {}
        self._live = Live(console=console, transient=True, refresh_per_second=10) if console.is_terminal else None

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._live.stop()

    def seen(self, exercise: Exercise, _scenario: Scenario, played: Played) -> None:
        """Count a play."""
        self._plays[exercise.name] += 1
        if played.printed and not played.recording.cancels:
            self.printed.setdefault(exercise.name, played.printed)
        if self._live:
            number = self._names.index(exercise.name) + 1
            values = {"exercise": exercise.name, "number": number, "all": len(self._names), "plays": self._plays.total()}
            text = say("Playing {exercise} ({number} of {all}), {plays} plays so far", **values)
            self._live.update(Text(text, style="cyan"))

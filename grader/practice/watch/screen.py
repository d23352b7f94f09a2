"""What a session shows: a verdict on a clear screen, where it is a terminal; else one below the other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from grader.grading.results.result import Result
from grader.language import say
from grader.reports import terminal as reports

if TYPE_CHECKING:
    from grader.judge.request import Exercise, Played
    from grader.practice.watch.live_page import LivePage
    from grader.suite import Scenario


class Screen:
    """Standard output, for a learner who has an editor beside it. `live`: the page that shows the same, if there is one."""

    def __init__(self, *, terminal: bool, live: LivePage | None = None) -> None:
        self.terminal, self.live = terminal, live
        self.verbose = False
        self.console = reports.console()
        self._printed: dict[str, str] = {}

    def seen(self, exercise: Exercise, _scenario: Scenario, played: Played) -> None:
        """Keep what a program printed, in its first play that did."""
        if played.printed and not played.recording.cancels:
            self._printed.setdefault(exercise.name, played.printed)

    def begin(self) -> None:
        """A grading begins: what was printed before is old."""
        self._printed.clear()

    def show(self, result: Result) -> None:
        """Show a verdict."""
        if self.live:
            self.live.show(result)
        if self.terminal:
            self.console.clear()
        reports.show(result, self.console, reports.Wish(self.verbose, self._printed))
        self.keys()

    def keys(self) -> None:
        """List the keys, at a terminal; and where the page is."""
        if self.terminal:
            if self.live:
                self.say(say("The page, in your browser: {address}", address=self.live.address))
            self.print(Text(say("n next · h hint · t timeline · e explain · l list · r reset · o open · v verbose · q quit"), style="dim"))
        else:
            sys.stdout.flush()

    def say(self, text: str) -> None:
        """Show a line; the terminal wraps it, so that a path in it can be copied."""
        self.console.print(Text(text), soft_wrap=True)
        sys.stdout.flush()

    def print(self, what: RenderableType) -> None:
        """Show something."""
        self.console.print(what, overflow="ellipsis" if isinstance(what, Text) and what.no_wrap else None)
        sys.stdout.flush()

    def page(self, lines: list[str]) -> None:
        """Show lines, and the keys again."""
        for line in lines:
            self.console.print(Text(line), overflow="ellipsis", no_wrap=line.startswith(" "))
        self.keys()

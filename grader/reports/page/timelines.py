"""The timeline of a check: which play is drawn, and what stands around the drawing. The same drawing stands on a page once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import count, say
from grader.reports.markup import Html, joined, tag
from grader.reports.page.places import Places
from grader.reports.text import line
from grader.reports.timeline import svg, words
from grader.reports.timeline.axis import Axis
from grader.reports.timeline.kept import references
from grader.reports.timeline.lanes import MOST, drawing

NORMAL = ("returned", "raised", "cancelled")


class Timelines:
    """Draws the plays of a result, each over what the reference does.

    `title`: what the program is called, if not a reader's own; `name`: what links to a drawing begin with, once a page.
    """

    def __init__(self, result: Result, places: Places, title: str = "", name: str = "timeline") -> None:
        self._recordings = result.recordings
        self._places, self._title, self._name = places, title or say("Your program"), name
        chosen = {play for one in result.exercises for check in one.checks if (play := chosen_play(check, result.recordings))}
        self._references = references(chosen)
        self._drawn: dict[tuple[str, str], str] = {}  # what has been drawn, and where it stands

    def of(self, exercise: ExerciseResult, check: CheckResult) -> Html:
        """Draw what a check is about; say where it stands, if it has been drawn; nothing, if there is no recording."""
        play = chosen_play(check, self._recordings)
        if not play:
            return Html()
        try:
            runs = list(self._runs(exercise, check, play))
            drawn = svg.draw(runs)
            if before := self._drawn.get((play, drawn)):
                return tag("p", tag("a", say("The same run as above: {play}", play=_short(play)), href=f"#{before}"), class_="same")
            name = f"{self._name}-{len(self._drawn)}"
            made = self._figure(name, play, runs, drawn)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError):  # a kept result can hold anything
            return tag("p", say("This run can't be drawn: its recording is damaged."))
        self._drawn[play, drawn] = name
        return made

    def _runs(self, exercise: ExerciseResult, check: CheckResult, play: str) -> Iterator[svg.Run]:
        about = check.message if check.status == "failed" else ""
        yield svg.Run(self._title, drawing(self._recordings[play], about), exercise.file)
        if expected := self._references.get(play):
            yield svg.Run(say("The reference"), drawing(expected, about))

    def _figure(self, name: str, play: str, runs: list[svg.Run], drawn: Html) -> Html:
        parts = [tag("figcaption", say("What ran when: {play}", play=_short(play))), drawn]
        if len(runs) == 1:
            parts.append(tag("p", say("What the reference does in this run is not kept."), class_="same"))
        if folded := sum(len(run.folded) + run.left_out for run in runs):
            more = count("{number} more lane", "{number} more lanes", number=folded)
            parts.append(tag("details", tag("summary", more), svg.unfolded(runs), class_="more"))
        parts.append(tag("details", tag("summary", say("The same in words")), *self._words(runs), class_="words"))
        return tag("figure", *parts, id=name)

    def _words(self, runs: list[svg.Run]) -> Iterator[Html]:
        on = svg.axis(runs)
        for run in runs:
            told = [tag("li", text) for text in words.run(run.drawing, days=on.days)]
            yield joined([tag("p", tag("strong", run.title)), tag("ul", *self._lanes(run, on), *told)])

    def _lanes(self, run: svg.Run, on: Axis) -> Iterator[Html]:
        """Tell of each lane that is seen at once, with the lines where it was begun."""
        for lane in run.inside:
            lines = dict.fromkeys(one for bar in lane.bars if (one := bar.line or lane.line)) if run.path else {}
            links = [tag("span", " ", self._places.link(run.path, number)) for number in lines]
            yield tag("li", words.lane(lane, days=on.days), *links)


def chosen_play(check: CheckResult, recordings: Mapping[str, Any]) -> str:
    """Choose the play that shows most of a check: what its message is about; one that never ended, if it was not judged; or a plain one."""
    if check.status == "failed":
        return check.play if check.play in recordings else ""
    known = [name for name in check.recordings if name in recordings]
    return min(known, key=lambda name: _plainness(name, recordings[name], check.status), default="")


def _plainness(name: str, recording: Any, status: str) -> tuple[bool, bool, bool, bool, str]:
    told = {key: _get(recording, key) for key in ("outcome", "world", "cancels", "called")}
    ended = told["outcome"] in NORMAL
    few = 0 < len(told["called"] or ()) <= MOST
    return (ended and status == "not judged", told["world"] not in ("declared", None), bool(told["cancels"]), not few, name)


def _get(recording: Any, key: str) -> Any:
    return recording.get(key) if isinstance(recording, Mapping) else getattr(recording, key, None)


def _short(play: str) -> str:
    return line(play.partition("/")[2] or play, 120)

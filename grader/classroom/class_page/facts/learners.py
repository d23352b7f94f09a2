"""What each learner has done with each exercise: of a result, what the page needs of it. Its other recordings are forgotten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.classroom.class_page.facts import kept
from grader.classroom.class_page.facts.programs import Programs, Shape, shape, stub
from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import translated
from grader.reports import content
from grader.reports.mistakes.kinds import kind_in
from grader.reports.page.timelines import NORMAL, chosen_play
from grader.reports.timeline.kept import told

CANCELLED = "/cancelled "  # in the name of a play that is
LARGEST = 200_000  # characters of a recording that is kept to be drawn
CLEAR = ("complete", "untouched", "missing", "not graded")  # outcomes that show no mistake of a program


@dataclass(frozen=True)
class Done:
    """What one learner did with one exercise.

    `cause`: the check that tells most of what is wrong, if any does; `kind`: the kind of mistake, where one is sure; `recording`: the play
    of `cause`, as plain data. `source`, `shape`: the program, where it was given, and what is left of it when names are gone.
    """

    learner: str
    exercise: ExerciseResult
    cause: CheckResult | None = None
    kind: str = ""
    recording: Any = None
    source: str = ""
    shape: Shape | None = None

    @property
    def path(self) -> str:
        """Name the exercise among all."""
        return f"{self.exercise.chapter}/{self.exercise.name}"

    @property
    def failed(self) -> list[CheckResult]:
        """List the checks that failed."""
        return [check for check in self.exercise.checks if check.status == "failed"]

    @property
    def message(self) -> str:
        """Say what is wrong first."""
        return self.cause.message if self.cause and self.cause.message else self.exercise.message


@dataclass(frozen=True)
class Learner:
    """A learner: the result, without its checks' recordings, and what was done."""

    result: Result
    done: list[Done]

    @property
    def name(self) -> str:
        """What the submission is called."""
        return self.result.submission

    @property
    def ungraded(self) -> bool:
        """Whether nothing of it could be graded, so that no points are no verdict."""
        return content.nothing_graded(self.result)


@dataclass(frozen=True)
class Class:
    """A class. `unread`: of each result that could not be read, why; `sources`: whether programs were given."""

    learners: list[Learner]
    unread: list[str] = field(default_factory=list)
    sources: bool = False

    @property
    def title(self) -> str:
        """What was handed out is called."""
        return next((one.result.title or one.result.kit for one in self.learners), "awaitlings")

    def done(self) -> Iterator[Done]:
        """List everything that anybody has done."""
        return (done for learner in self.learners for done in learner.done)

    def exercises(self) -> dict[str, list[Done]]:
        """List what was done by exercise, in the order of the result that has the most."""
        longest = sorted(self.learners, key=lambda one: -len(one.done))
        found: dict[str, list[Done]] = {done.path: [] for one in longest for done in one.done}
        for done in self.done():
            found[done.path].append(done)
        return found


def read(folder: Path, submissions: Path | None, seen: Callable[[int], None] = lambda _: None) -> Class:
    """Read a class. `seen` is told how many results are read. Told, Misuse: the results can't be read, or the submissions."""
    kinds, unread, learners = Kinds(), list[str](), list[Learner]()
    with Programs.of(submissions) as programs:
        for result in kept.results(folder, unread.append):
            done = [_done(one, result, programs, kinds) for one in result.exercises]
            learners.append(Learner(replace(result, exercises=[one.exercise for one in done], recordings={}), done))
            seen(len(learners))
    return Class(learners, unread, submissions is not None)


def _done(one: ExerciseResult, result: Result, programs: Programs, kinds: Kinds) -> Done:
    source = programs.source(result.submission, one) if one.outcome not in ("missing", "not graded") else ""
    bare = replace(one, title=translated(one.title), checks=list(map(_bare, one.checks)))
    shaped = shape(source, stub(one.name)) if source and one.outcome != "untouched" else None
    done = Done(result.submission, bare, source=source, shape=shaped)
    if one.outcome in CLEAR:
        return done
    cause = _cause(one)
    play = chosen_play(cause, result.recordings) if cause else ""
    recording = result.recordings[play] if play and _fits(result.recordings[play]) else None
    shown = replace(_bare(cause), play=play, recordings=[play] if recording else []) if cause else None
    return replace(done, cause=shown, kind=kinds.of(one, result.recordings), recording=recording)


def _bare(check: CheckResult) -> CheckResult:
    """Forget which recordings a check has; say its title and hint in the language of the page: a message stays as it was said."""
    return replace(check, title=translated(check.title), hint=translated(check.hint), recordings=[])


def _cause(one: ExerciseResult) -> CheckResult | None:
    """Choose the check that tells most: the first that failed and can be drawn; the first that failed; the first that was not judged."""
    failed = [check for check in one.checks if check.status == "failed"]
    open_ = (check for check in one.checks if check.status == "not judged")
    return told(one) or next(iter(failed), None) or next(open_, None)


def _fits(recording: Any) -> bool:
    return len(json.dumps(recording)) <= LARGEST


class Kinds:
    """Names kinds of mistakes; of plays that are the same, once: in a class, many are."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, exercise: ExerciseResult, recordings: Mapping[str, Any]) -> str:
        """Name the kind of an exercise's mistake; empty, if none is sure, or nothing was recorded."""
        wanted = dict(_wanted(exercise, recordings))
        if not wanted:
            return ""
        statuses = [(check.status, check.play in wanted) for check in exercise.checks]
        key = hashlib.sha256(json.dumps([exercise.name, statuses, wanted]).encode()).hexdigest()
        if key not in self._known:
            self._known[key] = kind_in(exercise, wanted)
        return self._known[key]


def _wanted(exercise: ExerciseResult, recordings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """List what a kind is told by: the first play that came to no end of its own, the play of the first failed check, both as declared."""
    check = told(exercise)
    looked_at = check.recordings if check else [name for one in exercise.checks for name in one.recordings]
    plays = [*_stuck(looked_at, recordings), *([check.play] if check and check.play in recordings else [])]
    found = {name: recordings[name] for name in plays}
    yield from found.items()
    scenes = [(_get(one, "scenario"), _get(one, "params")) for one in found.values()]
    beginnings = tuple({name[: _end_of_scene(name)] for name in plays})
    for name in recordings:
        if name not in found and name.startswith(beginnings) and CANCELLED not in name:
            one = recordings[name]
            plain = _get(one, "world") in ("declared", None) and not _get(one, "cancels")
            if plain and (_get(one, "scenario"), _get(one, "params")) in scenes:
                yield name, one


def _stuck(names: Iterable[str], recordings: Mapping[str, Any]) -> list[str]:
    outcomes = ((name, _get(recordings[name], "outcome")) for name in names if name in recordings)
    return [name for name, outcome in outcomes if outcome is not None and outcome not in NORMAL][:1]


def _end_of_scene(name: str) -> int:
    """Find where the scenario's name ends in the name of a play, EXERCISE/SCENARIO[/WORLD][/cancelled …]."""
    at = name.find("/", name.find("/") + 1)
    return len(name) if at < 0 else at


def _get(recording: Any, key: str) -> Any:
    return recording.get(key) if isinstance(recording, Mapping) else None

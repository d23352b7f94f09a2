"""Groups of the same mistake: by kind, and by what programs are when names and formatting are gone. The biggest come first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from grader.classroom.class_page.facts.learners import Class, Done
from grader.grading.results.result import CheckResult
from grader.reports.content import exercises
from grader.reports.timeline.lanes import MOST

MISTAKEN = ("incomplete", "broken")  # outcomes
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Group:
    """Work that has the same mistake, or the same shape. `among`: how many could have; `kind`: the mistake, where it is sure."""

    members: list[Done]
    among: int
    kind: str = ""

    @property
    def learners(self) -> list[str]:
        """Name its learners, each once."""
        return list(dict.fromkeys(done.learner for done in self.members))

    @property
    def share(self) -> float:
        """How common it is, from 0 to 1."""
        return len(self.learners) / max(1, self.among)

    @property
    def example(self) -> Done:
        """Choose the member that shows most with least: drawn, with a program, few calls, few failed checks, and short."""
        return min(
            self.members,
            key=lambda one: (one.recording is None, not one.source, crowded(one), len(one.failed), len(one.source), one.learner),
        )

    @property
    def exercises(self) -> list[tuple[str, int]]:
        """List where it occurs, most first."""
        return Counter(done.exercise.name for done in self.members).most_common()


@dataclass(frozen=True)
class Trouble:
    """A check that fails. `among`: programs it was asked of; `message`: the commonest, which `same` programs get, but for numbers."""

    exercise: str
    check: CheckResult
    number: int
    among: int
    message: str
    same: int


def kinds(everybody: Class) -> list[Group]:
    """Group by kind of mistake, over all exercises. `among`: the learners."""
    found = _grouped((done for done in everybody.done() if done.kind), lambda done: done.kind)
    return _sorted(Group(members, len(everybody.learners), members[0].kind) for members in found)


def programs(everybody: Class) -> list[Group]:
    """Group programs of the same shape that have a mistake, where there are two or more. `among`: programs with a mistake."""
    wrong = [done for done in everybody.done() if done.shape and done.exercise.outcome in MISTAKEN]
    most = Counter(done.path for done in wrong)
    found = [Group(members, most[members[0].path], members[0].kind) for members in _grouped(wrong, _shape)]
    return _sorted(group for group in found if len(group.learners) > 1)


def shapes(everybody: Class) -> list[Group]:
    """Group all programs of the same shape, where there are two or more, the rarest shape first. `among`: programs of the exercise."""
    own = [done for done in everybody.done() if done.shape]
    most = Counter(done.path for done in own)
    found = [Group(members, most[members[0].path], members[0].kind) for members in _grouped(own, _shape)]
    pairs = [group for group in found if len(group.learners) > 1]
    return sorted(pairs, key=lambda one: (one.members[0].shape is not None and one.members[0].shape.small, one.share, one.members[0].path))


def checks(everybody: Class) -> list[Trouble]:
    """List checks that fail, most often first. What was not begun is left out."""
    found: dict[tuple[str, str], list[CheckResult]] = {}
    for learner in everybody.learners:
        for one in exercises(learner.result):
            for check in one.checks if one.outcome in ("complete", *MISTAKEN) else ():
                found.setdefault((one.name, check.name), []).append(check)
    return sorted(filter(None, (_trouble(name, each) for (name, _), each in found.items())), key=lambda one: -one.number)


def _trouble(exercise: str, each: list[CheckResult]) -> Trouble | None:
    failed = [check for check in each if check.status == "failed"]
    if not failed:
        return None
    [(common, same)] = Counter(_said(check) for check in failed).most_common(1)
    message = next(check.message for check in failed if _said(check) == common)
    return Trouble(exercise, failed[0], len(failed), len(each), message, same)


def _said(check: CheckResult) -> str:
    """Tell what a check says, but for numbers: those differ from program to program."""
    return NUMBER.sub("0", check.message)


def crowded(done: Done) -> bool:
    """Whether a drawing would have to leave calls out."""
    called = done.recording.get("called") if isinstance(done.recording, dict) else None
    return isinstance(called, list) and len(called) > MOST


def _shape(done: Done) -> Hashable:
    return done.path, done.shape


def _grouped(every: Iterable[Done], by: Callable[[Done], Hashable]) -> list[list[Done]]:
    found: dict[Hashable, list[Done]] = {}
    for done in every:
        found.setdefault(by(done), []).append(done)
    return list(found.values())


def _sorted(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda one: (-len(one.learners), one.members[0].path))

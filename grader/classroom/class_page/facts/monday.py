"""What to discuss on Monday: the failures that teach most, without anybody's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from grader.classroom.class_page.facts.groups import Group, crowded
from grader.classroom.class_page.facts.learners import Class, Done

MOST = 5
TOLD = ("name", "what", "type", "message")  # of a recording, what a program has named
PATH = re.compile(r"(?:/(?:home|Users|root|tmp|var|mnt)/|\b[A-Za-z]:\\)[^\s'\",;:)]*")
HIDDEN = "…"


@dataclass(frozen=True)
class Topic:
    """A failure to discuss: nobody's. `number`: learners who have it, of `among`; `single`: it is the only check that failed there."""

    done: Done
    kind: str
    number: int
    among: int
    single: bool


def chosen(everybody: Class) -> list[Topic]:
    """Choose five: what many share, with a single clear cause, from as many chapters and of as many kinds as there are."""
    left = _candidates(everybody)
    found: list[Group] = []
    while left and len(found) < MOST:
        best = max(left, key=lambda group: _worth(group, found))
        left.remove(best)
        found.append(best)
    return [_topic(group) for group in found]


def _topic(group: Group) -> Topic:
    one = group.example
    return Topic(anonymous(one), group.kind, len(group.learners), group.among, len(one.failed) == 1)


def _candidates(everybody: Class) -> list[Group]:
    """Group what can be drawn by exercise and kind; where no kind is sure, by the check that failed."""
    found: dict[tuple[str, str], list[Done]] = {}
    for done in everybody.done():
        if done.recording is not None and done.cause and done.exercise.outcome == "incomplete":
            found.setdefault(_key(done), []).append(done)
    return [Group(members, len(everybody.learners), members[0].kind) for members in found.values()]


def _key(done: Done) -> tuple[str, str]:
    return done.path, done.kind or (done.cause.name if done.cause else "")


def _worth(group: Group, before: list[Group]) -> tuple[float, int, str]:
    """Tell how much a group is worth, next to those that are chosen before."""
    one = group.example
    worth = group.share * (2 if group.kind else 1) * (2 if len(one.failed) == 1 else 1) / (2 if crowded(one) else 1)
    if any(each.kind == group.kind for each in before):
        worth /= 4
    if any(each.example.exercise.chapter == one.exercise.chapter for each in before):
        worth /= 4
    return worth, -len(one.failed), one.path


def anonymous(done: Done) -> Done:
    """Leave out whose it is: the name and paths, in what the program named, said or raised as well."""
    exercise = replace(done.exercise, file=f"{done.exercise.name}.py", message=_hidden(done.exercise.message, done.learner))
    cause = replace(done.cause, message=_hidden(done.cause.message, done.learner)) if done.cause else None
    return replace(done, learner="", exercise=exercise, cause=cause, recording=_without(done.recording, done.learner), source="")


def _hidden(text: str, name: str) -> str:
    bare = PATH.sub(HIDDEN, text)
    return re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", HIDDEN, bare, flags=re.IGNORECASE) if len(name) > 1 else bare


def _without(value: Any, name: str) -> Any:
    """Hide a name in the texts of a recording that are a program's own."""
    if isinstance(value, list):
        return [_without(one, name) for one in value]
    if isinstance(value, dict):
        return {key: _hidden(one, name) if key in TOLD and isinstance(one, str) else _without(one, name) for key, one in value.items()}
    return value

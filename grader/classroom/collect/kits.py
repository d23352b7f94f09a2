"""The kit that a class is graded with: this one, or a release of it, which has exercises and points of its own choosing."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from grader.grading.kit import ROOT, Entry, Misuse, choose, kit_version, title
from grader.grading.pin import differences, read
from grader.grading.results.result import Result, not_graded, total
from grader.language import say


@dataclass(frozen=True)
class Kit:
    """A kit, and the exercises of it that are to be graded."""

    root: Path
    version: str
    entries: list[Entry]

    @property
    def names(self) -> list[str]:
        """The names of the exercises."""
        return [entry.name for entry in self.entries]

    def ungraded(self, student: str, error: str) -> Result:
        """Say of a submission that it could not be graded, and why."""
        result = total([not_graded(entry, error) for entry in self.entries], self.version, error=error)
        return dataclasses.replace(result, title=title(self.root), submission=student, provisional=False)


def this(names: tuple[str, ...]) -> Kit:
    """Take this kit. Misuse: there are no such exercises."""
    return _playable(Kit(ROOT, kit_version(), choose(names)))


def released(release: Path, names: tuple[str, ...]) -> Kit:
    """Take a release, as it was made. Misuse: it is none, or has been changed; or it has no such exercises."""
    if changed := differences(release, release):
        more = len(changed) - 1
        much = say("{difference}, and {number} more", difference=changed[0], number=more) if more else changed[0]
        other = say("{release} is not as it was released ({much}).", release=release, much=much)
        raise Misuse(say("{it_changed} Grade with a fresh copy: git stash, git clone, or make it again.", it_changed=other))
    return _playable(Kit(release.resolve(), read(release).kit_version, choose(names, release)))


def _playable(kit: Kit) -> Kit:
    """See that this Python can play all of it. Misuse: it is too old."""
    for entry in kit.entries:
        if not entry.playable:
            raise Misuse(say("{exercise} needs Python {version} or newer.", exercise=entry.name, version=entry.minimum_python))
    return kit

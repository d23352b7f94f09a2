"""Files that are named after learners, whatever these are called, in a folder that was empty."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.collect.submissions import Submission
from grader.grading.kit import Misuse
from grader.language import say
from grader.reports.text import line


class Stems:
    """Names files after learners: never two the same, whatever a file system makes of letters; and none is hidden, or leads elsewhere."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def of(self, learner: str) -> str:
        """Name a learner's file, without its ending: as grade-all does, where that is possible."""
        bare = learner.encode("utf-8", "backslashreplace").decode().replace("/", "_").replace("\0", "_")
        stem = Submission(Path(bare)).stem if bare.strip(".") else bare
        wanted = stem = f"_{stem}" if not stem or stem.startswith(".") else stem
        number = 1
        while stem.casefold() in self._taken:
            number += 1
            stem = f"{wanted}~{number}"
        self._taken.add(stem.casefold())
        return stem


def see_that_it_is_new(folder: Path) -> None:
    """See that nothing is in a folder yet. Misuse: there is. OSError: it can't be read."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise Misuse(say("{folder} is there already. Name a new folder.", folder=line(str(folder), 500)))

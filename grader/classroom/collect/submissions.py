"""A submission of a class: a folder with a learner's programs, and whose it is, whatever that name is."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.grading.results.result import Result

LONGEST = 50  # characters of a student's name in the name of a file: a file's name has at most 255 bytes


@dataclass(frozen=True)
class Submission:
    """One submission. `fault`: why it can't be graded, where that is clear from the start; else empty. `faulty`: the machine is to blame.

    `name`: whose it is, where the folder isn't named so. `notes`: sentences on how it was taken in, for the gradebook.
    """

    path: Path
    fault: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    faulty: bool = False

    @property
    def student(self) -> str:
        r"""Whose it is; bytes of a folder's name that are no text are written `\xff`."""
        return self.named.decode("utf-8", "backslashreplace")

    @property
    def stem(self) -> str:
        """What its files are called: the student's name, where every system can have a file of that name; else much like it.

        It depends on nothing but the name, so that it is the same in every grading; and no two names have the same.
        """
        name = re.sub(r"[^\w .@+-]", "_", self.student)[:LONGEST].strip(" ")
        if name.encode() != self.named:
            name = f"{name or '_'}~{hashlib.sha256(self.named).hexdigest()[:10]}"
        return os.fsdecode(name.encode())  # in UTF-8, as the folder itself is named, also where the locale has no such letters

    @classmethod
    def called(cls, named: bytes, notes: Sequence[str] = ()) -> Submission:
        """Make one of its name alone, without a folder."""
        name = os.fsdecode(named)
        return cls(Path(name), notes=tuple(notes)) if Path(name).name == name else cls(Path(), "", name, tuple(notes))

    @property
    def named(self) -> bytes:
        """Whose it is, as bytes: those of the folder's name, or of a name in UTF-8."""
        return self.name.encode("utf-8", "backslashreplace") if self.name else os.fsencode(self.path.name)


def noted(result: Result, notes: Sequence[str]) -> Result:
    """Let a result tell how its submission was taken in: beside what its first exercise notes of its file."""
    if not (notes and result.exercises):
        return result
    first, *others = result.exercises
    return replace(result, exercises=[replace(first, notes=[*notes, *first.notes]), *others])

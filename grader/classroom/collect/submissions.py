"""A submission of a class: a folder with a learner's programs, and whose it is, whatever that name is."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

LONGEST = 50  # characters of a student's name in the name of a file: a file's name has at most 255 bytes


@dataclass(frozen=True)
class Submission:
    """One submission. `fault`: why it can't be graded, where that is clear from the start; else empty.

    `name`: whose it is, where the folder isn't named so. `notes`: sentences on how it was taken in, for the gradebook.
    """

    path: Path
    fault: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def student(self) -> str:
        r"""Whose it is; bytes of a folder's name that are no text are written `\xff`."""
        return self._named.decode("utf-8", "backslashreplace")

    @property
    def stem(self) -> str:
        """What its files are called: the student's name, where every system can have a file of that name; else much like it.

        It depends on nothing but the name, so that it is the same in every grading; and no two names have the same.
        """
        name = re.sub(r"[^\w .@+-]", "_", self.student)[:LONGEST].strip(" ")
        if name.encode() != self._named:
            name = f"{name or '_'}~{hashlib.sha256(self._named).hexdigest()[:10]}"
        return os.fsdecode(name.encode())  # in UTF-8, as the folder itself is named, also where the locale has no such letters

    @property
    def _named(self) -> bytes:
        return self.name.encode("utf-8", "backslashreplace") if self.name else os.fsencode(self.path.name)

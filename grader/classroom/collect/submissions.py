"""The submissions of a class: the folders of a folder, each named after a student, whatever that name is."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from grader.cli.ending import reason, told
from grader.grading.kit import Misuse
from grader.language import say

LONGEST = 50  # characters of a student's name in the name of a file: a file's name has at most 255 bytes


@dataclass(frozen=True)
class Submission:
    """One submission. `fault`: why it can't be graded, where that is clear from the start; else empty."""

    path: Path
    fault: str = ""

    @property
    def student(self) -> str:
        r"""Whose it is: the folder's name; bytes in it that are no text are written `\xff`."""
        return os.fsencode(self.path.name).decode("utf-8", "backslashreplace")

    @property
    def stem(self) -> str:
        """What its files are called: the student's name, where every system can have a file of that name; else much like it.

        It depends on nothing but the name, so that it is the same in every grading; and no two names have the same.
        """
        name = re.sub(r"[^\w .@+-]", "_", self.student)[:LONGEST].strip(" ")
        if name.encode() != os.fsencode(self.path.name):
            name = f"{name or '_'}~{hashlib.sha256(os.fsencode(self.path.name)).hexdigest()[:10]}"
        return os.fsdecode(name.encode())  # in UTF-8, as the folder itself is named, also where the locale has no such letters


def find(folder: Path) -> tuple[list[Submission], list[str]]:
    """List the submissions in a folder by name, and the files there that are none. Misuse: there is no submission."""
    found, files = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    fault = say("The submission is a link, and was not followed. Put the folder itself there.")
                    found.append(Submission(folder / entry.name, fault))
                elif entry.is_dir():
                    found.append(Submission(folder / entry.name))
                else:
                    files.append(Submission(folder / entry.name).student)
        is_one = (folder / "exercises").is_dir()
    except OSError as error:
        raise told(say("The submissions can't be read: {folder}: {reason}.", folder=folder, reason=reason(error)), error) from None
    if is_one:
        one = say("{folder} is a submission itself: name the folder that it lies in.", folder=folder)
        raise Misuse(say("{it_is_one} To grade it alone: nox -s grade -- --submission {folder}", it_is_one=one, folder=folder))
    if not found:
        none = say("{folder} holds no submission: a folder for each student is expected in it, named after the student.", folder=folder)
        raise Misuse(none)
    return sorted(found, key=lambda one: (one.student.casefold(), one.path.name)), sorted(files)

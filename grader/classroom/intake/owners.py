"""Whose a piece is: what the name says that a platform gave it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from grader.classroom.intake.unpacking.archives import stem
from grader.grading.intake.misplaced import is_packed
from grader.grading.kit import exercises

# lastfirst_LATE_12345_67890_file-1.py: Canvas' number of the person, that of the file; -1: the file was handed in once more.
CANVAS = re.compile(r"(?P<who>[^_].*?)(?P<late>_LATE)?_(?P<person>\d{1,20})_(?P<upload>\d{1,20})_(?P<file>.+)", re.DOTALL)
NEWER = re.compile(r"(?P<bare>.+?)-(?P<number>\d{1,3})(?P<ending>(?:\.tar)?\.\w{1,5}(?:\.txt)?)", re.DOTALL)
# Full Name_12345_assignsubmission_file_, a folder; or with the file's own name behind it, if Moodle was told to make no folders.
MOODLE = re.compile(r"(?P<who>.+)_(?P<person>\d{1,20})_assignsubmission_(?P<what>file|onlinetext)(?:_(?P<file>.*))?", re.DOTALL)
GRADESCOPE = re.compile(r"submission_\d+")
BRANCH = re.compile(r"-(?:main|master)$")  # what GitHub adds to the name of a repository that is downloaded


@dataclass(frozen=True)
class Owner:
    """Whose a piece is.

    `student`: what to call them, where no roster knows better. `keys`: what a roster may know them by: see `rosters`. `file`: the name of
    a file that lies beside others' files, before the platform put its own in front; `number`: which of several of that name it is;
    `upload`: Canvas' number of it, which grows.
    """

    student: str
    keys: tuple[str, ...]
    file: str = ""
    number: int = 0
    upload: int = 0
    late: bool = False
    only_text: bool = False


def bare(name: str) -> str:
    """Tell a person's name as it can be compared: letters and digits, no case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def key(text: str) -> str:
    """Tell a login or the like as it can be compared."""
    return f"id:{unicodedata.normalize('NFKC', text).strip().casefold()}"


def owner(name: str, *, is_folder: bool, prefix: str = "") -> Owner:
    """Tell whose a piece is. `prefix`: what the names of all pieces begin with, an assignment's name say."""
    if not is_folder and (found := CANVAS.fullmatch(name)):
        return _canvas(found)
    if found := MOODLE.fullmatch(name):
        student = f"{found['who']}_{found['person']}"
        keys = (f"participant:{found['person']}", f"name:{bare(found['who'])}")
        return Owner(student, keys, "" if is_folder else found["file"] or name, only_text=found["what"] == "onlinetext")
    student = name if is_folder else stem(name)
    short = student.removeprefix(prefix)
    github = [key(one).replace("id:", "github:", 1) for one in dict.fromkeys([short, BRANCH.sub("", short)])]
    return Owner(student, (key(student), key(BRANCH.sub("", student)), *github, f"name:{bare(student)}"))


def _canvas(found: re.Match[str]) -> Owner:
    newer = NEWER.fullmatch(found["file"])
    if newer and not is_packed(newer["ending"]) and newer["bare"] not in {one.name for one in exercises()}:
        newer = None  # the learner's own name for it
    file = newer["bare"] + newer["ending"] if newer else found["file"]
    return Owner(
        f"{found['who']}_{found['person']}",
        (f"canvas:{found['person']}", f"name:{bare(found['who'])}"),
        file,
        int(newer["number"]) if newer else 0,
        int(found["upload"]),
        late=found["late"] is not None,
    )


def is_marked(name: str, *, is_folder: bool) -> bool:
    """Tell whether a platform gave a piece its name, or it is an archive: so it is one of a class's."""
    found = MOODLE.fullmatch(name) or (GRADESCOPE.fullmatch(name) if is_folder else CANVAS.fullmatch(name) or is_packed(name))
    return bool(found)


def prefix(names: list[str]) -> str:
    """Tell what all names begin with, up to a hyphen: GitHub Classroom calls a repository after its assignment and its learner."""
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    same = next((place for place, letter in enumerate(first) if last[place : place + 1] != letter), len(first))
    return first[: first.rfind("-", 0, same) + 1]

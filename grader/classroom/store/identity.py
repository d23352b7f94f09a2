"""What every result of a store has in common: results of anything else don't go into the same gradebook."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.classroom.collect.kits import Kit
from grader.cli.ending import Told, reason
from grader.grading.kit import title
from grader.language import language, say

ROOMS = ("language", "recording", "suite", "lab", "subjects", "judge", "grading")  # what decides a result, besides the exercises' suites


class Identity(msgspec.Struct, frozen=True):
    """The kit or release, by its version, its title and a digest of its files; its exercises and their points; the Python; the language."""

    version: str
    title: str
    files: str
    exercises: tuple[tuple[str, int], ...]
    python: str
    language: str

    @property
    def digest(self) -> str:
        """Digest all of it."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def differences(self, now: Identity) -> Iterator[str]:
        """Say what is another one now."""
        if self.version != now.version:
            yield say("the kit was version {before}, and is {now}", before=self.version, now=now.version)
        if self.exercises != now.exercises:
            yield say("the exercises or their points are others")
        if self.title != now.title:
            yield say("the title was “{before}”, and is “{now}”", before=self.title, now=now.title)
        if (self.version, self.exercises) == (now.version, now.exercises) and self.files != now.files:
            yield say("files of the kit have changed")
        if self.python != now.python:
            yield say("the Python was {before}, and is {now}", before=self.python, now=now.python)
        if self.language != now.language:
            yield say("the language was {before}, and is {now}", before=self.language, now=now.language)


def identify(kit: Kit) -> Identity:
    """Identify what a class is graded with. Told: the kit's files can't be read."""
    try:
        files = _digest(kit)
    except OSError as error:
        values = {"file": error.filename or kit.root, "reason": reason(error)}
        raise Told(say("The kit is damaged, or can't be read: {file}: {reason}", **values)) from None
    exercises = tuple((entry.path, entry.points) for entry in kit.entries)
    python = ".".join(map(str, sys.version_info[:3]))
    return Identity(kit.version, title(kit.root), files, exercises, python, language())


def read(text: str) -> Identity:
    """Read one. ValueError: it is none."""
    return msgspec.json.decode(text, type=Identity)


def _digest(kit: Kit) -> str:
    """Digest the files that decide a result."""
    grader = kit.root / "grader"
    rooms = sorted(path for room in ROOMS for path in (grader / room).rglob("*") if path.suffix in (".py", ".mo", ".ini"))
    suites = [grader / "suites" / entry.chapter / f"test_{entry.name}.py" for entry in kit.entries]
    files = [*rooms, *suites, grader / "reference" / "stubs.json"]
    about = repr((kit.entries, [(path.relative_to(grader).as_posix(), _content(path)) for path in files]))
    return hashlib.sha256(about.encode("utf-8", "backslashreplace")).hexdigest()


def _content(path: Path) -> str:
    """Digest a file; one that isn't there is another matter, told elsewhere. OSError: it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""

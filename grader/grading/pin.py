"""A release's pin: which version of the kit a learner's copy is, and a digest of each file in it that a learner must not change.

Whoever owns a copy can change this list as well: it makes changes seen, and doesn't prevent them. What counts is the teacher's own grading.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from grader.cli.ending import TYPED, reason, told
from grader.grading.kit import ROOT, Misuse
from grader.language import say

FILE = "grader/release.json"
SHOWN = 50  # differences
WORKFLOWS = (".github/", ".gitlab-ci.yml")  # what a teacher removes, where another platform grades


@dataclass(frozen=True)
class Pin:
    """A release. `files`: those that a learner must not change, by their paths from its root, and the SHA-256 of each.

    `theirs`: those that a learner may change, as they were handed out. `classroom`: how its workflow gives points to GitHub Classroom.
    """

    kit_version: str
    title: str
    lang: str
    classroom: Literal["", "partial", "command"]
    files: dict[str, str]
    theirs: dict[str, str]

    def encode(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False).encode() + b"\n"


def read(copy: Path) -> Pin:
    """Read a copy's pin. Misuse: it has none."""
    try:
        return loads((copy / FILE).read_bytes())
    except OSError as error:
        why = reason(error)
        raise told(say("{copy} is no learner's copy: {file} can't be read ({reason}).", copy=copy, file=FILE, reason=why), error) from None
    except (ValueError, TypeError):
        why = say("it was changed by hand")
        raise Misuse(say("{copy} is no learner's copy: {file} can't be read ({reason}).", copy=copy, file=FILE, reason=why)) from None


def loads(data: bytes) -> Pin:
    """Read a pin from JSON. ValueError, TypeError: it is none."""
    found = Pin(**json.loads(data))
    if not all(isinstance(one, dict) for one in (found.files, found.theirs)):
        raise TypeError("files")
    return found


def digest(data: bytes) -> str:
    """Digest a file; how its lines end does not matter: git may write them as the machine likes them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def differences(copy: Path, kit: Path = ROOT) -> list[str]:
    """Say which of the kit's files differ in a learner's copy from the release: this kit's, where it is one, else the copy's own.

    Misuse: there is no release to compare with.
    """
    pin = read(kit if (kit / FILE).is_file() else copy)
    compared = ((path, compare(copy / path, wanted)) for path, wanted in pin.files.items())
    found = [f"{path}: {what}" for path, what in compared if what and not (path.startswith(WORKFLOWS) and _is_missing(copy / path))]
    if (kit / FILE).is_file() and kit.resolve() != copy.resolve() and (what := compare(copy / FILE, digest((kit / FILE).read_bytes()))):
        found.append(f"{FILE}: {what}")
    found += [say("{path}: added", path=path) for path in sorted(_programs(copy)) if path not in pin.files]
    return found if len(found) <= SHOWN else [*found[:SHOWN], say("{number} more", number=len(found) - SHOWN)]


def compare(path: Path, wanted: str) -> str:
    """Say how a file differs from what it should be, by its digest; nothing, where it doesn't. OSError: the machine fails."""
    try:
        if path.is_symlink() or not path.is_file():
            return say("missing") if _is_missing(path) else say("no ordinary file")
        return "" if digest(path.read_bytes()) == wanted else say("changed")
    except OSError as error:
        if error.errno not in TYPED:
            raise
        return say("can't be read ({reason})", reason=reason(error))


def _is_missing(path: Path) -> bool:
    return not (path.exists() or path.is_symlink())


def _programs(copy: Path) -> Iterator[str]:
    """What Python would run before, or in place of, the kit's own: modules at the top, and anything in its folder."""
    for path in [*copy.glob("*.py"), *copy.glob("*/__init__.py")]:
        if not path.parent.name.startswith("."):
            yield path.relative_to(copy).as_posix()
    for folder, folders, files in os.walk(copy / "grader", onerror=_fail):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(folder, name).relative_to(copy).as_posix() for name in files if Path(folder, name) != copy / FILE)


def _fail(error: OSError) -> None:
    """Let nothing stay unseen in a folder that can't be read; one that isn't there is told elsewhere."""
    if not isinstance(error, FileNotFoundError):
        raise error

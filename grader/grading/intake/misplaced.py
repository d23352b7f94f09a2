"""What lies in a submission instead of a missing file: the same file folders deep, or as a browser or a platform has named it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.grading.kit import Entry, exercises
from grader.language import count, say

ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
LEFT_OUT = {"grader", "solutions", "node_modules", "site-packages", "venv", "env"}  # a whole kit, or what is installed; hidden ones, too
DEEPEST, MOST, NAMED = 8, 20_000, 3  # folders; names that are looked at; names that are told
WORD = "copy|kopie|copie|copia|複製|副本|的副本|拷貝|拷贝|コピー"
AFTER = rf"[ _-]*\(\d{{1,3}}\)|[ _-]+\d{{1,3}}|[ _-]*(?:{WORD})"
BEFORE = r"copy of |副本[ _-]*|.*_\d+_\d+_"  # the last one is Canvas'


@dataclass(frozen=True)
class Found:
    """What was found, as paths below the submission: files that must be meant; others that could be; archives; other programs."""

    meant: list[Path] = field(default_factory=list)
    alike: list[Path] = field(default_factory=list)
    packed: list[Path] = field(default_factory=list)
    programs: list[Path] = field(default_factory=list)


def look(entry: Entry, submission: Path) -> Found:
    """Look for an exercise's file. OSError: a folder can't be read, so nobody knows what is in it."""
    found, known = Found(), {f"{one.name}.py" for one in exercises()}
    for path in _files(submission):
        name = unicodedata.normalize("NFKC", path.name)
        if is_packed(name):
            found.packed.append(path)
        elif _pattern(entry, r"\.py(?:\.txt|\.py)?").fullmatch(name):
            found.meant.append(path)
        elif _pattern(entry, r"(?:\.\w{1,8}){0,2}").fullmatch(name):
            found.alike.append(path)
        elif name.lower().endswith(".py") and name not in known:
            found.programs.append(path)
    return found


def is_packed(name: str) -> bool:
    """Tell whether a name is an archive's."""
    return name.lower().endswith(ARCHIVES)


def _pattern(entry: Entry, ending: str) -> re.Pattern[str]:
    name = re.escape(entry.name).replace("_", "[ _-]")
    return re.compile(f"(?:{BEFORE})?{name}(?:{AFTER}){{0,3}}{ending}", re.IGNORECASE)


def _files(submission: Path) -> Iterator[Path]:
    """List ordinary files; no link is followed."""
    seen = 0
    for folder, folders, files in os.walk(submission, onerror=_fail):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__")) and one not in LEFT_OUT)
        below = Path(folder).relative_to(submission)
        if len(below.parts) >= DEEPEST:
            folders.clear()
        for name in sorted(files):
            seen += 1
            if not name.startswith(".") and stat.S_ISREG(os.lstat(Path(folder, name)).st_mode):
                yield below / name
        if seen > MOST:
            return


def _fail(error: OSError) -> None:
    raise error


def missing(shown: str, found: Found) -> str:
    """Say that a file is missing, and what lies there instead."""
    if len(found.meant) > 1:
        none = say("There is no file {file}, and more than one could be meant: {files}.", file=shown, files=_named(found.meant))
        return say("{none} Leave one of them, and give it its name.", none=none)
    if found.alike:
        none = say("There is no file {file}, but there is {files}.", file=shown, files=_named(found.alike))
        return say("{none} If that is your program, give it its name.", none=none)
    if found.packed:
        return count(
            "There is no file {file}, but {files} is still packed: unpack it.",
            "There is no file {file}, but {files} are still packed: unpack them.",
            len(found.packed),
            file=shown,
            files=_named(found.packed),
        )
    none = say("There is no file {file}. Write it, or take the stub from the kit again.", file=shown)
    return say("{none} Other programs are here: {files}.", none=none, files=_named(found.programs)) if found.programs else none


def _named(paths: list[Path]) -> str:
    names = ", ".join(path.as_posix() for path in paths[:NAMED])
    return say("{names}, and {number} more", names=names, number=len(paths) - NAMED) if len(paths) > NAMED else names

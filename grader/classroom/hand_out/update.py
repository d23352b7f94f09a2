"""Bringing a learner's copy to this kit: its files become this kit's, and the learner's own work stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from grader.classroom.hand_out import repository
from grader.classroom.hand_out.choice import Choice
from grader.classroom.hand_out.contents import learners_copy
from grader.grading import pin
from grader.grading.kit import Chapter, Misuse, chapters, exercises, stages
from grader.language import say

LIST = "exercises/kit.toml"


def update(copy: Path) -> Iterator[str]:
    """Bring a copy up to date. Yields what was done, a line a file. Misuse: it is no copy, or has links in it where files should be."""
    old = pin.read(copy)
    if what := pin.compare(copy / LIST, old.files.get(LIST, "")):
        raise Misuse(
            say("{file} of {copy}: {what}. It says what the exercises are worth. Restore it first.", file=LIST, copy=copy, what=what)
        )
    files = learners_copy(choice_of(copy, old))
    for path in sorted({*old.files, *old.theirs, *files}):
        _see_that_it_is_inside(copy, path)
    yield from _remove([path for path in sorted({*old.files, *old.theirs}) if path not in files], copy, old)
    yield from _renew(files, copy, old)


def choice_of(copy: Path, old: pin.Pin) -> Choice:
    """The choice that a copy was made of. An exercise that this kit doesn't have any more is left out."""
    ours = {entry.name: entry for entry in exercises()}
    kept = [
        Chapter(chapter.name, chapter.title, tuple(ours[e.name].worth(e.points) for e in chapter.exercise if e.name in ours))
        for chapter in chapters(copy.resolve())
    ]
    return Choice(tuple(chapter for chapter in kept if chapter.exercise), old.title, old.lang, old.classroom, stages(copy.resolve()))


def _see_that_it_is_inside(copy: Path, path: str) -> None:
    """The copy is a stranger's: nothing outside of it may be written."""
    inner = [copy / part for part in (path, *map(str, Path(path).parents)) if part != "."]
    if Path(path).is_absolute() or ".." in Path(path).parts or any(one.is_symlink() for one in inner):
        raise Misuse(say("{file} of {copy} is, or lies behind, a link. Put the file itself there, and try again.", file=path, copy=copy))


def _remove(paths: list[str], copy: Path, old: pin.Pin) -> Iterator[str]:
    for path in paths:
        if (copy / path).is_file() and (path in old.files or _untouched(copy / path, old.theirs[path])):
            (copy / path).unlink()
            yield say("removed  {file}", file=path)


def _renew(files: dict[str, bytes], copy: Path, old: pin.Pin) -> Iterator[str]:
    ours = pin.loads(files[pin.FILE])
    for path, data in sorted(files.items(), key=lambda one: one[0] == pin.FILE):  # last: it says what a copy is, when it is that
        there = copy / path
        if there.is_file() and pin.digest(there.read_bytes()) == pin.digest(data):
            continue
        if path in ours.theirs and not _may_be_renewed(there, path, old):
            if ours.theirs[path] != old.theirs.get(path):
                yield say("kept     {file}: the learner has changed it; this kit has a newer one", file=path)
        elif there.exists() or path not in old.theirs:
            yield say("renewed  {file}", file=path) if there.exists() else say("added    {file}", file=path)
            repository.write(copy, {path: data})


def _may_be_renewed(there: Path, path: str, old: pin.Pin) -> bool:
    return not there.exists() or (path in old.theirs and _untouched(there, old.theirs[path]))


def _untouched(path: Path, handed_out: str) -> bool:
    return path.is_file() and pin.digest(path.read_bytes()) == handed_out

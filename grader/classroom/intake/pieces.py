"""The pieces that a class handed in: the folders and files at the top of a folder, or of an archive that holds a whole class's."""

from __future__ import annotations

import dataclasses
import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from grader.classroom.intake.owners import is_marked
from grader.classroom.intake.unpacking import archives
from grader.classroom.intake.unpacking.members import CLASS, METADATA, NESTED, Member, Unreadable, is_program, too_much
from grader.cli.ending import reason, told
from grader.grading.intake.misplaced import is_packed
from grader.grading.kit import Misuse, chapters
from grader.grading.results.result import as_text
from grader.language import say

Kind = Literal["folder", "file", "link", "outside"]


@dataclass(frozen=True)
class Piece:
    """A folder or a file of somebody's; "outside": an archive wants it outside of itself.

    `path`: where it is, unless it is in an archive; `members`: what is there of it, then.
    """

    name: str
    kind: Kind
    path: Path | None = None
    members: tuple[Member, ...] = ()

    @property
    def text(self) -> str:
        r"""Its name as text; bytes of a name on this disk that are none are written `\xff`."""
        return as_text(self.name) if self.path else self.name

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.kind == "folder"

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive, by its name."""
        return self.kind == "file" and is_packed(self.name)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open a file. Unreadable: it can't be."""
        if self.path:
            with archives.opened_file(self.path) as file:
                yield file
        else:
            data = self.members[0].read(NESTED + 1)
            if len(data) > NESTED:
                raise too_much(self.name)
            yield io.BytesIO(data)


@contextmanager
def of_class(where: Path) -> Iterator[list[Piece]]:
    """List the pieces in a folder or an archive; hidden ones are left out. Misuse, Told: it can't be read, or is a submission itself."""
    with ExitStack() as stack:
        try:
            is_folder = stat.S_ISDIR(where.stat().st_mode)
            found = _in_folder(where) if is_folder or not is_packed(where.name) else _in_archive(where, stack)
        except OSError as error:
            raise told(say("The submissions can't be read: {folder}: {reason}.", folder=where, reason=reason(error)), error) from None
        except Unreadable as fault:
            raise Misuse(str(fault)) from None
        yield found


def _in_folder(folder: Path) -> list[Piece]:
    with os.scandir(folder) as entries:
        found = [Piece(entry.name, _kind(entry), folder / entry.name) for entry in entries if not entry.name.startswith(".")]
    if any(one.is_folder and one.name == "exercises" for one in found):
        one = say("{folder} is a submission itself: name the folder that it lies in.", folder=folder)
        raise Misuse(say("{it_is_one} To grade it alone: nox -s grade -- --submission {folder}", it_is_one=one, folder=folder))
    if len(found) == 1 and found[0].is_folder and (folder / found[0].name / METADATA).is_file():  # Gradescope's, with a folder around it
        return _in_folder(folder / found[0].name)
    return found


def _kind(entry: os.DirEntry[str]) -> Kind:
    return "link" if entry.is_symlink() else "folder" if entry.is_dir() else "file"


def _in_archive(archive: Path, stack: ExitStack) -> list[Piece]:
    file = stack.enter_context(archives.opened_file(archive))
    members = stack.enter_context(archives.opened(file, archive.name, CLASS))
    found = _pieces([one for one in members if one.parts and not _is_hidden(one.parts)])
    while len(found) == 1 and found[0].is_folder and _is_around(inside := _pieces(found[0].members)):
        found = inside
    own = {"exercises", *(chapter.name for chapter in chapters())}
    if any((one.is_folder and one.name in own) or _is_bare(one) for one in found):
        one = say("{archive} is one learner's submission: a folder, or an archive, for each is expected in it.", archive=archive)
        raise Misuse(say("{it_is_one} To grade it, put it into a folder, and name that.", it_is_one=one))
    return [*found, *(Piece(one.name, "outside") for one in members if not one.parts)]


def _is_bare(piece: Piece) -> bool:
    return piece.kind == "file" and is_program(piece.name) and not is_marked(piece.name, is_folder=False)


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _is_around(pieces: Sequence[Piece]) -> bool:
    """Tell whether what is in a folder are the pieces of a class, so that the folder is only around them."""
    own = {"exercises", *(chapter.name for chapter in chapters())}
    if any(is_marked(one.name, is_folder=one.is_folder) for one in pieces):
        return True
    return sum(one.is_folder for one in pieces) > 1 and not any(one.name in own or _is_bare(one) for one in pieces)


def _pieces(members: Sequence[Member]) -> list[Piece]:
    """Sort members by what is first in their paths."""
    files = [Piece(one.parts[0], "file" if one.kind != "link" else "link", None, (one,)) for one in members if len(one.parts) == 1]
    folders: dict[str, list[Member]] = {}
    for one in members:
        if len(one.parts) > 1:
            folders.setdefault(one.parts[0], []).append(one)
    return [*files, *(Piece(name, "folder", None, tuple(_below(inside))) for name, inside in folders.items())]


def _below(members: Sequence[Member]) -> list[Member]:
    return [dataclasses.replace(one, parts=one.parts[1:]) for one in members]

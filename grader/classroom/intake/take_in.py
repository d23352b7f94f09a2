"""Taking in a class: a folder or an archive, and perhaps a roster; submissions to be graded come out of it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from grader.classroom.collect.submissions import Submission, noted
from grader.classroom.intake import gradescope, learners, pieces, rosters
from grader.classroom.intake.learners import Learner, shown
from grader.classroom.intake.owners import GRADESCOPE, Owner
from grader.classroom.intake.pieces import Piece
from grader.classroom.intake.unpacking.archives import stem
from grader.classroom.intake.unpacking.members import METADATA, Unreadable, is_program, looked_at, most
from grader.classroom.intake.unpacking.pile import Pile
from grader.cli import signals
from grader.cli.ending import reason
from grader.grading.intake.misplaced import MOST, is_packed
from grader.grading.kit import Misuse
from grader.grading.results.result import FAULT, Result
from grader.language import say, translated

ROOT_NAME = "awaitlings-intake-"
LIST = 10_000_000  # bytes of Gradescope's list


@dataclass(frozen=True)
class TakenIn:
    """A class. `found`: its submissions by name; `left_out`: files that are none; `absent`: who handed in nothing, and a note on it."""

    found: list[Submission]
    left_out: list[str]
    absent: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Say how the class was taken in, where there is anything to say."""
        left_out = [say("Left out, as they are no submissions: {files}", files=shown(self.left_out))] if self.left_out else []
        absent = [say("No submission: {names}", names=shown(list(self.absent)))] if self.absent else []
        return [*left_out, *absent, *self.remarks]

    def book(self, results: Mapping[Submission, Result], ungraded: Callable[[str, str], Result]) -> list[Result]:
        """List what a gradebook tells: of each submission that has a result, with its notes, and of whoever is absent.

        `ungraded`: makes a result of somebody who was not graded, with the reason.
        """
        graded = [noted(results[one], one.notes) for one in self.found if one in results]
        return [*graded, *(ungraded(student, why) for student, why in self.absent.items())]


@contextmanager
def taken_in(where: Path, roster: Path | None = None) -> Iterator[TakenIn]:
    """Take in a class. What is unpacked lies in a private folder until the end. Misuse, Told: the class, or the roster, can't be read."""
    listed = rosters.read(roster) if roster else None
    with _Room() as room:
        with pieces.of_class(where) as found:
            groups, remarks = _groups(found)
            whole = learners.of_class(found, listed, groups)
            taken = [_submission(one, where, room) for one in whole.learners]
        if not taken and not whole.absent:
            none = say("{folder} holds no submission: a folder for each student is expected in it, named after the student.", folder=where)
            raise Misuse(none)
        taken.sort(key=lambda one: (one.student.casefold(), one.path.name))
        yield TakenIn(taken, whole.left_out, whole.absent, [*remarks, *whole.remarks])


class _Room:
    """A private folder for what is unpacked; it is made when it is first needed, and removed at the end."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder:
            with signals.held():
                shutil.rmtree(self._folder, ignore_errors=True)

    def new(self) -> Path:
        """Name a folder that is still to be made. OSError: there can be none."""
        self._folder = self._folder or Path(tempfile.mkdtemp(prefix=ROOT_NAME))
        self._number += 1
        return self._folder / str(self._number)


def _groups(found: Sequence[Piece]) -> tuple[dict[str, list[Owner]], list[str]]:
    """Read Gradescope's list, where there is one. Returns whose each folder is, and what is to be said of it."""
    if not any(GRADESCOPE.fullmatch(one.name) and one.is_folder for one in found):
        return {}, []
    groups: dict[str, list[Owner]] = {}
    with suppress(Unreadable, UnicodeDecodeError, OSError):
        for piece in found:
            if piece.name == METADATA and piece.kind == "file":
                with piece.opened() as file:
                    groups = gradescope.owners(file.read(LIST).decode("utf-8-sig"))
    unknown = [one.name for one in found if GRADESCOPE.fullmatch(one.name) and one.name not in groups]
    if not unknown:
        return groups, []
    return groups, [say("Whose these are can't be read in {file}: {names}.", file=METADATA, names=shown(sorted(unknown)))]


def _submission(learner: Learner, where: Path, room: _Room) -> Submission:
    """Take in one learner's pieces; whatever is wrong with them, that is their submission's fault, and no other's."""
    first = learner.owned[0][0]
    path = first.path or where / first.name
    pile = Pile()
    fault, faulty = learner.fault, False
    try:
        if not fault and not _is_taken_as_it_is(learner):
            path = room.new()
            _fill(pile, learner)
            pile.write(path)
    except Unreadable as unreadable:
        fault = str(unreadable)
    except OSError as error:
        fault, faulty = say("This can't be unpacked here: {reason}. {fault}", reason=reason(error), fault=translated(FAULT)), True
    name = "" if path == first.path and learner.student == first.text else learner.student
    return Submission(path, fault, name, (*learner.notes, *pile.notes), faulty)


def _is_taken_as_it_is(learner: Learner) -> bool:
    """Tell whether a folder can be graded where it is: a program is in it, or nothing that could be unpacked."""
    piece = learner.owned[0][0]
    return len(learner.owned) == 1 and piece.is_folder and piece.path is not None and not _packed(piece.path)


def _packed(folder: Path) -> list[Path]:
    """List the archives in a folder without any program; none, where there is a program. OSError: it can't be known."""
    found: list[Path] = []
    faults: list[OSError] = []
    for seen, (place, folders, files) in enumerate(os.walk(folder, onerror=faults.append)):
        below = Path(place).relative_to(folder).parts
        folders[:] = sorted(one for one in folders if looked_at((*below, one, "")))
        wanted = [one for one in sorted(files) if looked_at((*below, one)) and most(one) and _is_file(Path(place, one))]
        if seen > MOST or any(map(is_program, wanted)):
            return []
        found += [Path(place, one) for one in wanted if is_packed(one)]
    if faults:
        raise faults[0]
    return found


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _fill(pile: Pile, learner: Learner) -> None:
    """Collect what a learner handed in. Unreadable: something of it can't be read."""
    number = sum(piece.is_archive for piece, _ in learner.owned)
    for piece, whose in learner.owned:
        if piece.is_folder:
            _fill_from_folder(pile, piece)
            continue
        name = whose.file or piece.name
        with piece.opened() as file:
            if piece.is_archive:
                pile.add_archive(file, piece.name, (stem(name),) if number > 1 else ())
            else:
                pile.add_program((name,), file.read(most(name)), piece.name)


def _fill_from_folder(pile: Pile, piece: Piece) -> None:
    if not piece.path:
        pile.add_members(piece.members, piece.name)
        return
    packed = _packed(piece.path)
    for path in packed:
        around = () if len(packed) == 1 else (*path.relative_to(piece.path).parts[:-1], stem(path.name))
        with Piece(path.name, "file", path).opened() as file:
            pile.add_archive(file, path.name, around)

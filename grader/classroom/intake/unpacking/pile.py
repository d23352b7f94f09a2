"""The programs that one learner handed in, taken out of archives and from beside each other, and written into a folder of their own."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from grader.classroom.intake.unpacking import archives
from grader.classroom.intake.unpacking.members import (
    LEARNER,
    NESTED,
    Kind,
    Limits,
    Member,
    Unreadable,
    is_program,
    looked_at,
    most,
    too_much,
)
from grader.classroom.intake.unpacking.names import alike, writable
from grader.grading.intake.misplaced import is_packed
from grader.language import marked, say, translated
from grader.reports.text import line

PROGRAMS, BYTES, DEEP, LONGEST, NAMED = 2_000, 20_000_000, 3, 800, 3  # files, their bytes; archives in archives; a path; names in a note
WHY: dict[Kind, str] = {"link": marked("a link"), "special": marked("no ordinary file")}
OUTSIDE, TOO_LONG = marked("it leads outside"), marked("its path is too long")
Parts = tuple[str, ...]


class Pile:
    """Programs of one learner, by their place. `notes`: sentences on what was made of them."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._programs: dict[str, list[tuple[Parts, bytes]]] = {}
        self._number = self._bytes = 0

    def add_program(self, parts: Parts, data: bytes, archive: str) -> None:
        """Add a program. Unreadable: there are too many, or they are too big."""
        self._number += 1
        self._bytes += len(data)
        if self._number > PROGRAMS or self._bytes > BYTES:
            raise too_much(archive)
        there = writable(parts)
        if len("/".join(there).encode()) > LONGEST:
            self._leave_out(archive, [(parts[-1], TOO_LONG)])
            return
        same = self._programs.setdefault(alike(there), [])
        if data not in [others for _, others in same]:
            same.append((there, data))

    def add_archive(self, file: BinaryIO, archive: str, at: Parts = (), depth: int = 1, limits: Limits = LEARNER) -> None:
        """Add what is in an archive, below a place. Unreadable: it, or one inside it, can't be read."""
        with archives.opened(file, archive, limits) as members:
            self.add_members(members, archive, at, depth)

    def add_members(self, members: Sequence[Member], archive: str, at: Parts = (), depth: int = 1) -> None:
        """Add what is wanted of some members; tell of what is odd about others. Unreadable: one that is wanted can't be read."""
        if len(members) > LEARNER.members:
            raise too_much(archive)
        self._leave_out(archive, [(one.name, WHY.get(one.kind, OUTSIDE)) for one in members if _is_odd(one)])
        wanted = [one for one in members if one.parts and one.kind not in WHY and looked_at(one.parts) and most(one.parts[-1])]
        for member in wanted:
            around = at if len(wanted) == 1 else (*at, *member.parts[:-1], archives.stem(member.parts[-1]))
            self._add(member, archive, at, around, depth)

    def _add(self, member: Member, archive: str, at: Parts, around: Parts, depth: int) -> None:
        """Add a member below a place; what is in it, if it is an archive, below another."""
        name, shown = member.parts[-1], line(archive, 100)
        if member.kind == "locked":
            raise Unreadable(say("{archive} is locked with a password: have it handed in without one.", archive=shown))
        if member.kind == "strange":
            strange = say("{archive} is packed in a way that can't be read here.", archive=shown)
            raise Unreadable(say("{it_is_strange} Have it handed in as an ordinary zip.", it_is_strange=strange))
        if is_program(name):
            self.add_program((*at, *member.parts), member.read(most(name)), archive)
        elif is_packed(name):
            self._add_nested(member, archive, around, depth)

    def _add_nested(self, member: Member, archive: str, at: Parts, depth: int) -> None:
        if depth >= DEEP:
            raise Unreadable(say("{archive} holds archives in archives, too many deep. Have a look by hand.", archive=line(archive, 100)))
        data = member.read(NESTED + 1)
        if len(data) > NESTED:
            raise too_much(member.parts[-1])
        self.add_archive(io.BytesIO(data), member.parts[-1], at, depth + 1)

    def _leave_out(self, archive: str, odd: Sequence[tuple[str, str]]) -> None:
        """Note what is left out, and why."""
        if odd:
            some = ", ".join(say("{file} ({why})", file=line(name, 60), why=translated(why)) for name, why in odd[:NAMED])
            some = say("{names}, and {number} more", names=some, number=len(odd) - NAMED) if len(odd) > NAMED else some
            self.notes.append(say("Left out of {archive}: {files}.", archive=line(archive, 100), files=some))

    def write(self, folder: Path) -> None:
        """Write the programs into a folder, which is new. Where two could be meant, neither gets the name. OSError: they can't be."""
        folder.mkdir()
        for parts, data in self._placed():
            path = folder.joinpath(*(os.fsdecode(part.encode()) for part in parts))  # also where the locale has no such letters
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _placed(self) -> Iterator[tuple[Parts, bytes]]:
        taken = set(self._programs)
        for same in self._programs.values():
            if len(same) == 1:
                yield same[0]
                continue
            self.notes.append(say("{file} was handed in more than once, not the same each time.", file=line("/".join(same[0][0]), 100)))
            for parts, data in same:
                numbered = (_numbered(parts, number) for number in itertools.count(1))
                there = next(one for one in numbered if alike(one) not in taken)
                taken.add(alike(there))
                yield there, data


def _is_odd(member: Member) -> bool:
    """Tell whether a member is something else than a file, where anything is looked at; or leads outside."""
    return not member.parts or (member.kind in WHY and looked_at(member.parts))


def _numbered(parts: Parts, number: int) -> Parts:
    bare, dot, ending = parts[-1].partition(".")
    return (*parts[:-1], f"{bare} ({number}){dot}{ending}")

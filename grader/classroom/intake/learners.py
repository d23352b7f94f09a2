"""The pieces of each learner: who is who, by what platforms and a roster tell; which of several attempts counts, if anybody can know."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.classroom.intake import rosters
from grader.classroom.intake.owners import Owner, is_marked, owner, prefix
from grader.classroom.intake.pieces import Piece
from grader.classroom.intake.rosters import Roster
from grader.classroom.intake.unpacking.archives import stem
from grader.classroom.intake.unpacking.members import METADATA, is_program
from grader.language import count, listed, say
from grader.reports.text import line

Owned = tuple[Piece, Owner]
SHOWN, NAMED = 60, 20  # characters of a name; names in one place


@dataclass
class Learner:
    """What one learner handed in: pieces, of which all count; or a fault that says why nothing can be graded."""

    student: str
    owned: list[Owned]
    fault: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def names(self) -> str:
        """What was handed in, by name."""
        return listed([line(piece.text, SHOWN) for piece, _ in self.owned])


@dataclass(frozen=True)
class Whole:
    """A class. `left_out`: files that are nobody's; `absent`: who is in the roster only, and why; `remarks`: sentences on it all."""

    learners: list[Learner]
    left_out: list[str]
    absent: dict[str, str]
    remarks: list[str]


def of_class(pieces: Sequence[Piece], roster: Roster | None, groups: Mapping[str, Sequence[Owner]]) -> Whole:
    """Sort a class's pieces by learner. `groups`: whose a folder of Gradescope's is, as its list tells."""
    counted = sorted((one for one in pieces if _counts(one)), key=lambda one: one.name)
    left_out = sorted(line(one.text, SHOWN) for one in pieces if not _counts(one) and one.name != METADATA)
    found: dict[str, Learner] = {}
    for piece, whose in _owned(counted, groups):
        found.setdefault(whose.student, Learner(whose.student, [])).owned.append((piece, whose))
    for learner in found.values():
        _choose(learner)
    if not roster:
        return Whole(list(found.values()), left_out, {}, [])
    return _matched(list(found.values()), left_out, roster)


def _counts(piece: Piece) -> bool:
    return piece.kind in ("folder", "link") or (piece.kind == "file" and is_marked(piece.name, is_folder=False) and _is_read(piece))


def _is_read(piece: Piece) -> bool:
    return piece.is_archive or is_program(piece.name)


def _owned(pieces: Sequence[Piece], groups: Mapping[str, Sequence[Owner]]) -> Iterator[Owned]:
    same = prefix([one.name if one.is_folder else stem(one.name) for one in pieces])
    for piece in pieces:
        for whose in groups.get(piece.name, [owner(piece.text, is_folder=piece.is_folder, prefix=same)]):
            yield piece, whose


def _choose(learner: Learner) -> None:
    """Choose what counts of several pieces; where nobody can know, that is the learner's fault."""
    if any(whose.late for _, whose in learner.owned):
        learner.notes.append(say("Handed in late, says Canvas."))
    if not all(whose.only_text for _, whose in learner.owned):
        learner.owned = [one for one in learner.owned if not one[1].only_text]
    if all(whose.file for _, whose in learner.owned):
        _take_newest(learner)
    elif len(learner.owned) > 1:
        _take_folder(learner)
    if any(piece.kind == "link" for piece, _ in learner.owned):
        learner.fault = say("The submission is a link, and was not followed. Put the folder itself there.")


def _take_newest(learner: Learner) -> None:
    """Take the newest of each file that was handed in several times, as Canvas numbers them."""
    files: dict[str, list[Owned]] = {}
    for one in learner.owned:
        files.setdefault(one[1].file.casefold(), []).append(one)
    newest = [max(same, key=lambda one: (one[1].number, one[1].upload)) for same in files.values()]
    for (piece, whose), same in zip(newest, files.values(), strict=True):
        others = [other for _, other in same if other is not whose]
        if any(other.number == whose.number or other.upload >= whose.upload for other in others):
            learner.fault = _ambiguous(Learner(learner.student, same))
        elif others:
            taken = {"file": line(piece.text, SHOWN), "number": len(same)}
            learner.notes.append(say("Taken: {file}, the newest of {number}, as Canvas numbers them.", **taken))
    learner.owned = newest


def _take_folder(learner: Learner) -> None:
    """Take the folder, where it lies beside the archives that it was unpacked from."""
    folders = [one for one in learner.owned if one[0].is_folder]
    others = [one for one in learner.owned if not one[0].is_folder]
    if len(folders) == 1 and all(piece.is_archive for piece, _ in others):
        names = listed([line(piece.text, SHOWN) for piece, _ in others])
        learner.notes.append(say("Taken: the folder {folder}, not {files} beside it.", folder=line(folders[0][0].text, SHOWN), files=names))
        learner.owned = folders
    else:
        learner.fault = _ambiguous(learner)


def _ambiguous(learner: Learner) -> str:
    several = say("More than one submission could be meant: {names}.", names=learner.names)
    return say("{there_are_several} Leave the one that counts.", there_are_several=several)


def _matched(learners: Sequence[Learner], left_out: list[str], roster: Roster) -> Whole:
    """Call learners as the roster does."""
    rows = {id(one): rosters.find(roster.rows, [key for _, whose in one.owned for key in whose.keys]) for one in learners}
    remarks, absent = list(roster.remarks), {row.student: say("No submission.") for row in roster.rows}
    found: dict[str, Learner] = {}
    for learner in learners:
        match rows[id(learner)]:
            case [row]:
                absent.pop(row.student, None)
                found[row.student] = _one_of(row.student, found.get(row.student), learner)
            case []:
                learner.notes.append(say("Not in the roster."))
                found[learner.student] = _one_of(learner.student, found.get(learner.student), learner)
            case several:
                students = listed([line(row.student, SHOWN) for row in several])
                learner.notes.append(say("More than one line of the roster could be meant: {students}.", students=students))
                found[learner.student] = _one_of(learner.student, found.get(learner.student), learner)
                perhaps = say("No submission, unless {name} is theirs.", name=line(learner.student, SHOWN))
                absent.update({row.student: perhaps for row in several if row.student in absent})
    return Whole(list(found.values()), left_out, absent, remarks + _strangers(learners, rows))


def _one_of(student: str, other: Learner | None, learner: Learner) -> Learner:
    """Call a learner as the roster does. Two that are the same one: nobody knows which counts."""
    if not other:
        return dataclasses.replace(learner, student=student)
    both = Learner(student, [*other.owned, *learner.owned], notes=[*other.notes, *learner.notes])
    both.fault = _ambiguous(both)
    return both


def _strangers(learners: Sequence[Learner], rows: Mapping[int, Sequence[rosters.Row]]) -> list[str]:
    """Tell who matches no line of the roster, or several."""
    names = [line(one.student, SHOWN) for one in learners if len(rows[id(one)]) != 1]
    if not names:
        return []
    return [
        count(
            "{number} submission matches no line of the roster, or more than one, and is graded under its own name: {names}.",
            "{number} submissions match no line of the roster, or more than one, and are graded under their own names: {names}.",
            len(names),
            names=shown(names),
        )
    ]


def shown(names: Sequence[str]) -> str:
    """Name some, and tell how many more there are."""
    some = ", ".join(line(one, SHOWN) for one in names[:NAMED])
    return say("{names}, and {number} more", names=some, number=len(names) - NAMED) if len(names) > NAMED else some

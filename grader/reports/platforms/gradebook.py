"""Gradebooks: CSV for a spreadsheet, for Canvas and for Moodle.

Canvas: instructure/canvas-lms, `lib/gradebook_importer.rb`. Moodle: moodle/moodle, `lib/csvlib.class.php` and
`grade/import/csv/classes/load_data.php`. They get no line for a result that is not whole: a grade that is too low they would take as it is,
and an empty cell as a wish to delete what is there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from grader.grading.results.result import ExerciseResult, Result
from grader.language import say
from grader.reports.content import score, word
from grader.reports.text import line

Form = Literal["plain", "canvas", "moodle"]
Cell = str | int
Rows = Iterator[Sequence[Cell]]

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # what begins one, full-width forms too
NAMED = 5  # files in a note
BOM = "\ufeff"
# Columns that Canvas never reads as an assignment, wherever these words stand in a title; and the words of its second row.
NO_TITLE = re.compile(r"(Current|Final|Override) (?=Score|Points|Grade|Status)")
SECOND_ROW = "Points Possible"
TROUBLES = ("not graded", "broken", "missing", "untouched")  # outcomes that a note tells of


def plain(result: Result) -> str:
    """Write a table of one result, for a spreadsheet."""
    return table([result], "plain")


def canvas(result: Result) -> str:
    """Write one result for Canvas."""
    return table([result], "canvas")


def moodle(result: Result) -> str:
    """Write one result for Moodle."""
    return table([result], "moodle")


def table(results: Sequence[Result], form: Form) -> str:
    r"""Write a line for each result. Lines end with `\n`; cells hold no line break.

    Only "plain" begins with a byte order mark: Excel takes a file without one for an older encoding; importers read UTF-8 anyhow.
    """
    forms: dict[Form, Callable[[Sequence[Result]], Rows]] = {"plain": _plain, "canvas": _canvas, "moodle": _moodle}
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(forms[form](results))
    return (BOM if form == "plain" else "") + file.getvalue()


def _plain(results: Sequence[Result]) -> Rows:
    """Tell everything: points in all and of each exercise (none, where it wasn't graded), and what a teacher should know of.

    The last column is what the programs were put into, where some were; empty for whom none was run.
    """
    names, boxed = _exercises(results), any(one.box for one in results)
    box = ["box"] if boxed else []
    yield ["submission", "points", "max_points", *map(_cell, names), "provisional", "kit_version", "notes", *box]
    for one in results:
        points = {_path(exercise): exercise.points for exercise in one.exercises if exercise.outcome != "not graded"}
        provisional = "yes" if one.provisional else "no"
        parts: list[Cell] = [points.get(name, "") for name in names]
        last = [_cell(one.kit_version), _cell(_notes(one), 1_000), *([_cell(_box(one))] if boxed else [])]
        yield [_cell(one.submission), one.points, one.max_points, *parts, provisional, *last]


def _box(result: Result) -> str:
    """Name what a submission's programs were put into; nothing, where none was run."""
    ran = any(one.outcome in ("complete", "incomplete") for one in result.exercises)
    return result.box or ("none" if ran else "")


def _canvas(results: Sequence[Result]) -> Rows:
    """Tell logins and points, below the columns that Canvas looks for.

    An assignment is found by its title or, where that ends with a number in brackets as in Canvas' own export, by this. The submission is
    in the first column, too, so that a teacher sees which Canvas doesn't know.
    """
    title = NO_TITLE.sub("\\1\u00a0", _title(results))
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title]
    yield [SECOND_ROW, "", "", "", "", _most(results)]
    for one in filter(_whole, results):
        login = _cell(one.submission)
        yield [login.replace(SECOND_ROW, "Points\u00a0Possible"), "", "", login, "", one.points]


def _moodle(results: Sequence[Result]) -> Rows:
    """Tell user names, grades and feedback; which column is which is chosen while importing.

    Moodle refuses a file with a grade above 100, unless it allows unlimited ones, and an item that an import makes is out of 100: the
    second column of grades is for both cases.
    """
    title = _title(results)
    yield ["username", title, f"{title} (percent)", "feedback"]
    for one in filter(_whole, results):
        share = one.points / one.max_points if one.max_points else 0
        yield [_cell(one.submission), one.points, f"{100 * share:.2f}", _feedback(one)]


def _whole(result: Result) -> bool:
    return not (result.error or _nothing_found(result)) and all(one.outcome != "not graded" for one in result.exercises)


def _nothing_found(result: Result) -> bool:
    return all(one.outcome == "missing" for one in result.exercises)


def _exercises(results: Sequence[Result]) -> list[str]:
    """Name all exercises, in the order of the result that has the most."""
    longest_first = sorted(results, key=lambda one: -len(one.exercises))
    return list(dict.fromkeys(_path(exercise) for one in longest_first for exercise in one.exercises))


def _path(exercise: ExerciseResult) -> str:
    return f"{exercise.chapter}/{exercise.name}"


def _title(results: Sequence[Result]) -> str:
    return _cell(next((one.title or one.kit for one in results), "awaitlings"))


def _most(results: Sequence[Result]) -> int:
    return max((one.max_points for one in results), default=0)


def _notes(result: Result) -> str:
    """Tell what a teacher should know, in a line."""
    named = {outcome: [one.name for one in result.exercises if one.outcome == outcome] for outcome in TROUBLES}
    found = [line(result.error)] if result.error else []
    found += [say("No exercise was found.")] if _nothing_found(result) else []
    found += [f"{word(outcome).capitalize()}: {', '.join(names)}." for outcome, names in named.items() if names]
    found += _some_of([line(note, 200) for one in result.exercises for note in one.notes])
    if result.changed:
        more = len(result.changed) - NAMED
        files = ", ".join(line(one, 100) for one in result.changed[:NAMED])
        files = say("{files} and {number} more", files=files, number=more) if more > 0 else files
        found.append(say("Files of the kit that differ: {files}.", files=files))
    return " ".join(found)


def _some_of(notes: list[str]) -> list[str]:
    more = len(notes) - NAMED
    return [*notes[:NAMED], say("{number} more files lay elsewhere.", number=more)] if more > 0 else notes


def _feedback(result: Result) -> str:
    """Tell a learner the points of each exercise; only words of ours: Moodle may show them as HTML."""
    parts = [f"{one.name} {one.points}/{one.max_points} ({word(one.outcome)})" for one in result.exercises]
    decides = f" {say('These points are provisional.')}" if result.provisional else ""
    return _cell(f"{score(result)}: {', '.join(parts)}.{decides}", 2_000)


def _cell(text: str, limit: int = 300) -> str:
    """Text as a cell that no spreadsheet takes for a formula, whatever separates its columns.

    No backslash stands before a quote or at the end: PHP's fgetcsv takes it for an escape, and would go on to the next cell.
    """
    bare = re.sub(r'\\(?="|$)', r"\\ ", line(text, limit).replace(";", ","))
    return f"'{bare}" if bare.startswith(FORMULA) else bare


def cell(text: str, limit: int = 300) -> str:
    """Write a cell of another table than these, as safe as theirs."""
    return _cell(text, limit)

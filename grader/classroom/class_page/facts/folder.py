"""A folder that Dolos and JPlag read as it is: for each exercise, a folder for each learner, and the stub as what everybody was given.

EXERCISE/LEARNER/EXERCISE.py       the programs: `jplag -l python3 -bc EXERCISE/template EXERCISE`
EXERCISE/template/EXERCISE.py      the stub
EXERCISE/info.csv                 the list that Dolos reads: `dolos run -l python -i template/EXERCISE.py info.csv`
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from grader.classroom.class_page.facts.files import Stems, see_that_it_is_new
from grader.classroom.class_page.facts.learners import Class, Done
from grader.classroom.class_page.facts.programs import NAME, stub
from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.language import say
from grader.reports.text import line

TEMPLATE = "template"


def write(everybody: Class, folder: Path) -> int:
    """Write the folder. Returns how many programs are in it. Misuse: there is something there already, or it can't be written."""
    try:
        see_that_it_is_new(folder)
        return sum(_exercise(folder, each) for each in everybody.exercises().values())
    except OSError as error:
        failed = say("{folder} can't be written: {reason}.", folder=line(str(folder), 500), reason=reason(error))
        raise told(failed, error) from None


def _exercise(folder: Path, each: Sequence[Done]) -> int:
    """Write an exercise's programs; untouched stubs are no programs of anybody's."""
    name = each[0].exercise.name
    own = [done for done in each if done.source and done.exercise.outcome != "untouched"]
    if not own or not NAME.fullmatch(name):
        return 0
    if begun := stub(name):
        _put(folder / name / TEMPLATE / f"{name}.py", begun)
    stems = Stems(TEMPLATE)
    rows = [["filename", "id", "full_name"]]
    for done in own:
        stem = stems.of(done.learner)
        _put(folder / name / stem / f"{name}.py", done.source)
        rows.append([f"{stem}/{name}.py", line(done.learner), line(done.learner)])
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    _put(folder / name / "info.csv", file.getvalue())
    return len(own)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8", "backslashreplace"))

"""What is kept for a learner between two commands: the best result of each exercise, and how far its hints have come.

It is kept in .awaitlings/practice.json, proves nothing, and no grading looks at it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from grader.cli.files import write_whole
from grader.grading.kept_plays import notebook
from grader.grading.results.result import ExerciseResult
from grader.language import say

NAME = "practice.json"
FORM = 1


@dataclass
class Note:
    """One exercise. `best`: the most points it has had. `rung`: hints that were told about the check `about`."""

    best: int = 0
    complete: bool = False
    rung: int = 0
    about: str = ""


@dataclass
class Notes:
    """All exercises, by their names."""

    file: Path
    exercises: dict[str, Note] = field(default_factory=dict)

    def of(self, name: str) -> Note:
        """Find an exercise's note; a new one, where there is none."""
        return self.exercises.setdefault(name, Note())

    def saw(self, exercise: ExerciseResult) -> None:
        """Note a result."""
        note = self.of(exercise.name)
        note.best = max(note.best, exercise.points)
        note.complete = exercise.outcome == "complete" if exercise.outcome != "not graded" else note.complete

    def save(self) -> None:
        """Write it, as a whole or not at all; where that can't be, nothing is kept."""
        told = {"form": FORM, "exercises": {name: asdict(note) for name, note in sorted(self.exercises.items())}}
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, json.dumps(told, indent=2).encode() + b"\n")


def read(complain: Callable[[str], None], folder: Path | None = None) -> Notes:
    """Read the notes. A damaged file is told, and begun anew."""
    file = (folder or notebook()) / NAME
    try:
        return Notes(file, _notes(json.loads(file.read_text("utf-8"))))
    except FileNotFoundError:
        return Notes(file)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        complain(say("{file} could not be read, so your notes begin anew: best results and hints. No points depend on them.", file=file))
        return Notes(file)


def _notes(found: Any) -> dict[str, Note]:
    """Take what was read. ValueError, TypeError: it is something else."""
    if found["form"] != FORM:
        raise ValueError("form")
    return {name: _note(**one) for name, one in found["exercises"].items()}


def _note(best: object, complete: object, rung: object, about: object) -> Note:
    if isinstance(best, int) and isinstance(complete, bool) and isinstance(rung, int) and isinstance(about, str):
        return Note(best, complete, rung, about)
    raise TypeError("note")

"""The mutants that no check needs to notice, and why: mutants.toml for the references', learners.toml for the learners' operators."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from grader.grading.kit import ROOT, Entry
from grader.tests.mutation.mutations import Mutant

REFERENCES = Path(__file__).with_name("mutants.toml")
LEARNERS = Path(__file__).with_name("learners.toml")


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that is no mistake, from some Python on. It is known by what changed, so that its line may move.

    sentence: what the task, or the rules that all exercises share, say that allows it; nothing, where it does just the same.
    """

    exercise: str
    operator: str
    change: str
    reason: str
    program: str = "reference"
    sentence: str = ""
    occurrence: int = 1
    since: str = "3.11"

    def excuses(self, mutant: Mutant) -> bool:
        """Tell whether this is the mutant meant."""
        mine = (self.exercise, self.program, self.operator, self.change.strip("\n"), self.occurrence)
        return mine == (mutant.exercise, mutant.program, mutant.operator, mutant.change, mutant.occurrence)

    def is_said(self, entry: Entry) -> bool:
        """Tell whether its sentence is still there, in the task or in the shared rules."""
        said = [(ROOT / "exercises" / name).read_text("utf-8") for name in (entry.path, "README.md")] if self.sentence else []
        return not said or any(" ".join(self.sentence.split()) in " ".join(text.split()) for text in said)

    def __str__(self) -> str:
        """Tell it in one line."""
        program = "" if self.program == "reference" else f"/{self.program}"
        return f"{self.exercise}{program}:{self.operator}  {'  '.join(self.change.split(chr(10)))}"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    equivalent: list[Equivalent] = []


def listed(path: Path = REFERENCES) -> list[Equivalent]:
    """Read the list of mutants that are equivalent on this Python."""
    every = msgspec.toml.decode(path.read_bytes(), type=_File).equivalent
    return [one for one in every if sys.version_info >= tuple(map(int, one.since.split(".")))]


def entry_of(mutant: Mutant) -> str:
    """Write a mutant as the list would have it: only the reason is missing."""
    program = f"program = {mutant.program!r}\n" if mutant.program != "reference" else ""
    occurrence = f"occurrence = {mutant.occurrence}\n" if mutant.occurrence > 1 else ""
    head = f"[[equivalent]]\nexercise = {mutant.exercise!r}\n{program}operator = {mutant.operator!r}\n".replace("'", '"')
    sentence = 'sentence = ""\n' if program else ""
    return f"{head}{occurrence}change = '''\n{mutant.change}'''\n{sentence}reason = \"\""

"""What there is to know of one exercise: its files, its suite, and the verdicts on its labelled submissions."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from grader.authoring.labelled import CORPUS, Labelled
from grader.grading.kit import ROOT, Entry, Misuse
from grader.grading.results.result import ExerciseResult
from grader.suite import Check, Scenario

PAGES = ("README.md", "README.zh-TW.md")
Judged = Sequence[tuple[Labelled, ExerciseResult]]


class Facts:
    """One exercise; what is read is read once."""

    def __init__(self, entry: Entry, judged: Judged = ()) -> None:
        self.entry, self.judged = entry, judged
        self.stub = ROOT / "exercises" / entry.path
        self.reference = ROOT / "solutions" / entry.path
        self.pages = [ROOT / "exercises" / entry.chapter / page for page in PAGES]
        self.corpus = CORPUS / entry.chapter / entry.name

    def files(self) -> Iterator[Path]:
        """List the files that an author writes, whether they are there or not; of the corpus, those that are."""
        yield from (self.stub, self.reference, self.entry.suite, *self.pages)
        yield from sorted(self.corpus.glob("*/*.py"))

    @functools.cached_property
    def suite(self) -> ModuleType:
        """The suite as a module. Misuse: it can't be imported."""
        spec = importlib.util.spec_from_file_location(f"suite_{self.entry.name}", self.entry.suite)
        if spec is None or spec.loader is None:
            raise Misuse(f"{self.entry.suite} can't be imported.")
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise Misuse(f"{self.entry.suite.relative_to(ROOT)} can't be imported: {type(error).__name__}: {error}") from error
        return module

    @property
    def checks(self) -> list[Check]:
        """The suite's checks."""
        return [value.__check__ for value in vars(self.suite).values() if hasattr(value, "__check__")]

    @property
    def scenarios(self) -> list[Scenario]:
        """The suite's scenarios."""
        return [value for value in vars(self.suite).values() if isinstance(value, Scenario)]

    def labelled(self, *labels: str) -> list[tuple[Labelled, ExerciseResult]]:
        """Choose labelled submissions by their labels."""
        return [(one, result) for one, result in self.judged if one.label in labels]

"""The corpus: the suites are tested with labelled submissions."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from grader.judge.kit import exercises
from grader.judge.result import ExerciseResult
from grader.tests.labelled import CORPUS, Labelled, grade_each, labelled, misjudged

EVERY = [one for entry in exercises() for one in labelled(entry)]
ENTRIES = pytest.mark.parametrize("entry", exercises(), ids=lambda entry: entry.name)


@pytest.fixture(scope="module")
def results() -> dict[str, ExerciseResult]:
    """Every labelled submission, graded."""
    return dict(zip([one.id for one in EVERY], grade_each(EVERY), strict=True))


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_each_submission_gets_the_verdict_of_its_label(one: Labelled, results: dict[str, ExerciseResult]) -> None:
    """References and right/ get all points, stubs and do-nothings none, wrong/ fails the check that it names."""
    assert misjudged(one, results[one.id]) == ""


@ENTRIES
def test_the_corpus_is_large_enough(entry: object) -> None:
    """Each exercise has at least three other right ways, and six mistakes."""
    mine = [one for one in EVERY if one.entry is entry and sys.version_info >= one.minimum]
    assert sum(one.label == "right" for one in mine) >= 3
    assert sum(one.label == "wrong" for one in mine) >= 6


@ENTRIES
def test_every_check_is_failed_by_some_submission(entry: object, results: dict[str, ExerciseResult]) -> None:
    """A check that no labelled submission fails might be one that can't fail."""
    mine = [results[one.id] for one in EVERY if one.entry is entry]
    failed = {check.title for result in mine for check in result.checks if check.status == "failed"}
    assert {check.title for check in mine[0].checks} - failed == set()


@ENTRIES
def test_the_untouched_stub_is_called_so(entry: object, results: dict[str, ExerciseResult]) -> None:
    """A stub as it was handed out is neither incomplete nor broken: it is untouched."""
    stub = next(one for one in EVERY if one.entry is entry and one.label == "stub")
    assert results[stub.id].outcome == "untouched"


def test_no_stray_file_lies_in_the_corpus() -> None:
    """Every file of the corpus belongs to an exercise, and is labelled."""
    known = {path for entry in exercises() for path in _files(entry.chapter, entry.name)}
    assert {path for path in CORPUS.rglob("*.py")} - known == set()  # noqa: C416 - a set of paths, as the other side is


def _files(chapter: str, name: str) -> Iterator[object]:
    for label in ("right", "wrong"):
        yield from (CORPUS / chapter / name / label).glob("*.py")

"""Mutants are graded as submissions are, and a grader that is gone is no verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.grading.commands import give_up
from grader.grading.kit import ROOT, choose
from grader.judge.request import Exercise, Played
from grader.recording.recording import Outcome, Recording
from grader.suite import NotJudged, Scenario
from grader.tests.mutation import grading
from grader.tests.mutation.grading import Grader, play

(ENTRY,) = choose(("limit_workers",))
REFERENCE = (ROOT / "solutions" / ENTRY.path).read_text("utf-8")


def test_programs_are_graded() -> None:
    """Nothing is noticed of the reference; of a program that isn't there, of one that is broken, and of one that hangs, something is."""
    hangs = REFERENCE.replace("return await job()", "while True: pass")
    reference, *others = play([(ENTRY, REFERENCE), (ENTRY, ""), (ENTRY, "def"), (ENTRY, hangs)])
    assert reference == ""
    assert all(others)


def test_a_grader_that_ends_is_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mutant that no grader has seen has not survived: here there is none, as its folder holds no kit."""
    monkeypatch.setattr(grading, "ROOT", tmp_path)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    grader = Grader(tmp_path / "grader")
    with pytest.raises(RuntimeError, match="The grader ended with 1"):
        grader.noticed(ENTRY, REFERENCE)


@pytest.mark.parametrize(("outcome", "slow"), [("returned", False), ("deadlock", False), ("busy", True), ("endless", True)])
def test_a_hurried_grader_gives_up(outcome: Outcome, slow: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A play that a limit has ended is the last one of its scenario."""
    played = Played(Recording("ten_jobs", outcome, 0.0))
    exercise, scenario = Exercise("limit_workers", "", "", Path()), Scenario("ten_jobs", print, {}, {}, cancelled=False)
    try:
        give_up(exercise, scenario, played)
    except NotJudged:
        assert slow
    else:
        assert not slow

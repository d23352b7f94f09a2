"""The labelled submissions of all exercises are graded by graders that live on, while everything else is tested."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from grader.authoring.facts import Facts
from grader.authoring.labelled import Grading, Labelled, labelled
from grader.grading.kit import exercises
from grader.language import ENGLISH, VARIABLE

ALL_POINTS = ("reference", "right")  # labels of submissions that must get them
LONG = (0, 900)  # the limits of tests that take long, as pytest-timeout counts: 0 is none
# The same examples at each run, and no real time: a test of ours must not depend on chance, or on how busy a machine is.
settings.register_profile("kit", derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
settings.load_profile("kit")
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "awaitlings-hypothesis")  # what it keeps there is a table of Unicode
os.environ[VARIABLE] = ENGLISH  # whatever this machine speaks: tests compare what is said


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--mistakes N` makes a run shorter: noxfile.py says so to newer Pythons. The others make it longer: they leave nothing out."""
    mistakes = "of the labelled submissions that must lose points, grade each N-th; with 0, none (default: all)"
    parser.addoption("--mistakes", type=int, default=1, metavar="N", help=mistakes)
    parser.addoption("--both-hosts", action="store_true", help="compare the two hosts over all labelled submissions, not every 50th")
    parser.addoption("--all-faults", action="store_true", help="let each system call fail once, not every third")
    parser.addoption("--all-fresh", action="store_true", help="compare used processes with fresh ones over all labelled submissions")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits for the labelled submissions: a worker of pytest-xdist has it all. The others begin with the longest files."""
    long = {item.path for item in items if (timeout := item.get_closest_marker("timeout")) and timeout.args[0] in LONG}
    items.sort(key=lambda item: (not _waits(item), item.path not in long))


@pytest.fixture(scope="session")
def facts(pytestconfig: pytest.Config) -> dict[str, Facts]:
    """What there is to know of every exercise, with every labelled submission graded."""
    with Grading(_to_be_graded(pytestconfig.option.mistakes)) as grading:
        judged = list(zip(grading.many, grading.results(), strict=True))
    return {entry.name: Facts(entry, [pair for pair in judged if pair[0].entry == entry]) for entry in exercises()}


def _to_be_graded(each: int) -> list[Labelled]:
    many = [one for entry in exercises() for one in labelled(entry)]
    mistakes = [one for one in many if one.label not in ALL_POINTS]
    return [*(one for one in many if one.label in ALL_POINTS), *(mistakes[::each] if each else ())]


def _waits(item: pytest.Item) -> bool:
    return "facts" in getattr(item, "fixturenames", ())

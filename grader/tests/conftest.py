"""The labelled submissions of all exercises are graded in the background, while everything else is tested."""

from __future__ import annotations

import pytest

from grader.authoring.facts import Facts
from grader.authoring.labelled import LABELS, Grading, labelled
from grader.judge.kit import exercises

GRADING = pytest.StashKey[Grading]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--right-only`: leave the mistakes out; noxfile.py says so to Pythons between the oldest and the newest."""
    parser.addoption("--right-only", action="store_true", help="grade only those labelled submissions that must get all points")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what waits for the labelled submissions to the end."""
    items.sort(key=_waits)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to grade them, if any test wants to know."""
    if any(map(_waits, session.items)) and not session.config.option.collectonly:
        labels = ("right", "reference") if session.config.option.right_only else LABELS
        chosen = [one for entry in exercises() for one in labelled(entry) if one.label in labels]
        session.config.stash[GRADING] = Grading(chosen).__enter__()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what is still being graded."""
    if grading := config.stash.get(GRADING, None):
        grading.__exit__()


@pytest.fixture(scope="session")
def facts(pytestconfig: pytest.Config) -> dict[str, Facts]:
    """What there is to know of every exercise, with every labelled submission graded."""
    grading = pytestconfig.stash[GRADING]
    judged = list(zip(grading.many, grading.results(), strict=True))
    return {entry.name: Facts(entry, [pair for pair in judged if pair[0].entry == entry]) for entry in exercises()}


def _waits(item: pytest.Item) -> bool:
    return "facts" in getattr(item, "fixturenames", ())

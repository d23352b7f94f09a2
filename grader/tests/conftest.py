"""The labelled submissions of all exercises are graded in the background, while everything else is tested."""

from __future__ import annotations

import pytest

from grader.authoring.facts import Facts
from grader.authoring.labelled import Grading, labelled
from grader.judge.kit import exercises

GRADING = pytest.StashKey[Grading]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what waits for the labelled submissions to the end."""
    items.sort(key=_waits)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to grade them, if any test wants to know."""
    if any(map(_waits, session.items)) and not session.config.option.collectonly:
        session.config.stash[GRADING] = Grading([one for entry in exercises() for one in labelled(entry)]).__enter__()


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

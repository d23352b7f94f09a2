"""A learner's copy for each test: made once, and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.tests.practice import copies


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that nobody has touched."""
    return copies.copy(tmp_path_factory.mktemp("practice") / "kit")


@pytest.fixture
def kit(untouched: Path, tmp_path: Path) -> Path:
    """A learner's copy, to work in."""
    shutil.copytree(untouched, tmp_path / "kit")
    return tmp_path / "kit"

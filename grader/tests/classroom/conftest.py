"""What is handed out, and a kit whose class is graded: made once for the tests that look at them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from grader.classroom.hand_out.contents import ROOMS
from grader.tests import sample_kit
from grader.tests.classroom.releases import release
from grader.tests.classroom.small_class import make as small_class_made


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of all exercises."""
    folder = tmp_path_factory.mktemp("whole") / "kit"
    assert release("--out", str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of some, in Chinese, with points of its own and all that can go with it."""
    folder = tmp_path_factory.mktemp("week") / "week 3"
    done = release(
        *("--out", str(folder), "--exercises", "04_tasks", "limit_workers", "--points", "limit_workers=25", "04_tasks=12"),
        *("--title", "第三週", "--lang", "zh-TW", "--gradescope", "--classroom50"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(week: Path, tmp_path: Path) -> Path:
    """A learner's copy of it, to be changed."""
    shutil.copytree(week, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of two exercises."""
    return sample_kit.make(tmp_path_factory.mktemp("grade_all"), ["first", "second"], rooms=(*ROOMS, "classroom"))


@pytest.fixture(scope="session")
def small_class(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small class, graded: its submissions, and its results."""
    if sys.platform != "linux":
        pytest.skip("a class is graded on Linux here")
    return small_class_made(tmp_path_factory.mktemp("small_class"))

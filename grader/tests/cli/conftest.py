"""A kit of two exercises, of which the first is solved, and the second isn't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.classroom.hand_out.contents import ROOMS
from grader.tests import sample_kit

HOSTILE = Path(__file__).parents[1] / "hostile"


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit; its exercises/ holds a good program and a wrong one."""
    kit = sample_kit.make(tmp_path_factory.mktemp("cli"), ["first", "second"], rooms=(*ROOMS, "classroom", "authoring"))
    shutil.copy(HOSTILE / "good.py", kit / "exercises" / sample_kit.CHAPTER / "first.py")
    shutil.copy(HOSTILE / "guesses_answers.py", kit / "exercises" / sample_kit.CHAPTER / "second.py")
    return kit

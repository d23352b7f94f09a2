"""The references on other systems: their lacks are hidden here, and all get all points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.grading import kit
from grader.grading.kit import ROOT
from grader.subjects.choice import VARIABLE

LAUNCHER = [sys.executable, "-m", "grader.tests.portable.hiding"]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what another system lacks is hidden from Linux")
pytestmark = [LINUX, pytest.mark.timeout(900)]
LONG = "a folder's name that is rather long " * 3  # spaces, too: with what is below it, more than a Unix socket's name can hold


def _lost_points(system: str, folder: Path) -> list[str]:
    """Grade the references as on that system. Returns what is said of each check that was not passed."""
    temporary = folder / LONG / "暫存"
    temporary.mkdir(parents=True)
    file = folder / "result.json"
    words = ["grade", "--submission", "solutions", "--final", "--json", str(file)]
    env = {name: value for name, value in os.environ.items() if name != VARIABLE} | {"TMPDIR": str(temporary)}
    done = subprocess.run([*LAUNCHER, system, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert list(temporary.iterdir()) == []
    exercises = json.loads(file.read_bytes())["exercises"]
    assert len(exercises) == len(kit.exercises())
    checks = [(one["name"], one["message"], check) for one in exercises for check in one["checks"]]
    return [f"{name}: {said} {check['title']}: {check['message']}" for name, said, check in checks if check["status"] != "passed"]


@pytest.mark.parametrize("system", ["windows", "macos", "macos-without-psutil"])
def test_the_references_get_all_points_there(system: str, tmp_path: Path) -> None:
    """Without what that system lacks, in a temporary folder with a long and foreign name, each reference gets its points."""
    assert _lost_points(system, tmp_path) == []


LOOK = """
import sys
from grader.tests.portable import hiding
hiding.hide(sys.argv[1])
import grader.lab.loops.outside as ours, grader.lab.threads.kernel as kernel, grader.subjects.tree as tree
print(tree.sight, kernel.AVAILABLE, hasattr(ours.os, "sched_getaffinity"))
"""


def _look(program: str, *words: str) -> str:
    return subprocess.run([sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_what_is_hidden_is_not_seen(system: str) -> None:
    """The kit's own modules see no /proc, and no name that only Linux has."""
    assert _look(LOOK, system) == "none False False"


IMPORTS = """
import importlib, pathlib, pkgutil, sys
from grader.tests.portable import hiding
hiding.hide("windows")
rooms = ("language", "cli", "recording", "suite", "lab", "subjects", "judge", "grading", "reports", "authoring", "classroom")
for room in rooms:
    package = importlib.import_module(f"grader.{room}")
    for one in pkgutil.walk_packages(package.__path__, f"grader.{room}."):
        if "template" not in one.name and one.name not in sys.argv[1:]:
            try:
                importlib.import_module(one.name)
            except Exception as error:
                print(one.name, type(error).__name__, error)
"""


def test_every_module_can_be_imported_on_windows() -> None:
    """No module asks at its import for what Windows lacks; but for the fork server, which is no matter of Windows."""
    assert _look(IMPORTS, "grader.subjects.fork.server") == ""

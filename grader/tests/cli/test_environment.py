"""What somebody has set for other programs changes no verdict."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.environment import HARMLESS
from grader.grading.kit import ROOT
from grader.tests.cli.front_door import plain, typed

HOSTILE = "raise SystemExit('hostile')\n"
SHADOWS = ("pytest", "click", "msgspec", "rich", "pytest_asyncio", "conftest", "grader_plugin")
SETTINGS = {
    "PYTHONOPTIMIZE": ("1", "2"), "PYTHONSAFEPATH": ("1",), "PYTHONWARNINGS": ("error",), "PYTHONDEVMODE": ("1",),
    "PYTHONINSPECT": ("1",), "PYTHONSTARTUP": ("HOSTILE/click.py",), "PYTHONPATH": ("HOSTILE",), "PYTHONASYNCIODEBUG": ("1",),
    "PYTHONTRACEMALLOC": ("5",), "PYTHONHASHSEED": ("1",), "PYTHONNODEBUGRANGES": ("1",), "PYTHONUNBUFFERED": ("1",),
    "PYTHON_CPU_COUNT": ("1",), "PYTHONINTMAXSTRDIGITS": ("640",), "PYTHONBREAKPOINT": ("os.abort",),
    "PYTEST_PLUGINS": ("nosuch", "grader_plugin"), "PYTEST_ADDOPTS": ("--collect-only", "-k nothing", "--nonsense"),
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": ("",), "PYTEST_CURRENT_TEST": ("x",),
}  # fmt: skip
FLAGS = {"O": ["-O"], "OO": ["-OO"], "errors": ["-W", "error"], "dev": ["-X", "dev"], "inspect": ["-i"], "safe": ["-E"], "bytes": ["-bb"]}
FILES = {
    "conftest.py": HOSTILE,
    "pytest.ini": "[pytest]\naddopts = --collect-only\n",
    ".pytest.ini": "[pytest]\naddopts = --nonsense\n",
    "tox.ini": "[pytest]\naddopts = --nonsense\n",
    "setup.cfg": "[tool:pytest]\naddopts = --nonsense\n",
    **{f"{name}.py": HOSTILE for name in SHADOWS},
}


@pytest.fixture(scope="module")
def expected(kit: Path) -> bytes:
    """The result as it should be: the first is right, and the second isn't."""
    done = typed("grade", "--json", "-", kit=kit)
    points = [one["points"] for one in json.loads(done.out)["exercises"]]
    assert (done.code, done.err, points) == (1, b"", [10, 0])
    return done.out


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of modules that end whoever imports them."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in SHADOWS:
        (folder / f"{name}.py").write_text(HOSTILE)
    return folder


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SETTINGS.items() for value in values])
def test_a_variable_changes_nothing(kit: Path, expected: bytes, hostile: Path, name: str, value: str) -> None:
    """Whatever is set for Python or pytest: the same bytes, the same exit code, and no word about it."""
    path = {"PYTHONPATH": str(kit)} if name == "PYTHONSAFEPATH" else {}  # somebody must say where the kit is, then
    done = typed("grade", "--json", "-", settings={**path, name: value.replace("HOSTILE", str(hostile))}, kit=kit)
    assert (done.code, done.out, done.err) == (1, expected, b"")


@pytest.mark.parametrize("flags", FLAGS.values(), ids=FLAGS)
def test_a_flag_of_python_changes_nothing(kit: Path, expected: bytes, flags: list[str]) -> None:
    """The same for what is typed after `python`: checks are assertions, and none is taken away."""
    done = typed("grade", "--json", "-", flags=flags, kit=kit)
    assert (done.code, done.out, done.err) == (1, expected, b"")


def test_files_that_pytest_looks_for_change_nothing(kit: Path, expected: bytes, tmp_path: Path) -> None:
    """A conftest.py, a pytest.ini or a click.py of somebody's, in the kit, beside the exercises or around them, is not read."""
    copy = tmp_path / "around" / "kit"
    shutil.copytree(kit, copy)
    for folder in (copy, copy / "exercises", copy / "exercises" / "samples", copy / "grader" / "suites" / "samples", copy.parent):
        for name, text in FILES.items():
            (folder / name).write_text(text)
    start = [sys.executable, "-I", str(copy / "grader" / "cli" / "start.py"), "grader", "grade", "--json", "-"]
    by_nox = subprocess.run(start, cwd=copy, env=plain(), capture_output=True, check=False)
    assert (by_nox.returncode, by_nox.stdout, by_nox.stderr) == (1, expected, b"")
    by_hand = typed("grade", "--json", "-", kit=copy)
    assert (by_hand.code, by_hand.out, by_hand.err) == (1, expected, b"")


def test_a_command_runs_from_any_folder(kit: Path, expected: bytes, hostile: Path) -> None:
    """Started by its path, a command takes its own kit, and nothing of the folder that it was started in."""
    start = [sys.executable, "-I", str(kit / "grader" / "cli" / "start.py"), "grader", "grade", "--json", "-"]
    done = subprocess.run(start, cwd=hostile, env=plain(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, expected, b"")


@pytest.mark.parametrize("name", [*sorted(HARMLESS), "AWAITLINGS"])
def test_the_ordinary_case_needs_no_second_interpreter(name: str) -> None:
    """What changes no verdict is no reason to start anew."""
    ask = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from grader.cli.environment import clean_enough; print(clean_enough())"
    settings = {name: "ascii" if name == "PYTHONIOENCODING" else "1"}
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=plain(settings), capture_output=True, check=False)
    assert done.stdout == b"True\n"

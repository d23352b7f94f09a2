"""A learner's environment: made once, whoever is quicker, made anew where it doesn't fit, and never left half-made."""

from __future__ import annotations

import ast
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grading.kit import ROOT

SET_UP = "print(noxfile.set_up(noxfile.ENVIRONMENTS / 'grade'))"
# Runs a line with noxfile.py at hand; a stand-in for nox knows what the file asks of it.
DRIVER = """
import importlib.util, sys, tomllib, types
from pathlib import Path

nox = sys.modules["nox"] = types.ModuleType("nox")
nox.session = lambda *function, **options: function[0] if function else (lambda function: function)
nox.options, nox.Session = types.SimpleNamespace(), object
nox.project = types.SimpleNamespace(load_toml=lambda path: tomllib.loads(path.read_text("utf-8")))
if version := sys.argv[2:]:
    sys.version_info = tuple(map(int, version))
spec = importlib.util.spec_from_file_location("noxfile", "noxfile.py")
noxfile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(noxfile)
exec(sys.argv[1])
"""
Popen = subprocess.Popen[str]


def _kit(folder: Path) -> Path:
    shutil.copy(ROOT / "noxfile.py", folder)
    (folder / "pyproject.toml").write_text('[project]\nname = "kit"\ndependencies = ["pip"]\n')
    return folder


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit that needs nothing but what a new environment has."""
    return _kit(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, str]]]:
    """A kit, and how three first runs at once ended there: with which exit code, and which words."""
    kit = _kit(tmp_path_factory.mktemp("noxfile"))
    said = [(process, process.communicate()[1]) for process in [_start(kit) for _ in range(3)]]
    return kit, [(process.returncode, err) for process, err in said]


def _start(kit: Path, line: str = SET_UP, *version: int) -> Popen:
    command = [sys.executable, "-c", DRIVER, line, *map(str, version)]
    return subprocess.Popen(command, cwd=kit, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _run(kit: Path, line: str = SET_UP, *version: int) -> tuple[int, str, str]:
    process = _start(kit, line, *version)
    out, err = process.communicate()
    return process.returncode, out, err


def _works(kit: Path) -> bool:
    """Whether the environment has pip, and finds the kit."""
    python = str(kit / ".nox" / "grade" / "bin" / "python")
    done = subprocess.run([python, "-P", "-c", "import pip, sys; print(sys.path)"], cwd="/", capture_output=True, text=True, check=False)
    return done.returncode == 0 and repr(str(kit)) in done.stdout


ANEW = "Setting up. This is done once, and takes a moment.\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the paths in here are POSIX")


def test_first_runs_at_once_wait_for_each_other(first: tuple[Path, list[tuple[int, str]]]) -> None:
    """Three first runs at once: one sets up, the others wait, and all have it then; the next run has nothing to do."""
    kit, ended = first
    assert [code for code, _ in ended] == [0, 0, 0]
    assert sum(ANEW in said for _, said in ended) == 1
    assert (_works(kit), _run(kit)[2]) == (True, "")


def _half_made(kit: Path) -> None:
    shutil.rmtree(kit / ".nox" / "grade")
    process = _start(kit)
    while process.poll() is None and not (kit / ".nox" / "grade" / "pyvenv.cfg").exists():
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _of_another_python(kit: Path) -> None:
    stamp = kit / ".nox" / "grade" / ".installed"
    stamp.write_text("\n".join(["0" * 64, *stamp.read_text().split()[1:]]))


def _without_its_python(kit: Path) -> None:
    (kit / ".nox" / "grade" / "bin" / "python").unlink()


def _of_an_older_noxfile(kit: Path) -> None:
    (kit / ".nox" / "grade" / ".installed").write_text("0" * 64)


@pytest.mark.parametrize("spoil", [_half_made, _of_another_python, _without_its_python, _of_an_older_noxfile], ids=lambda one: one.__name__)
def test_an_environment_that_does_not_fit_is_made_anew(first: tuple[Path, object], spoil: Callable[[Path], None]) -> None:
    """Half-made by a killed run, made by another Python, or without one: it is cleared, and made again."""
    kit, _ = first
    (kit / ".nox" / "grade" / "stale").touch()
    spoil(kit)
    code, _, err = _run(kit)
    assert (code, err, _works(kit), (kit / ".nox" / "grade" / "stale").exists()) == (0, ANEW, True, False)


def test_what_is_needed_now_is_installed(first: tuple[Path, object]) -> None:
    """Where only pyproject.toml has changed, the environment stays, and what is new is installed; if that fails, it says so."""
    kit, _ = first
    (kit / "pyproject.toml").write_text('[project]\nname = "kit"\ndependencies = ["pip", "nosuch @ file:///nowhere/nosuch.whl"]\n')
    code, out, err = _run(kit)
    assert (code, out, ANEW in err) == (3, "", False)
    assert err.startswith("awaitlings could not be set up here: ")
    assert "Traceback" not in err
    (kit / "pyproject.toml").write_text('[project]\nname = "kit"\ndependencies = ["pip"]\n')
    assert _run(kit)[::2] == (0, "")


def test_a_killed_run_leaves_no_lock(kit: Path) -> None:
    """Who holds the lock and is killed holds it no more."""
    holds = "with noxfile.alone(noxfile.ENVIRONMENTS / 'grade'): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", DRIVER, holds]
    with subprocess.Popen(command, cwd=kit, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        waiting = _start(kit, "with noxfile.alone(noxfile.ENVIRONMENTS / 'grade'): print('mine')")
        assert waiting.stderr
        assert waiting.stderr.readline() == "Another run is setting up just now; waiting for it.\n"
        holder.kill()
        assert (*waiting.communicate(), waiting.returncode) == ("mine\n", "", 0)


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 9, 18), (3, 10, 13)])
def test_an_old_python_says_so_and_leaves_nothing(kit: Path, version: tuple[int, ...]) -> None:
    """An old Python can read the file, says that it is too old with exit code 2, and no environment of it is left."""
    ast.parse((kit / "noxfile.py").read_text("utf-8"), feature_version=(version[0], version[1]))
    code, out, err = _run(kit, SET_UP, *version)
    assert (code, out, err.startswith("awaitlings needs Python 3.11 or newer; this is ")) == (2, "", True)
    assert sorted(path.name for path in kit.iterdir() if path.name != "__pycache__") == ["noxfile.py", "pyproject.toml"]


def test_a_damaged_list_is_told(kit: Path) -> None:
    """What can't be read is told in a sentence, with exit code 3."""
    (kit / "pyproject.toml").write_text("damaged")
    line = "noxfile.command(types.SimpleNamespace(name='grade', posargs=[]), 'grader', 'grade')"
    code, _, err = _run(kit, line)
    assert (code, err.startswith("awaitlings could not be set up here: TOMLDecodeError: "), "Traceback" in err) == (3, True, False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_reaches_the_command(kit: Path, number: signal.Signals) -> None:
    """What ends nox is passed on, and the command's own exit code is what comes of it."""
    program = "import signal, sys; signal.signal(NUMBER, lambda *_: sys.exit(130)); print('ready', flush=True); signal.pause()"
    words = f"[sys.executable, '-c', {program.replace('NUMBER', str(int(number)))!r}]"
    process = _start(kit, f"sys.exit(noxfile.run_to_its_end({words}))")
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert (process.communicate()[1], process.returncode) == ("", 130)

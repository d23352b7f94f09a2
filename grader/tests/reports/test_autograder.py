"""The script that grades in Classroom 50, run as its runner runs it: in a student's checkout, with a kit beside the script."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.classroom.hand_out.repository import write
from grader.grading.kit import ROOT
from grader.reports.platforms import github
from grader.tests.reports.samples import COMPLETE, HALF, PARTLY
from grader.tests.reports.test_github import parse, read_lines

SCRIPT = ROOT / "grader" / "classroom" / "hand_out" / "template" / "classroom50" / "autograder.py"
HEAD = "import json, os, pathlib, sys, time\nfile = pathlib.Path(sys.argv[sys.argv.index('--json') + 1])\n"
WRITES = f"{HEAD}file.write_bytes(pathlib.Path('canned.json').read_bytes())\n"

Run = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Make a folder as Classroom 50 lays it out: the script, and a kit whose grading a test writes itself."""
    kit = tmp_path / "week3" / "kit"
    for path in ("grader/judge/__init__.py", "grader/grading/kit.py", "grader/grading/results/result.py", "exercises/kit.toml"):
        (kit / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, kit / path)
    for room in ("cli", "language", "recording", "reports"):
        shutil.copytree(ROOT / "grader" / room, kit / "grader" / room, ignore=shutil.ignore_patterns("__pycache__"))
    (kit / "pyproject.toml").write_text('[project]\nname = "kit"\ndependencies = []\n')
    shutil.copy(SCRIPT, tmp_path / "week3" / "autograder.py")
    (tmp_path / "checkout").mkdir()
    return tmp_path


@pytest.fixture
def run(bundle: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Give what runs the script: with the program that takes the grading's place. It tells exit code, result.json, and what was printed."""
    monkeypatch.chdir(bundle / "checkout")
    monkeypatch.setenv("AWAITLINGS_PYTHON", sys.executable)
    monkeypatch.setenv("OWNER", "ada")

    def run(program: str, result: object = HALF, **settings: object) -> tuple[int, dict[str, Any], str]:
        (bundle / "week3" / "kit" / "grader" / "__main__.py").write_text(program)
        (bundle / "week3" / "kit" / "canned.json").write_text(json.dumps(asdict(result)))  # type: ignore[call-overload]
        module: Any = load(bundle / "week3" / "autograder.py")
        for name, value in settings.items():
            setattr(module, name, value)
        code = module.main()
        return code, json.loads(Path("result.json").read_text()), capfd.readouterr().out

    return run


def load(script: Path) -> object:
    """Import a script by its path."""
    spec = spec_from_file_location("autograder", script)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def effects(printed: str) -> list[str]:
    """Tell which commands a runner obeys: between `stop-commands` and its token, none."""
    found, token = [], ""
    for line in read_lines(printed):
        command = parse(line)
        if token:
            token = "" if line.strip() == f"::{token}::" else token
        elif command and command[0] == "stop-commands":
            token = command[2]
        elif command:
            found.append(command[0])
    assert not token
    return found


def test_what_was_earned_is_left_in_the_checkout(run: Run) -> None:
    """Where all was graded, its exit code is 0: result.json has the points, release-body.md tells of them, annotations are printed."""
    code, result, printed = run(WRITES)
    assert (code, result["score"], result["max-score"]) == (0, 13, 50)
    assert Path("release-body.md").read_text("utf-8") == github.summary(HALF)
    assert effects(printed) == ["error"] * 5


def test_what_could_not_be_graded_is_not_recorded(run: Run) -> None:
    """An error of the grading is an error of the infrastructure: another exit code than 0; the files say why."""
    code, result, printed = run(WRITES, PARTLY)
    assert code == 1
    assert result["tests"][-1]["message"] == PARTLY.error
    assert PARTLY.error in Path("release-body.md").read_text("utf-8")
    assert f"::error title={github.ERROR}::{PARTLY.error}" in printed


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (f"{HEAD}sys.exit(2)", "without a result (exit code 2)"),
        (f"{HEAD}file.write_text('not JSON')", "JSONDecodeError"),
        (f"{WRITES}os.remove('grader/reports/__main__.py')", "can't be reported (exit code 1)"),
        (f"{HEAD}time.sleep(60)", "more than 0.5 seconds"),
    ],
)
def test_whatever_fails_leaves_a_result(run: Run, program: str, said: str) -> None:
    """The grading may find nothing, write nonsense, break or hang: there is a valid result.json, which says what happened."""
    settings = {"GRADING": 0.5} if "sleep" in program else {}
    code, result, printed = run(program, **settings)
    assert (code, result["score"], result["max-score"], result["owner"]) == (1, 0, 0, "ada")
    assert said in result["tests"][0]["message"]
    assert said in Path("release-body.md").read_text("utf-8")
    assert effects(printed) == ["error"]


def test_a_missing_kit_is_told(run: Run, bundle: Path) -> None:
    """A teacher who forgot the kit reads where it belongs."""
    code, result, _ = run(WRITES, KIT=bundle / "nowhere")
    assert code == 1
    assert "There is no kit beside autograder.py" in result["tests"][0]["message"]


def test_what_a_program_prints_is_no_command(run: Run) -> None:
    """What the grading prints reaches the log, and none of it the runner."""
    code, _, printed = run(f"{WRITES}print('::error::forged')\nprint('a ##[error]forged')\nprint('::stop-commands::x\\n::x::')", COMPLETE)
    assert code == 0
    assert "::error::forged" in printed
    assert "##[" not in printed
    assert effects(printed) == []


def test_a_program_is_told_nothing_of_the_job(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the job's files nor its secrets are in the environment of what runs a student's program."""
    for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "SECRET", "ACTIONS_RUNTIME_TOKEN", "CLASSROOM"):
        monkeypatch.setenv(name, "a secret of the job")
    _, result, printed = run(f"{WRITES}print(os.environ)")
    assert "a secret of the job" not in printed
    assert result["classroom"] == "a secret of the job"  # the report is told


def test_nothing_of_the_students_is_imported(run: Run) -> None:
    """Modules in the checkout are not found by what grades, whatever they are called."""
    for name in ("json", "tempfile", "pip", "pytest", "grader", "sitecustomize"):
        Path(f"{name}.py").write_text("raise SystemExit('mine')\n")
    assert run(WRITES)[0] == 0


def test_a_link_leads_nowhere(run: Run, bundle: Path) -> None:
    """A student's link in a result's place is replaced, not followed."""
    Path("result.json").symlink_to(bundle / "elsewhere.json")
    assert run(WRITES)[0] == 0
    assert not (bundle / "elsewhere.json").exists()
    assert not Path("result.json").is_symlink()


def test_what_the_kit_needs_is_installed_beside_it(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a Python of the runner's own, pip puts the kit's dependencies in a folder that only the grading sees."""
    monkeypatch.delenv("AWAITLINGS_PYTHON", raising=False)
    module: Any = load(bundle / "week3" / "autograder.py")
    pip = mock.Mock(side_effect=[0, 1])
    monkeypatch.setattr(module, "run", pip)
    (bundle / "week3" / "kit" / "pyproject.toml").write_text('[project]\ndependencies = ["rich>=13", "click"]\n')
    python, env = module.prepare(bundle)
    assert (python, env["PYTHONPATH"]) == (sys.executable, str(bundle / "packages"))
    words = pip.call_args[0][0]
    assert words[:5] == [sys.executable, "-I", "-m", "pip", "install"]
    assert words[-4:] == ["--target", str(bundle / "packages"), "rich>=13", "click"]
    with pytest.raises(module.Trouble, match="can't be installed"):
        module.prepare(bundle)


def test_a_release_is_graded(tmp_path: Path) -> None:
    """The whole of it, with a real release: only the exercise is the student's, and what else they changed is told."""
    files = learners_copy(made(("limit_workers",), (), "Asyncio, week 3", "en"))
    for folder in ("week3/kit", "checkout"):
        write(tmp_path / folder, files)
    shutil.copy(SCRIPT, tmp_path / "week3" / "autograder.py")
    checkout = tmp_path / "checkout"
    shutil.copy(ROOT / "solutions" / "08_semaphores" / "limit_workers.py", checkout / "exercises" / "08_semaphores")
    (checkout / "grader" / "commands.py").write_text("raise SystemExit(0)\n")
    env = {"AWAITLINGS_PYTHON": sys.executable, "PYTHONDONTWRITEBYTECODE": "1", "CLASSROOM": "cs"}
    done = subprocess.run([sys.executable, tmp_path / "week3" / "autograder.py"], cwd=checkout, env=env, check=False)
    result = json.loads((checkout / "result.json").read_text())
    assert (done.returncode, result["score"], result["max-score"], result["classroom"]) == (0, 10, 10, "cs")
    assert "grader/commands.py: changed" in (checkout / "release-body.md").read_text("utf-8")

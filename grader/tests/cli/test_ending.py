"""Each command ends with an exit code that says what it is, and with a sentence; also when something breaks that nobody thought of."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.cli.ending import REPORT
from grader.grading.results.result import FAULT, decode
from grader.tests.cli.front_door import typed

DOORS = ("grader", "grader.classroom", "grader.authoring", "grader.reports")
CRASHES = {
    "raise RuntimeError('oops')": "RuntimeError: oops",
    "raise OSError(28, 'No space left on device', 'some.file')": "No space left on device: some.file",
    "raise MemoryError": "MemoryError",
    "raise RecursionError('deep')": "RecursionError: deep",
    "raise BaseExceptionGroup('', [SystemError('inner')])": "SystemError: inner",
    "raise GeneratorExit": "GeneratorExit",
    "import nosuchmodule": "nosuchmodule is not installed in this environment (nox -s grade sets one up)",
}


@pytest.fixture
def copy(kit: Path, tmp_path: Path) -> Path:
    """A kit that may be broken."""
    shutil.copytree(kit, tmp_path / "kit")
    return tmp_path / "kit"


@pytest.mark.parametrize("crash", CRASHES)
@pytest.mark.parametrize("door", DOORS)
def test_a_crash_is_a_sentence(copy: Path, door: str, crash: str) -> None:
    """Whatever is raised: exit code 3, one line that says what and where to report it, and no traceback."""
    (copy / door.replace(".", "/") / "commands.py").write_text(f"def main(words):\n    {crash}\n")
    done = typed("grade", module=door, kit=copy)
    assert (done.code, done.said) == (3, f"The grader itself failed, or its machine: {CRASHES[crash]}. {REPORT}\n")


@pytest.mark.parametrize("door", DOORS)
def test_a_traceback_is_there_for_those_who_ask(copy: Path, door: str) -> None:
    """With a variable set, the traceback comes first."""
    (copy / door.replace(".", "/") / "commands.py").write_text("syntax error\n")
    done = typed("grade", module=door, kit=copy, settings={"AWAITLINGS_TRACEBACK": "1"})
    assert (done.code, done.said.startswith("Traceback"), REPORT in done.said.splitlines()[-1]) == (3, True, True)


@pytest.mark.parametrize(
    ("raised", "code"), [("KeyboardInterrupt", 130), ("SystemExit(7)", 7), ("SystemExit('words')", 3), ("SystemExit", 0)]
)
def test_what_ends_a_program_ends_a_command(copy: Path, raised: str, code: int) -> None:
    """Ctrl-C is 130; an exit code that is asked for is taken."""
    (copy / "grader" / "commands.py").write_text(f"def main(words):\n    raise {raised}\n")
    done = typed(kit=copy)
    assert (done.code, "Traceback" in done.said) == (code, False)


def test_a_grader_that_breaks_leaves_a_result(copy: Path, tmp_path: Path) -> None:
    """What breaks in the middle of a grading is in the result that was asked for: nothing was graded, and why."""
    run = copy / "grader" / "grading" / "run.py"
    run.write_text(f"{run.read_text()}\n\ndef grade(*words):\n    raise OSError(24, 'Too many open files')\n")
    done = typed("grade", "--json", str(tmp_path / "r.json"), kit=copy)
    result, error = decode((tmp_path / "r.json").read_bytes()), f"The grader itself failed (Too many open files). {FAULT}"
    assert (done.code, result.error, [one.outcome for one in result.exercises]) == (3, error, ["not graded"] * 2)
    assert error in done.said


def test_a_report_that_breaks_loses_no_result(copy: Path, tmp_path: Path) -> None:
    """Files are written before anything is shown, and one that breaks takes no other along."""
    terminal = copy / "grader" / "reports" / "terminal.py"
    terminal.write_text(f"{terminal.read_text()}\n\ndef show(*words, **more):\n    raise ValueError('no colours')\n")
    junit = copy / "grader" / "reports" / "platforms" / "junit.py"
    junit.write_text(f"{junit.read_text()}\n\ndef xml(result):\n    raise ValueError('no brackets')\n")
    done = typed("grade", "--format", f"junit:{tmp_path / 'j.xml'}", "--json", str(tmp_path / "r.json"), kit=copy)
    assert (done.code, json.loads((tmp_path / "r.json").read_bytes())["points"]) == (3, 10)
    assert "ValueError: no colours" in done.said


def test_nothing_installed_is_said_in_a_sentence(kit: Path) -> None:
    """Where the dependencies are missing, the command says what to type."""
    done = typed("grade", flags=["-S"], kit=kit)
    assert (done.code, "click is not installed in this environment (nox -s grade sets one up)" in done.said) == (3, True)


@pytest.mark.parametrize("words", [[], ["nosuch"], ["grade", "--nonsense"], ["grade", "--json"]])
@pytest.mark.parametrize("door", DOORS)
def test_a_mistake_is_exit_code_2(kit: Path, door: str, words: list[str]) -> None:
    """What can't be understood is a mistake in what was typed, whatever is typed wrong."""
    done = typed(*words, module=door, kit=kit)
    assert (done.code, "Traceback" in done.said, bool(done.said)) == (2, False, True)

"""Each place where a command asks the system for something fails once: nobody loses a point by it, and no result is lost."""

from __future__ import annotations

import csv
import errno
import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.cli.ending import TYPED
from grader.grading.kit import ROOT
from grader.grading.results.result import Result, decode

EXERCISE = "limit_workers"
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EIO, errno.ENOMEM, errno.EINTR)
UNCOMPARED = "It could not be found out which of the kit's files differ"
FEW = 30  # sites: all of them are tried
FAULTY = Path(__file__).with_name("faulty.py")


@dataclass(frozen=True)
class Ran:
    """One run, in a folder of its own. `number`: the error that one site had; 0, if none had any."""

    folder: Path
    number: int
    code: int
    out: str
    err: str

    def result(self, path: Path) -> Result | None:
        """Read a result, if it is there."""
        try:
            return decode(path.read_bytes())
        except (OSError, ValueError):
            return None


Words = Callable[[Path], list[str]]


def _run(folder: Path, words: Words, site: str, number: int) -> Ran:
    folder.mkdir()
    (folder / "tmp").mkdir()
    shutil.copytree(ROOT / "solutions" / "08_semaphores", folder / "class" / "alice" / "08_semaphores")
    command = [sys.executable, str(FAULTY), str(folder / "reached"), site, str(number), *words(folder)]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))} | {"TMPDIR": str(folder / "tmp")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=240)
    return Ran(folder, number, done.returncode, done.stdout, done.stderr)


def _with_each_fault(folder: Path, words: Words, *, every: int) -> Iterator[tuple[str, Ran]]:
    """Run a command as it is, to learn which sites it reaches; then once for every so-manieth of them, with an error there."""
    plain = _run(folder / "plain", words, "", 0)
    yield "no fault", plain
    sites = (folder / "plain" / "reached").read_text().splitlines()
    with ThreadPoolExecutor(2) as pool:
        sites = sites[:: every if len(sites) > FEW else 1]
        numbers = [ERRORS[place % len(ERRORS)] for place in range(len(sites))]
        runs = [pool.submit(_run, folder / str(place), words, sites[place], number) for place, number in enumerate(numbers)]
        for site, run in zip(sites, runs, strict=True):
            yield f"{site}: {os.strerror(run.result().number)}", run.result()


def _ended_badly(ran: Ran) -> str:
    """Say what is wrong with how a command ended, if anything is."""
    if "Traceback" in ran.out + ran.err:
        return "a traceback"
    allowed = {0, 3} | ({2} if ran.number in TYPED else set())
    if ran.code not in (allowed if ran.number else {0}):
        return f"exit code {ran.code}"
    return "no word about it" if ran.code and not ran.err.strip() + ran.out.strip() else ""


def _lost_points(result: Result) -> bool:
    return any(one.outcome != "not graded" and one.points < one.max_points for one in result.exercises)


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def _grade(folder: Path) -> list[str]:
    files = [
        f"--json={folder / 'result.json'}",
        f"--html={folder / 'page.html'}",
        f"--format=canvas:{folder / 'canvas.csv'}",
        "--student=alice",
    ]
    return ["grader", "grade", EXERCISE, "--final", "--submission", str(folder / "class" / "alice"), *files]


def _wrong_with_grade(ran: Ran) -> str:
    result, told = ran.result(ran.folder / "result.json"), ran.out + ran.err
    if result and _lost_points(result):
        return "a point was lost"
    if result and bool(result.error and UNCOMPARED not in result.error) != any(one.outcome == "not graded" for one in result.exercises):
        return "an error without a reason, or the other way round"
    if ran.code == 0 and (not result or result.points != 10):
        return "all well, and no such result"
    begun = "grading/intake/take.py" in (ran.folder / "reached").read_text()
    if begun and not result and not ("10/10" in told or "not graded" in told):
        return "the result was lost"
    if any(row[0] == "alice" and row[-1] != "10" for row in _rows(ran.folder / "canvas.csv")):
        return "Canvas was told a lower grade"
    return _ended_badly(ran)


def _grade_all(folder: Path) -> list[str]:
    return ["grader.classroom", "grade-all", str(folder / "class"), EXERCISE, "--out", str(folder / "out"), "--jobs=1"]


def _wrong_with_grade_all(ran: Ran) -> str:
    out = ran.folder / "out"
    results = [found for path in out.glob("results/*.json") if (found := ran.result(path))]
    if any(map(_lost_points, results)):
        return "a point was lost"
    if any(row[0] == "alice" and row[-1] != "10" for row in _rows(out / "canvas.csv")):
        return "Canvas was told a lower grade"
    if ran.code == 0 and [one.points for one in results] != [10]:
        return "all well, and no such result"
    if ran.code == 0 and [row[1] for row in _rows(out / "gradebook.csv")] != ["10"]:
        return "all well, and no such row in the gradebook"
    return _ended_badly(ran)


def _release(folder: Path) -> list[str]:
    return ["grader.classroom", "release", "--out", str(folder / "out"), "--exercises", EXERCISE, "--gradescope", "--classroom50"]


def _wrong_with_release(ran: Ran) -> str:
    made = [(ran.folder / name).exists() for name in ("out/.git/refs/heads/main", "out-gradescope.zip", "out-classroom50/kit/grader")]
    if ran.code == 0 and not all(made):
        return "all well, and something is missing"
    if (ran.folder / "out" / "grader").exists() and not made[0]:
        return "half a release was left"
    if (ran.folder / "out-classroom50").exists() and not made[2]:
        return "half a bundle was left"
    return _ended_badly(ran)


@functools.cache
def _released() -> Path:
    """Make a learner's copy, once."""
    folder = Path(tempfile.mkdtemp()) / "copy"
    words = ["-m", "grader.classroom", "release", "--out", str(folder), "--exercises", EXERCISE]
    subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=True)
    shutil.rmtree(folder / ".git")
    return folder


OLD = ("noxfile.py", "grader/lab/loops/loop.py", "README.md")  # what an update renews
MINE = "exercises/08_semaphores/limit_workers.py"  # what it leaves alone


def _update(folder: Path) -> list[str]:
    """Make a copy that is out of date, and on which a learner has worked."""
    copy = folder / "copy"
    shutil.copytree(_released(), copy)
    pin = json.loads((copy / "grader/release.json").read_bytes())
    for path in OLD:
        (copy / path).write_text("old\n")
        pin["files" if path in pin["files"] else "theirs"][path] = hashlib.sha256(b"old\n").hexdigest()
    (copy / "grader/release.json").write_text(json.dumps(pin))
    (copy / MINE).write_text("mine\n")
    return ["grader.classroom", "release", "--update", str(copy)]


def _wrong_with_update(ran: Ran) -> str:
    copy = ran.folder / "copy"
    if (copy / MINE).read_text() != "mine\n":
        return "a learner's work was lost"
    if ran.code:
        again = [sys.executable, "-m", "grader.classroom", "release", "--update", str(copy)]
        subprocess.run(again, cwd=ROOT, capture_output=True, check=True)
    if left := [path for path in (*OLD, "grader/release.json") if (copy / path).read_bytes() != (_released() / path).read_bytes()]:
        return f"out of date: {left}"
    return _ended_badly(ran)


def _copy(folder: Path) -> list[str]:
    """Grade a learner's copy that has a right program in it."""
    shutil.copytree(_released(), folder / "copy")
    shutil.copy(ROOT / "solutions" / EXERCISES_PATH, folder / "copy" / "exercises" / EXERCISES_PATH)
    return ["grader", "grade", EXERCISE, "--copy", str(folder / "copy"), f"--json={folder / 'result.json'}", "--student=alice"]


def _check(folder: Path) -> list[str]:
    """Compare a copy in which nothing has changed."""
    shutil.copytree(_released(), folder / "copy")
    return ["grader.classroom", "release", "--check", str(folder / "copy")]


def _wrong_with_check(ran: Ran) -> str:
    if ran.code == 0 and "as they were handed out" not in ran.out:
        return "all well, and not said"
    if ran.code == 1:
        return "" if "can't be read" in ran.out else "a change that nobody made"
    return _ended_badly(ran)


@functools.cache
def _kept() -> bytes:
    """Grade the reference once, as JSON."""
    words = [sys.executable, "-m", "grader", "grade", EXERCISE, "--final", "--submission", "solutions", "--json", "-"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout


REPORTS = {"summary": "summary.md", "junit": "junit.xml", "gradescope": "results.json", "canvas": "canvas.csv"}


def _reports(folder: Path) -> list[str]:
    """Write reports of a result that was kept."""
    (folder / "kept.json").write_bytes(_kept())
    return ["grader.reports", str(folder / "kept.json"), *(f"{name}:{folder / file}" for name, file in REPORTS.items())]


def _wrong_with_reports(ran: Ran) -> str:
    if ran.code == 0 and not all((ran.folder / file).exists() for file in REPORTS.values()):
        return "all well, and a report is missing"
    scores = [json.loads(file.read_bytes()) for file in ran.folder.glob("results.json") if file.stat().st_size and not ran.code]
    if any(sum(test["score"] for test in one["tests"]) != 10 for one in scores):
        return "a point was lost"
    return _ended_badly(ran)


def _graded_class(folder: Path) -> list[str]:
    """Keep a class's results as grade-all does, and say where they are."""
    (folder / "out" / "results").mkdir(parents=True)
    (folder / "out" / "results" / "alice.json").write_bytes(_kept())
    return [str(folder / "out")]


def _class_page(folder: Path) -> list[str]:
    return ["grader.classroom", "class-page", *_graded_class(folder), "--submissions", str(folder / "class")]


def _feedback(folder: Path) -> list[str]:
    return ["grader.classroom", "feedback", *_graded_class(folder), "--out", str(folder / "told"), "--format", "github-issues"]


def _wrong_with_class_page(ran: Ran) -> str:
    page = ran.folder / "out" / "class.html"
    whole = page.exists() and page.read_text("utf-8").endswith("</html>\n")
    return "half a page was left" if page.exists() > whole else "no page" if ran.code == 0 and not whole else _ended_badly(ran)


def _wrong_with_feedback(ran: Ran) -> str:
    if ran.code == 0 and not (ran.folder / "told" / "issues.sh").exists():
        return "all well, and a file is missing"
    return _ended_badly(ran)


EXERCISES_PATH = f"08_semaphores/{EXERCISE}.py"
COMMANDS: dict[str, tuple[Words, Callable[[Ran], str]]] = {
    "grade": (_grade, _wrong_with_grade),
    "grade-all": (_grade_all, _wrong_with_grade_all),
    "release": (_release, _wrong_with_release),
    "update": (_update, _wrong_with_update),
    "copy": (_copy, _wrong_with_grade),
    "check": (_check, _wrong_with_check),
    "reports": (_reports, _wrong_with_reports),
    "class-page": (_class_page, _wrong_with_class_page),
    "feedback": (_feedback, _wrong_with_feedback),
}


@pytest.mark.skipif(sys.platform == "win32", reason="the class is graded on POSIX here")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_fault_of_the_machine_is_told_as_that(command: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Wherever a system call fails once: no point and no result is lost, the exit code is 3, and a sentence says what happened.

    The ordinary run takes every third site; `--all-faults` takes them all.
    """
    words, wrong = COMMANDS[command]
    ran = list(_with_each_fault(tmp_path, words, every=1 if pytestconfig.option.all_faults else 3))
    assert len(ran) > 8
    assert {site: (said, one.code, one.out[-300:], one.err[-900:]) for site, one in ran if (said := wrong(one))} == {}

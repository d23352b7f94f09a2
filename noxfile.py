"""What can be run: `nox -s SESSION`, and after `--` what the session is to be told. `nox -l` lists the sessions."""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"  # which knows dependency groups
nox.options.sessions = ["grade"]
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False

PROJECT = Path("pyproject.toml")
STAMP = ".installed"


def set_up(session: nox.Session, *groups: str) -> None:
    """Install what pyproject.toml lists, unless this environment has it since the file last changed."""
    project = nox.project.load_toml(PROJECT)
    wanted = [*project["project"]["dependencies"], *(nox.project.dependency_groups(project, *groups) if groups else ())]
    stamp = Path(session.virtualenv.location) / STAMP
    digest = hashlib.sha256(repr(wanted).encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        session.install(*wanted)
        stamp.write_text(digest)


def run_to_its_end(words: list[str]) -> int:
    """Run a command and return its exit code. Ctrl-C reaches it too; it ends by itself, and says what it has done."""
    with subprocess.Popen(words) as process:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return process.wait()


@nox.session(venv_backend="venv")
def grade(session: nox.Session) -> None:
    """Grade the exercises: `nox -s grade`, `nox -s grade -- limit_workers`; `-- --help` tells more."""
    if sys.version_info < (3, 11):
        sys.stderr.write(f"awaitlings needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n")
        sys.exit(2)
    command(session, "grader", "grade")


def command(session: nox.Session, module: str, name: str) -> None:
    """Run a command of the kit's in this session's environment, and end with its exit code: nox would turn every failure into 1."""
    set_up(session)
    if code := run_to_its_end([f"{session.virtualenv.bin}/python", "-m", module, name, *session.posargs]):
        sys.exit(code)


# --- A learner's copy ends here. What follows is for those who teach with the kit, or work on it.
nox.options.sessions = ["tests", "lint"]
PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session(venv_backend="venv", python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the kit's own tests, on each Python that is here; a missing one is said, not failed.

    Learners' mistakes (the larger part of the labelled submissions) are graded on the oldest Python and on the newest; what is handed
    out, and collected, is tested on the oldest: no learner's program decides there what a newer one would do otherwise.
    """
    set_up(session, "tests")
    words = list(session.posargs)
    if not words and session.python != PYTHONS[0]:
        words = ["--ignore=grader/tests/classroom", *(["--right-only"] if session.python != PYTHONS[-1] else [])]
    session.run("python", "-m", "pytest", *words)


@nox.session(venv_backend="venv")
def lint(session: nox.Session) -> None:
    """Check everything with ruff and mypy."""
    set_up(session, "lint", "tests")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("mypy", "exercises")
    suites = sorted(map(str, Path("grader/suites").glob("*/test_*.py")))
    session.run("mypy", "--allow-untyped-defs", "--allow-incomplete-defs", "--allow-untyped-calls", "--no-warn-return-any", *suites)


@nox.session(venv_backend="venv", python=PYTHONS)
def conformance(session: nox.Session) -> None:
    """Run CPython's own asyncio tests on the stock loop and on the lab's, and compare."""
    set_up(session)
    session.run("python", "-m", "grader.tests.conformance", *session.posargs)


@nox.session(venv_backend="venv")
def new(session: nox.Session) -> None:
    """Make all files of a new exercise, from a template that already runs: `nox -s new -- 05_queues/my_exercise`."""
    command(session, "grader.authoring", "new")


@nox.session(venv_backend="venv")
def check(session: nox.Session) -> None:
    """Say what exercises still lack, and what is misjudged: `nox -s check -- my_exercise`; add `--update` after a change."""
    command(session, "grader.authoring", "check")


@nox.session(venv_backend="venv")
def release(session: nox.Session) -> None:
    """Make a learner's copy, to hand out: `nox -s release -- --out ../week3 --exercises 04_tasks`; `-- --help` tells more."""
    command(session, "grader.classroom", "release")


@nox.session(name="grade-all", venv_backend="venv")
def grade_all(session: nox.Session) -> None:
    """Grade a folder of submissions: `nox -s grade-all -- SUBMISSIONS --out RESULTS`; `-- --help` tells more."""
    command(session, "grader.classroom", "grade-all")


@nox.session(venv_backend="venv")
def mutate(session: nox.Session) -> None:
    """Mutate the references, and list the mutants that no check notices: `nox -s mutate -- EXERCISE`."""
    set_up(session)
    session.run("python", "-m", "grader.tests.mutate", *session.posargs)


@nox.session(venv_backend="venv")
def bench(session: nox.Session) -> None:
    """Measure a grading: whole-process times and their parts, as medians and as ratios within this run."""
    set_up(session)
    session.run("python", "-m", "grader.tests.bench", *session.posargs)

"""What can be run: `nox -s SESSION`, and after `--` what the session is to be told. `nox -l` lists the sessions."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["tests", "lint"]
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13"]
PROJECT = Path("pyproject.toml")
STAMP = ".installed"


def set_up(session: nox.Session, *groups: str) -> None:
    """Install what pyproject.toml lists, unless this environment has it since the file last changed."""
    project = nox.project.load_toml(PROJECT)
    wanted = [*project["project"]["dependencies"], *nox.project.dependency_groups(project, *groups)]
    stamp = Path(session.virtualenv.location) / STAMP
    digest = hashlib.sha256(repr(wanted).encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        session.install(*wanted)
        stamp.write_text(digest)


@nox.session(venv_backend="venv")
def grade(session: nox.Session) -> None:
    """Grade the exercises: `nox -s grade`, `nox -s grade -- limit_workers`; `-- --help` tells more."""
    if sys.version_info < (3, 11):
        print(f"awaitlings needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        sys.exit(2)
    set_up(session)
    code = subprocess.run([session.virtualenv.bin + "/python", "-m", "grader", "grade", *session.posargs], check=False).returncode
    if code:
        sys.exit(code)  # nox itself would turn every failure into 1


@nox.session(venv_backend="venv", python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the kit's own tests, on each Python that is here."""
    set_up(session)
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(venv_backend="venv")
def lint(session: nox.Session) -> None:
    """Check everything with ruff and mypy."""
    set_up(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")

"""Grade a submission in Classroom 50.

This file belongs at CLASSROOM/autograders/ASSIGNMENT/autograder.py of a teacher's `classroom50` repository, and a release of the kit
beside it, in a folder `kit`. Of a student's checkout it grades the exercises' files; everything else comes from that release.

What it must do is said in foundation50/classroom50, wiki/Advanced-Autograding.md: it is run in the checkout, and leaves `result.json` and
`release-body.md` there. Exit code 0: they say what the submission earns. 1: it could not be graded, and nothing is recorded.

Where the runner's machine or container has what the kit needs, AWAITLINGS_PYTHON names the Python that has it: nothing is installed then.
"""
# ruff: noqa: INP001 - it stands alone, where it is used

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

try:
    import tomllib
except ImportError:
    sys.exit("::error title=awaitlings::This needs Python 3.11 or newer: name one in the assignment's `runtime`.")

KIT = Path(__file__).resolve().parent / "kit"
INSTALLING, GRADING = 240, 480  # seconds; the job itself is ended after 900
LOG = 200_000  # bytes of what the grading prints
# Of the environment, for what runs a student's program: not where the job keeps its files and its secrets.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
FILES = ("result.json", "release-body.md")


class Trouble(Exception):  # noqa: N818 - told in one line
    """The submission could not be graded: why, in a sentence."""


def main() -> int:
    """Grade the current folder. Returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="awaitlings-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            graded, said = grade(Path.cwd(), folder)
        except Trouble as trouble:
            graded, said = False, failed(str(trouble), folder)
        except (OSError, ValueError, LookupError) as error:
            graded, said = False, failed(f"The grading failed ({type(error).__name__}: {error}).", folder)
        try:
            for file in FILES:
                deliver(folder / file, Path.cwd() / file)
        except OSError as error:
            graded, said = False, f"{said}::error title=awaitlings::{escape(f'{file} can not be written: {error.strerror}.')}\n"
    say(said)
    return 0 if graded else 1


def grade(checkout: Path, folder: Path) -> tuple[bool, str]:
    """Grade a checkout, and write FILES to a folder. Returns whether all of it could be graded, and annotations. Trouble: none could."""
    if not (KIT / "grader").is_dir():
        raise Trouble("There is no kit beside autograder.py: put a release there, in a folder `kit`.")
    result = folder / "graded.json"
    python, env = prepare(folder)
    words = ["-m", "grader", "grade", "--copy", str(checkout), "--json", str(result), f"--student={os.environ.get('OWNER', '')}"]
    with commands_stopped():
        code = run([python, *words], env, GRADING, folder / "log")
    if not result.is_file():
        raise Trouble(f"The grading ended without a result (exit code {code}). The log of this step tells more.")
    report(result, folder)
    return not json.loads(result.read_bytes())["error"], (folder / "annotations").read_text("utf-8")


def prepare(folder: Path) -> tuple[str, dict[str, str]]:
    """Install what the kit needs. Returns a Python and an environment to grade with."""
    env = {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    if python := os.environ.get("AWAITLINGS_PYTHON"):
        return python, env
    packages = str(folder / "packages")
    needed = tomllib.loads((KIT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    words = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--target", packages, *needed]
    if code := run([sys.executable, *words], os.environ, INSTALLING, folder / "log"):
        raise Trouble(f"What the kit needs can't be installed (pip: exit code {code}). The log of this step tells more.")
    return sys.executable, env | {"PYTHONPATH": packages}


def report(result: Path, folder: Path) -> None:
    """Write FILES, and annotations."""
    formats = ("classroom50:result.json", "summary:release-body.md", "annotations:annotations")
    words = [f"{name}:{folder / file}" for name, _, file in (one.partition(":") for one in formats)]
    if code := run([sys.executable, "-m", "grader.reports", str(result), *words], os.environ, GRADING, folder / "log"):
        raise Trouble(f"The result can't be reported (exit code {code}). The log of this step tells more.")


def run(words: Sequence[str], env: Mapping[str, str], seconds: float, log: Path) -> int:
    """Run a command in the kit's folder, where nothing of a student's is, and print what it printed. Returns its exit code."""
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own words
            words, cwd=KIT, env=dict(env), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Trouble(f"The grading took more than {seconds:g} seconds.") from None
        finally:
            end(process)
            with log.open("rb") as file:
                say(file.read(LOG).decode("utf-8", "replace"))


def end(process: subprocess.Popen[bytes]) -> None:
    """End a command, and what it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


@contextlib.contextmanager
def commands_stopped() -> Iterator[None]:
    """Let the runner take nothing that is printed for a command: a student's text may be in it."""
    token = secrets.token_hex(16)
    say(f"::stop-commands::{token}")
    try:
        yield
    finally:
        say(f"\n::{token}::")


def say(text: str) -> None:
    """Print text. `##[` is what the log's page takes for a mark of its own."""
    if text:
        sys.stdout.buffer.write(text.replace("##[", "## [").rstrip("\n").encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def failed(problem: str, folder: Path) -> str:
    """Write FILES that say why nothing was graded. Returns the same as an annotation."""
    words = {name: os.environ.get(name.upper()) or "unknown" for name in ("classroom", "assignment", "owner")}
    links = {name: os.environ.get(f"{name.upper()}_URL") or "unknown" for name in ("commit", "release", "review")}
    result = {
        "schema": "classroom50/result/v1",
        **words,
        "assignment_type": os.environ.get("ASSIGNMENT_TYPE") or "individual",
        "submission": os.environ.get("SUBMISSION_TAG") or "submit/unknown",
        **links,
        "datetime": "1970-01-01T00:00:00Z",  # the runner puts in the commit's
        "score": 0,
        "max-score": 0,
        "tests": [{"test-name": "The submission could be graded", "passed": False, "score": 0, "max-score": 0, "message": problem}],
    }
    (folder / FILES[0]).write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    (folder / FILES[1]).write_text(f"# Not graded\n\n{problem}\n", "utf-8")
    return f"::error title=awaitlings::{escape(problem)}\n"


def escape(text: str) -> str:
    """Write text as a command's message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def deliver(file: Path, target: Path) -> None:
    """Put a file in its place, whatever a student has put there."""
    target.unlink(missing_ok=True)  # a link, perhaps: what it leads to is not ours to write to
    target.write_bytes(file.read_bytes())


if __name__ == "__main__":
    sys.exit(main())

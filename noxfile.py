"""What can be run: `nox -s SESSION`, and after `--` what the session is to be told. `nox -l` lists the sessions."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

import nox

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

nox.needs_version = ">=2025.2.9"  # which knows dependency groups
nox.options.sessions = ["grade"]
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False

ROOT = Path(__file__).resolve().parent
PROJECT = ROOT / "pyproject.toml"
ENVIRONMENTS = ROOT / ".nox"
STAMP = ".installed"
START = ROOT / "grader" / "cli" / "start.py"
MISUSE, FAULTY, INTERRUPTED = 2, 3, 130
ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

if sys.version_info < (3, 11):  # before nox makes an environment of it
    sys.stderr.write(f"awaitlings needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n")
    sys.exit(MISUSE)


@nox.session(venv_backend="none")
def grade(session: nox.Session) -> None:
    """Grade the exercises: `nox -s grade`, `nox -s grade -- limit_workers`; `-- --help` tells more."""
    command(session, "grader", "grade")


@nox.session(venv_backend="none")
def timeline(session: nox.Session) -> None:
    """Draw what ran when, over what the reference does: `nox -s timeline -- limit_workers [SCENARIO]`."""
    command(session, "grader", "timeline")


@nox.session(venv_backend="none")
def watch(session: nox.Session) -> None:
    """Grade an exercise each time you save it: `nox -s watch`, `nox -s watch -- limit_workers`; `-- --help` tells more."""
    command(session, "grader.practice", "watch")


@nox.session(name="list", venv_backend="none")
def list_all(session: nox.Session) -> None:
    """List all exercises: level, points, how far each has come, and where to go on."""
    command(session, "grader.practice", "list")


@nox.session(name="next", venv_backend="none")
def show_next(session: nox.Session) -> None:
    """Say where to go on, and what to read first."""
    command(session, "grader.practice", "next")


@nox.session(venv_backend="none")
def hint(session: nox.Session) -> None:
    """Give a hint, one more each time, never the code: `nox -s hint -- limit_workers`."""
    command(session, "grader.practice", "hint")


@nox.session(venv_backend="none")
def reset(session: nox.Session) -> None:
    """Put a stub back as it was handed out, and keep a copy of what you wrote: `nox -s reset -- limit_workers`."""
    command(session, "grader.practice", "reset")


@nox.session(venv_backend="none")
def explain(session: nox.Session) -> None:
    """Explain a kind of mistake: `nox -s explain -- swallowed-cancel`; without a name, list them all."""
    command(session, "grader.practice", "explain")


@nox.session(venv_backend="none")
def doctor(session: nox.Session) -> None:
    """Say what this machine has, what is missing, and what to type; nothing is installed for that."""
    there = environments_python(ENVIRONMENTS / "grade")
    python = there if there.exists() else Path(sys.executable)
    if code := run_to_its_end([str(python), "-I", *utf8(), str(START), "grader.doctor", *session.posargs]):
        sys.exit(code)


def command(session: nox.Session, module: str, name: str) -> None:
    """Run a command of the kit's in this session's environment, and end with its exit code: nox would turn every failure into 1."""
    try:
        python = set_up(ENVIRONMENTS / "grade")  # one for all that learners type
        code = run_to_its_end([str(python), "-I", *utf8(), str(START), module, name, *session.posargs])
    except (OSError, ValueError, KeyError) as error:
        fail(f"{type(error).__name__}: {error}")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    if code:
        sys.exit(code if code > 0 else 128 - code)


def utf8() -> list[str]:
    """Let an interpreter that doesn't look at its environment use UTF-8, where somebody has asked for it there."""
    return ["-X", "utf8"] if os.environ.get("PYTHONUTF8") == "1" else []


def fail(reason: str) -> NoReturn:
    """Say that there is no environment to run in."""
    sys.stderr.write(f"awaitlings could not be set up here: {reason}\nNothing was done. Once that is put right, type the same again.\n")
    sys.exit(FAULTY)


def run_to_its_end(words: list[str]) -> int:
    """Run a command and return its exit code. Ctrl-C reaches it too, other signals are passed on; it ends by itself, and says so."""
    with subprocess.Popen(words, cwd=ROOT) as process:
        before = {number: signal.signal(number, lambda one, _: process.send_signal(one)) for number in ENDING}
        try:
            while True:
                with contextlib.suppress(KeyboardInterrupt):
                    return process.wait()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def environments_python(location: Path) -> Path:
    """Tell where the Python of an environment is."""
    return location / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


# --- An environment: made once, made anew where it doesn't fit, and by one run at a time.
def set_up(location: Path) -> Path:
    """Make an environment, unless there is one of this Python that has what pyproject.toml lists. Returns its Python."""
    python = environments_python(location)
    wanted = needed()
    made_with, installed = digest(sys.version, sys.base_prefix, str(ROOT)), digest(*wanted)
    if not (fits(location, [made_with, installed]) and python.exists()):
        with alone(location):
            if not (fits(location, [made_with]) and python.exists()):
                sys.stderr.write("Setting up. This is done once, and takes a moment.\n")
                run(sys.executable, "-I", "-m", "venv", "--clear", str(location))
                let_it_find_the_kit(location)
                stamp(location, [made_with])
            if not fits(location, [made_with, installed]):
                stamp(location, [made_with])
                run(str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted)
                stamp(location, [made_with, installed])
    return python


def needed(*groups: str) -> list[str]:
    """List what is to be installed."""
    project = nox.project.load_toml(PROJECT)
    return [*project["project"]["dependencies"], *(nox.project.dependency_groups(project, *groups) if groups else ())]


def digest(*parts: str) -> str:
    """Digest what an environment depends on."""
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def fits(location: Path, stamps: list[str]) -> bool:
    """Tell whether an environment has these stamps, at least; one whose making was interrupted has none."""
    with contextlib.suppress(OSError, ValueError):
        return (location / STAMP).read_text("ascii").split()[: len(stamps)] == stamps
    return False


def stamp(location: Path, stamps: list[str]) -> None:
    """Note what an environment is, in one step."""
    part = location / f"{STAMP}.part"
    part.write_text("\n".join(stamps), "ascii")
    part.replace(location / STAMP)


def let_it_find_the_kit(location: Path) -> None:
    """Let `python -m grader` find this kit in the environment, also where Python is told not to look into the current folder."""
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(location), "platbase": str(location)}))
    with contextlib.suppress(UnicodeError):  # a path that this locale has no letters for
        (packages / "awaitlings.pth").write_text(f"{ROOT}\n", "locale")


def run(*words: str) -> None:
    """Run a step, and show what it said only where it fails."""
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        said = done.stdout.decode("utf-8", "backslashreplace").strip()
        fail(f"{said}\n({' '.join(words[2:5])} … ended with {done.returncode}.)")


@contextlib.contextmanager
def alone(location: Path) -> Iterator[None]:
    """Wait until no other run sets up this environment. The lock is the system's: it ends with the process that has it."""
    location.parent.mkdir(exist_ok=True)
    with (location.parent / f".{location.name}.lock").open("a+b") as file:
        if not taken(file):
            sys.stderr.write("Another run is setting up just now; waiting for it.\n")
            while not taken(file):
                time.sleep(0.1)
        yield


def taken(file: BinaryIO) -> bool:
    """Take the lock, unless another process has it. Where a file system knows no locks, there is none."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


# --- A learner's copy ends here. What follows is for those who teach with the kit, or work on it.
nox.options.sessions = ["tests", "lint"]
PYTHONS = ["3.11", "3.12", "3.13"]


def install(session: nox.Session, *groups: str) -> None:
    """Install what pyproject.toml lists, unless this environment of nox' has it already: of this Python, and as the file is now."""
    location = Path(session.virtualenv.location)
    wanted = needed(*groups)
    config = location / "pyvenv.cfg"
    stamps = [digest(config.read_text("utf-8", "backslashreplace") if config.exists() else "", *wanted)]
    if not fits(location, stamps):
        with alone(location):
            if not fits(location, stamps):
                session.install(*wanted)
                stamp(location, stamps)


# What a newer Python could do otherwise: what runs next to learner code, the judge, and what comes of labelled submissions. The rest is
# the kit's own code, the same on each Python: it is tested on the oldest.
ON_EACH = ("lab", "recording", "subjects", "judge", "authoring/test_exercises.py")


@nox.session(venv_backend="venv", python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the kit's own tests, on each Python that is here; a missing one is said, not failed.

    Of the labelled submissions that must lose points, all are graded on the oldest, each eighth on the newest; hostile ones on both.
    """
    install(session, "tests")
    words = list(session.posargs)
    if not words:
        words = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--durations=15"]
        if session.python != PYTHONS[0]:
            words += [f"grader/tests/{name}" for name in ON_EACH]
            words += [f"--mistakes={8 if session.python == PYTHONS[-1] else 0}", "--ignore=grader/tests/judge/test_reuse.py"]
        if session.python not in (PYTHONS[0], PYTHONS[-1]):
            words.append("--ignore=grader/tests/judge/test_hostile.py")
    session.run("python", "-m", "pytest", *words)


@nox.session(venv_backend="venv")
def lint(session: nox.Session) -> None:
    """Check everything with ruff and mypy."""
    install(session, "lint", "tests")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("mypy", "exercises")
    suites = sorted(map(str, Path("grader/suites").glob("*/test_*.py")))
    session.run("mypy", "--allow-untyped-defs", "--allow-incomplete-defs", "--allow-untyped-calls", "--no-warn-return-any", *suites)


@nox.session(venv_backend="venv", python=PYTHONS)
def conformance(session: nox.Session) -> None:
    """Run CPython's own asyncio tests on the stock loop and on the lab's, and compare."""
    install(session)
    session.run("python", "-m", "grader.tests.conformance", *session.posargs)


@nox.session(venv_backend="venv", python=PYTHONS)
def reality(session: nox.Session) -> None:
    """Play exercises and random programs in the lab and in real life, and compare: `nox -s reality -- limit_workers`; or `--help`."""
    install(session, "tests")
    session.run("python", "-m", "grader.tests.reality", *session.posargs)


@nox.session(venv_backend="venv")
def browser(session: nox.Session) -> None:
    """Look at the pages in a Chromium that is here, as people do: by keyboard, on a telephone, in the dark, on paper."""
    install(session, "browser")
    looks = ("grader/tests/browser/in_a_browser.py", "grader/tests/browser/class_page_in_a_browser.py")
    session.run("python", "-m", "pytest", "-p", "grader.tests.browser.shown", *(session.posargs or looks))


@nox.session(venv_backend="none")
def new(session: nox.Session) -> None:
    """Make all files of a new exercise, from a template that already runs: `nox -s new -- 05_queues/my_exercise`."""
    command(session, "grader.authoring", "new")


@nox.session(venv_backend="none")
def check(session: nox.Session) -> None:
    """Say what exercises still lack, and what is misjudged: `nox -s check -- my_exercise`; add `--update` after a change."""
    command(session, "grader.authoring", "check")


@nox.session(venv_backend="venv")
def translate(session: nox.Session) -> None:
    """Bring the translations into step with what the kit says, and compile them; or begin another: `nox -s translate -- ja`."""
    install(session, "tests")
    session.run("python", "-m", "grader.authoring", "translate", *session.posargs)


@nox.session(venv_backend="none")
def release(session: nox.Session) -> None:
    """Make a learner's copy, to hand out: `nox -s release -- --out ../week3 --exercises 04_tasks`; `-- --help` tells more."""
    command(session, "grader.classroom", "release")


@nox.session(name="grade-all", venv_backend="none")
def grade_all(session: nox.Session) -> None:
    """Grade a folder of submissions: `nox -s grade-all -- SUBMISSIONS --out RESULTS`; `-- --help` tells more."""
    command(session, "grader.classroom", "grade-all")


@nox.session(venv_backend="none")
def merge(session: nox.Session) -> None:
    """Put the shards of a class together: `nox -s merge -- RESULTS-1 RESULTS-2 --out RESULTS`; `-- --help` tells more."""
    command(session, "grader.classroom", "merge")


@nox.session(name="class-page", venv_backend="none")
def class_page(session: nox.Session) -> None:
    """Write one page on a whole class, for its teacher: `nox -s class-page -- RESULTS --submissions DIR`; `-- --help` tells more."""
    command(session, "grader.classroom", "class-page")


@nox.session(venv_backend="none")
def feedback(session: nox.Session) -> None:
    """Write what each learner is told, and send nothing: `nox -s feedback -- RESULTS --out DIR --format html`; `-- --help` tells more."""
    command(session, "grader.classroom", "feedback")


@nox.session(venv_backend="venv")
def mutate(session: nox.Session) -> None:
    """Mutate the references, and list the mutants that no check notices: `nox -s mutate -- EXERCISE`; `-- --learners` breaks more."""
    install(session)
    session.run("python", "-m", "grader.tests.mutation.mutate", *session.posargs)


@nox.session(venv_backend="venv")
def bench(session: nox.Session) -> None:
    """Measure gradings, and how they grow; `nox -s bench -- --others` measures check50 and otter-grader beside them."""
    install(session)
    if "--others" in session.posargs:
        session.install("check50", "otter-grader")
    session.run("python", "-m", "grader.tests.bench")

"""What is typed to make a release, to check a learner's copy, and to bring one up to date."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.classroom.hand_out import contents
from grader.classroom.hand_out.choice import made
from grader.grading import pin
from grader.grading.kit import Misuse
from grader.tests.classroom.releases import files, release


# --- mistakes
def test_a_stub_that_was_not_noted_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """An author who changed a stub is told what to type: else nobody's untouched file would be known as one."""
    monkeypatch.setattr(contents, "untouched", lambda *_: False)
    with pytest.raises(Misuse, match=r"has changed since it was noted: nox -s check -- run_main --update$"):
        contents.learners_copy(made(["run_main"], [], "Week 3", "en"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say where to make it: nox -s release -- --out ../week3"),
        (["--out", "NEW", "--exercises", "limit_worker"], "There is no exercise or chapter 'limit_worker'. Did you mean limit_workers?"),
        (["--out", "NEW", "--points", "limit_workers=9"], "at least 10"),
        (["--out", "NEW", "--points", "limit_workers=x"], "'limit_workers=x' is not NAME=POINTS, as in limit_workers=20."),
        (["--out", "NEW", "--exercises", "run_main", "--points", "limit_workers=20"], "limit_workers is not among the exercises"),
        (["--out", "NEW", "--title", "two\nlines"], "A title is one line of text."),
        (["--out", "FULL"], "is not empty"),
        (["--check", "FULL"], "is no learner's copy"),
        (["--update", "FULL"], "is no learner's copy"),
        (["--check", "FULL", "--title", "x"], "stand alone"),
        (["--out", "NEW", "--release", "FULL"], "--release goes with --check DIR"),
    ],
)
def test_mistakes_are_told_in_a_line(words: list[str], said: str, tmp_path: Path) -> None:
    """What can't be done is said in one line, with what to type; exit code 2; nothing is made."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "file").touch()
    done = release(*({"NEW": str(tmp_path / "new"), "FULL": str(full)}.get(word, word) for word in words))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert not (tmp_path / "new").exists()


# --- what a learner changed
def test_an_untouched_copy_checks_clean(copy: Path) -> None:
    """A learner's work is no change of the kit's files; nor is what Python and tools leave behind."""
    for path in copy.glob("exercises/*/*.py"):
        path.write_text("x = 1\n")
    (copy / "README.md").unlink()
    (copy / "grader" / "lab" / "__pycache__").mkdir(exist_ok=True)
    (copy / "grader" / "lab" / "__pycache__" / "loop.cpython-313.pyc").touch()
    done = release("--check", str(copy))
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("All of the kit's files are as they were handed out.\n")


def test_what_a_copy_changed_is_named(copy: Path, tmp_path: Path) -> None:
    """Changed, removed, added, replaced by a link: each is named; exit code 1."""
    (copy / "grader" / "lab" / "loops" / "loop.py").write_text("x = 1\n")
    (copy / "noxfile.py").unlink()
    (copy / "click.py").touch()
    (copy / "grader" / "new.txt").touch()
    (tmp_path / "elsewhere").write_bytes((copy / "pyproject.toml").read_bytes())
    (copy / "pyproject.toml").unlink()
    (copy / "pyproject.toml").symlink_to(tmp_path / "elsewhere")
    done = release("--check", str(copy))
    named = ["grader/lab/loops/loop.py: changed", "noxfile.py: missing", "pyproject.toml: no ordinary file"]
    named += ["click.py: added", "grader/new.txt: added"]
    assert done.returncode == 1
    assert [line.strip() for line in done.stdout.splitlines()[1:-1]] == named


def test_a_changed_list_is_seen_beside_the_release(copy: Path, week: Path) -> None:
    """Whoever changes the kit and the copy's own list is not seen by the copy alone, but beside what was handed out."""
    suite = copy / "grader" / "suites" / "08_semaphores" / "test_limit_workers.py"
    suite.write_text("x = 1\n")
    (copy / ".gitlab-ci.yml").unlink()  # a teacher may do without
    found = json.loads((copy / pin.FILE).read_text())
    found["files"][suite.relative_to(copy).as_posix()] = pin.digest(suite.read_bytes())
    (copy / pin.FILE).write_text(json.dumps(found))
    assert release("--check", str(copy)).returncode == 0
    done = release("--check", str(copy), "--release", str(week))
    named = ["grader/suites/08_semaphores/test_limit_workers.py: changed", "grader/release.json: changed"]
    assert (done.returncode, [line.strip() for line in done.stdout.splitlines()[1:-1]]) == (1, named)


# --- bringing one up to date
def test_an_update_leaves_the_learners_work_alone(copy: Path, week: Path) -> None:
    """The kit's files become this kit's, an untouched stub is renewed, and what a learner wrote or removed stays so."""
    before = json.loads((copy / pin.FILE).read_text())
    mine, stub, page = copy / "exercises/04_tasks/start_now.py", copy / "exercises/04_tasks/task_group.py", copy / "exercises/README.md"
    mine.write_text("mine = True\n")
    (copy / "exercises/04_tasks/as_completed.py").unlink()
    stub.write_text("an older stub\n")
    before["theirs"][stub.relative_to(copy).as_posix()] = pin.digest(b"an older stub\n")
    page.write_text("notes of mine\n")
    (copy / "grader" / "old.py").write_text("x = 1\n")
    before["files"]["grader/old.py"] = pin.digest(b"x = 1\n")
    (copy / "grader" / "lab" / "loops" / "loop.py").unlink()
    (copy / pin.FILE).write_text(json.dumps({**before, "kit_version": "0.0.1"}))
    done = release("--update", str(copy))
    assert done.returncode == 0, done.stderr
    assert "from kit 0.0.1, release " in done.stdout
    assert (mine.read_text(), page.read_text()) == ("mine = True\n", "notes of mine\n")
    changed = {name for name, data in files(week).items() if not name.startswith(".git/") and files(copy).get(name) != data}
    kept = {"exercises/04_tasks/start_now.py", "exercises/04_tasks/as_completed.py", "exercises/README.md"}
    assert changed == kept
    assert not (copy / "grader" / "old.py").exists()
    assert release("--check", str(copy)).returncode == 0


def test_an_update_takes_no_points_from_a_learner(copy: Path) -> None:
    """What a copy is made of stands in a file of its own; a changed one is not taken for the teacher's wish."""
    path = copy / "exercises" / "kit.toml"
    path.write_text(path.read_text("utf-8").replace("points = 25", "points = 250"), "utf-8")
    for number in range(100):  # however much else differs
        (copy / "grader" / f"{number}.py").touch()
    for suite in (copy / "grader" / "judge").rglob("*.py"):
        suite.write_text("")
    for part in (copy / "grader" / "lab").rglob("*.py"):
        part.write_text("")
    done = release("--update", str(copy))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Restore it first" in done.stderr


def test_an_update_writes_nowhere_else(copy: Path, tmp_path: Path) -> None:
    """A copy whose folders are links, or whose list names files outside of it, is not touched."""
    outside = tmp_path / "outside"
    shutil.move(copy / "grader" / "lab", outside)
    (copy / "grader" / "lab").symlink_to(outside)
    done = release("--update", str(copy))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    (copy / "grader" / "lab").unlink()
    found = json.loads((copy / pin.FILE).read_text())
    (copy / pin.FILE).write_text(json.dumps({**found, "files": {**found["files"], "../outside/subject.py": "0"}}))
    assert release("--update", str(copy)).returncode == 2
    assert (outside / "subject.py").is_file()

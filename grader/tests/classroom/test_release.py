"""Releases: what is in a learner's copy, what is not, and what is typed to make, check and renew one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.classroom import contents
from grader.classroom.choice import made
from grader.judge import pin
from grader.judge.kit import ROOT, Misuse, exercises
from grader.judge.result import decode

# Lines of references that are everyday Python: the kit's own code and the pages have them, too.
EVERYDAY = {
    "async with asyncio.TaskGroup() as group:", "with contextlib.suppress(KeyboardInterrupt):", "loop = asyncio.new_event_loop()",
    "loop.run_forever()", "loop.close()", "loop = asyncio.get_running_loop()", "task.cancel()", "except ExceptionGroup as failed:",
    "except TimeoutError:", "except asyncio.CancelledError as error:", "except asyncio.CancelledError:", "await queue.put(item)",
    "raise StopAsyncIteration", "return await fetch(url)", "def __init__(self) -> None:", "super().__init__()", "finally:", "try:",
    "return result", "else:", "raise", "while True:", "break", "continue", "return", ")", "]", "return None", "pass",
}  # fmt: skip


def _release(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader.classroom", "release", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607 - git


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of all exercises."""
    folder = tmp_path_factory.mktemp("whole") / "kit"
    assert _release("--out", str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of some, in Chinese, with points of its own and all that can go with it."""
    folder = tmp_path_factory.mktemp("week") / "week 3"
    done = _release(
        *("--out", str(folder), "--exercises", "04_tasks", "limit_workers", "--points", "limit_workers=25", "04_tasks=12"),
        *("--title", "第三週", "--lang", "zh-TW", "--gradescope", "--classroom50"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(week: Path, tmp_path: Path) -> Path:
    """A learner's copy of it, to be changed."""
    shutil.copytree(week, tmp_path / "copy")
    return tmp_path / "copy"


# --- what is in it
def test_a_release_is_a_repository_with_one_commit(whole: Path) -> None:
    """It can be pushed as it is: one commit on main, and nothing that is not in it."""
    assert _git(whole, "rev-list", "--all", "--count") == "1"
    assert _git(whole, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert _git(whole, "status", "--porcelain") == ""
    assert set(_git(whole, "ls-files").splitlines()) == {name for name in _files(whole) if not name.startswith(".git/")}


def _leaks(text: str) -> Iterator[str]:
    """Lines of references that their stubs don't have, found in a text as they are or as JSON writes them."""
    lines = {line.strip() for line in text.splitlines()}
    for entry in exercises():
        stub = (ROOT / "exercises" / entry.path).read_text("utf-8")
        reference = (ROOT / "solutions" / entry.path).read_text("utf-8")
        ours = {line.strip() for line in reference.splitlines()} - {line.strip() for line in stub.splitlines()} - EVERYDAY - {""}
        for line in ours:
            bare = line.partition("  #")[0]
            inside = len(bare) > 20 and bare not in EVERYDAY and f'"{json.dumps(bare)[1:-1]}' in text
            if inside or (line in lines and not re.match(r"(from|import) [\w.]+", line)):
                yield f"{entry.name}: {line}"


def test_no_line_of_a_solution_is_in_any_object(whole: Path) -> None:
    """Neither the files nor any object of the repository hold a line of a reference that its stub does not have."""
    objects = _git(whole, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    blobs = [name for name, kind in map(str.split, objects) if kind == "blob"]
    assert len(blobs) > 100
    text = "\n".join(_git(whole, "cat-file", "blob", blob) for blob in blobs)
    assert list(_leaks(text)) == []
    assert list(_leaks((ROOT / "solutions" / exercises()[0].path).read_text("utf-8"))) != []  # it would be seen


def test_nothing_of_a_teachers_is_in_it(whole: Path) -> None:
    """No solutions, no labelled submissions, no tests, no tools of authors and teachers; not even their names in what can be run."""
    names = set(_files(whole))
    for room in ("solutions/", "grader/corpus/", "grader/tests/", "grader/authoring/", "grader/classroom/", ".ci/"):
        assert not any(name.startswith(room) for name in names)
    runs = (whole / "noxfile.py").read_text() + (whole / "pyproject.toml").read_text()
    assert not re.search(r"authoring|grader\.classroom|grader\.tests|mutate|mypy|ruff", runs)


def test_a_release_is_the_same_twice(week: Path, tmp_path: Path) -> None:
    """What is made of the same kit with the same words is the same, byte for byte: files, commit, all of .git, and the archive."""
    again = tmp_path / "week 3"
    _release(
        *("--out", str(again), "--exercises", "limit_workers", "--exercises", "04_tasks", "--points", "04_tasks=12"),
        *("--points", "limit_workers=25", "--title", "第三週", "--lang", "zh-TW", "--gradescope", "--classroom50"),
    )  # fmt: skip
    assert _files(again.parent) == _files(week.parent)


def test_points_and_title_are_the_teachers(week: Path) -> None:
    """The copy's kit.toml, and its page of exercises, have the points that were asked for, and nothing of other exercises."""
    kit = tomllib.loads((week / "exercises" / "kit.toml").read_text("utf-8"))
    points = {one["name"]: one["points"] for chapter in kit["chapter"] for one in chapter["exercise"]}
    assert (kit["title"], len(points), points["limit_workers"], points["start_now"]) == ("第三週", 8, 25, 12)
    page = (week / "exercises" / "README.md").read_text("utf-8")
    assert "| 25 |" in page
    assert "per_host_limit" not in page
    assert "## per_host_limit" not in (week / "exercises" / "08_semaphores" / "README.md").read_text("utf-8")


def test_the_first_page_is_in_the_language_asked_for(week: Path, whole: Path) -> None:
    """README.md is Chinese for `--lang zh-TW`, with the English page beside it; else the other way round."""
    assert (week / "README.md").read_text("utf-8").startswith("# 第三週\n\n一套 asyncio 練習題")
    assert "Small asyncio programs" in (week / "README.en.md").read_text("utf-8")
    assert "Small asyncio programs" in (whole / "README.md").read_text("utf-8")
    assert "一套 asyncio 練習題" in (whole / "README.zh-TW.md").read_text("utf-8")


@pytest.mark.parametrize("which", ["week", "whole"])
def test_every_link_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    """No page of a copy has a link to what the copy does not have."""
    folder: Path = request.getfixturevalue(which)
    for page in folder.rglob("*.md"):
        text = page.read_text("utf-8")
        for target, place in re.findall(r"\]\(([^)#\s]*)(?:#([\w-]+))?\)", text):
            if not target.startswith("http"):
                assert not target or (page.parent / target).exists(), f"{page}: {target}"
                assert target or f"## {place}" in text, f"{page}: #{place}"


def test_the_copy_grades_with_its_own_points(week: Path, tmp_path: Path) -> None:
    """`python -m grader grade` in the copy gives the release's points: whole numbers, and each check has its share."""
    shutil.copytree(ROOT / "solutions", tmp_path / "all")
    file = tmp_path / "result.json"
    words = ["grade", "limit_workers", "start_now", "--submission", str(tmp_path / "all"), "--json", str(file)]
    done = subprocess.run([sys.executable, "-m", "grader", *words], cwd=week, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = decode(file.read_bytes())
    assert (result.title, result.points, [one.points for one in result.exercises]) == ("第三週", 37, [12, 25])
    assert all(check.points >= 1 for one in result.exercises for check in one.checks if not check.guard)


def test_the_archive_for_gradescope_has_what_gradescope_wants(week: Path) -> None:
    """setup.sh and run_autograder at its top, both executable, and the kit without any solution."""
    with zipfile.ZipFile(week.with_name("week 3-gradescope.zip")) as archive:
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        text = "\n".join(archive.read(name).decode("utf-8") for name in modes)
    assert modes["setup.sh"] == modes["run_autograder"] == 0o100755
    assert modes["kit/grader/release.json"] == 0o100644
    assert list(_leaks(text)) == []


def test_run_autograder_leaves_results(week: Path, tmp_path: Path) -> None:
    """The script that Gradescope runs grades files that lie side by side, and writes results.json; with a broken kit, too."""
    home = tmp_path / "autograder"
    with zipfile.ZipFile(week.with_name("week 3-gradescope.zip")) as archive:
        archive.extractall(home / "source")
    (home / "submission").mkdir()
    (home / "venv" / "bin").mkdir(parents=True)
    (home / "venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (home / "venv" / "bin" / "python").chmod(0o755)
    shutil.copy(ROOT / "solutions" / "08_semaphores" / "limit_workers.py", home / "submission")
    script = ["bash", str(home / "source" / "run_autograder")]
    env = {**os.environ, "AUTOGRADER_HOME": str(home)}
    subprocess.run(script, env=env, capture_output=True, check=True)
    results = json.loads((home / "results" / "results.json").read_text("utf-8"))
    assert results["score"] == 25
    (home / "source" / "kit" / "grader" / "judge" / "grading.py").unlink()
    subprocess.run(script, env=env, capture_output=True, check=True)
    results = json.loads((home / "results" / "results.json").read_text("utf-8"))
    assert results["score"] == 0
    assert "not of the program" in json.dumps(results)


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
    ],
)
def test_mistakes_are_told_in_a_line(words: list[str], said: str, tmp_path: Path) -> None:
    """What can't be done is said in one line, with what to type; exit code 2; nothing is made."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "file").touch()
    done = _release(*({"NEW": str(tmp_path / "new"), "FULL": str(full)}.get(word, word) for word in words))
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
    done = _release("--check", str(copy))
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("All of the kit's files are as they were handed out.\n")


def test_what_a_copy_changed_is_named(copy: Path, tmp_path: Path) -> None:
    """Changed, removed, added, replaced by a link: each is named; exit code 1."""
    (copy / "grader" / "lab" / "loop.py").write_text("x = 1\n")
    (copy / "noxfile.py").unlink()
    (copy / "click.py").touch()
    (copy / "grader" / "new.txt").touch()
    (tmp_path / "elsewhere").write_bytes((copy / "pyproject.toml").read_bytes())
    (copy / "pyproject.toml").unlink()
    (copy / "pyproject.toml").symlink_to(tmp_path / "elsewhere")
    done = _release("--check", str(copy))
    named = ["grader/lab/loop.py: changed", "noxfile.py: missing", "pyproject.toml: no ordinary file"]
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
    assert _release("--check", str(copy)).returncode == 0
    done = _release("--check", str(copy), "--release", str(week))
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
    (copy / "grader" / "lab" / "loop.py").unlink()
    (copy / pin.FILE).write_text(json.dumps({**before, "kit_version": "0.0.1"}))
    done = _release("--update", str(copy))
    assert done.returncode == 0, done.stderr
    assert "from kit 0.0.1, release " in done.stdout
    assert (mine.read_text(), page.read_text()) == ("mine = True\n", "notes of mine\n")
    changed = {name for name, data in _files(week).items() if not name.startswith(".git/") and _files(copy).get(name) != data}
    kept = {"exercises/04_tasks/start_now.py", "exercises/04_tasks/as_completed.py", "exercises/README.md"}
    assert changed == kept
    assert not (copy / "grader" / "old.py").exists()
    assert _release("--check", str(copy)).returncode == 0


def test_an_update_takes_no_points_from_a_learner(copy: Path) -> None:
    """What a copy is made of stands in a file of its own; a changed one is not taken for the teacher's wish."""
    path = copy / "exercises" / "kit.toml"
    path.write_text(path.read_text("utf-8").replace("points = 25", "points = 250"), "utf-8")
    done = _release("--update", str(copy))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Restore it first" in done.stderr


def test_an_update_writes_nowhere_else(copy: Path, tmp_path: Path) -> None:
    """A copy whose folders are links, or whose list names files outside of it, is not touched."""
    outside = tmp_path / "outside"
    shutil.move(copy / "grader" / "lab", outside)
    (copy / "grader" / "lab").symlink_to(outside)
    done = _release("--update", str(copy))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    (copy / "grader" / "lab").unlink()
    found = json.loads((copy / pin.FILE).read_text())
    (copy / pin.FILE).write_text(json.dumps({**found, "files": {**found["files"], "../outside/loop.py": "0"}}))
    assert _release("--update", str(copy)).returncode == 2
    assert (outside / "loop.py").is_file()

"""Releases: what is in a learner's copy, and what is not."""

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

from grader.grading.kit import ROOT, exercises
from grader.grading.results.result import decode
from grader.tests.classroom.releases import files, git, release

# Lines of references that are everyday Python: the kit's own code and the pages have them, too.
EVERYDAY = {
    "async with asyncio.TaskGroup() as group:", "with contextlib.suppress(KeyboardInterrupt):", "loop = asyncio.new_event_loop()",
    "loop.run_forever()", "loop.close()", "loop = asyncio.get_running_loop()", "task.cancel()", "except ExceptionGroup as failed:",
    "except TimeoutError:", "except asyncio.CancelledError as error:", "except asyncio.CancelledError:", "await queue.put(item)",
    "raise StopAsyncIteration", "return await fetch(url)", "def __init__(self) -> None:", "super().__init__()", "finally:", "try:",
    "except ConnectionError:", "class Clients:", "return await job()", "await job()",
    "return result", "else:", "raise", "while True:", "break", "continue", "return", ")", "]", "return None", "pass",
}  # fmt: skip


def test_a_release_is_a_repository_with_one_commit(whole: Path) -> None:
    """It can be pushed as it is: one commit on main, and nothing that is not in it."""
    assert git(whole, "rev-list", "--all", "--count") == "1"
    assert git(whole, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(whole, "status", "--porcelain") == ""
    assert set(git(whole, "ls-files").splitlines()) == {name for name in files(whole) if not name.startswith(".git/")}


def leaks(text: str) -> Iterator[str]:
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
    objects = git(whole, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    blobs = [name for name, kind in map(str.split, objects) if kind == "blob"]
    assert len(blobs) > 100
    text = "\n".join(git(whole, "cat-file", "blob", blob) for blob in blobs)
    assert list(leaks(text)) == []
    assert list(leaks((ROOT / "solutions" / exercises()[0].path).read_text("utf-8"))) != []  # it would be seen


def test_nothing_of_a_teachers_is_in_it(whole: Path) -> None:
    """No solutions, no labelled submissions, no tests, no tools of authors and teachers; not even their names in what can be run."""
    names = set(files(whole))
    for room in ("solutions/", "grader/corpus/", "grader/tests/", "grader/authoring/", "grader/classroom/", ".ci/"):
        assert not any(name.startswith(room) for name in names)
    runs = (whole / "noxfile.py").read_text() + (whole / "pyproject.toml").read_text()
    assert not re.search(r"authoring|grader\.classroom|grader\.tests|mutate|mypy|ruff", runs)


def test_a_release_is_the_same_twice(week: Path, tmp_path: Path) -> None:
    """What is made of the same kit with the same words is the same, byte for byte: files, commit, all of .git, and the archive."""
    again = tmp_path / "week 3"
    release(
        *("--out", str(again), "--exercises", "limit_workers", "--exercises", "04_tasks", "--points", "04_tasks=12"),
        *("--points", "limit_workers=25", "--title", "第三週", "--lang", "zh-TW", "--gradescope", "--classroom50"),
    )  # fmt: skip
    assert files(again.parent) == files(week.parent)


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
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in modes)
    assert modes["setup.sh"] == modes["run_autograder"] == 0o100755
    assert modes["kit/grader/release.json"] == 0o100644
    assert list(leaks(text)) == []


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
    (home / "source" / "kit" / "grader" / "grading" / "run.py").unlink()
    subprocess.run(script, env=env, capture_output=True, check=True)
    results = json.loads((home / "results" / "results.json").read_text("utf-8"))
    assert results["score"] == 0
    assert "not of the program" in json.dumps(results)

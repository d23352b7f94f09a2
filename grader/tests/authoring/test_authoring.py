"""A new author's first minutes: a new exercise, and what check says of it, in a copy of the kit."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.authoring import aspects, kinds
from grader.authoring.labelled import CORPUS
from grader.grading.kit import ROOT, chapters, kit_text

KEPT = ("exercises", "solutions", "grader", "pyproject.toml")
UNWANTED = shutil.ignore_patterns("__pycache__", "hostile", "corpus")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the kit, without its corpus and with two of its chapters, and make an exercise in a new chapter of the copy."""
    root = tmp_path_factory.mktemp("kit")
    for name in KEPT:
        (shutil.copytree(ROOT / name, root / name, ignore=UNWANTED) if Path(ROOT, name).is_dir() else shutil.copy(ROOT / name, root))
    (root / "grader" / "corpus").mkdir()
    shutil.copy(CORPUS / kinds.FILE, root / "grader" / "corpus")
    few = [chapter for chapter in chapters() if chapter.name in ("05_queues", "08_semaphores")]
    (root / "exercises" / "kit.toml").write_text(kit_text(few), "utf-8")
    assert author(root, "new", "10_more/first_try", "--title", "Both at once").returncode == 0
    return root


def author(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Type a command of grader.authoring in a copy of the kit."""
    typed = [sys.executable, "-m", "grader.authoring", *words]
    return subprocess.run(typed, cwd=root, capture_output=True, text=True, check=False, timeout=250)


def test_the_template_already_runs(kit: Path) -> None:
    """Of a fresh exercise, only what its author is to write is lacking: nothing in it is misjudged."""
    done = author(kit, "check", "first_try", "--update")
    lacking = re.findall(r"^  ✗ (.*)$", done.stdout, re.MULTILINE)
    assert done.returncode == 1
    assert lacking == [
        aspects.no_notes.__doc__,
        aspects.both_languages.__doc__,
        aspects.large_corpus.__doc__,
        aspects.every_kind.__doc__,
    ], done.stdout


def test_a_new_chapter_has_its_pages_and_its_place(kit: Path) -> None:
    """A new chapter is listed after the others, with a page in both languages and a row in both tables."""
    assert (kit / "exercises" / "kit.toml").read_text("utf-8").rstrip().endswith('title = "Both at once"\nlevel = 1')
    for page in ("README.md", "README.zh-TW.md"):
        assert "## first_try" in (kit / "exercises" / "10_more" / page).read_text("utf-8")
        assert f"[10_more](10_more/{page})" in (kit / "exercises" / page).read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("my_exercise", "won't do as CHAPTER/NAME"),
        ("05_queues/my-exercise", "won't do as CHAPTER/NAME"),
        ("05_queues/class", "won't do as CHAPTER/NAME"),
        ("05_more/my_exercise", "05 is 05_queues"),
        ("05_queues/limit_workers", "names are unique"),
    ],
)
def test_a_name_that_will_not_do_is_said(kit: Path, path: str, says: str) -> None:
    """A mistake in a name is told in a line, with exit code 2, and nothing is made."""
    done = author(kit, "new", path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert says in done.stderr


def test_a_suite_that_can_not_be_imported_is_said(kit: Path) -> None:
    """A broken suite is told in a line, not as a traceback."""
    suite = kit / "grader" / "suites" / "10_more" / "test_first_try.py"
    kept = suite.read_text("utf-8")
    suite.write_text("import nowhere\n" + kept, "utf-8")
    try:
        done = author(kit, "check", "first_try")
    finally:
        suite.write_text(kept, "utf-8")
    assert done.returncode == 2
    assert done.stderr == "grader/suites/10_more/test_first_try.py can't be imported: ModuleNotFoundError: No module named 'nowhere'\n"


@pytest.mark.parametrize(
    ("message", "clear"),
    [
        ("Ten jobs took 10 s; three at a time they take 4 s.", True),
        ("All at once", False),
        ("AssertionError: 3 != 4 in this play.", False),
        ("The program returned Recordings([…]).", False),
        ("left behind", False),
        ("They ran one after the other", False),
        ("The grader itself failed here (KeyError: 1). Please report it.", False),
    ],
)
def test_a_message_no_learner_would_understand_is_told(message: str, clear: bool) -> None:  # noqa: FBT001 - a table
    """Messages are sentences, beyond the title, without the grader's own words."""
    assert (aspects.unclear("All at once", message) == "") == clear

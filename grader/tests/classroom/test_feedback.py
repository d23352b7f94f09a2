"""Feedback: a file for each learner, whatever they are called and wrote; and nothing is sent."""

from __future__ import annotations

import csv
import io
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader import language
from grader.classroom.feedback.forms import FORMS, ISSUE, MOODLE, Issues, Moodle, Pages
from grader.grading.results.result import Result
from grader.reports.platforms.gradebook import FORMULA
from grader.tests.classroom.classes import LINUX
from grader.tests.classroom.small_class import PROGRAMS, classroom, hostile, keep, read
from grader.tests.reports import samples

NASTIES = [one for one in samples.NASTIES if one.strip()]


def _made(form: str, *results: Result) -> dict[str, str]:
    """Make all files of a form."""
    made = FORMS[form]("OWNER/week3-{name}")
    files = [pair for result in results for pair in made.of(result)]
    return dict([*files, *made.rest()])


# --- at the front door
@pytest.mark.parametrize("form", FORMS)
def test_everybody_is_told(small_class: tuple[Path, Path], tmp_path: Path, form: str) -> None:
    """Each form has files for everybody, those as well who could not be graded, and the command says what to do with them."""
    out = tmp_path / "feedback"
    done = classroom("feedback", small_class[1], "--out", out, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"10 learners. The feedback: {out}. ")
    number = {"markdown": 10, "html": 10, "github-issues": 21, "moodle": 1}[form]
    assert len(list(out.iterdir())) == number
    whole = "".join(path.read_text("utf-8") for path in out.iterdir())
    for told in ("the submission is a link", "(' was never closed"):
        assert told in whole.lower()
    if form == "moodle":
        rows = list(csv.DictReader(io.StringIO((out / "moodle-feedback.csv").read_text("utf-8"))))
        assert {*PROGRAMS} <= {row["username"] for row in rows}


def test_a_page_has_timelines(small_class: tuple[Path, Path], tmp_path: Path) -> None:
    """A learner's page is the one that the grader writes, with what ran when."""
    classroom("feedback", small_class[1], "--out", tmp_path / "out", "--format", "html", "--lang", "zh-TW")
    root = read((tmp_path / "out" / "bob.html").read_text("utf-8"))
    assert root.get("lang") == "zh-TW"
    assert list(root.iter("figure"))


def test_mistakes_are_told(tmp_path: Path) -> None:
    """No results, a folder with something in it, a repository without a name: a sentence each, exit code 2, and nothing is written."""
    keep(tmp_path / "kept", samples.HALF)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.md").write_text("mine")
    cases: list[tuple[list[object], str]] = [
        ([tmp_path, "--out", tmp_path / "a"], "Name the folder that grade-all was given as --out."),
        ([tmp_path / "kept", "--out", tmp_path / "full"], "is there already. Name a new folder."),
        ([tmp_path / "kept", "--out", tmp_path / "a", "--repository", "mine"], "{name} stands for the submission's name"),
    ]
    for words, told in cases:
        done = classroom("feedback", *words)
        assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.md"]


# --- issues
@LINUX
def test_the_script_would_open_an_issue_each(tmp_path: Path) -> None:
    """Run with a stand-in for gh: each learner's repository, the title, and the body as it lies there; odd names are left out, and said."""
    names = ["ada", "b.o-b_2", "--web", "a b", "x; touch hacked", "王小明", "$(touch hacked)", "a\ntouch hacked"]
    results = [replace(samples.HALF, submission=name, title="Week 3's `$(touch hacked)`") for name in names]
    for name, text in _made("github-issues", *results).items():
        (tmp_path / name).write_text(text, "utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text('#!/bin/sh\nfor word in "$@"; do printf "%s|" "$word"; done\necho\n')
    (tools / "gh").chmod(0o755)
    command = ["/bin/sh", str(tmp_path / "issues.sh")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": f"{tools}:/usr/bin:/bin"}, cwd="/")
    title = "Week 3's `$(touch hacked)`: 14 of 40 points".replace("14 of 40", f"{samples.HALF.points} of {samples.HALF.max_points}")
    assert done.stdout.splitlines() == [
        f"issue|create|--repo|OWNER/week3-{name}|--title|{title}|--body-file|./{name}.md|" for name in ("ada", "b.o-b_2")
    ]
    assert not (tmp_path / "hacked").exists()
    assert (tmp_path / "issues.sh").read_text("utf-8").count("# No repository can have this name") == 6


@pytest.mark.parametrize("text", [*NASTIES, samples.HUGE])
def test_issues_hold_any_text(text: str) -> None:
    """A body fits into an issue, and has no markup of a learner's; a title is a line; so is a learner's part of the script."""
    files = _made("github-issues", hostile(text))
    script = files.pop("issues.sh")
    [body] = [one for name, one in files.items() if name.endswith(".md")]
    [title] = [one for name, one in files.items() if name.endswith(".title.txt")]
    assert len(body.encode("utf-8", "replace")) <= ISSUE
    assert title.count("\n") == 1
    assert "html_inline" not in {one.type for one in MarkdownIt("gfm-like", {"linkify": False}).parse(body)}
    assert len(script.splitlines()) == 4
    assert script.splitlines()[3].startswith("# ") or shlex.split(script.splitlines()[3])[:3] == ["gh", "issue", "create"]


# --- moodle
@given(st.text(min_size=1), st.text())
@settings(max_examples=40)
def test_moodle_takes_any_text(name: str, said: str) -> None:
    """A row a learner, in which no cell is a formula, or has a tag or a line break in it."""
    files = _made("moodle", replace(hostile(said or "x"), submission=name))
    rows = list(csv.reader(io.StringIO(files["moodle-feedback.csv"])))
    assert [len(row) for row in rows] == [2, 2]
    for cell in rows[1]:
        assert not cell.startswith(FORMULA)
        assert not set("\n\r\0;") & set(cell)
    assert not set("<>&") & set(rows[1][1])


def test_moodle_feedback_is_short() -> None:
    """However much there is to say."""
    [text] = _made("moodle", hostile(samples.HUGE)).values()
    assert len(text) < 2 * MOODLE


# --- files
def test_no_two_learners_have_the_same_file() -> None:
    """Names that differ only by case, or only by what no file may be called, have files of their own; none lies outside of the folder."""
    names = ["ada", "Ada", "a/b", "a_b", "..", ".", "", "../../x", "\0", "x" * 300, "nul"]
    made = _made("html", *(replace(samples.HALF, submission=name) for name in names))
    assert len({name.casefold() for name in made}) == len(names)
    assert all(Path(name).name == name and name not in (".", "..") and len(name.encode()) < 255 for name in made)


def test_forms_do_what_a_form_does() -> None:
    """Each says what to do next."""
    assert all(made("x/{name}").next for made in (Issues, Moodle, Pages))


@pytest.fixture
def spoken() -> Iterator[str]:
    """Another language than English, as long as a test runs."""
    language.speak("zh-TW")
    yield "zh-TW"
    language.speak(language.ENGLISH)


@pytest.mark.parametrize("form", FORMS)
def test_feedback_can_be_in_chinese(spoken: str, form: str) -> None:
    """All samples have feedback in the other language, too."""
    assert spoken
    assert _made(form, *samples.SAMPLES.values())

"""The pages on kinds of mistakes: the programs in them do what the pages say, and both languages have the same."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.grading.kit import ROOT
from grader.reports.mistakes.kinds import KINDS
from grader.reports.mistakes.pages import PAGES, title
from grader.tests.classroom.test_release import leaks

PROGRAM = re.compile(r"```python\n(.*?)```\n\n(.*?)\n", re.DOTALL)
NEVER_ENDS = ("never ends", "永遠不會結束")


@dataclass(frozen=True)
class Shown:
    """A program of a page, and what the page says that it does."""

    source: str
    prints: list[str]
    ends: bool


def _programs(kind: str, ending: str) -> list[Shown]:
    """Read both programs of a page: the bad one, and the good one, which may leave out what stays."""
    found = PROGRAM.findall((PAGES / f"{kind}{ending}").read_text("utf-8"))
    prints = [re.findall("`(.*?)`", re.split(r" ?[(\uff08](?:in virtual|虛擬)", said)[0]) for _, said in found]
    ends = [not any(words in said for words in NEVER_ENDS) for _, said in found]
    (bad, _), (good, _) = found
    return [Shown(bad, prints[0], ends[0]), Shown(good if "asyncio.run" in good else _put_into(bad, good), prints[1], ends[1])]


def _put_into(source: str, part: str) -> str:
    """Put a function in the place of the one of its name."""
    [new] = ast.parse(part).body
    assert isinstance(new, ast.AsyncFunctionDef)
    old = next(node for node in ast.parse(source).body if isinstance(node, ast.AsyncFunctionDef) and node.name == new.name)
    segment = ast.get_source_segment(source, old)
    assert segment
    return source.replace(segment, part)


def _run(source: str, folder: Path) -> tuple[list[str], bool]:
    """Run a program on the lab's clock. Returns what it printed, and whether it came to an end."""
    file = folder / "program.py"
    file.write_text(source, "utf-8")
    done = subprocess.run([sys.executable, "-m", "grader.lab", str(file)], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines(), done.returncode == 0


@pytest.mark.parametrize("kind", KINDS)
def test_its_programs_do_what_the_page_says(kind: str, tmp_path: Path) -> None:
    """The bad program shows its fault, the good one doesn't: each prints what stands below it."""
    bad, good = _programs(kind, ".md")
    assert _run(bad.source, tmp_path) == (bad.prints, bad.ends)
    assert _run(good.source, tmp_path) == (good.prints, good.ends)
    assert good.ends
    assert (bad.prints, bad.ends) != (good.prints, good.ends)


@pytest.mark.parametrize("kind", KINDS)
def test_its_head_says_what_it_is(kind: str) -> None:
    """Reports quote the head of a page, in half a sentence."""
    assert title(kind) != kind
    assert (PAGES / f"{kind}.md").read_text("utf-8").startswith(f"# {kind}: {title(kind)}\n")


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_programs(kind: str) -> None:
    """A translated page differs in its words alone; a page fits on a screen, and begins with its kind."""
    assert _programs(kind, ".md") == _programs(kind, ".zh-TW.md")
    for ending in (".md", ".zh-TW.md"):
        text = (PAGES / f"{kind}{ending}").read_text("utf-8")
        assert text.startswith((f"# {kind}:", f"# {kind}\uff1a"))
        assert text.count("\n") <= 50
        assert f"https://docs.python.org/{'zh-tw/' if 'zh' in ending else ''}3/" in text


def test_there_is_no_other_page() -> None:
    """Each page belongs to a kind."""
    assert {path.name for path in PAGES.iterdir()} == {f"{kind}{ending}" for kind in KINDS for ending in (".md", ".zh-TW.md")}


def test_pages_hold_no_line_of_a_solution() -> None:
    """They go along into learner's copies."""
    text = "\n".join(path.read_text("utf-8") for path in PAGES.iterdir())
    assert list(leaks(text)) == []

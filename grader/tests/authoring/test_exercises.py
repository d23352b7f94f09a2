"""Every exercise of the kit is as CONTRIBUTING.md asks: what `nox -s check` says of one, said of all."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring import aspects
from grader.authoring.facts import Facts
from grader.authoring.labelled import CORPUS
from grader.authoring.new import table_row
from grader.grading.kit import ROOT, Entry, chapters, exercises, kit_text

ENTRIES = pytest.mark.parametrize("entry", exercises(), ids=lambda entry: entry.name)


@ENTRIES
@pytest.mark.parametrize("aspect", aspects.READ, ids=lambda aspect: aspect.__name__)
def test_its_files_are_as_they_should_be(entry: Entry, aspect: aspects.Aspect) -> None:
    """What can be read of an exercise is complete."""
    assert list(aspect(Facts(entry))) == []


@pytest.mark.timeout(0)  # it waits for all gradings, which have limits of their own
@ENTRIES
@pytest.mark.parametrize("aspect", aspects.GRADED, ids=lambda aspect: aspect.__name__)
def test_its_labelled_submissions_are_judged_rightly(
    entry: Entry, aspect: aspects.Aspect, facts: dict[str, Facts], pytestconfig: pytest.Config
) -> None:
    """What grading shows of an exercise is right: the verdict of each label, and what it says."""
    if pytestconfig.option.mistakes != 1 and aspect is not aspects.verdicts:
        pytest.skip("with --mistakes, only some were graded")
    assert list(aspect(facts[entry.name])) == []


def test_no_stray_file_lies_about() -> None:
    """Every file of the exercises, solutions, suites and corpus belongs to an exercise that kit.toml lists."""
    for tree, pattern in (("exercises", "{}"), ("solutions", "{}"), ("grader/suites", "test_{}")):
        listed = {ROOT / tree / entry.chapter / f"{pattern.format(entry.name)}.py" for entry in exercises()}
        assert set((ROOT / tree).glob("*/*.py")) == listed
    known = {path for entry in exercises() for label in ("right", "wrong", "idle") for path in (Facts(entry).corpus / label).glob("*.py")}
    assert set(CORPUS.rglob("*.py")) == known


def test_the_table_lists_the_kit() -> None:
    """The table of exercises/README.md and its translation have a row an exercise, in the kit's order, with chapter and points."""
    for page in ("README.md", "README.zh-TW.md"):
        rows = [line for line in (ROOT / "exercises" / page).read_text("utf-8").splitlines() if line.startswith("| [")]
        learn = [row.split(" | ")[2] for row in rows]
        expected = [table_row(entry, text, page).rstrip() for entry, text in zip(exercises(), learn, strict=True)]
        assert rows == expected
        assert all(len(text) > 5 for text in learn)


def test_kit_toml_is_written_as_new_writes_it() -> None:
    """A new exercise changes nothing else in kit.toml."""
    assert (ROOT / "exercises" / "kit.toml").read_text("utf-8") == kit_text(chapters())


def test_each_chapter_has_its_page_in_both_languages() -> None:
    """Every chapter has a page in both languages."""
    for chapter in chapters():
        assert all(Path(ROOT, "exercises", chapter.name, page).is_file() for page in ("README.md", "README.zh-TW.md"))

"""The suites as teaching material: what every one of them must have."""

from __future__ import annotations

import ast
import importlib.util
import tokenize
from types import ModuleType

import pytest

from grader.judge import stubs
from grader.judge.kit import POINTS, ROOT, Entry, chapters, exercises
from grader.suite import Check, Scenario

ENTRIES = pytest.mark.parametrize("entry", exercises(), ids=lambda entry: entry.name)


def _load(entry: Entry) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"suite_{entry.name}", entry.suite)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _checks(entry: Entry) -> list[Check]:
    return [value.__check__ for value in vars(_load(entry)).values() if hasattr(value, "__check__")]


@ENTRIES
def test_points_add_up(entry: Entry) -> None:
    """Each exercise is worth 10 points, in whole numbers."""
    points = [check.points for check in _checks(entry)]
    assert all(type(each) is int and each >= 0 for each in points)
    assert sum(points) == POINTS


@ENTRIES
def test_titles_differ_and_hints_are_there(entry: Entry) -> None:
    """A check is known by its title, and every one has a hint."""
    checks = _checks(entry)
    assert len({check.title for check in checks}) == len(checks)
    assert all(check.title and check.hint for check in checks)


@ENTRIES
def test_every_assertion_has_a_message(entry: Entry) -> None:
    """The learner reads the message, so there is one."""
    asserts = [node for node in ast.walk(ast.parse(entry.suite.read_text("utf-8"))) if isinstance(node, ast.Assert)]
    assert [node.lineno for node in asserts if node.msg is None] == []


@ENTRIES
def test_scenarios_are_documented(entry: Entry) -> None:
    """Each scenario says in a sentence what is played."""
    scenarios = [value for value in vars(_load(entry)).values() if isinstance(value, Scenario)]
    assert [scenario.name for scenario in scenarios if not scenario.body.__doc__] == []


@ENTRIES
def test_twins_define_the_same(entry: Entry) -> None:
    """The reference defines what the stub defines, with the same parameters."""
    reference = (ROOT / "solutions" / entry.path).read_text("utf-8")
    assert stubs.complaint(entry, reference) is None


@ENTRIES
def test_the_note_of_the_stub_is_current(entry: Entry) -> None:
    """grader/reference/stubs.json describes the stubs as they are now (`python -m grader stubs` writes it)."""
    assert stubs.known()[entry.name] == stubs.describe((ROOT / "exercises" / entry.path).read_text("utf-8"))


@ENTRIES
def test_a_stub_states_its_task(entry: Entry) -> None:
    """A stub has a docstring, a TODO, and a demo to watch."""
    with tokenize.open(ROOT / "exercises" / entry.path) as file:
        source = file.read()
    assert ast.get_docstring(ast.parse(source))
    assert "TODO" in source
    assert '__name__ == "__main__"' in source


def test_each_chapter_has_its_page_in_both_languages() -> None:
    """Every exercise is named on its chapter's page, in English and in Traditional Chinese."""
    for chapter in chapters():
        for page in ("README.md", "README.zh-TW.md"):
            text = (ROOT / "exercises" / chapter.name / page).read_text("utf-8")
            assert [entry.name for entry in chapter.exercise if entry.name not in text] == []


def test_no_stray_exercise_lies_about() -> None:
    """Every file of the exercises, solutions and suites is one that kit.toml lists."""
    for tree, pattern in (("exercises", "{}"), ("solutions", "{}"), ("grader/suites", "test_{}")):
        listed = {ROOT / tree / entry.chapter / f"{pattern.format(entry.name)}.py" for entry in exercises()}
        assert set((ROOT / tree).glob("*/*.py")) == listed

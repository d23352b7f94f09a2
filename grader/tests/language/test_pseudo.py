"""Whatever learners and teachers read can be translated: in a pseudo-language of letters in full width, no plain word is left.

Values stay as they are: names of functions, what a program made, paths, options. And a verdict never depends on the language.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import json
import keyword
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click
import pytest

from grader.classroom.commands import commands as teachers
from grader.commands import commands as learners
from grader.grading.kit import ROOT, chapters, exercises
from grader.language.sentences import _is_scenario
from grader.practice.commands import commands as practice
from grader.reports.formats import FORMATS
from grader.reports.mistakes.kinds import KINDS
from grader.reports.mistakes.pages import title
from grader.tests.language.pseudo import PRACTISED, TAUGHT, TYPED
from grader.tests.language.samples import samples

Said = dict[str, Any]
WORD = re.compile(r"[A-Za-z]{3,}(?![A-Za-z…])")  # what is cut off with "…" is a value
PYTHONS = (builtins, asyncio, asyncio.Queue, asyncio.TaskGroup, asyncio.Event)
# Python's own words: of its errors and reprs, and what it calls a task or a thread; columns of formats; what a machine calls itself.
OTHERS = """
    expected No module named name not defined zip coroutine object locals Task Thread Executor exit aexit Event Answer SIGTERM
    locks fut wait other text username percent feedback awaitlings python grader classroom practice exercises test async await caf
    OPTIONS COMMAND ARGS PATH DIR FILE NAME TEXT FLOAT INTEGER RANGE SUBMISSIONS RESULTS STORES help tmp say No such file or directory
"""


pytestmark = pytest.mark.timeout(0)  # it waits for gradings, which have limits of their own


@pytest.fixture(scope="module")
def said() -> tuple[Said, Said]:
    """All that is said, and the verdicts: in the pseudo-language, and in English."""
    command = [sys.executable, "-m", "grader.tests.language.pseudo"]
    both = [subprocess.Popen([*command, *more], stdout=subprocess.PIPE, cwd=ROOT) for more in ([], ["en"])]
    try:
        pseudo, english = (json.loads(one.communicate()[0]) for one in both)
    finally:
        for one in both:
            one.kill()
    return pseudo, english


def test_no_word_of_english_is_left(said: tuple[Said, Said]) -> None:
    """What stands in plain letters is a value."""
    everywhere, typed, values = _everywhere(), _typed(), _values()
    told = {name: text for name, text in said[0]["told"].items() if name != "doctor"}
    left = {name: _left(text, everywhere | values.get(name, typed)) for name, text in told.items()}
    assert {name: words for name, words in left.items() if words} == {}


def test_the_doctor_speaks_it(said: tuple[Said, Said]) -> None:
    """What is written after the mark and the name of a thing are values and translations; English is in none of its sentences."""
    told = said[0]["told"]["doctor"]
    english = said[1]["told"]["doctor"]
    sentences = {"Nothing is missing", "To be put right", "can be started", "can be written", "held by the system", "Usage", "Exit code"}
    assert [one for one in sentences if one in told] == []
    assert any(one in english for one in sentences)


def test_a_verdict_is_the_same_in_any_language(said: tuple[Said, Said]) -> None:
    """Points, outcomes and lines don't depend on what is said: no check compares sentences."""
    pseudo, english = (one["judged"] for one in said)
    assert {name: (one, english[name]) for name, one in pseudo.items() if one != english[name]} == {}


def _left(text: str, values: set[str]) -> set[str]:
    return set(WORD.findall(text)) - values


def _values() -> dict[str, set[str]]:
    """Find what each sample may be told of: the names and strings of its program, and those that its suite works with."""
    return {one.name: _names(one.source) | _names(one.entry.suite.read_text("utf-8"), suite=True) for one in samples()}


def _everywhere() -> set[str]:
    names = [*(name for one in PYTHONS for name in dir(one)), *keyword.kwlist]
    names += [one.name for one in exercises()] + [one.name for one in chapters()] + [*KINDS]
    heads = [title(kind) for kind in KINDS]  # of pages, which are translated as pages
    return _words([*names, *heads, "README", OTHERS])


def _typed() -> set[str]:
    """List what can be typed: commands, options, formats."""
    commands = [one for group in (learners, teachers, practice) for one in (group, *group.commands.values())]
    params = [param for one in commands for param in one.params]
    texts = [*(one.name or "" for one in commands), *TYPED, *TAUGHT, *PRACTISED, *FORMATS]
    texts += [f"{one.opts} {one.metavar} {one.type.to_info_dict().get('choices')}" for one in params]
    return _words(texts) | {"AWAITLINGS", "LANG", "works", "overlaps", "fails", "stops", "well"}


def _names(source: str, *, suite: bool = False) -> set[str]:
    """List a program's names and strings. Of a suite: all names, but strings only of its scenarios and declarations."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return _words([source])
    found: list[str] = []
    for node in tree.body:
        checks = suite and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_scenario(node)
        found += [word for one in ast.walk(node) for word in _named_by(one)]
        found += [] if checks else _strings(node)
    return _words(found)


def _named_by(node: ast.AST) -> Iterator[str]:
    for field in ("id", "attr", "arg", "name", "module"):
        if isinstance(value := getattr(node, field, None), str):
            yield value
    if isinstance(node, ast.alias):
        yield node.asname or ""


def _strings(node: ast.AST) -> list[str]:
    """List strings, without docstrings."""
    told = {id(one.value) for one in ast.walk(node) if isinstance(one, ast.Expr)}
    return [str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant) and id(one) not in told]


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}


def test_options_are_no_sentences() -> None:
    """The lists of values hold what click knows."""
    assert {"submission", "junit", "grade"} <= _typed()
    assert isinstance(learners, click.Group)

"""The class page in a real browser, as a teacher meets it: `nox -s browser`. See in_a_browser.py for what it needs."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from grader.classroom.class_page.facts.learners import Class, Learner, read
from grader.classroom.class_page.page import page as write
from grader.grading.kit import chapters
from grader.tests.browser.in_a_browser import HOSTILE, OPEN_ALL
from grader.tests.browser.shown import DESKTOP, TELEPHONE
from grader.tests.classroom import small_class
from grader.tests.classroom.small_class import as_class, hostile

MANY = 500  # learners
OPENING = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small class that was graded: its submissions, and its results."""
    return small_class.make(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="session")
def small(graded: tuple[Path, Path]) -> Path:
    """A page as a teacher gets it."""
    subs, out = graded
    assert small_class.classroom("class-page", out, "--submissions", subs).returncode == 0
    return out / "class.html"


@pytest.fixture(scope="session")
def large(graded: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of five hundred learners, each with work for every exercise of the kit."""
    subs, out = graded
    few = [one for one in read(out, subs).learners if one.done[0].exercise.checks]
    learners = [_everything(number, few[number % len(few)]) for number in range(MANY)]
    path = tmp_path_factory.mktemp("large") / "class.html"
    path.write_text(write(Class(learners, sources=True)), "utf-8")
    return path


def _everything(number: int, one: Learner) -> Learner:
    """Let a learner do every exercise as one was done."""
    name = f"learner {number}"
    done = [
        replace(one.done[0], learner=name, exercise=replace(one.done[0].exercise, name=entry.name, chapter=entry.chapter))
        for chapter in chapters()
        for entry in chapter.exercise
    ]
    return Learner(replace(one.result, submission=name, exercises=[each.exercise for each in done]), done)


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose every text wants to be a program."""
    path = tmp_path_factory.mktemp("odd") / "class.html"
    other = replace(hostile(HOSTILE), submission=f"{HOSTILE}2")
    path.write_text(write(as_class(hostile(HOSTILE), other, source=HOSTILE)), "utf-8")
    return path


# --- for everybody
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
@pytest.mark.parametrize("name", ["small", "odd"])
def test_axe_finds_nothing(name: str, width: int, scheme: str, show: Any, request: pytest.FixtureRequest) -> None:
    """With all of it open, nothing stands in the way of those who can't see it well, or use no mouse."""
    opened = show(request.getfixturevalue(name), width, color_scheme=scheme)
    opened.evaluate(OPEN_ALL)
    found = Axe().run(opened, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE, 320])
@pytest.mark.parametrize("name", ["small", "odd"])
def test_nothing_is_wider_than_the_screen(name: str, width: int, show: Any, request: pytest.FixtureRequest) -> None:
    """Nobody scrolls sideways; tables do that in a box of their own."""
    opened = show(request.getfixturevalue(name), width)
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_a_screen_reader_finds_its_way(small: Path, show: Any) -> None:
    """Landmarks, one first heading, no level left out."""
    opened = show(small)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert opened.get_by_role(role).count() == 1
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


# --- with and without its script
def test_it_needs_no_script(small: Path, show: Any) -> None:
    """Without one, the search is not there, and everything else opens all the same."""
    opened = show(small, java_script_enabled=False)
    assert not opened.locator("#tools").is_visible()
    last = opened.locator(".learner").last
    last.locator("summary").first.click()
    assert last.locator(".inside").first.is_visible()


def test_a_search_leaves_who_says_it(large: Path, show: Any) -> None:
    """By name, by exercise, by a word of a message, all at once as one types; how many are left is told."""
    opened = show(large)
    opened.fill("#search", "learner 499")
    assert opened.locator(".learner:visible h3").all_inner_texts() == ["learner 499"]
    assert opened.locator("#found").inner_text() == "1/500"
    opened.fill("#search", "swallowed-cancel 12")
    left = opened.locator(".learner:visible h3").all_inner_texts()
    assert 0 < len(left) < MANY
    opened.fill("#search", "")
    assert opened.locator(".learner:visible").count() == MANY


def test_five_hundred_learners_open(large: Path, show: Any, record_property: Any) -> None:
    """The page is lean, and its own entries say how long it took; that is told (`-rP`), and nothing rests on it: a machine may be busy."""
    opened = show(large)
    took = opened.evaluate(OPENING)
    start = "const start = performance.now(); const field = document.getElementById('search'); field.value = 'learner 77';"
    searched = opened.evaluate(f"() => {{ {start} field.dispatchEvent(new Event('input')); return performance.now() - start; }}")
    print(f"{large.stat().st_size:,} bytes; open after {took:.0f} ms; the first search took {searched:.0f} ms")
    record_property("milliseconds", took)
    assert large.stat().st_size < 8_000_000
    assert opened.evaluate("document.querySelectorAll('*').length") < 150_000


def test_a_name_in_the_heat_map_opens_a_learner(small: Path, show: Any) -> None:
    """The link leads to a section that was folded."""
    opened = show(small)
    opened.click(".heat tbody a >> nth=0")
    assert opened.locator(".learner[open]").count() == 1


def test_all_can_be_opened_and_closed(small: Path, show: Any) -> None:
    """Two buttons do it."""
    opened = show(small)
    opened.click("#close")
    assert opened.locator("details.exercise[open]").count() == 0
    opened.click("#open")
    assert opened.locator("details.exercise:not([open])").count() == 0


# --- what it must not do
def test_no_text_becomes_a_program(odd: Path, show: Any) -> None:
    """Nothing of a learner's runs."""
    opened = show(odd)
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("script").count() == 1
    assert opened.locator("img").count() == 0


def test_it_can_be_printed(small: Path, tmp_path: Path, show: Any) -> None:
    """What needs a screen is left out, and it is dark on light."""
    opened = show(small, color_scheme="dark")
    opened.emulate_media(media="print", color_scheme="dark")
    assert not opened.locator("#tools").is_visible()
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").stat().st_size > 20_000

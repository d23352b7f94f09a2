"""The page in a real browser, as learners meet it: `nox -s browser`.

It needs a Chromium (any browser of that family); without one it fails, and says what to install. pytest does not find this file by
itself: where the kit's other tests run, there may be no browser.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from grader.grading.kit import ROOT
from grader.recording.encoding import encode
from grader.recording.events import Call
from grader.reports.page.page import page as write
from grader.tests.browser.shown import DESKTOP, TELEPHONE
from grader.tests.reports import samples
from grader.tests.reports.plays import MADE, RICH, play

HOSTILE = (
    "</title></style></script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>\"><svg onload=window.hacked=1>"
)
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as a learner gets it: two exercises graded at the command line, one with a mistake of the corpus, one untouched."""
    folder = tmp_path_factory.mktemp("graded")
    shutil.copytree(ROOT / "exercises", folder / "exercises")
    [wrong, *_] = sorted((ROOT / "grader/corpus/08_semaphores/limit_workers/wrong").glob("*.py"))
    shutil.copy(wrong, folder / "exercises/08_semaphores/limit_workers.py")
    words = [sys.executable, "-m", "grader", "grade", "limit_workers", "concurrent_waits", "--submission", str(folder)]
    subprocess.run([*words, "--html", str(folder / "page.html")], cwd=ROOT, capture_output=True, check=False)
    return folder / "page.html"


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with all kinds of bars, and three hundred jobs."""
    many = tuple(Call("job", f"job {n}", n, (), float(n), "loop", end=n + 5.0, outcome="returned", line=7) for n in range(300))
    plays = {"limit_workers/nine_jobs": play(), "limit_workers/rich": RICH, "limit_workers/many": play(called=many, seconds=305.0)}
    return _page(tmp_path_factory.mktemp("rich"), plays, "job 1 failed")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose every text wants to be a program."""
    call = Call("job", HOSTILE, None, (), 0.0, HOSTILE, end=1.0, outcome="raised", type=HOSTILE)
    return _page(tmp_path_factory.mktemp("hostile"), {f"limit_workers/{HOSTILE}": play(called=(*MADE, call))}, HOSTILE)


def _page(folder: Path, plays: dict[str, Any], message: str) -> Path:
    checks = [replace(samples.check(name, 5, "failed", message, line=3), play=name, recordings=[name]) for name in plays]
    one = samples.exercise("limit_workers", samples.SEMAPHORES, "incomplete", [*checks, samples.check("Passed", 5)])
    result = samples.result([*samples.HALF.exercises, one], submission=message, error=message, changed=[message])
    made = write(replace(result, recordings={name: encode(recording) for name, recording in plays.items()}))
    (folder / "page.html").write_text(made, "utf-8")
    return folder / "page.html"


# --- for everybody
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
@pytest.mark.parametrize("name", ["graded", "rich", "hostile"])
def test_axe_finds_nothing(name: str, width: int, scheme: str, show: Any, request: pytest.FixtureRequest) -> None:
    """With all of it open, nothing stands in the way of those who can't see it well, or use no mouse."""
    opened = show(request.getfixturevalue(name), width, color_scheme=scheme)
    opened.evaluate(OPEN_ALL)
    found = Axe().run(opened, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE, 320])
@pytest.mark.parametrize("name", ["graded", "rich", "hostile"])
def test_nothing_is_wider_than_the_screen(name: str, width: int, show: Any, request: pytest.FixtureRequest) -> None:
    """Nobody scrolls sideways, on a telephone neither."""
    opened = show(request.getfixturevalue(name), width)
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_a_screen_reader_finds_its_way(rich: Path, show: Any) -> None:
    """Landmarks, one first heading, no level left out, and a picture that says what it is."""
    opened = show(rich)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert opened.get_by_role(role).count() == 1
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    opened.evaluate(OPEN_ALL)
    assert opened.get_by_role("img", name="Timeline from 0 s to 4 s: Your program, The reference").count() >= 1


def test_it_can_be_used_by_keyboard(rich: Path, show: Any) -> None:
    """The first stop leads to the exercises; a check opens and closes with Enter and the space bar; focus is seen."""
    opened = show(rich)
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.id") == "search"
    summary = opened.locator(".check > summary").last
    summary.focus()
    before = summary.evaluate("each => each.parentElement.open")
    for key, expected in (("Enter", not before), ("Space", before)):
        opened.keyboard.press(key)
        assert summary.evaluate("each => each.parentElement.open") == expected
    opened.keyboard.press("Shift+Tab")
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


# --- with and without its script
def test_it_needs_no_script(rich: Path, show: Any) -> None:
    """Without one, what needs it is not there, and everything else opens all the same."""
    opened = show(rich, java_script_enabled=False)
    assert not opened.locator("#tools").is_visible()
    last = opened.locator(".check").last
    last.locator("summary").first.click()
    assert opened.locator("figure svg.lanes").first.is_visible()


def test_a_search_leaves_what_says_it(rich: Path, show: Any) -> None:
    """Other exercises and chapters are hidden, until the search is empty again; that nothing was found is said."""
    opened = show(rich)
    every = opened.locator(".exercise:visible").count()
    opened.fill("#search", "FIRST failure cancels")
    assert opened.locator(".exercise:visible").count() == 1
    opened.fill("#search", "no such words anywhere")
    assert opened.locator("#nothing").is_visible()
    opened.fill("#search", "")
    assert opened.locator(".exercise:visible").count() == every


def test_all_can_be_opened_and_closed(rich: Path, show: Any) -> None:
    """Two buttons do it."""
    opened = show(rich)
    opened.click("#close")
    assert opened.locator(".check[open], .exercise[open]").count() == 0
    opened.click("#open")
    assert opened.locator(".check:not([open]), .exercise:not([open])").count() == 0


def test_a_link_opens_what_it_leads_to(rich: Path, show: Any) -> None:
    """The overview leads to an exercise that was closed."""
    opened = show(rich)
    opened.click("#close")
    opened.click("nav a >> nth=2")
    assert opened.locator(".exercise[open]").count() == 1


# --- what is drawn
@pytest.mark.parametrize("width", [DESKTOP, TELEPHONE])
def test_bars_stand_where_their_times_are(rich: Path, width: int, show: Any) -> None:
    """In pixels: job 3, from 2 s to 4 s, begins at the tick of 2 s and ends at that of 4 s; no name reaches into the bars."""
    opened = show(rich, width)
    opened.evaluate(OPEN_ALL)
    drawn = opened.locator("figure svg.lanes").first

    def box(selector: str) -> dict[str, float]:
        found: dict[str, float] = drawn.locator(selector).first.evaluate("each => each.getBoundingClientRect().toJSON()")
        return found

    two, four = box('.grid line[x1="50.00%"]')["left"], box('.grid line[x1="100.00%"]')["left"]
    bar = box("g:has(> title:text-matches('^job 3 is at work')) > rect")
    assert bar["left"] == pytest.approx(two, abs=1)
    assert bar["right"] == pytest.approx(four, abs=1)
    start = box('.grid line[x1="0.00%"]')["left"]
    names = drawn.locator("g.run text").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
    assert max(names) <= start + 1
    assert four <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_kinds_of_bars_are_told_apart_without_colour(rich: Path, scheme: str, show: Any) -> None:
    """No two kinds have the same fill and height: there are patterns, and they are found in the page."""
    opened = show(rich, color_scheme=scheme)
    opened.evaluate(OPEN_ALL)
    looks = opened.evaluate(
        "['runs', 'waits', 'cleans', 'blocks'].map(kind => { const one = document.querySelector(`figure rect.${kind}`);"
        " const style = getComputedStyle(one); return [style.fill.startsWith('url') ? style.fill : style.fill === 'none' ? 'none' : 'full',"
        " one.getAttribute('height')].join(); })"
    )
    assert len({*looks}) == 4


# --- what it must not do
def test_no_text_becomes_a_program(hostile: Path, show: Any) -> None:
    """Nothing of a learner's runs; and were it let in, the page's policy would stop it."""
    opened = show(hostile)
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("window.hacked") is None
    assert opened.locator("script").count() == 1
    assert opened.locator("img").count() == 0


def test_the_policy_stops_what_was_let_in(rich: Path, tmp_path: Path, browser: Browser) -> None:
    """A script that stands in the page is not run, and nothing is fetched."""
    path = tmp_path / "forged.html"
    path.write_text(
        rich.read_text("utf-8").replace("<main", "<script>window.hacked = 1</script><img src='https://example.org/x'/><main"), "utf-8"
    )
    opened = browser.new_page()
    seen: list[str] = []
    opened.on("requestfinished", lambda request: seen.append(request.url))
    opened.goto(path.as_uri())
    assert opened.evaluate("window.hacked") is None
    assert seen == [path.as_uri()]
    opened.close()


# --- on paper
def test_it_can_be_printed(rich: Path, tmp_path: Path, show: Any) -> None:
    """What needs a screen is left out, everything is open, and it is dark on light even in the dark."""
    opened = show(rich, color_scheme="dark")
    opened.emulate_media(media="print", color_scheme="dark")
    assert not opened.locator("#tools").is_visible()
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.locator(".check:not([open]), .exercise:not([open])").count() == 0
    opened.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").stat().st_size > 20_000

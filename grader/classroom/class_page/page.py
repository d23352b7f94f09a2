"""The class page: one file of HTML that loads nothing, and needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.classroom.class_page.facts.copies import Near
from grader.classroom.class_page.facts.learners import Class
from grader.classroom.class_page.sections import mistakes, words
from grader.classroom.class_page.sections.heat import heat
from grader.classroom.class_page.sections.learners import learners
from grader.classroom.class_page.sections.monday import monday
from grader.classroom.class_page.sections.near import near
from grader.classroom.class_page.sections.scores import scores
from grader.language import say
from grader.reports.markup import Html, tag
from grader.reports.page.document import STYLE, document
from grader.reports.text import line
from grader.reports.timeline import svg

FOLDER = Path(__file__).parent
OWN_STYLE, SCRIPT = FOLDER / "style.css", FOLDER / "script.js"


def page(everybody: Class, copies: Sequence[Near] | None = None) -> str:
    """Write the page. `copies`: what copydetect has found; None, where it is not installed."""
    title = say("{title}: the class", title=line(everybody.title))
    numbers = {one.name: number for number, one in enumerate(everybody.learners)}
    sections = [
        monday(everybody),
        scores(everybody),
        heat(everybody),
        mistakes.checks(everybody),
        mistakes.kinds(everybody, numbers),
        mistakes.programs(everybody, numbers),
        near(everybody, copies, numbers),
        learners(everybody),
    ]
    main = tag("main", svg.definitions(), _tools(), _legend(), *sections, id="sections", tabindex="-1")
    body = [
        tag("a", say("To the sections"), href="#sections", class_="skip"),
        _header(everybody, title),
        _contents(),
        main,
        _footer(everybody),
    ]
    return document(title, body, (STYLE, OWN_STYLE), SCRIPT)


def _header(everybody: Class, title: str) -> Html:
    parts = [tag("h1", title), tag("p", words.of_learners(len(everybody.learners)), class_="total")]
    return tag("header", *parts, tag("p", say("For the teacher: names and programs of learners are on this page. Keep it to yourself.")))


def _contents() -> Html:
    named = {
        "monday": say("What to discuss on Monday"), "scores": say("Scores"), "heat": say("Who has what"), "checks": say("What fails most"),
        "kinds": say("The same kind of mistake"), "programs": say("The same program with a mistake"),
        "near": say("Programs that are nearly the same"), "learners": say("Learners"),
    }  # fmt: skip
    items = [tag("li", tag("a", title, href=f"#{name}")) for name, title in named.items()]
    return tag("nav", tag("h2", say("Overview")), tag("ul", *items, class_="contents"), aria_label=say("Sections"))


def _tools() -> Html:
    """What needs a script: it shows this, where it runs."""
    search = tag("label", say("Search the learners"), " ", tag("input", type="search", id="search"))
    buttons = [tag("button", say("Open all"), type="button", id="open"), tag("button", say("Close all"), type="button", id="close")]
    return tag("div", search, *buttons, tag("p", id="found", role="status"), id="tools", hidden="")


def _legend() -> Html:
    how = say(
        "Time runs from left to right, in seconds of the grader's own clock. The learner's program is drawn above, what the reference does "
        "below. What a check's message names is marked, and comes first. Point at a bar to read what it is, and which line began it."
    )
    marks = [say("A dashed line through all: the program was cancelled."), say("A solid line through all: the program was over.")]
    shown = tag("p", how), svg.legend(), tag("p", " ".join(marks))
    return tag("details", tag("summary", tag("h2", say("How to read a timeline"))), *shown, class_="how")


def _footer(everybody: Class) -> Html:
    first = next((one.result for one in everybody.learners), None)
    if first is None:
        return tag("footer", tag("p", say("There are no results.")))
    values = {"kit": line(first.kit), "version": line(first.kit_version), "python": line(first.python)}
    return tag("footer", tag("p", say("Graded by {kit} {version} on Python {python}.", **values)))

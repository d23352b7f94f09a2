"""A result as a page: one file of HTML that loads nothing, and needs no script."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from grader.grading.results.result import ExerciseResult, Result
from grader.language import say, translated
from grader.reports import content
from grader.reports.markup import Html, tag
from grader.reports.page.document import document
from grader.reports.page.parts import QUIET, Parts, kind, said, status, worth
from grader.reports.page.places import Places
from grader.reports.page.timelines import Timelines
from grader.reports.text import fit, line
from grader.reports.timeline import svg

LARGEST = 4_000_000  # bytes: with messages so long that it has more, they are made shorter


def page(result: Result) -> str:
    """Write a page."""
    return fit(lambda limit: _page(result, limit), LARGEST)


def _page(result: Result, limit: int) -> str:
    points = say("{points} of {most} points", points=result.points, most=result.max_points)
    body = [_skip(), _header(result), _contents(result), _main(result, limit), _footer(result)]
    return document(f"{line(result.title)}: {points}", body)


# --- around it
def _skip() -> Html:
    return tag("a", say("To the exercises"), href="#exercises", class_="skip")


def _header(result: Result) -> Html:
    share = 100 * result.points / result.max_points if result.max_points else 0
    whole = [tag("rect", class_="whole", width="100%", height=8), tag("rect", class_="part", width=f"{share:.1f}%", height=8)]
    points = say("{points} of {most} points", points=result.points, most=result.max_points)
    parts = [tag("h1", line(result.title)), tag("p", tag("strong", points), class_="total")]
    parts.append(tag("svg", *whole, class_="bar", height=8, aria_hidden="true"))
    if result.submission:
        parts.append(tag("p", say("Submission of {name}", name=line(result.submission))))
    if result.provisional:
        parts.append(tag("p", translated(content.PROVISIONAL)))
    return tag("header", *parts)


def _footer(result: Result) -> Html:
    made = say(
        "Graded by {kit} {version} on Python {python}.", kit=line(result.kit), version=line(result.kit_version), python=line(result.python)
    )
    return tag("footer", tag("p", made))


# --- its contents
def _named(result: Result) -> list[tuple[str, list[tuple[str, ExerciseResult]]]]:
    """List chapters and exercises, with the names that links lead to."""
    chapters: dict[str, list[tuple[str, ExerciseResult]]] = {}
    for number, one in enumerate(content.exercises(result)):
        chapters.setdefault(one.chapter, []).append((f"exercise-{number}", one))
    return list(chapters.items())


def _contents(result: Result) -> Html:
    """List all exercises, with links to them."""
    parts = []
    for chapter, group in _named(result):
        items = [tag("li", tag("a", line(one.name), href=f"#{name}"), " ", _brief(one)) for name, one in group]
        parts.append(tag("li", line(chapter), tag("ul", *items)))
    return tag("nav", tag("h2", say("Overview")), tag("ul", *parts), aria_label=say("Exercises"))


def _brief(one: ExerciseResult) -> Html:
    return tag("span", status(one.outcome), " ", worth(one.points, one.max_points), class_=f"score {kind(one.outcome)}")


def _main(result: Result, limit: int) -> Html:
    places = Places(result)
    parts = Parts(Timelines(result, places), places, limit, _kinds(result))
    chapters = [_chapter(number, name, group, parts) for number, (name, group) in enumerate(_named(result))]
    return tag("main", svg.definitions(), *_remarks(result, limit), _tools(), _legend(), *chapters, id="exercises", tabindex="-1")


def _kinds(result: Result) -> Mapping[str, str]:
    """Name the kind of mistake that each exercise shows. Where nothing could be installed, none is told."""
    with contextlib.suppress(ImportError):
        from grader.reports.mistakes.kinds import kind_in  # noqa: PLC0415 - it reads recordings with msgspec; a page needs nothing

        return {one.name: kind_in(one, result.recordings) for one in result.exercises if one.outcome not in QUIET}
    return {}


def _chapter(number: int, name: str, group: list[tuple[str, ExerciseResult]], parts: Parts) -> Html:
    head = tag("h2", line(name), id=f"chapter-{number}")
    return tag("section", head, "\n", *(parts.exercise(one, anchor) for anchor, one in group), aria_labelledby=f"chapter-{number}")


def _remarks(result: Result, limit: int) -> Iterator[Html]:
    """Tell what concerns all of it."""
    if result.error:
        yield tag("section", tag("h2", say("Not everything could be graded")), said(result.error, limit), class_="remark")
    if result.changed:
        named = [tag("li", tag("code", line(one, 200))) for one in result.changed[: content.MOST]]
        more = len(result.changed) - content.MOST
        rest = [tag("li", say("and {number} more", number=more))] if more > 0 else []
        head = tag("h2", say("Changed files"))
        yield tag("section", head, tag("p", translated(content.CHANGED)), tag("ul", *named, *rest), class_="remark")


def _tools() -> Html:
    """What needs a script: it shows this, where it runs."""
    search = tag("label", say("Search"), " ", tag("input", type="search", id="search"))
    buttons = [tag("button", say("Open all"), type="button", id="open"), tag("button", say("Close all"), type="button", id="close")]
    nothing = tag("p", say("Nothing here says that."), id="nothing", role="status", hidden="")
    return tag("div", search, *buttons, nothing, id="tools", hidden="")


def _legend() -> Html:
    how = say(
        "Time runs from left to right, in seconds of the grader's own clock. Your program is drawn above, what the reference does below. "
        "What a check's message names is marked, and comes first. Point at a bar to read what it is, and which line began it."
    )
    marks = [say("A dashed line through all: the program was cancelled."), say("A solid line through all: the program was over.")]
    shown = tag("p", how), svg.legend(), tag("p", " ".join(marks))
    return tag("details", tag("summary", tag("h2", say("How to read a timeline"))), *shown, class_="how")

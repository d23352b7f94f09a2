"""Small parts that all sections are made of: names, programs, bars, boxes that fold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.classroom.class_page.facts.learners import Done
from grader.language import count, say
from grader.reports.markup import Html, joined, tag
from grader.reports.text import line, lines

PROGRAM = 6_000  # characters of a program that is shown
MESSAGE = 600  # characters of a message
NAMED = 60  # learners that are named in one place


def section(name: str, title: str, *inside: Html) -> Html:
    """Make a section, which links lead to by its name."""
    return tag("section", tag("h2", title, id=f"{name}-title"), "\n", *inside, id=name, aria_labelledby=f"{name}-title")


def note(text: str) -> Html:
    """Write what is to be known of a section."""
    return tag("p", text, class_="note")


def box(title: Html, score: str, inside: Iterable[Html], *, name: str | None = None, opened: bool = False) -> Html:
    """Make a box that folds."""
    head = tag("summary", tag("h3", title), tag("span", score, class_="score"))
    return tag("details", head, tag("div", *inside, class_="inside"), class_="exercise", id=name, open="" if opened else None)


def learner(name: str, number: int | None = None) -> Html:
    """Name a learner, whichever way the name is written; as a link to what is said of them."""
    shown = tag("bdi", line(name, 80) or say("(no name)"))
    return shown if number is None else tag("a", shown, href=f"#learner-{number}")


def learners(names: Sequence[str], numbers: dict[str, int]) -> Html:
    """Name learners, as many as there is room for."""
    shown = [tag("li", learner(name, numbers.get(name))) for name in names[:NAMED]]
    more = len(names) - NAMED
    return tag("ul", *shown, *([tag("li", say("and {number} more", number=more))] if more > 0 else []), class_="names")


def program(done: Done) -> Html:
    """Show a program."""
    return tag("pre", tag("code", lines(done.source.strip("\n"), PROGRAM)))


def message(text: str) -> Html:
    """Show what a check says."""
    return tag("p", lines(text.strip("\n"), MESSAGE), class_="said")


def bar(share: float) -> Html:
    """Draw a share, from 0 to 1; the words beside it say it, too."""
    whole = tag("rect", class_="whole", width="100%", height=8)
    return tag("svg", whole, tag("rect", class_="part", width=f"{100 * share:.1f}%", height=8), class_="bar", height=8, aria_hidden="true")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> Html:
    """Make a table; the first cell of each row is its head. Where it is wider than the screen, it scrolls, by keyboard as well."""
    top = tag("tr", *(tag("th", one, scope="col") for one in head))
    body = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows]
    return wide(tag("table", tag("thead", top), "\n", tag("tbody", joined(body, "\n"))), label)


def wide(inside: Html, label: str) -> Html:
    """Let something be wider than the screen."""
    return tag("div", inside, class_="wide", tabindex="0", role="region", aria_label=label)


def of_learners(number: int) -> str:
    """Count learners."""
    return count("{number} learner", "{number} learners", number=number)

"""The forms that feedback can have. Each is told one result after the other, and forgets it: only texts for one common file are kept."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from grader.classroom.class_page.facts.files import Stems
from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say
from grader.reports.content import hint, remarks, score, with_notes, word
from grader.reports.page.page import page
from grader.reports.platforms.github import summary
from grader.reports.platforms.gradebook import cell
from grader.reports.text import fit, line, lines

ISSUE = 60_000  # bytes: GitHub takes 65,536 characters
MOODLE = 6_000  # characters of a feedback
MESSAGE = 300  # characters of a message in it
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # what can be part of a repository's name
TAGS = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})  # Moodle may show a text as HTML
Files = Iterator[tuple[str, str]]


class Form(Protocol):
    """A form. `next`: what to do with its files."""

    next: str

    def of(self, result: Result) -> Files:
        """Make the files of a learner: names and texts."""

    def rest(self) -> Files:
        """Make the files that are everybody's."""


class Pages:
    """A page a learner, with a timeline for each check."""

    def __init__(self, _repository: str = "") -> None:
        self._stems = Stems()
        self.next = say("Each file is a page of its own, to be read in a browser.")

    def of(self, result: Result) -> Files:
        """Make a learner's page."""
        yield f"{self._stems.of(result.submission)}.html", page(result)

    def rest(self) -> Files:
        """There is nothing else."""
        return iter(())


class Markdown:
    """A text a learner, in GitHub's Markdown."""

    def __init__(self, _repository: str = "") -> None:
        self._stems = Stems()
        self.next = say("Each file is Markdown, as GitHub and GitLab read it.")

    def of(self, result: Result) -> Files:
        """Make a learner's text."""
        yield f"{self._stems.of(result.submission)}.md", summary(with_notes(result))

    def rest(self) -> Files:
        """There is nothing else."""
        return iter(())


class Issues:
    """An issue a learner: a title and a body, and a script that would open them."""

    def __init__(self, repository: str) -> None:
        self._stems, self._repository = Stems(), repository
        self._lines: list[str] = []
        self.next = say("Read issues.sh, and run it with sh if it is right: it opens the issues. Until then nothing is sent.")

    def of(self, result: Result) -> Files:
        """Make a learner's title and body."""
        stem = self._stems.of(result.submission)
        title = f"{line(result.title, 80)}: {score(result)}"
        yield f"{stem}.title.txt", f"{title}\n"
        yield f"{stem}.md", fit(lambda limit: summary(_shorter(with_notes(result), limit)), ISSUE)
        words = ["gh", "issue", "create", "--repo", self._repository.replace("{name}", result.submission)]
        command = shlex.join([*words, "--title", title, "--body-file", f"./{stem}.md"])
        if NAME.fullmatch(result.submission):
            self._lines.append(command)
        else:
            self._lines.append(f"# {say('No repository can have this name: {name}', name=line(result.submission))}")

    def rest(self) -> Files:
        """Make the script."""
        head = ["#!/bin/sh", f"# {say('Opens an issue for each learner, with the command line of GitHub (gh). Read it first.')}"]
        yield "issues.sh", "\n".join([*head, 'cd "$(dirname "$0")" || exit 1', *self._lines, ""])


def _shorter(result: Result, limit: int) -> Result:
    """Let no message be longer than so many characters."""

    def check(one: CheckResult) -> CheckResult:
        return replace(one, message=lines(one.message, limit))

    exercises = [replace(one, message=lines(one.message, limit), checks=list(map(check, one.checks))) for one in result.exercises]
    return replace(result, exercises=exercises)


class Moodle:
    """One table for the import into Moodle's gradebook: who, and what they are told. It holds no points: moodle.csv has these."""

    def __init__(self, _repository: str = "") -> None:
        self._rows = [["username", "feedback"]]
        self.next = say("In Moodle: Grades > Import > CSV file; map username to the user name, feedback to the feedback of the item.")

    def of(self, result: Result) -> Files:
        """Note what a learner is told."""
        told = fit(lambda limit: cell(_told(result, min(limit, MESSAGE)), MOODLE), MOODLE)
        self._rows.append([cell(result.submission), told])
        return iter(())

    def rest(self) -> Files:
        """Make the table."""
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(self._rows)
        yield "moodle-feedback.csv", file.getvalue()


def _told(result: Result, limit: int) -> str:
    """Tell all of it in one line, in which nothing can be markup."""
    parts = [f"{score(result)}.", *remarks(result, limit), *(_exercise(one, limit) for one in result.exercises)]
    return line(" ".join(parts).translate(TAGS), MOODLE)


def _exercise(one: ExerciseResult, limit: int) -> str:
    """Tell of an exercise: how far it has come, and what is wrong first."""
    told = f"[{one.name}] {one.points}/{one.max_points}, {word(one.outcome)}."
    if one.outcome in ("complete", "untouched", "missing", "not graded"):
        return told
    check = next((check for check in one.checks if check.status == "failed"), None)
    if check is None:
        return f"{told} {line(one.message, limit)}"
    return " ".join([told, f"{line(check.title)}: {line(check.message, limit)}", *([hint(line(check.hint))] if check.hint else [])])


FORMS: dict[str, type[Pages | Markdown | Issues | Moodle]] = {
    "markdown": Markdown, "html": Pages, "github-issues": Issues, "moodle": Moodle,
}  # fmt: skip

"""What an exercise must be: each aspect yields a sentence for each thing that is missing or misjudged. A finished exercise yields none."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from grader.authoring import kinds
from grader.authoring.facts import PAGES, Facts
from grader.authoring.labelled import misjudged
from grader.grading.intake import stubs
from grader.grading.kit import POINTS, ROOT

RIGHT, WRONG = 3, 6  # how many labelled submissions an exercise has at least, besides its reference
NOTE = "AUTHOR:"  # marks what the template leaves for its author to write
LONG = 900  # characters of a message
MOST_FOR_WORKING = 7
JARGON = re.compile(r"Traceback|object at|\b0x[0-9a-f]{4}|\bRecordings?\(|\bassert\b|AssertionError|The grader itself failed")
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Aspect = Callable[[Facts], Iterator[str]]


# --- what can be read
def all_files(facts: Facts) -> Iterator[str]:
    """Every file is there."""
    yield from (f"{path.relative_to(ROOT)} is missing." for path in facts.files() if not path.is_file())


def no_notes(facts: Facts) -> Iterator[str]:
    """Nothing of the template is left to be written."""
    tables = [ROOT / "exercises" / page for page in PAGES]
    for path in (*facts.files(), *tables, ROOT / "exercises" / "kit.toml"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if NOTE in line:
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip(' #<!->|')}"


def stub_states_its_task(facts: Facts) -> Iterator[str]:
    """The stub has a docstring that states the task, a TODO and a demo."""
    source = facts.stub.read_text("utf-8")
    if not ast.get_docstring(ast.parse(source)):
        yield "The stub has no docstring: it is where the task is stated."
    if "TODO" not in source:
        yield "The stub has no TODO: that is what a learner looks for."
    if '__name__ == "__main__"' not in source:
        yield 'The stub has no demo under `if __name__ == "__main__":`.'


def stub_is_noted(facts: Facts) -> Iterator[str]:
    """grader/reference/stubs.json describes the stub as it is now."""
    if stubs.known().get(facts.entry.name) != stubs.describe(facts.stub.read_text("utf-8")):
        yield "The stub has changed since it was noted; --update notes it."


def twins(facts: Facts) -> Iterator[str]:
    """The reference defines what the stub defines."""
    if complaint := stubs.complaint(facts.entry, facts.reference.read_text("utf-8")):
        yield f"The reference: {complaint}"


def points_add_up(facts: Facts) -> Iterator[str]:
    """The checks' points are whole numbers, 10 in all."""
    points = [check.points for check in facts.checks]
    if not all(type(each) is int and each >= 0 for each in points) or sum(points) != POINTS:
        yield f"The points of the checks are {points}: whole numbers, {POINTS} in all, are wanted."


def checks_speak(facts: Facts) -> Iterator[str]:
    """Every check has a title of its own, a hint, and a message in each assertion; every scenario says what is played."""
    titles = [check.title for check in facts.checks]
    yield from (f"Two checks have the title {title!r}." for title in sorted({t for t in titles if titles.count(t) > 1}))
    yield from (f"The check {check.title!r} has no hint." for check in facts.checks if not check.hint)
    yield from (f"The scenario {one.name} has no docstring: say what is played." for one in facts.scenarios if not one.body.__doc__)
    for node in ast.walk(ast.parse(facts.entry.suite.read_text("utf-8"))):
        if isinstance(node, ast.Assert) and node.msg is None:
            yield f"Line {node.lineno} of the suite asserts without a message: the learner reads it."


def both_languages(facts: Facts) -> Iterator[str]:
    """The chapter's page has the exercise, in English and in Traditional Chinese."""
    for page in facts.pages:
        _, found, section = page.read_text("utf-8").partition(f"\n## {facts.entry.name}\n")
        text = re.split(r"^## ", section, maxsplit=1, flags=re.MULTILINE)[0]
        if not found:
            yield f"{page.relative_to(ROOT)} has no section `## {facts.entry.name}`."
        elif page.name.endswith("zh-TW.md") and len(CHINESE.findall(text)) < 100:
            yield f"{page.relative_to(ROOT)}: the section `## {facts.entry.name}` is not in Chinese."


def large_corpus(facts: Facts) -> Iterator[str]:
    """There are enough labelled submissions, each with a first line that says what is right or wrong."""
    for label, least in (("right", RIGHT), ("wrong", WRONG)):
        files = sorted((facts.corpus / label).glob("*.py"))
        if len(files) < least:
            yield f"{len(files)} files lie in {label}/; at least {least} are wanted."
        for path in files:
            yield from (f"{label}/{path.name}: {lack}" for lack in _unlabelled(path.read_text("utf-8"), label, facts))


def _unlabelled(source: str, label: str, facts: Facts) -> Iterator[str]:
    first, second, *_ = [*source.splitlines(), "", ""]
    if not first.startswith("# ") or len(first.split()) < 4:
        yield "its first line is to say, in a comment, what is right or wrong with it."
    title = second.removeprefix("# fails:").strip()
    if label == "wrong" and (not second.startswith("# fails:") or title not in [check.title for check in facts.checks]):
        yield f"its second line is to name the check that fails (`# fails: TITLE`); there is no check {title!r}."


def every_kind(facts: Facts) -> Iterator[str]:
    """Each kind of mistake is shown by a wrong program, or there is a reason why not."""
    yield from kinds.lacking(facts.entry)


def stages_are_worth_something(facts: Facts) -> Iterator[str]:
    """Working alone is not worth nine points of ten."""
    works = sum(check.points for check in facts.checks if check.stage == "works")
    if works > MOST_FOR_WORKING:
        yield f"Checks of the stage 'works' are worth {works} points; at most {MOST_FOR_WORKING} are wanted."


# --- what grading shows
def verdicts(facts: Facts) -> Iterator[str]:
    """Stub and do-nothings get no points, reference and right/ all; wrong/ fails the check that it names."""
    for one, result in facts.judged:
        if problem := misjudged(one, result):
            yield f"{one.label}/{one.name}: {problem}"


def stub_is_untouched(facts: Facts) -> Iterator[str]:
    """The stub as it is handed out is called untouched."""
    for _, result in facts.labelled("stub"):
        if result.outcome != "untouched":
            yield f"The stub is called {result.outcome}."


def every_check_can_fail(facts: Facts) -> Iterator[str]:
    """Every check is failed by some labelled submission: else it might be one that can't fail."""
    failed = {check.title for _, result in facts.judged for check in result.checks if check.status == "failed"}
    yield from (f"No labelled submission fails {check.title!r}." for check in facts.checks if check.title not in failed)


def clear_messages(facts: Facts) -> Iterator[str]:
    """What a learner is told are sentences, and not the grader's own words."""
    told = {
        (check.title, check.message): one
        for one, result in facts.judged
        for check in result.checks
        if check.status != "passed" and one.label not in ("nothing", "idle")
    }
    for (title, message), one in told.items():
        if problem := unclear(title, message):
            yield f"{one.label}/{one.name}, {title!r}: {problem} {message[:200]!r}"


def unclear(title: str, message: str) -> str:
    """Say why a learner would not understand a message; nothing, where that can't be told."""
    if message == title or len(message.split()) < 3:
        return "the message says nothing beyond the title:"
    if found := JARGON.search(message):
        return f"{found[0]!r} is no word for a learner:"
    if message[-1] not in ".?!)'\"`" and "\n" not in message:
        return "the message is no sentence:"
    return f"the message has {len(message)} characters:" if len(message) > LONG else ""


READ: tuple[Aspect, ...] = (
    no_notes, stub_states_its_task, stub_is_noted, twins, points_add_up, checks_speak, both_languages, large_corpus, every_kind,
    stages_are_worth_something,
)  # fmt: skip
GRADED: tuple[Aspect, ...] = (verdicts, stub_is_untouched, every_check_can_fail, clear_messages)


def lacks(facts: Facts, aspects: tuple[Aspect, ...]) -> dict[str, list[str]]:
    """What is lacking, by aspect (its docstring's sentence); where a file is missing, only that is told."""
    if missing := list(all_files(facts)):
        return {str(all_files.__doc__): missing}
    return {str(aspect.__doc__): list(aspect(facts)) for aspect in aspects}

"""What GitHub Actions is given, read as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.grading.results.result import Result
from grader.reports.content import PROVISIONAL
from grader.reports.platforms import github
from grader.tests.reports.samples import (
    CHANGED,
    COMPLETE,
    HALF,
    HUGE,
    NASTIES,
    NOT_GRADED,
    ODD_TEXT,
    PARTLY,
    SAMPLES,
    SYNC,
    UNTOUCHED,
    check,
    exercise,
    result,
)

COMMANDS = {"error", "warning", "notice", "group", "endgroup", "add-mask", "set-env", "set-output", "stop-commands", "debug", "echo"}
Command = tuple[str, dict[str, str], str]


# --- a runner, as actions/runner has it: ReadLine, then ActionCommand.TryParseV2, then TryParse
def read_lines(text: str) -> list[str]:
    """Take apart what a step prints, as .NET does."""
    return re.split(r"\r\n|\r|\n", text)


def unescape(text: str, marks: str) -> str:
    """Put back what stands for a mark, the percent sign last."""
    for mark in [*marks, "%"]:
        text = text.replace(f"%{ord(mark):02X}", mark)
    return text


def parse(line: str) -> Command | None:
    """Find the command in a line; None: there is none."""
    bare = line.lstrip()
    if bare.startswith("::") and "::" in bare[2:]:
        info, _, data = bare[2:].partition("::")
        name, _, properties = info.partition(" ")
        if name.lower() in COMMANDS:
            pairs = (pair.split("=", 1) for pair in properties.strip().split(",") if "=" in pair)
            return name, {key: unescape(value, "\r\n:,") for key, value in pairs}, unescape(data, "\r\n")
    if (found := re.search(r"##\[([^ \]]*)[^\]]*\](.*)", line, re.DOTALL)) and found[1].lower() in COMMANDS:
        return found[1], {}, found[2]
    return None


def commands(text: str) -> list[Command]:
    """Read every line as a runner does: each must be a command."""
    found = [parse(line) for line in read_lines(text) if line]
    assert None not in found
    return [command for command in found if command]


# --- annotations
def test_an_annotation_stands_on_the_learners_line() -> None:
    """A problem is told where it is, with what the check says and its hint."""
    command = "::error file=exercises/08_semaphores/limit_workers.py,line=23,title=limit_workers%3A At most `limit` jobs run at once::"
    hint = "%0AHint: Think about this: at most `limit` jobs run at once."
    assert f"{command}10 jobs ran at the same time; the limit is 3.{hint}\n" in github.annotations(HALF)


def test_a_runner_reads_what_was_written() -> None:
    """Whatever is escaped comes back as it was: marks of the commands' own, and percent signs."""
    odd = "100 % of a:b, c\nand %0A, %25, ::x::"
    one = exercise("a", SYNC, "broken", [], title="t", message=odd, line=3)
    assert commands(github.annotations(result([replace(one, title="x: y, 5 %")]))) == [
        ("error", {"file": "exercises/01_sync_vs_async/a.py", "line": "3", "title": "a: broken"}, odd)
    ]


def test_one_line_has_one_annotation() -> None:
    """What several checks, and the exercise, have to say of a line is said together, the exercise's own message first."""
    said = [data for _, properties, data in commands(github.annotations(HALF)) if "task_group" in properties["title"]]
    [(first, second, *rest)] = [one.split("\n") for one in said]
    assert first == "No points while this does not hold: No task is left."
    assert second.startswith("All results come: [1, 2]")
    assert any(line.startswith("No task is left: 2 tasks") for line in rest)


def test_a_reason_is_told_once() -> None:
    """Checks that could not be judged for a reason that is told already get no annotation."""
    assert github.annotations(HALF).count("The program can't go on") == 1


def test_a_stub_has_no_annotation() -> None:
    """Nobody is told that what they have not begun fails; nor of what is complete."""
    assert github.annotations(UNTOUCHED) == github.annotations(COMPLETE) == ""


def test_an_exercise_that_cant_be_judged_has_one_annotation() -> None:
    """A missing or broken file is told of once, and so is an exercise that was not graded."""
    titles = [properties["title"] for _, properties, _ in commands(github.annotations(HALF))]
    assert titles[-2:] == ["start_now: broken", "as_completed: missing"]
    assert [properties["title"] for _, properties, _ in commands(github.annotations(NOT_GRADED))] == [
        "concurrent_waits: not graded",
        "limit_workers: not graded",
    ]


def test_an_error_of_the_grading_comes_first() -> None:
    """That not everything could be graded is told before all else, unless an exercise says the same."""
    assert commands(github.annotations(PARTLY))[0] == ("error", {"title": github.ERROR}, PARTLY.error)


def test_there_are_nine_at_most() -> None:
    """A runner drops the eleventh silently: nine are made, failed checks first, and the last line counts the others."""
    checks = [check(f"A{n}", 1, "not judged", f"message {n}", line=n) for n in range(1, 8)]
    checks += [check(f"B{n}", 1, "failed", f"message {n}", line=n) for n in range(8, 15)]
    *told, last = commands(github.annotations(result([exercise("a", SYNC, "incomplete", checks)])))
    assert [properties["line"] for _, properties, _ in told] == ["8", "9", "10", "11", "12", "13", "14", "1", "2"]
    assert last == ("notice", {"title": "Asyncio, week 3"}, "and 5 more; see the summary")


@pytest.mark.parametrize("nasty", [*NASTIES, HUGE])
def test_no_text_makes_a_command(nasty: str) -> None:
    """A learner's text can't begin a command of its own: not in the line written, nor in the lines that the runner makes of it."""
    checks = [check("In order", 5, "failed", nasty, line=7), check("On time", 5, "not judged", nasty, line=8)]
    made = [exercise("a", SYNC, "incomplete", checks, message=nasty, line=7), exercise("b", SYNC, "broken", [], message=nasty)]
    text = github.annotations(result(made, error=nasty))
    found = commands(text)
    assert {name for name, _, _ in found} == {"error"}
    assert {properties.get("file", "") for _, properties, _ in found} <= {"", *(one.file for one in made)}
    assert not [line for _, _, data in found for line in read_lines(data) if parse(line)]
    assert all(len(data) < 4_096 for _, _, data in found)  # where the runner would cut it
    assert len(text) < 40_000


# --- the summary
ALLOWED = {"heading", "paragraph", "inline", "fence", "table", "thead", "tbody", "tr", "th", "td", "text", "code_inline", "strong"}


def tokens(text: str) -> Iterator[Token]:
    """Read Markdown: every token, with those inside of others."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or []


def kinds(text: str) -> set[str]:
    """Tell what there is in Markdown."""
    return {re.sub("_(open|close)$", "", token.type).replace("text_special", "text") for token in tokens(text)}


def test_the_summary_tells_everything() -> None:
    """Points, the note, what was changed, a table, and of what failed the message and the hint."""
    text = github.summary(CHANGED)
    assert text.startswith(f"# Asyncio, week 3: 13 of 50 points\n\n{PROVISIONAL}\n")
    assert "grader/grading/results/verdict.py: changed\npytest.py: added\n" in text
    assert "| `08_semaphores/limit_workers` Only so many at a time | ❌ incomplete | 3/10 |" in text
    assert "❌ **At most `limit` jobs run at once** (failed, 0/3, line 23)\n\n```text\n10 jobs ran at the same time" in text
    assert "Hint: Think about this: at most `limit` jobs run at once." in text
    assert "❌ **No task is left** (failed, guard, line 4)" in text


def test_the_summary_says_what_went_wrong() -> None:
    """An error of the grading is in it; a teacher's own grading is not called provisional."""
    assert f"**{github.ERROR}:**\n\n```text\n{PARTLY.error}\n```" in github.summary(PARTLY)
    assert PROVISIONAL not in github.summary(COMPLETE)


def test_a_stub_has_one_line() -> None:
    """Of an exercise that nobody has begun, there is nothing to tell."""
    assert github.summary(UNTOUCHED).endswith("| 0/10 |\n\n`01_sync_vs_async/concurrent_waits` is as it was handed out.\n")


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_the_summary_has_only_markdown_of_ours(sample: Result) -> None:
    """Headings, tables, bold, code: nothing else comes of any text, and no more of them than there are to be."""
    text = github.summary(sample)
    assert kinds(text) <= ALLOWED
    headings = [token.tag for token in tokens(text) if token.type == "heading_open"]
    told = [one for one in sample.exercises if one.outcome not in ("complete", "untouched")]
    assert headings == ["h1", *["h3"] * len(told)]
    assert len([token for token in tokens(text) if token.type == "tr_open"]) == 1 + len(sample.exercises)


@pytest.mark.parametrize("nasty", [*NASTIES, *(f"{'`' * n}\n# out of it" for n in (3, 31, 32, 33, 254, 255, 256, 300))])
def test_text_stays_in_its_fence(nasty: str) -> None:
    """All that a learner has a hand in is in fences, which no backticks can close: GitHub's parser counts 255 of them at most."""
    one = exercise("a", SYNC, "incomplete", [check("In order", 10, "failed", nasty)], message=f"{nasty}!")
    found = list(tokens(github.summary(result([one], changed=[nasty], error=nasty))))
    assert len([token for token in found if token.type == "heading_open"]) == 2
    fences = [token for token in found if token.type == "fence"]
    assert 2 <= len(fences) <= 4
    assert all(len(token.markup) <= github.TICKS and token.markup not in token.content for token in fences)
    text = " ".join(token.content for token in found if token.type in ("text", "inline"))
    assert not any(mark in text for mark in ("evil", "forged", "out of it", "@everyone", "script"))


@pytest.mark.parametrize("text", ["@user", "#1", "https://x.example/y", "www.x.example", "a@b.example", "<b>", "[a](b)", "_a_", "$x$"])
def test_even_titles_are_only_text(text: str) -> None:
    """In titles and hints, only backticks mean something: no mention, link or picture comes of them."""
    one = exercise("a", SYNC, "incomplete", [check(f"{text} `{text}`", 10, "failed", "m")], title=text)
    found = github.summary(replace(result([one]), title=text))
    assert kinds(found) <= ALLOWED
    outside = re.sub(r"`[^`]*`", "", found)
    assert not re.search(r"[@#]\w|://|www\.\w", outside.replace("\\", ""))
    assert f"`{text}`" in found


@pytest.mark.parametrize(("count", "largest"), [(3, github.LARGEST), (12, github.LARGEST), (12, 6_000)])
@pytest.mark.parametrize("text", [HUGE, "漢" * 5_000, NASTIES[-1]])
def test_the_summary_is_never_too_long(monkeypatch: pytest.MonkeyPatch, count: int, largest: int, text: str) -> None:
    """However much there is to tell, it fits, it is whole Markdown, and says that there was more."""
    monkeypatch.setattr(github, "LARGEST", largest)
    checks = [check(f"Check {n}", 2, "failed", f"{n} {text}") for n in range(5)]
    made = [exercise(f"e{n}", SYNC, "incomplete", checks, message=text) for n in range(count)]
    told = github.summary(result(made, error=text, changed=[text] * 60))
    assert len(told.encode()) <= largest
    assert kinds(told) <= ALLOWED
    assert re.search("left out", told)
    assert told.startswith("# ")


def test_odd_text_makes_no_command_of_a_summary() -> None:
    """A summary may be printed in a job, too."""
    assert not [line for line in read_lines(github.summary(ODD_TEXT)) if parse(line)]


# --- outputs
def test_outputs_are_numbers_and_words_of_ours() -> None:
    """A later step, and a teacher's own workflow, find the points there, and whether they mean anything."""
    assert github.outputs(HALF) == "points=13\nmax_points=50\nchanged=0\nprovisional=true\ngraded=true\n"
    assert github.outputs(COMPLETE) == "points=20\nmax_points=20\nchanged=0\nprovisional=false\ngraded=true\n"
    assert github.outputs(ODD_TEXT).splitlines()[-1] == "graded=false"

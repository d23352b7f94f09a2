"""What GitHub Actions shows and keeps: a job's summary, annotations on the learner's lines, and a step's outputs.

The formats are those that actions/runner reads: `src/Runner.Common/ActionCommand.cs` (commands), `src/Runner.Worker/FileCommandManager.cs`
(summary, outputs) and `src/Runner.Worker/ExecutionContext.cs` (ten annotations of a kind a step, 4,096 characters each).
Nothing is imported from __future__: `annotations` is a function here.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import marked, say, translated
from grader.reports.content import CHANGED, PROVISIONAL, hint, score, word
from grader.reports.text import harmless, line, lines

# Bytes of UTF-8. A step's summary may have 1,048,576, but Classroom 50 has the same text on a release's page: 125,000 characters.
LARGEST = 120_000
SHORTER = (2_000, 1_000, 400, 150)  # characters of a message: the more there is to tell, the less of each
MARKS = {"passed": "✅", "complete": "✅", "not judged": "⬜", "untouched": "⬜", "not graded": "⬜", "failed": "❌"}
ERROR = marked("Not everything could be graded")
MEANS = re.compile(r"(`[^`|]+`)|([\\`*_\[\]<>|~&@#$]|:(?=//)|(?<=[wW]{3})\.)")  # in Markdown as GitHub reads it
TICKS = 32  # in a row; GitHub's parser counts no more than 255 of them in a fence, and text must not be able to close it
MOST = 9  # annotations; the runner itself makes one more of a step that fails
ANNOTATION = 3_000  # characters


# --- the summary
def summary(result: Result) -> str:
    """Write a summary in GitHub's Markdown, of at most LARGEST bytes: for $GITHUB_STEP_SUMMARY."""
    for longest in SHORTER:
        text = _joined(_parts(result, longest))
        if _size(text) <= LARGEST:
            return text
    return _cut(_parts(result, SHORTER[-1]))


def _cut(parts: Sequence[str]) -> str:
    """Keep as many parts as there is room for."""
    sizes = accumulate(_size(part) + 2 for part in parts)
    kept = [part for part, size in zip(parts, sizes, strict=True) if size <= LARGEST - 100]
    return _joined([*kept, say("{number} more parts are left out: this would be too long.", number=len(parts) - len(kept))])


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _parts(result: Result, longest: int) -> list[str]:
    details = (_exercise(one, longest) for one in result.exercises if one.outcome != "complete" or one.notes)
    return [*_head(result, longest), _table(result), *map("\n\n".join, details)]


def _head(result: Result, longest: int) -> Iterator[str]:
    yield f"# {_plain(result.title)}: {score(result)}"
    if result.provisional:
        yield translated(PROVISIONAL)
    if result.error:
        yield f"**{translated(ERROR)}:**\n\n{_fenced(result.error, longest)}"
    if result.changed:
        yield f"{translated(CHANGED)}\n\n{_fenced(chr(10).join(line(one) for one in result.changed), 2 * longest)}"


def _table(result: Result) -> str:
    rows = [f"| {_place(one)} {_plain(one.title)} | {_outcome(one)} | {one.points}/{one.max_points} |" for one in result.exercises]
    head = f"| {say('exercise')} | {say('outcome')} | {say('points')} |"
    return "\n".join([head, "| :-- | :-- | --: |", *rows])


def _exercise(exercise: ExerciseResult, longest: int) -> Iterator[str]:
    if exercise.outcome == "untouched":
        yield say("{exercise} is as it was handed out.", exercise=_place(exercise))
        return
    yield f"### {_place(exercise)}: {_outcome(exercise)}, {exercise.points}/{exercise.max_points}"
    if exercise.message and exercise.outcome != "not graded":
        yield _fenced(exercise.message, longest)
    said = {exercise.message, exercise.message.partition("\n")[0]}
    for check in exercise.checks:
        if check.status == "failed" or (check.status == "not judged" and exercise.outcome == "incomplete"):
            yield from _check(check, said, longest)
            said.add(check.message)


def _check(check: CheckResult, said: Collection[str], longest: int) -> Iterator[str]:
    """Tell of a check that is not passed; what was `said` before, many checks may say, and once is enough."""
    worth = say("guard") if check.guard else f"{check.points}/{check.max_points}"
    at = f", {say('line {line}', line=check.line)}" if check.line else ""
    yield f"{MARKS[check.status]} **{_plain(check.title)}** ({word(check.status)}, {worth}{at})"
    if check.message not in said:
        yield _fenced(check.message, longest)
    if check.hint and check.status == "failed":
        yield hint(_plain(check.hint))


def _outcome(exercise: ExerciseResult) -> str:
    return f"{MARKS.get(exercise.outcome, '❌')} {word(exercise.outcome)}"


def _place(exercise: ExerciseResult) -> str:
    return f"`{re.sub('[`|]', '', line(f'{exercise.chapter}/{exercise.name}'))}`"


def _plain(text: str) -> str:
    """Text of ours: what it has in backticks is code, and nothing else means anything: not as a link, either."""
    return MEANS.sub(lambda m: m[1] or "\\" + m[2] + ("\u200b" if m[2] in "@#:." else ""), line(text))


def _fenced(text: str, longest: int) -> str:
    """Text of anybody's, in a fence that is longer than any run of backticks in it."""
    shown = re.sub(f"`{{{TICKS},}}", "`" * (TICKS - 1) + "…", harmless(lines(text.strip("\n"), longest)))
    fence = "`" * (max([2, *map(len, re.findall("`+", shown))]) + 1)
    return f"{fence}text\n{shown}\n{fence}"


# --- annotations
@dataclass(frozen=True)
class Problem:
    """What an annotation says. `rank`: those with a lower one come first."""

    rank: int
    file: str
    line: int | None
    title: str
    text: str


def annotations(result: Result) -> str:
    """Write commands for a runner: an annotation for each line of the learner's where something is wrong, at most MOST."""
    problems = by_rank(result)
    if result.error and result.error not in {one.message for one in result.exercises}:
        problems.insert(0, Problem(0, "", None, translated(ERROR), result.error))
    commands = [_command(problem) for problem in problems[:MOST]]
    if left_out := len(problems) - len(commands):
        more = _data(say("and {number} more; see the summary", number=left_out))
        commands.append(f"::notice title={_property(result.title)}::{more}")
    return "".join(f"{command}\n" for command in commands)


def by_rank(result: Result) -> list[Problem]:
    """List the problems of a result, one for each line of the learner's where something is wrong; the most important first."""
    return sorted((problem for one in result.exercises for problem in _problems(one)), key=lambda problem: problem.rank)


def _problems(exercise: ExerciseResult) -> Iterator[Problem]:
    match exercise.outcome:
        case "complete" | "untouched":
            return
        case "incomplete":
            yield from _lines(exercise)
        case outcome:
            yield Problem(0, exercise.file, exercise.line, f"{exercise.name}: {word(outcome)}", exercise.message)


def _lines(exercise: ExerciseResult) -> Iterator[Problem]:
    """One problem a line: what concerns the whole exercise comes first, then what failed, then what could not be judged."""
    found: dict[int | None, list[tuple[int, str, str]]] = {}
    if exercise.message:
        found[exercise.line] = [(0, exercise.title, exercise.message)]
    said = set()
    for check in sorted(exercise.checks, key=lambda check: check.status != "failed"):
        if check.status == "failed" or (check.status == "not judged" and check.message not in said and not repeats(exercise, check)):
            found.setdefault(check.line, []).append((int(check.status != "failed"), check.title, _told(check)))
            said.add(check.message)
    for at, told in found.items():
        (rank, title, text), *more = told
        titled = f"{exercise.name}: {title}"
        titled = say("{title} (and {number} more)", title=titled, number=len(more)) if more else titled
        yield Problem(rank, exercise.file, at, titled, "\n".join([text, *(f"{title}: {text}" for _, title, text in more)]))


def repeats(exercise: ExerciseResult, check: CheckResult) -> bool:
    """Whether a check could not be judged for a reason that the exercise tells already."""
    return check.status == "not judged" and bool(exercise.message) and exercise.message.startswith(check.message)


def _told(check: CheckResult) -> str:
    said = lines(check.message or check.title, ANNOTATION // 3)
    return f"{said}\n{hint(check.hint)}" if check.hint and check.status == "failed" else said


def _command(problem: Problem) -> str:
    places = {"file": problem.file, "line": str(problem.line or ""), "title": problem.title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in places.items() if value)
    shown = lines(problem.text, ANNOTATION)
    return f"::error {properties}::{_data(harmless(shown))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(line(text))).replace(":", "%3A").replace(",", "%2C")


# --- outputs
def outputs(result: Result) -> str:
    """Write a step's outputs, for $GITHUB_OUTPUT: points, max_points, changed (how many of the kit's files), provisional, graded."""
    words = {"provisional": result.provisional, "graded": not result.error}
    numbers = {"points": result.points, "max_points": result.max_points, "changed": len(result.changed)}
    said = {name: str(number) for name, number in numbers.items()} | {name: str(word).lower() for name, word in words.items()}
    return "".join(f"{name}={value}\n" for name, value in said.items())

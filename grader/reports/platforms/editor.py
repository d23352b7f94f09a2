"""What an editor reads: a line for each place where something is wrong, as compilers write it. VS Code's list of problems is made of it."""

from __future__ import annotations

from grader.grading.results.result import Result
from grader.reports.platforms.github import Problem, by_rank
from grader.reports.text import harmless, line

MOST = 300  # characters of a problem: an editor shows it in one line


def problems(result: Result) -> str:
    """Write `FILE:LINE: error: TITLE: MESSAGE`, one a line; what concerns a whole file is told of its first line."""
    told = (f"{one.file}:{one.line or 1}: error: {_told(one)}\n" for one in by_rank(result) if one.file)
    return "".join(told)


def _told(problem: Problem) -> str:
    return harmless(line(f"{problem.title}: {problem.text.partition(chr(10))[0]}", MOST))

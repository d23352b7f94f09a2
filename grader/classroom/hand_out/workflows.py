"""What grades a learner's copy when it is pushed: workflows for GitHub Actions or GitHub Classroom, and for GitLab."""

from __future__ import annotations

import dataclasses
import functools
import json
from pathlib import Path

from grader.classroom.hand_out.choice import Choice
from grader.grading.kit import Entry, kit_version
from grader.grading.results.result import not_graded, total
from grader.reports.platforms.classroom import outputs, runners

TEMPLATE = Path(__file__).parent / "template"
WORKFLOW = ".github/workflows/grade.yml"
CLASSROOM = ".github/workflows/classroom.yml"
AUTOGRADING = ".github/classroom/autograding.json"
SETUP = "pip install nox"
FAULT = "Nothing was graded, and no report could be made: files of the kit were changed or removed, or could not be fetched."
UNFETCHED = "The release of the teacher could not be fetched: AWAITLINGS_REPOSITORY and AWAITLINGS_COMMIT must name it."
JUNIT = f'<testsuite name="awaitlings"><testcase name="grading"><error>{FAULT}</error></testcase></testsuite>'
POINTS = "            printf '%s\\n' points=0"  # where a workflow by itself says that nothing was graded
TIMEOUT = 10  # minutes, of one exercise
# The job's name and the condition are those of the workflows that GitHub Classroom wrote: what collects points may look for them.
JOB = "  run-autograding-tests:\n    if: github.actor != 'github-classroom[bot]'\n"
HEAD = """\
name: Autograding Tests
on:
  - push
  - repository_dispatch

permissions:
  contents: read

jobs:
{job}    runs-on: ubuntu-latest
    steps:
      - name: Checkout code
        uses: actions/checkout@v7
        with:
          persist-credentials: false
      - uses: actions/setup-python@v7
        with:
          python-version: "3.13"
"""
COMMAND = """\
      - name: {name}
        id: {id}
        uses: classroom-resources/autograding-command-grader@v1
        with:
          test-name: {name}
          setup-command: {setup}
          command: nox -s grade -- {name}
          timeout: {timeout}
          max-score: {points}
"""
REPORTER = """\
      - name: Autograding Reporter
        if: always()
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
{env}
        with:
          runners: {runners}
"""


def workflows(choice: Choice) -> dict[str, str]:
    """Write what each platform runs, by its path in the copy."""
    found = {".gitlab-ci.yml": _template("gitlab-ci.yml", choice)}
    match choice.classroom:
        case "":
            return found | {WORKFLOW: _template("grade.yml", choice)}
        case "partial":
            workflow = _partial(choice)
        case "command":
            workflow = _command(choice)
    return found | {CLASSROOM: workflow, AUTOGRADING: _autograding(choice)}


def _template(name: str, choice: Choice) -> str:
    """A workflow's text, with what it says by itself where not even a report can be made."""
    failed = dataclasses.replace(total([], kit_version(), error=FAULT), title="awaitlings", python="", max_points=choice.points)
    words = {"@FAULT@": FAULT, "@UNFETCHED@": UNFETCHED, "@JUNIT@": JUNIT, "@MAX_POINTS@": str(choice.points)}
    words["@RESULT@"] = json.dumps(dataclasses.asdict(failed))
    text = (TEMPLATE / name).read_text("utf-8")
    return functools.reduce(lambda made, word: made.replace(word, words[word]), words, text)


def _partial(choice: Choice) -> str:
    """Our own workflow, and the reporter at its end: an exercise earns what it earned."""
    ours = _template("grade.yml", choice).replace("  grade:\n", JOB, 1)
    ours = ours.replace('"outputs:$GITHUB_OUTPUT"', '"outputs:$GITHUB_OUTPUT" "classroom:$GITHUB_OUTPUT"')
    nothing = outputs(total([not_graded(entry, FAULT) for entry in choice.entries], kit_version(), error=FAULT)).split()
    ours = ours.replace(POINTS, "".join(f'            echo {one} >> "$GITHUB_OUTPUT"\n' for one in nothing) + POINTS)
    return ours + "\n" + _reporter(choice.entries, "report.outputs.{id}")


def _command(choice: Choice) -> str:
    """As GitHub Classroom wrote it, with its own grader: an exercise earns all of its points or none."""
    ids = runners([entry.name for entry in choice.entries])
    words = ({"name": e.name, "id": ids[e.name], "setup": SETUP, "timeout": TIMEOUT, "points": e.points} for e in choice.entries)
    return HEAD.format(job=JOB) + "".join(COMMAND.format(**one) for one in words) + _reporter(choice.entries, "{id}.outputs.result")


def _reporter(entries: list[Entry], output: str) -> str:
    ids = list(runners([entry.name for entry in entries]).values())
    env = [f"          {one.upper()}_RESULTS: ${{{{ steps.{output.format(id=one)} }}}}" for one in ids]
    return REPORTER.format(env="\n".join(env), runners=",".join(ids))


def _autograding(choice: Choice) -> str:
    """The older form of the same, which education/autograding read (its src/runner.ts): a test an exercise, all or nothing."""
    tests = [
        {
            "name": entry.name,
            "setup": SETUP,
            "run": f"nox -s grade -- {entry.name}",
            "input": "",
            "output": "",
            "comparison": "included",
            "timeout": TIMEOUT,
            "points": entry.points,
        }
        for entry in choice.entries
    ]
    return json.dumps({"tests": tests}, indent=2) + "\n"

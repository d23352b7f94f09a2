"""What an exercise still lacks, on one page."""

from __future__ import annotations

import json
import subprocess
import sys

from grader.authoring import aspects
from grader.authoring.facts import Facts
from grader.authoring.labelled import grade_each, labelled
from grader.cli.streams import print_line
from grader.grading.intake import stubs
from grader.grading.kit import REFERENCE, ROOT, Entry, Misuse
from grader.grading.results.result import ExerciseResult
from grader.grading.results.result_json import recordings

SHOWN = 6  # problems of one aspect
RECORD = (sys.executable, "-m", "grader", "grade", "--final", "--submission", str(ROOT / "solutions"), "--json", "-")


def report(entry: Entry, *, verbose: bool = False) -> bool:
    """Print what is lacking. Returns whether nothing is."""
    found = aspects.lacks(Facts(entry), aspects.READ)
    facts = Facts(entry)
    if len(found) > 1:  # all files are there
        many = list(labelled(entry))
        facts = Facts(entry, list(zip(many, grade_each(many), strict=True)))
        found |= aspects.lacks(facts, aspects.GRADED) | {"The reference's recordings are kept as they are now.": _unrecorded(entry)}
    print_line(f"\n{entry.chapter}/{entry.name}  {entry.title}")
    for sentence, problems in found.items():
        print_line(f"  {'✗' if problems else '✓'} {sentence}")
        for problem in problems[:SHOWN]:
            print_line(f"      {problem}")
        if len(problems) > SHOWN:
            print_line(f"      … and {len(problems) - SHOWN} more")
    for one, result in facts.labelled("stub", "right", "wrong") if verbose else ():
        _tell(f"{one.label}/{one.name}", result)
    return not any(found.values())


def _tell(name: str, result: ExerciseResult) -> None:
    print_line(f"\n    {name}: {result.points} points, {result.outcome} {result.message}")
    for check in result.checks:
        print_line(f"      {check.status:10} {check.title}: {check.message}")


def _unrecorded(entry: Entry) -> list[str]:
    """Compare what the reference does now with what is kept."""
    now, kept = json.loads(_record(entry.name)), json.loads(REFERENCE.read_bytes())
    mine = {name: one for name, one in kept.items() if name.startswith(f"{entry.name}/")}
    if not mine:
        return ["Nothing is kept of the reference yet; --update records it."]
    return [] if now == mine else ["The reference does something else than what is kept of it; --update records it."]


def update() -> None:
    """Note the stubs, and record the references."""
    stubs.write()
    REFERENCE.write_bytes(_record())
    for path in (stubs.FILE, REFERENCE):
        print_line(f"wrote    {path.relative_to(ROOT)}")


def _record(*names: str) -> bytes:
    """Record the references of these exercises, or of all. Misuse: they can't be graded."""
    done = subprocess.run([*RECORD, *names], cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own words
    if not done.stdout:
        raise Misuse(done.stderr.decode().strip())
    return recordings(done.stdout)

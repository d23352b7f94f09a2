"""A grader that lives on: jobs in, results out, again and again in one process.

A job is a line of JSON on standard input: {"submission": folder, "student": name, "json": file for the result}; "names", if not all of
its exercises are wanted. When the result is written, a line on standard output says so: {"interrupted": …}. It ends with its standard
input, and after a grading that was interrupted. Any other fault is the caller's to see: no answer comes, and a fresh grader takes its
place.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.cli.signals import INTERRUPTED
from grader.grading.grader import Way
from grader.grading.kept_plays import IN_MEMORY, KeptPlays
from grader.grading.kit import Entry, choose
from grader.grading.results.looked_at import LIGHT, only_looked_at
from grader.grading.results.result import Result, as_text
from grader.grading.results.result_json import encode
from grader.grading.run import Grade, serve
from grader.judge.request import Exercise, Played
from grader.subjects.box.choice import label
from grader.subjects.fork.host import keep_server
from grader.suite import NotJudged, Scenario

FRESH = "--fresh"
HURRIED = "--hurried"
BOX = "--box"
SLOW = {"endless", "busy", "blocked", "memory", "output", "processes", "killed"}  # outcomes that can take seconds of the machine's
EACH = 20  # gradings between two collections of garbage


def main(words: Sequence[str]) -> int:
    """Serve these exercises until standard input ends. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grader.grading", description="A grader that lives on: jobs in, results out.")
    parser.add_argument("names", nargs="*", metavar="EXERCISE", help="what it can grade (default: all)")
    parser.add_argument(FRESH, action="store_true", help="play everything in fresh processes, and keep nothing")
    parser.add_argument(HURRIED, action="store_true", help="play no more of a scenario once a play of it was ended by a limit")
    parser.add_argument(LIGHT, action="store_true", help="leave the recordings out of the results that no report looks at")
    parser.add_argument("--slots", type=int, help="plays at once (default: one more than there are processors)")
    parser.add_argument(BOX, default="", metavar="NAME", help="put each process into this box, and say so in the results")
    asked = parser.parse_args(words)
    entries, codes = choose(tuple(asked.names)), list[int]()
    way = Way(
        seen=give_up if asked.hurried else lambda *_: None,
        fresh=asked.fresh,
        kept=KeptPlays(in_memory=0 if asked.fresh else IN_MEMORY),
        slots=asked.slots,
        box=asked.box,
    )
    with keep_server():
        results = Results(label(asked.box), light=asked.light)
        serve(entries, lambda grade: codes.append(_serve(grade, entries, results)), way)
    return codes[0]


def give_up(_exercise: Exercise, scenario: Scenario, played: Played) -> None:
    """Give a scenario up: a play of it took seconds, and each of the others may. It can't be complete any more."""
    if played.recording.outcome in SLOW:
        raise NotJudged(f"{scenario.name}: {played.recording.message or played.recording.outcome}")


@dataclass(frozen=True)
class Results:
    """How results are written. `box`: what the programs are put into; `light`: without the recordings that no report looks at."""

    box: str
    light: bool = False

    def written(self, result: Result, student: str) -> bytes:
        """Write a result as JSON, with whose it is."""
        whole = replace(result, submission=as_text(student), provisional=False, box=self.box)
        return encode(only_looked_at(whole) if self.light else whole)


def _serve(grade: Grade, entries: Sequence[Entry], results: Results) -> int:
    gc.freeze()  # what is here now stays
    for number, line in enumerate(sys.stdin):
        job = json.loads(line)
        wanted = job.get("names", [entry.name for entry in entries])
        result, interrupted = grade([entry for entry in entries if entry.name in wanted], Path(job["submission"]))
        Path(job["json"]).write_bytes(results.written(result, job["student"]))
        sys.stdout.write(json.dumps({"interrupted": interrupted}) + "\n")
        sys.stdout.flush()
        if interrupted:
            return INTERRUPTED
        if number % EACH == EACH - 1:
            gc.collect()
    return 0

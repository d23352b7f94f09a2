"""Play scenarios in the lab and in real life, and list what differs: `nox -s reality -- --help`.

What is played: the references and labelled submissions of the exercises that are named (all), each scenario with each of its parameters,
and some of the plays in which it is cancelled; and random programs. A difference must be listed in known.toml, with its reason.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from random import Random

from grader.authoring.labelled import Labelled, labelled
from grader.grading.kit import Entry, choose
from grader.judge.request import Exercise
from grader.judge.runner import Plays, judges_loop
from grader.tests.reality import random_programs
from grader.tests.reality.judging import Compared, Program, Subjects, again_alone, compare, in_the_lab
from grader.tests.reality.known import Known
from grader.tests.reality.players import Players
from grader.tests.reality.real import load_suite


class Report:
    """What has been compared so far."""

    def __init__(self, *, verbose: bool) -> None:
        self.known, self.verbose = Known(), verbose
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.unknown: list[Compared] = []

    def take(self, found: Compared) -> None:
        """Count one play, and tell what is to be told."""
        self.counts[found.verdict] += 1
        self.counts["compared"] += found.verdict not in ("not comparable", "not judged")
        if found.verdict in ("not comparable", "not judged"):
            self.reasons[f"{found.verdict}: {found.why[0] if found.verdict == 'not comparable' else 'the machine was too slow'}"] += 1
        if found.verdict == "differs":
            reason = self.known.reason(found)
            self.reasons[f"differs: {reason or 'NOT LISTED'}"] += 1
            if reason is None:
                self.unknown.append(found)
        if (found.verdict == "differs" and (self.verbose or found in self.unknown)) or (self.verbose and found.verdict == "not judged"):
            print(f"{found.verdict.upper()}: {found.name}", *found.why[:6], sep="\n    ", flush=True)

    def sum_up(self, exercises: list[str], *, whole: bool) -> int:
        """Print the counts, and return the number of differences that are not listed."""
        print(", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()) if count))
        print(*(f"  {count:5} {reason}" for reason, count in self.reasons.most_common()), sep="\n")
        for play in self.known.stale(exercises) if whole else ():
            print(f"listed, but did not differ this time: {play}")
        return len(self.unknown)


async def corpus(chosen: argparse.Namespace, entries: Sequence[Entry], subjects: Subjects, report: Report) -> None:
    """Play the labelled submissions, some at a time, with all plays of one at once; what differs then, once more, alone."""
    at_once = asyncio.Semaphore(chosen.jobs)
    for entry in entries:
        before, begun = report.counts["compared"], time.time()
        async with asyncio.TaskGroup() as group:
            playing = [group.create_task(submission(one, chosen, subjects, at_once)) for one in _submissions(entry, chosen)]
        for found in [found for task in playing for found in task.result()]:
            report.take(await again_alone(subjects, found))
        print(f"{entry.name:24} {report.counts['compared'] - before:6} plays  {time.time() - begun:5.0f} s", flush=True)


def _submissions(entry: Entry, chosen: argparse.Namespace) -> list[Labelled]:
    found = [one for one in labelled(entry) if one.label in chosen.labels.split(",")]
    return Random(f"{chosen.seed} {entry.name}").sample(found, min(chosen.sample or len(found), len(found)))


async def submission(one: Labelled, chosen: argparse.Namespace, subjects: Subjects, at_once: asyncio.Semaphore) -> list[Compared]:
    """Compare the plays of one submission."""
    exercise = Exercise(one.entry.name, f"{one.entry.name}.py", one.source, one.entry.suite)
    scenarios = load_suite(str(one.entry.suite)).values()
    programs = [Program(f"{one.entry.name}/{one.label}/{one.name}", exercise, scenario) for scenario in scenarios]
    async with at_once:
        return await all_of(programs, chosen, subjects)


async def all_of(programs: Sequence[Program], chosen: argparse.Namespace, subjects: Subjects) -> list[Compared]:
    """Compare the plays of a program in some scenarios."""
    rng = Random(f"{chosen.seed} {programs[0].name}")
    cancelled = None if chosen.all else chosen.cancelled
    async with asyncio.TaskGroup() as group:
        comparing = []
        for one in programs:
            recordings = await in_the_lab(subjects.plays, one, cancelled=cancelled, rng=rng)
            comparing += [group.create_task(compare(subjects, one, recording)) for recording in recordings]
    await subjects.plays.done_with(programs[0].exercise)
    return [task.result() for task in comparing]


async def random_ones(chosen: argparse.Namespace, subjects: Subjects, report: Report) -> None:
    """Compare random programs."""
    before, begun = report.counts["compared"], time.time()
    made = random_programs.make(chosen.random, chosen.seed)
    for first in range(0, len(made), 2 * chosen.jobs):
        async with asyncio.TaskGroup() as group:
            playing = [group.create_task(all_of([one], chosen, subjects)) for one in made[first : first + 2 * chosen.jobs]]
        for found in [found for task in playing for found in task.result()]:
            report.take(last := await again_alone(subjects, found))
            if last.verdict == "differs" and chosen.show:
                print(found.program.exercise.source)
        print(f"{min(first + 2 * chosen.jobs, len(made))} of {len(made)} random programs", file=sys.stderr, flush=True)
    print(f"{'random programs':24} {report.counts['compared'] - before:6} plays  {time.time() - begun:5.0f} s", flush=True)


async def play(chosen: argparse.Namespace, entries: Sequence[Entry], report: Report) -> None:
    """Play everything."""
    async with Players(chosen.jobs) as players, Plays(slots=1) as plays:
        subjects = Subjects(plays, players)
        await corpus(chosen, entries, subjects, report)
        await random_ones(chosen, subjects, report)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="nox -s reality --", description="Plays scenarios in the lab and in real life, and compares.")
    parser.add_argument("names", nargs="*", help="exercises or chapters (all)")
    parser.add_argument("--labels", default="reference,right,wrong,stub", help="which labelled submissions (%(default)s)")
    parser.add_argument("--sample", type=int, default=0, help="so many of each exercise's, drawn (all)")
    parser.add_argument("--cancelled", type=int, default=3, help="how many of a scenario's cancelled plays (%(default)s)")
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument("--random", type=int, default=300, help="how many random programs (%(default)s)")
    parser.add_argument("--seed", default="1", help="draws the cancelled plays and the programs (%(default)s)")
    parser.add_argument("--jobs", type=int, default=4, help="real plays at once: they sleep most of the time (%(default)s)")
    parser.add_argument("--verbose", action="store_true", help="also tell the known differences, and what was not judged")
    parser.add_argument("--show", action="store_true", help="print the random programs that differ")
    chosen = parser.parse_args()
    report = Report(verbose=chosen.verbose)
    entries = [] if chosen.labels == "" else choose(tuple(chosen.names))
    with asyncio.Runner(loop_factory=judges_loop) as runner:
        runner.run(play(chosen, entries, report))
    sys.exit(
        1
        if report.sum_up([entry.name for entry in entries], whole=chosen.labels == parser.get_default("labels") and not chosen.sample)
        else 0
    )


if __name__ == "__main__":
    main()

"""Test the suites: `nox -s mutate -- [EXERCISE…]` plays each on mutants of its reference, and lists those that get all points.

A mutant that gets all points is a mistake that no check notices. Either a check is missing, or the mutant is no mistake: then it is listed,
with the reason, in mutants.toml. It ends with 1 if a survivor is not listed, or if something listed is made no more, or is noticed, or if a
program itself doesn't get all points.
With --learners, the references and the right programs of the corpus are broken the way people do it (learners/, learners.toml).
In place of an exercise, the beginning of mutants' ids chooses some of them: `limit_workers:12:limit`, `limit_workers/relay:14`.

Why not mutmut or cosmic-ray: both were looked at. Their operators are those of any program (numbers, comparisons, arguments); neither has
one for `await`, `async with`, `finally`, tasks, limits or cancellation, which is where mistakes are made here. mutmut 3 takes no operators
of others, and puts its mutants into a package that pytest imports in its own process; a submission is played in a process of its own.
cosmic-ray takes operators, but starts a test command for each mutant, and brings thirteen packages (SQLAlchemy, aiohttp, GitPython …).
Here a mutant is one more submission to grade, and the operators are the work.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.authoring.labelled import labelled
from grader.grading.kit import ROOT, Entry, choose
from grader.tests.mutation import learners
from grader.tests.mutation.grading import Play, play
from grader.tests.mutation.listed import LEARNERS, REFERENCES, Equivalent, entry_of, listed
from grader.tests.mutation.mutations import REFERENCE, Mutant, Operator, meaning, mutants
from grader.tests.mutation.operators import OPERATORS

Programs = dict[str, str]
"""The sources of an exercise's programs that get all points, by their names."""


@dataclass(frozen=True)
class Choice:
    """Which mutants to make, and to play. sample: so many of each exercise, drawn with the seed; None: all."""

    operators: Sequence[Operator] = OPERATORS
    names: Sequence[str] = ()
    sample: int | None = None
    seed: int = 0

    def of(self, entry: Entry, programs: Programs) -> tuple[list[Mutant], list[Mutant]]:
        """Make all mutants of an exercise. Returns them, and those that are chosen."""
        seen = {meaning(source) for source in programs.values()}
        made = [one for name, source in programs.items() for one in mutants(entry.name, source, self.operators, name, seen)]
        chosen = [one for one in made if entry.name in self.names or not self.names or one.id.startswith(tuple(self.names))]
        if self.sample is not None and self.sample < len(chosen):
            picked = set(random.Random(f"{self.seed} {entry.name}").sample(range(len(chosen)), self.sample))
            chosen = [one for number, one in enumerate(chosen) if number in picked]
        return made, chosen


@dataclass
class Tally:
    """What came of an exercise's mutants."""

    name: str
    unfit: str = ""  # a program that doesn't get all points itself, before the mutants or after them: then they say nothing
    made: int = 0
    killed: int = 0
    equivalent: list[Equivalent] = field(default_factory=list)
    survivors: list[Mutant] = field(default_factory=list)
    stale: list[Equivalent] = field(default_factory=list)

    def add(self, mutant: Mutant, noticed: str, excuses: Iterable[Equivalent]) -> None:
        """Count one mutant that was played."""
        self.made += 1
        excuse = next((one for one in excuses if one.excuses(mutant)), None)
        if noticed:
            self.killed += 1
        elif excuse:
            self.equivalent.append(excuse)
        else:
            self.survivors.append(mutant)


def judge(
    entries: Iterable[Entry], right: Callable[[Entry], Programs], play: Play, excuses: list[Equivalent], choice: Choice
) -> Iterator[Tally]:
    """Mutate the programs of each exercise, play the mutants, and count."""
    for entry in entries:
        programs = right(entry)
        if not programs:
            say(f"{entry.name}: skipped, it has no reference")
            continue
        yield _tally(entry, programs, play, [one for one in excuses if one.exercise == entry.name], choice)


def _tally(entry: Entry, programs: Programs, play: Play, excuses: list[Equivalent], choice: Choice) -> Tally:
    made, chosen = choice.of(entry, programs)
    mine = {one.program: one.original for one in chosen}
    whole = [(entry, source) for source in mine.values()]
    verdicts = play([*whole, *((entry, mutant.source) for mutant in chosen), *whole])
    unfit, tally = _unfit(mine, verdicts), Tally(entry.name)
    for mutant, noticed in zip(chosen, itertools.islice(verdicts, len(chosen)), strict=True):
        if mutant.program not in unfit:
            tally.add(mutant, noticed, excuses)
            say(f"{tally.made}/{len(chosen)} {mutant}  {'| ' + noticed if noticed else 'SURVIVED'}")
    unfit |= _unfit(mine, verdicts)  # if something broke meanwhile, mutants were not killed by the checks
    tally.unfit = "; ".join(f"{name}: {said}" for name, said in unfit.items())
    if chosen == made:
        tally.stale = [one for one in excuses if one.program not in unfit and (one not in tally.equivalent or not one.is_said(entry))]
    return tally


def _unfit(programs: Iterable[str], verdicts: Iterator[str]) -> dict[str, str]:
    """Tell which of them don't get all points, and what is noticed of each."""
    noticed = {name: next(verdicts) for name in programs}
    return {name: said for name, said in noticed.items() if said}


def reference(entry: Entry) -> Programs:
    """Read the reference; nothing, where there is none yet."""
    path = ROOT / "solutions" / entry.path
    return {REFERENCE: path.read_text("utf-8")} if path.is_file() else {}


def right(entry: Entry) -> Programs:
    """Read all programs of an exercise that are labelled as right."""
    return {one.name: one.source for one in labelled(entry) if one.label in (REFERENCE, "right")}


# --- telling
def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def report(tallies: list[Tally], kinds: Mapping[str, str] = types.MappingProxyType({}), *, as_toml: bool = False) -> bool:
    """Print what came of it, also by the kinds that operators stand for. Returns whether there is nothing to do."""
    print(f"{'exercise':24} {'made':>6} {'killed':>6} {'equivalent':>10} {'survived':>8}")
    for tally in tallies:
        print(f"{tally.name:24} {tally.made:6} {tally.killed:6} {len(tally.equivalent):10} {len(tally.survivors):8}")
    for tally in tallies:
        print(f"\n{tally.name}: what is mutated doesn't get all points itself: {tally.unfit}\n" if tally.unfit else "", end="")
    survivors = [mutant for tally in tallies for mutant in tally.survivors]
    for mutant in survivors:
        print(f"\nSURVIVED {mutant.id}\n{entry_of(mutant) if as_toml else mutant.diff}")
    for one in [one for tally in tallies for one in tally.stale]:
        print(f"\nLISTED as equivalent, but made no more, or noticed, or its sentence is gone: {one}")
    if found := Counter(kinds[mutant.operator] for mutant in survivors if kinds):
        print("\nSurvivors by kind:", *(f"{count:4}  {kind}" for kind, count in found.most_common()), sep="\n")
    return not any(tally.unfit or tally.survivors or tally.stale for tally in tallies)


def main(words: list[str]) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="nox -s mutate --", description="Play the suites on mutants of programs that are right.")
    parser.add_argument("names", nargs="*", metavar="EXERCISE", help="exercises, or the beginnings of mutants' ids (all)")
    parser.add_argument("--learners", action="store_true", help="break the right programs of the corpus, too, the way learners do")
    parser.add_argument("--sample", type=int, metavar="N", help="play N mutants of each exercise only")
    parser.add_argument("--seed", type=int, default=0, help="another sample")
    parser.add_argument("--toml", action="store_true", help="show survivors as the list would have them")
    asked = parser.parse_args(words)
    entries = choose(tuple({name.partition(":")[0].partition("/")[0] for name in asked.names}))
    operators = learners.OPERATORS if asked.learners else OPERATORS
    choice = Choice(operators, asked.names, asked.sample, asked.seed)
    programs, known = (right, LEARNERS) if asked.learners else (reference, REFERENCES)
    tallies = list(judge(entries, programs, play, listed(known), choice))
    return 0 if report(tallies, learners.KINDS if asked.learners else {}, as_toml=asked.toml) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Test the suites: `python -m grader.tests.mutate [EXERCISE…]` plays each on mutants of its reference, and lists those that get all points.

A mutant that gets all points is a mistake that no check notices. Either a check is missing, or the mutant is no mistake: then it is listed,
with the reason, in mutants.toml. It ends with 1 if a survivor is not listed, or if something listed is made no more, or is noticed, or if a
reference itself doesn't get all points.
In place of an exercise, the beginning of mutants' ids chooses some of them: `limit_workers:12:limit`.

Why not mutmut or cosmic-ray: both were looked at. Their operators are those of any program (numbers, comparisons, arguments); neither has
one for `await`, `async with`, `finally`, tasks, limits or cancellation, which is where mistakes are made here. mutmut 3 takes no operators
of others, and puts its mutants into a package that pytest imports in its own process; a submission is played in a process of its own.
cosmic-ray takes operators, but starts a test command for each mutant, and brings thirteen packages (SQLAlchemy, aiohttp, GitPython …).
Here a mutant is one more submission to grade, and the operators are the work.
"""

from __future__ import annotations

import argparse
import queue
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from grader.judge.kit import ROOT, Entry, choose
from grader.judge.result import ExerciseResult
from grader.tests.mutation_operators import OPERATORS
from grader.tests.mutations import Mutant, mutants

LISTED = Path(__file__).with_name("mutants.toml")
AT_ONCE = 2
"""Graders; each of them plays its scenarios side by side."""

Play = Callable[[list[tuple[Entry, str]]], Iterator[str]]
"""Grades programs, and says of each what was noticed; nothing, if it got all points."""


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that is no mistake, from some Python on. It is known by what changed, so that its line may move."""

    exercise: str
    operator: str
    change: str
    reason: str
    occurrence: int = 1
    since: str = "3.11"

    def excuses(self, mutant: Mutant) -> bool:
        """Tell whether this is the mutant meant."""
        mine = (self.exercise, self.operator, self.change.strip("\n"), self.occurrence)
        return mine == (mutant.exercise, mutant.operator, mutant.change, mutant.occurrence)

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.exercise}:{self.operator}  {'  '.join(self.change.split(chr(10)))}"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    equivalent: list[Equivalent] = []


def listed(path: Path = LISTED) -> list[Equivalent]:
    """Read the list of mutants that are equivalent on this Python."""
    every = msgspec.toml.decode(path.read_bytes(), type=_File).equivalent
    return [one for one in every if sys.version_info >= tuple(map(int, one.since.split(".")))]


@dataclass
class Tally:
    """What came of an exercise's mutants."""

    name: str
    unfit: str = ""  # what is noticed of the reference itself, before the mutants or after them: then they say nothing
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


def judge(names: list[str], entries: Iterable[Entry], play: Play, excuses: list[Equivalent], root: Path = ROOT) -> Iterator[Tally]:
    """Mutate each reference, play the mutants, and count."""
    for entry in entries:
        path = root / "solutions" / entry.path
        if not path.is_file():
            say(f"{entry.name}: skipped, it has no reference")
            continue
        made = mutants(entry.name, path.read_text("utf-8"), OPERATORS)
        chosen = [one for one in made if entry.name in names or not names or one.id.startswith(tuple(names))]
        yield _tally(entry, made[0].original, chosen, play, [one for one in excuses if one.exercise == entry.name], whole=chosen == made)


def _tally(entry: Entry, original: str, chosen: list[Mutant], play: Play, excuses: list[Equivalent], *, whole: bool) -> Tally:
    verdicts = play([(entry, original), *((entry, mutant.source) for mutant in chosen), (entry, original)])
    tally = Tally(entry.name, unfit=next(verdicts))
    if tally.unfit:
        return tally
    for mutant, noticed in zip(chosen, verdicts, strict=False):  # the last verdict stays
        tally.add(mutant, noticed, excuses)
        say(f"{tally.made}/{len(chosen)} {mutant}  {'| ' + noticed if noticed else 'SURVIVED'}")
    tally.unfit = next(verdicts)  # if something broke meanwhile, mutants were not killed by the checks
    if whole:
        tally.stale = [one for one in excuses if one not in tally.equivalent]
    return tally


# --- grading
class Grader:
    """A process that grades one program after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count, self._errors = folder, 0, folder / "errors"
        folder.mkdir()
        self._start()

    def _start(self) -> None:
        words = [sys.executable, "-m", "grader.authoring.labelled"]
        with self._errors.open("w") as errors:
            self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT)

    def noticed(self, entry: Entry, source: str) -> str:
        """Grade a program; say what was noticed, nothing if it got all points."""
        self._count += 1
        path = self._folder / str(self._count) / entry.path
        path.parent.mkdir(parents=True)
        path.write_text(source, "utf-8")
        asks, answers = _pipes(self._process)
        asks.write(f"{entry.name} {self._folder / str(self._count)}\n")
        asks.flush()
        for line in answers:
            if line.startswith("{"):
                return _what(msgspec.json.decode(line, type=ExerciseResult))
        self.end()
        say(f"The grader ended with {self._process.returncode}:\n{self._errors.read_text()[-2000:]}")
        self._start()
        return ""  # a survivor: to be looked at

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _what(result: ExerciseResult) -> str:
    if result.max_points and result.points == result.max_points:
        return ""
    failed = [check.title for check in result.checks if check.status == "failed"]
    others = [f"not judged: {check.title} ({check.message})" for check in result.checks if check.status == "not judged"]
    return "; ".join(failed or others[:1]) or result.message.partition("\n")[0] or result.outcome


def play(programs: list[tuple[Entry, str]]) -> Iterator[str]:
    """Grade programs in some processes at once; say what was noticed of each, in their order."""
    free: queue.SimpleQueue[Grader] = queue.SimpleQueue()

    def grade(program: tuple[Entry, str]) -> str:
        grader = free.get()
        try:
            return grader.noticed(*program)
        finally:
            free.put(grader)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        graders = [Grader(Path(folder, str(number))) for number in range(AT_ONCE)]
        for grader in graders:
            free.put(grader)
        yield from pool.map(grade, programs)  # left early, it gives up what hasn't begun
        for grader in graders:
            grader.end()


# --- telling
def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def report(tallies: list[Tally], *, as_toml: bool = False) -> bool:
    """Print what came of it. Returns whether there is nothing to do."""
    print(f"{'exercise':24} {'made':>6} {'killed':>6} {'equivalent':>10} {'survived':>8}")
    for tally in tallies:
        print(f"{tally.name:24} {tally.made:6} {tally.killed:6} {len(tally.equivalent):10} {len(tally.survivors):8}")
    for tally in tallies:
        print(f"\n{tally.name}: the reference itself doesn't get all points: {tally.unfit}\n" if tally.unfit else "", end="")
    for mutant in [mutant for tally in tallies for mutant in tally.survivors]:
        print(f"\nSURVIVED {mutant.id}\n{_entry(mutant) if as_toml else mutant.diff}")
    for one in [one for tally in tallies for one in tally.stale]:
        print(f"\nLISTED as equivalent, but made no more, or noticed: {one}")
    return not any(tally.unfit or tally.survivors or tally.stale for tally in tallies)


def _entry(mutant: Mutant) -> str:
    """Write it as mutants.toml would list it: only the reason is missing."""
    occurrence = f"occurrence = {mutant.occurrence}\n" if mutant.occurrence > 1 else ""
    head = f"[[equivalent]]\nexercise = {mutant.exercise!r}\noperator = {mutant.operator!r}\n".replace("'", '"')
    return f"{head}{occurrence}change = '''\n{mutant.change}'''\nreason = \"\""


def main(words: list[str]) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m grader.tests.mutate", description="Play the suites on mutants of the references.")
    parser.add_argument("names", nargs="*", metavar="EXERCISE", help="exercises, or the beginnings of mutants' ids (all)")
    parser.add_argument("--toml", action="store_true", help="show survivors as mutants.toml would list them")
    chosen = parser.parse_args(words)
    entries = choose(tuple({name.partition(":")[0] for name in chosen.names}))
    return 0 if report(list(judge(chosen.names, entries, play, listed())), as_toml=chosen.toml) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

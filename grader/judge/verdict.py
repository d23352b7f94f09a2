"""From what the checks said to a result: what is judged, what is not, and which points that earns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grader.judge.intake import Exercise, Unplayable
from grader.judge.kit import POINTS, Entry
from grader.judge.plays import identify
from grader.judge.recording import Recording, Recordings
from grader.judge.result import CheckResult, ExerciseResult, Outcome, Status
from grader.judge.stubs import complaint, defines_a_class, definition, untouched
from grader.suite import Check, NotJudged

SLIPS = ("NameError", "UnboundLocalError", "AttributeError", "TypeError")


@dataclass
class Said:
    """What one check said; not judged, until it has been heard."""

    check: Check
    status: Status = "not judged"
    message: str = "The grading was ended before this could be judged."
    recordings: list[str] = field(default_factory=list)


@dataclass
class Case:
    """One exercise of a run."""

    entry: Entry
    taken: Exercise | Unplayable
    said: dict[str, Said] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    heard: bool = False

    @property
    def broken(self) -> str:
        """Why the exercise can't be graded at all, in a sentence; empty, where it can."""
        if isinstance(self.taken, Unplayable):
            return self.taken.message
        recordings = list(self.recordings.values())
        if never_loaded := [r for r in recordings if r.outcome == "not loaded"]:
            return tell(never_loaded[0])
        if recordings and all(_misfit(r) for r in recordings):
            return complaint(self.entry, self.taken.source) or _unfit(self.entry, recordings[0])
        return ""

    @property
    def slip(self) -> str:
        """The first exception that is most likely a slip of the pen, with its line; empty, where there is none."""
        for recording in self.recordings.values():
            raised = recording.raised
            if raised and raised.type in SLIPS and not raised.of and raised.line:
                return f"Line {raised.line} raised {raised}."
        return ""

    @property
    def trouble(self) -> str:
        """The first recording without an end of its own, in full; empty, where there is none."""
        return next((tell(r) for r in self.recordings.values() if not r.normal), "")


class Verdicts:
    """The verdicts of a run, as they come in."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}

    def begin(self, entry: Entry, taken: Exercise | Unplayable) -> None:
        """An exercise was taken in."""
        self.cases[entry.name] = Case(entry, taken)

    def expect(self, entry: Entry, name: str, check: Check) -> None:
        """A check will be made: one that is never heard is never credited."""
        self.cases[entry.name].said[name] = Said(check)

    def recorded(self, entry: Entry, recordings: Sequence[Recording]) -> None:
        """A scenario was played."""
        self.cases[entry.name].recordings |= {identify(entry.name, r): r for r in recordings}

    def require(self, entry: Entry, name: str, seen: list[Recording | Recordings]) -> None:
        """See that a check's question can be answered. NotJudged: the program did not come to an end."""
        said = self.cases[entry.name].said[name]
        recordings = [r for one in seen for r in (one if isinstance(one, Recordings) else [one])]
        said.recordings = [identify(entry.name, r) for r in recordings]
        for recording in recordings:
            if not recording.normal and not said.check.any_end:
                raise NotJudged(_short(recording))

    def heard(self, entry: Entry, name: str, error: BaseException | None, *, made: bool) -> None:
        """A check was `made`, or could not be: something of the grader's own failed before."""
        case = self.cases[entry.name]
        said = case.said[name]
        case.heard = True
        match error:
            case None:
                said.status, said.message = "passed", ""
            case AssertionError() if made:
                said.status, said.message = "failed", str(error) or said.check.title
            case NotJudged():
                said.message = str(error)
            case _:
                said.message = f"The grader itself failed here ({type(error).__name__}: {error}). That is not your fault; please report it."

    def results(self) -> list[ExerciseResult]:
        """The results of all exercises of which something was heard."""
        return [_result(case) for case in self.cases.values() if case.heard]


def _result(case: Case) -> ExerciseResult:
    entry = case.entry
    worth = shares([said.check.points for said in case.said.values()], entry.points)
    checks = [_check(case, name, said, most) for (name, said), most in zip(case.said.items(), worth, strict=True)]
    failed_guards = [c for c in checks if c.guard and c.status != "passed"]
    message = case.broken or case.trouble or case.slip
    if failed_guards:
        if not message and any(c.points for c in checks):
            message = f"No points while this does not hold: {'; '.join(c.title for c in failed_guards)}."
        checks = [replace(check, points=0) for check in checks]
    points, outcome = sum(c.points for c in checks), _outcome(case, checks)
    file, line = f"exercises/{entry.path}", place(message, case)
    return ExerciseResult(entry.name, entry.chapter, entry.title, file, line, points, entry.points, outcome, message, checks)


def shares(points: Sequence[int], whole: int) -> list[int]:
    """Share out what an exercise is worth among its checks, in proportion and in whole points: none that earns any is left without."""
    upto = [sum(points[:n]) * whole // POINTS for n in range(len(points) + 1)]
    return [b - a for a, b in itertools.pairwise(upto)]


def place(message: str, case: Case) -> int | None:
    """Find the line that a message speaks of; where it speaks of none, the first definition of the learner's that the exercise asks for."""
    if isinstance(case.taken, Unplayable):
        return case.taken.line
    named = [int(number) for number in re.findall(r"\bline (\d{1,6})\b", message, re.IGNORECASE)]
    return next((n for n in named if n <= case.taken.source.count("\n") + 1), definition(case.entry, case.taken.source))


def _outcome(case: Case, checks: list[CheckResult]) -> Outcome:
    if isinstance(case.taken, Unplayable):
        return case.taken.outcome
    if case.broken:
        return "broken"
    if checks and all(c.status == "passed" for c in checks):
        return "complete"
    return "untouched" if untouched(case.entry, case.taken.source) else "incomplete"


def _check(case: Case, name: str, said: Said, worth: int) -> CheckResult:
    broken = case.broken
    status: Status = "not judged" if broken else said.status
    message = broken.partition("\n")[0] if broken else said.message
    earned = worth if status == "passed" else 0
    hint, line = ("", None) if status == "passed" else (said.check.hint, place(message, case))
    return CheckResult(name, said.check.title, status, earned, worth, not said.check.points, message, hint, line, sorted(said.recordings))


def _misfit(recording: Recording) -> bool:
    """Whether the scenario itself, rather than the program, found that the exercise can't be called as it must be."""
    raised = recording.raised
    return raised is not None and raised.type in ("TypeError", "AttributeError") and raised.line is None


def _unfit(entry: Entry, recording: Recording) -> str:
    """Say that a file doesn't fit. A class that is there but can't do what is asked of it fits: its checks have more to say."""
    return "" if defines_a_class(entry) else f"Your file does not fit the exercise: {recording.raised}."


def _short(recording: Recording) -> str:
    when = f" (cancelled {recording.cancelled_at})" if recording.cancels else ""
    line = f" Line {recording.line}." if recording.line else ""
    return f"{recording.message}{line}{when}"


def tell(recording: Recording) -> str:
    """Tell in full how a program came to no end."""
    return "\n".join([_short(recording), *(f"  {wait}" for wait in recording.waits)])

"""From what the checks said to a result: what is judged, what is not, and which points that earns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from grader.cli.ending import in_words
from grader.grading.intake.stubs import complaint, defines_a_class, definition, untouched
from grader.grading.intake.take import Unplayable
from grader.grading.kit import POINTS, Entry
from grader.grading.results.questions import Seen, ask
from grader.grading.results.reading import Reading
from grader.grading.results.result import FAULT, CheckResult, ExerciseResult, Outcome, Status, not_graded
from grader.judge.plan import identify
from grader.judge.request import Exercise
from grader.language import one_after_the_other, say, translated
from grader.recording.events import Opaque
from grader.recording.recording import Recording
from grader.recording.testimony import told
from grader.suite import WORLDS, Check, NotJudged

UNFINISHED = ("Task", "Future", "_GatheringFuture", "coroutine")  # what stands for something that is still to come


@dataclass
class Said:
    """What one check said; not judged, until it has been heard."""

    check: Check
    status: Status = "not judged"
    message: str = field(default_factory=lambda: say("The grading was ended before this could be judged."))
    recordings: list[str] = field(default_factory=list)
    play: str = ""  # which of them it speaks of


@dataclass
class Case:
    """One exercise of a run."""

    entry: Entry
    taken: Exercise | Unplayable
    said: dict[str, Said] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    heard: bool = False
    failed: str = ""

    @property
    def fault(self) -> str:
        """Why nothing can be said of the exercise, through no fault of its author; empty, where something can."""
        if isinstance(self.taken, Unplayable) and self.taken.outcome == "not graded":
            return self.taken.message
        return self.failed

    @property
    def notes(self) -> list[str]:
        """What was made of a file that lay elsewhere; and what a learner should know, and loses no points for."""
        remarks = dict.fromkeys(remark for recording in self.recordings.values() for remark in recording.remarks)
        return [*(self.taken.notes if isinstance(self.taken, Exercise) else ()), *remarks]

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
        """The first exception that is most likely a slip of the pen, with its line; or what was returned, if it is not yet a result."""
        failed = any(said.status == "failed" for said in self.said.values())
        for recording in self.recordings.values():
            if failed and (kind := _unfinished(recording.returned)):
                return say("The program returned a {kind}, not what comes of it: nobody has waited for that.", kind=kind)
            raised = recording.raised
            if raised and raised.slip and raised.line:
                return say("Line {line} raised {exception}.", line=raised.line, exception=raised)
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

    def judge(self, entry: Entry, name: str, function: Callable[..., Any], seen: Seen) -> None:
        """Make a check on what was seen, and write down what it says: all verdicts come from here. Raises what the check raises."""
        said = self.cases[entry.name].said[name]

        def fits(recordings: Sequence[Recording]) -> None:
            """See that a question can be answered. NotJudged: the program did not come to an end."""
            names = [identify(entry.name, r) for r in recordings]
            said.recordings = [*said.recordings, *names]
            for recording in recordings:
                if not recording.normal and not said.check.any_end:
                    raise NotJudged(_ended(recording))

        error: BaseException | None = None
        reading = Reading()
        try:
            ask(function, seen, fits, reading)
        except BaseException as found:
            error = found
            raise
        finally:
            said.play = identify(entry.name, reading.subject) if reading.subject else ""
            self.heard(entry, name, error, made=True)

    def heard(self, entry: Entry, name: str, error: BaseException | None, *, made: bool) -> None:
        """A check was `made`, or could not be: something of the grader's own failed before."""
        case = self.cases[entry.name]
        said = case.said[name]
        case.heard = True
        match error:
            case None:
                said.status, said.message = "passed", ""
            case AssertionError() if made:
                told, _, _ = str(error).partition("\nassert ")  # what pytest adds, where it has rewritten a suite
                said.status, said.message = "failed", told or translated(said.check.title)
            case NotJudged():
                said.message = str(error)
            case KeyboardInterrupt():
                pass
            case _:
                case.failed = case.failed or _grader_failed(error)
                said.message = case.failed

    def results(self) -> list[ExerciseResult]:
        """The results of all exercises of which something was heard; what the grader failed at is not graded."""
        return [_result(case) for case in self.cases.values() if case.heard]


def _unfinished(value: Any) -> str:
    """Name the type of something that is still to come, in a value; empty, where there is no such thing."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
    kinds = [one.type if isinstance(one, Opaque) else _unfinished(one) if isinstance(one, list | tuple | dict) else "" for one in parts]
    return next((kind for kind in kinds if kind in UNFINISHED), "")


def _result(case: Case) -> ExerciseResult:
    entry = case.entry
    if case.fault:
        return replace(not_graded(entry, case.fault), notes=case.notes)
    worth = shares([said.check.points for said in case.said.values()], entry.points)
    checks = [_check(case, name, said, most) for (name, said), most in zip(case.said.items(), worth, strict=True)]
    failed_guards = [c for c in checks if c.guard and c.status != "passed"]
    message = case.broken or case.trouble or case.slip
    if failed_guards:
        if not message and any(c.points for c in checks):
            guards = "; ".join(c.title for c in failed_guards)
            message = say("No points while this does not hold: {guards}.", guards=guards)
        checks = [replace(check, points=0) for check in checks]
    points, outcome = sum(c.points for c in checks), _outcome(case, checks)
    file, line = f"exercises/{entry.path}", place(message, case)
    title = translated(entry.title)
    return ExerciseResult(entry.name, entry.chapter, title, file, line, points, entry.points, outcome, message, checks, case.notes)


def shares(points: Sequence[int], whole: int) -> list[int]:
    """Share out what an exercise is worth among its checks, in proportion and in whole points: none that earns any is left without."""
    upto = [sum(points[:n]) * whole // POINTS for n in range(len(points) + 1)]
    return [b - a for a, b in itertools.pairwise(upto)]


def place(message: str, case: Case) -> int | None:
    """Find the line that a message speaks of; where it speaks of none, the first definition of the learner's that the exercise asks for."""
    if isinstance(case.taken, Unplayable):
        return case.taken.line
    last = case.taken.source.count("\n") + 1
    return next((number for number in _named(message) if number <= last), definition(case.entry, case.taken.source))


def _named(message: str) -> Iterator[int]:
    """List the numbers of the lines that a message names, in the words of its language."""
    here = say("line {number}", number="\0").partition("\0")
    words = [("line ", ""), (here[0], here[2])]  # Python's own errors are in English
    pattern = "|".join(rf"(?<![0-9A-Za-z_]){re.escape(a)}(\d{{1,6}}){re.escape(b)}(?![0-9A-Za-z_])" for a, b in words)
    for found in re.finditer(pattern, message, re.IGNORECASE):
        yield int(found[found.lastindex or 1])


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
    hint, line = ("", None) if status == "passed" else (translated(said.check.hint), place(message, case))
    guard, recordings, play = not said.check.points, sorted({*said.recordings}), said.play if status == "failed" else ""
    title = translated(said.check.title)
    return CheckResult(name, title, status, earned, worth, guard, message, hint, line, recordings, said.check.stage, play)


def _misfit(recording: Recording) -> bool:
    """Whether the scenario itself, rather than the program, found that the exercise can't be called as it must be."""
    raised = recording.raised
    return raised is not None and raised.type in ("TypeError", "AttributeError") and raised.line is None


def _unfit(entry: Entry, recording: Recording) -> str:
    """Say that a file doesn't fit. A class that is there but can't do what is asked of it fits: its checks have more to say."""
    return "" if defines_a_class(entry) else say("Your file does not fit the exercise: {exception}.", exception=recording.raised)


def _grader_failed(error: BaseException | None) -> str:
    fault = in_words(error) if error else ""
    return say("The grader itself failed here ({fault}). {whose} Please report it.", fault=fault, whose=translated(FAULT))


def _short(recording: Recording) -> str:
    about = translated(WORLDS[recording.world].about)
    return one_after_the_other(about, _ended(recording)) if about else _ended(recording)


def _ended(recording: Recording) -> str:
    told = recording.message
    if recording.line:
        told = say("{what} Line {line}.", what=told, line=recording.line)
    return say("{what} (cancelled {cancelled_at})", what=told, cancelled_at=recording.cancelled_at) if recording.cancels else told


def tell(recording: Recording) -> str:
    """Tell in full how a program came to no end."""
    return "\n".join([_short(recording), *(f"  {told(wait)}" for wait in recording.waits)])

"""How a play ended, and the recording that comes of it."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.judge.request import Request
from grader.judge.source import loop_around
from grader.judge.wire import messages
from grader.judge.wire.unpacking import failure, unpack
from grader.judge.world.clients import Network
from grader.judge.world.elsewhere import names_as_told, without_chance
from grader.judge.world.process_calls import ProcessCalls
from grader.judge.world.world import World
from grader.language import count, marked, say, translated
from grader.recording.events import Blocked, Call, Cancel, Leftover, TaskSeen
from grader.recording.recording import CUT_SHORT, NORMAL, Outcome, Recording
from grader.recording.testimony import STILL_ALIVE, told
from grader.recording.wording import printable
from grader.subjects.watchdog import BUSY, MEMORY, Exceeded

MESSAGES = {
    "deadlock": marked("Your program never ends: everything in it waits, and nothing is left that could happen."),
    "endless": marked("Your program goes on for ever: it was still running after very many steps."),
    "exited": marked("Your program ended the whole Python process ({how})."),
    "killed": marked("The Python process of your program died ({how})."),
    "memory": MEMORY,
    "lost": marked("Your program disturbed the line between itself and the grader ({how})."),
    "lab": marked("Your program changed or closed something that the grader needs in its process, so it could not go on."),
    "files": marked("Your program had too many files open at once: there may be {most}, pipes and sockets among them."),
    "flood": marked("Your program goes on for ever: it called what it was given more than 20,000 times."),
}
IMPORTING = {
    "deadlock": marked("it waits for something that never happens"),
    "endless": marked("it goes on for ever"),
    "busy": marked("it keeps the processor busy"),
    "blocked": marked("it waits for something that never comes"),
}
MAIN = marked('Keep what runs the program under `if __name__ == "__main__":`.')
CRASHED = 0xC0000000  # from here on, an exit code is an NTSTATUS: Windows ended the process, as a signal does elsewhere
LIMITED = {"busy", "memory", "blocked", "output", "processes"}  # ends that limits of the machine bring
TOO_MANY = {"processes", "lost"}  # ends that a number of processes, or of files, may have brought: which of them came first is chance
ABNORMAL = ("SystemExit", "MemoryError")  # exceptions that are another end than one that was raised
LAB_FAILED, NO_FILES = 70, 72  # a subject's exit codes, where the lab in it could not go on (see grader.subjects.main)


Last = messages.Done | messages.Stuck | messages.Broken | None


@dataclass
class Evidence:
    """Everything known when a play is over.

    loaded: its word that the exercise's file was imported. last: its last word. fault: why it was ended before. code: its exit code, or
    minus a signal; None, where it goes on, or nobody can tell. crash: where it was, in faulthandler's words. listening: whether a server
    of its still accepts connections.
    """

    request: Request
    world: World
    network: Network
    calls: ProcessCalls
    loaded: messages.Loaded | None
    last: Last
    fault: Exceeded | messages.BadMessage | None
    code: int | None
    crash: str
    listening: bool


class Ending:
    """How a play ended, by the evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self.seen, self.last = evidence, evidence.last
        self.cancels = [c for c in self.last.cancels if c.time is not None] if self.last else []

    @property
    def excused(self) -> bool:
        """Whether a cancel came where CPython 3.11's wait_for goes wrong, or never came at all: then it shows nothing."""
        asked = len(self.seen.request.cancels)
        told = self.last.cancels if self.last else []
        return any(c.excused for c in told) or (bool(told) and len(self.cancels) < min(asked, 2))

    @property
    def points(self) -> int:
        """How often the program's own task was suspended: Pythons differ in that, so recordings don't tell."""
        return self.last.points if isinstance(self.last, messages.Done) else 0

    @property
    def killed(self) -> bool:
        """Whether its process was killed: perhaps by another program's, even while its file was imported."""
        return self._end()[0] == "killed"

    def recording(self) -> Recording:
        """Put it all together."""
        request, world = self.seen.request, self.seen.world
        outcome, message, line = self._outcome()
        cancels = [Cancel(c.at, c.moment, c.line, c.time, printable(c.source)) for c in self.cancels] or list(request.cancels)
        common: dict[str, Any] = {
            "scenario": request.scenario.name, "params": dict(request.params), "world": request.world.name,
            "outcome": outcome, "message": message, "line": line, "seconds": self._seconds(outcome),
            "called": self._called(outcome), "notes": tuple(world.notes), "replies": self.seen.network.replies(),
            "cancels": tuple(cancels), "remarks": tuple(self._remarks()), "processes": self._processes(outcome),
            "listening": self.seen.listening,
        }  # fmt: skip
        return Recording(**common, **self._testimony())

    def _seconds(self, outcome: Outcome) -> float:
        """How long it took. How far it came until the machine's limits ended it is chance: then, when it last did something."""
        if outcome not in LIMITED:
            return self.seen.world.seconds
        times = (time for call in self._called(outcome) for time in (call.start, call.end, call.cleaned))
        return max((time for time in times if time is not None), default=0.0)

    def _called(self, outcome: Outcome) -> tuple[Call, ...]:
        calls = self.seen.world.calls()
        return without_chance(calls, ended=outcome not in TOO_MANY) if outcome in CUT_SHORT else calls

    def _processes(self, outcome: Outcome) -> int:
        """Count the other processes. Where all was cut short, how many had come is chance: none is told of, or as many as there may be."""
        if outcome == "processes":
            return self.seen.request.limits.processes
        return 0 if outcome in CUT_SHORT else len(self.seen.calls.seen)

    def _remarks(self) -> Iterator[str]:
        """What a learner should know, and loses no points for."""
        if self.seen.loaded and self.seen.loaded.seconds:
            yield _ran_when_imported(self.seen.loaded.seconds, self.seen.loaded.line)

    def _testimony(self) -> dict[str, Any]:
        last = self.last
        if last is None:
            return {}
        seen: dict[str, Any] = {
            "tasks": tuple(TaskSeen(printable(t.name), t.line, t.start, t.end, printable(t.outcome)) for t in last.tasks),
            "blocked": tuple(Blocked(printable(b.what), b.line, b.at, b.seconds) for b in last.blocked),
            "unheard": tuple(map(printable, last.unheard)),  # in English: checks read it
        }
        match last:
            case messages.Done():
                names = names_as_told(self.seen.world.log, self.seen.world.names, repr((last.value, last.failure)))
                seen |= {"returned": unpack(last.value, names)}
                seen |= {"raised": failure(last.failure, names) if last.failure else None}
                seen |= {"leftovers": self._leftovers(last), "disturbed": told(printable(last.disturbed))}
            case messages.Stuck():
                seen["waits"] = tuple(map(printable, last.waits))  # in English: kinds of mistakes are told by it
        return seen

    def _leftovers(self, last: messages.Done) -> tuple[Leftover, ...]:
        """What the subject saw; but of processes, what the judge sees, who can wait until those are gone that are about to go."""
        left = tuple(Leftover(printable(one.kind), printable(one.what), one.line) for one in last.leftovers)
        calls = self.seen.calls
        if not calls.sees_processes or any(one.kind == "pool" and one.what.startswith("Process") for one in left):
            return left
        alive = len(calls.alive)
        seen = (Leftover(count("{number} process", "{number} processes", alive), STILL_ALIVE),) if alive else ()
        return tuple(one for one in left if one.kind != "process") + seen

    def _outcome(self) -> tuple[Outcome, str, int | None]:
        outcome, message, line = self._end()
        if self.seen.loaded:
            return outcome, message, line
        if outcome in NORMAL:
            return "lost", _message("lost", how=say("it told of an end before there was a beginning")), None
        return "not loaded", message if isinstance(self.last, messages.Broken) else _never_imported(outcome, message), line

    def _end(self) -> tuple[Outcome, str, int | None]:
        match self.last:
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="SystemExit", line=line)):
                return "exited", _message("exited", how=say("it called sys.exit()")), line
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="MemoryError", line=line)):
                return "memory", _message("memory"), loop_around(self.seen.request.exercise.source, line)
            case messages.Done(outcome=outcome):
                return outcome, "", self.last.failure.line if self.last.failure else None
            case messages.Stuck(end=end, line=line):
                return end, _message(end), line
            case messages.Broken(failure=told):
                return "not loaded", _import_failed(told), told.line
        return self._died()

    def _died(self) -> tuple[Outcome, str, int | None]:
        """The subject had no last word: a limit was passed, or its process is gone."""
        line = self._crash_line()
        match self.seen.fault:
            case Exceeded(outcome=outcome, message=message):
                return outcome, message, self._where(outcome, line)
            case messages.TooMuch():
                return "endless", _message("flood"), None
            case messages.BadMessage():
                return "lost", _message("lost", how=self.seen.fault), None
        code = self.seen.code
        if code == -getattr(signal, "SIGXCPU", 0) != 0 or self._used_up():
            return "busy", translated(BUSY), loop_around(self.seen.request.exercise.source, line)
        if code == LAB_FAILED:
            return "lost", _message("lab"), None
        if code == NO_FILES:
            return "lost", _message("files", most=self.seen.request.limits.files), None
        end: Outcome = "exited" if code is not None and 0 <= code < CRASHED else "killed"
        return end, _message(end, how=how_it_died(code)), line

    def _used_up(self) -> bool:
        """Whether the processor limit was told of: faulthandler wrote the stack and nothing of a fatal error."""
        return "most recent call first" in self.seen.crash and "Fatal Python error" not in self.seen.crash

    def _crash_line(self) -> int | None:
        """Find the innermost line of the exercise where it was interrupted: in the thread that was running, else in any."""
        file = re.escape(self.seen.request.exercise.file)
        _, _, running = self.seen.crash.partition("Current thread ")
        for part in (running.partition("\n\n")[0], self.seen.crash):
            if found := re.search(rf'File "{file}", line (\d+)', part):
                return int(found[1])
        return None

    def _where(self, outcome: str, line: int | None) -> int | None:
        """What can be said of the place where a limit was passed: nothing that is chance."""
        match outcome:
            case "busy" | "memory":
                return loop_around(self.seen.request.exercise.source, line)
            case "blocked":
                return line
        return None


def _message(end: str, **values: Any) -> str:
    return say(MESSAGES[end], **values)


def _ran_when_imported(seconds: float, line: int | None) -> str:
    values = {"seconds": seconds, "advice": translated(MAIN)}
    if line:
        return say(
            "While your file is imported, it runs for {seconds:g} s (line {line}). That costs nothing here. {advice}", **values, line=line
        )
    return say("While your file is imported, it runs for {seconds:g} s. That costs nothing here. {advice}", **values)


def _never_imported(outcome: Outcome, message: str) -> str:
    if what := IMPORTING.get(outcome):
        return say("Your file is never done with being imported: {what}. {advice}", what=translated(what), advice=translated(MAIN))
    return say("Your file can't be imported: {why}", why=f"{message[0].lower()}{message[1:]}")


def _import_failed(told: messages.FailureTold) -> str:
    if told.type == "SystemExit":
        return say("Your file ends the program while it is imported: it calls sys.exit(). {advice}", advice=translated(MAIN))
    if told.type == "EOFError":
        return say("Your file wants to read input while it is imported, but a program that is graded gets none.")
    return say("Your file can't be imported: {why}.", why=f"{told.type}: {told.message}".rstrip(": "))


def how_it_died(code: int | None) -> str:
    """Say how a process ended, by its exit code, or minus a signal."""
    if code is None:
        return say("it ended the grader's own process")
    if code >= CRASHED:
        return say("Windows error 0x{code:08X}", code=code)
    return say("exit code {code}", code=code) if code >= 0 else say("signal {name}", name=signal.Signals(-code).name)

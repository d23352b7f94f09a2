"""How a play ended, and the recording that comes of it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

from grader.judge import messages
from grader.judge.processes import LINUX
from grader.judge.recording import NORMAL, Outcome, Recording
from grader.judge.records import Blocked, Cancel, Leftover, TaskSeen
from grader.judge.stubs import parse
from grader.judge.subjects import how_it_died
from grader.judge.values import failure, printable, unpack
from grader.judge.watchdog import BUSY, MEMORY, Exceeded

if TYPE_CHECKING:
    from grader.judge.play import Last, Stage

MESSAGES = {
    "deadlock": "Your program never ends: everything in it waits, and nothing is left that could happen.",
    "endless": "Your program goes on for ever: it was still running after very many steps.",
    "exited": "Your program ended the whole Python process ({how}).",
    "killed": "The Python process of your program died ({how}).",
    "memory": MEMORY,
    "lost": "Your program disturbed the line between itself and the grader ({how}).",
    "lab": "Your program changed or closed something that the grader needs in its process, so it could not go on.",
    "flood": "Your program goes on for ever: it called what it was given more than 20,000 times.",
}
IMPORTING = {
    "deadlock": "it waits for something that never happens",
    "endless": "it goes on for ever",
    "busy": "it keeps the processor busy",
    "blocked": "it waits for something that never comes",
}
MAIN = 'Keep what runs the program under `if __name__ == "__main__":`.'
LAB_FAILED = 70  # a subject's exit code, where the lab in it could not go on (see grader.lab.subject)
LOOPS = (ast.While, ast.For, ast.AsyncFor)


class Ending:
    """Everything known when a play is over."""

    def __init__(
        self, stage: Stage, last: Last, fault: Exceeded | messages.BadMessage | None, status: int | None, crash: str, *, listening: bool
    ) -> None:  # fmt: skip
        self.stage, self.last, self.fault, self.status, self.crash, self.listening = stage, last, fault, status, crash, listening
        self.cancels = [c for c in last.cancels if c.time is not None] if last else []

    @property
    def excused(self) -> bool:
        """Whether a cancel came where CPython 3.11's wait_for goes wrong, or never came at all: then it shows nothing."""
        asked = len(self.stage.request.cancels)
        told = self.last.cancels if self.last else []
        return any(c.excused for c in told) or (bool(told) and len(self.cancels) < asked)

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
        request, world = self.stage.request, self.stage.world
        outcome, message, line = self._outcome()
        cancels = [Cancel(c.at, c.moment, c.line, c.time, printable(c.source)) for c in self.cancels] or list(request.cancels)
        common: dict[str, Any] = {
            "scenario": request.scenario.name, "params": dict(request.params), "outcome": outcome, "message": message, "line": line,
            "seconds": world.now, "called": world.calls(), "notes": tuple(world.notes), "replies": self.stage.network.replies(),
            "cancels": tuple(cancels), "processes": len(self.stage.desk.seen), "listening": self.listening,
        }  # fmt: skip
        return Recording(**common, **self._testimony())

    def _testimony(self) -> dict[str, Any]:
        last = self.last
        if last is None:
            return {}
        told: dict[str, Any] = {
            "tasks": tuple(TaskSeen(printable(t.name), t.line, t.start, t.end, printable(t.outcome)) for t in last.tasks),
            "blocked": tuple(Blocked(printable(b.what), b.line, b.at, b.seconds) for b in last.blocked),
            "unheard": tuple(map(printable, last.unheard)),
        }
        match last:
            case messages.Done():
                names = self.stage.world.names
                told |= {"returned": unpack(last.value, names)}
                told |= {"raised": failure(last.failure, names) if last.failure else None}
                told |= {"leftovers": self._leftovers(last)}
            case messages.Stuck():
                told["waits"] = tuple(map(printable, last.waits))
        return told

    def _leftovers(self, last: messages.Done) -> tuple[Leftover, ...]:
        """What the subject saw; but of processes, what the judge sees, who can wait until those are gone that are about to go."""
        told = tuple(Leftover(printable(one.kind), printable(one.what), one.line) for one in last.leftovers)
        desk = self.stage.desk
        if not (desk.is_open and LINUX) or any(one.kind == "pool" and one.what.startswith("Process") for one in told):
            return told
        count = len(desk.alive)
        seen = (Leftover(f"{count} process{'es' * (count > 1)}", "still alive"),) if count else ()
        return tuple(one for one in told if one.kind != "process") + seen

    def _outcome(self) -> tuple[Outcome, str, int | None]:
        outcome, message, line = self._end()
        if self.stage.loaded:
            return outcome, message, line
        if outcome in NORMAL:
            return "lost", MESSAGES["lost"].format(how="it told of an end before there was a beginning"), None
        return "not loaded", message if isinstance(self.last, messages.Broken) else _never_imported(outcome, message), line

    def _end(self) -> tuple[Outcome, str, int | None]:
        match self.last:
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="SystemExit", line=line)):
                return "exited", MESSAGES["exited"].format(how="it called sys.exit()"), line
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="MemoryError", line=line)):
                return "memory", MESSAGES["memory"], self._loop(line)
            case messages.Done(outcome=outcome):
                return outcome, "", self.last.failure.line if self.last.failure else None
            case messages.Stuck(end=end, line=line):
                return end, MESSAGES[end], line
            case messages.Broken(failure=told):
                return "not loaded", _import_failed(told), told.line
        return self._died()

    def _died(self) -> tuple[Outcome, str, int | None]:
        """The subject had no last word: a limit was passed, or its process is gone."""
        line = self._crash_line()
        match self.fault:
            case Exceeded(outcome=outcome, message=message):
                return outcome, message, self._where(outcome, line)
            case messages.TooMuch():
                return "endless", MESSAGES["flood"], None
            case messages.BadMessage():
                return "lost", MESSAGES["lost"].format(how=self.fault), None
        how = how_it_died(self.status)
        if how == "signal SIGXCPU" or self._used_up():
            return "busy", BUSY, self._loop(line)
        if how == f"exit code {LAB_FAILED}":
            return "lost", MESSAGES["lab"], None
        end: Outcome = "exited" if how.startswith("exit") else "killed"
        return end, MESSAGES[end].format(how=how), line

    def _used_up(self) -> bool:
        """Whether the processor limit was told of: faulthandler wrote the stack and nothing of a fatal error."""
        return "most recent call first" in self.crash and "Fatal Python error" not in self.crash

    def _crash_line(self) -> int | None:
        """Find the innermost line of the exercise where it was interrupted: in the thread that was running, else in any."""
        file = re.escape(self.stage.request.exercise.file)
        _, _, running = self.crash.partition("Current thread ")
        for part in (running.partition("\n\n")[0], self.crash):
            if found := re.search(rf'File "{file}", line (\d+)', part):
                return int(found[1])
        return None

    def _where(self, outcome: str, line: int | None) -> int | None:
        """What can be said of the place where a limit was passed: nothing that is chance."""
        match outcome:
            case "busy" | "memory":
                return self._loop(line)
            case "blocked":
                return line
        return None

    def _loop(self, line: int | None) -> int | None:
        """Find the loop around a line: at which line of a busy loop a program was interrupted is chance."""
        around = [
            node
            for node in ast.walk(parse(self.stage.request.exercise.source))
            if isinstance(node, (*LOOPS, ast.FunctionDef, ast.AsyncFunctionDef)) and line and node.lineno <= line <= (node.end_lineno or 0)
        ]
        innermost = max(around, key=lambda node: node.lineno, default=None)
        return innermost.lineno if isinstance(innermost, LOOPS) else line


def _never_imported(outcome: Outcome, message: str) -> str:
    if what := IMPORTING.get(outcome):
        return f"Your file is never done with being imported: {what}. {MAIN}"
    return f"Your file can't be imported: {message[0].lower()}{message[1:]}"


def _import_failed(told: messages.FailureTold) -> str:
    if told.type == "SystemExit":
        return f"Your file ends the program while it is imported: it calls sys.exit(). {MAIN}"
    if told.type == "EOFError":
        return "Your file wants to read input while it is imported, but a program that is graded gets none."
    return f"Your file can't be imported: {told.type}: {told.message}".rstrip(": ") + "."

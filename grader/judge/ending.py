"""How a play ended, and the recording that comes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from grader.judge import messages
from grader.judge.recording import Blocked, Cancel, Leftover, Outcome, Recording, TaskSeen
from grader.judge.subjects import how_it_died
from grader.judge.values import failure, unpack
from grader.judge.watchdog import Exceeded

if TYPE_CHECKING:
    from grader.judge.play import Last, Stage

MESSAGES = {
    "deadlock": "Your program never ends: everything in it waits, and nothing is left that could happen.",
    "endless": "Your program goes on for ever: it was still running after very many steps.",
    "busy": "Your program kept the processor busy without ever letting the event loop run.",
    "exited": "Your program ended the whole Python process ({how}).",
    "killed": "The Python process of your program died ({how}).",
    "memory": "Your program ran out of memory.",
    "lost": "Your program disturbed the line between itself and the grader ({how}).",
}


class Ending:
    """Everything known when a play is over."""

    def __init__(
        self, stage: Stage, last: Last, fault: Exceeded | messages.BadMessage | None, status: int | None, crash: str, listening: bool
    ) -> None:  # fmt: skip
        self.stage, self.last, self.fault, self.status, self.crash, self.listening = stage, last, fault, status, crash, listening
        self.cancels = [c for c in last.cancels if c.time is not None] if last else []

    @property
    def excused(self) -> bool:
        """Whether a cancel came where CPython 3.11 itself can lose it, or never came at all: then it shows nothing."""
        asked = len(self.stage.request.cancels)
        told = self.last.cancels if self.last else []
        return any(c.excused and c.moment == "resuming" for c in told) or (bool(told) and len(self.cancels) < asked)

    def recording(self) -> Recording:
        """Put it all together."""
        request, world = self.stage.request, self.stage.world
        outcome, message, line = self._outcome()
        cancels = [Cancel(c.at, c.moment, c.line, c.time, c.source) for c in self.cancels] or list(request.cancels)
        common: dict[str, Any] = {
            "scenario": request.scenario.name, "params": dict(request.params), "outcome": outcome, "message": message, "line": line,
            "seconds": world.now, "called": world.calls(), "notes": tuple(world.notes), "replies": self.stage.network.replies(),
            "cancels": tuple(cancels), "processes": self.stage.desk.others, "listening": self.listening,
        }  # fmt: skip
        return Recording(**common, **self._testimony())

    def _testimony(self) -> dict[str, Any]:
        last = self.last
        if last is None:
            return {}
        told: dict[str, Any] = {
            "tasks": tuple(TaskSeen(t.name, t.line, t.start, t.end, t.outcome) for t in last.tasks),
            "blocked": tuple(Blocked(b.what, b.line, b.at, b.seconds) for b in last.blocked),
            "unheard": tuple(last.unheard),
        }
        match last:
            case messages.Done():
                names = self.stage.world.names
                told |= {"returned": unpack(last.value, names), "points": last.points}
                told |= {"raised": failure(last.failure, names) if last.failure else None}
                told |= {"leftovers": tuple(Leftover(one.kind, one.what, one.line) for one in last.leftovers)}
            case messages.Stuck():
                told["waits"] = tuple(last.waits)
        return told

    def _outcome(self) -> tuple[Outcome, str, int | None]:
        match self.last:
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="SystemExit", line=line)):
                return "exited", MESSAGES["exited"].format(how="it called sys.exit()"), line
            case messages.Done(outcome="raised", failure=messages.FailureTold(type="MemoryError", line=line)):
                return "memory", MESSAGES["memory"], line
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
        if isinstance(self.fault, Exceeded):
            return self.fault.outcome, self.fault.message, line
        if self.fault is not None:
            return "lost", MESSAGES["lost"].format(how=self.fault), line
        how = how_it_died(self.status)
        if how in ("signal SIGXCPU", "signal SIGKILL") and "SIGXCPU" in how + self.crash or self._used_up():
            return "busy", MESSAGES["busy"], line
        outcome: Outcome = "exited" if how.startswith("exit") else "killed"
        return outcome, MESSAGES[outcome].format(how=how), line

    def _used_up(self) -> bool:
        """Whether the processor limit was told of: faulthandler wrote the stack and nothing of a fatal error."""
        return "most recent call first" in self.crash and "Fatal Python error" not in self.crash

    def _crash_line(self) -> int | None:
        file = re.escape(self.stage.request.exercise.file)
        found = re.search(rf'File "{file}", line (\d+)', self.crash)
        return int(found[1]) if found else None


def _import_failed(told: messages.FailureTold) -> str:
    if told.type == "SystemExit":
        return "Your file ends the program while it is imported: it calls sys.exit(). Keep that under `if __name__ == \"__main__\":`."
    return f"Your file can't be imported: {told.type}: {told.message}".rstrip(": ") + "."

"""How a command ends: an exit code that says what it is, and a sentence, whatever happened. Only the standard library."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Callable

from grader.cli import signals
from grader.cli.streams import complain
from grader.language import marked, say, translated

MISUSE, FAULTY = 2, 3  # 0 and 1 are a verdict; 130: interrupted
TRACEBACK = "AWAITLINGS_TRACEBACK"  # an environment variable: anything in it adds the traceback of a crash
REPORT = marked("Please tell whoever gave you this kit; AWAITLINGS_TRACEBACK=1 in the environment shows where it happened.")
# What a typed path can be to blame for. Anything else that a system call says is the machine's doing.
TYPED = {
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EACCES, errno.EPERM, errno.EROFS,
    errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP,
}  # fmt: skip


class Told(Exception):  # noqa: N818 - it is told in one line, and ends the command with `code`
    """The grader or its machine failed, and the message says how."""

    code = FAULTY


class Misuse(Told):
    """Something was asked for that can't be done as asked."""

    code = MISUSE


def told(message: str, error: OSError) -> Told:
    """Make the error that tells of a system call on a typed path: Misuse, if the path can be the reason; else the machine failed."""
    return Misuse(message) if error.errno in TYPED else Told(message)


def reason(error: OSError) -> str:
    """Say why a system call failed; some errors have no words of their own."""
    return error.strerror or str(error) or type(error).__name__


def ended(command: Callable[[], int | None]) -> int:
    """Run a command to its end, whatever that is. Returns the exit code."""
    try:
        return command() or 0
    except SystemExit as end:
        return _asked(end)
    except KeyboardInterrupt:
        return signals.INTERRUPTED
    except Told as error:
        complain(str(error))
        return error.code
    except BaseException as fault:  # noqa: BLE001 - an end that nobody thought of is the grader's own fault, and says so
        return _crashed(fault)


def _asked(end: SystemExit) -> int:
    if isinstance(end.code, int) or end.code is None:
        return end.code or 0
    complain(str(end.code))
    return FAULTY


def _crashed(fault: BaseException) -> int:
    if isinstance(fault, BaseExceptionGroup) and fault.subgroup(KeyboardInterrupt):
        return signals.INTERRUPTED
    if os.environ.get(TRACEBACK):
        complain("".join(traceback.format_exception(fault)).rstrip())
    complain(say("The grader itself failed, or its machine: {fault}. {report}", fault=in_words(fault), report=translated(REPORT)))
    return FAULTY


def in_words(fault: BaseException) -> str:
    """Say what an exception is, in one line; a group, by the first that is in it."""
    if isinstance(fault, BaseExceptionGroup):
        return in_words(fault.exceptions[0])
    if isinstance(fault, ModuleNotFoundError) and fault.name and not fault.name.startswith("grader"):
        return say("{package} is not installed in this environment (nox -s grade sets one up)", package=fault.name)
    if isinstance(fault, OSError):
        return ": ".join([reason(fault), *([os.fsdecode(fault.filename)] if isinstance(fault.filename, str | bytes) else [])])
    said = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {said[:300]}" if said else type(fault).__name__

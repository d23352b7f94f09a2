"""What is in an archive, whatever its kind: its files, each to be read with a cap; and why an archive can't be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from grader.cli.ending import reason
from grader.grading.intake.misplaced import DEEPEST, LEFT_OUT, is_packed
from grader.grading.intake.take import LARGEST
from grader.grading.results.result import FAULT
from grader.language import say, translated
from grader.reports.text import line

NESTED = 50_000_000  # bytes of an archive inside another one: it is read into memory
METADATA = "submission_metadata.yml"  # Gradescope's list of who handed in what
Kind = Literal["file", "link", "special", "locked", "strange"]


class Unreadable(Exception):  # noqa: N818 - an outcome of a submission
    """An archive can't be read: the message says why, in a sentence."""


@dataclass(frozen=True)
class Limits:
    """How much is looked at: members; bytes that a packed stream may become; bytes that are kept of it in memory."""

    members: int
    expanded: int
    kept: int


LEARNER = Limits(20_000, 300_000_000, 2 * NESTED)
CLASS = Limits(200_000, 8_000_000_000, 6 * NESTED)


@dataclass(frozen=True)
class Member:
    """One file in an archive.

    `parts`: its path; empty, where that leads outside. `kind`: "file", or what keeps it from being read. `read`: its bytes, of which no
    more than so many are unpacked; Unreadable: they can't be.
    """

    name: str
    parts: tuple[str, ...]
    kind: Kind
    read: Callable[[int], bytes]


def is_program(name: str) -> bool:
    """Tell whether a file could be an exercise's; a browser may have put .txt behind it."""
    return name.lower().endswith((".py", ".py.txt"))


def most(name: str) -> int:
    """Tell how many bytes of a file are read: one more than may be, so that it shows; 0, if nobody wants it."""
    return LARGEST + 1 if is_program(name) else NESTED + 1 if is_packed(name) or name == METADATA else 0


def looked_at(parts: tuple[str, ...]) -> bool:
    """Tell whether anything at a place is looked at: nothing hidden, nothing that a system adds, no kit, nothing that was installed."""
    hidden = any(part.startswith((".", "__")) for part in parts[:-1]) or parts[-1].startswith((".", "__MACOSX"))
    return not hidden and not LEFT_OUT.intersection(parts[:-1]) and len(parts) <= DEEPEST + 1


@contextmanager
def understood(archive: str) -> Iterator[None]:
    """Say of whatever goes wrong in here why the archive can't be read: Unreadable.

    The libraries raise almost anything for what is damaged, or made to be.
    """
    shown = line(archive, 100)
    try:
        yield
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable(say("There is not enough memory here to read {file}. {fault}", file=shown, fault=translated(FAULT))) from None
    except OSError as error:
        if error.errno is None:  # not the system's word: gzip's and bz2's for what is damaged
            raise Unreadable(_damaged(shown)) from None
        values = {"file": shown, "reason": reason(error), "fault": translated(FAULT)}
        raise Unreadable(say("{file} can't be read here: {reason}. {fault}", **values)) from None
    except Exception:  # noqa: BLE001 - see above
        raise Unreadable(_damaged(shown)) from None


def _damaged(shown: str) -> str:
    return say("{archive} is damaged, or no archive at all: have it handed in again.", archive=shown)


def too_much(archive: str) -> Unreadable:
    """Make the error for an archive that holds more than is looked at."""
    return Unreadable(say("{archive} holds far more than programs, and was not unpacked. Have a look by hand.", archive=line(archive, 100)))

"""Parts of programs that are the same, found by copydetect where it is installed. The stub's own lines are left out."""

from __future__ import annotations

import importlib
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from grader.classroom.class_page.facts.learners import Class, Done
from grader.classroom.class_page.facts.programs import stub

NEAR = 0.8  # of the smaller program's parts
PART, WINDOW = 25, 1  # characters of a part, and how many parts in a row one is chosen of: as copydetect has them
FEW = 20  # parts: with fewer, anything is the same as anything
MOST = 300  # programs of an exercise that are compared: there are 45,000 pairs of these


@dataclass(frozen=True)
class Near:
    """Two programs of the same exercise that share parts. `others`: programs that are as near to one of them, `among` so many."""

    first: Done
    second: Done
    share: float
    others: int
    among: int


def compared(everybody: Class) -> list[Near] | None:
    """Compare programs of each exercise, the rarest first. None: copydetect is not installed, or does not work here."""
    try:
        detector = importlib.import_module("copydetect")
        return sorted(_all(everybody, detector.CodeFingerprint), key=lambda one: (one.others, -one.share))
    except Exception:  # noqa: BLE001 - an extra: whatever is wrong with it costs the page one paragraph
        return None


def _all(everybody: Class, fingerprint: Callable[..., Any]) -> Iterator[Near]:
    for each in everybody.exercises().values():
        programs = {done.shape: done for done in reversed(each) if done.shape and done.exercise.outcome != "untouched"}
        yield from _of_one(list(programs.values())[:MOST], fingerprint)


def _of_one(programs: list[Done], fingerprint: Callable[..., Any]) -> Iterator[Near]:
    """Compare programs of different shapes: whole programs that are the same have a group of their own."""
    if not programs:
        return
    known = _parts(stub(programs[0].exercise.name), fingerprint)
    parts = [_parts(done.source, fingerprint) - known for done in programs]
    pairs = {}
    for one, other in itertools.combinations(range(len(programs)), 2):
        smaller = min(len(parts[one]), len(parts[other]))
        if smaller >= FEW and (share := len(parts[one] & parts[other]) / smaller) >= NEAR:
            pairs[one, other] = share
    for (one, other), share in pairs.items():
        near = {number for pair in pairs if {one, other} & {*pair} for number in pair} - {one, other}
        yield Near(programs[one], programs[other], share, len(near), len(programs) - 2)


def _parts(source: str, fingerprint: Callable[..., Any]) -> set[int]:
    made = fingerprint("program.py", PART, WINDOW, fp=io.StringIO(source))
    found: set[int] = set(made.hashes)
    return found

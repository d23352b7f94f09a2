"""Kinds of mistakes and exercises: which labelled wrong programs show each, or why it can't occur, or which sentence leaves it open."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from pathlib import Path

from grader.authoring.labelled import CORPUS, Labelled, labelled
from grader.grading.kit import Entry

FILE = "kinds.toml"
IMPOSSIBLE, OPEN = "impossible", "open"
WIDTH = 20


@functools.cache
def kinds() -> dict[str, str]:
    """Read the kinds: each name, and what it is."""
    return {name: str(about) for name, about in _read(CORPUS / FILE).items()}


def cell(entry: Entry, kind: str) -> str:
    """Fill a cell of the table: programs, or a reason; empty, where nobody has an answer."""
    shown = [one.name for one in _wrong(entry) if kind in one.kinds]
    reasons = _reasons(entry)
    if shown:
        return ", ".join(shown)
    return next((f"{how}: {reasons[how][kind]}" for how in (IMPOSSIBLE, OPEN) if kind in reasons.get(how, {})), "")


def lacking(entry: Entry) -> list[str]:
    """Say what is wrong with an exercise's row: a kind without an answer, or one that nobody knows."""
    named = {kind: f"wrong/{one.name}.py" for one in _wrong(entry) for kind in one.kinds}
    named |= {kind: FILE for reasons in _reasons(entry).values() for kind in reasons}
    unknown = [f"{where} names {kind!r}; kinds are {', '.join(kinds())}." for kind, where in named.items() if kind not in kinds()]
    empty = [
        f"Nothing is said of {kind}: {about} Show it in wrong/, or say in {FILE} why not."
        for kind, about in kinds().items()
        if not cell(entry, kind)
    ]
    return unknown + empty


def table(entries: Sequence[Entry]) -> list[str]:
    """Make the table: a row an exercise, a column a kind: how many programs show it, or a letter."""
    columns = [f"{number:>2} {kind}: {about}" for number, (kind, about) in enumerate(kinds().items(), 1)]
    head = " " * WIDTH + "".join(f"{number:>4}" for number, _ in enumerate(kinds(), 1))
    rows = [f"{entry.name:{WIDTH}}" + "".join(f"{_mark(cell(entry, kind)):>4}" for kind in kinds()) for entry in entries]
    return [
        *columns,
        "",
        head,
        *rows,
        f"A number: wrong programs that show it. {IMPOSSIBLE[0]}: impossible here. {OPEN[0]}: left open. !: nothing is said of it.",
    ]


def _mark(text: str) -> str:
    reason, found, _ = text.partition(": ")
    return reason[0] if found else str(len(text.split(", "))) if text else "!"


@functools.cache
def _wrong(entry: Entry) -> list[Labelled]:
    return [one for one in labelled(entry) if one.label == "wrong"]


def _reasons(entry: Entry) -> dict[str, dict[str, str]]:
    path = CORPUS / entry.chapter / entry.name / FILE
    return _read(path) if path.exists() else {}


def _read(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text("utf-8"))

"""Calls of other processes: which process makes which of them is chance, and a recording must not tell of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.judge.wire.unpacking import Names
from grader.recording.events import Call

OWN_ENDS = ("returned", "raised")
ALIKE = ("probe", "args", "start", "end", "outcome")


def is_elsewhere(where: str) -> bool:
    """Tell whether a call was made in a process of the program's own."""
    return where.endswith("process")


def names_as_told(log: Sequence[Mapping[str, Any]], names: Names, told: str) -> Names:
    """Name the secrets of what a program tells at its end.

    Of calls that are alike, each may be any of the others: the one that is told of first has the first name.
    """
    groups: dict[str, list[str]] = {}
    for call in log:
        if is_elsewhere(call["where"]):
            groups.setdefault(repr([call.get(part) for part in ALIKE]), []).append(call["name"])
    secret_of = {name: secret for secret, name in names.items()}
    renamed = dict(names)
    for group in groups.values():
        secrets = [secret_of[name] for name in group if name in secret_of]
        secrets.sort(key=lambda secret: told.index(secret) if secret in told else len(told))
        renamed |= dict(zip(secrets, group, strict=False))
    return renamed


def without_chance(calls: Sequence[Call], *, ended: bool) -> tuple[Call, ...]:
    """Leave out what is chance of other processes in a play that was cut short: calls without an end of their own; all, if not `ended`."""
    return tuple(call for call in calls if not is_elsewhere(call.where) or (ended and call.outcome in OWN_ENDS))

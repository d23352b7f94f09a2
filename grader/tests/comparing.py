"""Two results of one submission, that are to be the same bytes: where they differ, and whether a limit of the machine is the reason."""

from __future__ import annotations

import difflib
import json
from typing import Any

from grader.judge.ending import LIMITED


def differences(one: bytes, other: bytes, *, recorded: bool = True) -> dict[str, list[str]]:
    """List the first lines that differ, by exercise: also in what was `recorded`, or in points and statuses only.

    Those in which a limit ended a play are left out: on a busy machine, that is chance.
    """
    first, second = _parts(one), _parts(other)
    found = {name: ["is in one of them only"] for name in first.keys() ^ second.keys()}
    for name in first.keys() & second.keys():
        mine, its = (part if recorded else _verdict(part) for part in (first[name], second[name]))
        if mine != its and not _limited(first[name]) and not _limited(second[name]):
            found[name] = _lines(mine, its)
    return found


def _parts(result: bytes) -> dict[str, dict[str, Any]]:
    """Take a result apart: of each exercise its result, and its recordings."""
    whole = json.loads(result)
    plays = whole["recordings"].items()
    return {
        one["name"]: {"exercise": one, "plays": {name: play for name, play in plays if name.startswith(f"{one['name']}/")}}
        for one in whole["exercises"]
    }


def _limited(part: dict[str, Any]) -> bool:
    return any(play["outcome"] in LIMITED for play in part["plays"].values())


def _verdict(part: dict[str, Any]) -> object:
    one = part["exercise"]
    return [one["points"], [[check["title"], check["status"]] for check in one["checks"]]]


def _lines(one: object, other: object) -> list[str]:
    before, after = (json.dumps(part, indent=0).splitlines() for part in (one, other))
    return list(difflib.unified_diff(before, after, n=4, lineterm=""))[:40]

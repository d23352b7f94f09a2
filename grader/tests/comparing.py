"""Two results of one submission, that are to be the same bytes: where they differ, and whether a limit of the machine is the reason."""

from __future__ import annotations

import difflib
import json
from typing import Any

from grader.judge.ending import LIMITED

Parts = dict[str, list[Any]]


def parts(result: bytes) -> Parts:
    """Take a result apart: of each exercise its verdict, and its recordings."""
    whole = json.loads(result)
    plays = whole["recordings"].items()
    return {one["name"]: [one, {name: play for name, play in plays if name.startswith(f"{one['name']}/")}] for one in whole["exercises"]}


def differences(one: bytes, other: bytes) -> dict[str, list[str]]:
    """List the first lines that differ, by exercise; without those in which a limit ended a play: on a busy machine, that is chance."""
    first, second = parts(one), parts(other)
    differ = [name for name in first if first[name] != second.get(name) and not _limited(first[name]) and not _limited(second.get(name))]
    found = {name: _lines(first[name], second.get(name)) for name in differ}
    return found | {name: ["is in one of them only"] for name in first.keys() ^ second.keys()}


def _limited(part: object) -> bool:
    text = json.dumps(part)
    return any(f'"outcome": "{one}"' in text for one in LIMITED)


def _lines(one: object, other: object) -> list[str]:
    before, after = (json.dumps(part, indent=0).splitlines() for part in (one, other))
    return list(difflib.unified_diff(before, after, n=4, lineterm=""))[:40]

"""Which play to draw, and the reference's beside it: its recordings are kept, so no solution is needed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from grader.grading.kit import REFERENCE, Misuse
from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say
from grader.reports.timeline.lanes import drawing
from grader.reports.timeline.text import draw

NUMBERED = re.compile(r" \(call (\d+)\)")
Recordings = Mapping[str, Any]  # in memory, or as plain data


def references(plays: Collection[str]) -> dict[str, Any]:
    """Find what the reference did in these plays, as plain data; those that are not kept are left out. The file has a line for each."""
    found: dict[str, Any] = {}
    read = json.JSONDecoder().raw_decode
    with contextlib.suppress(OSError, ValueError), REFERENCE.open(encoding="utf-8") as rows:
        for row in rows:
            if row.startswith('"'):
                play, end = read(row)
                if play in plays:
                    found[play] = json.loads(_said(row[end:].strip().removeprefix(":").removesuffix(",")))
    return found


def _said(row: str) -> str:
    """Say the names of calls as a learner's recording has them: the reference's are kept in English."""
    numbered = NUMBERED.sub(lambda one: say("{name} (call {number})", name="", number=one[1]), row)
    return numbered.replace("'s answer", say("{call}'s answer", call=""))


def told(exercise: ExerciseResult) -> CheckResult | None:
    """Choose the check whose timeline tells most: the first that failed."""
    return next((check for check in exercise.checks if check.status == "failed" and check.play), None)


def shown(result: Result, scenario: str, width: int) -> list[str]:
    """Draw a scenario of the exercise that was graded, or what its first failed check is about, if none is named. Misuse: there is none."""
    [exercise] = result.exercises
    check = None if scenario else told(exercise)
    plays: dict[str, str] = {}
    for name in result.recordings:
        plays.setdefault(name.split("/")[1], name)
    play = check.play if check else plays.get(scenario, "") if scenario else next(iter(result.recordings), "")
    if play not in result.recordings:
        none = say("There is no scenario {scenario!r}. There are: {scenarios}.", scenario=scenario, scenarios=", ".join(sorted(plays)))
        raise Misuse(exercise.message or none)
    head = [f"{exercise.name}: {result.recordings[play].scenario}", *([f"{check.title}: {check.message}"] if check else [])]
    return [*head, "", *timeline(play, result.recordings, width, check.message if check else "")]


def timeline(play: str, recordings: Recordings, width: int, about: str = "") -> list[str]:
    """Draw a play and the reference's, in lines of at most so many columns; what `about` names comes first."""
    mine, expected = recordings[play], references({play}).get(play)
    return draw(drawing(mine, about, beside=expected), drawing(expected, about, beside=mine) if expected else None, width)


def of_the_reference(play: str, width: int) -> list[str]:
    """Draw what the reference does in a play, in lines of at most so many columns; nothing, where it isn't kept."""
    expected = references({play}).get(play)
    return draw(drawing(expected), None, width) if expected else []

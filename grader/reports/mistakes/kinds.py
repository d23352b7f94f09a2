"""Which kind of mistake a failed check's play shows. The first that fits is told; where none is sure, none is.

What is told comes from the recording and the reference's recording of the same play, never from the words of a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from grader.recording.encoding import decode
from grader.recording.recording import Recording
from grader.reports.mistakes import endings, overlaps, values
from grader.reports.mistakes.pair import Pair
from grader.reports.timeline import kept

if TYPE_CHECKING:
    from grader.grading.results.result import ExerciseResult

Shows = Callable[[Pair], bool]

# From what can be nothing else to what could be a part of something else.
KINDS: dict[str, Shows] = {
    "touched-from-a-thread": endings.touched_from_a_thread,
    "never-awaited": endings.never_awaited,
    "deadlock": endings.deadlock,
    "endless-loop": endings.endless_loop,
    "blocks-the-loop": endings.blocks_the_loop,
    "odd-values": values.odd_values,
    "failure-types": values.failure_types,
    "swallowed-cancel": endings.swallowed_cancel,
    "too-many-at-once": overlaps.too_many_at_once,
    "own-time-limit": overlaps.own_time_limit,
    "left-behind": endings.left_behind,
    "lost-failure": values.lost_failure,
    "wrapped-failure": values.wrapped_failure,
    "cut-short-cleanup": endings.cut_short_cleanup,
    "sequential": overlaps.sequential,
    "own-number-limit": overlaps.own_number_limit,
    "stops-late": endings.stops_late,
    "wrong-order": values.wrong_order,
    "polling": overlaps.polling,
}


def kind_of(exercise: ExerciseResult, recordings: Mapping[str, Recording]) -> str:
    """Name the kind of mistake that an exercise's first failed check shows, or whatever kept it from its end; empty, if none is sure."""
    if exercise.outcome == "untouched":
        return ""
    check = kept.told(exercise)
    looked_at = check.recordings if check else [name for one in exercise.checks for name in one.recordings]
    stuck = [name for name in looked_at if name in recordings and not recordings[name].normal][:1]
    plays = [*stuck, *([check.play] if check and check.play in recordings else [])]
    found = (shown(_pair(name, recordings)) for name in plays)
    return next(filter(None, found), "")


def kind_in(exercise: ExerciseResult, recordings: Mapping[str, Any]) -> str:
    """The same, where recordings may be plain data: those of a kept result, which can hold anything."""
    try:
        here = {name: one for name, one in recordings.items() if name.startswith(f"{exercise.name}/")}
        return kind_of(exercise, {name: one if isinstance(one, Recording) else decode(one) for name, one in here.items()})
    except (msgspec.ValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return ""


def _pair(name: str, recordings: Mapping[str, Recording]) -> Pair:
    """Put a play beside the reference's, and beside the same program's play of what was declared."""
    mine = recordings[name]
    declared = (one for one in recordings.values() if (one.scenario, one.params) == (mine.scenario, mine.params))
    plain = next((one for one in declared if one.world == "declared" and not one.cancels), None)
    expected = kept.references({name}).get(name)
    return Pair(mine, decode(expected) if expected else None, plain)


def shown(pair: Pair) -> str:
    """Name the first kind that a play shows; empty, if none is sure."""
    return next((name for name, shows in KINDS.items() if shows(pair)), "")

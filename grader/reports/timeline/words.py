"""A timeline in words: what each bar and mark of it says, for a tooltip, and for whoever can't see it."""

from __future__ import annotations

from collections.abc import Iterator

from grader.language import marked, say, translated
from grader.recording.wording import DAY
from grader.reports.text import line
from grader.reports.timeline.lanes import Bar, Drawing, Lane

LONGEST = 80  # characters of a name
MEANINGS = {
    "runs": marked("at work"),
    "waits": marked("runs and waits"),
    "cleans": marked("cleans up"),
    "blocks": marked("blocks the event loop"),
    "returned": marked("is over"),
    "raised": marked("fails"),
    "cancelled": marked("cancelled"),
    "left": marked("left behind"),
    "cancel": marked("the program was cancelled"),
    "over": marked("the program was over"),
}


def meaning(mark: str) -> str:
    """Tell what a kind of bar, of end, or of line means."""
    return translated(MEANINGS[mark])


def moment(time: float, *, days: bool) -> str:
    """Tell a time, in the unit of the axis."""
    return say("{time:g} d", time=time / DAY) if days else say("{time:g} s", time=time)


def name(lane: Lane) -> str:
    """Name a lane; the program's own has no name."""
    if lane.bars and lane.bars[0].kind == "blocks":
        return say("event loop blocked")
    return line(lane.name.replace("<locals>.", ""), LONGEST) or say("The program")


def place(path: str, number: int | None) -> str:
    """Write a line of a file so that an editor finds it; empty, where it is not known."""
    return f"{line(path)}:{number}" if path and number else ""


def bar(lane: Lane, one: Bar, *, days: bool) -> str:
    """Tell of a bar."""
    values = {"name": name(lane), "start": moment(one.start, days=days), "end": moment(one.end, days=days)}
    match one.kind:
        case "runs":
            if lane.where == "thread":
                return say("{name} is at work from {start} to {end}, in a thread.", **values)
            if lane.where:
                return say("{name} is at work from {start} to {end}, in another process.", **values)
            return say("{name} is at work from {start} to {end}.", **values)
        case "waits":
            return say("{name} runs and waits from {start} to {end}.", **values)
        case "cleans":
            return say("{name} cleans up from {start} to {end}.", **values)
        case "blocks":
            what = line(one.what, LONGEST) or "?"
            if one.open:
                return say("{what} blocks the event loop from {start} on; until when is not recorded.", what=what, start=values["start"])
            return say("{what} blocks the event loop from {start} to {end}: nothing else runs.", what=what, **values)


def end(lane: Lane, *, days: bool) -> str:
    """Tell how a lane ended; empty, where it has no end of its own."""
    values = {"name": name(lane), "time": moment(lane.ends, days=days)}
    match lane.end:
        case "returned":
            return say("{name} is over at {time}.", **values)
        case "raised" if lane.failed:
            return say("{name} fails at {time}: {what}.", what=line(lane.failed, LONGEST), **values)
        case "raised":
            return say("{name} fails at {time}.", **values)
        case "cancelled" if lane.failed and len(lane.bars) > 1:
            what = line(lane.failed, LONGEST)
            return say("{name} is cancelled at {time}. It fails as it cleans up: {what}.", what=what, **values)
        case "cancelled":
            return say("{name} is cancelled at {time}.", **values)
        case "left":
            return say("{name} is left behind.", **values)
        case _:
            return ""


def lane(one: Lane, *, days: bool) -> str:
    """Tell of a lane."""
    return " ".join(filter(None, [*(bar(one, stretch, days=days) for stretch in one.bars), end(one, days=days)]))


def run(one: Drawing, *, days: bool) -> Iterator[str]:
    """Tell of the program: its cancels, its end, and what it left behind."""
    for time in one.cancels:
        yield say("The program is cancelled at {time}.", time=moment(time, days=days))
    yield line(one.said) or end(one.program, days=days)
    for what in one.leftovers:
        yield say("It leaves behind: {what}.", what=line(what, LONGEST))

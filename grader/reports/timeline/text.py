"""A timeline as text: drawn in nothing but ASCII, so it looks the same in every terminal and encoding; and told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator

from grader.cli.streams import columns, cut, padded
from grader.language import say
from grader.reports.text import line
from grader.reports.timeline.axis import Axis
from grader.reports.timeline.lanes import Drawing, Lane, latest
from grader.reports.timeline.words import meaning

FILL = {"runs": "=", "waits": ".", "cleans": "~", "blocks": "#"}
ENDS = {"returned": "|", "raised": "x", "cancelled": "!", "left": ">", "": ""}
LINES = {"cancel": "^", "over": "v"}
LEGEND = ("runs", "waits", "blocks", "cleans", "returned", "raised", "cancelled", "left", "cancel", "over")  # in this order
NARROWEST = 30  # columns
INDENT = "  "


def draw(mine: Drawing, reference: Drawing | None, width: int) -> list[str]:
    """Draw a run, and the reference's below it, in lines of at most `width` columns."""
    both = [mine, *([reference] if reference else [])]
    names = [line(lane.name) for one in both for lane in one.lanes] + [""]
    beside = min(max(map(columns, names)), max(8, width // 3))
    axis = Axis(latest(both), max(10, max(width, NARROWEST) - beside - len(INDENT) - 1))
    blocks = [list(_block(one, axis, beside)) for one in both]
    used = {one for rows in blocks for row in rows for one in row[beside + len(INDENT) :]}
    heads = [_row("", axis.labels(), beside), say("The reference:")]
    drawn = [row for head, rows in zip(heads, blocks, strict=False) for row in (head, *rows)]
    return [*drawn, *_legend(used, width)]


def _block(one: Drawing, axis: Axis, beside: int) -> Iterator[str]:
    for lane in one.lanes:
        yield _row(lane.name, _lane(lane, axis), beside)
    if one.more:
        yield f"{INDENT}{say('... and {number} more', number=one.more)}"
    marks = [" "] * axis.width
    marks[axis.column(one.seconds)] = LINES["over"]
    for time in one.cancels:
        marks[axis.column(time)] = LINES["cancel"]
    yield _row("", "".join(marks), beside)


def _lane(lane: Lane, axis: Axis) -> str:
    cells = [" "] * axis.width
    for bar in lane.bars:
        first, last = axis.column(bar.start), axis.column(bar.end)
        cells[first:last] = FILL[bar.kind] * (last - first)
    if lane.end and lane.bars:
        at = lane.bars[-1].end if lane.end == "left" else lane.bars[0].end
        cells[axis.column(at)] = ENDS[lane.end]
        if lane.end != "left" and len(lane.bars) > 1:
            cells[axis.column(lane.bars[-1].end)] = ENDS["returned"] if lane.bars[-1].end > at else ENDS[lane.end]
    return "".join(cells)


def _row(name: str, cells: str, beside: int) -> str:
    bare = line(name)
    short = bare if columns(bare) <= beside else cut(bare, beside - 3) + "..."
    return f"{INDENT}{padded(short, beside)} {cells}".rstrip()


def _legend(used: set[str], width: int) -> Iterator[str]:
    marks = {name: mark for name, mark in (FILL | ENDS | LINES).items() if mark in used}
    row = INDENT
    for word in [f"{marks[name]} {meaning(name)}" for name in LEGEND if name in marks]:
        if columns(row) + columns(word) > width and row.strip():
            yield row.rstrip()
            row = INDENT
        row += f"{word}   "
    yield row.rstrip()

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
    same = reference is not None and _times(mine) == _times(reference)
    both = [mine, *([reference] if reference and not same else [])]
    names = [line(lane.name) for one in both for lane in one.lanes] + [""]
    beside = min(max(map(columns, names)), max(8, width // 3))
    axis = Axis(latest(both), max(10, max(width, NARROWEST) - beside - len(INDENT) - 1))
    blocks = [list(_block(one, axis)) for one in both]
    used = {mark for rows in blocks for name, cells in rows if name is not None for mark in cells}
    heads = [_row("", axis.labels(), beside), say("The reference:")]
    drawn = [row for head, rows in zip(heads, blocks, strict=False) for row in (head, *(_row(*one, beside) for one in rows))]
    alike = [INDENT + say("The reference ran at the same times.")] if same else []
    return [*drawn, *_legend(used, width), *alike]


def _times(one: Drawing) -> tuple[object, ...]:
    """What is drawn of a run, but for what only one of two runs can tell."""
    calls = [lane for lane in (*one.lanes, *one.rest) if lane.bars and lane.bars[0].kind != "waits"]
    return sorted((lane.name, [(bar.start, bar.end) for bar in lane.bars], lane.marks) for lane in calls), one.cancels, one.seconds


def _block(one: Drawing, axis: Axis) -> Iterator[tuple[str | None, str]]:
    """Draw a run: the name and the cells of each lane; a row that is a sentence has no name."""
    for lane in one.lanes:
        yield lane.name, _lane(lane, axis)
    if one.more:
        yield None, say("... and {number} more", number=one.more)
    over, cancels = {axis.column(one.seconds): LINES["over"]}, dict.fromkeys(map(axis.column, one.cancels), LINES["cancel"])
    for marks in [over, cancels] if over.keys() & cancels.keys() else [over | cancels]:  # neither hides the other
        yield "", "".join(marks.get(column, " ") for column in range(axis.width))


def _lane(lane: Lane, axis: Axis) -> str:
    cells = [" "] * axis.width
    for bar in lane.bars:
        first, last = axis.column(bar.start), axis.column(bar.end)
        last += bar.kind == "blocks" and last == first  # one whose end isn't known is seen, too
        cells[first:last] = FILL[bar.kind] * (last - first)
    for time, end in lane.marks:
        cells[axis.column(time)] = ENDS[end]
    return "".join(cells)


def _row(name: str | None, cells: str, beside: int) -> str:
    if name is None:
        return INDENT + cells
    bare = line(name)
    short = bare if columns(bare) <= beside else _without_middle(bare, beside - 3)
    return f"{INDENT}{padded(short, beside)} {cells}".rstrip()


def _without_middle(name: str, width: int) -> str:
    """Cut a long name in its middle: what calls differ in may stand at the end."""
    end = cut(name[::-1], width // 2)[::-1]
    return f"{cut(name, width - columns(end))}...{end}"


def _legend(used: set[str], width: int) -> Iterator[str]:
    marks = {name: mark for name, mark in (FILL | ENDS | LINES).items() if mark in used}
    row = INDENT
    for word in [f"{marks[name]} {meaning(name)}" for name in LEGEND if name in marks]:
        if columns(row) + columns(word) > width and row.strip():
            yield row.rstrip()
            row = INDENT
        row += f"{word}   "
    yield row.rstrip()

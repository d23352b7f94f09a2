"""A timeline as SVG: the lanes and the axis of the text, with room for tasks, tooltips, and what was left out.

Its width is its page's: places along the axis are shares of it (%), so that text keeps its size at any width. Colour says nothing by
itself: bars differ by their pattern and height, ends by their shape. Names stand left of the axis, in a margin that the page's style
leaves; so do the patterns and shapes, once a page (`definitions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.cli.streams import columns, cut
from grader.language import say
from grader.reports.markup import Html, joined, tag
from grader.reports.timeline import words
from grader.reports.timeline.axis import Axis
from grader.reports.timeline.lanes import Drawing, Lane, latest

ROW, BAR, HEAD = 20, 12, 22  # heights
WIDE = 60  # columns of an axis, which say how many labels there are
COLUMNS = 19  # of a name; a wide character takes two
SEEN = "5"  # the width of a blocked stretch that takes no time, or of which no end is known
TASKS = 4  # of a program that are seen at once
FOLDED = 24  # lanes of a run that can be unfolded; more are counted
HEIGHTS = {"runs": BAR, "waits": 4, "cleans": BAR, "blocks": BAR}
SHAPES = {  # ends, around their point
    "returned": "M0-7V7", "raised": "M-5-5 5 5M5-5-5 5", "cancelled": "M0-6 6 0 0 6-6 0Z", "left": "M0-6 9 0 0 6",
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A run that is drawn: what it is called, and the file that its lines are in (empty: it is not to be told)."""

    title: str
    drawing: Drawing
    path: str = ""

    @property
    def tasks(self) -> Sequence[Lane]:
        """The program's tasks: a reference's would give away how it is written."""
        return self.drawing.tasks if self.path else ()

    @property
    def inside(self) -> Sequence[Lane]:
        """The lanes that are seen at once, some tasks and then calls: what the check's message names comes first."""
        return [*self.tasks[:TASKS], *sorted(self.drawing.lanes, key=lambda lane: not lane.named)]

    @property
    def folded(self) -> Sequence[Lane]:
        """The lanes that can be unfolded."""
        return [*self.drawing.rest, *self.tasks[TASKS:]][:FOLDED]

    @property
    def left_out(self) -> int:
        """How many lanes are only counted."""
        return max(0, len(self.tasks) - TASKS) + self.drawing.more - len(self.folded)


def axis(runs: Sequence[Run]) -> Axis:
    """Make the axis that all of these runs are drawn on."""
    return Axis(latest([run.drawing for run in runs]), WIDE)


def definitions() -> Html:
    """Write the patterns and shapes that drawings refer to: once a page."""
    hatch = tag("path", class_="stroke", d="M-1 1 1-1M0 6 6 0M5 7 7 5")
    cross = tag("path", class_="stroke", d="M0 0 6 6M6 0 0 6")
    patterns = [_pattern("cleans", hatch), _pattern("blocks", cross)]
    shapes = [tag("path", id=f"end-{name}", d=d) for name, d in SHAPES.items()]
    return tag("svg", tag("defs", *patterns, *shapes), class_="definitions", width=0, height=0, aria_hidden="true")


def _pattern(name: str, *inside: Html) -> Html:
    back = tag("rect", class_="back", width=6, height=6)
    return tag("pattern", back, *inside, id=f"fill-{name}", class_=name, width=6, height=6, patternUnits="userSpaceOnUse")


def legend() -> Html:
    """Show what each kind of bar, and each end, means."""
    shown = [(kind, _bar(kind, "10%", "80%", 3)) for kind in HEIGHTS]
    shown += [(end, tag("use", class_=f"end {end}", href=f"#end-{end}", x="50%", y=9)) for end in SHAPES]
    items = [tag("li", tag("svg", drawn, width=36, height=18, aria_hidden="true"), " ", words.meaning(name)) for name, drawn in shown]
    return tag("ul", *items, class_="legend")


def draw(runs: Sequence[Run]) -> Html:
    """Draw runs, each below the other, on one axis."""
    on = axis(runs)
    rows: list[Html] = []
    height = HEAD
    for run in runs:
        made, height = _run(run, on, height)
        rows.append(made)
    told = say("Timeline from {start} to {end}", start=words.moment(0, days=on.days), end=words.moment(on.end, days=on.days))
    return _figure(f"{told}: {', '.join(run.title for run in runs)}", [_grid(on, height), *rows], height)


def unfolded(runs: Sequence[Run]) -> Html:
    """Draw the lanes that `draw` leaves out, on the same axis; nothing, where there are none."""
    on = axis(runs)
    rows: list[Html] = []
    height = HEAD
    for run in runs:
        if run.folded:
            rows.append(_named(run.title, height, "title"))
            height += ROW
            rows += _stacked(run.folded, run, on, height)
            height += ROW * len(run.folded) + ROW // 2
        if run.left_out:
            rows.append(_named(say("and {number} more", number=run.left_out), height, "more"))
            height += ROW
    return _figure(say("The other lanes"), [_grid(on, height), *rows], height) if rows else Html()


def _figure(label: str, rows: Sequence[Html], height: float) -> Html:
    return tag("svg", "\n", joined(rows, "\n"), "\n", role="img", aria_label=label, class_="lanes", height=height)


def _grid(on: Axis, height: float) -> Html:
    ticks = [(_percent(on, time), text) for time, text in on.ticks()]
    lines = [tag("line", x1=at, x2=at, y1=HEAD - 6, y2=height) for at, _ in ticks]
    labels = [tag("text", text, x=at, y=11) for at, text in ticks]
    return tag("g", *lines, *labels, class_="grid")


def _run(run: Run, on: Axis, top: int) -> tuple[Html, int]:
    """Draw a run from `top` on. Returns where it ends, too."""
    one = run.drawing
    rows = [_lane(one.program, run, on, top, run.title)]
    rows += _stacked(run.inside, run, on, top + ROW)
    height = top + ROW * (1 + len(run.inside))
    marks = [_mark("over", one.seconds, on, top, height)]
    marks += [_mark("cancel", time, on, top, height) for time in one.cancels]
    return tag("g", "\n", joined([*marks, *rows], "\n"), "\n", class_="run"), height + ROW // 2


def _mark(kind: str, time: float, on: Axis, top: float, bottom: float) -> Html:
    """Draw a line through all lanes, where the program was cancelled, or was over."""
    at, when = _percent(on, time), words.moment(time, days=on.days)
    says = say("The program is cancelled at {time}.", time=when) if kind == "cancel" else say("The program is over at {time}.", time=when)
    return tag("g", tag("title", says), tag("line", x1=at, x2=at, y1=top, y2=bottom), class_=kind)


def _stacked(lanes: Sequence[Lane], run: Run, on: Axis, top: float) -> Iterator[Html]:
    for number, lane in enumerate(lanes):
        yield _lane(lane, run, on, top + ROW * number)


def _lane(lane: Lane, run: Run, on: Axis, top: float, title: str = "") -> Html:
    kind = "title" if title else "named" if lane.named else "task" if lane.bars and lane.bars[0].kind == "waits" else "name"
    said = title or ("▸ " if lane.named else "") + words.name(lane)
    bars = [_stretch(lane, run, number, on, top) for number in range(len(lane.bars))]
    return tag("g", _named(said, top, kind, words.name(lane)), *bars, *_end(lane, on, top + ROW / 2))


def _named(text: str, top: float, kind: str, whole: str = "") -> Html:
    short = _cut(text)
    inside = [tag("title", whole)] if whole and short != text else []
    return tag("text", *inside, short, class_=kind, y=top + 14)


def _stretch(lane: Lane, run: Run, number: int, on: Axis, top: float) -> Html:
    one = lane.bars[number]
    says = [words.bar(lane, one, days=on.days), words.end(lane, days=on.days), words.place(run.path, one.line or lane.line)]
    share = f"{100 * (on.share(one.end) - on.share(one.start)):.2f}%"
    width = SEEN if share == "0.00%" and one.kind == "blocks" else share
    return _bar(one.kind, _percent(on, one.start), width, top + (ROW - HEIGHTS[one.kind]) / 2, " ".join(filter(None, says)))


def _bar(kind: str, at: str, width: str, top: float, says: str = "") -> Html:
    """Draw a bar. A tooltip belongs to an element that holds it, so a bar with one stands in a group."""
    drawn = tag("rect", class_=kind, x=at, width=width, y=top, height=HEIGHTS[kind])
    return tag("g", tag("title", says), drawn) if says else drawn


def _end(lane: Lane, on: Axis, middle: float) -> Iterator[Html]:
    for time, end in lane.marks:
        yield tag("use", class_=f"end {end}", href=f"#end-{end}", x=_percent(on, time), y=middle)


def _percent(on: Axis, time: float) -> str:
    return f"{100 * on.share(time):.2f}%"


def _cut(text: str) -> str:
    """Cut a name to what there is room for."""
    return text if columns(text) <= COLUMNS else f"{cut(text, COLUMNS - 1)}…"

"""Timelines as SVG: the same lanes on the same axis as in the text, and whatever was recorded can be drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.recording.encoding import encode
from grader.recording.events import Call
from grader.recording.recording import Recording
from grader.reports.timeline.axis import Axis
from grader.reports.timeline.lanes import drawing, is_named
from grader.reports.timeline.svg import FOLDED, SHAPES, TASKS, Run, axis, definitions, draw, unfolded
from grader.reports.timeline.text import draw as draw_text
from grader.tests.reports.plays import FILE, PLAYS, RICH, RUNS, play

MANY = tuple(Call("job", f"job {n}", n, (), 0.0, "loop", end=1.0, outcome="returned") for n in range(1000))


def _read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - written by us


def _names(text: str) -> list[str]:
    """Read the names of lanes, from the top down."""
    return [one.text or "" for one in _read(text).iter("text") if one.get("class")]


@given(PLAYS, PLAYS, st.text(max_size=30))
def test_any_recording_can_be_drawn(mine: Recording, reference: Recording, about: str) -> None:
    """Whatever was recorded is drawn: well-formed, and with nothing outside of its axis."""
    runs = [Run("Mine", drawing(mine, about), FILE), Run("Reference", drawing(reference, about))]
    for text in (draw(runs), unfolded(runs)):
        if text:
            shares = [float(one) for one in re.findall(r'\bx\d?="([-\d.e+]+)%"', text)]
            ends = [(float(a), float(b)) for a, b in re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', text)]
            assert all(0 <= one <= 100 for one in shares)
            assert all(a + b <= 100.02 for a, b in ends)
            assert {one.tag for one in _read(text).iter()} <= {"svg", "g", "rect", "line", "text", "title", "use"}


@settings(max_examples=50)
@given(PLAYS)
def test_a_kept_recording_is_drawn_as_one_in_memory(recording: Recording) -> None:
    """As plain data, which is all that a kept result has, a recording shows the same."""
    assert drawing(encode(recording)) == drawing(recording)


@settings(max_examples=50)
@given(PLAYS)
def test_the_text_and_the_picture_show_the_same(recording: Recording) -> None:
    """There is one truth: each lane that the text draws is in the picture, and as many are counted."""
    drawn = drawing(recording)
    rows = draw_text(drawn, None, 200)
    lanes = len(drawn.lanes)
    assert [row.strip() for row in rows if row.startswith("  ... and ")] == [f"... and {drawn.more} more"] * bool(drawn.more)
    picture = draw([Run("Mine", drawn)])
    assert len(_names(picture)) == lanes + 1  # and the program's own


def test_what_a_message_names_comes_first() -> None:
    """Of a thousand jobs, those are on top and marked that the message is about: job 777, and not job 7."""
    runs = [Run("Mine", drawing(play(called=MANY), "job 777 started too late"), FILE)]
    assert _names(draw(runs))[:3] == ["Mine", "▸ job 777", "job 0"]
    assert not is_named("job 7", "job 777 started too late")


def test_a_thousand_jobs_are_folded_and_counted() -> None:
    """Some can be unfolded, the rest is counted, and the drawing stays small."""
    runs = [Run("Mine", drawing(play(called=MANY)), FILE)]
    names = _names(unfolded(runs))
    assert names[0] == "Mine"
    assert names[-1] == f"and {1000 - 8 - FOLDED} more"
    assert len(names) == FOLDED + 2
    assert len(draw(runs)) + len(unfolded(runs)) < 20_000


def test_tasks_of_the_program_are_drawn_but_not_the_references() -> None:
    """A reference's tasks and lines would give away how it is written."""
    mine, reference = Run("Mine", drawing(RICH), FILE), Run("Reference", drawing(RICH))
    assert {"run.worker", "watch"} <= {*_names(draw([mine]))}
    assert not {"run.worker", "watch"} & {*_names(draw([reference]) + "")}
    assert ".py" not in draw([reference])
    many = play(tasks=RICH.tasks * 40)
    assert len(Run("Mine", drawing(many), FILE).inside) == TASKS + 4


def test_both_runs_have_one_axis() -> None:
    """The same time stands at the same place in both."""
    runs = RUNS["reference"]
    assert axis(runs).end == 8
    found = re.findall(
        r'<line x1="([\d.]+%)" x2="[\d.]+%" y1="\d+" y2="\d+"/></g>\n<g><text class="title"', draw(runs).replace("\n\n", "\n")
    )
    assert found == ["100.00%", "50.00%"]  # the program was over at 8 s, the reference at 4 s


def test_every_end_has_its_own_shape() -> None:
    """What is drawn refers only to what is defined, and ends differ by more than colour."""
    defined = {one.get("id") for one in _read(definitions()).iter() if one.get("id")}
    used = {str(one.get("href"))[1:] for one in _read(draw(RUNS["rich"])).iter("use")}
    assert used <= defined
    assert len({*SHAPES.values()}) == len(SHAPES)


def test_every_bar_has_a_tooltip_with_its_line() -> None:
    """Each bar says what it is, from when to when, and where it was begun."""
    root = _read(draw(RUNS["rich"]))
    told = [(group.findtext("title") or "") for group in root.iter("g") if group.find("rect") is not None]
    assert len(told) == len(list(root.iter("rect")))
    assert all(re.search(r" from \d", one) for one in told)
    assert f"{FILE}:7" in " ".join(told)


def test_the_labels_of_the_text_are_the_ticks() -> None:
    """The text and the picture take the same labels from one place."""
    on = Axis(10, 60)
    assert on.labels().split() == " ".join(text for _, text in on.ticks()).split()[:6]  # the last one has no room
    assert on.share(5) == 0.5

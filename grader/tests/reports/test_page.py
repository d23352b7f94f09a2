"""The page: what is on it, that nobody's text becomes a part of it, and that it needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader import language
from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.grading.kit import exercises
from grader.grading.results.result import CheckResult, Result, Status
from grader.recording.encoding import encode
from grader.recording.events import Call, Leftover, TaskSeen
from grader.reports.page.document import FOLDER
from grader.reports.page.page import page
from grader.reports.page.places import Places
from grader.reports.page.timelines import chosen_play
from grader.reports.timeline.kept import references
from grader.tests import sample_kit
from grader.tests.reports import samples
from grader.tests.reports.plays import MADE, RICH, play

PLAY = "limit_workers/nine_jobs"
TEXT = 4.5  # the contrast that text needs, by WCAG 2 AA; what is no text needs 3


def _read(text: str) -> ET.Element:
    return ET.fromstring(text.partition("\n")[2])  # noqa: S314 - written by us


def _result(*checks: CheckResult, recordings: Mapping[str, object] | None = None, submission: str = "ada") -> Result:
    one = samples.exercise("limit_workers", samples.SEMAPHORES, "incomplete", checks)
    return replace(samples.result([one], submission=submission), recordings=recordings or {})


def _failed(message: str = "job 1 failed", name: str = PLAY) -> CheckResult:
    return replace(samples.check("At most three", 5, "failed", message, line=3), play=name, recordings=[name])


@pytest.fixture(autouse=True)
def nobody_runs_this(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests are no job of a platform's, wherever they run."""
    for name in ("GITHUB_SERVER_URL", "CI_PROJECT_URL"):
        monkeypatch.delenv(name, raising=False)


# --- what is on it
def test_a_check_is_told_in_full() -> None:
    """Title, message, hint, points, line and stage of what failed are on the page, and it is open."""
    text = page(_result(_failed("3 jobs & more")))
    for told in ("At most three", "3 jobs &amp; more", "Think about this", "0/5", "exercises/08_semaphores/limit_workers.py:3", "works"):
        assert told in text
    assert 'class="check bad" open=""' in text


@pytest.mark.parametrize("status", ["failed", "not judged"])
@pytest.mark.parametrize("written", [True, False], ids=["as it is kept", "as it was made"])
def test_the_kind_of_a_mistake_is_named_once(status: Status, *, written: bool) -> None:
    """What kind it looks like, and what to type to read on: beside the first failed check, or where none could be judged, at the top."""
    hangs = play(outcome="deadlock")
    check = replace(_failed(), status=status, play=PLAY if status == "failed" else "")
    text = html.unescape(page(_result(check, replace(check, title="Two"), recordings={PLAY: encode(hangs) if written else hangs})))
    assert text.count("This looks like: everything waits, and nothing is left that could happen.") == 1
    assert text.count("More: nox -s explain -- deadlock") == 1


def test_a_run_is_drawn_over_the_references() -> None:
    """A check on a recording shows both on one axis, with what the reference does as it is kept."""
    text = page(_result(_failed(), recordings={PLAY: encode(play())}))
    [figure] = _read(text).iter("figure")
    titles = [one.text for one in figure.iter("text") if one.get("class") == "title"]
    assert titles[:2] == ["Your program", "The reference"]
    assert references({PLAY})[PLAY]["seconds"] == 2.85


def test_the_same_drawing_stands_there_once() -> None:
    """A second check on the same run refers to the first one's drawing."""
    passed = [replace(samples.check(title), recordings=[PLAY]) for title in ("One", "Two")]
    text = page(_result(*passed, recordings={PLAY: encode(play())}))
    assert text.count("<figure") == 1
    assert '<a href="#timeline-0">The same run as above: nine_jobs</a>' in text


def test_a_plain_play_is_chosen_for_what_passed() -> None:
    """As declared and not cancelled, if there is one; and one that never ended, for what could not be judged."""
    plays = {
        "one/a/days": encode(play(world="days")),
        "one/b": encode(play()),
        "one/c": encode(play(outcome="deadlock")),
    }
    check = replace(samples.check("One"), recordings=[*plays])
    assert chosen_play(check, plays) == "one/b"
    assert chosen_play(replace(check, status="not judged"), plays) == "one/c"
    assert chosen_play(replace(check, status="failed"), plays) == ""


def test_the_words_say_what_the_picture_says() -> None:
    """Who can't see the picture reads it: each lane, its ends, and what was left behind."""
    text = html.unescape(page(_result(_failed(), recordings={PLAY: encode(RICH)})))
    for told in (
        "job 1 fails at 2 s: ValueError.", "job 2 cleans up from 2 s to 3 s.", "job 3 is left behind.", "time.sleep blocks the event loop",
        "The program is cancelled at 1 s.", "The program fails at 4 s: ValueError.", "It leaves behind: task watch (line 6).",
    ):  # fmt: skip
        assert f"{told}" in text


def test_a_damaged_recording_is_said() -> None:
    """A kept result can hold anything: the rest of the page is there."""
    for broken in ({"called": [{"start": "x"}]}, {"seconds": None, "outcome": "returned"}, {"called": 7}, 7, {"tasks": [None]}):
        text = page(_result(_failed(), recordings={PLAY: broken}))
        assert "its recording is damaged" in text, broken
        assert "Think about this" in text


def test_all_exercises_stay_small() -> None:
    """A page of all exercises, each with twelve drawings of a thousand jobs, stays below what a browser minds."""
    many = tuple(Call("job", f"job {n}", n, (), 0.0, "loop", end=1.0 + n, outcome="returned", line=7) for n in range(1000))
    recordings = {f"{entry.name}/{n}": encode(play(called=many, seconds=1000.0 + n)) for entry in exercises()[:1] for n in range(12)}
    names = [*recordings]
    checks = [replace(_failed(name=name), title=f"Check {name}") for name in names]
    text = page(_result(*checks, recordings=recordings))
    assert text.count("<figure") == 12
    assert len(text) < 12 * 25_000 + 50_000


# --- whose text it is
def test_nobodys_text_becomes_a_part_of_the_page() -> None:
    """Names, messages, tasks and leftovers of any kind change no element of it."""
    hostile = "<script>alert(1)</script></title></style><img src=x onerror=alert(1)>\"'&amp;<!--"
    tame, wild = page(_with("x" * len(hostile))), page(_with(hostile))
    assert [one.tag for one in _read(tame).iter()] == [one.tag for one in _read(wild).iter()]
    assert "<img" not in wild


@pytest.mark.parametrize("text", [one for one in samples.NASTIES if one.strip()])
def test_odd_text_is_held(text: str) -> None:
    """Whatever a program calls its tasks and arguments, the page is well-formed, and has the elements that it should."""
    kinds = Counter(one.tag for one in _read(page(_with(text))).iter())
    assert (kinds["script"], kinds["style"], kinds["img"], kinds["figure"]) == (1, 1, 0, 1)


def _with(text: str) -> Result:
    """Make a result whose every text of a learner's is this one."""
    said = f"job 0{text}"
    call = Call("job", f"{said}()", None, (), 0.0, "thread", end=1.0, outcome="raised", type=said)
    recording = play(
        outcome="deadlock", message=said, called=(*MADE, call), tasks=(TaskSeen(said, 3, 0.0, None, f"raised {said}"),),
        leftovers=(Leftover("task", said, 3),),
    )  # fmt: skip
    name = f"limit_workers/{said}"
    made = _result(_failed(said, name), recordings={name: recording}, submission=said)
    [one] = made.exercises
    return replace(made, exercises=[replace(one, message=f"{said}!", notes=[said])], error=said, changed=[said], kit_version=said)


# --- what it needs
def test_it_loads_nothing_and_runs_only_its_own_script() -> None:
    """Its policy forbids all but its own style and script, by their digests; the style refers to nothing outside."""
    text = page(samples.HALF)
    root = _read(text)
    [policy] = [one.attrib["content"] for one in root.iter("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    for kind, element in (("style", "style"), ("script", "script")):
        [own] = [one.text or "" for one in root.iter(element)]
        assert f"{kind}-src 'sha256-{base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()}'" in policy
        assert not re.search(r"https?:|@import|url\((?!#)|fetch\(|XMLHttp|import\(", own)
    assert policy.startswith("default-src 'none'")


def test_its_style_and_script_come_along_with_a_release() -> None:
    """A learner's copy has all that the page is made of, and the language that it speaks."""
    files = learners_copy(made(["limit_workers"], [], "Week 3", "en"))
    assert {path.name for path in FOLDER.iterdir() if path.suffix in (".css", ".js")} == {"style.css", "script.js"}
    wanted = ("reports/page/style.css", "reports/page/script.js", "reports/page/page.py", "reports/timeline/svg.py", "language/__init__.py")
    assert {f"grader/{path}" for path in wanted} <= {*files}


def test_it_is_written_at_the_front_door(tmp_path: Path) -> None:
    """`grade --html FILE` writes it; `--format html:FILE` writes the same."""
    kit = sample_kit.make(tmp_path, ["good"])
    files = [tmp_path / name for name in ("one.html", "two.html")]
    graded = sample_kit.grade(kit, "grade", "--html", str(files[0]), "--format", f"html:{files[1]}")
    assert (graded.code, graded.err) == (1, "")
    one, two = (path.read_text("utf-8") for path in files)
    assert one == two
    assert "<figure" in one
    assert _read(one).get("lang") == "en"


@pytest.fixture
def spoken() -> Iterator[str]:
    """Another language than English, as long as a test runs."""
    language.speak("zh-TW")
    yield "zh-TW"
    language.speak(language.ENGLISH)


def test_it_says_which_language_it_speaks(spoken: str) -> None:
    """A browser and a screen reader are told."""
    assert _read(page(samples.HALF)).get("lang") == spoken


# --- links to lines
def test_a_line_is_a_link_where_it_is_known_where_it_leads() -> None:
    """On GitHub and GitLab to the commit; beside the page for a learner; and nowhere for somebody else's submission."""
    github = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c0ffee"}
    gitlab = {"CI_PROJECT_URL": "https://gitlab.com/a/b", "CI_COMMIT_SHA": "c0ffee"}
    ada, nobody = samples.HALF, samples.UNTOUCHED
    assert 'href="https://github.com/a/b/blob/c0ffee/x%20y.py#L3"' in Places(ada, github).link("x y.py", 3)
    assert 'href="https://gitlab.com/a/b/-/blob/c0ffee/x.py#L3"' in Places(ada, gitlab).link("x.py", 3)
    assert 'href="x.py#L3"' in Places(nobody, {}).link("x.py", 3)
    assert Places(ada, {}).link("x.py", 3) == "<code>x.py:3</code>"
    assert Places(ada, github | {"GITHUB_SERVER_URL": "javascript:alert(1)//"}).link("x.py", 3) == "<code>x.py:3</code>"


# --- colours
def _schemes() -> list[dict[str, str]]:
    style = (FOLDER / "style.css").read_text("utf-8")
    blocks = re.findall(r":root \{([^}]*--[^}]*)\}", style)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", one)) for one in blocks]


def _contrast(one: str, other: str) -> float:
    """Tell the contrast of two colours as WCAG 2 does."""
    dark, light = sorted(_luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_can_be_told_from_its_ground() -> None:
    """Text has the contrast that WCAG 2 AA wants on both grounds, and bars theirs; in the light, in the dark, and on paper."""
    assert len(_schemes()) == 3
    for scheme in _schemes():
        for name in ("text", "faint", "link", "good", "bad", "open"):
            assert min(_contrast(scheme[name], scheme[ground]) for ground in ("ground", "card")) >= TEXT, name
        for name in ("runs", "waits", "cleans", "blocks", "cancel"):
            assert _contrast(scheme[name], scheme["ground"]) >= 3, name

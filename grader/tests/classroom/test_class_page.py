"""The class page: what is on it, for whom, and that nobody's text becomes a part of it."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import language
from grader.classroom.class_page.facts.learners import Class
from grader.classroom.class_page.page import page
from grader.tests.classroom.small_class import EXERCISE, PROGRAMS, as_class, classroom, hostile, keep, read
from grader.tests.reports import samples

SECTIONS = ["monday", "scores", "heat", "checks", "kinds", "programs", "near", "learners"]


@pytest.fixture(scope="module")
def text(small_class: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the small class, as the command line writes it."""
    subs, out = small_class
    path = tmp_path_factory.mktemp("page") / "class.html"
    done = classroom("class-page", out, "--submissions", subs, "--out", path)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"10 learners. The page: {path}\n")
    return path.read_text("utf-8")


def _section(text: str, name: str) -> str:
    """Take a section of a page, as a person reads it: no markup."""
    found = re.search(rf'<section id="{name}".*?</section>', text, re.DOTALL)
    assert found, name
    return html.unescape(re.sub(r"<[^>]+>", " ", found[0]))


# --- what is on it
def test_all_sections_are_there(text: str) -> None:
    """Each of them, in order, with a link that leads to it; all ids are different, and all links lead somewhere."""
    root = read(text)
    assert [one.get("id") for one in root.iter("section")] == SECTIONS
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    assert {one.attrib["href"].removeprefix("#") for one in root.iter("a")} <= set(ids)


def test_scores_count_who_was_graded(text: str) -> None:
    """The distribution has everybody but who could not be graded, and who that is is said."""
    said = _section(text, "scores")
    assert "9 learners" not in said
    counted = sum(int(number) for number in re.findall(r"(\d+) learners?", said))
    assert counted == 9
    assert "link :" in said
    assert "The submission is a link" in said


def test_each_learner_has_a_section_with_a_first_cause(text: str) -> None:
    """Everybody is named once as a head, and what is wrong first is said there, with its timeline in a class as small as this."""
    root = read(text)
    [section] = [one for one in root.iter("section") if one.get("id") == "learners"]
    heads = ["".join(one.itertext()) for one in section.iter("h3")]
    assert sorted(heads) == sorted([*PROGRAMS, "stub", "broken", "empty", "link"])
    [bob] = [one for one in section if "".join(one.itertext()).startswith("bob")]
    said = "".join(bob.itertext())
    assert "jobs" in said
    assert "✗ overlaps" in said
    assert list(bob.iter("figure"))


def test_the_same_mistake_is_a_group_with_an_example(text: str) -> None:
    """Carol and Evelyn swallow the cancel: one group, who is in it, one program and one timeline."""
    root = read(text)
    [group] = [one for one in root.iter("details") if one.get("id") == "kind-swallowed-cancel"]
    said = "".join(group.itertext())
    assert ["".join(one.itertext()) for one in group.iter("bdi")][:2] == ["carol", "evelyn"]
    assert "2 of 10 learners" in said
    assert len(list(group.iter("figure"))) == 1
    assert "async def run_all" in said


def test_other_names_make_no_other_program(text: str) -> None:
    """Evelyn's program is Carol's with other names: in one group, and side by side, with how common it is, and what that does not mean."""
    assert "carol" in _section(text, "programs")
    near = _section(text, "near")
    assert "never an accusation" in near
    assert "have this shape" in near
    [beside] = [one for one in read(text).iter("div") if one.get("class") == "beside"]
    assert [["".join(each.itertext()) for each in one.iter("bdi")] for one in beside] == [["carol"], ["evelyn"]]
    assert "copydetect" in near


def test_monday_names_nobody(text: str) -> None:
    """The section for the class has timelines and messages, and nobody's name, path or program."""
    said = _section(text, "monday")
    assert "1. Only so many at a time" in said
    assert EXERCISE in said
    assert [name for name in PROGRAMS if name in said] == []
    assert "exercises/" not in said
    assert "async def" not in said
    [section] = [one for one in read(text).iter("section") if one.get("id") == "monday"]
    assert len(list(section.iter("figure"))) == 4  # of five programs with a mistake, two have the same


def test_the_heat_map_has_a_row_each(text: str) -> None:
    """A learner a row, a check a column; a cell says by its text what its colour says."""
    root = read(text)
    [heat] = [one for one in root.iter("table") if one.get("class") == "heat"]
    rows = list(heat.iter("tr"))
    assert len(rows) == 12  # two of heads
    [ada] = [row for row in rows if "".join(row[0].itertext()) == "ada"]
    assert {cell.text for cell in ada.iter("td") if cell.get("class") == "h4"} == {"✓"}


def test_the_command_speaks_chinese(small_class: tuple[Path, Path], tmp_path: Path) -> None:
    """With --lang, the page says that it is in that language."""
    _, out = small_class
    done = classroom("class-page", out, "--out", tmp_path / "page.html", "--lang", "zh-TW")
    assert (done.returncode, done.stderr) == (0, "")
    assert read((tmp_path / "page.html").read_text("utf-8")).get("lang") == "zh-TW"


# --- a folder for others
def test_others_find_a_folder_a_learner(small_class: tuple[Path, Path], tmp_path: Path) -> None:
    """Dolos' list names files that are there; the stub lies beside the programs; who handed in nothing of their own is left out."""
    subs, out = small_class
    folder = tmp_path / "similar"
    words = ["class-page", out, "--submissions", subs, "--out", tmp_path / "page.html", "--similarity-folder", folder]
    assert classroom(*words).returncode == 0
    inside = folder / EXERCISE
    rows = (inside / "info.csv").read_text("utf-8").splitlines()
    assert rows[0] == "filename,id,full_name"
    assert all((inside / row.partition(",")[0]).is_file() for row in rows[1:])
    assert len(rows) == 1 + len(PROGRAMS)
    assert (inside / "template" / f"{EXERCISE}.py").read_text("utf-8").startswith('"""Only so many')
    again = classroom(*words)
    assert (again.returncode, again.stderr) == (2, f"{folder} is there already. Name a new folder.\n")


def test_without_programs_there_is_no_folder(small_class: tuple[Path, Path], tmp_path: Path) -> None:
    """Who asks for it without the submissions is told what to add."""
    done = classroom("class-page", small_class[1], "--similarity-folder", tmp_path / "x")
    assert (done.returncode, "add --submissions DIR" in done.stderr) == (2, True)


# --- whatever there is
def test_a_folder_without_results_is_said(tmp_path: Path) -> None:
    """Which folder was meant is told, with exit code 2, and no traceback."""
    done = classroom("class-page", tmp_path)
    assert done.returncode == 2
    assert "Name the folder that grade-all was given as --out." in done.stderr


def test_an_empty_class_has_a_page() -> None:
    """Nobody has handed in anything: each section says so."""
    root = read(page(Class([])))
    assert [one.get("id") for one in root.iter("section")] == SECTIONS


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A damaged result is left out; the command and the page say so."""
    keep(tmp_path, samples.HALF)
    (tmp_path / "results" / "zoe.json").write_text("{", "utf-8")
    done = classroom("class-page", tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("A result can't be read, and is left out: zoe.json")
    assert "zoe.json" in _section((tmp_path / "class.html").read_text("utf-8"), "scores")


def test_older_results_without_recordings_have_a_page(tmp_path: Path) -> None:
    """Scores, checks and learners are there; where timelines would be, it is said that there are none."""
    keep(tmp_path, *(replace(one, submission=name) for name, one in samples.SAMPLES.items()))
    assert classroom("class-page", tmp_path).returncode == 0
    text = (tmp_path / "class.html").read_text("utf-8")
    assert "There is nothing to draw" in _section(text, "monday")
    assert "At most `limit` jobs run at once" in _section(text, "checks")
    assert "<figure" not in text


def test_damaged_recordings_cost_nobody_the_page(tmp_path: Path) -> None:
    """A kept result can hold anything."""
    one = hostile("odd")
    for number, broken in enumerate(({"called": [{"start": "x"}]}, {"seconds": None, "outcome": "returned"}, 7, [], {"outcome": {}})):
        keep(tmp_path / str(number), replace(one, recordings=dict.fromkeys(one.recordings, broken)))
        done = classroom("class-page", tmp_path / str(number))
        assert (done.returncode, done.stderr) == (0, "")


# --- whose text it is
NASTY = [*samples.NASTIES, "<script>alert(1)</script></title></style><img src=x onerror=alert(1)>\"'&amp;<!--", "\u202eevil\u2066"]


@pytest.mark.parametrize("text", [one for one in NASTY if one.strip()])
def test_nobodys_text_becomes_a_part_of_the_page(text: str) -> None:
    """Names, messages, tasks and programs of any kind: the page is well-formed, and has the elements that it should."""
    made = page(as_class(hostile(text), source=text))
    kinds = Counter(one.tag for one in read(made).iter())
    assert (kinds["script"], kinds["style"], kinds["img"]) == (1, 1, 0)
    assert not set("\u202e\u202a\u2066\u200b\x00\x1b") & set(made)


@given(st.text(st.characters(codec=None), min_size=1, max_size=60), st.text(max_size=200))
@settings(max_examples=15)
def test_any_text_is_held(name: str, source: str) -> None:
    """Whatever text there is, the elements of the page are the same."""
    tame = [one.tag for one in read(page(as_class(hostile("x"), source="y"))).iter()]
    wild = [one.tag for one in read(page(as_class(replace(hostile("x"), submission=name or "x"), source=source or "y"))).iter()]
    assert wild == tame


def test_long_texts_are_cut() -> None:
    """A megabyte of a message or a program adds little."""
    small, large = (len(page(as_class(hostile(text), source=text))) for text in ("x", samples.HUGE))
    assert large < small + 150_000


@pytest.fixture
def spoken() -> Iterator[str]:
    """Another language than English, as long as a test runs."""
    language.speak("zh-TW")
    yield "zh-TW"
    language.speak(language.ENGLISH)


def test_it_can_be_written_in_chinese(spoken: str) -> None:
    """All samples have a page in the other language, too."""
    root = read(page(as_class(*samples.SAMPLES.values())))
    assert root.get("lang") == spoken

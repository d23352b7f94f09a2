"""Files that can't be graded as they are: each has an outcome and a sentence of its own. Graded at the command line, in one run."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grading.intake.stubs import describe
from grader.grading.intake.take import Unplayable, take, unpacked
from grader.grading.kit import Entry
from grader.grading.results.result import ExerciseResult
from grader.tests import sample_kit

GOOD = (Path(__file__).parents[1] / "hostile" / "good.py").read_bytes()
LINKED = "elsewhere.py"


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "main.py").write_bytes(GOOD)


def _link(path: Path) -> None:
    path.with_name(LINKED).write_bytes(GOOD)
    path.symlink_to(LINKED)


FILE = "exercises/samples/{name}.py"
STUB_AGAIN = "or take the stub from the kit again."
OTHERS = f" Other programs are here: samples/{LINKED}, samples/folder.py/main.py."
# name → how its file is made, its outcome, and what is said of it
FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing": (lambda _: None, "missing", f"There is no file {FILE}. Write it, {STUB_AGAIN}{OTHERS}"),
    "empty": (_bytes(b""), "broken", f"{FILE} is empty. Write the program there, {STUB_AGAIN}"),
    "blank": (_bytes(b"\xef\xbb\xbf \r\n\t\n"), "broken", f"{FILE} is empty. Write the program there, {STUB_AGAIN}"),
    "folder": (_folder, "broken", f"{FILE} is a folder. Put a file there."),
    "link": (_link, "broken", f"{FILE} is a link. Put the file itself there."),
    "dangling_link": (lambda path: path.symlink_to("nowhere.py"), "broken", f"{FILE} is a link. Put the file itself there."),
    "pipe": (os.mkfifo, "broken", f"{FILE} is not an ordinary file. Put one there."),
    "too_big": (
        _bytes(GOOD + b"# \n" * 100_000),
        "broken",
        FILE + " is too big: {size:,} bytes; at most 200,000 are read. Leave only the program in it.",
    ),
    "latin_1": (_bytes(GOOD + "# café\n".encode("latin-1")), "broken", FILE + " is not UTF-8 text (line {end}). Save it as UTF-8."),
    "utf_16": (_bytes(GOOD.decode().encode("utf-16")), "broken", f"{FILE} is not UTF-8 text (line 1). Save it as UTF-8."),
    "null_byte": (_bytes(GOOD + b"\0"), "broken", FILE + " holds a null character (line {end}). Save it as text."),
    "not_closed": (
        _bytes(b"def run_all(:\n    pass\n"),
        "broken",
        "Syntax error in line 1: invalid syntax\n    def run_all(:\n                ^",
    ),
    "indented": (
        _bytes(b"async def run_all(jobs, limit=3):\n\tfor job in jobs:\n\tawait job()\n"),
        "broken",
        "Syntax error in line 3: expected an indented block after 'for' statement on line 2\n    await job()\n    ^",
    ),
    "await_outside": (
        _bytes(b"def run_all(jobs, limit=3):\n    return await jobs[0]()\n"),
        "broken",
        "Syntax error in line 2: 'await' outside async function\n    return await jobs[0]()\n           ^",
    ),
    "untouched": (_bytes(sample_kit.STUB.encode()), "untouched", ""),
    "untouched_crlf": (_bytes(sample_kit.STUB.replace("\n", "\r\n").encode()), "untouched", ""),
    "good": (_bytes(GOOD), "complete", ""),
    "byte_order_mark": (_bytes(b"\xef\xbb\xbf" + GOOD), "complete", ""),
    "crlf": (_bytes(GOOD.replace(b"\n", b"\r\n")), "complete", ""),
    "old_mac": (_bytes(GOOD.replace(b"\n", b"\r")), "complete", ""),
    "no_newline": (_bytes(GOOD.rstrip()), "complete", ""),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> sample_kit.Graded:
    """Grade all these files in one run."""
    folder = tmp_path_factory.mktemp("bad_input")
    kit = sample_kit.make(folder, FILES)
    chapter = folder / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    for name, (write, _, _) in FILES.items():
        write(chapter / f"{name}.py")
    return sample_kit.grade(kit, "grade", "--json", "-", "--submission", str(chapter.parent))


def _of(graded: sample_kit.Graded, name: str) -> ExerciseResult:
    return next(one for one in graded.result().exercises if one.name == name)


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_its_outcome_and_its_sentence(graded: sample_kit.Graded, name: str) -> None:
    """Whatever lies where the exercise should: it gets its outcome, no undeserved point, and a sentence that says what to do."""
    _, outcome, says = FILES[name]
    result = _of(graded, name)
    size, end = len(GOOD) + 300_000, GOOD.count(b"\n") + 1
    assert (result.outcome, result.message) == (outcome, says.format(name=name, size=size, end=end))
    assert result.points == (10 if outcome == "complete" else 0)


def test_no_process_is_left_behind(graded: sample_kit.Graded) -> None:
    """Whatever lies there, nothing runs on after the grading, and nothing but JSON was printed."""
    assert (graded.code, graded.err, graded.left) == (1, "", [])


def test_a_chapter_must_be_a_folder_of_its_own(tmp_path: Path) -> None:
    """A chapter that is a link to another folder is not followed: that could be somebody else's."""
    kit = sample_kit.make(tmp_path, ["good"])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "good.py").write_bytes(GOOD)
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / sample_kit.CHAPTER).symlink_to(elsewhere)
    [result] = sample_kit.grade(kit, "grade", "--json", "-", "--submission", str(tmp_path / "submission")).result().exercises
    assert (result.outcome, result.message) == ("broken", "exercises/samples is a link. Put the folder itself there.")


def test_an_unpacked_archive_may_have_a_folder_around_it(tmp_path: Path) -> None:
    """A submission that is nothing but one folder is looked for in there; one that is laid out as it should be, is not."""
    for name, depth in (("flat", ""), ("zipped", "alice"), ("clone", "exercises")):
        (tmp_path / name / depth).mkdir(parents=True)
        (tmp_path / name / ".DS_Store").touch()
        (tmp_path / name / "__MACOSX").mkdir()
    (tmp_path / "flat" / "one.py").touch()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "alice").symlink_to(tmp_path / "zipped")
    found = [unpacked(tmp_path / name).relative_to(tmp_path).as_posix() for name in ("flat", "zipped", "clone", "linked", "nowhere")]
    assert found == ["flat", "zipped/alice", "clone", "linked", "nowhere"]


def test_the_caret_does_not_depend_on_other_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A syntax error is shown where it is, also if a file of the same name, in the folder where the grader runs, has other lines."""
    monkeypatch.chdir(tmp_path)
    _put(tmp_path / "exercises" / "chapter" / "one.py", "x\n")
    _put(tmp_path / "elsewhere" / "one.py", "def one():\n    return run(1, 2\n")
    _put(tmp_path / "exercises" / "chapter" / "one.py", "1\n2\n")
    with pytest.raises(Unplayable) as caught:
        take(ENTRY, tmp_path / "elsewhere")
    assert caught.value.message == "Syntax error in line 2: '(' was never closed\n    return run(1, 2\n              ^"


ENTRY = Entry("one", "One", "chapter")
PLACES = ("chapter/one.py", "exercises/chapter/one.py", "one.py")  # the first in which there is something counts


def _put(path: Path, source: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, "utf-8")


@pytest.mark.parametrize("first", range(len(PLACES)))
def test_a_submission_may_be_laid_out_in_three_ways(tmp_path: Path, first: int) -> None:
    """A folder like exercises/, a clone, or the files side by side: the first layout that has the file counts, its name stays the kit's."""
    for place in PLACES[first:]:
        _put(tmp_path / place, f"place = {place!r}\n")
    taken = take(ENTRY, tmp_path)
    assert (taken.file, taken.source) == ("exercises/chapter/one.py", f"place = {PLACES[first]!r}\n")


@pytest.mark.parametrize("place", PLACES)
def test_in_each_layout_something_else_than_a_file_is_told(tmp_path: Path, place: str) -> None:
    """What lies in a file's place is not passed over for another layout, and is called by the kit's name."""
    (tmp_path / place).mkdir(parents=True)
    if place != PLACES[-1]:
        _put(tmp_path / PLACES[-1], "")
    with pytest.raises(Unplayable, match=r"^exercises/chapter/one.py is a folder\. Put a file there\.$"):
        take(ENTRY, tmp_path)


LINKS = {
    "chapter": "exercises/chapter",
    "exercises": "exercises",
    "exercises/chapter": "exercises/chapter",
    "chapter/one.py": "exercises/chapter/one.py",
    "exercises/chapter/one.py": "exercises/chapter/one.py",
    "one.py": "exercises/chapter/one.py",
}


@pytest.mark.parametrize("link", LINKS)
def test_no_part_of_the_way_is_a_link(tmp_path: Path, link: str) -> None:
    """Below the submission no link is followed, in no layout: it could lead to somebody else's file."""
    for place in PLACES:
        _put(tmp_path / "elsewhere" / place, "mine = True\n")
    path = tmp_path / "submission" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere" / link)
    what = "file" if link.endswith(".py") else "folder"
    with pytest.raises(Unplayable, match=rf"^{LINKS[link]} is a link\. Put the {what} itself there\.$"):
        take(ENTRY, tmp_path / "submission")


NESTED = {
    "brackets": "(" * 90_000,
    "minus": f"x = {'-' * 90_000}1",
    "sum": f"x = {'1+' * 60_000}1",
    "attributes": f"x{'.a' * 60_000}",
    "powers": "2**" * 60_000 + "1",
    "elses": "if 1: pass\n" + "elif 1: pass\n" * 14_000,
    "lambdas": "lambda:" * 27_000 + "1",
    "blocks": "\n".join(" " * depth + "if 1:" for depth in range(500)),
    "format": "f'" + "{" * 1_000,
    "default": f"async def run_all(jobs, limit={'-' * 900}3):\n    pass\n",
}


@pytest.mark.parametrize("source", NESTED.values(), ids=NESTED)
def test_no_source_breaks_the_judge(tmp_path: Path, source: str) -> None:
    """However deep a source is nested: it is taken, or turned down with a sentence."""
    entry = Entry("nested", "Nested", "chapter")
    path = tmp_path / entry.path
    path.parent.mkdir()
    path.write_text(source, "utf-8")
    with contextlib.suppress(Unplayable):
        describe(take(entry, tmp_path).source)


def test_warnings_of_python_are_no_errors(tmp_path: Path) -> None:
    """A source that Python only warns of is taken, also where warnings are errors."""
    entry = Entry("warned", "Warned", "chapter")
    path = tmp_path / entry.path
    path.parent.mkdir()
    path.write_text('DIGITS = "\\d"\nassert (1, "always")\n', "utf-8")
    assert take(entry, tmp_path).name == "warned"

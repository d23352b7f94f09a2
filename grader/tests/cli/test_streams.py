"""Text for people never fails, and costs no result: in any encoding, with any name, on any stream."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from grader.grading.kit import ROOT
from grader.grading.results.result import decode
from grader.tests.cli.front_door import Door, in_a_shell, typed

ENCODINGS = ("cp950", "big5", "latin-1", "ascii", "utf-8", "shift_jis", "cp1252", "utf-16")
NAMES = ("王小明", "zoë", "🎉", os.fsdecode(b"odd \xff"), "a\u202eb", "tab\tname")
AS_TEXT = [os.fsencode(name).decode("utf-8", "backslashreplace") for name in NAMES]
C_LOCALE = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def _fine(done: Door) -> bool:
    return b"Traceback" not in done.out + done.err and b"Error" not in done.out + done.err


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_marks_are_shown_as_well_as_they_can_be(kit: Path, encoding: str) -> None:
    """A check's mark is a tick or a cross where the encoding has one, and else an ASCII one; the exit code is the verdict's."""
    done = typed("grade", settings={"PYTHONIOENCODING": encoding}, kit=kit)
    told = done.out.decode(encoding)
    assert (done.code, done.err) == (1, b"")
    assert ("✗ " in told, "  x " in told) == ((True, False) if encoding.startswith("utf") else (False, True))


@pytest.mark.parametrize("settings", [C_LOCALE, {"PYTHONIOENCODING": "cp950"}, {"PYTHONIOENCODING": "latin-1"}], ids=str)
def test_no_name_ends_a_class(kit: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    """Students of any name: everybody is graded, and told by that name."""
    for name in NAMES:
        shutil.copytree(kit / "exercises" / "samples", tmp_path / "class" / name)
    done = typed(
        "grade-all", str(tmp_path / "class"), "--out", str(tmp_path / "out"), settings=settings, module="grader.classroom", kit=kit
    )
    assert (done.code, _fine(done)) == (0, True)
    results = [decode(path.read_bytes()) for path in (tmp_path / "out" / "results").iterdir()]
    assert {one.submission: one.points for one in results} == dict.fromkeys(AS_TEXT, 10)
    rows = (tmp_path / "out" / "gradebook.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[1] for row in rows] == ["10"] * len(NAMES)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_ends_a_grading(kit: Path, tmp_path: Path, name: str) -> None:
    """A folder, a student, a file of any name: it is graded, and its report written."""
    shutil.copytree(kit / "exercises" / "samples", tmp_path / name)
    settings, file = {"PYTHONIOENCODING": "ascii"}, str(tmp_path / f"{name}.json")
    graded = typed("grade", "--submission", str(tmp_path / name), "--student", name, "--json", file, settings=settings, kit=kit)
    assert (graded.code, _fine(graded), decode(Path(file).read_bytes()).submission in AS_TEXT) == (1, True, True)
    words = [file, "summary:-", f"junit:{tmp_path / name}.xml"]
    report = typed(*words, settings=settings, module="grader.reports", kit=kit)
    assert (report.code, _fine(report)) == (0, True)


@pytest.mark.parametrize("name", ["王小明", "🎉"], ids=ascii)
@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp950"}], ids=str)
def test_mistakes_are_told_in_any_encoding(name: str, settings: dict[str, str], tmp_path: Path) -> None:
    """What was typed is said again, as far as it can be: exit code 2, and no traceback, from every command."""
    for module, words in {
        "grader": ["grade", name],
        "grader.classroom": ["release", "--out", str(tmp_path / name), "--exercises", name],
        "grader.authoring": ["check", name],
        "grader.reports": [name, f"{name}:x"],
    }.items():
        done = typed(*words, settings=settings, module=module, kit=ROOT)
        assert (done.code, b"Traceback" in done.err, bool(done.err)) == (2, False, True)
    made = typed("release", "--out", str(tmp_path / name), "--exercises", "limit_workers", settings=settings, module="grader.classroom")
    assert (made.code, made.err, (tmp_path / name / "noxfile.py").exists()) == (0, b"", True)


LOST = "What was to be printed can't be written to standard output"
# A shell's line → its exit code: 3, where something that was asked for could not be said.
STREAMS = {
    "$python -m grader grade --json {file} > /dev/full": 3,
    "$python -m grader grade --json {file} >&-": 1,
    "$python -m grader grade --json {file} 2>&-": 1,
    "$python -m grader grade --json {file} >&- 2>&-": 1,
    "$python -m grader grade --json {file} <&- >&- 2>&-": 1,
    "$python -m grader grade --json {file} > /dev/full 2> /dev/full": 3,
    "$python -m grader grade --json {file} | true; exit ${{PIPESTATUS[0]}}": 1,
    "$python -m grader grade --json {file} --format csv:- > /dev/full": 3,
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", STREAMS)
def test_a_terminal_that_fails_loses_no_result(kit: Path, tmp_path: Path, line: str) -> None:
    """Closed, full, or a pipe that nobody reads: the file that was asked for is there, and the exit code is right."""
    done = in_a_shell(line.format(file=tmp_path / "result.json"), kit)
    assert (done.code, b"Traceback" in done.err) == (STREAMS[line], False)
    assert json.loads((tmp_path / "result.json").read_bytes())["points"] == 10
    assert (LOST in done.said) == (STREAMS[line] == 3 and "2> /dev/full" not in line)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("end", ["> /dev/full", ">&-", "2>&-", ">&- 2>&-"])
def test_a_class_is_graded_whatever_the_terminal_does(kit: Path, tmp_path: Path, end: str) -> None:
    """The same for a whole class: its gradebook is there."""
    shutil.copytree(kit / "exercises", tmp_path / "class" / "alice")
    done = in_a_shell(f"$python -m grader.classroom grade-all {tmp_path}/class --out {tmp_path}/out {end}", kit)
    assert (done.code, b"Traceback" in done.err) == (3 if "full" in end else 0, False)
    assert (tmp_path / "out" / "gradebook.csv").read_text("utf-8-sig").splitlines()[1].startswith("alice,10,20,")

"""What platforms let a teacher download: whose each piece is, which of several attempts counts, and what a roster makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.classroom.intake import gradescope
from grader.classroom.intake.take_in import TakenIn, taken_in
from grader.cli.ending import Told
from grader.grading.kit import Misuse
from grader.tests.classroom.packing import laid, tarred, tree, zipped

Files = Mapping[str, str | bytes]
ONE, TWO = {"first.py": "1"}, {"first.py": "2"}
CANVAS_ROSTER = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Week 3 (77)\r\n    Points Possible,,,,,10\r\n"
    '"Doe, Jane",12,s77,jdoe,A,\r\n"Doe, Jane",12,s77,jdoe,B,\r\n"王, 小明",13,s78,xwang,A,\r\n"Gone, Bob",99,s79,bgone,A,\r\n'
    '"Student, Test",100,,,A,\r\n'
)
CANVAS: Files = {
    "doejane_LATE_12_345_limit_workers-1.py": "new",
    "doejane_12_340_limit_workers.py": "old",
    "wangxiaoming_13_401_week3-3.zip": zipped(TWO),
    "wangxiaoming_13_400_week3-2.zip": zipped(ONE),
    "zoe_14_5_work-1.zip": zipped(ONE),
    "zoe_14_4_work-2.zip": zipped(TWO),
    "eve_15_10_task-1.py": "2",
    "eve_15_11_task-2.py": "3",
    "eve_15_12_text.html": "",
}
MOODLE: Files = {
    "王 小明_12_assignsubmission_file_/first.py": "1",
    "王 小明_12_assignsubmission_onlinetext_/onlinetext.html": "<p>",
    "Jane Doe_13_assignsubmission_file/work.zip": zipped({"week3/first.py": "2"}),
    "Flat One_14_assignsubmission_file_first.py": "3",
    "Only Text_15_assignsubmission_onlinetext_/onlinetext.html": "<p>",
}
METADATA = """---
submission_1:
  :submitters:
  - :name: Alice Lee
    :sid: '007'
    :email: alice@x.org
  - :name: "Bob \\u738b"
    :sid: !!str 8
  :created_at: 2023-09-19 06:22:00.000000000 Z
  :results:
    :tests:
    - :name: Eve
      :email: eve@x.org
submission_2:
  :submitters:
  - :name: &anchor Eve
  :score: 1.0
"""
GRADESCOPE: Files = {
    "assignment_9_export/submission_metadata.yml": METADATA,
    "assignment_9_export/submission_1/first.py": "1",
    "assignment_9_export/submission_2/first.py": "2",
}
GITHUB: Files = {
    "week3-alice/first.py": "1",
    "week3-bob/exercises/samples/first.py": "1",
    "week3-anna-lee-main.zip": zipped({"week3-anna-lee-main/first.py": "1"}),
}


def _folder(tmp_path: Path, files: Files) -> Path:
    return laid(tmp_path / "class", files)


def _zip(tmp_path: Path, files: Files) -> Path:
    return laid(tmp_path, {"class.zip": zipped(files)}) / "class.zip"


def _tar(tmp_path: Path, files: Files) -> Path:
    return laid(tmp_path, {"class.tar.gz": tarred(files)}) / "class.tar.gz"


BOTH = pytest.mark.parametrize("made", [_folder, _zip, _tar])
Made = Callable[[Path, Files], Path]


def _told(taken: TakenIn) -> dict[str, tuple[str, list[str], dict[str, str]]]:
    """Tell of each learner: the fault, the notes, the programs."""
    found = {}
    for one in taken.found:
        programs = {path: data.decode() for path, data in tree(one.path).items() if path.endswith(".py")} if not one.fault else {}
        found[one.student] = (one.fault, list(one.notes), programs)
    return found


def _take_in(where: Path, roster: str | bytes = "") -> tuple[dict[str, tuple[str, list[str], dict[str, str]]], TakenIn]:
    listed = where.with_name("roster.csv") if roster else None
    if listed:
        listed.write_bytes(roster if isinstance(roster, bytes) else roster.encode())
    with taken_in(where, listed) as taken:
        return _told(taken), taken


@BOTH
def test_canvas(tmp_path: Path, made: Made) -> None:
    """Files of one learner belong together; the newest of several attempts counts, if Canvas' two numbers agree; a roster names people."""
    told, taken = _take_in(made(tmp_path, CANVAS), CANVAS_ROSTER)
    newest = "Taken: {}, the newest of 2, as Canvas numbers them."
    jane = ["Handed in late, says Canvas.", newest.format("doejane_LATE_12_345_limit_workers-1.py")]
    assert told["jdoe"] == ("", jane, {"limit_workers.py": "new"})
    assert told["xwang"] == ("", [newest.format("wangxiaoming_13_401_week3-3.zip")], TWO)
    assert told["eve_15"] == ("", ["Not in the roster."], {"task-1.py": "2", "task-2.py": "3"})
    assert told["zoe_14"][0].startswith("More than one submission could be meant: zoe_14_")
    assert (len(told), taken.left_out) == (4, ["eve_15_12_text.html"])
    assert taken.absent == {"bgone": "No submission."}
    assert [one.rpartition(": ")[2] for one in taken.remarks] == ["eve_15, zoe_14."]


@BOTH
def test_moodle(tmp_path: Path, made: Made) -> None:
    """A learner's folder, what is packed in it, or files without folders; the text that Moodle adds is nobody's submission of its own."""
    roster = "First name;Last name;ID number;Email address\n小明;王;;ming@x.tw\nJane;Doe;7;jane@x.tw\n小華;陳;8;hua@x.tw\n"
    told, taken = _take_in(made(tmp_path, MOODLE), roster.encode("utf-16"))
    assert told == {
        "ming@x.tw": ("", [], {"first.py": "1"}),
        "jane@x.tw": ("", [], {"week3/first.py": "2"}),
        "Flat One_14": ("", ["Not in the roster."], {"first.py": "3"}),
        "Only Text_15": ("", ["Not in the roster."], {}),
    }
    assert taken.absent == {"hua@x.tw": "No submission."}


def test_moodles_own_numbers(tmp_path: Path) -> None:
    """Moodle's grading worksheet knows its learners by the number that is in the folder's name."""
    roster = "Identifier,Full name,Email address,Status\nParticipant 13,Somebody Else,jane@x.tw,\n".encode("cp950")
    told, _ = _take_in(_folder(tmp_path, MOODLE), roster)
    assert told["jane@x.tw"][2] == {"week3/first.py": "2"}


@BOTH
def test_gradescope(tmp_path: Path, made: Made) -> None:
    """Its list names who handed in what, also several learners together; whoever can't be read there keeps the folder's name."""
    told, taken = _take_in(made(tmp_path, GRADESCOPE))
    assert told == {"alice@x.org": ("", [], ONE), "Bob 王": ("", [], ONE), "submission_2": ("", [], TWO)}
    assert taken.remarks == ["Whose these are can't be read in submission_metadata.yml: submission_2."]
    assert taken.left_out == []
    told, _ = _take_in(made(tmp_path, GRADESCOPE), "login,SID\nlee,007\n")
    assert {"lee", "Bob 王"} < set(told)


def test_gradescopes_list_is_read_exactly_or_not_at_all() -> None:
    """Quoted and plain texts are read; whatever YAML could mean otherwise is left alone."""
    lines = ["'It''s \"me\"'", '"a\\tb"', "O'Neil", "a # b", "!!str x", "- x", "'", '"\\x41"', "true: 1", "12345", ""]
    people = "\n".join(f"  - :name: {one}" for one in lines)
    [found] = gradescope.owners(f"---\nsubmission_1:\n  :submitters:\n{people}\n  :score: 1\n").values()
    assert [one.student for one in found] == ['It\'s "me"', "a\tb", "12345"]
    assert gradescope.owners("submission_1:\n    :name: x\n  :submitters:\n    :name: x\nnonsense\n- - -") == {}


@BOTH
def test_github(tmp_path: Path, made: Made) -> None:
    """Repositories are named after the assignment and the account; a roster knows the account, and nobody's is taken for another's."""
    roster = '"identifier","github_username","github_id","name"\n"B01","alice","1",""\n"B02","lee","2",""\n"B03","anna-lee","3",""\n'
    told, taken = _take_in(made(tmp_path, GITHUB), roster)
    assert {name: notes for name, (_, notes, _) in told.items()} == {"B01": [], "B03": [], "week3-bob": ["Not in the roster."]}
    assert taken.absent == {"B02": "No submission."}


def test_a_folder_and_what_it_was_unpacked_from(tmp_path: Path) -> None:
    """A folder counts, not the archive beside it; of two archives nobody knows which."""
    files: Files = {"alice/first.py": "1", "alice.zip": zipped(TWO), "bob.zip": zipped(ONE), "bob.tar.gz": tarred(TWO), "notes.txt": ""}
    told, taken = _take_in(_folder(tmp_path, files))
    assert told["alice"] == ("", ["Taken: the folder alice, not alice.zip beside it."], ONE)
    assert told["bob"][0] == "More than one submission could be meant: bob.tar.gz and bob.zip. Leave the one that counts."
    assert taken.left_out == ["notes.txt"]


def test_two_who_are_the_same_in_the_roster(tmp_path: Path) -> None:
    """Two submissions of one learner, and a name that two learners have: nothing is guessed, and nobody is called absent for it."""
    files = {"alice/first.py": "1", "a@x.org/first.py": "2", "Lee/first.py": "3"}
    told, taken = _take_in(_folder(tmp_path, files), "login\temail\tname\nalice\ta@x.org\t\nlee1\t\tLee\nlee2\t\tLee\n")
    assert told["alice"][0].startswith("More than one submission could be meant: ")
    assert told["Lee"] == ("", ["More than one line of the roster could be meant: lee1 and lee2."], {"first.py": "3"})
    assert taken.absent == dict.fromkeys(["lee1", "lee2"], "No submission, unless Lee is theirs.")


@pytest.mark.parametrize(
    "text", ["alice\nbob\n", "Kürzel,Nr\nalice,1\nbob,2\n", "sep=;\nusername;\nalice;\nbob;", "帳號,姓名\nalice,王\nbob,李"]
)
def test_a_roster_that_somebody_typed(tmp_path: Path, text: str) -> None:
    """A list of logins, a table with columns that nobody knows, and one with known ones: alice is here, bob is not."""
    told, taken = _take_in(_folder(tmp_path, {"Alice/first.py": "1"}), text)
    assert (list(told), list(taken.absent)) == (["alice"], ["bob"])
    assert bool(taken.remarks) == ("username" not in text and "帳號" not in text)


def test_nobody_handed_anything_in(tmp_path: Path) -> None:
    """With a roster, a folder without submissions is a class that has not handed in."""
    (tmp_path / "class").mkdir()
    assert _take_in(tmp_path / "class", "login\nalice\n")[1].absent == {"alice": "No submission."}


MISUSES: dict[str, tuple[Files, bytes, str]] = {
    "no.csv": ({}, b"", "The roster can't be read: {folder}/no.csv: No such file or directory."),
    "empty.csv": ({}, b"login\n", "Nobody is in the roster {folder}/empty.csv: a line for each learner is expected, below one that names"),
    "nothing.csv": ({}, b"\n", "Nobody is in the roster {folder}/nothing.csv: "),
    "picture.csv": ({}, b"\x89PNG\xff\xff\xff", "{folder}/picture.csv can't be read as a roster. Save it as CSV, in UTF-8."),
    "one.zip": (
        {"exercises/samples/first.py": "1"},
        b"",
        "{folder}/one.zip is one learner's submission: a folder",
    ),
    "flat.zip": ({"first.py": "1"}, b"", "{folder}/flat.zip is one learner's submission: "),
    "none.zip": ({"readme.txt": ""}, b"", "{folder}/none.zip holds no submission: "),
}


@pytest.mark.parametrize("name", MISUSES)
def test_a_slip_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    """A roster that is none, and an archive that holds no class."""
    files, data, said = MISUSES[name]
    laid(tmp_path, {"class/alice/first.py": "1", **({name: data} if data else {}), **({name: zipped(files)} if files else {})})
    where, roster = (tmp_path / name, None) if files else (tmp_path / "class", tmp_path / name)
    with pytest.raises(Misuse) as slip, taken_in(where, roster):
        pass
    assert str(slip.value).startswith(said.format(folder=tmp_path))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"x" * 1000])
def test_a_class_that_is_damaged_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    """A download that was cut off says so, without a traceback."""
    laid(tmp_path, {"class.zip": data})
    with pytest.raises(Told, match=r"^class\.zip (is damaged|can't be unpacked here)"), taken_in(tmp_path / "class.zip"):
        pass

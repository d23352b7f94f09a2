"""What lies in a submission instead of a missing file: taken where it can only be meant so, and told in any case."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from grader.grading.intake.take import Unplayable, take
from grader.grading.kit import Entry
from grader.grading.results.result import FAULT

ENTRY = Entry("limit_workers", "Workers", "08_semaphores")
FILE = "exercises/08_semaphores/limit_workers.py"
SOURCE = "x = 1\n"
TAKEN = (
    "limit_workers-1.py", "limit_workers (1).py", "limit_workers(2).py", "limit_workers - Copy.py", "limit_workers - Copy (2).py",
    "limit_workers - 複製.py", "limit_workers - 複製 (2).py", "limit_workers 的副本.py", "limit_workers copy 2.py",
    "limit_workers\uff081\uff09.py",
    "limit_workers_1.py", "Copy of limit_workers.py", "Limit_Workers.py", "LIMIT_WORKERS.PY", "limit-workers.py", "limit workers.py",
    "limit_workers.py.txt", "limit_workers-1.py.txt", "wangxiaoming_12345_678901_limit_workers-1.py", "a/b/c/limit_workers.py",
    "alice/08_semaphores/limit_workers.py", "week 3/exercises/08_semaphores/limit_workers (1).py", "王小明/limit_workers.py",
    "08_semaphores/limit_workers (1).py", "exercises/limit_workers.py", "09_debugging/limit_workers.py",
)  # fmt: skip
# Nothing here is an exercise's file, or a learner's.
NOT_TAKEN = (
    "limit_workers_plain_gather.py", "my_limit_workers.py", "limit_workers2.py", "limit_workersx.py", "test_limit_workers.py", "main.py",
    "limit_workers.txt", "limit_workers.ipynb", "limit_workers", "solutions/08_semaphores/limit_workers.py", ".limit_workers.py",
    ".git/limit_workers.py", "__pycache__/limit_workers.py", "grader/suites/limit_workers.py", "venv/lib/site-packages/limit_workers.py",
)  # fmt: skip


def _put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SOURCE)
    return folder


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_only_be_meant_is_taken_and_said(tmp_path: Path, name: str) -> None:
    """A file as browsers and platforms rename it, in other case, or folders deep: it is graded, and a note says where it was."""
    taken = take(ENTRY, _put(tmp_path, name))
    assert (taken.file, taken.source, taken.notes) == (FILE, SOURCE, (f"Taken from {name}: it is expected as {FILE}.",))


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_may_be_something_else_is_not_taken(tmp_path: Path, name: str) -> None:
    """Another name, another kind of file, what is hidden, installed, or the kit's own: the file is missing."""
    with pytest.raises(Unplayable) as caught:
        take(ENTRY, _put(tmp_path, name))
    assert (caught.value.outcome, caught.value.message.startswith(f"There is no file {FILE}")) == ("missing", True)


def test_a_file_in_its_place_needs_no_note(tmp_path: Path) -> None:
    """Where the file is in its place, its copies are not looked at."""
    assert take(ENTRY, _put(tmp_path, "08_semaphores/limit_workers.py", "limit_workers (1).py")).notes == ()


TOLD = {
    ("limit_workers-1.py", "limit_workers-2.py"): ", and more than one could be meant: limit_workers-1.py, limit_workers-2.py. "
    "Leave one of them, and give it its name.",
    ("a/limit_workers.py", "b/limit_workers.py"): ", and more than one could be meant: a/limit_workers.py, b/limit_workers.py. "
    "Leave one of them, and give it its name.",
    ("limit_workers.txt",): ", but there is limit_workers.txt. If that is your program, give it its name.",
    ("week3.zip",): ", but week3.zip is still packed: unpack it.",
    ("deep/WEEK3.ZIP", "other.tar.gz"): ", but other.tar.gz, deep/WEEK3.ZIP are still packed: unpack them.",
    ("main.py", "notes.md"): ". Write it, or take the stub from the kit again. Other programs are here: main.py.",
    (
        "a.py",
        "b.py",
        "c.py",
        "d.py",
    ): ". Write it, or take the stub from the kit again. Other programs are here: a.py, b.py, c.py, and 1 more.",
    ("cpu_bound.py", "README.md"): ". Write it, or take the stub from the kit again.",
}


@pytest.mark.parametrize("names", TOLD, ids=" ".join)
def test_what_lies_there_is_told(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Two that could be meant, an archive, another program: the message says so, and nothing is guessed."""
    with pytest.raises(Unplayable) as caught:
        take(ENTRY, _put(tmp_path, *names))
    assert (caught.value.outcome, caught.value.message) == ("missing", f"There is no file {FILE}{TOLD[names]}")


def test_only_an_ordinary_file_is_taken(tmp_path: Path) -> None:
    """No link is followed, nor a folder that is one; a pipe is no program, and one that is too big is told as ever."""
    elsewhere = _put(tmp_path / "elsewhere", "limit_workers.py")
    submission = tmp_path / "submission"
    submission.mkdir()
    (submission / "limit_workers-1.py").symlink_to(elsewhere / "limit_workers.py")
    (submission / "week3").symlink_to(elsewhere)
    os.mkfifo(submission / "limit_workers-2.py")
    with pytest.raises(Unplayable, match=r"^There is no file") as caught:
        take(ENTRY, submission)
    assert caught.value.outcome == "missing"
    (submission / "limit_workers-3.py").write_bytes(b"#" * 300_000)
    with pytest.raises(Unplayable, match=r"^limit_workers-3\.py is too big"):
        take(ENTRY, submission)


def test_a_name_of_any_bytes_can_be_told(tmp_path: Path) -> None:
    """A note about a folder whose name is no text can still be shown."""
    folder = os.fsdecode(b"\xff")
    [note] = take(ENTRY, _put(tmp_path, f"{folder}/limit_workers.py")).notes
    assert folder in note


CALLS = ("lstat", "open", "fstat", "scandir", "dup", "fdopen")
ERRORS = (errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENOMEM, errno.ESTALE)


@pytest.mark.parametrize("place", ["08_semaphores/limit_workers.py", "deep/limit_workers-1.py"])
@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("call", CALLS)
def test_a_file_that_cannot_be_read_is_not_the_learners_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, place: str
) -> None:
    """Whatever the system answers when a file, or a folder on its way, is read: not graded, and why; unless it isn't needed at all."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    _put(tmp_path, place)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        if call == "scandir" and not place.startswith("deep"):
            assert take(ENTRY, tmp_path).source == SOURCE
            return
        with pytest.raises(Unplayable) as caught:
            take(ENTRY, tmp_path)
    assert (caught.value.outcome, caught.value.message) == ("not graded", f"{FILE} can't be read here: {os.strerror(number)}. {FAULT}")
